import { CloudName } from '../../environment/landing-zone';
import { ControlSeverity, GovernanceFunction, Objective } from '../control';
import { control, finding, Judgement } from './build';
import { fits } from './judging';

/** What connections give to workloads, and agents of Google need, by the type that gives it. */
const ROLES: { readonly [type: string]: readonly string[] } = {
  google_storage_bucket_iam_member: ['roles/storage.objectViewer', 'roles/storage.objectCreator', 'roles/storage.objectUser', 'agent roles/storage.legacyBucketWriter', 'agent roles/storage.legacyBucketOwner', 'projects/*/roles/*'],
  google_artifact_registry_repository_iam_member: ['roles/artifactregistry.reader'],
  google_cloud_run_v2_job_iam_member: ['roles/run.invoker'],
  google_cloud_run_v2_service_iam_member: ['roles/run.invoker'],
  google_kms_crypto_key_iam_member: ['roles/cloudkms.cryptoKeyEncrypterDecrypter'],
};
const AGENT = /^serviceAccount:(service|project)-\d+@/;
const CONDITION = /^resource\.name == "[^"]+"$|^resource\.name\.startsWith\("projects\/[^/"]+\/[^"]{4,}"\)$/;

/** Roles that a pattern gives are few. */
export const accessRoles = control({
  id: 'access.roles',
  title: 'Grants give one of the roles that connections give, on one name',
  objective: Objective.LEAST_PRIVILEGE,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.HIGH,
  why: 'a role of another kind, such as one that writes images or owns a bucket, is one step away from everything that is in it',
  mend: 'Grant through a connection; name another role that is meant in the parameter.',
  clouds: [CloudName.GOOGLE],
  parameters: [{ name: 'accepted', description: 'Further roles that may be given on single resources; `*` stands for anything', defaultValue: [] }],
}, (context) => (context.kind === 'environment' ? [
  ...context.resources(Object.keys(ROLES)).map((one) => {
    const [role, agent] = [String(one.argument('role')), AGENT.test(String(one.argument('member')))];
    const listed = [...ROLES[one.type].filter((name) => agent || !name.startsWith('agent ')).map((name) => name.replace(/^agent /, '')), ...context.parameter('accepted')];
    return finding(one.address, fits(role, listed) || `gives ${role}, which no connection gives`, 'role', role);
  }),
  ...context.resources(['google_project_iam_member']).filter((one) => one.argument('condition') !== undefined).map((one) => {
    const expression = String(one.argument('condition.expression'));
    const says: Judgement = CONDITION.test(expression) || 'its condition holds for more than one name';
    return finding(one.address, says, 'condition.expression', expression);
  }),
] : []));
