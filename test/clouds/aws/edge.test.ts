import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { firewallRate } from '../../../src/clouds/aws/api-gateway/firewall';
import { modelSchema } from '../../../src/clouds/aws/api-gateway/models';
import { RESOURCE_QUOTA, servedRoutes } from '../../../src/clouds/aws/api-gateway/paths';
import { UserDirectory } from '../../../src/capabilities/user-directory';
import { EdgeRoute } from '../../../src/edge/edge-plan';
import { Terraform } from '../../support/terraform';
import { body, edge, environment, ordersApi, statements } from './support/aws';

let tf: Terraform;
let api: any;
beforeAll(() => {
  tf = environment((env) => { edge(env); });
  api = body(tf);
});

describe('routes', () => {
  test('every operation is served, through the link and the balancer, over verified TLS', () => {
    const operations = Object.entries<any>(api.paths).flatMap(([path, item]) => Object.entries<any>(item).map(([method, o]) => [`${method} ${path}`, o]));
    expect(operations.map(([key]) => key).sort()).toEqual(['get /health', 'get /orders', 'get /orders/{id}', 'post /orders']);
    for (const [, operation] of operations) {
      const to = operation['x-amazon-apigateway-integration'];
      expect(to).toMatchObject({ type: 'http_proxy', connectionType: 'VPC_LINK', connectionId: '${var.foundation_vpc_link_id}', integrationTarget: expect.stringContaining('aws_lb.service') });
      expect(to.uri).toMatch(/^https:\/\/orders-prod-service\.internal\.eu-aws\.acme\.example\//);
      expect(to.tlsConfig).toBeUndefined();
    }
  });

  test('operations that ask for a token have the authorizer, others have none', () => {
    expect(api.paths['/orders'].get.security).toEqual([{ tokens: [] }]);
    expect(api.paths['/health'].get.security).toBeUndefined();
    const authorizer = api.components.securitySchemes.tokens['x-amazon-apigateway-authorizer'];
    expect(authorizer).toMatchObject({ type: 'request', authorizerResultTtlInSeconds: 0, identitySource: 'method.request.header.Authorization' });
  });

  test('no caller can claim to be somebody by a header', () => {
    const header = (o: any) => o['x-amazon-apigateway-integration'].requestParameters['integration.request.header.X-Client-Id'];
    expect(header(api.paths['/orders'].get)).toBe('context.authorizer.client');
    expect(header(api.paths['/health'].get)).toBe('\'anonymous\'');
  });

  test('bodies and required parameters are validated everywhere', () => {
    expect(api['x-amazon-apigateway-request-validator']).toBe('all');
    expect(api['x-amazon-apigateway-request-validators'].all).toEqual({ validateRequestBody: true, validateRequestParameters: true });
    expect(api.paths['/orders'].post.requestBody).toEqual({ required: true, content: { 'application/json': { schema: { $ref: '#/components/schemas/Order' } } } });
    expect(api.components.schemas.Order.required).toEqual(['email']);
    expect(api.paths['/orders'].get.parameters).toContainEqual({ name: 'limit', in: 'query', required: true, schema: { type: 'string' } });
  });

  test('answers of the gateway itself tell no detail and keep browsers on TLS', () => {
    for (const response of Object.values<any>(api['x-amazon-apigateway-gateway-responses'])) {
      expect(response.responseParameters['gatewayresponse.header.Strict-Transport-Security']).toMatch(/max-age=\d{8}/);
      expect(response.responseTemplates['application/json']).not.toMatch(/validationErrorString|error\.message/);
    }
  });
});

describe('the tree of resources', () => {
  const route = (method: string, path: string): EdgeRoute => ({ id: `${method}${path}`, method, path, authenticated: true, scopes: [], parameters: [], bodyRequired: false, contentTypes: [] });

  test('one place has one parameter name, whatever the document calls it', () => {
    const served = servedRoutes([route('get', '/users/{id}'), route('get', '/users/{name}/orders/{id}')]);
    expect(served.routes.map((r) => r.path)).toEqual(['/users/{id}', '/users/{id}/orders/{id_}']);
    expect(served.routes[1].renamed).toEqual({ name: 'id', id: 'id_' });
    expect(served.notes).toEqual([]);
  });

  test('what it cannot say is left out by name', () => {
    const served = servedRoutes([route('get', '/files/{name}.json'), route('get', '/a/{x}'), route('get', '/a/{y}')]);
    expect(served.routes.map((r) => r.documentedPath)).toEqual(['/a/{x}']);
    expect(served.notes).toEqual([
      expect.stringMatching(/^GET \/files\/\{name\}\.json: not served/), expect.stringMatching(/^GET \/a\/\{y\}: not served.*GET \/a\/\{x\}/),
    ]);
  });

  test('the operation that passes the quota is named', () => {
    const served = servedRoutes(Array.from({ length: RESOURCE_QUOTA + 5 }, (_, i) => route('get', `/r${i}`)));
    expect(served.resources).toBe(RESOURCE_QUOTA + 6);
    expect(served.notes).toEqual([expect.stringMatching(new RegExp(`^GET /r${RESOURCE_QUOTA - 1}: .*quota`))]);
  });

  test('the authorizer knows routes by the gateway\'s names', () => {
    const renamed = environment((env) => { edge(env, { api: ordersApi({ '/orders/{order}/lines': { get: { operationId: 'lines', parameters: [{ name: 'order', in: 'path', required: true, schema: { type: 'string' } }], responses: { 200: { description: 'ok' } } } } }) }); });
    expect(Object.keys(body(renamed).paths)).toContain('/orders/{id}/lines');
    const { unzipSync, strFromU8 } = require('fflate');
    const files = unzipSync(Buffer.from(renamed.one('aws_s3_object', '/authorizer/').content_base64, 'base64'));
    expect(Object.keys(JSON.parse(strFromU8(files['config.json'])).routes)).toContain('GET /orders/{id}/lines');
  });
});

describe('models', () => {
  test('are never stricter than the document', () => {
    const lost: string[] = [];
    expect(modelSchema({ type: 'object', properties: { a: { type: 'string', nullable: true, enum: ['x'] }, b: { type: 'number', minimum: 1, exclusiveMinimum: true }, default: { type: 'string', default: 'q' } } }, (w) => lost.push(w)))
      .toEqual({ type: 'object', properties: { a: {}, b: { type: 'number', minimum: 1 }, default: { type: 'string' } } });
    expect(lost.sort()).toEqual(['exclusiveMinimum (the limit itself passes)', 'type and enum of what may be null']);
  });
});

describe('firewall', () => {
  const rules = () => tf.one('aws_wafv2_web_acl').rule as any[];
  const rule = (name: string) => rules().find((r) => r.name === name);

  test('stands in front of the stage', () => {
    expect(tf.one('aws_wafv2_web_acl_association').resource_arn).toContain('aws_api_gateway_stage');
  });

  test('blocks what is too large to be inspected', () => {
    const size = rule('body-size').statement.size_constraint_statement;
    expect(size).toMatchObject({ comparison_operator: 'GT', size: 8192, field_to_match: { body: { oversize_handling: 'MATCH' } } });
    expect(rule('body-size').action).toEqual({ block: {} });
  });

  test('blocks bodies of a type that no model looks at', () => {
    const [, not] = rule('content-type').statement.and_statement.statement;
    expect(not.not_statement.statement.byte_match_statement).toMatchObject({ search_string: 'application/json', positional_constraint: 'STARTS_WITH' });
  });

  test('counts each token and each address', () => {
    expect(rule('rate-client').statement.rate_based_statement).toMatchObject({ limit: 300, evaluation_window_sec: 60, aggregate_key_type: 'CUSTOM_KEYS', custom_key: [{ header: { name: 'authorization' } }] });
    expect(rule('rate-address').statement.rate_based_statement).toMatchObject({ limit: 3000, aggregate_key_type: 'IP' });
  });

  test('has AWS\'s rules, each with a priority of its own', () => {
    const managed = rules().map((r) => r.statement.managed_rule_group_statement?.name).filter(Boolean);
    expect(managed).toEqual(expect.arrayContaining(['AWSManagedRulesCommonRuleSet', 'AWSManagedRulesKnownBadInputsRuleSet', 'AWSManagedRulesSQLiRuleSet', 'AWSManagedRulesAnonymousIpList']));
    expect(new Set(rules().map((r) => r.priority)).size).toBe(rules().length);
    for (const r of rules().filter((x) => x.override_action)) { expect(r.override_action).toEqual({ none: {} }); }
  });

  test('logs without tokens, cookies, addresses of pages and queries, under a name that WAF takes', () => {
    const logging = tf.one('aws_wafv2_web_acl_logging_configuration');
    expect(logging.redacted_fields).toEqual([{ single_header: { name: 'authorization' } }, { single_header: { name: 'cookie' } }, { query_string: {} }, { uri_path: {} }]);
    expect(tf.one('aws_cloudwatch_log_group', '/firewall/').name).toMatch(/^aws-waf-logs-/);
  });

  test.each([[300, 60, 300, 60], [10, 1, 600, 60], [5, 300, 10, 600], [100, 90, 133, 120], [1, 300, 10, 600]])('%i in %i s become %i in %i s', (requests, seconds, limit, window) => {
    expect(firewallRate(requests, seconds)).toEqual({ limit, window });
  });
});

describe('stage', () => {
  test('limits all clients together', () => {
    expect(tf.one('aws_api_gateway_method_settings').settings).toMatchObject({ throttling_rate_limit: 50, throttling_burst_limit: 3000, data_trace_enabled: false, metrics_enabled: true });
    expect(tf.one('aws_api_gateway_method_settings').method_path).toBe('*/*');
  });

  test('writes a line for each request that names who and what, and nothing personal', () => {
    const { format, destination_arn } = tf.one('aws_api_gateway_stage').access_log_settings;
    expect(destination_arn).toContain('aws_cloudwatch_log_group.access');
    expect(format).toContain('$context.authorizer.subject');
    expect(format).toContain('"latency":$context.responseLatency,');
    for (const personal of ['sourceIp', 'userAgent', '$context.path', 'querystring', 'claims']) { expect(format).not.toContain(personal); }
  });

  test('traces, and is deployed anew when the body changes', () => {
    expect(tf.one('aws_api_gateway_stage').xray_tracing_enabled).toBe(true);
    expect(tf.one('aws_api_gateway_deployment').triggers.body).toMatch(/sha256\(aws_api_gateway_rest_api\..*\.body\)/);
    expect(tf.one('aws_api_gateway_deployment').lifecycle).toEqual({ create_before_destroy: true });
  });
});

test('errors of the gateway find a log group with key and retention', () => {
  const errors = tf.one('aws_cloudwatch_log_group', '/edge/errors/');
  expect(errors.name).toMatch(/^API-Gateway-Execution-Logs_\$\{aws_api_gateway_rest_api\..*\.id\}\/live$/);
  expect(tf.one('aws_api_gateway_method_settings').depends_on.join()).toContain('edge_errors');
});

test('tokens of a user directory that is made in the same apply', () => {
  const own = environment((env) => {
    const { issuer, audience } = new UserDirectory(env, 'customers', { callbackUrls: ['https://app.acme.example/'], scopes: ['orders:read'] }).backend;
    edge(env, { authentication: { issuer, audience } });
  });
  const { ISSUER, AUDIENCE, JWKS_URI } = own.one('aws_lambda_function', '/edge/authorizer/').environment.variables;
  expect(ISSUER).toMatch(/^https:\/\/cognito-idp\.eu-central-1\.amazonaws\.com\/\$\{aws_cognito_user_pool\./);
  expect(JWKS_URI).toBe(`${ISSUER}/.well-known/jwks.json`);
  expect(AUDIENCE).toMatch(/aws_cognito_user_pool_client/);
});

describe('public name', () => {
  test('TLS 1.2 at least, a certificate of its own, and no other way in', () => {
    expect(tf.one('aws_api_gateway_domain_name')).toMatchObject({ domain_name: expect.stringMatching(/^orders-prod.*\.eu-aws\.acme\.example$/), security_policy: 'TLS_1_2' });
    expect(tf.one('aws_api_gateway_domain_name').regional_certificate_arn).toContain('aws_acm_certificate_validation');
    expect(tf.one('aws_api_gateway_rest_api').disable_execute_api_endpoint).toBe(true);
  });

  describe('client certificates', () => {
    const folder = mkdtempSync(join(tmpdir(), 'groundwork-'));
    const file = join(folder, 'authorities.pem');
    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    test('are asked for from the authorities in the file', () => {
      writeFileSync(file, '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n');
      const mutual = environment((env) => { edge(env, { mutualTls: { trustStoreFile: file } }); });
      expect(mutual.one('aws_api_gateway_domain_name').mutual_tls_authentication.truststore_uri).toMatch(/^s3:\/\//);
      expect(mutual.one('aws_s3_object', '/host/').content).toContain('BEGIN CERTIFICATE');
    });

    test('a file that is missing, or holds a key, is a fault', () => {
      expect(existsSync(join(folder, 'none.pem'))).toBe(false);
      expect(() => environment((env) => { edge(env, { mutualTls: { trustStoreFile: join(folder, 'none.pem') } }); })).toThrow(/cannot be read/);
      writeFileSync(file, '-----BEGIN CERTIFICATE-----\n-----BEGIN PRIVATE KEY-----\n');
      expect(() => environment((env) => { edge(env, { mutualTls: { trustStoreFile: file } }); })).toThrow(/not a list of certificates/);
    });
  });
});

describe('authorizer', () => {
  test('is inside the network, configured for issuer and audience, and logs into the audit log only', () => {
    const fn = tf.one('aws_lambda_function', '/edge/authorizer/');
    expect(fn.environment.variables).toMatchObject({ ISSUER: 'https://login.acme.example/', AUDIENCE: 'orders' });
    expect(fn.vpc_config.subnet_ids).toBe('${var.foundation_private_subnet_ids}');
    expect(fn.logging_config.log_group).toContain('aws_cloudwatch_log_group.audited');
    expect(tf.one('aws_cloudwatch_log_subscription_filter').log_group_name).toContain('audited');
  });

  test('is content-addressed: its key is its digest', () => {
    const code = tf.one('aws_s3_object', '/authorizer/');
    expect(code.key).toMatch(/\/[0-9a-f]{64}\.zip$/);
    expect(tf.one('aws_lambda_function', '/edge/authorizer/').s3_key).toContain('aws_s3_object.edge_authorizer_code');
  });

  test('is called by this API\'s authorizers only', () => {
    expect(tf.one('aws_lambda_permission', '/edge/authorizer-permission/').source_arn).toMatch(/aws_api_gateway_rest_api\..*execution_arn\}\/authorizers\/\*$/);
  });

  test('its role may run, trace and log', () => {
    const own = tf.all('aws_iam_role_policy', '/edge/authorizer/').flatMap((p) => statements(p.body.policy)).filter((s) => s.Effect === 'Allow');
    expect(own.map((s) => s.Sid).sort()).toEqual(['Logs', 'Network', 'Traces']);
  });
});
