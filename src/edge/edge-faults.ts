import { Token } from 'cdktf';
import { ApiGatewayProps, RateLimit } from '../capabilities/api-gateway';
import { Fault } from '../errors';
import type { EdgePlan } from './edge-plan';

/** Largest body that the web application firewall of every cloud reads whole. */
export const INSPECTED_BODY_BYTES = 8192;

/** The plan without what is made of the document. */
type Settings = Pick<EdgePlan, 'issuer' | 'audience' | 'jwksUri' | 'scopeClaim' | 'clientClaim' | 'consentClaim' | 'perClient' | 'overall' | 'maxBodyBytes' | 'maskedFields'>;

/** Claims go into policies and configuration of three clouds: no quotes, no blanks, no markup. Addresses (`https://…/consent`) are usual. */
const CLAIM = /^[A-Za-z_][A-Za-z0-9_.:/-]{0,127}$/;
const PURPOSE = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,99}$/;
/** RFC 6749: characters of a scope, without quotes and backslash. */
const SCOPE = /^[\x21\x23-\x5b\x5d-\x7e]+$/;

/** Everything that is wrong with the properties of an edge. */
export function edgeFaults(props: ApiGatewayProps, settings: Settings): Fault[] {
  const texts = [...tokens(settings), ...claims(settings), ...limits(settings), ...consent(props), ...scopes(props), ...masked(settings)];
  return texts.map((text) => {
    const [where, ...problem] = text.split(': ');
    return { where, problem: problem.join(': '), mend: '' };
  });
}

function tokens({ issuer, audience, jwksUri }: Settings): string[] {
  const faults: string[] = [];
  if (!isHttps(issuer)) {
    faults.push(`authentication.issuer: '${issuer}' must be an https address without query, exactly as in the 'iss' claim`);
  }
  if (isHttps(issuer) && !isHttps(jwksUri)) {
    faults.push(`authentication.jwksUri: '${jwksUri}' must be an https address`);
  }
  if (!Token.isUnresolved(audience) && (typeof audience !== 'string' || audience.trim() === '' || /[\s"'<>&]/.test(audience))) {
    faults.push(`authentication.audience: '${audience}' must be given, without blanks, quotes or markup`);
  }
  return faults;
}

/** The issuer may be made by the cloud (a user directory): then it is known at apply only. */
function isHttps(address: string): boolean {
  if (Token.isUnresolved(address)) {
    return true;
  }
  try {
    const url = new URL(address);
    return url.protocol === 'https:' && url.search === '' && url.hash === '' && url.username === '' && !/["'<>&\s]/.test(address);
  } catch {
    return false;
  }
}

function claims({ scopeClaim, clientClaim, consentClaim }: Settings): string[] {
  const named = { 'authentication.scopeClaim': scopeClaim, 'authentication.clientClaim': clientClaim, 'consent.claim': consentClaim };
  return Object.entries(named).filter(([, claim]) => !CLAIM.test(claim))
    .map(([name, claim]) => `${name}: '${claim}' is not a claim name: letters, digits, '_', '.', ':', '/' and '-', at most 128, beginning with a letter or '_'`);
}

function limits({ perClient, overall, maxBodyBytes }: Settings): string[] {
  const faults = [...rate('rateLimits.perClient', perClient), ...rate('rateLimits.overall', overall)];
  if (faults.length === 0 && perClient.requests / perClient.seconds > overall.requests / overall.seconds) {
    faults.push(`rateLimits: one client may send more (${perClient.requests} in ${perClient.seconds} s) than all together (${overall.requests} in ${overall.seconds} s)`);
  }
  if (!Number.isInteger(maxBodyBytes) || maxBodyBytes < 1 || maxBodyBytes > INSPECTED_BODY_BYTES) {
    faults.push(`maxBodyBytes: ${maxBodyBytes} must be 1 to ${INSPECTED_BODY_BYTES}: the firewalls read no further`);
  }
  return faults;
}

function rate(name: string, limit: RateLimit): string[] {
  const faults: string[] = [];
  if (!Number.isInteger(limit.requests) || limit.requests < 1 || limit.requests > 10_000_000) {
    faults.push(`${name}.requests: ${limit.requests} must be a whole number from 1 to 10000000`);
  }
  if (!Number.isInteger(limit.seconds) || limit.seconds < 1 || limit.seconds > 300) {
    faults.push(`${name}.seconds: ${limit.seconds} must be a whole number from 1 to 300`);
  }
  return faults;
}

function consent({ api, consent: given }: ApiGatewayProps): string[] {
  if (given) {
    return PURPOSE.test(given.purpose) ? [] : [`consent.purpose: '${given.purpose}' must be letters, digits, '.', '_', ':' and '-', at most 100`];
  }
  const personal = api.operations.filter((operation) => operation.personalData).map((operation) => `${operation.method.toUpperCase()} ${operation.path}`);
  if (personal.length === 0) {
    return [];
  }
  const shown = personal.slice(0, 10).join(', ') + (personal.length > 10 ? ` and ${personal.length - 10} more` : '');
  return [`consent: must be given, since the document marks operations as processing personal data: ${shown}`];
}

function scopes({ api }: ApiGatewayProps): string[] {
  const wrong = new Set(api.operations.flatMap((operation) => operation.scopes).filter((scope) => !SCOPE.test(scope)));
  return [...wrong].map((scope) => `security: '${scope}' is not a scope (RFC 6749, 3.3: printable characters without blank, quote and backslash)`);
}

function masked({ maskedFields }: Settings): string[] {
  return maskedFields.filter((name) => typeof name !== 'string' || name.trim() === '').map(() => 'maskedFields: a field name is empty');
}
