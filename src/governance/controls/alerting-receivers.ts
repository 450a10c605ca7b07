import { ControlFinding, ControlSeverity, GovernanceFunction, Objective } from '../control';
import { ControlContext } from '../control-context';
import { ofFact } from './answers';
import { control, finding } from './build';
import { factsBelow } from './platform-places';

function withoutReceiver(context: ControlContext): ControlFinding[] {
  const channels = context.partsOf('AlertChannel');
  if (channels.length > 0) { return channels.filter((place) => factsBelow(context, place, ['alert.receivers']).length === 0).map((place) => finding(place, 'the alert channel has no receiver')); }
  return context.facts(['alert.receivers']).length === 0 ? [finding('', 'nobody receives alarms')] : [];
}

/** Where alarms end. */
export const alertingReceivers = control({
  id: 'alerting.receivers',
  title: 'Alarms reach people',
  objective: Objective.LOGGING_AND_ALERTING,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.HIGH,
  why: 'an alarm without a receiver is a line in a list that nobody reads',
  mend: 'Name alertContacts in the standards, and leave the channel to foundation and environment.',
  scanners: ['CKV_AZURE_20', 'CKV_AZURE_21', 'CKV_AZURE_22'],
}, (context) => [...context.facts(['alert.receivers']).map((fact) => ofFact(fact, (fact.value as string[]).length > 0 || fact.text)), ...withoutReceiver(context)]);
