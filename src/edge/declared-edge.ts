import { IConstruct } from 'constructs';
import { EdgePlan, EdgeRoute } from './edge-plan';
import { parameterPlan } from './validator-plan';

const DECLARED = Symbol.for('cdktf-groundwork/DeclaredEdge');

/** Headers that an OpenAPI document cannot describe. */
const OF_HTTP = /^(accept|content-type|authorization)$/i;

/** One operation, as the API document has it. */
export interface DeclaredOperation {
  /** `GET /orders/{orderId}`. */
  readonly name: string;
  /** Whether the document lets everybody call it. */
  readonly open: boolean;
  readonly scopes: string[];
  /** Purpose that a person must have consented to. */
  readonly purpose?: string;
  /** Whether it takes bodies that have no schema, so that nothing can check them. */
  readonly free: boolean;
  /** Whether its JSON body has a schema. */
  readonly body: boolean;
  /** Parameters of path and query, and headers in lower case. */
  readonly parameters: string[];
}

/** What was asked of the edge of an API: controls hold what enforces it against this. */
export interface DeclaredEdge {
  readonly issuer: string;
  readonly audience: string;
  /** Claims that carry scopes, and consents. */
  readonly scopeClaim: string;
  readonly consentClaim: string;
  /** Host of the issuer's keys. */
  readonly keysAt: string;
  readonly clientCertificates: boolean;
  /** Requests a minute. */
  readonly perClient: number;
  /** Requests a minute. */
  readonly overall: number;
  /** Seconds in which each of these limits counts. */
  readonly seconds: { readonly perClient: number; readonly overall: number };
  readonly maxBodyBytes: number;
  /** Fields that no log may show, sorted. */
  readonly maskedFields: string[];
  readonly operations: DeclaredOperation[];
  /** Schemas by which requests are checked. */
  readonly schemas: DeclaredSchemas;
}

/** Schemas of an API, as gateways are given them. */
export interface DeclaredSchemas {
  /** Operation (`POST /orders`) → media type → schema, in words of OpenAPI 3.0. */
  readonly bodies: { readonly [operation: string]: { readonly [type: string]: any } };
  /** What they refer to. */
  readonly components: { readonly [name: string]: any };
  /** What the token authorizer checks parameters by, where the gateway cannot. */
  readonly parameters: any;
}

/** Keeps what was asked of an edge with its construct. */
export function markEdge(construct: IConstruct, plan: EdgePlan, clientCertificates: boolean): void {
  Object.defineProperty(construct, DECLARED, { value: declaredOf(plan, clientCertificates) });
}

/** What was asked of the edge that a construct is, if it is one. */
export function edgeOf(construct: IConstruct): DeclaredEdge | undefined {
  return (construct as any)[DECLARED];
}

function declaredOf(plan: EdgePlan, clientCertificates: boolean): DeclaredEdge {
  const { issuer, audience, scopeClaim, consentClaim, jwksUri, perClient, overall, maxBodyBytes, maskedFields, routes } = plan;
  // Asked for by one control only: not worked out before.
  let schemas: DeclaredSchemas | undefined;
  return {
    issuer, audience, scopeClaim, consentClaim, keysAt: /^https?:\/\/([^/]+)/.exec(jwksUri)?.[1] ?? jwksUri, clientCertificates, maxBodyBytes, maskedFields,
    perClient: perMinute(perClient), overall: perMinute(overall), seconds: { perClient: perClient.seconds, overall: overall.seconds }, operations: routes.map(operationOf),
    get schemas() { return (schemas ??= schemasOf(plan)); },
  };
}

function schemasOf(plan: EdgePlan): DeclaredSchemas {
  const bodies = plan.routes.flatMap(({ method, path }): [string, any][] => {
    const content = plan.openapi30.paths?.[path]?.[method]?.requestBody?.content;
    const schemas = Object.entries<any>(content ?? {}).filter(([, media]) => media.schema !== undefined).map(([type, media]) => [type, media.schema]);
    return schemas.length > 0 ? [[`${method.toUpperCase()} ${path}`, Object.fromEntries(schemas)]] : [];
  });
  return JSON.parse(JSON.stringify({ bodies: Object.fromEntries(bodies), components: plan.openapi30.components?.schemas ?? {}, parameters: parameterPlan(plan) }));
}

function perMinute({ requests, seconds }: EdgePlan['overall']): number { return requests * 60 / seconds; }

function operationOf({ method, path, authenticated, scopes, purpose, contentTypes, bodySchema, parameters }: EdgeRoute): DeclaredOperation {
  const free = contentTypes.length > 0 && (bodySchema === undefined || contentTypes.some((type) => !/^application\/(?:[\w.-]+\+)?json\b/i.test(type)));
  const named = parameters.filter((parameter) => parameter.in === 'path' || parameter.in === 'query' || (parameter.in === 'header' && !OF_HTTP.test(parameter.name)))
    .map((parameter) => (parameter.in === 'header' ? String(parameter.name).toLowerCase() : String(parameter.name))).sort();
  return {
    name: `${method.toUpperCase()} ${path}`, open: !authenticated, scopes, ...(purpose === undefined ? {} : { purpose }), free, body: bodySchema !== undefined, parameters: named,
  };
}
