import { all, count, fraction, madeAfter, oneOf, pattern, range } from '../../rule-makers';
import { blocksOf, isoMinutes, isSet, json, listOf, numeric, text, texts } from '../../rule-values';
import { Entry } from '../../rule-graph';
import { Rule, RuleContext } from '../../rules';

const MONITOR = 'https://learn.microsoft.com/azure/azure-monitor';
const CATEGORIES = `${MONITOR}/reference/logs-index`;

/** Locations from which Application Insights runs web tests. */
const TEST_LOCATIONS = [
  'emea-au-syd-edge', 'latam-br-gru-edge', 'us-fl-mia-edge', 'apac-hk-hkn-azr', 'us-va-ash-azr', 'emea-ch-zrh-edge', 'emea-fr-pra-edge', 'apac-jp-kaw-edge', 'emea-gb-db3-azr', 'us-il-ch1-azr',
  'us-tx-sn1-azr', 'apac-sg-sin-azr', 'emea-se-sto-edge', 'emea-nl-ams-azr', 'us-ca-sjc-azr', 'emea-ru-msa-edge', 'usgov-va-azr', 'usgov-phx-azr', 'usgov-tx-azr', 'usgov-ddeast-azr', 'usgov-ddcentral-azr',
];

/** Log categories of the resource types in use; `[]` means the type itself has metrics only. */
const LOGS: { readonly [type: string]: readonly string[] } = {
  azurerm_key_vault: ['AuditEvent', 'AzurePolicyEvaluationDetails'],
  azurerm_api_management: ['GatewayLogs', 'WebSocketConnectionLogs', 'DeveloperPortalAuditLogs', 'GatewayLlmLogs', 'GatewayMCPLogs'],
  azurerm_container_registry: ['ContainerRegistryRepositoryEvents', 'ContainerRegistryLoginEvents'],
  azurerm_postgresql_flexible_server: ['PostgreSQLLogs', 'PostgreSQLFlexSessions', 'PostgreSQLFlexQueryStoreRuntime', 'PostgreSQLFlexQueryStoreWaitStats', 'PostgreSQLFlexTableStats', 'PostgreSQLFlexDatabaseXacts', 'PostgreSQLFlexPGBouncer'],
  azurerm_cosmosdb_account: ['DataPlaneRequests', 'MongoRequests', 'CassandraRequests', 'GremlinRequests', 'QueryRuntimeStatistics', 'PartitionKeyStatistics', 'PartitionKeyRUConsumption', 'ControlPlaneRequests', 'TableApiRequests', 'DataPlaneRequests5M', 'DataPlaneRequests15M'],
  azurerm_servicebus_namespace: ['OperationalLogs', 'VNetAndIPFilteringLogs', 'RuntimeAuditLogs', 'ApplicationMetricsLogs', 'DiagnosticErrorLogs', 'DataDRLogs'],
  azurerm_eventhub_namespace: ['ArchiveLogs', 'OperationalLogs', 'AutoScaleLogs', 'KafkaCoordinatorLogs', 'KafkaUserErrorLogs', 'EventHubVNetConnectionEvent', 'CustomerManagedKeyUserLogs', 'RuntimeAuditLogs', 'ApplicationMetricsLogs', 'DiagnosticErrorLogs', 'DataDRLogs'],
  azurerm_cdn_frontdoor_profile: ['FrontDoorAccessLog', 'FrontDoorHealthProbeLog', 'FrontDoorWebApplicationFirewallLog'],
  azurerm_log_analytics_workspace: ['Audit', 'SummaryLogs', 'Jobs'],
  azurerm_network_security_group: ['NetworkSecurityGroupEvent', 'NetworkSecurityGroupRuleCounter'],
  azurerm_container_app_environment: ['ContainerAppConsoleLogs', 'ContainerAppSystemLogs', 'AppEnvSpringAppConsoleLogs', 'AppEnvSessionConsoleLogs', 'AppEnvSessionPoolEventLogs', 'AppEnvSessionLifeCycleLogs', 'ContainerAppHTTPLogs'],
  azurerm_storage_account: [],
  azurerm_managed_redis: [],
  azurerm_container_app: [],
};
const BLOB_LOGS = ['StorageRead', 'StorageWrite', 'StorageDelete'];

/** Metric categories that are not AllMetrics. */
const METRICS: { readonly [type: string]: readonly string[] } = {
  azurerm_storage_account: ['Transaction', 'Capacity', 'AllMetrics'],
  azurerm_cosmosdb_account: ['Requests', 'SLI', 'AllMetrics'],
  azurerm_data_protection_backup_vault: ['Health', 'AllMetrics'],
};

/** What a diagnostic setting is about: the resource, and the part of it that follows its id. */
function subject(value: any, context: RuleContext): { target: Entry; part: string } | undefined {
  const target = context.graph.target(value);
  const part = typeof value === 'string' ? /\.id\}(.*)$/.exec(value)?.[1] : undefined;
  return target && part !== undefined ? { target, part } : undefined;
}

function logProblem(setting: any, context: RuleContext): string | undefined {
  const about = subject(setting.target_resource_id, context);
  const known = !about ? undefined : /^\/(blob|queue|table|file)Services\/default$/.test(about.part) ? BLOB_LOGS : about.part === '' ? LOGS[about.target.type] : undefined;
  const logs = blocksOf(setting.enabled_log);
  if (!about || !known || logs.length === 0) {
    return undefined;
  }
  if (known.length === 0) {
    return `asks ${about.target.address} for logs; it has metrics only`;
  }
  const odd = logs.map((log) => text(log.category)).find((category) => category !== undefined && !known.includes(category));
  const group = logs.map((log) => text(log.category_group)).find((name) => name !== undefined && !['allLogs', 'audit'].includes(name));
  return odd ? `asks for log category "${odd}", which is not one of ${known.join(', ')}` : group ? `asks for category group "${group}"` : undefined;
}

/** Diagnostic settings, alerts, workspaces, budgets. */
export const monitorRules: readonly Rule[] = [
  {
    id: 'azure/diagnostic-logs', types: ['azurerm_monitor_diagnostic_setting'], argument: '', references: true, problem: (setting, _block, context) => logProblem(setting, context),
    mend: 'Use a category of that resource type; logs of storage are at <id>/blobServices/default, of Redis at its database.', source: CATEGORIES,
  },
  {
    id: 'azure/diagnostic-metrics', types: ['azurerm_monitor_diagnostic_setting'], argument: 'enabled_metric.*', references: true,
    problem: (metric, _block, context) => {
      const about = subject(context.body.target_resource_id, context);
      const category = text(metric?.category);
      const known = about ? METRICS[about.target.type] ?? (about.target.type in LOGS ? ['AllMetrics'] : undefined) : undefined;
      return known && category !== undefined && !known.includes(category) ? `asks ${about?.target.address} for metrics "${category}"` : undefined;
    },
    mend: 'Use AllMetrics; Transaction for storage, Requests for Cosmos DB, Health for backup vaults.', source: `${MONITOR}/reference/metrics-index`,
  },
  {
    id: 'azure/diagnostic-count', types: ['azurerm_monitor_diagnostic_setting'], argument: 'target_resource_id', references: true,
    problem: (value, _block, context) => {
      const same = context.graph.all(context.type).filter((entry) => entry.body.target_resource_id === value);
      return same.length > 5 && same[5].address === context.address ? `has ${same.length} settings, 5 are the most` : undefined;
    },
    mend: 'Join the settings.', source: `${MONITOR}/essentials/diagnostic-settings`,
  },
  {
    id: 'azure/diagnostic-name-twice', types: ['azurerm_monitor_diagnostic_setting'], argument: 'name', references: true,
    problem: (value, setting, context) => {
      const other = context.graph.all(context.type)
        .find((entry) => entry.address < context.address && entry.body.name === value && entry.body.target_resource_id === setting.target_resource_id);
      return other ? `"${value}" is the setting of ${other.address} too` : undefined;
    },
    mend: 'Give each setting of a resource a name of its own.', source: `${MONITOR}/essentials/diagnostic-settings`,
  },
  {
    id: 'azure/diagnostic-destination', types: ['azurerm_monitor_diagnostic_setting'], argument: '', references: true,
    problem: (setting) => (['log_analytics_workspace_id', 'storage_account_id', 'eventhub_authorization_rule_id', 'partner_solution_id'].some((name) => isSet(setting[name])) ? undefined : 'goes nowhere'),
    mend: 'Name a workspace, an account or an event hub.', source: `${MONITOR}/essentials/diagnostic-settings`,
  },
  {
    id: 'azure/alert-frequency', types: ['azurerm_monitor_metric_alert'], argument: 'frequency',
    problem: all(oneOf('PT1M', 'PT5M', 'PT15M', 'PT30M', 'PT1H'), (value, alert) => {
      const [every, window] = [isoMinutes(value ?? 'PT1M'), isoMinutes(alert.window_size ?? 'PT5M')];
      return every !== undefined && window !== undefined && every > window ? `${value ?? 'PT1M'} is longer than the window of ${alert.window_size ?? 'PT5M'}` : undefined;
    }),
    mend: 'Evaluate at least once a window.', source: 'https://learn.microsoft.com/azure/azure-monitor/alerts/alerts-create-metric-alert-rule',
  },
  {
    id: 'azure/alert-window', types: ['azurerm_monitor_metric_alert'], argument: 'window_size', problem: oneOf('PT1M', 'PT5M', 'PT15M', 'PT30M', 'PT1H', 'PT6H', 'PT12H', 'P1D'), mend: 'Use one of the windows.', source: 'https://github.com/hashicorp/terraform-provider-azurerm/blob/main/website/docs/r/monitor_metric_alert.html.markdown',
  },
  {
    id: 'azure/query-alert-frequency', types: ['azurerm_monitor_scheduled_query_rules_alert_v2'], argument: 'evaluation_frequency',
    problem: (value, alert) => {
      const [every, window] = [isoMinutes(value), isoMinutes(alert.window_duration)];
      return every !== undefined && window !== undefined && every > window ? `${value} is longer than the window of ${alert.window_duration}` : every === 1 && (window ?? 1) > 2880 ? 'is PT1M with a long window' : undefined;
    },
    mend: 'Evaluate at least once a window.', source: 'https://learn.microsoft.com/azure/azure-monitor/alerts/alerts-create-log-alert-rule',
  },
  {
    id: 'azure/query-alert-window', types: ['azurerm_monitor_scheduled_query_rules_alert_v2'], argument: 'window_duration',
    problem: (value) => ((isoMinutes(value) ?? 5) > 2880 ? `${value} is longer than two days` : undefined), mend: 'Look back two days at most.', source: 'https://github.com/hashicorp/terraform-provider-azurerm/blob/main/website/docs/r/monitor_scheduled_query_rules_alert_v2.html.markdown',
  },
  {
    id: 'azure/query-alert-periods', types: ['azurerm_monitor_scheduled_query_rules_alert_v2'], argument: 'criteria.failing_periods.*',
    problem: (value) => {
      const [failing, all_] = [numeric(value?.minimum_failing_periods_to_trigger_alert), numeric(value?.number_of_evaluation_periods)];
      return failing !== undefined && all_ !== undefined && (failing > all_ || all_ > 6) ? `wants ${failing} of ${all_} periods` : undefined;
    },
    mend: 'Ask for at most as many as are evaluated, six at most.', source: 'https://learn.microsoft.com/azure/azure-monitor/alerts/alerts-create-log-alert-rule',
  },
  {
    id: 'azure/alert-severity', types: ['azurerm_monitor_metric_alert', 'azurerm_monitor_scheduled_query_rules_alert_v2'], argument: 'severity', problem: range(0, 4), mend: 'Use 0 to 4.', source: 'https://learn.microsoft.com/azure/azure-monitor/alerts/alerts-overview',
  },
  {
    id: 'azure/web-test-location', types: ['azurerm_application_insights_standard_web_test'], argument: 'geo_locations', problem: all(oneOf(...TEST_LOCATIONS), count(1, 16, 'locations')), mend: 'Use the population tag of a location.', source: `${MONITOR}/app/availability#location-population-tags`,
  },
  {
    id: 'azure/web-test-frequency', types: ['azurerm_application_insights_standard_web_test'], argument: 'frequency', problem: oneOf(300, 600, 900), mend: 'Use 300, 600 or 900 seconds.', source: `${MONITOR}/app/availability`,
  },
  {
    id: 'azure/web-test-timeout', types: ['azurerm_application_insights_standard_web_test'], argument: 'timeout', problem: range(1, 120, 'seconds'), mend: 'Use up to 120 seconds.', source: `${MONITOR}/app/availability`,
  },
  {
    id: 'azure/workspace-retention', types: ['azurerm_log_analytics_workspace'], argument: 'retention_in_days',
    problem: (value) => (numeric(value) === 7 ? undefined : range(30, 730, 'days')(value, {}, undefined as never)), mend: 'Use 30 to 730; keep longer with total_retention_in_days of a table.', source: `${MONITOR}/logs/data-retention-configure`,
  },
  {
    id: 'azure/table-retention', types: ['azurerm_log_analytics_workspace_table', 'azurerm_log_analytics_workspace_table_custom_log'], argument: 'total_retention_in_days',
    problem: (value, table) => {
      const [total, shown] = [numeric(value), numeric(table.retention_in_days)];
      const longer = [1095, 1460, 1826, 2191, 2556, 2922, 3288, 3653, 4018, 4383];
      return total !== undefined && shown !== undefined && total < shown ? `${total} is below retention_in_days ${shown}` : total !== undefined && total > 730 && !longer.includes(total) ? `${total} is not one of ${longer.join(', ')}` : undefined;
    },
    mend: 'Use 4 to 730 days, or full years up to twelve.', source: `${MONITOR}/logs/data-retention-configure`,
  },
  {
    id: 'azure/custom-table-name', types: ['azurerm_log_analytics_workspace_table_custom_log'], argument: 'name', problem: pattern(/^[A-Za-z]\w{0,58}_CL$/, 'a table name ending with _CL'), mend: 'End the name with _CL.', source: `${MONITOR}/logs/create-custom-table`,
  },
  {
    id: 'azure/custom-column-type', types: ['azurerm_log_analytics_workspace_table_custom_log'], argument: 'column.type', problem: oneOf('string', 'int', 'long', 'real', 'boolean', 'dateTime', 'guid', 'dynamic'), mend: 'Use dateTime, not datetime.', source: 'https://github.com/hashicorp/terraform-provider-azurerm/blob/main/website/docs/r/log_analytics_workspace_table_custom_log.html.markdown',
  },
  {
    id: 'azure/budget-notifications', types: ['azurerm_consumption_budget_subscription', 'azurerm_consumption_budget_resource_group'], argument: 'notification', problem: count(1, 5, 'notifications'), mend: 'Keep five at most.', source: 'https://learn.microsoft.com/azure/cost-management-billing/costs/tutorial-acm-create-budgets',
  },
  {
    id: 'azure/budget-start', types: ['azurerm_consumption_budget_subscription', 'azurerm_consumption_budget_resource_group'], argument: 'time_period.start_date', problem: pattern(/^\d{4}-\d{2}-01T00:00:00Z$/, 'the first day of a month'), mend: 'Begin on the first of a month.', source: 'https://github.com/hashicorp/terraform-provider-azurerm/blob/main/website/docs/r/consumption_budget_subscription.html.markdown',
  },
  {
    id: 'azure/budget-threshold', types: ['azurerm_consumption_budget_subscription', 'azurerm_consumption_budget_resource_group'], argument: 'notification.threshold',
    problem: all((value) => (numeric(value) !== undefined && numeric(value)! > 0 && numeric(value)! <= 1 ? `${value} is meant as a percentage: 50 % is 50` : undefined), range(0, 1000)), mend: 'Write 50 % as 50.', source: 'https://learn.microsoft.com/azure/cost-management-billing/costs/tutorial-acm-create-budgets',
  },
  {
    id: 'azure/insights-sampling', types: ['azurerm_application_insights'], argument: 'sampling_percentage', problem: (value) => (numeric(value) !== undefined && numeric(value)! > 0 && fraction(1)(value, {}, undefined as never) === undefined && numeric(value)! < 1 ? `${value} is meant as a percentage: all is 100` : undefined), mend: 'Write all as 100.', source: `${MONITOR}/app/sampling`,
  },
  {
    id: 'azure/dashboard-json', types: ['azurerm_portal_dashboard', 'azurerm_application_insights_workbook', 'azurerm_resource_group_template_deployment'], argument: '', references: true,
    problem: (body) => {
      const odd = ['dashboard_properties', 'data_json', 'template_content', 'parameters_content'].find((name) => typeof body[name] === 'string' && !body[name].includes('${') && json(body[name]) === undefined);
      return odd ? `${odd} is no JSON document` : undefined;
    },
    mend: 'Correct the JSON.', source: 'https://learn.microsoft.com/azure/azure-portal/azure-portal-dashboards-structure',
  },
  {
    id: 'azure/scoped-service-after-scope', types: ['azurerm_monitor_diagnostic_setting'], argument: 'log_analytics_workspace_id', references: true,
    problem: (value, block, context) => {
      const workspace = context.graph.target(value);
      return workspace ? madeAfter('azurerm_log_analytics_linked_service', (_mine, link) => context.graph.target(link.workspace_id)?.address === workspace.address)(value, block, context) : undefined;
    },
    mend: 'Put the link of workspace and cluster into depends_on: logs that arrive before are not under the customer key.', source: `${MONITOR}/logs/customer-managed-keys`,
  },
  {
    id: 'azure/action-group-email', types: ['azurerm_monitor_action_group'], argument: 'email_receiver.email_address', problem: pattern(/^[^@\s]+@[^@\s]+\.[^@\s]+$/, 'an e-mail address'), mend: 'Correct the address.', source: 'https://learn.microsoft.com/azure/azure-monitor/alerts/action-groups',
  },
  {
    id: 'azure/activity-alert-category', types: ['azurerm_monitor_activity_log_alert'], argument: 'criteria.category', problem: oneOf('Administrative', 'Autoscale', 'Policy', 'Recommendation', 'ResourceHealth', 'Security', 'ServiceHealth'), mend: 'Use one of the categories.', source: 'https://github.com/hashicorp/terraform-provider-azurerm/blob/main/website/docs/r/monitor_activity_log_alert.html.markdown',
  },
  {
    id: 'azure/workspace-transform-cycle', types: ['azurerm_log_analytics_workspace'], argument: 'data_collection_rule_id', references: true,
    problem: (value, _block, context) => {
      const rule = context.graph.target(value);
      return rule && context.graph.refersTo(rule, context) ? `refers to ${rule.address}, which refers to the workspace` : undefined;
    },
    mend: 'Write the id as a text and set it in a second apply.', source: `${MONITOR}/data-collection/data-collection-transformations-workspace`,
  },
  {
    id: 'azure/alert-query', types: ['azurerm_monitor_scheduled_query_rules_alert_v2'], argument: 'criteria.query',
    problem: (value) => {
      const plain = (value ?? '').replace(/"[^"]*"|'[^']*'/g, '');
      const [open, close] = [plain.split('(').length, plain.split(')').length];
      return open !== close ? `has ${open - 1} opening and ${close - 1} closing brackets` : undefined;
    },
    mend: 'Close the brackets of the query.', source: 'https://learn.microsoft.com/azure/data-explorer/kusto/query/',
  },
  {
    id: 'azure/alert-scopes', types: ['azurerm_monitor_scheduled_query_rules_alert_v2'], argument: 'scopes', references: true, problem: (value) => (listOf(value).length > 1 ? `has ${texts(value).length || listOf(value).length} scopes, one is taken` : undefined), mend: 'Name one workspace or resource.', source: 'https://github.com/hashicorp/terraform-provider-azurerm/blob/main/website/docs/r/monitor_scheduled_query_rules_alert_v2.html.markdown',
  },
];
