import { Terraform } from '../../../support/terraform';
import { Cell } from '../../cells';
import { drop, put, without } from '../edit';
import { AUDIENCE, ISSUER, JWKS, MAX_BODY_BYTES, OPEN_OPERATION, OPERATIONS, OVERALL, PER_CLIENT } from '../expected';
import { PROPERTIES } from '../properties';
import { referred } from '../references';
import { authorizer, blocking, body, demands, editBody, editDemands, operation, publicPath, served } from './gateway';

const FUNCTION = ['aws_lambda_function', 'aws_s3_object', 'aws_api_gateway_rest_api'];
const key = ({ method, path }: { method: string; path: string }) => `${method} ${path}`;
const dropRule = (name: string) => ({ environment }: { environment: Terraform }) => without(environment.one('aws_wafv2_web_acl').rule, (r) => r.name === name);
const document = (edit: (content: any) => void) => ({ environment }: { environment: Terraform }) => editBody(environment, edit);

const authentication: Cell = {
  property: PROPERTIES.authentication,
  by: 'A function of ours checks every token against the issuer\'s keys, asked by API Gateway before anything else',
  resources: FUNCTION,
  check: ({ environment }) => {
    publicPath(environment);
    for (const asked of OPERATIONS) { expect({ id: asked.id, security: operation(environment, asked).security }).toEqual({ id: asked.id, security: [{ tokens: [] }] }); }
    expect(operation(environment, OPEN_OPERATION).security).toBeUndefined();
    expect(authorizer(environment).environment.variables).toMatchObject({ ISSUER, AUDIENCE, JWKS_URI: JWKS });
    const config = body(environment).components.securitySchemes.tokens['x-amazon-apigateway-authorizer'];
    // No answer is kept: every request is decided anew, with its own expiry.
    expect(config).toMatchObject({ type: 'request', identitySource: 'method.request.header.Authorization', authorizerResultTtlInSeconds: 0 });
    const closed = Object.entries<any>(demands(environment).routes).filter(([, r]) => r.authenticated).map(([route]) => route);
    expect(closed.sort()).toEqual(OPERATIONS.map(key).sort());
  },
  remove: {
    'the check on one operation': document((content) => drop(content.paths['/orders'].get, 'security')),
    'the function': document((content) => drop(content.components.securitySchemes.tokens, 'x-amazon-apigateway-authorizer')),
    'the issuer': ({ environment }) => put(authorizer(environment), 'environment.variables.ISSUER', 'https://elsewhere.example/'),
    'the audience': ({ environment }) => put(authorizer(environment), 'environment.variables.AUDIENCE', 'anybody'),
    'the keys': ({ environment }) => put(authorizer(environment), 'environment.variables.JWKS_URI', 'https://elsewhere.example/keys'),
    'the decision on each request': document((content) => put(content.components.securitySchemes.tokens, 'x-amazon-apigateway-authorizer.authorizerResultTtlInSeconds', 3600)),
    'the demand of a token': ({ environment }) => editDemands(environment, (config) => put(config.routes['GET /orders'], 'authenticated', false)),
    'the host name\'s stage': ({ environment }) => drop(environment.json.resource, 'aws_api_gateway_base_path_mapping'),
  },
};

const scopes: Cell = {
  property: PROPERTIES.scopes,
  by: 'The same function, by its configuration for each method and path; what is not in it is denied',
  resources: FUNCTION,
  check: ({ environment }) => {
    const { routes, scopeClaim } = demands(environment);
    expect(scopeClaim).toBe('scope');
    expect(Object.keys(routes).sort()).toEqual([OPEN_OPERATION, ...OPERATIONS].map(key).sort());
    expect(served(environment).sort()).toEqual(Object.keys(routes).sort());
    for (const asked of OPERATIONS) { expect({ id: asked.id, ...routes[key(asked)] }).toMatchObject({ id: asked.id, scopes: asked.scopes }); }
  },
  remove: {
    'one scope': ({ environment }) => editDemands(environment, (config) => put(config.routes['DELETE /orders/{orderId}'], 'scopes', [])),
    'one operation': ({ environment }) => editDemands(environment, (config) => drop(config.routes, 'DELETE /orders/{orderId}')),
    'the claim': ({ environment }) => editDemands(environment, (config) => put(config, 'scopeClaim', 'anything')),
  },
};

const mutualTls: Cell = {
  property: PROPERTIES.mutualTls,
  by: 'The host name of API Gateway ends connections without a certificate of a trusted authority',
  resources: ['aws_api_gateway_domain_name', 'aws_s3_object'],
  check: ({ mutualTls: tf }) => {
    const { domain } = publicPath(tf);
    const store = referred(tf, /\/(\$\{[^}]*\})$/.exec(domain.mutual_tls_authentication.truststore_uri)?.[1] ?? '');
    expect(store.content).toMatch(/^-----BEGIN CERTIFICATE-----/);
    expect(referred(tf, domain.mutual_tls_authentication.truststore_version)).toBe(store);
  },
  remove: {
    'the demand': ({ mutualTls: tf }) => drop(tf.one('aws_api_gateway_domain_name'), 'mutual_tls_authentication'),
    'the authorities': ({ mutualTls: tf }) => put(tf.all('aws_s3_object', '/trust-store/')[0].body, 'content', ''),
    'the other way in': ({ mutualTls: tf }) => put(tf.one('aws_api_gateway_rest_api'), 'disable_execute_api_endpoint', false),
  },
};

const perClient: Cell = {
  property: PROPERTIES.perClient,
  by: 'The firewall counts by token',
  resources: ['aws_wafv2_web_acl'],
  check: ({ environment }) => {
    expect(blocking(environment, 'rate-client').rate_based_statement).toMatchObject({
      aggregate_key_type: 'CUSTOM_KEYS', custom_key: [{ header: { name: 'authorization' } }],
      limit: PER_CLIENT.requests, evaluation_window_sec: PER_CLIENT.seconds,
    });
  },
  remove: {
    'the rule': dropRule('rate-client'),
    'the limit': ({ environment }) => put(environment.one('aws_wafv2_web_acl').rule.find((r: any) => r.name === 'rate-client'), 'statement.rate_based_statement.limit', 1_000_000),
    'the key': ({ environment }) => put(environment.one('aws_wafv2_web_acl').rule.find((r: any) => r.name === 'rate-client'), 'statement.rate_based_statement.aggregate_key_type', 'CONSTANT'),
    'the refusal': ({ environment }) => put(environment.one('aws_wafv2_web_acl').rule.find((r: any) => r.name === 'rate-client'), 'action', { count: {} }),
    'the firewall on the stage': ({ environment }) => drop(environment.json.resource, 'aws_wafv2_web_acl_association'),
  },
};

const overall: Cell = {
  property: PROPERTIES.overall,
  by: 'The stage throttles each operation at the rate of the whole; the firewall counts an address',
  resources: ['aws_api_gateway_method_settings', 'aws_wafv2_web_acl'],
  check: ({ environment }) => {
    const settings = environment.one('aws_api_gateway_method_settings');
    expect(referred(environment, settings.stage_name)).toBe(publicPath(environment).stage);
    expect(settings).toMatchObject({
      method_path: '*/*', settings: { throttling_rate_limit: OVERALL.requests / OVERALL.seconds, throttling_burst_limit: OVERALL.requests },
    });
    expect(blocking(environment, 'rate-address').rate_based_statement).toMatchObject({ aggregate_key_type: 'IP', limit: OVERALL.requests, evaluation_window_sec: OVERALL.seconds });
  },
  remove: {
    'the throttle': ({ environment }) => drop(environment.one('aws_api_gateway_method_settings'), 'settings.throttling_rate_limit'),
    'its reach': ({ environment }) => put(environment.one('aws_api_gateway_method_settings'), 'method_path', 'orders/GET'),
    'the limit of an address': dropRule('rate-address'),
  },
};

const validation: Cell = {
  property: PROPERTIES.validation,
  by: 'API Gateway checks JSON bodies against models and that required parameters are there, the function what they hold; the firewall refuses other types of body',
  resources: ['aws_api_gateway_rest_api', 'aws_lambda_function', 'aws_s3_object', 'aws_wafv2_web_acl'],
  check: ({ environment }) => {
    const content = body(environment);
    expect(content['x-amazon-apigateway-request-validators'][content['x-amazon-apigateway-request-validator']]).toEqual({ validateRequestBody: true, validateRequestParameters: true });
    for (const asked of OPERATIONS) {
      const { requestBody, ...rest } = operation(environment, asked);
      expect(rest['x-amazon-apigateway-request-validator']).toBeUndefined();
      const schema = requestBody?.content['application/json'].schema;
      const whole = schema?.$ref ? content.components.schemas[schema.$ref.split('/').pop()] : schema;
      expect({ id: asked.id, required: whole && (whole.required ?? []) }).toEqual({ id: asked.id, required: asked.body });
      if (whole) { expect([whole.additionalProperties, requestBody.required]).toEqual([false, true]); }
    }
    expect(operation(environment, OPERATIONS[1]).parameters).toContainEqual(expect.objectContaining({ name: 'idempotency-key', in: 'header', required: true }));
    const { routes, $defs } = demands(environment).parameters;
    const asked = (route: string, name: string) => {
      const { schema } = routes[route].parameters.find((p: any) => p.name === name);
      return schema.$ref ? $defs[schema.$ref.split('/').pop()] : schema;
    };
    expect(asked('GET /orders', 'limit')).toMatchObject({ type: 'integer', minimum: 1, maximum: 100 });
    expect(asked('GET /orders/{orderId}', 'orderId')).toMatchObject({ type: 'string', format: 'uuid' });
    expect(Object.keys(routes)).toHaveLength(7);
    const typed = blocking(environment, 'content-type').and_statement.statement;
    expect(typed[0].size_constraint_statement).toMatchObject({ comparison_operator: 'GT', size: 0 });
    expect(typed[1].not_statement.statement.byte_match_statement).toMatchObject({ search_string: 'application/json', field_to_match: { single_header: { name: 'content-type' } } });
  },
  remove: {
    'the validator': document((content) => drop(content, 'x-amazon-apigateway-request-validator')),
    'the check of bodies': document((content) => put(content['x-amazon-apigateway-request-validators'], 'all.validateRequestBody', false)),
    'a model': document((content) => drop(content.components.schemas.NewOrder, 'required')),
    'the body of one operation': document((content) => drop(content.paths['/orders'].post, 'requestBody')),
    'a parameter': document((content) => put(content.paths['/orders'].post, 'parameters', [])),
    'what a parameter may hold': ({ environment }) => editDemands(environment, (config) => drop(config.parameters.routes, 'GET /orders')),
    'refusal of other types': dropRule('content-type'),
  },
};

const consent: Cell = {
  property: PROPERTIES.consent,
  by: 'The same function compares the token\'s consented purposes with the operation\'s',
  resources: FUNCTION,
  check: ({ environment }) => {
    const { routes, consentClaim } = demands(environment);
    expect(consentClaim).toBe('consented_purposes');
    for (const asked of OPERATIONS) { expect({ id: asked.id, purpose: routes[key(asked)].purpose }).toEqual({ id: asked.id, purpose: asked.purpose }); }
  },
  remove: {
    'the purpose of one operation': ({ environment }) => editDemands(environment, (config) => drop(config.routes['GET /orders/{orderId}/customer'], 'purpose')),
    'an operation\'s own purpose': ({ environment }) => editDemands(environment, (config) => put(config.routes['PUT /newsletter/preferences'], 'purpose', 'order-fulfilment')),
    'the claim': ({ environment }) => editDemands(environment, (config) => put(config, 'consentClaim', 'anything')),
  },
};

const bodySize: Cell = {
  property: PROPERTIES.bodySize,
  by: 'The firewall blocks more than 8192 bytes, also where it cannot read to the end',
  resources: ['aws_wafv2_web_acl'],
  check: ({ environment }) => {
    expect(blocking(environment, 'body-size').size_constraint_statement).toMatchObject({
      comparison_operator: 'GT', size: MAX_BODY_BYTES, field_to_match: { body: { oversize_handling: 'MATCH' } },
    });
  },
  remove: {
    'the rule': dropRule('body-size'),
    'what cannot be read': ({ environment }) => put(environment.one('aws_wafv2_web_acl').rule.find((r: any) => r.name === 'body-size'), 'statement.size_constraint_statement.field_to_match.body.oversize_handling', 'NO_MATCH'),
  },
};

/** Who may call, how often, with what. */
export const ACCESS = { authentication, scopes, mutualTls, perClient, overall, validation, consent, bodySize };
