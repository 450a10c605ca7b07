import { EdgePlan } from '../../../edge/edge-plan';
import { HSTS } from '../../../edge/hsts';
import { modelSchema, referencedModels } from './models';
import { Served, ServedRoute } from './paths';

/** What the routes of an API are connected to. */
export interface Connections {
  readonly name: string;
  readonly authorizerUri: string;
  readonly vpcLinkId: string;
  readonly balancerArn: string;
  /** Host name of the balancer's certificate: API Gateway checks it. */
  readonly balancerHost: string;
  readonly timeoutMilliseconds: number;
}

/** OpenAPI text for `aws_api_gateway_rest_api.body`, and what it cannot say. */
export interface Body {
  readonly text: string;
  readonly notes: string[];
}

const SECURITY_HEADERS = {
  'gatewayresponse.header.Strict-Transport-Security': `'${HSTS}'`,
  'gatewayresponse.header.X-Content-Type-Options': '\'nosniff\'',
  'gatewayresponse.header.Cache-Control': '\'no-store\'',
};

/** Answers of the gateway itself: what kind of fault, nothing of the request and nothing of what is behind. */
function gatewayResponses() {
  const answer = (title: string, detail?: string) => JSON.stringify({ type: 'about:blank', title, ...(detail ? { detail } : {}) });
  const response = (title: string, extra: { statusCode?: number; headers?: object; detail?: string } = {}) => ({
    ...(extra.statusCode ? { statusCode: String(extra.statusCode) } : {}),
    responseParameters: { ...SECURITY_HEADERS, ...extra.headers },
    responseTemplates: { 'application/json': answer(title, extra.detail) },
  });
  const challenge = { 'gatewayresponse.header.WWW-Authenticate': '\'Bearer\'' };
  return {
    DEFAULT_4XX: response('Request refused'),
    DEFAULT_5XX: response('Service not available'),
    UNAUTHORIZED: response('Unauthorized', { statusCode: 401, headers: challenge }),
    // Scope, purpose or parameter that the API document asks for: what the caller needs to know, and no more.
    ACCESS_DENIED: response('Forbidden', { statusCode: 403, detail: '$context.authorizer.reason $context.authorizer.parameters' }),
    BAD_REQUEST_BODY: response('Body does not match the schema', { statusCode: 400 }),
    BAD_REQUEST_PARAMETERS: response('A required parameter is missing', { statusCode: 400 }),
    THROTTLED: response('Too many requests', { statusCode: 429, headers: { 'gatewayresponse.header.Retry-After': '\'1\'' } }),
    // An unknown path would else be answered as if a token were missing.
    MISSING_AUTHENTICATION_TOKEN: response('Not found', { statusCode: 404 }),
    WAF_FILTERED: response('Request refused', { statusCode: 403 }),
    REQUEST_TOO_LARGE: response('Body too large', { statusCode: 413 }),
  };
}

function integration(route: ServedRoute, to: Connections) {
  const identity = (name: string) => (route.authenticated ? `context.authorizer.${name}` : '\'anonymous\'');
  return {
    type: 'http_proxy',
    httpMethod: route.method.toUpperCase(),
    uri: `https://${to.balancerHost}${route.path}`,
    connectionType: 'VPC_LINK',
    connectionId: to.vpcLinkId,
    integrationTarget: to.balancerArn,
    timeoutInMillis: to.timeoutMilliseconds,
    passthroughBehavior: 'when_no_match',
    requestParameters: {
      ...Object.fromEntries(Object.values(route.renamed).map((p) => [`integration.request.path.${p}`, `method.request.path.${p}`])),
      // Always set, so that no caller can claim to be somebody by sending them.
      'integration.request.header.X-Client-Id': identity('client'),
      'integration.request.header.X-Subject': identity('subject'),
      'integration.request.header.X-Operation-Id': `'${route.id.replace(/[^\w.-]/g, '_')}'`,
    },
  };
}

function parameters(route: ServedRoute, lowered: any, note: (text: string) => void): any[] {
  const given: any[] = lowered.parameters ?? [];
  // What they hold is checked by the authorizer, which is not asked where no token is.
  const unchecked = route.authenticated ? [] : given.filter((p) => p.in === 'cookie'
    || Object.keys(p.schema ?? {}).some((k) => !['type', 'title'].includes(k) || (k === 'type' && p.schema.type !== 'string')));
  if (unchecked.length > 0) { note(`without a token, API Gateway checks that required parameters are there, not what they hold (${unchecked.map((p) => p.name).join(', ')})`); }
  const named = given.filter((p) => p.in === 'query' || p.in === 'header')
    .map((p) => ({ name: p.name, in: p.in, required: p.required === true, schema: { type: 'string' } }));
  const path = Object.values(route.renamed).map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } }));
  return [...path, ...named];
}

function requestBody(lowered: any, lost: (what: string) => void): any {
  if (!lowered.requestBody) { return undefined; }
  const json = Object.entries<any>(lowered.requestBody.content ?? {}).filter(([, media]) => media.schema !== undefined);
  return {
    required: lowered.requestBody.required === true,
    content: Object.fromEntries(json.map(([type, media]) => [type, { schema: /json/i.test(type) ? modelSchema(media.schema, lost) : {} }])),
  };
}

/** Builds the body: every served route with its authorizer, validator, models and integration. */
export function restApiBody(plan: EdgePlan, served: Served, to: Connections): Body {
  const notes: string[] = [];
  const paths: any = {};
  const used = new Set<string>();
  const components = plan.openapi30.components?.schemas ?? {};
  for (const route of served.routes) {
    const note = (text: string) => notes.push(`${route.method.toUpperCase()} ${route.documentedPath}: ${text}`);
    const lowered = plan.openapi30.paths[route.documentedPath][route.method];
    const lost = new Set<string>();
    const body = requestBody(lowered, (what) => lost.add(what));
    for (const name of referencedModels(body, components)) {
      used.add(name);
      modelSchema(components[name], (what) => lost.add(what));
    }
    if (lost.size > 0) { note(`API Gateway does not check ${[...lost].sort().join(', ')}`); }
    paths[route.path] ??= {};
    paths[route.path][route.method] = {
      operationId: route.id,
      'parameters': parameters(route, lowered, note),
      ...(body ? { requestBody: body } : {}),
      'responses': { 200: { description: 'Answer of the service' } },
      ...(route.authenticated ? { security: [{ tokens: [] }] } : {}),
      'x-amazon-apigateway-integration': integration(route, to),
    };
  }
  const text = JSON.stringify({
    'openapi': '3.0.1',
    'info': { title: to.name, version: String(plan.openapi30.info?.version ?? '1') },
    'x-amazon-apigateway-request-validators': { all: { validateRequestBody: true, validateRequestParameters: true } },
    'x-amazon-apigateway-request-validator': 'all',
    'x-amazon-apigateway-gateway-responses': gatewayResponses(),
    paths,
    'components': {
      schemas: Object.fromEntries([...used].sort().map((name) => [name, modelSchema(components[name], () => undefined)])),
      securitySchemes: {
        tokens: {
          'type': 'apiKey',
          'name': 'Authorization',
          'in': 'header',
          'x-amazon-apigateway-authtype': 'custom',
          'x-amazon-apigateway-authorizer': {
            type: 'request',
            authorizerUri: to.authorizerUri,
            identitySource: 'method.request.header.Authorization',
            // Every request is decided and recorded by itself: a token that is revoked or short of consent opens nothing.
            authorizerResultTtlInSeconds: 0,
          },
        },
      },
    },
  });
  return { text, notes };
}
