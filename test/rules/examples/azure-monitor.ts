import { Example, many, one } from '../example';

const SETTING = { name: 'central', target_resource_id: '${azurerm_key_vault.main.id}', log_analytics_workspace_id: '${azurerm_log_analytics_workspace.main.id}', enabled_log: [{ category: 'AuditEvent' }], enabled_metric: [{ category: 'AllMetrics' }] };
const DIAGNOSTICS = { azurerm_key_vault: { main: {} }, azurerm_storage_account: { main: {} }, azurerm_monitor_diagnostic_setting: { vault: SETTING } };
const WORKSPACE = '${azurerm_log_analytics_workspace.main.id}';

export const azureMonitorExamples: Example[] = [
  many('azure/diagnostic-logs', DIAGNOSTICS, {
    'unknown diagnostic category': (r) => { r.azurerm_monitor_diagnostic_setting.vault.enabled_log = [{ category: 'AuditLogs' }]; },
    'logs of a storage account itself': (r) => { r.azurerm_monitor_diagnostic_setting.vault.target_resource_id = '${azurerm_storage_account.main.id}'; },
  }),
  many('azure/diagnostic-metrics', DIAGNOSTICS, { 'unknown diagnostic metric': (r) => { r.azurerm_monitor_diagnostic_setting.vault.enabled_metric = [{ category: 'Transaction' }]; } }),
  many('azure/diagnostic-count', DIAGNOSTICS, { 'six diagnostic settings of a resource': (r) => { for (let i = 1; i < 6; i += 1) { r.azurerm_monitor_diagnostic_setting[`s${i}`] = { ...SETTING, name: `s${i}` }; } } }),
  many('azure/diagnostic-name-twice', DIAGNOSTICS, { 'diagnostic setting twice': (r) => { r.azurerm_monitor_diagnostic_setting.again = SETTING; } }),
  many('azure/diagnostic-destination', DIAGNOSTICS, { 'diagnostic setting without destination': (r) => { delete r.azurerm_monitor_diagnostic_setting.vault.log_analytics_workspace_id; } }),
  one('azure/alert-frequency', 'azurerm_monitor_metric_alert', { frequency: 'PT1M', window_size: 'PT5M' }, { 'alert frequency longer than its window': { frequency: 'PT15M' } }),
  one('azure/alert-window', 'azurerm_monitor_metric_alert', { window_size: 'PT5M' }, { 'alert window of two minutes': { window_size: 'PT2M' } }),
  one('azure/query-alert-frequency', 'azurerm_monitor_scheduled_query_rules_alert_v2', { evaluation_frequency: 'PT5M', window_duration: 'PT1H' }, { 'query alert frequency longer than its window': { evaluation_frequency: 'PT2H' } }),
  one('azure/query-alert-window', 'azurerm_monitor_scheduled_query_rules_alert_v2', { window_duration: 'P2D' }, { 'query alert window of three days': { window_duration: 'P3D' } }),
  one('azure/query-alert-periods', 'azurerm_monitor_scheduled_query_rules_alert_v2', { criteria: { failing_periods: { minimum_failing_periods_to_trigger_alert: 1, number_of_evaluation_periods: 1 } } }, { 'more failing than evaluated periods': { criteria: { failing_periods: { minimum_failing_periods_to_trigger_alert: 2, number_of_evaluation_periods: 1 } } } }),
  one('azure/alert-severity', 'azurerm_monitor_metric_alert', { severity: 1 }, { 'alert severity 5': { severity: 5 } }),
  one('azure/web-test-location', 'azurerm_application_insights_standard_web_test', { geo_locations: ['emea-nl-ams-azr'] }, { 'unknown web test location': { geo_locations: ['westeurope'] } }),
  one('azure/web-test-frequency', 'azurerm_application_insights_standard_web_test', { frequency: 300 }, { 'web test every minute': { frequency: 60 } }),
  one('azure/web-test-timeout', 'azurerm_application_insights_standard_web_test', { timeout: 30 }, { 'web test timeout of 200 s': { timeout: 200 } }),
  one('azure/workspace-retention', 'azurerm_log_analytics_workspace', { retention_in_days: 365 }, { 'workspace retention of 20 days': { retention_in_days: 20 } }),
  one('azure/table-retention', 'azurerm_log_analytics_workspace_table', { retention_in_days: 90, total_retention_in_days: 1095 }, { 'table retention below the shown one': { total_retention_in_days: 30 }, 'table retention of 1000 days': { total_retention_in_days: 1000 } }),
  one('azure/custom-table-name', 'azurerm_log_analytics_workspace_table_custom_log', { name: 'Audit_CL' }, { 'custom table without _CL': { name: 'Audit' } }),
  one('azure/custom-column-type', 'azurerm_log_analytics_workspace_table_custom_log', { column: [{ name: 'TimeGenerated', type: 'dateTime' }] }, { 'column type datetime': { column: [{ name: 'TimeGenerated', type: 'datetime' }] } }),
  one('azure/budget-notifications', 'azurerm_consumption_budget_subscription', { notification: [{}] }, { 'six notifications of a budget': { notification: Array(6).fill({ threshold: 50 }) } }),
  one('azure/budget-start', 'azurerm_consumption_budget_subscription', { time_period: { start_date: '2026-01-01T00:00:00Z' } }, { 'budget beginning within a month': { time_period: { start_date: '2026-01-15T00:00:00Z' } } }),
  one('azure/budget-threshold', 'azurerm_consumption_budget_subscription', { notification: [{ threshold: 80 }] }, { 'Azure budget threshold as a share': { notification: [{ threshold: 0.8 }] } }),
  one('azure/insights-sampling', 'azurerm_application_insights', { sampling_percentage: 100 }, { 'Insights sampling as a share': { sampling_percentage: 0.5 } }),
  one('azure/dashboard-json', 'azurerm_portal_dashboard', { dashboard_properties: '{"lenses":{}}' }, { 'portal dashboard that is no JSON': { dashboard_properties: '{lenses}' } }),
  many('azure/scoped-service-after-scope', { azurerm_log_analytics_workspace: { main: {} }, azurerm_log_analytics_linked_service: { cluster: { workspace_id: WORKSPACE } }, azurerm_monitor_diagnostic_setting: { vault: { ...SETTING, depends_on: ['azurerm_log_analytics_linked_service.cluster'] } } }, { 'logs before the workspace is linked to its cluster': (r) => { delete r.azurerm_monitor_diagnostic_setting.vault.depends_on; } }),
  one('azure/action-group-email', 'azurerm_monitor_action_group', { email_receiver: [{ email_address: 'oncall@example.com' }] }, { 'action group without address': { email_receiver: [{ email_address: 'oncall' }] } }),
  one('azure/activity-alert-category', 'azurerm_monitor_activity_log_alert', { criteria: { category: 'Administrative' } }, { 'unknown activity category': { criteria: { category: 'Admin' } } }),
  many('azure/workspace-transform-cycle', { azurerm_monitor_data_collection_rule: { ws: { destinations: { log_analytics: [{ workspace_resource_id: WORKSPACE }] } } }, azurerm_log_analytics_workspace: { main: { data_collection_rule_id: '/subscriptions/x' } } }, { 'workspace and transformation rule in a cycle': (r) => { r.azurerm_log_analytics_workspace.main.data_collection_rule_id = '${azurerm_monitor_data_collection_rule.ws.id}'; } }),
  one('azure/alert-query', 'azurerm_monitor_scheduled_query_rules_alert_v2', { criteria: { query: 'T | where x == "(" | summarize count()' } }, { 'query with an open bracket': { criteria: { query: 'T | summarize count(' } } }),
  one('azure/alert-scopes', 'azurerm_monitor_scheduled_query_rules_alert_v2', { scopes: [WORKSPACE] }, { 'query alert with two scopes': { scopes: [WORKSPACE, WORKSPACE] } }),
];
