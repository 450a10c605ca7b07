import { createHash } from 'crypto';
import { readFileSync } from 'fs';
import { join } from 'path';
import { EdgePlan } from './edge-plan';
import { parameterPlan } from './validator-plan';
import { deterministicZip } from './zip';

/** The token authorizer with its configuration, ready to be deployed as a Lambda function (Node.js 22, handler `index.handler`). */
export interface AuthorizerBundle {
  /** Zip archive, base64. */
  readonly zipBase64: string;
  /** SHA-256 of the archive, hexadecimal: names the object. */
  readonly sha256: string;
  /** The same in base64, as `source_code_hash` of a function takes it. */
  readonly sha256Base64: string;
  /** Environment variables of the function. They are not in the archive since an issuer that the cloud makes is known at apply only. */
  readonly environment: { readonly [name: string]: string };
}

/**
 * What a gateway may key its cache of answers by: the policy in an answer opens one path of one method for one token.
 */
export const AUTHORIZER_CACHE_KEY = ['method.request.header.Authorization', 'context.httpMethod', 'context.path'];

/** Packs the authorizer for the routes of a plan. The same plan gives the same bytes. */
export function authorizerBundle(plan: EdgePlan): AuthorizerBundle {
  const config = {
    scopeClaim: plan.scopeClaim,
    clientClaim: plan.clientClaim,
    consentClaim: plan.consentClaim,
    routes: Object.fromEntries(plan.routes.map(({ id, method, path, authenticated, scopes, purpose }) =>
      [`${method.toUpperCase()} ${path}`, { id, authenticated, scopes, purpose }])),
    parameters: parameterPlan(plan),
  };
  const zip = deterministicZip({ 'index.js': readFileSync(join(__dirname, 'assets/authorizer.js'), 'utf8'), 'config.json': JSON.stringify(config) });
  const digest = createHash('sha256').update(zip).digest();
  return {
    zipBase64: zip.toString('base64'),
    sha256: digest.toString('hex'),
    sha256Base64: digest.toString('base64'),
    environment: { ISSUER: plan.issuer, AUDIENCE: plan.audience, JWKS_URI: plan.jwksUri },
  };
}

/** Value of the API key that counts the requests of a client in a usage plan. It is no credential. */
export function usageKeyOf(client: string): string {
  return createHash('sha256').update(client).digest('hex');
}
