import { ControlContext } from '../control-context';
import { ControlSeverity, GovernanceFunction, Objective } from '../control';
import { control, finding, Judgement, NOT_ASKED } from './build';
import { blocks } from './judging';

const CREDENTIALS = /^(credentials|access_token|access_key|secret_key|token|password|client_secret|client_certificate_password|oidc_token)$/;
const PUBLISHERS = /^((registry\.(terraform\.io|opentofu\.org)\/)?hashicorp\/)?(aws|azurerm|azuread|azapi|google|google-beta)$/;
const DIGEST = /@sha256:[0-9a-f]{64}$/;

function provider(context: ControlContext, name: string, block: any): Judgement {
  const secret = Object.keys(block ?? {}).find((argument) => CREDENTIALS.test(argument));
  if (secret !== undefined) { return `${name} is given ${secret} in the Terraform`; }
  const region = block?.region;
  return context.kind !== 'environment' || typeof region !== 'string' || region.includes('${') || context.allowedRegions.includes(region) || `${name} works in ${region}, which is not among the allowed regions`;
}

/** What applies the Terraform, and what a variable runs if nobody sets it. */
export const architectureProviderSettings = control({
  id: 'architecture.provider-settings',
  title: 'Providers come from their publisher, without secrets, and images of variables have a digest',
  objective: Objective.CHANGE_APPROVAL,
  owner: GovernanceFunction.ARCHITECTURE,
  severity: ControlSeverity.HIGH,
  why: 'a provider of somebody else runs as who applies, a key in its block is read by everybody, and the default of a variable is what runs if the pipeline says nothing',
  mend: 'Leave providers and variables to the environment.',
  parameters: [{ name: 'sources', description: 'Further sources of providers, as in required_providers', defaultValue: [] }],
}, (context) => {
  if (context.embedded) { return [{ ...finding('', NOT_ASKED), message: 'the stack and its providers are the team\'s own' }]; }
  const accepted = context.parameter('sources') as string[];
  const required = Object.entries<any>(context.document('terraform.required_providers') ?? {});
  return [
    ...required.map(([name, one]) => {
      const source = String(one?.source ?? name);
      return finding('', PUBLISHERS.test(source) || accepted.includes(source) || `provider ${name} comes from ${source}`, `terraform.required_providers.${name}`, source);
    }),
    ...Object.entries<any>(context.document('provider') ?? {}).flatMap(([name, all]) => blocks(all).map((block) => finding('', provider(context, name, block), `provider.${name}`))),
    ...Object.entries<any>(context.document('variable') ?? {}).filter(([name]) => name.startsWith('image_')).map(([name, { default: value }]) => finding('', value === undefined || DIGEST.test(String(value)) || `${name} names an image without its digest`, `variable.${name}`, String(value))),
  ];
});
