import { Construct } from 'constructs';
import { AlarmProps } from '../../capabilities/alarm';
import { Direction, Severity, Threshold } from '../../capabilities/common';
import { environmentOf } from '../../environment/environment-rules';
import { physicalName } from '../../environment/physical-name';
import { AwsAlertChannel } from './alert-channel';
import { AwsQuery, parseQuery } from './metric-query';
import { CloudwatchMetricAlarm } from './resources';

type Measured = Partial<Pick<ConstructorParameters<typeof CloudwatchMetricAlarm>[2], 'metricQuery' | 'namespace' | 'metricName' | 'dimensions' | 'statistic' | 'extendedStatistic' | 'period'>>;

/** Statistics that have a name; everything else (`p99`) is an extended one. */
const NAMED = ['Average', 'Maximum', 'Minimum', 'SampleCount', 'Sum'];

/** What an alarm measures: a metric as it is, or metric math over several, in windows of `period` seconds. */
export function measured(query: AwsQuery, period: number): Measured {
  const entries = Object.entries(query.metrics);
  if (query.expression === undefined) {
    const only = entries[0][1];
    return {
      namespace: only.namespace,
      metricName: only.name,
      dimensions: only.dimensions,
      period,
      ...(NAMED.includes(only.stat) ? { statistic: only.stat } : { extendedStatistic: only.stat }),
    };
  }
  return {
    metricQuery: [
      { id: 'result', expression: query.expression, label: 'result', returnData: true },
      ...entries.map(([id, m]) => ({
        id, returnData: false, metric: { namespace: m.namespace, metricName: m.name, dimensions: m.dimensions, period, stat: m.stat },
      })),
    ],
  };
}

/** Seconds of a threshold's window. CloudWatch takes whole minutes up to a day. */
export function windowSeconds(threshold: Threshold): number {
  return Math.min(1440, Math.max(1, Math.round(threshold.minutes ?? 5))) * 60;
}

export function alarm(scope: Construct, props: AlarmProps): void {
  const channel = environmentOf(scope).alertChannel as AwsAlertChannel;
  const topic = channel.topicArn(props.severity);
  const below = props.threshold.direction === Direction.BELOW;
  new CloudwatchMetricAlarm(scope, 'alarm', {
    alarmName: physicalName(scope, 'aws_cloudwatch_metric_alarm'),
    alarmDescription: props.description,
    ...measured(parseQuery(props.metric.query), windowSeconds(props.threshold)),
    comparisonOperator: below ? 'LessThanThreshold' : 'GreaterThanThreshold',
    threshold: props.threshold.value,
    evaluationPeriods: 1,
    // Silence is bad news only where something should have been there: below a limit.
    treatMissingData: below && props.severity === Severity.CRITICAL ? 'breaching' : 'notBreaching',
    actionsEnabled: true,
    alarmActions: [topic],
    okActions: [topic],
  });
}
