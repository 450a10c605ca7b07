import { ControlSeverity, GovernanceFunction, Objective } from '../control';
import { CloudName } from '../../environment/landing-zone';
import { control, finding } from './build';
import { isBelow, partsInPatterns } from './platform-places';
import { isLoud } from './watched';

const ALARMS = ['aws_cloudwatch_metric_alarm', 'azurerm_monitor_metric_alert', 'azurerm_monitor_scheduled_query_rules_alert_v2', 'google_monitoring_alert_policy'];

/** What is watched of each capability, as its alarms are called. */
const WATCHED: { readonly [cloud: string]: { readonly [kind: string]: readonly string[] } } = {
  [CloudName.AWS]: {
    ApiGateway: ['blocked-warning', 'client-errors-warning', 'latency-warning', 'server-errors-critical', 'server-errors-warning'],
    Service: ['cpu-warning', 'errors-critical', 'errors-warning', 'latency-warning', 'memory-critical', 'memory-warning', 'unhealthy-warning'],
    Database: ['capacity-used-critical', 'capacity-used-warning', 'connections-warning', 'cpu-warning', 'deadlocks-warning'],
    KeyValueStore: ['errors-warning', 'throttles-warning'],
    Cache: ['memory-warning', 'throttles-warning'],
  },
  [CloudName.AZURE]: {
    ApiGateway: ['denied-warning', 'latency-critical', 'latency-warning', 'server-errors-critical', 'server-errors-warning'],
    Service: ['cpu-warning', 'errors-critical', 'errors-warning', 'instances-warning', 'memory-warning', 'restarts-critical'],
    Database: ['alive-critical', 'connections-warning', 'cpu-warning', 'memory-warning', 'storage-critical', 'storage-warning'],
    KeyValueStore: ['latency-warning', 'load-warning', 'throttled-critical', 'throttled-warning'],
    ObjectStore: ['availability-critical', 'denied-warning', 'latency-warning'],
    Cache: ['cpu-warning', 'memory-warning'],
  },
  [CloudName.GOOGLE]: {
    ApiGateway: ['blocked-warning', 'latency-critical', 'latency-warning', 'server-errors-critical', 'server-errors-warning'],
    Service: ['cpu-warning', 'errors-critical', 'errors-warning', 'instances-warning', 'latency-warning', 'memory-warning'],
    Database: ['cpu-critical', 'cpu-warning', 'deadlocks-warning', 'disk-critical', 'disk-warning', 'failures-warning', 'memory-critical', 'memory-warning'],
    Cache: ['cpu-critical', 'cpu-warning', 'memory-critical', 'memory-warning'],
  },
};

/** Asked of patterns only, whose alarms were approved: one that is missing is nothing that anybody sees. */
export const alertingMetrics = control({
  id: 'alerting.metrics',
  title: 'Everything that a pattern watches is watched',
  objective: Objective.LOGGING_AND_ALERTING,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.MEDIUM,
  why: 'the alarm that is missing is the one that would have rung',
  mend: 'Leave the alarms to the capability; where a capability of your own watches something else, name what it does not in the parameter.',
  card: 'Availability and latency objectives, fast and slow burn',
  parameters: [{ name: 'exempt', description: 'Alarms that may be missing: cloud, capability and alarm, as in `aws Cache memory-warning`', defaultValue: [] }],
}, (context) => {
  const loud = context.resources(ALARMS).filter(({ address }) => isLoud(context, address)).map(({ path }) => path);
  const exempt: string[] = context.parameter('exempt');
  return Object.entries(WATCHED[context.cloud] ?? {}).flatMap(([kind, alarms]) => partsInPatterns(context, kind).flatMap((place) => alarms
    .filter((alarm) => !exempt.includes(`${context.cloud} ${kind} ${alarm}`))
    .map((alarm) => finding(place, loud.some((path) => isBelow(path, `${place}/alarms/${alarm}`)) || 'no alarm that somebody hears watches it', undefined, alarm))));
});
