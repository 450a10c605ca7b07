import { EdgePlan, EdgeRoute } from '../../edge/edge-plan';
import { HSTS } from '../../edge/hsts';
import { isOneOf, pieces, refuse, removeHeader, setHeader, setVariable, when } from './gateway-elements';
import { validInput } from './gateway-input';
import { operationId } from './operation-ids';
import { BASE, element, literal, PolicyElement, policyDocument, PolicyNode } from './policy-xml';

/** What the policy needs besides the plan. */
export interface PolicyTarget {
  /** Name of the API. */
  readonly api: string;
  /** Name of the backend. */
  readonly backend: string;
  /** Seconds after which a request is given up. */
  readonly timeoutSeconds: number;
}

/**
 * The policy of a whole API. One document, so that an operation is never there without it; an operation that it does not
 * know is refused. Source: learn.microsoft.com/azure/api-management/api-management-policies
 */
export function gatewayPolicy(plan: EdgePlan, target: PolicyTarget): string {
  return policyDocument({
    inbound: [
      BASE,
      ...smallBody(plan),
      limit(plan.overall, literal(`all-${target.api}`)),
      ...whoMayCall(plan, target.api),
      ...validInput(plan),
      audit('call'),
      ...['X-Forwarded-Host', 'X-Original-URL', 'X-Rewrite-URL', 'X-MS-CLIENT-PRINCIPAL', 'X-Azure-FDID'].map(removeHeader),
      element('set-backend-service', { 'backend-id': target.backend }),
    ],
    backend: [element('forward-request', { 'timeout': String(target.timeoutSeconds), 'follow-redirects': 'false', 'fail-on-error-status-code': 'false' })],
    outbound: [BASE, ...answerHeaders(), noDetail()],
    onError: [
      BASE,
      audit('refused'),
      ...answerHeaders(),
      setHeader('Content-Type', 'application/problem+json'),
      element('set-body', {}, ['@("{\\"status\\":" + context.Response.StatusCode + "}")']),
    ],
  });
}

/** Says no to a long body before anything reads it; chunked ones are measured where they are validated. */
function smallBody(plan: EdgePlan): PolicyNode[] {
  return [element('choose', {}, [
    when(`long.Parse(context.Request.Headers.GetValueOrDefault("Content-Length", "0")) > ${plan.maxBodyBytes}`,
      [refuse(413, 'Content Too Large', `A body may have ${plan.maxBodyBytes} bytes.`)]),
  ])];
}

function limit(rate: { requests: number; seconds: number }, key: string): PolicyElement {
  return element('rate-limit-by-key', {
    'calls': String(rate.requests),
    'renewal-period': String(rate.seconds),
    'counter-key': `@(${key})`,
    'retry-after-header-name': 'Retry-After',
  });
}

/** Token, scopes, consent and rate by client; operations that ask for the same share one branch. */
function whoMayCall(plan: EdgePlan, api: string): PolicyNode[] {
  const groups = new Map<string, EdgeRoute[]>();
  for (const route of plan.routes) {
    const key = JSON.stringify([route.authenticated, [...route.scopes].sort(), route.purpose ?? '']);
    groups.set(key, [...groups.get(key) ?? [], route]);
  }
  const branches = [...groups.values()].flatMap((routes) => pieces(routes.map((r) => operationId(r.id))).map((ids) => when(isOneOf(ids), requirements(plan, api, routes[0]))));
  return [element('choose', {}, [...branches, element('otherwise', {}, [refuse(404, 'Not Found', 'There is no such operation.')])])];
}

/** Counters are shared by all APIs of the gateway: their keys begin with the name of this one. */
function requirements(plan: EdgePlan, api: string, route: EdgeRoute): PolicyNode[] {
  const address = 'context.Request.Headers.GetValueOrDefault("X-Azure-ClientIP", context.Request.IpAddress)';
  if (!route.authenticated) {
    return [setVariable('client', literal('anonymous')), setVariable('subject', literal('anonymous')), limit(plan.perClient, `${literal(`address-${api}-`)} + ${address}`)];
  }
  const claim = (name: string, otherwise: string) => `((Jwt)context.Variables["token"]).Claims.GetValueOrDefault(${literal(name)}, ${otherwise})`;
  const claims = [
    ...(route.scopes.length > 0 ? [required(plan.scopeClaim, route.scopes)] : []),
    ...(route.purpose ? [required(plan.consentClaim, [route.purpose])] : []),
  ];
  return [
    token(plan, '401', 'Unauthorized', []),
    setVariable('subject', pseudonym(plan.issuer, claim('sub', '"unknown"'))),
    // A client without a name of its own is told apart by its subject.
    setVariable('client', claim(plan.clientClaim, '(string)context.Variables["subject"]')),
    limit(plan.perClient, `${literal(`client-${api}-`)} + (string)context.Variables["client"]`),
    ...(claims.length > 0 ? [token(plan, '403', 'Forbidden', claims)] : []),
  ];
}

/**
 * Tells subjects apart in the audit without naming them, since some issuers put an e-mail address into `sub`: the same pseudonym as the token
 * authorizer's. The types are among those that expressions may use (learn.microsoft.com/azure/api-management/api-management-policy-expressions).
 */
function pseudonym(issuer: string, subject: string): string {
  const bytes = `System.Text.Encoding.UTF8.GetBytes(${literal(`${issuer} `)} + ${subject})`;
  return `BitConverter.ToString(new System.Security.Cryptography.SHA256Managed().ComputeHash(${bytes})).Replace("-", "").ToLower().Substring(0, 24)`;
}

/** Every value must be in the claim, which is a list or a text with blanks. */
function required(claim: string, values: string[]): PolicyElement {
  return element('claim', { name: claim, match: 'all', separator: ' ' }, values.map((v) => element('value', {}, [v])));
}

/** Order of the children is the one of the policy's reference. */
function token(plan: EdgePlan, code: string, message: string, claims: PolicyElement[]): PolicyElement {
  return element('validate-jwt', {
    'header-name': 'Authorization',
    'failed-validation-httpcode': code,
    'failed-validation-error-message': message,
    'require-expiration-time': 'true',
    'require-scheme': 'Bearer',
    'require-signed-tokens': 'true',
    'clock-skew': '60',
    'output-token-variable-name': 'token',
  }, [
    element('openid-config', { url: `${plan.issuer.replace(/\/+$/, '')}/.well-known/openid-configuration` }),
    element('audiences', {}, [element('audience', {}, [plan.audience])]),
    element('issuers', {}, [element('issuer', {}, [plan.issuer])]),
    ...(claims.length > 0 ? [element('required-claims', {}, claims)] : []),
  ]);
}

/** Who called what, as a trace: it goes to the environment's logs and, with the gateway's own log, to the immutable archive. */
function audit(event: string): PolicyElement {
  const metadata = (name: string, value: string) => element('metadata', { name, value: `@(${value})` });
  const known = (name: string) => `context.Variables.GetValueOrDefault<string>(${literal(name)}, "unknown")`;
  return element('trace', { source: 'audit', severity: 'information' }, [
    element('message', {}, [event]),
    metadata('client', known('client')),
    metadata('subject', known('subject')),
    metadata('operation', 'context.Operation == null ? "unknown" : context.Operation.Id'),
    metadata('request', 'context.RequestId.ToString()'),
  ]);
}

/** What every answer says, and what none says. */
function answerHeaders(): PolicyNode[] {
  return [
    setHeader('Strict-Transport-Security', HSTS),
    setHeader('X-Content-Type-Options', 'nosniff'),
    setHeader('Cache-Control', 'no-store'),
    ...['Server', 'X-Powered-By', 'X-AspNet-Version'].map(removeHeader),
  ];
}

/** What went wrong behind the gateway is in the logs, not in the answer. */
function noDetail(): PolicyElement {
  return element('choose', {}, [when('context.Response.StatusCode >= 500', [
    setHeader('Content-Type', 'application/problem+json'),
    element('set-body', {}, ['@("{\\"status\\":" + context.Response.StatusCode + "}")']),
  ])]);
}
