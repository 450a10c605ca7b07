import { CloudName } from '../../environment/landing-zone';
import { ControlContext, ControlledResource } from '../control-context';
import { ControlFinding, ControlSeverity, GovernanceFunction, Objective } from '../control';
import { control, finding } from './build';
import { asList } from './values';

const SUBSCRIPTION = /\/subscriptions\/([^/\s"'\\]+)/gi;
const VAULT = /https:\/\/([\w-]+)\.vault\.azure\.net/gi;
const TENANT = /(^|[._])tenant_id$/;

/** What names the own subscription, directory and vaults, in lower case. */
interface Own { readonly subscriptions: ReadonlySet<string>; readonly tenants: ReadonlySet<string>; readonly vaults: ReadonlySet<string> }

function lower(values: unknown[]): Set<string> {
  return new Set(values.filter((value): value is string => typeof value === 'string').map((value) => value.toLowerCase()));
}

function ownOf(context: ControlContext, accepted: readonly string[]): Own {
  const providers = asList(context.document('provider.azurerm'));
  return {
    subscriptions: lower([...providers.map((p) => p?.subscription_id), ...accepted]), tenants: lower([...providers.map((p) => p?.tenant_id), ...accepted]),
    vaults: lower([...context.resources(['azurerm_key_vault']).map((vault) => vault.argument('name')), ...accepted]),
  };
}

function names(text: string, pattern: RegExp, own: ReadonlySet<string>): string | undefined {
  return [...text.matchAll(pattern)].map(([, name]) => name).find((name) => !name.includes('${') && !own.has(name.toLowerCase()));
}

/** The first place of a body that leads elsewhere, and to what. */
function elsewhere(node: any, place: string, own: Own): readonly [place: string, what: string] | undefined {
  if (typeof node === 'string') {
    const subscription = names(node, SUBSCRIPTION, own.subscriptions);
    if (subscription) { return [place, `subscription ${subscription}`]; }
    if (TENANT.test(place) && own.tenants.size > 0 && !node.includes('${') && !own.tenants.has(node.toLowerCase())) { return [place, `directory ${node}`]; }
    const vault = own.vaults.size > 0 ? names(node, VAULT, own.vaults) : undefined;
    return vault ? [place, `key vault ${vault}`] : undefined;
  }
  if (node === null || typeof node !== 'object') { return undefined; }
  for (const [key, value] of Object.entries(node)) {
    const found = key === '//' ? undefined : elsewhere(value, place === '' ? key : `${place}.${key}`, own);
    if (found) { return found; }
  }
  return undefined;
}

function judged(resource: ControlledResource, own: Own): ControlFinding {
  const found: [string, string] | undefined = resource._found('what is elsewhere', (body) => elsewhere(body, '', own));
  return found ? finding(resource.address, `leads to ${found[1]}, which is not of this landing zone`, found[0]) : finding(resource.address, true);
}

/** Nothing is sent to, taken from or protected by what belongs to somebody else. */
export const architectureOwnAccount = control({
  id: 'architecture.own-account',
  title: 'Everything that is referred to belongs to the landing zone\'s own subscription',
  objective: Objective.NETWORK_ISOLATION,
  owner: GovernanceFunction.ARCHITECTURE,
  severity: ControlSeverity.CRITICAL,
  why: 'logs, keys, backups and traffic that lead to somebody else\'s subscription are out of the enterprise\'s hands, and look the same at a glance',
  mend: 'Refer to what the landing zone has; a subscription, directory or vault that is meant goes into parameter `accepted`.',
  clouds: [CloudName.AZURE],
  parameters: [{ name: 'accepted', description: 'Subscriptions and directories, by id, and key vaults, by name, besides the landing zone\'s own', defaultValue: [] }],
}, (context) => {
  const own = ownOf(context, context.parameter('accepted') as string[]);
  // Where the stack is a team's own, the provider may take its subscription from whoever applies it.
  if (own.subscriptions.size === 0) { return context.embedded ? [] : [finding('', 'the provider names no subscription', 'provider.azurerm.0.subscription_id')]; }
  return context.resources().map((resource) => judged(resource, own));
});
