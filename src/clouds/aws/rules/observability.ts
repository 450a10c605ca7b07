import { all, count, fraction, length, madeAfter, oneOf, pattern, range } from '../../rule-makers';
import { blocksOf, isSet, json, listOf, numeric, text } from '../../rule-values';
import { Rule } from '../../rules';

const CW = 'https://docs.aws.amazon.com/AmazonCloudWatch/latest';
const LOGS = 'https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest';

const RETENTION = [0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653];

function periodProblem(value: any): string | undefined {
  const period = numeric(value);
  return period !== undefined && ![10, 20, 30].includes(period) && (period <= 0 || period % 60 !== 0) ? `${period} s is not 10, 20, 30 or a multiple of 60` : undefined;
}

/** CloudWatch, CloudTrail, budgets, events. */
export const observabilityRules: readonly Rule[] = [
  {
    id: 'aws/log-retention', types: ['aws_cloudwatch_log_group'], argument: 'retention_in_days', problem: oneOf(...RETENTION), mend: 'Use the next value of the list.', source: `${LOGS}/APIReference/API_PutRetentionPolicy.html`,
  },
  {
    id: 'aws/log-group-name', types: ['aws_cloudwatch_log_group'], argument: 'name', problem: pattern(/^[\w./#-]{1,512}$/, 'up to 512 letters, digits and _ - / . #'), mend: 'Rename the group.', source: `${LOGS}/APIReference/API_CreateLogGroup.html`,
  },
  {
    id: 'aws/log-group-key', types: ['aws_cloudwatch_log_group'], argument: 'kms_key_id', references: true,
    problem: (value, _block, context) => {
      const key = context.graph.target(value);
      const policies = key ? [key.body.policy, ...context.graph.all('aws_kms_key_policy').filter((entry) => context.graph.refersTo(entry, key)).map((entry) => entry.body.policy)].filter(isSet) : [];
      const readable = policies.length > 0 && policies.every((policy) => json(policy) !== undefined);
      return readable && !policies.some((policy) => /"logs\.[^"]*amazonaws\.com"/.test(policy)) ? `is ${key?.address}, whose policy does not admit logs.<region>.amazonaws.com` : undefined;
    },
    mend: 'Admit the service in the key policy, bound to the log group by kms:EncryptionContext:aws:logs:arn.', source: `${LOGS}/logs/encrypt-log-data-kms.html`,
  },
  {
    id: 'aws/log-resource-policies', types: ['aws_cloudwatch_log_resource_policy'], argument: 'policy_name', references: true,
    problem: (_value, _block, context) => {
      const here = context.graph.all(context.type).filter((entry) => entry.body.provider === context.body.provider);
      return here.length > 10 && here[10].address === context.address ? `is one of ${here.length}: a region takes 10` : undefined;
    },
    mend: 'Join the policies.', source: `${LOGS}/logs/cloudwatch_limits_cwl.html`,
  },
  {
    id: 'aws/alarm-period', types: ['aws_cloudwatch_metric_alarm'], argument: 'period', problem: periodProblem, mend: 'Use 10, 20, 30 or a multiple of 60 seconds.', source: `${CW}/APIReference/API_PutMetricAlarm.html`,
  },
  {
    id: 'aws/alarm-metric-period', types: ['aws_cloudwatch_metric_alarm'], argument: 'metric_query.metric.period', problem: periodProblem, mend: 'Use 10, 20, 30 or a multiple of 60 seconds.', source: `${CW}/APIReference/API_MetricStat.html`,
  },
  {
    id: 'aws/alarm-window', types: ['aws_cloudwatch_metric_alarm'], argument: '',
    problem: (alarm) => {
      const queries = blocksOf(alarm.metric_query);
      const periods = [alarm, ...queries, ...queries.flatMap((query) => blocksOf(query.metric))].map((one) => numeric(one.period));
      const period = Math.max(0, ...periods.filter((one): one is number => one !== undefined));
      const times = numeric(alarm.evaluation_periods) ?? 1;
      const most = period < 3600 ? 86_400 : 604_800;
      return period > 86_400 ? `evaluates a period of ${period} s: the longest is a day`
        : period * times > most ? `evaluates ${times} periods of ${period} s, ${period * times} s in all; ${most} s are the most` : undefined;
    },
    mend: 'Keep the window within a day, or within seven for periods of an hour and more.', source: `${CW}/APIReference/API_PutMetricAlarm.html`,
  },
  {
    id: 'aws/alarm-datapoints', types: ['aws_cloudwatch_metric_alarm'], argument: 'datapoints_to_alarm',
    problem: (value, alarm) => ((numeric(value) ?? 0) > (numeric(alarm.evaluation_periods) ?? Infinity) ? `${value} is more than evaluation_periods ${alarm.evaluation_periods}` : undefined),
    mend: 'Ask for at most as many as are evaluated.', source: `${CW}/APIReference/API_PutMetricAlarm.html`,
  },
  {
    id: 'aws/alarm-metric', types: ['aws_cloudwatch_metric_alarm'], argument: '',
    problem: (alarm) => {
      const queries = blocksOf(alarm.metric_query);
      if (queries.length === 0) {
        return isSet(alarm.metric_name) ? undefined : 'has neither metric_name nor metric_query';
      }
      const returned = queries.filter((query) => query.return_data === true || query.return_data === 'true').length;
      return isSet(alarm.metric_name) ? 'has metric_name and metric_query' : returned !== 1 ? `returns the data of ${returned} queries, one is needed` : undefined;
    },
    mend: 'Give one metric, or queries of which one has return_data.', source: `${CW}/APIReference/API_PutMetricAlarm.html`,
  },
  {
    id: 'aws/alarm-actions', types: ['aws_cloudwatch_metric_alarm', 'aws_cloudwatch_composite_alarm'], argument: 'alarm_actions', problem: count(0, 5, 'actions'), mend: 'Name five at most.', source: `${CW}/APIReference/API_PutMetricAlarm.html`,
  },
  {
    id: 'aws/alarm-topic-key', types: ['aws_cloudwatch_metric_alarm', 'aws_cloudwatch_composite_alarm'], argument: 'alarm_actions', references: true,
    problem: (value, _block, context) => {
      for (const topic of listOf(value).map((one) => context.graph.target(one))) {
        const key = context.graph.target(topic?.body.kms_master_key_id);
        const policies = key ? [key.body.policy, ...context.graph.all('aws_kms_key_policy').filter((entry) => context.graph.refersTo(entry, key)).map((entry) => entry.body.policy)].filter(isSet) : [];
        if (topic?.type === 'aws_sns_topic' && policies.length > 0 && policies.every((policy) => json(policy)) && !policies.some((policy) => policy.includes('cloudwatch.amazonaws.com'))) {
          return `goes to ${topic.address}, whose key ${key?.address} does not admit CloudWatch: the alarm is lost`;
        }
      }
      return undefined;
    },
    mend: 'Admit cloudwatch.amazonaws.com in the key policy (kms:Decrypt, kms:GenerateDataKey*).', source: 'https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html',
  },
  {
    id: 'aws/composite-after-alarms', types: ['aws_cloudwatch_composite_alarm'], argument: 'alarm_rule', references: true,
    problem: (value, _block, context) => {
      const names = [...String(value).matchAll(/(?:ALARM|OK|INSUFFICIENT_DATA)\s*\(\s*["']?([^"')]+)["']?\s*\)/g)].map((match) => match[1]);
      const early = context.graph.all('aws_cloudwatch_metric_alarm', 'aws_cloudwatch_composite_alarm')
        .find((entry) => entry.address !== context.address && names.includes(entry.body.alarm_name) && !context.graph.isAfter(context, entry));
      return early ? `names ${early.address} as text and can be made before it` : undefined;
    },
    mend: 'Put the alarms into depends_on, or refer to their alarm_name.', source: `${CW}/APIReference/API_PutCompositeAlarm.html`,
  },
  {
    id: 'aws/dashboard-body', types: ['aws_cloudwatch_dashboard'], argument: 'dashboard_body', references: true,
    problem: (value) => {
      const body = json(value);
      if (body === undefined) {
        return typeof value === 'string' && !value.includes('${') ? 'is no JSON document' : undefined;
      }
      const widgets = blocksOf(body.widgets);
      const wide = widgets.find((widget) => (numeric(widget.x) ?? 0) + (numeric(widget.width) ?? 0) > 24);
      return wide ? `places a widget beyond column 24 (x ${wide.x}, width ${wide.width})` : widgets.length > 500 ? `has ${widgets.length} widgets, 500 are the most` : undefined;
    },
    mend: 'Keep widgets within 24 columns.', source: `${CW}/APIReference/CloudWatch-Dashboard-Body-Structure.html`,
  },
  {
    id: 'aws/trail-after-policy', types: ['aws_cloudtrail'], argument: '', references: true,
    problem: all(
      (trail, _block, context) => {
        const bucket = context.graph.target(trail.s3_bucket_name);
        const early = bucket && context.graph.all('aws_s3_bucket_policy', 'aws_s3_bucket_object_lock_configuration').find((entry) => context.graph.refersTo(entry, bucket) && !context.graph.isAfter(context, entry));
        return early ? `can be made before ${early.address}` : undefined;
      },
      (trail, _block, context) => {
        const topic = context.graph.target(trail.sns_topic_name);
        const early = topic && context.graph.all('aws_sns_topic_policy').find((entry) => context.graph.refersTo(entry, topic) && !context.graph.isAfter(context, entry));
        return early ? `can be made before ${early.address}` : undefined;
      },
      (trail, _block, context) => {
        const role = context.graph.target(trail.cloud_watch_logs_role_arn);
        const early = role && context.graph.all('aws_iam_role_policy').find((entry) => context.graph.target(entry.body.role)?.address === role.address && !context.graph.isAfter(context, entry));
        return early ? `can be made before ${early.address}` : undefined;
      },
    ),
    mend: 'Put the policies of bucket, topic and role into depends_on: CloudTrail tries them at once.', source: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html',
  },
  {
    id: 'aws/trail-name', types: ['aws_cloudtrail'], argument: 'name', problem: pattern(/^[A-Za-z0-9](?!.*[._-]{2})[A-Za-z0-9._-]{1,126}[A-Za-z0-9]$/, '3 to 128 letters, digits, dots, hyphens and underscores, none of these twice in a row'), mend: 'Rename the trail.', source: 'https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_CreateTrail.html',
  },
  {
    id: 'aws/bucket-logging-after-policy', types: ['aws_s3_bucket_logging'], argument: '', references: true,
    problem: madeAfter('aws_s3_bucket_policy', (mine, policy) => isSet(mine.target_bucket) && mine.target_bucket === policy.bucket),
    mend: 'Put the policy of the target bucket into depends_on.', source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html',
  },
  {
    id: 'aws/lb-logging-after-policy', types: ['aws_lb'], argument: 'access_logs.bucket', references: true,
    problem: (value, _block, context) => {
      const bucket = context.graph.target(value);
      const early = bucket && context.graph.all('aws_s3_bucket_policy').find((entry) => context.graph.target(entry.body.bucket)?.address === bucket.address && !context.graph.isAfter(context, entry));
      return early ? `is checked before ${early.address} admits the load balancer` : undefined;
    },
    mend: 'Put the policy of the log bucket into depends_on.', source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html',
  },
  {
    id: 'aws/canary-name', types: ['aws_synthetics_canary'], argument: 'name', problem: pattern(/^[0-9a-z_-]{1,255}$/, 'lower-case letters, digits, hyphens and underscores'), mend: 'Use lower case.', source: 'https://docs.aws.amazon.com/AmazonSynthetics/latest/APIReference/API_CreateCanary.html',
  },
  {
    id: 'aws/budget-threshold', types: ['aws_budgets_budget'], argument: 'notification.*',
    problem: (value) => (text(value?.threshold_type) === 'PERCENTAGE' ? fractionOfPercent(numeric(value.threshold)) : undefined),
    mend: 'Write 50 % as 50.', source: 'https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_budgets_Notification.html',
  },
  {
    id: 'aws/budget-notifications', types: ['aws_budgets_budget'], argument: 'notification', problem: count(0, 10, 'notifications'), mend: 'Keep ten at most.', source: 'https://docs.aws.amazon.com/cost-management/latest/userguide/management-limits.html',
  },
  {
    id: 'aws/budget-tag-filter', types: ['aws_budgets_budget'], argument: 'cost_filter.*',
    problem: (value) => {
      const odd = text(value?.name) === 'TagKeyValue' ? listOf(value.values).find((one) => text(one) !== undefined && !/^(user|aws):[^$]+\$.*$/.test(one)) : undefined;
      return odd === undefined ? undefined : `filters by "${odd}"`;
    },
    mend: 'Write user:Key$value.', source: 'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/budgets_budget.html.markdown',
  },
  {
    id: 'aws/event-schedule', types: ['aws_cloudwatch_event_rule'], argument: 'schedule_expression', problem: pattern(/^(rate\((1 (minute|hour|day)|([2-9]|[1-9]\d+) (minutes|hours|days))\)|cron\([^ )]+( [^ )]+){5}\))$/, 'rate(1 hour), rate(5 minutes) or cron() of six fields'), mend: 'Correct the expression.', source: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html',
  },
  {
    id: 'aws/event-targets', types: ['aws_cloudwatch_event_target'], argument: 'rule', references: true,
    problem: (value, _block, context) => {
      const targets = context.graph.all(context.type).filter((entry) => entry.body.rule === value);
      return targets.length > 5 && targets[5].address === context.address ? `has ${targets.length} targets, 5 are the most` : undefined;
    },
    mend: 'Keep five targets a rule.', source: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html',
  },
  {
    id: 'aws/metric-filter-pattern', types: ['aws_cloudwatch_log_metric_filter'], argument: 'pattern', problem: all(length(0, 1024), (value) => (typeof value === 'string' && /^\s*\{/.test(value) && !/\}\s*$/.test(value) ? 'opens a brace that it does not close' : undefined)), mend: 'Correct the pattern.', source: `${LOGS}/logs/FilterAndPatternSyntax.html`,
  },
  {
    id: 'aws/dimension-count', types: ['aws_cloudwatch_metric_alarm'], argument: 'dimensions', problem: count(0, 30, 'dimensions'), mend: 'Keep 30 at most.', source: `${CW}/APIReference/API_PutMetricAlarm.html`,
  },
  {
    id: 'aws/sampling-rate', types: ['aws_xray_sampling_rule'], argument: 'fixed_rate', problem: all(fraction(), range(0, 1)), mend: 'Write 5 % as 0.05.', source: 'https://docs.aws.amazon.com/xray/latest/api/API_SamplingRule.html',
  },
];

function fractionOfPercent(threshold: number | undefined): string | undefined {
  return threshold !== undefined && threshold > 0 && threshold <= 1 ? `alerts at ${threshold} %: a share where a percentage is meant` : undefined;
}
