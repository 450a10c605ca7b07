import { CloudName } from '../../environment/landing-zone';
import { ControlSeverity, GovernanceFunction, Objective } from '../control';
import { ControlledResource } from '../control-context';
import { control, finding, Judgement } from './build';
import { blocks } from './judging';
import { secondsOf } from './rows';

/** The largest value at which an alarm on a metric still says something, by the metric: shares are of one, times in milliseconds. */
const LARGEST: readonly (readonly [metric: RegExp, most: number])[] = [
  [/select_slo_burn_rate/, 20], [/utilization|percent/, 1], [/latenc/, 60_000], [/check_passed/, 10], [/time_until_ssl/, 90], [/./, 1000],
];

function filterOf(condition: any): string { return String(condition.filter ?? ''); }

function judged(alarm: ControlledResource, names: readonly string[]): Judgement {
  for (const block of blocks(alarm.argument('conditions'))) {
    const condition = block.condition_threshold;
    if (condition === undefined) { continue; }
    const filter = filterOf(condition);
    if (!filter.includes('${') && !names.some((name) => filter.includes(`${name}"`))) { return 'is about nothing that is here'; }
    const most = condition.denominator_filter !== undefined ? 1 : LARGEST.find(([metric]) => metric.test(filter))![1];
    if (Number(condition.threshold_value) > most) { return `is raised above ${condition.threshold_value}, which is never reached (at most ${most})`; }
    if ((secondsOf(condition.duration) ?? 0) > 3600) { return `is raised after ${condition.duration}, when it is too late`; }
  }
  return true;
}

/** An alarm may be on, and heard, and never ring. */
export const alertingBounds = control({
  id: 'alerting.bounds',
  title: 'Alarms are about what is here, and ring in time',
  objective: Objective.LOGGING_AND_ALERTING,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.MEDIUM,
  why: 'an alarm on something else, or with a bound that is never reached, is as good as none, and looks like one',
  mend: 'Leave filter, threshold and duration to the capability.',
  clouds: [CloudName.GOOGLE],
}, (context) => {
  if (context.kind !== 'environment') { return []; }
  const names = context.resources().flatMap((one) => ['name', 'instance_id', 'database_id', 'bucket_id'].map((argument) => one.argument(argument))).filter((name): name is string => typeof name === 'string' && name.length > 3);
  return context.resources(['google_monitoring_alert_policy']).map((alarm) => finding(alarm.address, judged(alarm, names), 'conditions'));
});
