import { Token } from 'cdktf';
import { planEdge } from '../../src/edge/edge-plan';
import { authorizerBundle } from '../../src/edge/authorizer-bundle';
import { envoyConfig, statusPathOf } from '../../src/edge/envoy';
import { compareTemplates, templateRegex } from '../../src/edge/path-template';
import { ApiDocument } from '../../src/openapi/api-document';
import { edgeProps, ordersPlan } from './support/plans';

describe('plan of the edge', () => {
  test('of the orders API: who may call what, for which purpose', () => {
    expect(ordersPlan().routes.map(({ id, authenticated, scopes, purpose }) => [id, authenticated, scopes.join(' '), purpose])).toEqual([
      ['health', false, '', undefined],
      ['listOrders', true, 'orders:read', undefined],
      ['placeOrder', true, 'orders:write', 'order-fulfilment'],
      ['getOrder', true, 'orders:read', undefined],
      ['cancelOrder', true, 'orders:write', undefined],
      ['changeOrder', true, 'orders:write', undefined],
      ['getOrderCustomer', true, 'orders:read', 'order-fulfilment'],
      ['correctOrderCustomer', true, 'orders:write', 'order-fulfilment'],
      ['setNewsletter', true, 'orders:write', 'marketing'],
    ]);
  });

  test('fills in every default', () => {
    expect(ordersPlan()).toMatchObject({
      issuer: 'https://login.example.com/',
      jwksUri: 'https://login.example.com/.well-known/jwks.json',
      scopeClaim: 'scope',
      clientClaim: 'client_id',
      consentClaim: 'consented_purposes',
      perClient: { requests: 300, seconds: 60 },
      overall: { requests: 3000, seconds: 60 },
      maxBodyBytes: 8192,
      maskedFields: ['address', 'city', 'email', 'name', 'phone', 'postalCode', 'street'],
    });
  });

  test('tells every fault of the properties at once', () => {
    const props = edgeProps({
      authentication: { issuer: 'http://login.example.com', audience: ' ', clientClaim: 'a b' },
      rateLimits: { perClient: { requests: 0, seconds: 301 }, overall: { requests: 10, seconds: 1.5 } },
      consent: undefined,
      maxBodyBytes: 8193,
      maskedFields: [''],
    });
    let message = '';
    try {
      planEdge(props);
    } catch (error) {
      message = (error as Error).message;
    }
    expect(message).toMatch(/^edge of Orders: 9 faults\n/);
    for (const part of ['authentication.issuer', 'authentication.audience', 'authentication.clientClaim', 'rateLimits.perClient.requests: 0', 'rateLimits.perClient.seconds: 301',
      'rateLimits.overall.seconds: 1.5', 'maxBodyBytes: 8193', 'maskedFields', 'POST /orders, GET /orders/{orderId}/customer']) {
      expect(message).toContain(part);
    }
  });

  test('one client may not have more than all together', () => {
    expect(() => ordersPlan({ rateLimits: { perClient: { requests: 100, seconds: 1 } } })).toThrow(/one client may send more/);
  });

  test('an issuer that the cloud makes is known at apply: fine for the authorizer, not for a file', () => {
    const issuer = Token.asString({ resolve: () => 'later' });
    const plan = ordersPlan({ authentication: { issuer, audience: 'orders' } });
    expect(authorizerBundle(plan).environment.ISSUER).toBe(issuer);
    expect(() => envoyConfig(plan, { listenPort: 1, servicePort: 2, validatorPort: 3, instances: 1 })).toThrow(/issuer, jwksUri must be literal/);
  });

  test('hundreds of operations are planned in no time', () => {
    const get = (index: number) => ({
      operationId: `op${index}`,
      parameters: [{ name: 'id', in: 'path', required: true, schema: { $ref: '#/components/schemas/S0' } }],
      responses: { default: { description: 'x', content: { 'application/json': { schema: { $ref: `#/components/schemas/S${index % 300}` } } } } },
    });
    const schemas = Object.fromEntries(Array.from({ length: 300 }, (_, index) =>
      [`S${index}`, { type: 'object', properties: { next: { $ref: `#/components/schemas/S${(index + 1) % 300}` } } }]));
    const paths = Object.fromEntries(Array.from({ length: 800 }, (_, index) => [`/r${index}/{id}`, { get: get(index) }]));
    const started = process.hrtime.bigint();
    const plan = planEdge(edgeProps({ api: ApiDocument.fromObject({ openapi: '3.0.3', info: { title: 'T', version: '1' }, paths, components: { schemas } }) }));
    expect(plan.routes).toHaveLength(800);
    expect(Number(process.hrtime.bigint() - started) / 1e6).toBeLessThan(5_000);
  });
});

describe('configuration of Envoy', () => {
  const config = envoyConfig(ordersPlan({ maxBodyBytes: 4096 }), { listenPort: 8080, servicePort: 8081, validatorPort: 9001, instances: 4 });
  const manager = config.static_resources.listeners[0].filter_chains[0].filters[0].typed_config;
  const filter = (name: string) => manager.http_filters.find((one: any) => one.name === name).typed_config;

  test('refuses cheaply first and asks the validator last', () => {
    expect(manager.http_filters.map((one: any) => one.name)).toEqual(['headers', 'overall', 'token', 'access', 'per-client', 'size', 'validate', 'router']);
  });

  test('holds bodies to the limit, twice', () => {
    expect([filter('size').max_request_bytes, filter('validate').with_request_body]).toEqual([4096, { max_request_bytes: 4096, allow_partial_message: false }]);
  });

  test('is closed where a route says nothing', () => {
    expect([filter('token').rules, filter('access').rules, filter('validate').failure_mode_allow]).toEqual([
      [{ match: { prefix: '/' }, requires: { provider_name: 'issuer' } }], { action: 'ALLOW' }, false,
    ]);
  });

  test('gives each instance its share of the limits', () => {
    expect([filter('overall').token_bucket.max_tokens, filter('per-client').descriptors[0].token_bucket.max_tokens]).toEqual([750, 75]);
  });

  test('has no administration port', () => {
    expect(config.admin).toBeUndefined();
  });

  test('the status path gives way to one of the document', () => {
    const plan = ordersPlan();
    expect([statusPathOf(plan), statusPathOf({ ...plan, routes: [{ ...plan.routes[0], path: '/status' }] })]).toEqual(['/status', '/gateway-status']);
  });
});

describe('path templates', () => {
  test('the most specific one is tried first', () => {
    const templates = ['/{a}', '/orders/{id}', '/orders/mine', '/orders/{id}/lines', '/orders/v{id}', '/orders'];
    expect([...templates].sort(compareTemplates)).toEqual(['/orders', '/orders/mine', '/orders/v{id}', '/orders/{id}', '/orders/{id}/lines', '/{a}']);
  });

  test('plain text is taken literally', () => {
    const pattern = new RegExp(`^${templateRegex('/a.b/{id}/c+d')}$`);
    expect(['/a.b/1/c+d', '/aXb/1/c+d', '/a.b/1/2/c+d', '/a.b//c+d'].map((path) => pattern.test(path))).toEqual([true, false, false, false]);
  });
});
