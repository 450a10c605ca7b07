import { Entry } from '../../clouds/rule-graph';
import { blockOf, isBlock, isSet, text } from '../../clouds/rule-values';
import { AwsStack } from './stack';
import { authorizerPlan, RouteDemand } from './authorizer-plan';
import { at, document, items, word } from './values';

/** One operation that an API serves. */
export interface Operation {
  /** `GET /orders/{orderId}`. */
  readonly name: string;
  /** Served to whoever comes. */
  readonly open: boolean;
  readonly scopes: string[];
  readonly purpose?: string;
  readonly validated: boolean;
  /** What it is connected to; `private`: not over the internet. */
  readonly target?: Entry;
  readonly privately: boolean;
  /** Host that it is connected to, where that is no resource. */
  readonly host?: string;
}

/** What an API says of itself, in whichever way it was written. */
export interface Api {
  readonly operations: Operation[];
  readonly issuers: string[];
  /** What tokens must be for, as far as it can be read. */
  readonly audiences: string[];
  readonly authorizers: Entry[];
  /** Whether it is known what the authorizers ask for. */
  readonly known: boolean;
  /** Whether refusals of the gateway carry the header that asks for TLS. */
  readonly hsts: boolean;
}

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'x-amazon-apigateway-any-method'];
const HSTS = 'gatewayresponse.header.strict-transport-security';

const known = new WeakMap<AwsStack, Map<string, Api | undefined>>();

/** Reads the OpenAPI document of an API, once; `undefined` if there is none that can be read. */
export function readApiDocument(stack: AwsStack, api: Entry): Api | undefined {
  const found = known.get(stack) ?? new Map<string, Api | undefined>();
  known.set(stack, found);
  if (!found.has(api.address)) { found.set(api.address, read(stack, api.body.body)); }
  return found.get(api.address);
}

function read(stack: AwsStack, value: unknown): Api | undefined {
  const body = document(value);
  if (!isBlock(body)) { return undefined; }
  const schemes = new Map(Object.entries<any>({ ...at(body, 'components.securitySchemes'), ...blockOf(body.securityDefinitions) }).map(([name, scheme]) => [name, checked(stack, scheme)]));
  const operations: Operation[] = [];
  for (const [path, methods] of Object.entries<any>(blockOf(body.paths))) {
    for (const method of METHODS) {
      const operation = isBlock(methods) ? methods[method] : undefined;
      if (isBlock(operation)) { operations.push(readOperation(stack, body, schemes, `${method === METHODS[8] ? 'ANY' : method.toUpperCase()} ${path}`, operation)); }
    }
  }
  const used = [...schemes.values()].filter((s) => s.proof);
  return {
    operations, issuers: [...new Set(used.flatMap((s) => s.issuers))], audiences: used.flatMap((s) => s.audiences ?? []),
    authorizers: used.flatMap((s) => (s.lambda ? [s.lambda] : [])),
    known: used.every((s) => !s.custom || s.plan !== undefined),
    hsts: ['DEFAULT_4XX', 'DEFAULT_5XX'].every((kind) => hasHeader(at(body['x-amazon-apigateway-gateway-responses'], `${kind}.responseParameters`))),
  };
}

interface Scheme {
  readonly proof: boolean; readonly custom?: boolean; readonly lambda?: Entry;
  readonly issuers: string[]; readonly audiences?: string[]; readonly plan?: Map<string, RouteDemand>;
}

// A key that names a client is no proof of who it is; an authorizer, a user pool and signed requests are.
function checked(stack: AwsStack, scheme: any): Scheme {
  const authorizer = blockOf(scheme?.['x-amazon-apigateway-authorizer']);
  const type = text(authorizer.type);
  const texts = (argument: string): string[] => items(blockOf(authorizer.jwtConfiguration)[argument]).map(String);
  if (scheme?.['x-amazon-apigateway-authtype'] === 'awsSigv4') { return { proof: true, issuers: ['the identities of the account'] }; }
  if (type === 'jwt') { return { proof: true, issuers: texts('issuer'), audiences: texts('audience') }; }
  if (type === 'cognito_user_pools') { return { proof: true, issuers: items(authorizer.providerARNs).map((arn) => stack.find(arn)?.address ?? String(arn)) }; }
  const lambda = stack.find(authorizer.authorizerUri, 'aws_lambda_function');
  if (!type && !isSet(authorizer.authorizerUri)) { return { proof: false, issuers: [] }; }
  return { proof: true, custom: true, lambda, issuers: issuersOf(stack, lambda), audiences: audiencesOf(stack, lambda), plan: lambda ? authorizerPlan(stack, lambda) : undefined };
}

/** Issuers that a function of ours takes tokens of. */
export function issuersOf(stack: AwsStack, lambda: Entry | undefined): string[] {
  const issuer = lambda && at(lambda.body, 'environment.variables.ISSUER');
  if (typeof issuer !== 'string') { return []; }
  return [stack.graph.literal(issuer) ?? stack.find(issuer)?.address ?? 'an issuer known at apply'];
}

/** What a function of ours asks a token to be for; without it, it refuses to start. */
export function audiencesOf(stack: AwsStack, lambda: Entry | undefined): string[] {
  const audience = lambda && at(lambda.body, 'environment.variables.AUDIENCE');
  return typeof audience === 'string' && audience !== '' ? [stack.graph.literal(audience) ?? stack.find(audience)?.address ?? 'an audience known at apply'] : [];
}

function readOperation(stack: AwsStack, body: any, schemes: Map<string, Scheme>, name: string, operation: any): Operation {
  const demanded = items(isSet(operation.security) || Array.isArray(operation.security) ? operation.security : body.security);
  // An alternative without any scheme lets everybody in.
  const proven = demanded.length > 0 && demanded.every((one) => Object.keys(blockOf(one)).some((scheme) => schemes.get(scheme)?.proof));
  const plan = demanded.flatMap((one) => Object.keys(blockOf(one))).map((scheme) => schemes.get(scheme)?.plan?.get(name)).find(Boolean);
  const integration = blockOf(operation['x-amazon-apigateway-integration']);
  const privately = integration.connectionType === 'VPC_LINK' || /^(aws|aws_proxy|mock)$/i.test(String(integration.type));
  return {
    name, open: !proven || plan?.authenticated === false,
    scopes: plan ? plan.scopes : demanded.flatMap((one) => Object.values(blockOf(one)).flatMap((s) => items(s).map(String))), purpose: plan?.purpose,
    validated: validates(body, operation), privately,
    target: stack.find(integration.integrationTarget) ?? stack.find(integration.uri), host: /^https?:\/\/([^/:?]+)/.exec(String(integration.uri ?? ''))?.[1],
  };
}

function validates(body: any, operation: any): boolean {
  const name = operation['x-amazon-apigateway-request-validator'] ?? body['x-amazon-apigateway-request-validator'];
  const validator = blockOf(blockOf(body['x-amazon-apigateway-request-validators'])[name]);
  return validator.validateRequestBody === true && validator.validateRequestParameters === true;
}

function hasHeader(parameters: any): boolean {
  return Object.entries(blockOf(parameters)).some(([name, value]) => name.toLowerCase() === HSTS && /max-age=[1-9]/.test(word(value, '') ?? ''));
}
