import { Construct } from 'constructs';
import { Severity } from '../../capabilities/common';
import { ServiceLevelObjectiveProps } from '../../capabilities/service-level-objective';
import { environmentOf } from '../../environment/environment-rules';
import { after } from '../../environment/order';
import { physicalName } from '../../environment/physical-name';
import { measured } from './alarm';
import { AwsAlertChannel } from './alert-channel';
import { AwsApiGateway } from './api-gateway/api-gateway';
import { stageMetric } from './api-gateway/metrics';
import { AwsMetric, AwsQuery } from './metric-query';
import { CloudwatchCompositeAlarm, CloudwatchLogMetricFilter, CloudwatchMetricAlarm } from './resources';

/** How fast the error budget burns, over a long and a short window: both must agree. https://sre.google/workbook/alerting-on-slos/ */
const BURNS = [
  { id: 'fast', rate: 14.4, long: 60, short: 5, severity: Severity.CRITICAL, meaning: '2 % of a month\'s error budget in an hour' },
  { id: 'slow', rate: 6, long: 360, short: 30, severity: Severity.WARNING, meaning: '5 % of a month\'s error budget in six hours' },
];

function ratio(bad: AwsMetric, all: AwsMetric): AwsQuery {
  return { metrics: { bad, all }, expression: 'IF(FILL(all, 0) > 0, FILL(bad, 0) / all, 0)' };
}

/** Alarms on one objective: the share of bad requests against what is left of the budget. */
function burnAlarms(scope: Construct, objective: string, share: number, query: AwsQuery): void {
  const channel = environmentOf(scope).alertChannel as AwsAlertChannel;
  for (const burn of BURNS) {
    const alarms = [burn.long, burn.short].map((minutes) => new CloudwatchMetricAlarm(scope, `${objective}-${burn.id}-${minutes}m`, {
      alarmName: physicalName(scope, 'aws_cloudwatch_metric_alarm', `${objective}-${burn.id}-${minutes}m`),
      alarmDescription: `Part of ${objective} ${burn.id}: share of bad requests in ${minutes} minutes`,
      ...measured(query, minutes * 60),
      comparisonOperator: 'GreaterThanThreshold',
      // With an objective of less than 93 % the budget burns that fast only when everything fails.
      threshold: Math.round(Math.min(burn.rate * (1 - share), 0.99) * 1e6) / 1e6,
      evaluationPeriods: 1,
      treatMissingData: 'notBreaching',
    }));
    const topic = channel.topicArn(burn.severity);
    after(new CloudwatchCompositeAlarm(scope, `${objective}-${burn.id}`, {
      alarmName: physicalName(scope, 'aws_cloudwatch_composite_alarm', `${objective}-${burn.id}`),
      alarmDescription: `The ${objective} objective (${share * 100} %) burns ${burn.meaning}`,
      alarmRule: alarms.map((a) => `ALARM("${a.alarmName}")`).join(' AND '),
      alarmActions: [topic],
      okActions: [topic],
    }), ...alarms);
  }
}

/** Objectives as composite burn-rate alarms: the provider has no objective of its own. */
export function serviceLevelObjective(scope: Construct, props: ServiceLevelObjectiveProps): void {
  const gateway = props.gateway as AwsApiGateway;
  const requests = stageMetric(gateway.apiName, gateway.stageName, 'Count', 'Sum');
  burnAlarms(scope, 'availability', props.availability ?? 0.999, ratio(stageMetric(gateway.apiName, gateway.stageName, '5XXError', 'Sum'), requests));
  const limit = props.latencyMilliseconds ?? 500;
  const namespace = `${environmentOf(scope).environmentName}/objectives`;
  const slow: AwsMetric = { namespace, name: physicalName(scope, 'aws_cloudwatch_log_metric_filter', 'slow'), stat: 'Sum', dimensions: {} };
  new CloudwatchLogMetricFilter(scope, 'slow-requests', {
    name: slow.name,
    logGroupName: gateway.accessLog.group.name,
    pattern: `{ $.latency > ${limit} }`,
    metricTransformation: { namespace, name: slow.name, value: '1', unit: 'Count' },
  });
  burnAlarms(scope, 'latency', props.latencyShare ?? 0.99, ratio(slow, requests));
}
