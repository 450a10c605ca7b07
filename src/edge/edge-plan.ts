import { ApiGatewayProps, RateLimit } from '../capabilities/api-gateway';
import { throwFaults } from '../errors';
import { ApiOperation } from '../openapi/api-document';
import { lowerDocument } from '../openapi/lower-document';
import { edgeFaults, INSPECTED_BODY_BYTES } from './edge-faults';

/** One route with everything that is enforced on it. */
export interface EdgeRoute {
  readonly id: string;
  /** Lower case. */
  readonly method: string;
  /** Path template with `{parameters}`. */
  readonly path: string;
  readonly authenticated: boolean;
  /** Scopes the token must carry, all of them. */
  readonly scopes: string[];
  /** Purpose that the caller's token must carry consent for. */
  readonly purpose?: string;
  readonly parameters: any[];
  /** JSON Schema of the JSON body; references in it are those of `EdgePlan.components`. */
  readonly bodySchema?: any;
  readonly bodyRequired: boolean;
  /** Media types that a body may have; empty without a body. */
  readonly contentTypes: string[];
}

/** What the edge of an API enforces, with every default filled in: the same plan on every cloud. */
export interface EdgePlan {
  readonly issuer: string;
  readonly audience: string;
  readonly jwksUri: string;
  readonly scopeClaim: string;
  readonly clientClaim: string;
  readonly consentClaim: string;
  readonly perClient: RateLimit;
  readonly overall: RateLimit;
  readonly maxBodyBytes: number;
  readonly maskedFields: string[];
  readonly routes: EdgeRoute[];
  /** `3.0` or `3.1`: which words the schemas of the routes are in. */
  readonly openapi: string;
  /** `components` and `paths` of the document: what the schemas of the routes refer to. */
  readonly components: any;
  readonly paths: any;
  /** OpenAPI 3.0 document for gateways that import one: no vendor extensions, 3.1 schemas lowered. */
  readonly openapi30: any;
  /** What a gateway could not express, by operation: reported, never dropped in silence. */
  readonly notes: string[];
}

const PER_CLIENT: RateLimit = { requests: 300, seconds: 60 };
const OVERALL: RateLimit = { requests: 3000, seconds: 60 };

/** `<issuer>/.well-known/jwks.json` without a doubled slash. */
export function defaultJwksUri(issuer: string): string {
  return `${issuer.replace(/\/+$/, '')}/.well-known/jwks.json`;
}

/**
 * Works the plan out of the props.
 *
 * @throws one error with every fault of the props.
 */
export function planEdge(props: ApiGatewayProps): EdgePlan {
  const { api, authentication, consent, rateLimits } = props;
  const settings = {
    issuer: authentication.issuer,
    audience: authentication.audience,
    jwksUri: authentication.jwksUri ?? defaultJwksUri(authentication.issuer),
    scopeClaim: authentication.scopeClaim ?? 'scope',
    clientClaim: authentication.clientClaim ?? 'client_id',
    consentClaim: consent?.claim ?? 'consented_purposes',
    perClient: rateLimits?.perClient ?? PER_CLIENT,
    overall: rateLimits?.overall ?? OVERALL,
    maxBodyBytes: props.maxBodyBytes ?? INSPECTED_BODY_BYTES,
    maskedFields: [...new Set(props.maskedFields ?? api.personalFields)].sort(),
  };
  throwFaults(`edge of ${api.title}`, edgeFaults(props, settings));
  const lowered = lowerDocument(api);
  return {
    ...settings,
    routes: api.operations.map((operation) => routeOf(operation, consent?.purpose)),
    openapi: api.openapi,
    components: api.document.components ?? {},
    paths: api.document.paths ?? {},
    openapi30: lowered.document,
    notes: [...api.notes, ...lowered.notes, ...pathNotes(api.operations)],
  };
}

function routeOf(operation: ApiOperation, purpose?: string): EdgeRoute {
  return {
    id: operation.id,
    method: operation.method,
    path: operation.path,
    authenticated: operation.authenticated,
    scopes: operation.scopes,
    purpose: operation.personalData ? operation.purpose ?? purpose : undefined,
    parameters: operation.parameters,
    bodySchema: operation.bodySchema,
    bodyRequired: operation.bodyRequired,
    contentTypes: operation.contentTypes,
  };
}

function pathNotes(operations: readonly ApiOperation[]): string[] {
  return operations
    .filter((operation) => operation.path.split('/').some((segment) => segment.includes('{') && !/^\{[^{}]+\}$/.test(segment)))
    .map((operation) => `${operation.method.toUpperCase()} ${operation.path}: a parameter that is only part of a path segment cannot be routed by every gateway`);
}
