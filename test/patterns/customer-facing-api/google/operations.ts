import { Terraform } from '../../../support/terraform';
import { Cell } from '../../cells';
import { drop, put, without } from '../edit';
import { WOKEN } from '../expected';
import { PROPERTIES } from '../properties';
import { referred } from '../references';
import { untagged } from '../tags';
import { container, editEnvoy, envoy, manager, service } from './gateway';

const logs: Cell = {
  property: PROPERTIES.logs,
  by: 'Envoy writes one JSON line a request; the service\'s lines go to a log bucket of its own',
  resources: ['google_logging_project_sink', 'google_logging_project_bucket_config'],
  check: ({ environment }) => {
    expect(manager(envoy(environment)).access_log[0].typed_config).toMatchObject({
      '@type': expect.stringContaining('StdoutAccessLog'), 'log_format': { json_format: { status: '%RESPONSE_CODE%', duration_ms: '%DURATION%' } },
    });
    for (const [stream, days] of [['/service/logs/', 90], ['/access-log/', 365]] as const) {
      const { destination, filter } = environment.one('google_logging_project_sink', stream);
      expect(filter).toContain(`resource.type="cloud_run_revision" AND resource.labels.service_name="${service(environment).name}"`);
      expect(referred(environment, destination)).toBe(environment.one('google_logging_project_bucket_config', stream));
      expect(environment.one('google_logging_project_bucket_config', stream).retention_days).toBe(days);
    }
  },
  remove: {
    'the form': ({ environment }) => editEnvoy(environment, (config) => drop(manager(config).access_log[0], 'typed_config.log_format')),
    'the application\'s sink': ({ environment }) => put(environment.one('google_logging_project_sink', '/service/logs/'), 'filter', 'logName="other"'),
    'the retention': ({ environment }) => put(environment.one('google_logging_project_bucket_config', '/access-log/'), 'retention_days', 1),
  },
};

const traces: Cell = {
  property: PROPERTIES.traces,
  by: 'The service may write traces and hears the sampling; each access line carries the trace',
  resources: ['google_project_iam_member', 'google_cloud_run_v2_service'],
  check: ({ environment }) => {
    const roles = environment.all('google_project_iam_member', '/service/').filter((m) => referred(environment, m.body.member) === referred(environment, service(environment).template.service_account));
    expect(roles.map((m) => m.body.role).sort()).toEqual(['roles/cloudtrace.agent', 'roles/telemetry.tracesWriter']);
    const names = container(environment, 'app').env.map((e: any) => `${e.name}=${e.value}`);
    expect(names).toEqual(expect.arrayContaining(['OTEL_EXPORTER_OTLP_ENDPOINT=https://telemetry.googleapis.com', 'OTEL_TRACES_SAMPLER=parentbased_traceidratio', 'OTEL_TRACES_SAMPLER_ARG=0.1']));
    expect(manager(envoy(environment)).access_log[0].typed_config.log_format.json_format.trace).toBe('%REQ(TRACEPARENT):55%');
  },
  remove: {
    'the permission': ({ environment }) => put(environment.json.resource, 'google_project_iam_member', {}),
    'the address': ({ environment }) => without(container(environment, 'app').env, (e) => e.name === 'OTEL_EXPORTER_OTLP_ENDPOINT'),
    'the sampling': ({ environment }) => without(container(environment, 'app').env, (e) => e.name === 'OTEL_TRACES_SAMPLER'),
    'the trace of a line': ({ environment }) => editEnvoy(environment, (config) => drop(manager(config).access_log[0], 'typed_config.log_format.json_format.trace')),
  },
};

function edgeFilters(tf: Terraform): { count: string; latency: string } {
  const map = tf.one('google_compute_url_map').name;
  const of = (metric: string) => `metric.type="loadbalancing.googleapis.com/https/${metric}" AND resource.type="https_lb_rule" AND resource.labels.url_map_name="${map}"`;
  return { count: of('request_count'), latency: of('total_latencies') };
}

/** Every filter of the dashboard's charts. */
function charted(tf: Terraform): string[] {
  const filters: string[] = [];
  JSON.parse(tf.one('google_monitoring_dashboard').dashboard_json, (key, value) => {
    if (key === 'filter') { filters.push(value); }
    return value;
  });
  return filters;
}

const dashboard: Cell = {
  property: PROPERTIES.dashboard,
  by: 'Charts of the load balancer\'s requests, errors and latency, then of service and stores',
  resources: ['google_monitoring_dashboard'],
  check: ({ environment }) => {
    const { count, latency } = edgeFilters(environment);
    const filters = charted(environment);
    expect(filters).toEqual(expect.arrayContaining([count, `${count} AND metric.labels.response_code_class=500`, latency]));
    for (const kind of ['run.googleapis.com', 'cloudsql.googleapis.com', 'firestore.googleapis.com', 'memorystore.googleapis.com', 'storage.googleapis.com']) {
      expect({ kind, charted: filters.some((f: string) => f.includes(kind)) }).toEqual({ kind, charted: true });
    }
  },
  remove: Object.fromEntries(['request_count', 'response_code_class=500', 'total_latencies'].map((part) => [part, ({ environment }: { environment: Terraform }) => {
    const body = environment.one('google_monitoring_dashboard');
    const board = JSON.parse(body.dashboard_json);
    without(board.mosaicLayout.tiles, (t) => JSON.stringify(t).includes(part));
    body.dashboard_json = JSON.stringify(board);
  }])),
};

/** Burn rate and its two windows, in seconds. */
const BURNS = { 'fast-burn': [14.4, 3600, 300, 'CRITICAL'], 'slow-burn': [6, 21600, 1800, 'WARNING'] } as const;

const objectives: Cell = {
  property: PROPERTIES.objectives,
  by: '99.9 % without server error and 99 % within 500 ms in 28 days; alerts at 14.4 and 6 times the budget, over two windows each',
  resources: ['google_monitoring_slo', 'google_monitoring_alert_policy'],
  check: ({ environment }) => {
    const { count, latency } = edgeFilters(environment);
    const [availability, speed] = ['availability', 'latency'].map((id) => environment.one('google_monitoring_slo', `/objectives/${id}/`));
    expect(availability).toMatchObject({ goal: 0.999, rolling_period_days: 28 });
    expect(availability.request_based_sli.good_total_ratio).toEqual({ bad_service_filter: `${count} AND metric.labels.response_code_class=500`, total_service_filter: count });
    expect(speed).toMatchObject({ goal: 0.99, request_based_sli: { distribution_cut: { distribution_filter: latency, range: { max: 500 } } } });
    for (const [id, objective] of [['availability', availability], ['latency', speed]] as const) {
      for (const [burn, [rate, long, short, severity]] of Object.entries(BURNS)) {
        const alert = environment.one('google_monitoring_alert_policy', `/objectives/${id}-${burn}/`);
        expect(alert).toMatchObject({ combiner: 'AND', severity, enabled: true });
        const woken = alert.notification_channels.map((c: string) => referred(environment, c)).filter((c: any) => c.type === 'email').map((c: any) => c.labels.email_address);
        expect(woken.sort()).toEqual(severity === 'CRITICAL' ? WOKEN : WOKEN.slice(1));
        const conditions = alert.conditions.map((c: any) => c.condition_threshold);
        expect(conditions.map((c: any) => [c.threshold_value, /, "(\d+)s"\)$/.exec(c.filter)?.[1]])).toEqual([[rate, `${long}`], [rate, `${short}`]]);
        for (const c of conditions) { expect(referred(environment, c.filter)).toBe(objective); }
      }
    }
  },
  remove: {
    'the availability objective': ({ environment }) => put(environment.one('google_monitoring_slo', '/objectives/availability/'), 'goal', 0.5),
    'the latency objective': ({ environment }) => put(environment.one('google_monitoring_slo', '/objectives/latency/'), 'request_based_sli.distribution_cut.range.max', 60_000),
    'the fast alarm': ({ environment }) => put(environment.one('google_monitoring_alert_policy', '/objectives/availability-fast-burn/'), 'enabled', false),
    'the slow alarm': ({ environment }) => put(environment.one('google_monitoring_alert_policy', '/objectives/latency-slow-burn/'), 'notification_channels', []),
    'the people': ({ environment }) => environment.all('google_monitoring_notification_channel').forEach((c) => put(c.body, 'labels.email_address', 'nobody@acme.example')),
    'a window': ({ environment }) => environment.one('google_monitoring_alert_policy', '/objectives/latency-fast-burn/').conditions.pop(),
  },
};

const probe: Cell = {
  property: PROPERTIES.probe,
  by: 'A check every minute from Europe and the USA; an alert where two places fail, and two weeks before the certificate ends',
  resources: ['google_monitoring_uptime_check_config', 'google_monitoring_alert_policy'],
  check: ({ environment }) => {
    const check = environment.one('google_monitoring_uptime_check_config');
    expect(check).toMatchObject({
      period: '60s', selected_regions: ['EUROPE', 'USA'],
      http_check: { path: '/health', port: 443, use_ssl: true, validate_ssl: true, accepted_response_status_codes: [{ status_value: 200 }] },
    });
    const host = environment.one('google_certificate_manager_certificate_map_entry').hostname;
    expect(check.monitored_resource).toEqual({ type: 'uptime_url', labels: { host, project_id: 'acme-eu-landing' } });
    for (const alert of ['down', 'certificate']) {
      const { enabled, notification_channels: channels, conditions } = environment.one('google_monitoring_alert_policy', `/probe/${alert}/`);
      expect([enabled, channels.length > 0]).toEqual([true, true]);
      expect(referred(environment, conditions[0].condition_threshold.filter)).toBe(check);
    }
  },
  remove: {
    'the host': ({ environment }) => put(environment.one('google_monitoring_uptime_check_config'), 'monitored_resource.labels.host', 'elsewhere.example'),
    'the validation of the certificate': ({ environment }) => put(environment.one('google_monitoring_uptime_check_config'), 'http_check.validate_ssl', false),
    'the alarm': ({ environment }) => put(environment.one('google_monitoring_alert_policy', '/probe/down/'), 'enabled', false),
  },
};

const autoscaling: Cell = {
  property: PROPERTIES.autoscaling,
  by: 'Cloud Run between 3 and 20 instances; a revision takes traffic once gateway, validator and application are up, the last one stays for a way back',
  resources: ['google_cloud_run_v2_service'],
  check: ({ environment }) => {
    const { template, traffic } = service(environment);
    expect(template.scaling).toEqual({ min_instance_count: 3, max_instance_count: 20 });
    expect(traffic).toEqual([{ type: 'TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST', percent: 100 }]);
    for (const name of ['gateway', 'validator', 'app']) { expect({ name, probed: container(environment, name).startup_probe !== undefined }).toEqual({ name, probed: true }); }
    for (const name of ['gateway', 'app']) { expect(container(environment, name).liveness_probe.http_get).toBeDefined(); }
    expect(container(environment, 'gateway').depends_on).toEqual(['app', 'validator']);
    expect(container(environment, 'app').liveness_probe.http_get.path).toBe('/health');
  },
  remove: {
    'the scaling': ({ environment }) => drop(service(environment), 'template.scaling'),
    'the start': ({ environment }) => drop(container(environment, 'app'), 'startup_probe'),
    'the health check': ({ environment }) => drop(container(environment, 'app'), 'liveness_probe'),
    'the order': ({ environment }) => drop(container(environment, 'gateway'), 'depends_on'),
  },
};

const backup: Cell = {
  property: PROPERTIES.backup,
  by: '35 days: database in a vault of the foundation and to any second of 7 days, items by schedule and to any second of 7 days, objects copied to a locked bucket',
  resources: [
    'google_backup_dr_backup_plan', 'google_backup_dr_backup_plan_association', 'google_firestore_backup_schedule', 'google_storage_transfer_job',
    'google_storage_bucket',
  ],
  check: ({ environment, foundation }) => {
    const database = environment.one('google_sql_database_instance');
    const plan = referred(environment, environment.one('google_backup_dr_backup_plan_association').backup_plan);
    expect(environment.one('google_backup_dr_backup_plan_association').resource).toBe(`projects/acme-eu-landing/instances/${database.name}`);
    expect(plan.backup_rules).toMatchObject([{ backup_retention_days: 35, standard_schedule: { recurrence_type: 'DAILY' } }]);
    const vaults = foundation.all('google_backup_dr_backup_vault').map((v) => v.body);
    const vault = vaults.find((v) => plan.backup_vault.endsWith(`/backupVaults/${v.backup_vault_id}`));
    expect(vault?.backup_minimum_enforced_retention_duration).toBe(`${35 * 86_400}s`);
    expect(database.settings.backup_configuration).toMatchObject({ enabled: true, point_in_time_recovery_enabled: true, transaction_log_retention_days: 7 });
    expect(environment.one('google_firestore_database').point_in_time_recovery_enablement).toBe('POINT_IN_TIME_RECOVERY_ENABLED');
    const daily = environment.all('google_firestore_backup_schedule').map((s) => s.body).find((s) => s.daily_recurrence);
    expect(daily.retention).toBe(`${35 * 86_400}s`);
    expect(referred(environment, daily.database)).toBe(environment.one('google_firestore_database'));
    const job = environment.one('google_storage_transfer_job');
    expect(job.status).toBe('ENABLED');
    expect(referred(environment, job.replication_spec.gcs_data_source.bucket_name)).toBe(environment.one('google_storage_bucket', '/objects/bucket/'));
    expect(referred(environment, job.replication_spec.gcs_data_sink.bucket_name).retention_policy).toEqual({ is_locked: true, retention_period: 35 * 86_400 });
  },
  remove: {
    'the plan of the database': ({ environment }) => put(environment.one('google_backup_dr_backup_plan'), 'backup_rules', []),
    'the vault\'s retention': ({ foundation }) => foundation.all('google_backup_dr_backup_vault').forEach((v) => put(v.body, 'backup_minimum_enforced_retention_duration', '0s')),
    'any second of the database': ({ environment }) => put(environment.one('google_sql_database_instance'), 'settings.backup_configuration.point_in_time_recovery_enabled', false),
    'the schedule of the items': ({ environment }) => drop(environment.json.resource, 'google_firestore_backup_schedule'),
    'the copy of the objects': ({ environment }) => put(environment.one('google_storage_transfer_job'), 'status', 'DISABLED'),
    'the lock of the copy': ({ environment }) => put(environment.one('google_storage_bucket', '/backup/'), 'retention_policy.is_locked', false),
  },
};

const tags: Cell = {
  property: PROPERTIES.tags,
  by: 'Labels on every resource whose type carries them: pod, stage, owner, cost centre, classification, pattern, the enterprise\'s own',
  resources: [],
  check: ({ environment }) => {
    expect(untagged(environment, 'google', (type, body) => (type === 'google_sql_database_instance' ? body.settings.user_labels
      : body.user_labels ?? body.labels))).toEqual([]);
  },
  remove: {
    'one resource\'s': ({ environment }) => drop(environment.one('google_storage_bucket', '/objects/bucket/'), 'labels'),
    'the cost centre': ({ environment }) => drop(environment.one('google_memorystore_instance'), 'labels.cost-centre'),
    'the database\'s': ({ environment }) => drop(environment.one('google_sql_database_instance'), 'settings.user_labels'),
  },
};

/** What is seen, how it runs, what remains. */
export const OPERATION = { logs, traces, dashboard, objectives, probe, autoscaling, backup, tags };
