import { ControlSeverity, GovernanceFunction, Objective } from '../control';
import { ofFact } from './answers';
import { control, finding, UNKNOWN } from './build';

const ALARMS = ['aws_cloudwatch_metric_alarm', 'aws_cloudwatch_composite_alarm', 'azurerm_monitor_metric_alert', 'azurerm_monitor_scheduled_query_rules_alert_v2', 'azurerm_monitor_activity_log_alert', 'google_monitoring_alert_policy'];

/** Those that are raised at something that was measured. */
const RAISED = ['aws_cloudwatch_metric_alarm', 'azurerm_monitor_metric_alert', 'google_monitoring_alert_policy'];

/** Alarms that are there; whether they are there is asked of what they watch. */
export const alertingAlarms = control({
  id: 'alerting.alarms',
  title: 'Every alarm is on, and somebody hears it',
  objective: Objective.LOGGING_AND_ALERTING,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.MEDIUM,
  why: 'an alarm that is off, or that goes to nobody, is worse than none: people count on it',
  mend: 'Leave alarms to the capabilities; silence one for a while where it is heard, not here.',
  scanners: ['CKV_AWS_319'],
  card: 'Availability and latency objectives, fast and slow burn',
}, (context) => {
  const facts = context.facts(['alarm.enabled', 'alarm.heard']);
  const raised = new Set(context.facts(['alarm.threshold']).map(({ subject }) => subject));
  const answered = new Set(facts.filter(({ rule }) => rule === 'alarm.enabled').map(({ subject }) => subject));
  return [
    ...facts.map((fact) => ofFact(fact, fact.value === true || fact.text)),
    ...context.resources(ALARMS).filter(({ address }) => !answered.has(address)).map(({ address }) => finding(address, UNKNOWN)),
    ...context.resources(RAISED).map(({ address }) => finding(address, raised.has(address) || 'nothing says when it is raised')),
  ];
});
