import { GovernanceFunction, Objective, ControlSeverity, ControlFinding } from '../control';
import { ControlContext } from '../control-context';
import { CloudName } from '../../environment/landing-zone';
import { control, finding, lookThrough, nothingIn } from './build';
import { asList } from './values';

/** Partition, service, region and account of what AWS names. */
const ARN = /arn:aws[a-z-]*:[a-z0-9-]*:[a-z0-9-]*:(\d{12}):/g;

/** What the stack works with is in the account that the stack is in. */
export const accessAccounts = control({
  id: 'access.accounts',
  title: 'What the stack works with is in its own account',
  objective: Objective.LEAST_PRIVILEGE,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.HIGH,
  why: 'whoever owns the other account reads what is sent there, and can take the key away',
  mend: 'Use what the landing zone or the environment has; name an account that is meant in parameter `accepted`.',
  clouds: [CloudName.AWS],
  parameters: [{ name: 'accepted', description: 'Other accounts that the stacks may work with, by number', defaultValue: [] }],
}, (context) => [...provider(context), ...resources(context)]);

function provider(context: ControlContext): ControlFinding[] {
  if (context.embedded) { return []; }
  const source = context.document('terraform.required_providers.aws.source');
  const made = finding('', source === undefined || /^(registry\.(terraform\.io|opentofu\.org)\/)?(hashicorp\/)?aws$/.test(String(source)) || `the provider is made by ${source}`, 'source', 'maker of the provider');
  return [made, ...asList(context.document('provider.aws')).flatMap((one: any) => [
    finding('', asList(one?.allowed_account_ids).length > 0 || 'the provider works in whatever account its credentials are for', 'allowed_account_ids', 'accounts of the provider'),
    finding('', ['access_key', 'secret_key', 'token'].every((key) => one?.[key] === undefined) || 'the key of the provider is written down', 'access_key', 'credentials of the provider'),
    finding('', one?.insecure !== true || 'the provider does not look at certificates', 'insecure', 'certificates'),
  ])];
}

function resources(context: ControlContext): ControlFinding[] {
  const own = new Set([...asList(context.document('provider.aws')).flatMap((one: any) => asList(one?.allowed_account_ids)), ...asList(context.parameter('accepted'))].map(String));
  if (own.size === 0) { return []; }
  const [every, text] = [context._everyResource(), context._text()];
  if (text !== undefined && !namesOthers(text, own)) { return [nothingIn(every.length)]; }
  return lookThrough(every, (one) => {
    const [found]: [string, string][] = one._found('other accounts', (body) => othersIn(body, own));
    return found && finding(one.address, `works with ${found[1].replace(/:$/, '')}, of another account`, found[0]);
  });
}

function namesOthers(text: string, own: ReadonlySet<string>): boolean {
  for (const [, account] of text.matchAll(ARN)) { if (!own.has(account)) { return true; } }
  return false;
}

/** ARNs in other accounts, by argument. */
function othersIn(body: any, own: ReadonlySet<string>): [string, string][] {
  const others = new Map<string, string>();
  for (const [argument, value] of Object.entries(body)) {
    for (const [arn, account] of (typeof value === 'string' ? value : JSON.stringify(value) ?? '').matchAll(ARN)) { if (!own.has(account)) { others.set(argument, arn); } }
  }
  return [...others];
}
