import { Example, one } from '../example';

const LONG = (length: number) => 'a'.repeat(length);

/** Rule, type, a good name, and faulty ones by what is wrong. */
const NAMES: readonly (readonly [string, string, string, { readonly [fault: string]: string }])[] = [
  ['resource-group', 'azurerm_resource_group', 'rg-orders.(prd)', { 'resource group name ending with a dot': 'rg-orders.' }],
  ['storage-account', 'azurerm_storage_account', 'ordersprd01', { 'storage account name with a hyphen': 'orders-prd', 'storage account name of 25 characters': LONG(25) }],
  ['storage-container', 'azurerm_storage_container', 'insights-logs-audit', { 'container name with two hyphens': 'a--b', 'container name in upper case': 'Files' }],
  ['container-registry', 'azurerm_container_registry', 'ordersPrd', { 'registry name with a hyphen': 'orders-prd' }],
  ['workspace', 'azurerm_log_analytics_workspace', 'log-orders', { 'workspace name of three characters': 'log' }],
  ['frontdoor-waf', 'azurerm_cdn_frontdoor_firewall_policy', 'wafOrders', { 'WAF policy name with a hyphen': 'waf-orders' }],
  ['frontdoor-rule', 'azurerm_cdn_frontdoor_rule', 'hsts', { 'rule name with a hyphen': 'add-hsts' }],
  ['frontdoor-rule-set', 'azurerm_cdn_frontdoor_rule_set', 'headers', { 'rule set name with a hyphen': 'response-headers' }],
  ['frontdoor-profile', 'azurerm_cdn_frontdoor_profile', 'afd-orders', { 'profile name ending with a hyphen': 'afd-' }],
  ['frontdoor-endpoint', 'azurerm_cdn_frontdoor_endpoint', 'orders-prd', { 'endpoint name of 47 characters': LONG(47) }],
  ['container-app', 'azurerm_container_app', 'orders-api', { 'container app name in upper case': 'Orders', 'container app name of 33 characters': LONG(33) }],
  ['container-app-job', 'azurerm_container_app_job', 'orders-job', { 'job name with an underscore': 'orders_job' }],
  ['container-environment', 'azurerm_container_app_environment', 'cae-orders', { 'container environment name with a dot': 'cae.orders' }],
  ['api-management', 'azurerm_api_management', 'apim-orders', { 'API Management name of 51 characters': LONG(51) }],
  ['postgresql', 'azurerm_postgresql_flexible_server', 'psql-orders', { 'PostgreSQL name in upper case': 'Psql-orders' }],
  ['cosmos', 'azurerm_cosmosdb_account', 'cosmos-orders', { 'Cosmos DB name with an underscore': 'cosmos_orders' }],
  ['service-bus', 'azurerm_servicebus_namespace', 'sb-orders', { 'Service Bus name of five characters': 'sbord' }],
  ['event-hubs', 'azurerm_eventhub_namespace', 'evhns-orders', { 'Event Hubs name beginning with a digit': '1evhns' }],
  ['event-grid-topic', 'azurerm_eventgrid_topic', 'evgt-orders', { 'Event Grid topic name of two characters': 'eg' }],
  ['managed-redis', 'azurerm_managed_redis', 'redis-orders', { 'Redis name with two hyphens': 'redis--orders' }],
  ['identity', 'azurerm_user_assigned_identity', 'id-orders_api', { 'identity name with a dot': 'id.orders' }],
  ['virtual-network', 'azurerm_virtual_network', 'vnet-orders', { 'network name of 65 characters': LONG(65) }],
  ['subnet', 'azurerm_subnet', 'snet-apps', { 'subnet name with a space': 'snet apps' }],
  ['private-endpoint', 'azurerm_private_endpoint', 'pe-orders', { 'private endpoint name of 65 characters': LONG(65) }],
  ['network-security-group', 'azurerm_network_security_group', 'nsg-apps', { 'security group name beginning with a hyphen': '-nsg' }],
  ['key', 'azurerm_key_vault_key', 'cmk-orders', { 'key name with an underscore': 'cmk_orders' }],
  ['secret', 'azurerm_key_vault_secret', 'api-token', { 'secret name with a dot': 'api.token' }],
  ['workbook', 'azurerm_application_insights_workbook', '85b3e8bb-fc93-40be-83f2-98f6bec18ba0', { 'workbook name that is no UUID': 'orders' }],
  ['backup-vault', 'azurerm_data_protection_backup_vault', 'bvault-orders', { 'backup vault name beginning with a digit': '1vault' }],
  ['lock', 'azurerm_management_lock', 'keep-data', { 'lock name with a space': 'keep data' }],
  ['diagnostic-setting', 'azurerm_monitor_diagnostic_setting', 'central', { 'diagnostic setting name with a slash': 'a/b' }],
  ['key-vault', 'azurerm_key_vault', 'kv-orders-prd', { 'vault name with two hyphens': 'kv--orders', 'vault name of 25 characters': LONG(25) }],
];

export const azureNameExamples: Example[] = [
  ...NAMES.map(([id, type, name, faults]) => one(`azure/name-${id}`, type, { name }, Object.fromEntries(Object.entries(faults).map(([fault, bad]) => [fault, { name: bad }])))),
  one('azure/action-group-short-name', 'azurerm_monitor_action_group', { short_name: 'oncall' }, { 'action group short name of 13 characters': { short_name: LONG(13) } }),
];
