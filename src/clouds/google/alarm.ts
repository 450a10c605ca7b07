import { Construct } from 'constructs';
import { AlarmProps } from '../../capabilities/alarm';
import { Direction, Severity } from '../../capabilities/common';
import { environmentOf } from '../../environment/environment-rules';
import { GoogleAlertChannel } from './alert-channel';
import { queryOf } from './metrics';
import { MonitoringAlertPolicy } from './resources';

/** An alert policy that fires when the measurement over the whole window is beyond the threshold. */
export function alarm(scope: Construct, props: AlarmProps): void {
  const environment = environmentOf(scope);
  const query = queryOf(props.metric);
  const { value, direction = Direction.ABOVE, minutes = 5 } = props.threshold;
  const aggregation = {
    alignmentPeriod: `${minutes * 60}s`,
    perSeriesAligner: query.aligner,
    crossSeriesReducer: query.reducer,
    groupByFields: query.groupBy,
  };
  // Named after the capability, not after the alarm below it.
  const owner = scope.node.path.split('/alarms/')[0];
  alertPolicy(scope, props.severity, `${props.metric.title} of ${owner}`, props.description, [{
    displayName: `${props.metric.title} ${direction} ${value} ${props.metric.unit}`,
    conditionThreshold: {
      filter: query.filter,
      aggregations: [aggregation],
      ...query.denominator ? { denominatorFilter: query.denominator, denominatorAggregations: [aggregation] } : {},
      comparison: direction === Direction.ABOVE ? 'COMPARISON_GT' : 'COMPARISON_LT',
      thresholdValue: value / (query.factor ?? 1),
      duration: '0s',
      trigger: { count: 1 },
    },
  }], 'OR', environment.alertChannel as GoogleAlertChannel);
}

/** An alert policy that goes to the channels of its severity. */
export function alertPolicy(
  scope: Construct, severity: Severity, title: string, content: string, conditions: any[], combiner: 'AND' | 'OR', channel: GoogleAlertChannel, id = 'policy',
): void {
  new MonitoringAlertPolicy(scope, id, {
    displayName: title.slice(0, 512),
    combiner,
    enabled: true,
    severity: severity === Severity.CRITICAL ? 'CRITICAL' : 'WARNING',
    notificationChannels: channel.channels(severity),
    conditions,
    documentation: { content, mimeType: 'text/markdown' },
    alertStrategy: { autoClose: '86400s' },
  });
}
