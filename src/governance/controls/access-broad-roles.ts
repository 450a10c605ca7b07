import { PermissionFact } from '../control-context';
import { GovernanceFunction, Objective, ControlSeverity } from '../control';
import { control, Judgement } from './build';
import { judgePermissions } from './judging';

/** Roles over everything of their scope. */
const BROAD = [
  /^policy (AdministratorAccess|PowerUserAccess|IAMFullAccess|\w*FullAccess)/, /^(Owner|Contributor|User Access Administrator|Key Vault Administrator|Storage Blob Data Owner|Azure Service Bus Data Owner|Azure Event Hubs Data Owner)$/,
  /^roles\/(owner|editor|viewer)$/, /^roles\/\w+\.admin$/, /^\*$/,
];

/** Whole accounts, subscriptions and projects. */
export const accessBroadRoles = control({
  id: 'access.broad-roles',
  title: 'No identity has a role over everything',
  objective: Objective.LEAST_PRIVILEGE,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.CRITICAL,
  why: 'such a role is as good as the password of the account',
  mend: 'Take the role of the one service that is needed, on the one resource.',
  scanners: ['CKV_AWS_274', 'CKV2_AWS_56', 'CKV_GCP_49', 'CKV_GCP_117'],
  card: 'Least privilege',
}, (context) => judgePermissions(context, broad));

function broad({ actions, resource, weak }: PermissionFact): Judgement {
  const role = actions.find((action) => BROAD.some((pattern) => pattern.test(action)));
  if (role !== undefined) { return `has ${role} on ${resource}`; }
  const known = !actions.some((action) => /known (only )?at apply/.test(action));
  return known || !weak || 'what it may do is not known';
}
