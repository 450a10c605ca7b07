import { ControlSeverity, GovernanceFunction, Objective } from '../control';
import { CloudName } from '../../environment/landing-zone';
import { ControlContext, ControlledResource } from '../control-context';
import { control, finding, isUnknown, Judgement, UNKNOWN } from './build';
import { blocks } from './judging';

const OF_HUNDRED = /^(CPUUtilization|MemoryUtilization|ServerlessDatabaseCapacity|ACUUtilization)$/;

/** Ten terabytes. */
const BYTES = 1e13;

/** What the measured can be at most; undefined where nothing bounds it. */
function bound(alarm: ControlledResource): number | undefined {
  const expression = blocks(alarm.argument('metric_query')).map((one) => one.expression).find((text) => typeof text === 'string') ?? '';
  if (OF_HUNDRED.test(String(alarm.argument('metric_name'))) || /\b100 \*/.test(expression)) { return 100; }
  return /^IF\(.*\/ \w+, 0\)$/.test(expression) ? 1 : undefined;
}

function rings(alarm: ControlledResource, context: ControlContext): Judgement {
  const threshold = alarm.argument('threshold');
  if (threshold === undefined) { return true; }
  if (isUnknown(threshold)) { return UNKNOWN; }
  const value = Number(threshold);
  if (/^LessThan/.test(String(alarm.argument('comparison_operator')))) { return value > 0 || `rings below ${value}, which is never`; }
  if (/^Bytes|Storage/.test(String(alarm.argument('metric_name')))) { return value <= BYTES || 'waits for more than there can be'; }
  const most = bound(alarm);
  return most === undefined ? value <= context.parameter('most') || `rings above ${value}, which is as good as never` : value < most || `rings above ${value}, of ${most} at most`;
}

/** An alarm that is on and goes to people, and waits for what cannot be. */
export const alertingThresholds = control({
  id: 'alerting.thresholds',
  title: 'Alarms ring at what can happen',
  objective: Objective.LOGGING_AND_ALERTING,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.MEDIUM,
  why: 'an alarm that cannot ring is silence that looks like watch',
  mend: 'Leave thresholds to the capability, or give it one that is reached before customers notice.',
  clouds: [CloudName.AWS],
  parameters: [{ name: 'most', description: 'Most that an alarm may wait for where nothing bounds what is measured', defaultValue: 100_000 }],
}, (context) => [
  ...context.resources(['aws_cloudwatch_metric_alarm']).map((alarm) => finding(alarm.address, rings(alarm, context), 'threshold', String(alarm.argument('threshold')))),
  // A request that lasts longer is ended by the gateway, whatever an objective says.
  ...context.resources(['aws_cloudwatch_log_metric_filter']).map((filter) => finding(filter.address, !(Number(/latency > (\d+)/i.exec(String(filter.argument('pattern')))?.[1] ?? 0) > 60_000) || 'counts what never lasts so long', 'pattern')),
]);
