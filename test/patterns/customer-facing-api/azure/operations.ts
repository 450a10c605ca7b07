import { Terraform } from '../../../support/terraform';
import { Cell } from '../../cells';
import { drop, put, without } from '../edit';
import { WOKEN } from '../expected';
import { PROPERTIES } from '../properties';
import { referred } from '../references';
import { untagged } from '../tags';

/** Where a diagnostic setting sends what of a resource. */
function logged(tf: Terraform, target: any): string[] {
  return tf.all('azurerm_monitor_diagnostic_setting').map((d) => d.body)
    .filter((d) => d.log_analytics_workspace_id && referred(tf, d.target_resource_id) === target && referred(tf, d.log_analytics_workspace_id) === tf.one('azurerm_log_analytics_workspace'))
    .flatMap((d) => (d.enabled_log ?? []).map((l: any) => l.category_group ?? l.category));
}

const logs: Cell = {
  property: PROPERTIES.logs,
  by: 'Tables of the environment\'s workspace: requests of the gateway, lines of the service, logs of every store',
  resources: ['azurerm_log_analytics_workspace', 'azurerm_log_analytics_workspace_table', 'azurerm_api_management_api_diagnostic', 'azurerm_monitor_diagnostic_setting'],
  check: ({ environment }) => {
    expect(environment.one('azurerm_api_management_api_diagnostic')).toMatchObject({ identifier: 'applicationinsights', sampling_percentage: 100, always_log_errors: true });
    expect(environment.one('azurerm_api_management_api_diagnostic').api_name).toBe(environment.one('azurerm_api_management_api').name);
    expect(referred(environment, environment.one('azurerm_application_insights').workspace_id)).toBe(environment.one('azurerm_log_analytics_workspace'));
    expect(environment.one('azurerm_log_analytics_workspace').retention_in_days).toBe(90);
    expect(environment.one('azurerm_log_analytics_workspace_table', '/access-log/')).toMatchObject({ name: 'AppRequests', total_retention_in_days: 365 });
    expect(environment.one('azurerm_container_app_environment').logs_destination).toBe('azure-monitor');
    for (const type of ['azurerm_container_app_environment', 'azurerm_postgresql_flexible_server', 'azurerm_cosmosdb_account', 'azurerm_managed_redis', 'azurerm_storage_account', 'azurerm_key_vault']) {
      expect({ type, logged: logged(environment, environment.one(type)).length > 0 }).toEqual({ type, logged: true });
    }
  },
  remove: {
    'the lines of the service': ({ environment }) => put(environment.one('azurerm_container_app_environment'), 'logs_destination', ''),
    'the requests': ({ environment }) => put(environment.one('azurerm_api_management_api_diagnostic'), 'sampling_percentage', 0),
    'their API': ({ environment }) => put(environment.one('azurerm_api_management_api_diagnostic'), 'api_name', 'other'),
    'the log of a store': ({ environment }) => put(environment.one('azurerm_monitor_diagnostic_setting', '/database/server-diagnostics/'), 'enabled_log', []),
    'the retention': ({ environment }) => put(environment.one('azurerm_log_analytics_workspace_table', '/access-log/'), 'total_retention_in_days', 4),
  },
};

const traces: Cell = {
  property: PROPERTIES.traces,
  by: 'Gateway and service write to Application Insights under their own identities, joined by W3C trace context',
  resources: ['azurerm_application_insights', 'azurerm_api_management_api_diagnostic', 'azurerm_role_assignment'],
  check: ({ environment }) => {
    expect(environment.one('azurerm_api_management_api_diagnostic').http_correlation_protocol).toBe('W3C');
    const insights = environment.one('azurerm_application_insights');
    const writers = environment.all('azurerm_role_assignment').map((r) => r.body).filter((r) => r.role_definition_name === 'Monitoring Metrics Publisher');
    expect(writers.map((w) => referred(environment, w.scope))).toEqual([insights, insights]);
    const variables = environment.one('azurerm_container_app').template.container[0].env;
    const connection = variables.find((v: any) => v.name === 'APPLICATIONINSIGHTS_CONNECTION_STRING');
    expect(referred(environment, connection?.value)).toBe(insights);
    expect(insights.local_authentication_disabled).toBe(true);
  },
  remove: {
    'the trace context': ({ environment }) => put(environment.one('azurerm_api_management_api_diagnostic'), 'http_correlation_protocol', 'None'),
    'the permission': ({ environment }) => drop(environment.json.resource.azurerm_role_assignment, environment.all('azurerm_role_assignment', '/service/writes-traces/')[0].name),
    'the connection': ({ environment }) => without(environment.one('azurerm_container_app').template.container[0].env, (v) => v.name === 'APPLICATIONINSIGHTS_CONNECTION_STRING'),
  },
};

function panels(tf: Terraform): any[] {
  return JSON.parse(tf.one('azurerm_application_insights_workbook').data_json).items;
}

/** Requests of this API, in the language of the workspace. */
const REQUESTS = 'AppRequests | where tostring(Properties["API Name"]) == "orders-production-orders-gateway"';

const dashboard: Cell = {
  property: PROPERTIES.dashboard,
  by: 'A workbook: requests, errors and latency of the gateway, then of service and stores',
  resources: ['azurerm_application_insights_workbook'],
  check: ({ environment }) => {
    expect(environment.one('azurerm_api_management_api').name).toBe('orders-production-orders-gateway');
    const text = panels(environment).map((p) => p.content.query ?? JSON.stringify(p.content));
    const asked = (part: string) => text.some((t) => t.startsWith(REQUESTS) && t.includes(part));
    expect([asked('count())'), asked('countif(toint(ResultCode) >= 500)'), asked('percentile(DurationMs')]).toEqual([true, true, true]);
    for (const title of ['Requests, errors, duration', 'Service', 'Database', 'Items', 'Cache', 'Objects']) {
      expect(panels(environment).map((p) => p.name)).toContain(`title-${title}`);
    }
  },
  remove: Object.fromEntries([['requests', 'todouble(count())'], ['errors', '>= 500'], ['duration', 'percentile(DurationMs']].map(([what, part]) => [what, ({ environment }: { environment: Terraform }) => {
    const body = environment.one('azurerm_application_insights_workbook');
    const book = JSON.parse(body.data_json);
    without(book.items, (p) => String(p.content.query).includes(part));
    body.data_json = JSON.stringify(book);
  }])),
};

/** Burn rate and its two windows. */
const BURNS = { fast: [14.4, '1h', '5m'], slow: [6, '6h', '30m'] } as const;

const objectives: Cell = {
  property: PROPERTIES.objectives,
  by: '99.9 % without server error and 99 % within 500 ms in 30 days; alerts at 14.4, 6 and 1 times the budget, over two windows each',
  resources: ['azurerm_monitor_scheduled_query_rules_alert_v2'],
  check: ({ environment }) => {
    for (const [id, budget, bad] of [['availability', 0.001, 'toint(ResultCode) >= 500'], ['latency', 0.01, 'DurationMs > 500']] as const) {
      for (const [burn, [rate, long, short]] of Object.entries(BURNS)) {
        const alert = environment.one('azurerm_monitor_scheduled_query_rules_alert_v2', `/objectives/${id}-${burn}/`);
        const [{ query, operator, threshold, metric_measure_column: column }] = alert.criteria;
        expect({ enabled: alert.enabled, column, operator, threshold }).toEqual({ enabled: true, column: 'Value', operator: 'GreaterThan', threshold: 0 });
        expect(query).toContain(`let budget = ${budget};`);
        expect(query).toContain(`${REQUESTS} | where TimeGenerated > ago(span) | summarize todouble(countif(${bad}))`);
        expect(query).toContain(`print Long = burn(${long}), Short = burn(${short})`);
        expect(query).toContain(`iff(Long > ${rate} and Short > ${rate}, 1, 0)`);
        expect(alert.action.action_groups.map((g: string) => referred(environment, g))).toEqual([environment.one('azurerm_monitor_action_group', '/alerts/critical/')]);
        expect(referred(environment, alert.scopes[0])).toBe(environment.one('azurerm_log_analytics_workspace'));
      }
    }
    expect(environment.one('azurerm_monitor_action_group', '/alerts/critical/').email_receiver.map((r: any) => r.email_address).sort()).toEqual(WOKEN);
    expect(environment.one('azurerm_role_assignment', '/alerting-reads-logs/').role_definition_name).toBe('Log Analytics Reader');
  },
  remove: {
    'the fast alarm': ({ environment }) => put(environment.one('azurerm_monitor_scheduled_query_rules_alert_v2', '/objectives/availability-fast/'), 'enabled', false),
    'the slow alarm': ({ environment }) => put(environment.one('azurerm_monitor_scheduled_query_rules_alert_v2', '/objectives/latency-slow/'), 'action.action_groups', []),
    'the people': ({ environment }) => put(environment.one('azurerm_monitor_action_group', '/alerts/critical/'), 'email_receiver', []),
    'the budget': ({ environment }) => {
      const [criterion] = environment.one('azurerm_monitor_scheduled_query_rules_alert_v2', '/objectives/availability-slow/').criteria;
      criterion.query = criterion.query.replace('0.001', '0.5');
    },
    'the permission to look': ({ environment }) => put(environment.one('azurerm_role_assignment', '/alerting-reads-logs/'), 'role_definition_name', 'Reader'),
  },
};

const probe: Cell = {
  property: PROPERTIES.probe,
  by: 'A web test every five minutes from five places in Europe, which also reads the certificate; an alert where it fails',
  resources: ['azurerm_application_insights_standard_web_test', 'azurerm_monitor_metric_alert'],
  check: ({ environment }) => {
    const test = environment.one('azurerm_application_insights_standard_web_test');
    expect(test).toMatchObject({
      enabled: true, frequency: 300, request: { url: `https://${environment.one('azurerm_cdn_frontdoor_custom_domain').host_name}/health`, follow_redirects_enabled: false },
      validation_rules: { expected_status_code: 200, ssl_check_enabled: true, ssl_cert_remaining_lifetime: 14 },
    });
    expect(test.geo_locations).toHaveLength(5);
    const alert = environment.one('azurerm_monitor_metric_alert', '/probe/');
    expect(referred(environment, alert.application_insights_web_test_location_availability_criteria.web_test_id)).toBe(test);
    expect(referred(environment, alert.action[0].action_group_id)).toBe(environment.one('azurerm_monitor_action_group', '/alerts/critical/'));
    expect(alert.enabled ?? true).toBe(true);
  },
  remove: {
    'the test': ({ environment }) => put(environment.one('azurerm_application_insights_standard_web_test'), 'enabled', false),
    'the certificate': ({ environment }) => put(environment.one('azurerm_application_insights_standard_web_test'), 'validation_rules.ssl_check_enabled', false),
    'the alarm': ({ environment }) => put(environment.one('azurerm_monitor_metric_alert', '/probe/'), 'action', []),
  },
};

const autoscaling: Cell = {
  property: PROPERTIES.autoscaling,
  by: 'Container Apps between 3 and 20 replicas on requests and CPU; a revision takes traffic once ready, ten old ones stay for a way back',
  resources: ['azurerm_container_app'],
  check: ({ environment }) => {
    const { template, revision_mode: mode, ingress, max_inactive_revisions: kept } = environment.one('azurerm_container_app');
    expect(template).toMatchObject({ min_replicas: 3, max_replicas: 20, http_scale_rule: [{ concurrent_requests: '50' }], custom_scale_rule: [{ custom_rule_type: 'cpu' }] });
    const [container] = template.container;
    for (const kind of ['startup_probe', 'readiness_probe', 'liveness_probe']) { expect(container[kind]).toMatchObject([{ path: '/health', port: 8080 }]); }
    // In single mode Container Apps keeps the old revision until the new one is ready.
    expect({ mode, kept, weight: ingress.traffic_weight }).toEqual({ mode: 'Single', kept: 10, weight: [{ latest_revision: true, percentage: 100 }] });
  },
  remove: {
    'the scaling': ({ environment }) => drop(environment.one('azurerm_container_app'), 'template.http_scale_rule'),
    'the room': ({ environment }) => put(environment.one('azurerm_container_app'), 'template.max_replicas', 3),
    'readiness': ({ environment }) => drop(environment.one('azurerm_container_app'), 'template.container.0.readiness_probe'),
    'the way back': ({ environment }) => put(environment.one('azurerm_container_app'), 'max_inactive_revisions', 0),
  },
};

const LOCKED_VAULT = 'azurerm_data_protection_backup_vault';

const backup: Cell = {
  property: PROPERTIES.backup,
  by: '35 days in the foundation\'s locked vault for database (weekly) and objects (daily); database and items to any second of 7 days',
  resources: ['azurerm_data_protection_backup_instance_postgresql_flexible_server', 'azurerm_data_protection_backup_instance_blob_storage', 'azurerm_cosmosdb_account'],
  check: ({ environment, foundation }) => {
    const vault = foundation.one(LOCKED_VAULT);
    expect(vault).toMatchObject({ immutability: 'Locked', soft_delete: 'AlwaysOn' });
    const database = environment.one('azurerm_data_protection_backup_instance_postgresql_flexible_server');
    expect(referred(environment, database.server_id)).toBe(environment.one('azurerm_postgresql_flexible_server'));
    expect(referred(environment, database.backup_policy_id).default_retention_rule.life_cycle).toEqual([{ data_store_type: 'VaultStore', duration: 'P35D' }]);
    const objects = environment.one('azurerm_data_protection_backup_instance_blob_storage');
    expect(referred(environment, objects.storage_account_id)).toBe(environment.one('azurerm_storage_account'));
    expect(objects.storage_account_container_names).toEqual([environment.one('azurerm_storage_container').name]);
    expect(referred(environment, objects.backup_policy_id).vault_default_retention_duration).toBe('P35D');
    for (const instance of [database, objects]) { expect(instance.vault_id.endsWith(`/backupVaults/${vault.name}`)).toBe(true); }
    expect(environment.one('azurerm_postgresql_flexible_server').backup_retention_days).toBe(7);
    expect(environment.one('azurerm_cosmosdb_account').backup).toEqual({ type: 'Continuous', tier: 'Continuous7Days' });
    expect(environment.one('azurerm_storage_account').blob_properties.versioning_enabled).toBe(true);
  },
  remove: {
    'the database\'s': ({ environment }) => drop(environment.json.resource, 'azurerm_data_protection_backup_instance_postgresql_flexible_server'),
    'its retention': ({ environment }) => put(environment.one('azurerm_data_protection_backup_policy_postgresql_flexible_server'), 'default_retention_rule.life_cycle.0.duration', 'P1D'),
    'the objects\'': ({ environment }) => put(environment.one('azurerm_data_protection_backup_instance_blob_storage'), 'storage_account_container_names', []),
    'the items\'': ({ environment }) => drop(environment.one('azurerm_cosmosdb_account'), 'backup'),
    'the lock of the vault': ({ foundation }) => put(foundation.one(LOCKED_VAULT), 'immutability', 'Unlocked'),
  },
};

const tags: Cell = {
  property: PROPERTIES.tags,
  by: 'Tags on every resource whose type carries them: pod, stage, owner, cost centre, classification, pattern, the enterprise\'s own',
  resources: [],
  check: ({ environment }) => {
    expect(untagged(environment, 'azure', (_, body) => body.tags)).toEqual([]);
  },
  remove: {
    'one resource\'s': ({ environment }) => drop(environment.one('azurerm_storage_account'), 'tags'),
    'the cost centre': ({ environment }) => drop(environment.one('azurerm_postgresql_flexible_server'), 'tags.cost-centre'),
  },
};

/** What is seen, how it runs, what remains. */
export const OPERATION = { logs, traces, dashboard, objectives, probe, autoscaling, backup, tags };
