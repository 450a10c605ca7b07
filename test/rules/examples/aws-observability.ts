import { Example, many, one } from '../example';

const ALARM = { metric_name: 'Errors', namespace: 'AWS/Lambda', period: 60, evaluation_periods: 5, datapoints_to_alarm: 3 };
const KEY_POLICY = (service: string) => JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'kms:Decrypt', Resource: '*' }] });

export const awsObservabilityExamples: Example[] = [
  one('aws/log-retention', 'aws_cloudwatch_log_group', { retention_in_days: 400 }, { 'log retention outside the fixed list': { retention_in_days: 401 } }),
  one('aws/log-group-name', 'aws_cloudwatch_log_group', { name: '/orders/app' }, { 'log group name with a space': { name: 'orders app' } }),
  many('aws/log-group-key', { aws_kms_key: { logs: { policy: KEY_POLICY('logs.eu-central-1.amazonaws.com') } }, aws_cloudwatch_log_group: { app: { kms_key_id: '${aws_kms_key.logs.arn}' } } }, {
    'log group key that does not admit the logs service': (r) => { r.aws_kms_key.logs.policy = KEY_POLICY('s3.amazonaws.com'); },
  }),
  many('aws/log-resource-policies', { aws_cloudwatch_log_resource_policy: { p0: { policy_name: 'p0' } } }, {
    'more than ten log resource policies': (r) => { for (let i = 1; i <= 10; i += 1) { r.aws_cloudwatch_log_resource_policy[`p${i}`] = { policy_name: `p${i}` }; } },
  }),
  one('aws/alarm-period', 'aws_cloudwatch_metric_alarm', ALARM, { 'alarm period of 45 s': { period: 45 } }),
  one('aws/alarm-metric-period', 'aws_cloudwatch_metric_alarm', { metric_query: [{ id: 'm', metric: { period: 300 } }] }, { 'metric period of 100 s': { metric_query: [{ id: 'm', metric: { period: 100 } }] } }),
  one('aws/alarm-window', 'aws_cloudwatch_metric_alarm', ALARM, { 'alarm period of 90000 s': { period: 90000 }, 'alarm window of more than a day': { period: 300, evaluation_periods: 300 } }),
  one('aws/alarm-datapoints', 'aws_cloudwatch_metric_alarm', ALARM, { 'more datapoints than periods': { datapoints_to_alarm: 6 } }),
  one('aws/alarm-metric', 'aws_cloudwatch_metric_alarm', { metric_query: [{ id: 'a', return_data: true }, { id: 'b' }] }, { 'alarm without returned metric': { metric_query: [{ id: 'a' }] }, 'alarm without metric': { metric_query: [] } }),
  one('aws/alarm-actions', 'aws_cloudwatch_metric_alarm', { alarm_actions: ['${aws_sns_topic.alerts.arn}'] }, { 'alarm with six actions': { alarm_actions: ['a', 'b', 'c', 'd', 'e', 'f'] } }),
  many('aws/alarm-topic-key', {
    aws_kms_key: { alerts: { policy: KEY_POLICY('cloudwatch.amazonaws.com') } }, aws_sns_topic: { alerts: { kms_master_key_id: '${aws_kms_key.alerts.arn}' } },
    aws_cloudwatch_metric_alarm: { errors: { alarm_actions: ['${aws_sns_topic.alerts.arn}'] } },
  }, { 'topic key that does not admit CloudWatch': (r) => { r.aws_kms_key.alerts.policy = KEY_POLICY('events.amazonaws.com'); } }),
  many('aws/composite-after-alarms', {
    aws_cloudwatch_metric_alarm: { fast: { alarm_name: 'orders-fast' } }, aws_cloudwatch_composite_alarm: { slo: { alarm_rule: 'ALARM("orders-fast")', depends_on: ['aws_cloudwatch_metric_alarm.fast'] } },
  }, { 'composite alarm not after its alarms': (r) => { delete r.aws_cloudwatch_composite_alarm.slo.depends_on; } }),
  one('aws/dashboard-body', 'aws_cloudwatch_dashboard', { dashboard_body: '{"widgets":[{"x":12,"width":12}]}' }, { 'dashboard that is no JSON': { dashboard_body: '{widgets}' }, 'widget beyond the last column': { dashboard_body: '{"widgets":[{"x":18,"width":12}]}' } }),
  many('aws/trail-after-policy', {
    aws_s3_bucket: { audit: {} }, aws_s3_bucket_policy: { audit: { bucket: '${aws_s3_bucket.audit.id}' } }, aws_sns_topic: { audit: {} }, aws_sns_topic_policy: { audit: { arn: '${aws_sns_topic.audit.arn}' } },
    aws_cloudtrail: { main: { s3_bucket_name: '${aws_s3_bucket.audit.id}', sns_topic_name: '${aws_sns_topic.audit.name}', depends_on: ['aws_s3_bucket_policy.audit', 'aws_sns_topic_policy.audit'] } },
  }, {
    'CloudTrail not after the bucket policy': (r) => { r.aws_cloudtrail.main.depends_on = ['aws_sns_topic_policy.audit']; }, 'CloudTrail not after the topic policy': (r) => { r.aws_cloudtrail.main.depends_on = ['aws_s3_bucket_policy.audit']; },
  }),
  one('aws/trail-name', 'aws_cloudtrail', { name: 'orders-prod' }, { 'trail name of two characters': { name: 'ab' } }),
  many('aws/bucket-logging-after-policy', {
    aws_s3_bucket_policy: { logs: { bucket: '${aws_s3_bucket.logs.id}' } }, aws_s3_bucket_logging: { files: { target_bucket: '${aws_s3_bucket.logs.id}', depends_on: ['aws_s3_bucket_policy.logs'] } },
  }, { 'bucket logging not after the log bucket policy': (r) => { delete r.aws_s3_bucket_logging.files.depends_on; } }),
  many('aws/lb-logging-after-policy', {
    aws_s3_bucket: { logs: {} }, aws_s3_bucket_policy: { logs: { bucket: '${aws_s3_bucket.logs.id}' } }, aws_lb: { main: { access_logs: { bucket: '${aws_s3_bucket.logs.id}' }, depends_on: ['aws_s3_bucket_policy.logs'] } },
  }, { 'load balancer not after the log bucket policy': (r) => { delete r.aws_lb.main.depends_on; } }),
  one('aws/canary-name', 'aws_synthetics_canary', { name: 'orders-probe' }, { 'canary name in upper case': { name: 'Orders' } }),
  one('aws/budget-threshold', 'aws_budgets_budget', { notification: [{ threshold: 80, threshold_type: 'PERCENTAGE' }] }, { 'budget threshold as a share': { notification: [{ threshold: 0.8, threshold_type: 'PERCENTAGE' }] } }),
  one('aws/budget-notifications', 'aws_budgets_budget', { notification: [{}] }, { 'eleven notifications of a budget': { notification: Array(11).fill({ threshold: 1 }) } }),
  one('aws/budget-tag-filter', 'aws_budgets_budget', { cost_filter: [{ name: 'TagKeyValue', values: ['user:pod$orders'] }] }, { 'budget tag filter without user:': { cost_filter: [{ name: 'TagKeyValue', values: ['pod=orders'] }] } }),
  one('aws/event-schedule', 'aws_cloudwatch_event_rule', { schedule_expression: 'rate(5 minutes)' }, { 'schedule in the wrong plural': { schedule_expression: 'rate(1 minutes)' }, 'cron of five fields': { schedule_expression: 'cron(0 12 * * ?)' } }),
  many('aws/event-targets', { aws_cloudwatch_event_target: { t0: { rule: 'r' } } }, { 'six targets of an event rule': (r) => { for (let i = 1; i < 6; i += 1) { r.aws_cloudwatch_event_target[`t${i}`] = { rule: 'r' }; } } }),
  one('aws/metric-filter-pattern', 'aws_cloudwatch_log_metric_filter', { pattern: '{ $.level = "error" }' }, { 'metric filter with an open brace': { pattern: '{ $.level = "error"' } }),
  one('aws/dimension-count', 'aws_cloudwatch_metric_alarm', { dimensions: { a: 'b' } }, { '31 dimensions': { dimensions: Object.fromEntries(Array.from({ length: 31 }, (_unused, i) => [`d${i}`, 'x'])) } }),
  one('aws/sampling-rate', 'aws_xray_sampling_rule', { fixed_rate: 0.05 }, { 'sampling rate as a percentage': { fixed_rate: 5 } }),
];
