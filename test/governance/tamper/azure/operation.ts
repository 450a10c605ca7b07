import { ELSEWHERE, GONE, STRANGER, Table } from './places';

const MANY = (old: any) => (typeof old === 'number' ? old * 1000 + 1000 : undefined);
const OTHER_WORKSPACE = `${ELSEWHERE}/Microsoft.OperationalInsights/workspaces/other`;
const OTHER_STORE = `${ELSEWHERE}/Microsoft.Storage/storageAccounts/other`;
const OTHER_GROUP = `${ELSEWHERE}/Microsoft.Insights/actionGroups/other`;
const FIELDS = ['address', 'city', 'email', 'name', 'phone', 'postalCode', 'street'];
/** A number at which a rule never rings: too large, or for one that rings below too small. */
const NEVER = ([criterion]: any[]) => [{ ...criterion, threshold: criterion.operator === 'LessThan' ? -1 : criterion.threshold * 1000 + 1000 }];
const LEAST = (old: number) => (old < 3 ? 4 : undefined);

/** Logs, alarms, masking, cost. */
export const OPERATION: Table = {
  azurerm_log_analytics_workspace: {
    'internet_ingestion_enabled': [true], 'local_authentication_enabled': [true, GONE], 'retention_in_days': [30], 'daily_quota_gb': [0.1], 'lifecycle.prevent_destroy': [false], 'lifecycle.ignore_changes': ['all'],
  },
  azurerm_log_analytics_workspace_table: { total_retention_in_days: [30], plan: ['Basic'], workspace_id: [OTHER_WORKSPACE] },
  azurerm_log_analytics_data_export_rule: { enabled: [false], table_names: [[], ['AppRequests'], ['AppTraces']], destination_resource_id: [OTHER_STORE], workspace_resource_id: [OTHER_WORKSPACE] },
  azurerm_application_insights: {
    internet_ingestion_enabled: [true], local_authentication_disabled: [false, GONE], sampling_percentage: [1], workspace_id: [OTHER_WORKSPACE],
    disable_ip_masking: [true], daily_data_cap_in_gb: [0.1],
  },
  azurerm_monitor_private_link_scoped_service: { linked_resource_id: [OTHER_WORKSPACE] },
  azurerm_monitor_diagnostic_setting: {
    enabled_log: [GONE], target_resource_id: [OTHER_STORE],
    log_analytics_workspace_id: [(old?: string) => (old ? OTHER_WORKSPACE : undefined)], storage_account_id: [(old?: string) => (old ? OTHER_STORE : undefined)],
  },
  azurerm_monitor_data_collection_rule: {
    'kind': [GONE], 'data_flow.*': [GONE], 'destinations.log_analytics.0.workspace_resource_id': [OTHER_WORKSPACE],
    'data_flow.*.transform_kql': [
      'source', ...FIELDS.map((field) => (old: string) => old.replace(new RegExp(`\\b${field}\\|`, 'g'), '').replace(new RegExp(`\\|${field}\\b`, 'g'), '')),
      (old: string) => old.replace(/ \| extend \w+ = replace\(@'\[A-Za-z0-9[^']*', '\*\*\*', \w+\)/g, ''), (old: string) => old.replace(' | extend ClientIP = \'0.0.0.0\'', ''),
    ],
  },
  azurerm_monitor_action_group: {
    'enabled': [false], 'email_receiver': [GONE], 'email_receiver.*.email_address': ['somebody@elsewhere.example'],
    'webhook_receiver': [[{ name: 'hook', service_uri: 'http://elsewhere.example/hook' }]],
  },
  azurerm_monitor_metric_alert: {
    'enabled': [false], 'action': [GONE], 'action.0.action_group_id': [OTHER_GROUP], 'criteria': [GONE, (old: any) => (old ? NEVER(old) : undefined)], 'severity': [LEAST], 'scopes': [[OTHER_STORE]],
  },
  azurerm_monitor_scheduled_query_rules_alert_v2: {
    'enabled': [false], 'action': [GONE], 'action.action_groups': [[OTHER_GROUP]], 'criteria': [NEVER], 'severity': [LEAST], 'scopes': [[OTHER_WORKSPACE]], 'mute_actions_after_alert_duration': ['P2D'],
    'criteria.0.query': ['AppRequests | take 0 | summarize Value = count() by bin(TimeGenerated, 5m)'],
  },
  azurerm_application_insights_standard_web_test: {
    'enabled': [false], 'frequency': [900], 'geo_locations': [['us-va-ash-azr']], 'request.url': [(old: string) => old.replace('https:', 'http:'), 'https://elsewhere.example/health'], 'validation_rules': [GONE],
    'validation_rules.expected_status_code': [500], 'validation_rules.ssl_check_enabled': [false], 'application_insights_id': [`${ELSEWHERE}/Microsoft.Insights/components/other`],
  },
  azurerm_application_insights_workbook: {
    data_json: [
      (old: string) => JSON.stringify({ ...JSON.parse(old), items: [] }),
      (old: string) => JSON.stringify({ ...JSON.parse(old), items: JSON.parse(old).items.filter((i: any) => !/ResultCode/.test(JSON.stringify(i))) }),
    ],
  },
  azurerm_consumption_budget_resource_group: {
    'amount': [MANY], 'notification': [GONE], 'notification.*.enabled': [false], 'notification.*.threshold': [1000], 'notification.*.contact_emails': [['somebody@elsewhere.example']],
    'resource_group_id': ['/subscriptions/00000000-0000-0000-0000-000000000009/resourceGroups/elsewhere'], 'time_period.end_date': ['2026-01-01T00:00:00Z'],
  },
  azurerm_resource_group_template_deployment: {
    'deployment_mode': ['Complete'],
    'template_content.resources.0.properties.kty': [(old?: string) => (old ? 'RSA' : undefined)],
    'template_content.resources.0.properties.keySize': [(old?: number) => (old ? 2048 : undefined)],
    'template_content.resources.0.properties.attributes.enabled': [false],
    'template_content.resources.0.properties.attributes.exportable': [true],
    'template_content.resources.0.properties.attributes.exp': [GONE],
    'template_content.resources.0.properties.rotationPolicy': [GONE],
    'template_content.resources.0.properties.rotationPolicy.lifetimeActions.0': [GONE],
    'template_content.resources.0.properties.rotationPolicy.lifetimeActions.0.trigger.timeAfterCreate': ['P5Y'],
    'template_content.resources.0.properties.rotationPolicy.lifetimeActions.1': [GONE],
    'template_content.resources.0.properties.features.disableLocalAuth': [false],
    'template_content.resources.0.properties.defaultDataCollectionRuleResourceId': [GONE],
    'template_content.resources.0.properties.publicNetworkAccessForIngestion': [(old?: string) => (old ? 'Enabled' : undefined)],
    'template_content.resources.0.properties.retentionInDays': [(old?: number) => (old ? 30 : undefined)],
    'template_content.resources.0.properties.user.objectId': [STRANGER],
    'template_content.resources.0.properties.credentials.identityClientId': [GONE],
    'template_content.resources.0.properties.credentials.connectionString': ['InstrumentationKey=00000000-0000-0000-0000-000000000009;IngestionEndpoint=https://elsewhere.example/'],
    'template_content.resources.0.properties.resourceId': [(old?: string) => (old ? `${ELSEWHERE}/Microsoft.Insights/components/other` : undefined)],
    'template_content.outputs.keyUriWithVersion.value': ['https://elsewhere.vault.azure.net/keys/data/1'],
  },
};
