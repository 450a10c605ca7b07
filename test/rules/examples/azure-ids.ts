import { Example, one } from '../example';

const GROUP = '/subscriptions/12345678-1234-9876-4563-123456789012/resourceGroups/rg/providers';

/** Rule, type, argument, a good id, and one that is of something else or misspelt. */
const IDS: readonly (readonly [string, string, string, string, string])[] = [
  ['subnet', 'azurerm_private_endpoint', 'subnet_id', `${GROUP}/Microsoft.Network/virtualNetworks/v/subnets/s`, `${GROUP}/Microsoft.Network/virtualNetworks/v`],
  ['security-group', 'azurerm_subnet_network_security_group_association', 'network_security_group_id', `${GROUP}/Microsoft.Network/networkSecurityGroups/n`, `${GROUP}/Microsoft.Network/networksecuritygroups/n`],
  ['route-table', 'azurerm_subnet_route_table_association', 'route_table_id', `${GROUP}/Microsoft.Network/routeTables/r`, 'r'],
  ['network', 'azurerm_virtual_network_dns_servers', 'virtual_network_id', `${GROUP}/Microsoft.Network/virtualNetworks/v`, `${GROUP}/Microsoft.Network/virtualNetworks/v/subnets/s`],
  ['storage-account', 'azurerm_storage_container', 'storage_account_id', `${GROUP}/Microsoft.Storage/storageAccounts/s`, 'ordersprd'],
  ['vault', 'azurerm_key_vault_key', 'key_vault_id', `${GROUP}/Microsoft.KeyVault/vaults/v`, 'https://v.vault.azure.net/'],
  ['workspace', 'azurerm_monitor_diagnostic_setting', 'log_analytics_workspace_id', `${GROUP}/Microsoft.OperationalInsights/workspaces/w`, '12345678-1234-9876-4563-123456789012'],
  ['insights-workspace', 'azurerm_application_insights', 'workspace_id', `${GROUP}/Microsoft.OperationalInsights/workspaces/w`, `${GROUP}/microsoft.operationalinsights/workspaces/w`],
  ['server', 'azurerm_postgresql_flexible_server_database', 'server_id', `${GROUP}/Microsoft.DBforPostgreSQL/flexibleServers/p`, `${GROUP}/Microsoft.DBforPostgreSQL/servers/p`],
  ['apps-environment', 'azurerm_container_app', 'container_app_environment_id', `${GROUP}/Microsoft.App/managedEnvironments/e`, `${GROUP}/Microsoft.App/environments/e`],
  ['front-door', 'azurerm_cdn_frontdoor_endpoint', 'cdn_frontdoor_profile_id', `${GROUP}/Microsoft.Cdn/profiles/p`, `${GROUP}/Microsoft.Network/frontDoors/p`],
];

export const azureIdExamples: Example[] = [
  ...IDS.map(([id, type, argument, good, bad]) => one(`azure/id-${id}`, type, { [argument]: good }, { [`id of another form in ${argument} of ${type}`]: { [argument]: bad } })),
  one('azure/tenant-form', 'azurerm_key_vault', { tenant_id: '12345678-1234-9876-4563-123456789012' }, { 'tenant by name': { tenant_id: 'acme.onmicrosoft.com' } }),
  one('azure/key-address', 'azurerm_storage_account', { customer_managed_key: { key_vault_key_id: 'https://kv-orders.vault.azure.net/keys/data' } }, { 'resource id in place of the address of a key': { customer_managed_key: { key_vault_key_id: `${GROUP}/Microsoft.KeyVault/vaults/v/keys/k` } } }),
  one('azure/postgresql-geo-pair', 'azurerm_postgresql_flexible_server', { customer_managed_key: { key_vault_key_id: 'x' } }, { 'geo key without its identity': { customer_managed_key: { key_vault_key_id: 'x', geo_backup_key_vault_key_id: 'y' } } }),
];
