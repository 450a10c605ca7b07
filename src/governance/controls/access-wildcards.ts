import { PermissionFact } from '../control-context';
import { GovernanceFunction, Objective, ControlSeverity } from '../control';
import { control, Judgement } from './build';
import { judgePermissions } from './judging';

/** Services that keep nothing of value, and whose resources cannot be named one by one. */
const UNSCOPED = /^(xray|ec2:(describe|get)|ecr:getauthorizationtoken|cloudwatch:putmetricdata|secretsmanager:getrandompassword$)/i;

/** Named actions on named resources. */
export const accessWildcards = control({
  id: 'access.wildcards',
  title: 'Identities may do named things on named resources',
  objective: Objective.LEAST_PRIVILEGE,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.HIGH,
  why: 'a wildcard also covers what is added tomorrow, and what belongs to others',
  mend: 'Connect workload and resource (`service.connectTo(...)`), and name actions and resources where a grant of your own is needed.',
  scanners: ['CKV_AWS_60', 'CKV_AWS_61', 'CKV_AWS_62', 'CKV_AWS_63', 'CKV_AWS_286', 'CKV_AWS_287', 'CKV_AWS_288', 'CKV_AWS_289', 'CKV_AWS_290', 'CKV_AWS_355', 'CKV2_AWS_40'],
  card: 'Least privilege',
}, (context) => judgePermissions(context, named));

function named({ actions, resource, weak, wildcard, condition }: PermissionFact): Judgement {
  const wild = actions.filter((action) => /\*/.test(action) || action.startsWith('all but '));
  if (wild.length > 0) { return `may do ${wild.slice(0, 3).join(', ')}`; }
  if (weak && wildcard) { return `may do ${actions.slice(0, 3).join(', ')} on ${resource}, which is more than one resource or more than one kind of thing`; }
  // Policies of the cloud say themselves what they are for; reading one by one is the business of other controls.
  const wide = /^\*$/.test(resource) && !actions.every((action) => UNSCOPED.test(action) || /^policy /.test(action));
  return !wide || condition !== undefined || `may do ${actions.slice(0, 3).join(', ')} on every resource`;
}
