import { ControlSeverity, GovernanceFunction, Objective } from '../control';
import { CloudName } from '../../environment/landing-zone';
import { control, finding } from './build';

/** Whom a topic tells. */
export const alertingContacts = control({
  id: 'alerting.contacts',
  title: 'Alarms are told to their owner, and to nobody outside',
  objective: Objective.LOGGING_AND_ALERTING,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.MEDIUM,
  why: 'what an alarm says helps an attacker, and whoever runs the service must hear it',
  mend: 'Name alertContacts in the standards; domains of others that are meant go into parameter `domains`.',
  clouds: [CloudName.AWS],
  parameters: [{ name: 'domains', description: 'Domains of mail besides that of the owner to which alarms may go', defaultValue: [] }],
}, (context) => context.resources(['aws_sns_topic']).flatMap((topic) => {
  const owner = topic.argument('tags.owner');
  const mails = context.resources(['aws_sns_topic_subscription']).filter((one) => String(one.argument('topic_arn')).includes(topic.address) && one.argument('protocol') === 'email');
  if (typeof owner !== 'string' || !owner.includes('@') || mails.length === 0) { return []; }
  const domains = [owner.split('@')[1], ...context.parameter('domains') as string[]];
  const others = mails.filter((one) => !domains.includes(String(one.argument('endpoint')).split('@')[1])).map((one) => finding(one.address, 'tells somebody outside', 'endpoint', String(one.argument('endpoint'))));
  const told = context.kind !== 'environment' || mails.some((one) => one.argument('endpoint') === owner);
  return [...others, finding(topic.address, told || `does not tell ${owner}, who owns it`)];
}));
