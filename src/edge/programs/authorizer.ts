import { createHash } from 'crypto';
import { readFileSync } from 'fs';
import { join } from 'path';
import { refusal, RouteDemand } from './claims';
import { ParameterPlan } from './plan';
import { GatewayRequest, ParameterChecker } from './request-parameters';
import { RequestFault } from './validate-request';
import { bearerToken, InvalidToken, tokenVerifier } from './tokens';

/** `config.json` beside the program: what each route asks, by `METHOD /template`. */
interface Config {
  readonly scopeClaim: string;
  readonly clientClaim: string;
  readonly consentClaim: string;
  readonly routes: Record<string, RouteDemand & { readonly id: string; readonly authenticated: boolean }>;
  readonly parameters: ParameterPlan;
}

/** What API Gateway gives to a REQUEST authorizer of a REST API; the parts in use. */
interface AuthorizerEvent extends GatewayRequest {
  readonly methodArn: string;
}

interface AuthorizerAnswer {
  readonly principalId: string;
  readonly policyDocument: object;
  readonly context: Record<string, string>;
  readonly usageIdentifierKey?: string;
}

const config: Config = JSON.parse(readFileSync(join(__dirname, 'config.json'), 'utf8'));
// Own properties only: a path such as `/constructor` must not find anything.
const routes = new Map(Object.entries(config.routes));
const parameters = new ParameterChecker(config.parameters);
const verify = tokenVerifier({ issuer: setting('ISSUER'), audience: setting('AUDIENCE'), jwksUri: setting('JWKS_URI') });

function setting(name: string): string {
  const value = process.env[name];
  if (!value) {
    throw new Error(`environment variable ${name} is missing`);
  }
  return value;
}

const MOST_FAULTS = 5;

/** The gateway puts the text into JSON as it is. */
function said({ in: place, at, problem }: RequestFault): string {
  return `${place} ${at} ${problem}`.replace(/["\\]/g, '\'');
}

/** API Gateway answers 401 to exactly this message, and 500 to every other. */
const UNAUTHORIZED = 'Unauthorized';

/**
 * Decides on one request. The policy names the one method ARN that was asked for, so a cached answer can open nothing else
 * as long as the cache key holds token, method and path.
 */
export async function handler(event: AuthorizerEvent): Promise<AuthorizerAnswer> {
  const route = routes.get(`${event.httpMethod} ${event.resource}`);
  if (!route) {
    return answer('Deny', event, 'unknown', { reason: 'unknown_operation' });
  }
  if (!route.authenticated) {
    return admit(event, 'anonymous', { operation: route.id });
  }
  const claims = await claimsOf(event);
  const client = claims[config.clientClaim];
  if (typeof client !== 'string' || client === '') {
    return answer('Deny', event, 'unknown', { operation: route.id, reason: 'token_names_no_client' });
  }
  const identity = { client, subject: pseudonym(claims.iss, claims.sub), operation: route.id };
  const reason = refusal(claims, route, { scope: config.scopeClaim, consent: config.consentClaim });
  return reason === undefined
    ? { ...admit(event, client, identity), usageIdentifierKey: usageKey(client) }
    : answer('Deny', event, client, { ...identity, reason });
}

/** Lets a caller in who may call, if the parameters are as described. An authorizer cannot answer 400: the gateway says 403 and why. */
function admit(event: AuthorizerEvent, principalId: string, context: Record<string, string>): AuthorizerAnswer {
  const faults = parameters.check(event);
  return faults.length === 0
    ? answer('Allow', event, principalId, context)
    : answer('Deny', event, principalId, { ...context, reason: 'parameter_not_as_described', parameters: faults.slice(0, MOST_FAULTS).map(said).join('; ') });
}

async function claimsOf(event: AuthorizerEvent): Promise<Record<string, unknown>> {
  const token = bearerToken(authorizationHeaders(event));
  if (token === undefined) {
    throw new Error(UNAUTHORIZED);
  }
  try {
    return await verify(token);
  } catch (error) {
    if (error instanceof InvalidToken) {
      throw new Error(UNAUTHORIZED);
    }
    console.error(JSON.stringify({ level: 'error', message: 'keys of the issuer cannot be had', cause: (error as Error).name }));
    throw error;
  }
}

function authorizationHeaders({ headers, multiValueHeaders }: AuthorizerEvent): string[] {
  const many = Object.entries(multiValueHeaders ?? {}).filter(([name]) => name.toLowerCase() === 'authorization').flatMap(([, values]) => values ?? []);
  if (many.length > 0) {
    return many;
  }
  return Object.entries(headers ?? {}).filter(([name, value]) => name.toLowerCase() === 'authorization' && value !== undefined).map(([, value]) => value!);
}

function answer(effect: 'Allow' | 'Deny', event: AuthorizerEvent, principalId: string, context: Record<string, string>): AuthorizerAnswer {
  // The path of the caller is part of the ARN: a wildcard in it would open more than was asked for.
  const wild = /[*?$]/.test(event.methodArn);
  const Statement = wild
    ? [{ Effect: 'Deny', Action: 'execute-api:Invoke', Resource: event.methodArn }]
    : [{ Effect: effect, Action: 'execute-api:Invoke', Resource: event.methodArn }];
  return { principalId, policyDocument: { Version: '2012-10-17', Statement }, context: wild ? { ...context, reason: 'path_not_allowed' } : context };
}

/** Tells subjects apart in logs without naming them: some issuers put an e-mail address into `sub`. */
function pseudonym(issuer: unknown, subject: unknown): string {
  return createHash('sha256').update(`${issuer} ${subject}`).digest('hex').slice(0, 24);
}

/** API keys have 20 to 128 characters, client ids need not: the key of a client is the digest of its id. */
function usageKey(client: string): string {
  return createHash('sha256').update(client).digest('hex');
}
