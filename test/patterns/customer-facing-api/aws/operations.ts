import { Terraform } from '../../../support/terraform';
import { Cell } from '../../cells';
import { drop, put, without } from '../edit';
import { WOKEN } from '../expected';
import { PROPERTIES } from '../properties';
import { referred } from '../references';
import { untagged } from '../tags';
import { publicPath } from './gateway';

/** A container of the service. The image and command are references, so the text is read, not parsed. */
function hasContainer(tf: Terraform, ...parts: string[]): void {
  for (const part of parts) { expect(tf.one('aws_ecs_task_definition').container_definitions).toContain(part); }
}

const logs: Cell = {
  property: PROPERTIES.logs,
  by: 'One JSON line a request from API Gateway; the service\'s lines, the firewall\'s and the database\'s in log groups of their own',
  resources: ['aws_api_gateway_stage', 'aws_cloudwatch_log_group', 'aws_ecs_task_definition', 'aws_rds_cluster'],
  check: ({ environment }) => {
    const { destination_arn: destination, format } = publicPath(environment).stage.access_log_settings;
    expect(referred(environment, destination)).toBe(environment.one('aws_cloudwatch_log_group', '/access-log/'));
    const line = JSON.parse(format.replace(/:(\$[\w.]+)/g, ':"$1"'));
    expect(line).toMatchObject({ status: '$context.status', latency: '$context.responseLatency', trace: '$context.xrayTraceId' });
    const application = environment.all('aws_cloudwatch_log_group', '/service/log/')[0];
    hasContainer(environment, '"logDriver":"awslogs"', `"awslogs-group":"\${${application.address}.name}"`);
    const days = ['/service/log/', '/access-log/', '/firewall/log/'].map((under) => environment.one('aws_cloudwatch_log_group', under).retention_in_days);
    expect(days).toEqual([90, 365, 365]);
    expect(environment.one('aws_rds_cluster').enabled_cloudwatch_logs_exports).toEqual(['postgresql']);
  },
  remove: {
    'the lines of requests': ({ environment }) => drop(environment.one('aws_api_gateway_stage'), 'access_log_settings'),
    'their form': ({ environment }) => put(environment.one('aws_api_gateway_stage'), 'access_log_settings.format', '$context.requestId'),
    'the lines of the service': ({ environment }) => {
      const task = environment.one('aws_ecs_task_definition');
      task.container_definitions = task.container_definitions.replace(/"logDriver":"awslogs"/g, '"logDriver":"json-file"');
    },
    'the log of the database': ({ environment }) => put(environment.one('aws_rds_cluster'), 'enabled_cloudwatch_logs_exports', []),
    'the retention': ({ environment }) => put(environment.one('aws_cloudwatch_log_group', '/access-log/'), 'retention_in_days', 1),
  },
};

const traces: Cell = {
  property: PROPERTIES.traces,
  by: 'API Gateway and the authorizer trace to X-Ray; a collector beside the service takes OpenTelemetry and sends it there',
  resources: ['aws_api_gateway_stage', 'aws_lambda_function', 'aws_ecs_task_definition', 'aws_iam_role_policy'],
  check: ({ environment }) => {
    expect(publicPath(environment).stage.xray_tracing_enabled).toBe(true);
    expect(environment.all('aws_lambda_function').filter((f) => f.body.tracing_config?.mode !== 'Active')).toEqual([]);
    hasContainer(environment, '"name":"OTEL_EXPORTER_OTLP_ENDPOINT","value":"http://127.0.0.1:4317"', '"name":"collector"', 'exporters:\\n  awsxray:');
    const role = referred(environment, environment.one('aws_ecs_task_definition').task_role_arn);
    const policy = environment.all('aws_iam_role_policy', '/service/allow-traces/')[0]?.body;
    expect(referred(environment, policy?.role)).toBe(role);
    expect(policy.policy).toContain('xray:PutTraceSegments');
  },
  remove: {
    'the traces of the gateway': ({ environment }) => put(environment.one('aws_api_gateway_stage'), 'xray_tracing_enabled', false),
    'the collector': ({ environment }) => {
      const task = environment.one('aws_ecs_task_definition');
      task.container_definitions = task.container_definitions.replace('"name":"collector"', '"name":"other"');
    },
    'the permission': ({ environment }) => drop(environment.json.resource.aws_iam_role_policy, environment.all('aws_iam_role_policy', '/service/allow-traces/')[0].name),
    'the traces of the authorizer': ({ environment }) => drop(environment.one('aws_lambda_function', '/authorizer/'), 'tracing_config'),
  },
};

/** Measurements of this API: namespace, name, and its stage. */
const EDGE = ['ApiName', 'orders-production-orders-gateway', 'Stage', 'live'];

const dashboard: Cell = {
  property: PROPERTIES.dashboard,
  by: 'Widgets of API Gateway\'s requests, errors and latency, then of service and stores',
  resources: ['aws_cloudwatch_dashboard'],
  check: ({ environment }) => {
    expect(environment.one('aws_api_gateway_rest_api').name).toBe(EDGE[1]);
    const { widgets } = JSON.parse(environment.one('aws_cloudwatch_dashboard').dashboard_body);
    const shown = widgets.flatMap((w: any) => w.properties.metrics ?? []).map((m: any[]) => m.filter((part) => typeof part === 'string').join(' '));
    for (const name of ['Count', '5XXError', 'Latency']) { expect(shown).toContain(['AWS/ApiGateway', name, ...EDGE].join(' ')); }
    for (const space of ['AWS/ECS', 'AWS/RDS', 'AWS/DynamoDB', 'AWS/ElastiCache', 'AWS/S3']) {
      expect({ space, shown: shown.some((m: string) => m.startsWith(space)) }).toEqual({ space, shown: true });
    }
  },
  remove: Object.fromEntries([['requests', '"Requests (count)"'], ['errors', '"Server errors (%)"'], ['duration', '"Latency']].map(([what, title]) => [what, ({ environment }: { environment: Terraform }) => {
    const board = environment.one('aws_cloudwatch_dashboard');
    const content = JSON.parse(board.dashboard_body);
    without(content.widgets, (w) => JSON.stringify(w).includes(what === 'requests' ? '"Count"' : title));
    board.dashboard_body = JSON.stringify(content);
  }])),
};

/** Burn rate and its two windows, in minutes. */
const BURNS = { fast: [14.4, 60, 5, '/alerts/critical/'], slow: [6, 360, 30, '/alerts/warning/'] } as const;

/** The share of bad requests in a window: bad through all, above a limit. */
function expectShare(alarm: any, name: string, minutes: number, limit: number): void {
  const [result, bad, all] = alarm.metric_query;
  expect(alarm).toMatchObject({ comparison_operator: 'GreaterThanThreshold', evaluation_periods: 1 });
  expect(alarm.threshold).toBeCloseTo(limit, 6);
  expect(result).toMatchObject({ expression: 'IF(FILL(all, 0) > 0, FILL(bad, 0) / all, 0)', return_data: true });
  expect(bad).toMatchObject({ id: 'bad', metric: { metric_name: name, period: minutes * 60, stat: 'Sum' } });
  expect(all).toMatchObject({ id: 'all', metric: { metric_name: 'Count', namespace: 'AWS/ApiGateway', dimensions: { ApiName: EDGE[1], Stage: 'live' }, period: minutes * 60 } });
}

const objectives: Cell = {
  property: PROPERTIES.objectives,
  by: '99.9 % without server error and 99 % within 500 ms; alarms at 14.4 and 6 times the budget of a month, over two windows each',
  resources: ['aws_cloudwatch_composite_alarm', 'aws_cloudwatch_metric_alarm', 'aws_cloudwatch_log_metric_filter'],
  check: ({ environment }) => {
    const slow = environment.one('aws_cloudwatch_log_metric_filter', '/objectives/');
    expect(slow.pattern).toBe('{ $.latency > 500 }');
    const woken = environment.all('aws_sns_topic_subscription').map((s) => s.body).filter((s) => referred(environment, s.topic_arn) === environment.one('aws_sns_topic', '/alerts/critical/'));
    expect(woken.map((s) => `${s.protocol} ${s.endpoint}`).sort()).toEqual(WOKEN.map((address) => `email ${address}`));
    expect(referred(environment, slow.log_group_name)).toBe(environment.one('aws_cloudwatch_log_group', '/access-log/'));
    for (const [id, budget, name] of [['availability', 0.001, '5XXError'], ['latency', 0.01, slow.metric_transformation.name]] as const) {
      for (const [burn, [rate, long, short, topic]] of Object.entries(BURNS)) {
        const whole = environment.one('aws_cloudwatch_composite_alarm', `/objectives/${id}-${burn}/`);
        expect(whole.actions_enabled ?? true).toBe(true);
        expect(whole.alarm_actions.map((a: string) => referred(environment, a))).toEqual([environment.one('aws_sns_topic', topic)]);
        const parts = [...whole.alarm_rule.matchAll(/ALARM\("(\$\{[^}]+\})"\)/g)].map(([, reference]) => referred(environment, reference));
        expect(whole.alarm_rule).toMatch(/^ALARM\("[^"]+"\) AND ALARM\("[^"]+"\)$/);
        expectShare(parts[0], name, long, rate * budget);
        expectShare(parts[1], name, short, rate * budget);
      }
    }
  },
  remove: {
    'the fast alarm': ({ environment }) => put(environment.one('aws_cloudwatch_composite_alarm', '/objectives/availability-fast/'), 'alarm_actions', []),
    'the slow alarm': ({ environment }) => put(environment.one('aws_cloudwatch_composite_alarm', '/objectives/latency-slow/'), 'actions_enabled', false),
    'the people': ({ environment }) => environment.all('aws_sns_topic_subscription').forEach((s) => put(s.body, 'endpoint', 'nobody@acme.example')),
    'a window': ({ environment }) => put(environment.one('aws_cloudwatch_metric_alarm', '/objectives/latency-fast-5m/'), 'threshold', 1),
    'both windows at once': ({ environment }) => {
      const whole = environment.one('aws_cloudwatch_composite_alarm', '/objectives/availability-slow/');
      whole.alarm_rule = whole.alarm_rule.replace(' AND ', ' OR ');
    },
    'the latency': ({ environment }) => put(environment.one('aws_cloudwatch_log_metric_filter', '/objectives/'), 'pattern', '{ $.latency > 60000 }'),
  },
};

const probe: Cell = {
  property: PROPERTIES.probe,
  by: 'A function of ours, outside of the network, calls the public host name every minute; an alarm after three failures in five minutes',
  resources: ['aws_lambda_function', 'aws_cloudwatch_event_rule', 'aws_cloudwatch_event_target', 'aws_cloudwatch_metric_alarm'],
  check: ({ environment }) => {
    const caller = environment.one('aws_lambda_function', '/probe/');
    expect(caller.environment.variables).toEqual({ HOST: publicPath(environment).domain.domain_name, PATH_TO_CALL: '/health', EXPECTED_STATUS: '200' });
    expect(caller.vpc_config).toBeUndefined();
    const target = environment.one('aws_cloudwatch_event_target', '/probe/');
    expect(referred(environment, target.arn)).toBe(caller);
    expect(referred(environment, target.rule)).toMatchObject({ schedule_expression: 'rate(1 minute)' });
    expect(referred(environment, environment.one('aws_lambda_permission', '/probe/').function_name)).toBe(caller);
    const alarm = environment.one('aws_cloudwatch_metric_alarm', '/probe/');
    expect(alarm).toMatchObject({ dimensions: { Host: caller.environment.variables.HOST }, comparison_operator: 'LessThanThreshold', threshold: 1, treat_missing_data: 'breaching' });
    expect(alarm.alarm_actions.map((a: string) => referred(environment, a))).toEqual([environment.one('aws_sns_topic', '/alerts/critical/')]);
  },
  remove: {
    'the schedule': ({ environment }) => drop(environment.json.resource.aws_cloudwatch_event_target, environment.all('aws_cloudwatch_event_target', '/probe/')[0].name),
    'the host': ({ environment }) => put(environment.one('aws_lambda_function', '/probe/'), 'environment.variables.HOST', 'elsewhere.example'),
    'the permission': ({ environment }) => drop(environment.json.resource.aws_lambda_permission, environment.all('aws_lambda_permission', '/probe/')[0].name),
    'the alarm': ({ environment }) => put(environment.one('aws_cloudwatch_metric_alarm', '/probe/'), 'alarm_actions', []),
    'the alarm where nothing is heard': ({ environment }) => put(environment.one('aws_cloudwatch_metric_alarm', '/probe/'), 'treat_missing_data', 'notBreaching'),
  },
};

const autoscaling: Cell = {
  property: PROPERTIES.autoscaling,
  by: 'ECS between 3 and 20 tasks on CPU and requests; a deployment that fails its health checks or raises errors is rolled back',
  resources: ['aws_appautoscaling_target', 'aws_appautoscaling_policy', 'aws_ecs_service', 'aws_lb_target_group'],
  check: ({ environment }) => {
    const target = environment.one('aws_appautoscaling_target');
    expect(target).toMatchObject({ min_capacity: 3, max_capacity: 20, scalable_dimension: 'ecs:service:DesiredCount' });
    expect(referred(environment, /\/(\$\{[^}]+\})$/.exec(target.resource_id)?.[1] ?? '')).toBe(environment.one('aws_ecs_service'));
    for (const { body } of environment.all('aws_appautoscaling_policy')) { expect(referred(environment, body.resource_id)).toBe(target); }
    const measured = environment.all('aws_appautoscaling_policy').map((p) => p.body.target_tracking_scaling_policy_configuration.predefined_metric_specification.predefined_metric_type);
    expect(measured.sort()).toEqual(['ALBRequestCountPerTarget', 'ECSServiceAverageCPUUtilization']);
    const service = environment.one('aws_ecs_service');
    expect(service).toMatchObject({
      deployment_circuit_breaker: { enable: true, rollback: true }, alarms: { enable: true, rollback: true },
      deployment_minimum_healthy_percent: 100, deployment_maximum_percent: 200,
    });
    expect(referred(environment, service.alarms.alarm_names[0])).toBe(environment.one('aws_cloudwatch_metric_alarm', '/service/rollback-alarm/'));
    expect(referred(environment, service.load_balancer[0].target_group_arn).health_check).toMatchObject({ enabled: true, path: '/health', matcher: '200' });
  },
  remove: {
    'the scaling': ({ environment }) => drop(environment.json.resource, 'aws_appautoscaling_policy'),
    'its service': ({ environment }) => put(environment.one('aws_appautoscaling_target'), 'resource_id', 'service/other/other'),
    'the room': ({ environment }) => put(environment.one('aws_appautoscaling_target'), 'max_capacity', 3),
    'the breaker': ({ environment }) => put(environment.one('aws_ecs_service'), 'deployment_circuit_breaker.rollback', false),
    'the alarm': ({ environment }) => put(environment.one('aws_ecs_service'), 'alarms.rollback', false),
    'the health check': ({ environment }) => drop(environment.one('aws_lb_target_group'), 'health_check'),
    'the healthy rest': ({ environment }) => put(environment.one('aws_ecs_service'), 'deployment_minimum_healthy_percent', 0),
  },
};

const backup: Cell = {
  property: PROPERTIES.backup,
  by: '35 days in the foundation\'s locked vault, daily, for database, items and objects; database and items to any second of 7 days',
  resources: ['aws_backup_plan', 'aws_backup_selection', 'aws_backup_vault_lock_configuration', 'aws_s3_bucket_versioning'],
  check: ({ environment, foundation }) => {
    const selection = environment.one('aws_backup_selection');
    const stores = ['aws_rds_cluster', 'aws_dynamodb_table', 'aws_s3_bucket'].map((type) => environment.one(type));
    expect(selection.resources.map((r: string) => referred(environment, r))).toEqual(stores);
    const [rule] = referred(environment, selection.plan_id).rule;
    expect(rule).toMatchObject({ schedule: 'cron(0 2 * * ? *)', lifecycle: { delete_after: 35 } });
    const vault = foundation.all('aws_backup_vault').map((v) => v.body).find((v) => v.name === rule.target_vault_name);
    const lock = foundation.one('aws_backup_vault_lock_configuration');
    expect(referred(foundation, lock.backup_vault_name)).toBe(vault);
    expect(lock.changeable_for_days).toBeGreaterThanOrEqual(3);
    expect(environment.one('aws_rds_cluster').backup_retention_period).toBe(7);
    expect(environment.one('aws_dynamodb_table').point_in_time_recovery).toMatchObject({ enabled: true });
    expect(environment.one('aws_s3_bucket_versioning').versioning_configuration.status).toBe('Enabled');
  },
  remove: {
    'one store': ({ environment }) => environment.one('aws_backup_selection').resources.pop(),
    'the retention': ({ environment }) => put(environment.one('aws_backup_plan').rule[0], 'lifecycle.delete_after', 1),
    'the lock of the vault': ({ foundation }) => drop(foundation.json.resource, 'aws_backup_vault_lock_configuration'),
    'any second of the database': ({ environment }) => put(environment.one('aws_rds_cluster'), 'backup_retention_period', 1),
    'any second of the items': ({ environment }) => put(environment.one('aws_dynamodb_table'), 'point_in_time_recovery.enabled', false),
    'the versions of the objects': ({ environment }) => put(environment.one('aws_s3_bucket_versioning'), 'versioning_configuration.status', 'Suspended'),
  },
};

const tags: Cell = {
  property: PROPERTIES.tags,
  by: 'Tags on every resource whose type carries them: pod, stage, owner, cost centre, classification, pattern, the enterprise\'s own',
  resources: [],
  check: ({ environment }) => {
    // S3 takes ten tags on an object: programs carry the first of them.
    expect(untagged(environment, 'aws', (_, body) => body.tags, ['aws_s3_object'])).toEqual([]);
    for (const { body } of environment.all('aws_s3_object')) { expect(body.tags).toMatchObject({ pod: 'orders', stage: 'production', environment: 'orders-production' }); }
    expect(environment.one('aws_ecs_service').propagate_tags).toBe('SERVICE');
  },
  remove: {
    'one resource\'s': ({ environment }) => drop(environment.one('aws_dynamodb_table'), 'tags'),
    'the cost centre': ({ environment }) => drop(environment.one('aws_rds_cluster'), 'tags.cost-centre'),
    'the tasks\'': ({ environment }) => drop(environment.one('aws_ecs_service'), 'propagate_tags'),
  },
};

/** What is seen, how it runs, what remains. */
export const OPERATION = { logs, traces, dashboard, objectives, probe, autoscaling, backup, tags };
