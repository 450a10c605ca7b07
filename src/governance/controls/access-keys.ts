import { ControlContext, PermissionFact } from '../control-context';
import { GovernanceFunction, Objective, ControlSeverity } from '../control';
import { control, Judgement } from './build';
import { equals, judgePermissions, judgeResources } from './judging';

const ADMINISTERS = /^kms:(Put|Create|Schedule|Disable|Delete|Update|Revoke|\*)|^Key Vault (Administrator|Crypto Officer|Contributor)$|^key (all|create|delete|purge|import|update|setrotationpolicy)$|^roles\/cloudkms\.(admin|cryptoOperator\w*)$|^cloudkms\.\w+\.(destroy|setIamPolicy|update|create)$/i;
const READS = /^kms:(Decrypt|ReEncryptFrom|\*)$/i;
const KEY = /^(aws_kms_key|azurerm_key_vault(_key)?|google_kms_(crypto_key|key_ring))\./;

/** Who rules over keys, and who reads with them, are two. */
export const accessKeys = control({
  id: 'access.keys',
  title: 'Keys are administered by the account, used by services, and both by nobody',
  objective: Objective.KEY_MANAGEMENT,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.HIGH,
  why: 'whoever administers a key and may use it reads every store, and then takes the key away',
  mend: 'Leave the key\'s policy to the environment; workloads get the use of it through their store.',
  scanners: ['CKV_AWS_33', 'CKV2_AWS_64', 'CKV_AZURE_42', 'CKV_GCP_112'],
  card: 'Encryption at rest with the environment\'s own key',
}, (context: ControlContext) => {
  const own = new Set(context.resources(['aws_iam_role', 'azurerm_user_assigned_identity', 'google_service_account']).map((identity) => identity.address));
  return [
    ...judgePermissions(context, (permission) => ruled(permission, own)).filter((f) => f.outcome !== 'not applicable'),
    ...judgeResources(context, ['aws_kms_key'], (key) => ({ argument: 'policy', says: key.argument('policy') !== undefined || 'it has no policy of its own: whoever has kms rights in the account rules over it' })),
    ...judgeResources(context, ['azurerm_key_vault'], (vault) => equals(vault, vault.argument('rbac_authorization_enabled') === undefined ? 'enable_rbac_authorization' : 'rbac_authorization_enabled', true, 'access policies instead of roles open it')),
  ];
});

function ruled({ principal, actions, resource, condition }: PermissionFact, own: ReadonlySet<string>): Judgement {
  const rules = actions.find((action) => ADMINISTERS.test(action));
  const about = KEY.test(resource) || actions.some((action) => /^kms:|^Key Vault|cloudkms/.test(action));
  if (!about) { return true; }
  if (rules !== undefined && own.has(principal) && !/^kms:CreateGrant$/i.test(rules)) { return `a workload administers keys: ${rules}`; }
  const reads = actions.find((action) => READS.test(action));
  if (rules !== undefined && reads !== undefined && condition === undefined) { return `${principal} administers the key and reads with it`; }
  const alone = /^aws_kms_key\./.test(resource) && !own.has(principal) && !principal.startsWith('service ');
  return reads === undefined || !alone || condition !== undefined || `${principal} reads with the key, through no service`;
}
