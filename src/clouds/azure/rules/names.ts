import { all, never, pattern } from '../../rule-makers';
import { Rule } from '../../rules';

const NAMES = 'https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules';

/** Name rules that Azure or the provider enforces: rule id, type, form, what the form is in words. */
const FORMS: readonly (readonly [string, string, RegExp, string])[] = [
  ['resource-group', 'azurerm_resource_group', /^[\p{L}\p{N}_().-]{0,89}[\p{L}\p{N}_()-]$/u, 'up to 90 letters, digits and _ ( ) . -, no dot at the end'],
  ['storage-account', 'azurerm_storage_account', /^[a-z0-9]{3,24}$/, '3 to 24 lower-case letters and digits'],
  ['storage-container', 'azurerm_storage_container', /^(\$root|\$web|(?!.*--)[a-z0-9][a-z0-9-]{1,61}[a-z0-9])$/, '3 to 63 lower-case letters, digits and single hyphens'],
  ['container-registry', 'azurerm_container_registry', /^[A-Za-z0-9]{5,50}$/, '5 to 50 letters and digits'],
  ['workspace', 'azurerm_log_analytics_workspace', /^[A-Za-z0-9][A-Za-z0-9-]{2,61}[A-Za-z0-9]$/, '4 to 63 letters, digits and hyphens'],
  ['frontdoor-waf', 'azurerm_cdn_frontdoor_firewall_policy', /^[A-Za-z][A-Za-z0-9]{0,127}$/, 'up to 128 letters and digits, no hyphen'],
  ['frontdoor-rule', 'azurerm_cdn_frontdoor_rule', /^[A-Za-z][A-Za-z0-9]{0,259}$/, 'up to 260 letters and digits, no hyphen'],
  ['frontdoor-rule-set', 'azurerm_cdn_frontdoor_rule_set', /^[A-Za-z][A-Za-z0-9]{0,59}$/, 'up to 60 letters and digits, no hyphen'],
  ['frontdoor-profile', 'azurerm_cdn_frontdoor_profile', /^[A-Za-z0-9][A-Za-z0-9-]{0,258}[A-Za-z0-9]$/, '2 to 260 letters, digits and hyphens'],
  ['frontdoor-endpoint', 'azurerm_cdn_frontdoor_endpoint', /^[A-Za-z0-9][A-Za-z0-9-]{0,44}[A-Za-z0-9]$/, '2 to 46 letters, digits and hyphens'],
  ['container-app', 'azurerm_container_app', /^[a-z](?!.*--)[a-z0-9-]{0,30}[a-z0-9]$/, '2 to 32 lower-case letters, digits and single hyphens'],
  ['container-app-job', 'azurerm_container_app_job', /^[a-z](?!.*--)[a-z0-9-]{0,30}[a-z0-9]$/, '2 to 32 lower-case letters, digits and single hyphens'],
  ['container-environment', 'azurerm_container_app_environment', /^[a-z0-9](?!.*--)[a-z0-9-]{0,58}[a-z0-9]$/i, '2 to 60 letters, digits and single hyphens'],
  ['api-management', 'azurerm_api_management', /^[A-Za-z](?:[A-Za-z0-9-]{0,48}[A-Za-z0-9])?$/, 'up to 50 letters, digits and hyphens'],
  ['postgresql', 'azurerm_postgresql_flexible_server', /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/, '3 to 63 lower-case letters, digits and hyphens'],
  ['cosmos', 'azurerm_cosmosdb_account', /^[a-z0-9][a-z0-9-]{1,48}[a-z0-9]$/, '3 to 50 lower-case letters, digits and hyphens'],
  ['service-bus', 'azurerm_servicebus_namespace', /^[A-Za-z][A-Za-z0-9-]{4,48}[A-Za-z0-9]$/, '6 to 50 letters, digits and hyphens'],
  ['event-hubs', 'azurerm_eventhub_namespace', /^[A-Za-z][A-Za-z0-9-]{4,48}[A-Za-z0-9]$/, '6 to 50 letters, digits and hyphens'],
  ['event-grid-topic', 'azurerm_eventgrid_topic', /^[A-Za-z0-9-]{3,50}$/, '3 to 50 letters, digits and hyphens'],
  ['managed-redis', 'azurerm_managed_redis', /^[A-Za-z0-9](?!.*--)[A-Za-z0-9-]{0,61}[A-Za-z0-9]$/, 'up to 63 letters, digits and single hyphens'],
  ['identity', 'azurerm_user_assigned_identity', /^[A-Za-z0-9][A-Za-z0-9_-]{2,127}$/, '3 to 128 letters, digits, hyphens and underscores'],
  ['virtual-network', 'azurerm_virtual_network', /^[A-Za-z0-9][\w.-]{0,62}\w$/, '2 to 64 letters, digits and _ . -'],
  ['subnet', 'azurerm_subnet', /^[A-Za-z0-9]([\w.-]{0,78}\w)?$/, 'up to 80 letters, digits and _ . -'],
  ['private-endpoint', 'azurerm_private_endpoint', /^[A-Za-z0-9][\w.-]{0,62}\w$/, '2 to 64 letters, digits and _ . -'],
  ['network-security-group', 'azurerm_network_security_group', /^[A-Za-z0-9]([\w.-]{0,78}\w)?$/, 'up to 80 letters, digits and _ . -'],
  ['key', 'azurerm_key_vault_key', /^[A-Za-z0-9-]{1,127}$/, 'up to 127 letters, digits and hyphens'],
  ['secret', 'azurerm_key_vault_secret', /^[A-Za-z0-9-]{1,127}$/, 'up to 127 letters, digits and hyphens'],
  ['workbook', 'azurerm_application_insights_workbook', /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i, 'a UUID'],
  ['backup-vault', 'azurerm_data_protection_backup_vault', /^[A-Za-z][A-Za-z0-9-]{1,49}$/, '2 to 50 letters, digits and hyphens, beginning with a letter'],
  ['lock', 'azurerm_management_lock', /^[\w.()-]{1,90}$/, 'up to 90 letters, digits and _ . ( ) -'],
  ['diagnostic-setting', 'azurerm_monitor_diagnostic_setting', /^[^*<>%:&?+\\/|\n]{1,260}$/, 'up to 260 characters without * < > % : & ? + \\ /'],
];

/** Names by resource type. */
export const nameRules: readonly Rule[] = [
  ...FORMS.map(([id, type, form, description]): Rule => ({
    id: `azure/name-${id}`, types: [type], argument: 'name', problem: pattern(form, description), mend: 'Rename it within the rule of its type.', source: NAMES,
  })),
  {
    id: 'azure/name-key-vault', types: ['azurerm_key_vault'], argument: 'name',
    problem: all(pattern(/^[A-Za-z][A-Za-z0-9-]{1,22}[A-Za-z0-9]$/, '3 to 24 letters, digits and hyphens, beginning with a letter'), never(/--/, 'hold two hyphens in a row')),
    mend: 'Shorten the name and use single hyphens.', source: NAMES,
  },
  {
    id: 'azure/action-group-short-name', types: ['azurerm_monitor_action_group'], argument: 'short_name', problem: pattern(/^.{1,12}$/, 'up to 12 characters'), mend: 'Shorten it.', source: 'https://learn.microsoft.com/azure/azure-monitor/alerts/action-groups',
  },
];
