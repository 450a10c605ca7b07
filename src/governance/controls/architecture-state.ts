import { ControlSeverity, GovernanceFunction, Objective } from '../control';
import { ControlContext } from '../control-context';
import { control, finding, Judgement, NOT_ASKED } from './build';

/** What each backend needs so that its state is encrypted and locked; those without entry do both by themselves. */
const NEEDS: { readonly [backend: string]: (backend: any) => Judgement } = {
  s3: ({ encrypt, use_lockfile: file, dynamodb_table: table }) => (encrypt !== true ? 'the state is not encrypted' : file === true || table !== undefined || 'the state is not locked'),
  azurerm: ({ use_azuread_auth: byIdentity }) => byIdentity === true || 'the state is reached with the key of the account',
  gcs: () => true,
  remote: () => true,
};

function judged(context: ControlContext, kind: string, backend: any): Judgement {
  const accepted: string[] = context.parameter('accepted');
  if (accepted.includes(kind)) { return NEEDS[kind]?.(backend) ?? true; }
  return !context.lasting || `the state is kept in a backend that is not accepted (${kind})`;
}

/** The state holds what the cloud made up, and two applies at once destroy it. */
export const architectureState = control({
  id: 'architecture.state',
  title: 'The state is kept encrypted and locked in an accepted backend',
  objective: Objective.ARCHITECTURE,
  owner: GovernanceFunction.ARCHITECTURE,
  severity: ControlSeverity.HIGH,
  why: 'a state on one machine is lost with it, one without a lock is broken by two applies at once, an open one tells everything',
  mend: 'Name the state of the landing zone in the standards; its own cloud\'s store is the default.',
  clauses: ['NIST 800-53 r5: SC-28(1)', 'ISO 27001:2022: A.8.24'],
  parameters: [{ name: 'accepted', description: 'Kinds of backend; `cloud` is HCP Terraform. In development and test, any is', defaultValue: ['s3', 'azurerm', 'gcs', 'remote', 'cloud'] }],
}, (context) => {
  if (context.embedded) { return [{ ...finding('', NOT_ASKED), message: 'the stack and its state are the team\'s own' }]; }
  const backends = Object.entries({ ...context.document('terraform.backend') ?? {}, ...(context.document('terraform.cloud') === undefined ? {} : { cloud: context.document('terraform.cloud') }) });
  if (backends.length === 0) { return [finding('', !context.lasting || 'no backend is configured: the state stays where it is applied', 'terraform.backend')]; }
  return backends.map(([kind, backend]) => finding('', judged(context, kind, Array.isArray(backend) ? backend[0] : backend), `terraform.backend.${kind}`, kind));
});
