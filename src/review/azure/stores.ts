import { Entry } from '../../clouds/rule-graph';
import { blocksOf, isSet, isUnresolved, text } from '../../clouds/rule-values';
import { Evidence, Value } from '../model';
import { Notes } from '../reader';
import { switched } from './openings';
import { AzureStack } from './stack';
import { table } from './values';

/** A value of a rule and where it comes from: an argument, or other resources. */
export type Fact = readonly [value: Value | undefined, at?: string | Evidence[]];

/** Categories of the log of access, by type; without them nobody sees who read what. */
const ACCESS: { readonly [type: string]: string[] } = table({
  azurerm_storage_account: ['StorageRead', 'StorageWrite', 'StorageDelete'],
  azurerm_key_vault: ['AuditEvent'],
  azurerm_cosmosdb_account: ['DataPlaneRequests'],
  azurerm_managed_redis: ['ConnectionEvents'],
  azurerm_redis_cache: ['ConnectedClientList'],
  azurerm_postgresql_flexible_server: ['PostgreSQLLogs'],
  azurerm_mysql_flexible_server: ['MySqlAuditLogs'],
  azurerm_mssql_server: ['SQLSecurityAuditEvents'],
  azurerm_mssql_database: ['SQLSecurityAuditEvents'],
  azurerm_container_registry: ['ContainerRegistryLoginEvents', 'ContainerRegistryRepositoryEvents'],
  azurerm_servicebus_namespace: ['RuntimeAuditLogs'],
  azurerm_eventhub_namespace: ['RuntimeAuditLogs'],
  azurerm_log_analytics_workspace: ['Audit'],
  azurerm_app_configuration: ['HttpRequest'],
  azurerm_api_management: ['GatewayLogs'],
  azurerm_cdn_frontdoor_profile: ['FrontDoorAccessLog'],
  azurerm_application_gateway: ['ApplicationGatewayAccessLog'],
});

const PUBLIC = ['public_network_access_enabled', 'public_network_access'];
/** Types with a public endpoint that one switch turns off. */
const ENDPOINTS = new Set([
  'azurerm_storage_account', 'azurerm_key_vault', 'azurerm_cosmosdb_account', 'azurerm_managed_redis', 'azurerm_redis_cache', 'azurerm_postgresql_flexible_server', 'azurerm_mysql_flexible_server',
  'azurerm_mssql_server', 'azurerm_container_registry', 'azurerm_servicebus_namespace', 'azurerm_eventhub_namespace', 'azurerm_eventgrid_topic', 'azurerm_eventgrid_domain',
  'azurerm_search_service', 'azurerm_app_configuration', 'azurerm_kusto_cluster',
]);

/** States what is said of every store, then what is said of this one. */
export function stateStore(stack: AzureStack, notes: Notes, entry: Entry, facts: { readonly [rule: string]: Fact }): void {
  const locks = stack.locks(entry);
  const all: { [rule: string]: Fact } = {
    'data.prevent-destroy': [stack.keepsFromDestroy(entry), 'lifecycle.prevent_destroy'],
    'data.deletion-protection': [locks.length > 0, locks.length > 0 ? locks : undefined],
    'data.access-log': accessLog(stack, entry),
    'data.residency': [stack.location(entry.body.location), 'location'],
    ...facts,
  };
  const endpoint = PUBLIC.find((argument) => isSet(entry.body[argument])) ?? PUBLIC[0];
  const open = switched(entry.body[endpoint], true);
  // Where a public endpoint is off, no rule of a firewall can open it.
  if (ENDPOINTS.has(entry.type)) { all['data.public-blocked'] = [isSet(entry.body.delegated_subnet_id) ? true : open === undefined ? undefined : !open, endpoint]; }
  // What is open says more than that it could be opened.
  if (all['data.public']?.[0] === true) { delete all['data.public-blocked']; }
  for (const [rule, [value, at]] of Object.entries(all)) { notes.state(rule, entry, value, at); }
}

/** Whether the log of access of a resource is kept anywhere. */
export function accessLog(stack: AzureStack, entry: Entry): Fact {
  const settings = stack.at('azurerm_monitor_diagnostic_setting', 'target_resource_id', entry);
  const wanted = ACCESS[entry.type] ?? [];
  const logs = settings.flatMap((setting) => enabledLogs(setting));
  if (logs.some((log) => log === undefined)) { return [undefined]; }
  const whole = logs.some((log) => log === 'allLogs' || (log === 'audit' && entry.type !== 'azurerm_container_app_environment'));
  const value = whole || (wanted.length === 0 ? logs.length > 0 : wanted.every((category) => logs.includes(category)));
  const evidence = settings.filter((setting) => enabledLogs(setting).length > 0).map((setting) => ({ address: setting.address, argument: 'enabled_log' }));
  return [value, value && evidence.length > 0 ? evidence : undefined];
}

/** Categories and groups of categories that a diagnostic setting sends somewhere. `undefined` stands for an expression. */
export function enabledLogs(setting: Entry): (string | undefined)[] {
  const { body } = setting;
  if (!['log_analytics_workspace_id', 'storage_account_id', 'eventhub_authorization_rule_id', 'partner_solution_id'].some((to) => isSet(body[to]))) { return []; }
  if (isUnresolved(body.enabled_log)) { return [undefined]; }
  return blocksOf(body.enabled_log).map((log) => text(log.category_group) ?? text(log.category));
}

/** Words of a login for the list of what can be reached. */
export function loginWords(login: string | undefined): string {
  return table<any>({ 'none': 'none', 'key': 'shared key', 'password': 'password', 'password or identity': 'password or identity', 'identity': 'identity' })[login ?? ''] ?? 'unknown';
}
