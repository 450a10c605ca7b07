import { add, document, drop, nameOf, one } from './access-subjects';
import { CloudCases, dropAll, put, without } from './data-weakened';

const setting = (tf: any, name: string) => Object.values<any>(tf.resource.azurerm_postgresql_flexible_server_configuration).find((c) => c.name === name)!;
const tables = (tf: any) => Object.entries<any>(tf.resource.azurerm_log_analytics_workspace_table);
const settings = 'azurerm_monitor_diagnostic_setting';
const key = (tf: any, change: (properties: any) => void) => document(one(tf, 'azurerm_resource_group_template_deployment', 'data-key'), 'template_content', (t) => change(t.resources[0].properties));

/** A namespace as a team would make it by hand. */
function namespace(tf: any, more: object): void {
  add(tf, 'azurerm_servicebus_namespace', {
    name: 'own', sku: 'Premium', location: 'germanywestcentral', minimum_tls_version: '1.2', local_auth_enabled: false, public_network_access_enabled: false, lifecycle: { prevent_destroy: true },
    customer_managed_key: { key_vault_key_id: Object.values<any>(tf.resource.azurerm_storage_account)[0].customer_managed_key.key_vault_key_id }, ...more,
  }, 'own');
  add(tf, settings, {
    target_resource_id: '${azurerm_servicebus_namespace.own.id}', log_analytics_workspace_id: `\${azurerm_log_analytics_workspace.${nameOf(tf, 'azurerm_log_analytics_workspace')}.id}`, enabled_log: [{ category_group: 'allLogs' }],
  }, 'own');
  add(tf, 'azurerm_monitor_metric_alert', {
    scopes: ['${azurerm_servicebus_namespace.own.id}'], criteria: [{ metric_name: 'DeadletteredMessages', operator: 'GreaterThan', threshold: 1 }],
    action: [{ action_group_id: `\${azurerm_monitor_action_group.${nameOf(tf, 'azurerm_monitor_action_group', 'alerts_critical')}.id}` }],
  }, 'own');
}

export const AZURE: CloudCases = {
  cloud: 'azure', cases: [
    { control: 'encryption.data-stores', what: 'items under the provider\'s key', change: (tf) => without(one(tf, 'azurerm_cosmosdb_account'), 'key_vault_key_id') },
    { control: 'encryption.data-stores', what: 'an account without a key', change: (tf) => without(one(tf, 'azurerm_storage_account'), 'customer_managed_key') },
    { control: 'encryption.data-stores', where: 'foundation', what: 'a registry without a key', change: (tf) => without(one(tf, 'azurerm_container_registry'), 'encryption') },
    { control: 'encryption.data-stores', what: 'a key that only apply knows', unknown: true, change: (tf) => put(one(tf, 'azurerm_storage_account'), 'customer_managed_key.key_vault_key_id', '${local.key}') },
    { control: 'encryption.backups', where: 'foundation', what: 'a vault under the provider\'s key', change: (tf) => drop(tf, 'azurerm_data_protection_backup_vault_customer_managed_key') },
    { control: 'encryption.messages', what: 'a namespace by hand without a key', change: (tf) => namespace(tf, { customer_managed_key: undefined }) },
    { control: 'encryption.workloads', what: 'a machine by hand', change: (tf) => add(tf, 'azurerm_linux_virtual_machine', { name: 'own', location: 'germanywestcentral', os_disk: [{ caching: 'None' }], lifecycle: { prevent_destroy: true } }) },
    { control: 'transit.data-stores', what: 'a database that takes plain connections', change: (tf) => { setting(tf, 'require_secure_transport').value = 'off'; } },
    { control: 'transit.data-stores', what: 'a cache that takes plain connections', change: (tf) => put(one(tf, 'azurerm_managed_redis'), 'default_database.client_protocol', 'Plaintext') },
    { control: 'transit.object-stores', what: 'an account that takes plain HTTP', change: (tf) => { one(tf, 'azurerm_storage_account').https_traffic_only_enabled = false; } },
    { control: 'transit.minimum-version', what: 'an old version of TLS to an account', change: (tf) => { one(tf, 'azurerm_storage_account').min_tls_version = 'TLS1_0'; } },
    { control: 'transit.minimum-version', what: 'an old version of TLS to a database', change: (tf) => { setting(tf, 'ssl_min_protocol_version').value = 'TLSv1.1'; } },
    { control: 'transit.minimum-version', what: 'an old version of TLS to a namespace', change: (tf) => namespace(tf, { minimum_tls_version: '1.0' }) },
    { control: 'keys.rotation', what: 'a key that is not rotated', change: (tf) => key(tf, (p) => { delete p.rotationPolicy; }) },
    { control: 'keys.rotation', what: 'rotation every two years', change: (tf) => key(tf, (p) => { p.rotationPolicy.lifetimeActions[0].trigger.timeAfterCreate = 'P2Y'; }) },
    { control: 'keys.undelete', what: 'a week to bring a key back', change: (tf) => { one(tf, 'azurerm_key_vault').soft_delete_retention_days = 7; } },
    { control: 'keys.prevent-destroy', what: 'a vault without a life cycle', also: ['deletion.prevent-destroy'], change: (tf) => without(one(tf, 'azurerm_key_vault'), 'lifecycle') },
    { control: 'keys.enabled', what: 'a key that is off', change: (tf) => key(tf, (p) => { p.attributes.enabled = false; }) },
    { control: 'keys.policy', what: 'a person who may do everything with the keys', change: (tf) => add(tf, 'azurerm_role_assignment', { scope: `\${azurerm_key_vault.${nameOf(tf, 'azurerm_key_vault')}.id}`, role_definition_name: 'Owner', principal_id: '00000000-1111-2222-3333-444444444444' }) },
    { control: 'keys.hardware', what: 'a key in software', change: (tf) => key(tf, (p) => { p.kty = 'RSA'; }) },
    { control: 'secrets.not-written', what: 'a password among the variables of a container', change: (tf) => one(tf, 'azurerm_container_app').template.container[0].env.push({ name: 'DB_PASSWORD', value: 'correct-horse-battery' }) },
    { control: 'secrets.no-passwords', what: 'login with a password', change: (tf) => put(one(tf, 'azurerm_postgresql_flexible_server'), 'authentication.password_auth_enabled', true) },
    { control: 'secrets.no-passwords', what: 'no word of login', change: (tf) => without(one(tf, 'azurerm_postgresql_flexible_server'), 'authentication') },
    { control: 'secrets.rotation', what: 'a secret that nobody replaces', change: (tf) => add(tf, 'azurerm_key_vault_secret', { name: 'own', value: '${random_password.own.result}', key_vault_id: `\${azurerm_key_vault.${nameOf(tf, 'azurerm_key_vault')}.id}` }) },
    { control: 'backup.days', what: 'a database that keeps three days', change: (tf) => { one(tf, 'azurerm_postgresql_flexible_server').backup_retention_days = 3; } },
    { control: 'backup.days', what: 'no copies of objects', also: ['backup.coverage'], change: (tf) => drop(tf, 'azurerm_data_protection_backup_instance_blob_storage') },
    { control: 'backup.point-in-time', what: 'items with a copy now and then', also: ['backup.coverage', 'backup.days'], change: (tf) => { one(tf, 'azurerm_cosmosdb_account').backup = { type: 'Periodic', retention_in_hours: 8 }; } },
    { control: 'backup.coverage', what: 'a database that no plan covers', change: (tf) => drop(tf, 'azurerm_data_protection_backup_instance_postgresql_flexible_server') },
    { control: 'backup.versions', what: 'no versions of objects', change: (tf) => put(one(tf, 'azurerm_storage_account'), 'blob_properties.versioning_enabled', undefined) },
    { control: 'backup.redundancy', what: 'a database without a standby', change: (tf) => without(one(tf, 'azurerm_postgresql_flexible_server'), 'high_availability') },
    { control: 'backup.redundancy', what: 'objects in one zone', change: (tf) => { one(tf, 'azurerm_storage_account').account_replication_type = 'LRS'; } },
    { control: 'backup.vaults-locked', where: 'foundation', what: 'a vault without a lock', change: (tf) => without(one(tf, 'azurerm_data_protection_backup_vault'), 'immutability') },
    { control: 'deletion.protection', what: 'no lock of the database', change: (tf) => drop(tf, 'azurerm_management_lock', 'orders_database') },
    { control: 'deletion.protection', what: 'a vault that can be purged', change: (tf) => { one(tf, 'azurerm_key_vault').purge_protection_enabled = false; } },
    { control: 'deletion.prevent-destroy', what: 'items without a life cycle', change: (tf) => without(one(tf, 'azurerm_cosmosdb_account'), 'lifecycle') },
    { control: 'deletion.contents', what: 'a group that goes with all it holds', change: (tf) => put(tf.provider.azurerm[0].features[0], 'resource_group.prevent_deletion_if_contains_resources', false) },
    { control: 'deletion.undelete', what: 'objects that are gone at once', change: (tf) => put(one(tf, 'azurerm_storage_account'), 'blob_properties.delete_retention_policy', undefined) },
    { control: 'residency.stores', what: 'items in America', also: ['residency.copies'], change: (tf) => put(one(tf, 'azurerm_cosmosdb_account'), 'geo_location.location', 'eastus') },
    { control: 'residency.resources', what: 'a container environment in America', change: (tf) => { one(tf, 'azurerm_container_app_environment').location = 'eastus'; } },
    { control: 'residency.resources', what: 'a place that only apply knows', unknown: true, change: (tf) => { one(tf, 'azurerm_container_app_environment').location = '${var.location}'; } },
    { control: 'residency.copies', what: 'backups in the paired region', change: (tf) => { one(tf, 'azurerm_postgresql_flexible_server').geo_redundant_backup_enabled = true; } },
    { control: 'residency.copies', what: 'objects in the paired region', also: ['residency.stores'], change: (tf) => { one(tf, 'azurerm_storage_account').account_replication_type = 'GZRS'; } },
    { control: 'residency.copies', where: 'foundation', what: 'images in another region', change: (tf) => { one(tf, 'azurerm_container_registry').georeplications = [{ location: 'eastus' }]; } },
    { control: 'residency.guardrails', where: 'foundation', what: 'no policy of locations', change: (tf) => drop(tf, 'azurerm_subscription_policy_assignment', 'governance_locations') },
    { control: 'residency.guardrails', where: 'foundation', what: 'a policy that allows more', change: (tf) => document(one(tf, 'azurerm_subscription_policy_assignment', 'governance_locations'), 'parameters', (p) => { p.listOfAllowedLocations.value.push('eastus'); }) },
    { control: 'residency.guardrails', where: 'foundation', what: 'a policy that only tells', also: ['audit.guardrails'], change: (tf) => { one(tf, 'azurerm_subscription_policy_assignment', 'governance_locations').enforce = false; } },
    { control: 'audit.calls', where: 'foundation', what: 'no log of the subscription', change: (tf) => drop(tf, settings, 'monitoring_activity') },
    { control: 'audit.calls', where: 'foundation', what: 'a log without changes', change: (tf) => { const s = one(tf, settings, 'monitoring_activity'); s.enabled_log = s.enabled_log.filter((l: any) => l.category !== 'Administrative'); } },
    { control: 'audit.archive-locked', where: 'foundation', what: 'a container without a lock', also: ['backup.days', 'backup.versions'], change: (tf) => drop(tf, 'azurerm_storage_container_immutability_policy', 'archive_insights-logs-auditevent') },
    { control: 'audit.archive-locked', where: 'foundation', what: 'a lock that can be lifted', also: ['backup.days', 'backup.versions'], change: (tf) => { one(tf, 'azurerm_storage_container_immutability_policy', 'archive_am-apptraces').locked = false; } },
    { control: 'audit.changes-noticed', where: 'foundation', what: 'nobody who hears of deleted settings', change: (tf) => drop(tf, 'azurerm_monitor_activity_log_alert', 'monitoring_diagnostics-deleted') },
    { control: 'audit.store-access', what: 'a database whose access nobody logs', also: ['audit.diagnostics'], change: (tf) => dropAll(tf, settings, 'orders_database') },
    { control: 'audit.store-access', what: 'items without the category of access', change: (tf) => { for (const [name, s] of Object.entries<any>(tf.resource[settings])) { if (name.startsWith('orders_items')) { s.enabled_log = s.enabled_log.filter((l: any) => l.category !== 'DataPlaneRequests'); } } } },
    { control: 'audit.diagnostics', what: 'a network without a setting', change: (tf) => drop(tf, settings, 'network_vnet') },
    { control: 'audit.diagnostics', what: 'a vault without a copy in the archive', change: (tf) => drop(tf, settings, 'shared_vault-audit') },
    { control: 'audit.diagnostics', where: 'foundation', what: 'a firewall without a setting', change: (tf) => dropAll(tf, settings, 'hub_firewall-diagnostics') },
    { control: 'audit.copies', what: 'no copy of the records', change: (tf) => drop(tf, 'azurerm_log_analytics_data_export_rule') },
    { control: 'audit.copies', what: 'a copy of requests only', change: (tf) => { one(tf, 'azurerm_log_analytics_data_export_rule').table_names = ['AppRequests']; } },
    { control: 'logs.retention', what: 'records for a month', change: (tf) => { tables(tf).find(([, t]) => t.name === 'AppTraces')![1].total_retention_in_days = 30; } },
    { control: 'logs.retention', what: 'no longer table', change: (tf) => { delete tf.resource.azurerm_log_analytics_workspace_table[tables(tf).find(([, t]) => t.name === 'AppTraces')![0]]; } },
    { control: 'logs.retention', where: 'foundation', what: 'a workspace of a week', change: (tf) => { one(tf, 'azurerm_log_analytics_workspace').retention_in_days = 7; } },
    { control: 'logs.workloads', what: 'a container environment without a destination', change: (tf) => without(one(tf, 'azurerm_container_app_environment'), 'logs_destination') },
    { control: 'logs.complete', what: 'a tenth of the requests', change: (tf) => { one(tf, 'azurerm_application_insights').sampling_percentage = 10; } },
    { control: 'alerting.alarms', what: 'an alarm that is off', also: ['alerting.metrics'], change: (tf) => { one(tf, 'azurerm_monitor_metric_alert', 'orders_database_alarms_cpu').enabled = false; } },
    { control: 'alerting.alarms', what: 'an alarm that goes to nobody', also: ['alerting.metrics'], change: (tf) => without(one(tf, 'azurerm_monitor_metric_alert', 'orders_database_alarms_cpu'), 'action') },
    { control: 'alerting.coverage', what: 'items that nobody watches', also: ['alerting.metrics'], change: (tf) => dropAll(tf, 'azurerm_monitor_metric_alert', 'orders_items_') },
    { control: 'alerting.coverage', what: 'a namespace that nobody watches', change: (tf) => { namespace(tf, {}); delete tf.resource.azurerm_monitor_metric_alert.own; } },
    { control: 'alerting.receivers', what: 'a group that tells nobody', also: ['alerting.alarms', 'alerting.metrics'], change: (tf) => without(one(tf, 'azurerm_monitor_action_group', 'alerts_critical'), 'email_receiver') },
    { control: 'alerting.keys', where: 'foundation', what: 'nobody who hears of a deleted vault', change: (tf) => drop(tf, 'azurerm_monitor_activity_log_alert', 'monitoring_vault-deleted') },
    { control: 'alerting.account', where: 'foundation', what: 'nobody who hears of roles', change: (tf) => drop(tf, 'azurerm_monitor_activity_log_alert', 'monitoring_role-assigned') },
    { control: 'alerting.account', where: 'foundation', what: 'an alert of something else', change: (tf) => put(one(tf, 'azurerm_monitor_activity_log_alert', 'monitoring_lock-deleted'), 'criteria.operation_name', 'Microsoft.Authorization/locks/read') },
    { control: 'alerting.metrics', what: 'a single alarm that is missing', change: (tf) => drop(tf, 'azurerm_monitor_metric_alert', 'orders_service_alarms_memory-warning') },
    { control: 'audit.guardrails', where: 'foundation', what: 'threat detection that is off', change: (tf) => { one(tf, 'azurerm_security_center_subscription_pricing').tier = 'Free'; } },
    { control: 'audit.guardrails', where: 'foundation', what: 'no threat detection', change: (tf) => { delete tf.resource.azurerm_security_center_subscription_pricing; } },
    { control: 'masking.logs', what: 'no transformation of the workspace', also: ['masking.fields'], change: (tf) => drop(tf, 'azurerm_monitor_data_collection_rule') },
    { control: 'masking.fields', what: 'a field readable in one table', change: (tf) => { const flow = one(tf, 'azurerm_monitor_data_collection_rule').data_flow[0]; flow.transform_kql = flow.transform_kql.replace('phone|', ''); } },
    { control: 'masking.fields', what: 'a personal field readable in every table', change: (tf) => { for (const flow of one(tf, 'azurerm_monitor_data_collection_rule').data_flow.filter((f: any) => f.transform_kql)) { flow.transform_kql = flow.transform_kql.split('phone|').join(''); } } },
    { control: 'masking.gateways', what: 'bodies in the log', change: (tf) => put(one(tf, 'azurerm_api_management_api_diagnostic'), 'frontend_request.body_bytes', 512) },
    { control: 'masking.gateways', what: 'queries in the log', change: (tf) => put(one(tf, 'azurerm_api_management_api_diagnostic'), 'backend_request.data_masking', undefined) },
    { control: 'masking.gateways', what: 'a firewall that scrubs nothing', change: (tf) => without(one(tf, 'azurerm_cdn_frontdoor_firewall_policy'), 'log_scrubbing') },
    { control: 'masking.statements', what: 'every statement in the log', change: (tf) => { setting(tf, 'log_statement').value = 'all'; } },
    { control: 'masking.statements', what: 'values of parameters in the log', change: (tf) => { setting(tf, 'pgaudit.log_parameter').value = 'on'; } },
  ],
};
