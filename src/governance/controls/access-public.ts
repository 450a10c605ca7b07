import { ControlContext, PermissionFact } from '../control-context';
import { GovernanceFunction, Objective, ControlSeverity } from '../control';
import { control, Judgement } from './build';
import { judgeFacts, judgePermissions } from './judging';

/** Nobody is granted anything without being named. */
export const accessPublic = control({
  id: 'access.public',
  title: 'Nothing is granted to everybody',
  objective: Objective.LEAST_PRIVILEGE,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.CRITICAL,
  why: 'whoever finds it has it',
  mend: 'Name the identity; what everybody may call stands behind the edge.',
  scanners: ['CKV_AWS_70', 'CKV_AWS_93', 'CKV_AWS_33', 'CKV_AWS_168', 'CKV_AWS_169', 'CKV_AWS_364', 'CKV_GCP_15', 'CKV_GCP_101', 'CKV_GCP_102', 'CKV_GCP_112'],
  card: 'Least privilege',
}, (context: ControlContext) => [
  ...judgePermissions(context, everybody),
  ...judgeFacts(context, ['data.object-acl'], ({ value, text }) => value === false || text),
]);

function everybody({ principal, condition, resource }: PermissionFact): Judgement {
  const open = /^(anyone|everybody|every identity)\b|^\*/.test(principal);
  return !open || /\bby (account|organisation)\b/.test(condition ?? '') || `${principal} is let to ${resource}`;
}
