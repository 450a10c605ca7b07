import { ControlSeverity, GovernanceFunction, Objective } from '../control';
import { ControlContext } from '../control-context';
import { control, finding, Judgement, NOT_ASKED } from './build';

const EXACT = /^=?\s*\d+\.\d+\.\d+(-[\w.]+)?$/;

function pinned(provider: any): Judgement {
  const version = typeof provider === 'string' ? provider : provider?.version;
  return typeof version !== 'string' ? 'is not pinned' : EXACT.test(version) || `takes whatever fits ${version}`;
}

/** Names of the providers that resources, data sources and provider blocks need. */
function needed(context: ControlContext): string[] {
  const types = [...new Set(context.resources().map(({ type }) => type.split('_')[0]))];
  return [...new Set([...types, ...Object.keys(context.document('provider') ?? {})])].sort();
}

/** The same code is the same plan, on every day. */
export const architectureProviderVersions = control({
  id: 'architecture.provider-versions',
  title: 'Providers and Terraform are pinned',
  objective: Objective.CHANGE_APPROVAL,
  owner: GovernanceFunction.ARCHITECTURE,
  severity: ControlSeverity.MEDIUM,
  why: 'a provider that moves on changes defaults under an unchanged file, and with them what was approved',
  mend: 'Leave the versions to the environment; upgrade Groundwork to upgrade them.',
}, (context) => {
  // A team's own stack has that team's providers: an environment within it says nothing of them.
  if (context.embedded) { return [{ ...finding('', NOT_ASKED), message: 'the stack and its providers are the team\'s own' }]; }
  const required = context.document('terraform.required_providers') ?? {};
  const least = context.document('terraform.required_version');
  return [
    ...needed(context).map((name) => finding('', (name === 'terraform' || pinned(required[name]) === true) || `provider ${name} ${pinned(required[name]) as string}`, `terraform.required_providers.${name}`, required[name]?.version)),
    finding('', typeof least === 'string' && /\d/.test(least) || 'no version of Terraform is required', 'terraform.required_version', least),
  ];
});
