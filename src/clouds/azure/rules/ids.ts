import { azureId, pattern, together } from '../../rule-makers';
import { Rule } from '../../rules';

const PROVIDER = 'https://github.com/hashicorp/terraform-provider-azurerm/blob/main/website/docs/r';

/** Arguments that hold the id of a resource: id of the rule, types, argument, what it is the id of. */
const IDS: readonly (readonly [string, readonly string[], string, string])[] = [
  ['subnet', ['azurerm_private_endpoint', 'azurerm_subnet_network_security_group_association', 'azurerm_subnet_route_table_association'], 'subnet_id', 'Microsoft.Network/virtualNetworks/subnets'],
  ['security-group', ['azurerm_subnet_network_security_group_association'], 'network_security_group_id', 'Microsoft.Network/networkSecurityGroups'],
  ['route-table', ['azurerm_subnet_route_table_association'], 'route_table_id', 'Microsoft.Network/routeTables'],
  ['network', ['azurerm_private_dns_zone_virtual_network_link', 'azurerm_virtual_network_dns_servers'], 'virtual_network_id', 'Microsoft.Network/virtualNetworks'],
  ['storage-account', ['azurerm_storage_container'], 'storage_account_id', 'Microsoft.Storage/storageAccounts'],
  ['vault', ['azurerm_key_vault_key', 'azurerm_key_vault_secret', 'azurerm_key_vault_certificate'], 'key_vault_id', 'Microsoft.KeyVault/vaults'],
  ['workspace', ['azurerm_monitor_diagnostic_setting'], 'log_analytics_workspace_id', 'Microsoft.OperationalInsights/workspaces'],
  ['insights-workspace', ['azurerm_application_insights'], 'workspace_id', 'Microsoft.OperationalInsights/workspaces'],
  ['server', ['azurerm_postgresql_flexible_server_configuration', 'azurerm_postgresql_flexible_server_database'], 'server_id', 'Microsoft.DBforPostgreSQL/flexibleServers'],
  ['apps-environment', ['azurerm_container_app', 'azurerm_container_app_job'], 'container_app_environment_id', 'Microsoft.App/managedEnvironments'],
  ['front-door', ['azurerm_cdn_frontdoor_endpoint', 'azurerm_cdn_frontdoor_origin_group', 'azurerm_cdn_frontdoor_rule_set', 'azurerm_cdn_frontdoor_custom_domain'], 'cdn_frontdoor_profile_id', 'Microsoft.Cdn/profiles'],
];

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Forms of identifiers. */
export const idRules: readonly Rule[] = [
  ...IDS.map(([id, types, argument, tail]): Rule => ({
    id: `azure/id-${id}`, types, argument, problem: azureId(tail), mend: 'Write the whole id; its segments are spelt as Azure spells them.', source: `${PROVIDER}/${types[0].replace('azurerm_', '')}.html.markdown`,
  })),
  {
    id: 'azure/tenant-form', types: ['azurerm_key_vault', 'azurerm_postgresql_flexible_server_active_directory_administrator'], argument: 'tenant_id', problem: pattern(UUID, 'a UUID'), mend: 'Write the id of the tenant.', source: `${PROVIDER}/key_vault.html.markdown`,
  },
  {
    id: 'azure/key-address', types: ['azurerm_storage_account', 'azurerm_servicebus_namespace', 'azurerm_postgresql_flexible_server', 'azurerm_managed_redis'], argument: 'customer_managed_key.key_vault_key_id',
    problem: pattern(/^https:\/\/[a-z0-9-]+\.(vault|managedhsm)\.[a-z.]+(:443)?\/keys\/[^/]+(\/[0-9a-f]{32})?$/i, 'the address of a key such as https://<vault>.vault.azure.net/keys/<key>'), mend: 'Write the address of the key, not its resource id.', source: `${PROVIDER}/key_vault_key.html.markdown`,
  },
  {
    id: 'azure/postgresql-geo-pair', types: ['azurerm_postgresql_flexible_server'], argument: 'customer_managed_key.*', problem: together('geo_backup_key_vault_key_id', 'geo_backup_user_assigned_identity_id'), mend: 'Give both, or neither.', source: `${PROVIDER}/postgresql_flexible_server.html.markdown`,
  },
];
