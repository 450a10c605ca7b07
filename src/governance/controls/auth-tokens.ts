import { Token } from 'cdktf';
import { ControlContext, ControlledResource, StatedFact } from '../control-context';
import { GovernanceFunction, Objective, ControlSeverity } from '../control';
import { control, isUnknown, Judgement, NOT_ASKED, UNKNOWN } from './build';
import { gatewaysOf } from './doors';
import { judgeEnvoys } from './envoy';
import { blocks, judgeEach, judgeResources, Told } from './judging';

/** Whose tokens count, for whom, and whose keys prove it. */
export const authTokens = control({
  id: 'auth.tokens',
  title: 'Tokens count only from a fixed issuer, for a fixed audience, with the issuer\'s keys',
  objective: Objective.AUTHENTICATION,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.CRITICAL,
  why: 'a token that somebody else made, or that was made for another system, opens every operation',
  mend: 'State `authentication.issuer` and `authentication.audience`; other hosts of keys are named in parameter `keyHosts`.',
  card: 'Authentication: issuer, audience, signature, expiry',
  parameters: [
    { name: 'issuers', description: 'Issuers whose tokens may be accepted; empty accepts every issuer that is reached over HTTPS', defaultValue: [] },
    { name: 'keyHosts', description: 'Hosts that may publish keys of an issuer besides its own: Google publishes those of its directory of users there', defaultValue: ['www.googleapis.com'] },
  ],
}, (context) => {
  // Where the document opens every operation, nobody asks for a token.
  const gateways = gatewaysOf(context).filter((gateway) => !isOpen(context, gateway));
  const hosts: string[] = context.parameter('keyHosts');
  return [
    ...judgeEach(context, gateways, 'edge.issuer', ({ subject, value }) => issuers(String(value), context, subject), 'tokens of any issuer are accepted'),
    ...judgeEach(context, gateways, 'edge.audience', (fact) => audience(fact, context), 'tokens for any audience are accepted'),
    ...judgeResources(context, ['aws_lambda_function'], (one) => keys(one, 'environment.variables.JWKS_URI', one.argument('environment.variables.ISSUER'), [...hosts, ...published(context, one.address)]))
      .filter((f) => f.argument !== undefined),
    ...judgeEnvoys(context, ({ token }) => Object.values<any>(token?.providers ?? {}).every((one) => one.require_expiration === true && blocks(one.audiences).length > 0)
      || 'tokens without an expiry, or for any audience, are accepted'),
    ...judgeResources(context, ['azurerm_api_management_api_policy'], (policy) => (isOpen(context, policy.address) ? NOT_ASKED : discovered(policy, [...hosts, ...published(context, policy.address)]))),
  ];
});

function isOpen(context: ControlContext, address: string): boolean {
  const operations = context._edgeOf(address)?.operations ?? [];
  return operations.length > 0 && operations.every(({ open }) => open);
}

function published(context: ControlContext, address: string): string[] {
  const edge = context._edgeOf(address);
  return edge ? [edge.keysAt] : [];
}

function audience({ subject, value, text }: StatedFact, context: ControlContext): Judgement {
  const declared = context._edgeOf(subject)?.audience;
  return (value.length > 0 && (declared === undefined ? !value.includes('*') : value.every((one: string) => one === declared || !isWritten(declared)))) || text;
}

function issuers(written: string, context: ControlContext, gateway: string): true | string {
  const edge = context._edgeOf(gateway);
  // An issuer whose keys are elsewhere is said with that host; that it was asked for so is no fault.
  const hosts: string[] = [...edge ? [edge.keysAt] : [], ...context.parameter('keyHosts')];
  const said = hosts.reduce((text, host) => text.replace(` with keys of ${host}`, ''), written);
  const accepted: string[] = [...context.parameter('issuers')];
  if (edge && isStated(edge.issuer) && said !== edge.issuer) { return `tokens of ${said} are accepted`; }
  // The pool of the environment's own directory has a name that only the cloud knows.
  if (edge && !isStated(edge.issuer)) { return true; }
  const wrong = said.split(', ').find((one) => !/^https:\/\/[^\s]+$/.test(one) || (accepted.length > 0 && !accepted.includes(one)));
  return wrong === undefined || `tokens of ${wrong} are accepted`;
}

/** Whether an issuer was stated, and is not that of the environment's own directory. */
function isStated(issuer: string): boolean { return issuer.startsWith('https://') && isWritten(issuer); }

function isWritten(text: string): boolean { return !Token.isUnresolved(text) && !text.includes('${'); }

/** A program that checks tokens: it fetches keys where the issuer is. */
function keys(program: ControlledResource, argument: string, issuer: unknown, hosts: string[]): Told {
  if (issuer === undefined) { return true; }
  const address = program.argument(argument);
  return { argument, found: `keys of ${String(address)}`, says: sameHost(address, issuer, hosts) || (isUnknown(hostOf(address) ?? address) ? UNKNOWN : 'keys are fetched from a host that is not the issuer\'s') };
}

function discovered(policy: ControlledResource, hosts: string[]): Told {
  const argument = 'xml_content';
  const xml = policy.argument(argument);
  if (typeof xml !== 'string') { return { argument, says: 'no token is checked' }; }
  const checks = [...xml.matchAll(/<validate-jwt\b[\s\S]*?<\/validate-jwt>/g)].map(([check]) => check);
  const loose = checks.find((check) => !/<audience>[^<]+<\/audience>/.test(check) || !/<issuer>[^<]+<\/issuer>/.test(check) || !/require-signed-tokens="true"/.test(check) || !/require-expiration-time="true"/.test(check));
  if (loose !== undefined) { return { argument, says: 'a check of tokens asks for no issuer, no audience, no signature or no expiry' }; }
  const wrong = checks.find((check) => {
    const [, url] = /<openid-config\s+url="([^"]+)"/.exec(check) ?? [];
    const [, issuer] = /<issuer>\s*([^<\s]+)\s*<\/issuer>/.exec(check) ?? [];
    return url !== undefined && issuer !== undefined && !isUnknown(url) && !sameHost(url, issuer, hosts);
  });
  return { argument, found: `${checks.length} checks of tokens`, says: checks.length === 0 && !/<validate-azure-ad-token\b/.test(xml) ? 'no token is checked' : wrong === undefined || 'keys are fetched from a host that is not the issuer\'s' };
}

function sameHost(keysAt: unknown, issuer: unknown, hosts: string[]): boolean {
  const [own, host] = [hostOf(issuer), hostOf(keysAt)];
  return host !== undefined && (host === own || hosts.includes(host)) && String(keysAt).startsWith('https://');
}

function hostOf(url: unknown): string | undefined {
  return /^https?:\/\/([^/]+)/.exec(String(url))?.[1];
}
