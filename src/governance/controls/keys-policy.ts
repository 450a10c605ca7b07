import { ControlSeverity, GovernanceFunction, Objective } from '../control';
import { groupBy } from '../../review/group';
import { ControlContext, PermissionFact } from '../control-context';
import { typeOf } from './answers';
import { control, finding, Judgement } from './build';
import { refersTo } from './values';

/** Keys and rings, and who is named on them. */
const KEYS = ['aws_kms_key', 'aws_kms_replica_key', 'google_kms_crypto_key', 'google_kms_key_ring', 'azurerm_key_vault', 'azurerm_key_vault_key'];

/** Keys of Azure that a template makes are known by the rule that speaks of them only. */
function keysOf(context: ControlContext): string[] {
  const made = context.facts(['key.rotation-days', 'key.undelete-days']).map(({ subject }) => subject);
  return [...new Set([...context.resources(KEYS).map(({ address }) => address), ...made])].sort();
}

function says(p: PermissionFact): Judgement {
  if (p.effect !== 'allow') { return true; }
  if (p.principal === 'anyone' || p.principal === '*') { return `anyone may ${p.verbs.join(', ')}${p.condition ? `, ${p.condition}` : ''}`; }
  if (p.foreign && p.weak) { return `${p.principal} may ${p.verbs.join(', ')} from elsewhere`; }
  return !(p.weak && p.wildcard && typeOf(p.grantedBy) !== typeOf(p.resource)) || `${p.principal} may do everything with it`;
}

/** Who may use a key reads what it encrypts. */
export const keysPolicy = control({
  id: 'keys.policy',
  title: 'Keys are open to named users only',
  objective: Objective.KEY_MANAGEMENT,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.CRITICAL,
  why: 'a key that anybody may use protects nothing',
  mend: 'Let the capabilities grant the key to what uses it; name an account and a service in every condition.',
  scanners: ['CKV_AWS_33', 'CKV2_AWS_64', 'CKV_GCP_112'],
  card: 'Least privilege',
}, (context) => {
  const permissions = groupBy(context.permissions(), (p) => p.resource);
  const policies = context.resources(['aws_kms_key_policy']);
  // Without a policy of its own, a key of AWS takes whatever the policies of the account say.
  const bare = context.resources(['aws_kms_key']).filter((key) => isNothing(key.argument('policy')) && !policies.some((one) => refersTo(one.argument('key_id'), key.address))).map(({ address }) => address);
  const isBare = new Set(bare);
  return keysOf(context).flatMap((key) => {
    const faults = (permissions.get(key) ?? []).filter((p) => says(p) !== true).map((p) => finding(key, says(p), undefined, `granted by ${p.grantedBy}`));
    const open = isBare.has(key) ? [finding(key, 'has no policy of its own', 'policy')] : [];
    return faults.length + open.length > 0 ? [...faults, ...open] : [finding(key, true)];
  });
});

function isNothing(value: unknown): boolean { return value === undefined || value === null || value === ''; }
