import { ControlFinding, ControlSeverity, GovernanceFunction, Objective } from '../control';
import { CloudName } from '../../environment/landing-zone';
import { ControlledResource } from '../control-context';
import { control, finding } from './build';
import { asList, refersTo } from './values';

/** What writes logs that nobody gets without a diagnostic setting. */
const SOURCES = [
  'azurerm_container_app_environment', 'azurerm_postgresql_flexible_server', 'azurerm_cosmosdb_account', 'azurerm_managed_redis', 'azurerm_storage_account', 'azurerm_key_vault', 'azurerm_log_analytics_workspace',
  'azurerm_network_security_group', 'azurerm_virtual_network', 'azurerm_firewall', 'azurerm_public_ip', 'azurerm_api_management', 'azurerm_cdn_frontdoor_profile', 'azurerm_container_registry',
  'azurerm_data_protection_backup_vault', 'azurerm_servicebus_namespace', 'azurerm_eventhub_namespace', 'azurerm_mssql_database', 'azurerm_application_gateway', 'azurerm_kubernetes_cluster', 'azurerm_linux_function_app',
];
/** Records of access, which the archive takes as well. */
const ARCHIVED = [
  'azurerm_postgresql_flexible_server', 'azurerm_cosmosdb_account', 'azurerm_managed_redis', 'azurerm_key_vault', 'azurerm_firewall', 'azurerm_api_management', 'azurerm_cdn_frontdoor_profile', 'azurerm_container_registry',
];

function says(source: ControlledResource, settings: ControlledResource[]): ControlFinding {
  const own = settings.filter((setting) => refersTo(setting.argument('target_resource_id'), source.address) && asList(setting.argument('enabled_log')).length > 0);
  const to = (argument: string) => own.some((setting) => setting.argument(argument) !== undefined && setting.argument(argument) !== null);
  if (!to('log_analytics_workspace_id') && !to('eventhub_authorization_rule_id')) { return finding(source.address, 'its logs go nowhere: no diagnostic setting sends them to a workspace'); }
  return finding(source.address, !ARCHIVED.includes(source.type) || to('storage_account_id') || 'its records of access are not copied to the archive');
}

/** Azure keeps no log of a resource unless a setting beside it says where to. */
export const auditDiagnostics = control({
  id: 'audit.diagnostics',
  title: 'Every resource of Azure sends its logs to a workspace, and records of access to the archive',
  objective: Objective.IMMUTABLE_AUDIT,
  owner: GovernanceFunction.COMPLIANCE,
  severity: ControlSeverity.HIGH,
  why: 'without a diagnostic setting there is no log of it at all',
  mend: 'Leave the settings to the capability; a resource of your own needs one, with its categories of access.',
  clouds: [CloudName.AZURE],
  card: 'Structured logs',
}, (context) => {
  const settings = context.resources(['azurerm_monitor_diagnostic_setting']);
  return context.resources(SOURCES).map((source) => says(source, settings));
});
