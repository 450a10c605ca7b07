import { table } from './values';

/** What a resource of the provider is called in the ids of Resource Manager; only those that other resources name by a literal id. */
export const ARM_TYPES: { readonly [type: string]: string } = table({
  azurerm_api_management: 'microsoft.apimanagement/service',
  azurerm_application_insights: 'microsoft.insights/components',
  azurerm_app_configuration: 'microsoft.appconfiguration/configurationstores',
  azurerm_cdn_frontdoor_profile: 'microsoft.cdn/profiles',
  azurerm_container_app: 'microsoft.app/containerapps',
  azurerm_container_app_environment: 'microsoft.app/managedenvironments',
  azurerm_container_registry: 'microsoft.containerregistry/registries',
  azurerm_cosmosdb_account: 'microsoft.documentdb/databaseaccounts',
  azurerm_data_protection_backup_vault: 'microsoft.dataprotection/backupvaults',
  azurerm_dns_zone: 'microsoft.network/dnszones',
  azurerm_eventhub_namespace: 'microsoft.eventhub/namespaces',
  azurerm_firewall_policy: 'microsoft.network/firewallpolicies',
  azurerm_key_vault: 'microsoft.keyvault/vaults',
  azurerm_kubernetes_cluster: 'microsoft.containerservice/managedclusters',
  azurerm_log_analytics_workspace: 'microsoft.operationalinsights/workspaces',
  azurerm_managed_redis: 'microsoft.cache/redisenterprise',
  azurerm_monitor_action_group: 'microsoft.insights/actiongroups',
  azurerm_mssql_server: 'microsoft.sql/servers',
  azurerm_mysql_flexible_server: 'microsoft.dbformysql/flexibleservers',
  azurerm_network_security_group: 'microsoft.network/networksecuritygroups',
  azurerm_postgresql_flexible_server: 'microsoft.dbforpostgresql/flexibleservers',
  azurerm_private_dns_zone: 'microsoft.network/privatednszones',
  azurerm_public_ip: 'microsoft.network/publicipaddresses',
  azurerm_redis_cache: 'microsoft.cache/redis',
  azurerm_route_table: 'microsoft.network/routetables',
  azurerm_servicebus_namespace: 'microsoft.servicebus/namespaces',
  azurerm_storage_account: 'microsoft.storage/storageaccounts',
  azurerm_user_assigned_identity: 'microsoft.managedidentity/userassignedidentities',
  azurerm_virtual_network: 'microsoft.network/virtualnetworks',
});

/** Type and name of what a literal id names, in lower case: `microsoft.keyvault/vaults/keys` and `orders/data`; with its group. */
export function parseArmId(id: string): { type: string; name: string; group?: string } | undefined {
  const match = /^\/subscriptions\/[^/]+(?:\/resourceGroups\/([^/]+))?(?:\/providers\/([^/]+)\/(.+))?$/i.exec(id.replace(/\/$/, ''));
  if (!match) { return undefined; }
  const [, group, namespace, rest] = match.map((part) => part?.toLowerCase());
  if (!namespace) { return group ? { type: 'microsoft.resources/resourcegroups', name: group } : undefined; }
  const parts = rest.split('/');
  const types = parts.filter((_, i) => i % 2 === 0);
  return { type: [namespace, ...types].join('/'), name: parts.filter((_, i) => i % 2 === 1).join('/'), group };
}
