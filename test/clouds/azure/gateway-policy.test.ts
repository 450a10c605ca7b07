import { createHash } from 'crypto';
import { ApiDocument, ApiGateway, LogClass, LogStream, Service } from '../../../src';
import { gatewayPolicy } from '../../../src/clouds/azure/gateway-policy';
import { operationId } from '../../../src/clouds/azure/operation-ids';
import { policyDocument, element } from '../../../src/clouds/azure/policy-xml';
import { planEdge } from '../../../src/edge/edge-plan';
import { Call, GatewayEvaluator } from './support/gateway-evaluator';
import { jose, KeySet } from './support/jose';
import { azureEnvironment } from './support/stacks';
import { parseXml } from './support/xml';

const ISSUER = 'https://login.acme.example/';
const CONFIGURATION = 'https://login.acme.example/.well-known/openid-configuration';
const ORDER = JSON.stringify({ sku: 'ABC', email: 'ada@example.com' });

const DOCUMENT = {
  openapi: '3.0.3',
  info: { title: 'Orders', version: '1.0.0' },
  components: {
    securitySchemes: { oidc: { type: 'openIdConnect', openIdConnectUrl: CONFIGURATION } },
    schemas: {
      Order: {
        type: 'object', additionalProperties: false, required: ['sku'],
        properties: { sku: { type: 'string', pattern: '^[A-Z]{1,8}$' }, email: { type: 'string', format: 'email', 'x-data-classification': 'personal' } },
      },
    },
  },
  paths: {
    '/health': { get: { operationId: 'health', security: [], responses: { 200: { description: 'ok' } } } },
    '/orders': {
      post: {
        'operationId': 'createOrder', 'x-personal-data': true, 'x-purpose': 'order-fulfilment', 'security': [{ oidc: ['orders.write'] }],
        'requestBody': { required: true, content: { 'application/json': { schema: { $ref: '#/components/schemas/Order' } } } },
        'responses': { 201: { description: 'created' } },
      },
      get: {
        operationId: 'listOrders', security: [{ oidc: ['orders.read', 'orders.list'] }],
        parameters: [{ name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 100 } }],
        responses: { 200: { description: 'ok' } },
      },
    },
  },
};

function synthesized(perClient = 5, overall = 50): { policy: string; document: any } {
  const tf = azureEnvironment((env) => {
    const service = new Service(env, 'api', {});
    new ApiGateway(env, 'gateway', {
      api: ApiDocument.fromObject(DOCUMENT),
      target: service.backend,
      authentication: { issuer: ISSUER, audience: 'orders' },
      consent: { purpose: 'order-fulfilment' },
      rateLimits: { perClient: { requests: perClient, seconds: 60 }, overall: { requests: overall, seconds: 60 } },
      accessLog: new LogStream(env, 'access', { logClass: LogClass.ACCESS }).backend,
      auditLog: new LogStream(env, 'audit-log', { logClass: LogClass.AUDIT }).backend,
    });
  });
  return {
    policy: tf.one('azurerm_api_management_api_policy').xml_content,
    document: JSON.parse(tf.one('azurerm_api_management_api').import.content_value.replace(/\$\$\{/g, '${')),
  };
}

describe('the policy of an API, read and played after its reference', () => {
  let sign: (claims: object, options?: { issuer?: string; audience?: string; expires?: string; key?: any; withoutExpiry?: boolean }) => Promise<string>;
  let keys: { [configuration: string]: KeySet };
  const { policy, document } = synthesized();

  beforeAll(async () => {
    const { publicKey, privateKey } = await jose.generateKeyPair('RS256');
    keys = { [CONFIGURATION]: { keys: [{ ...await jose.exportJWK(publicKey), kid: 'one', alg: 'RS256' }] } };
    sign = (claims, options = {}) => {
      const token = new jose.SignJWT({ ...claims }).setProtectedHeader({ alg: 'RS256', kid: 'one' }).setIssuer(options.issuer ?? ISSUER)
        .setAudience(options.audience ?? 'orders').setSubject('user-1');
      return (options.withoutExpiry ? token : token.setExpirationTime(options.expires ?? '5m')).sign(options.key ?? privateKey);
    };
  });

  const evaluator = () => new GatewayEvaluator(policy, document, keys);
  const create = operationId('createOrder');
  const list = operationId('listOrders');
  const WRITER = { client_id: 'shop', scope: 'openid orders.write', consented_purposes: ['order-fulfilment', 'newsletter'] };
  const READER = { client_id: 'shop', scope: ['orders.read', 'orders.list'] };

  const post = async (claims: object, options?: any, call: Partial<Call> = {}): Promise<Call> => ({
    operation: create, body: ORDER, ...call, headers: { 'authorization': `Bearer ${await sign(claims, options)}`, 'content-type': 'application/json', ...call.headers },
  });
  const status = async (call: Call, gateway = evaluator()) => (await gateway.call(call)).status;

  test('is well-formed and names every operation of the document once', () => {
    const text = JSON.stringify(parseXml(policy));
    for (const id of ['health', create, list]) { expect(text).toContain(`\\"${id}\\"`); }
    expect(Object.values<any>(document.paths).flatMap((m) => Object.values<any>(m)).map((o) => o.operationId).sort()).toEqual(['health', create, list].sort());
  });

  test('passes a good token with scopes and consent to the backend', async () => {
    expect(await evaluator().call(await post(WRITER))).toMatchObject({ backend: 'orders-prod-gateway' });
    expect((await evaluator().call({ operation: list, headers: { authorization: `Bearer ${await sign(READER)}` }, query: { limit: '10' } })).backend).toBe('orders-prod-gateway');
  });

  test.each<[string, object, any]>([
    ['has expired', WRITER, { expires: '-5m' }],
    ['never expires', WRITER, { withoutExpiry: true }],
    ['is of another issuer', WRITER, { issuer: 'https://evil.example/' }],
    ['is for another audience', WRITER, { audience: 'invoices' }],
  ])('answers 401 to a token that %s', async (_, claims, options) => {
    expect(await status(await post(claims, options))).toBe(401);
  });

  test('answers 401 to a token of a foreign key, to none at all, and to another scheme', async () => {
    const stranger = await jose.generateKeyPair('RS256');
    expect(await status(await post(WRITER, { key: stranger.privateKey }))).toBe(401);
    expect(await status({ operation: create, body: ORDER, headers: { 'content-type': 'application/json' } })).toBe(401);
    expect(await status({ operation: create, body: ORDER, headers: { 'content-type': 'application/json', 'authorization': `Basic ${await sign(WRITER)}` } })).toBe(401);
  });

  test('answers 401 to a token without signature', async () => {
    const unsigned = [{ alg: 'none' }, { iss: ISSUER, aud: 'orders', exp: 4102444800, ...WRITER }].map((p) => Buffer.from(JSON.stringify(p)).toString('base64url')).join('.');
    expect(await status({ operation: create, body: ORDER, headers: { 'content-type': 'application/json', 'authorization': `Bearer ${unsigned}.` } })).toBe(401);
  });

  test.each<[string, object]>([
    ['a scope is missing', { ...WRITER, scope: 'openid orders.read' }],
    ['a scope only begins like the right one', { ...WRITER, scope: 'orders.write2' }],
    ['nobody consented', { ...WRITER, consented_purposes: undefined }],
    ['consent is for another purpose', { ...WRITER, consented_purposes: ['newsletter'] }],
  ])('answers 403 where %s', async (_, claims) => {
    expect(await status(await post(claims))).toBe(403);
  });

  test('asks for every scope that an operation names', async () => {
    expect(await status({ operation: list, headers: { authorization: `Bearer ${await sign({ client_id: 'shop', scope: 'orders.read' })}` } })).toBe(403);
  });

  test('lets an open operation be called without a token, and no other', async () => {
    expect((await evaluator().call({ operation: 'health' })).backend).toBe('orders-prod-gateway');
    expect(await status({ operation: 'came-later', headers: { authorization: `Bearer ${await sign(WRITER)}` } })).toBe(404);
  });

  test.each<[string, Partial<Call>]>([
    ['breaks the schema', { body: '{"sku":"abc"}' }],
    ['has a property too many', { body: '{"sku":"ABC","admin":true}' }],
    ['is no JSON', { body: '{' }],
    ['is of another type', { headers: { 'content-type': 'text/plain' } }],
    ['is missing', { body: undefined }],
  ])('answers 400 to a body that %s', async (_, call) => {
    expect(await status(await post(WRITER, {}, call))).toBe(400);
  });

  test('answers 413 to a body over the limit, with its length told or in chunks', async () => {
    const body = JSON.stringify({ sku: 'ABC', email: `${'a'.repeat(9000)}@example.com` });
    expect(await status(await post(WRITER, {}, { body }))).toBe(413);
    expect(await status(await post(WRITER, {}, { body, headers: { 'transfer-encoding': 'chunked' } }))).toBe(413);
    // Before anybody looks at the token.
    expect(await status({ operation: create, body, headers: { 'content-type': 'application/json' } })).toBe(413);
  });

  test('answers 400 to parameters that are not in the document or out of range, and to a body that nobody asked for', async () => {
    const get = async (call: Partial<Call>): Promise<Call> => ({ operation: list, headers: { authorization: `Bearer ${await sign(READER)}` }, ...call });
    expect(await status(await get({ query: { limit: '1000' } }))).toBe(400);
    expect(await status(await get({ query: { debug: 'true' } }))).toBe(400);
    expect(await status(await get({ body: ORDER }))).toBe(400);
  });

  test('counts each client apart, and all together', async () => {
    const gateway = evaluator();
    for (let i = 0; i < 5; i += 1) { expect(await status(await post(WRITER), gateway)).toBeUndefined(); }
    expect(await status(await post(WRITER), gateway)).toBe(429);
    expect(await status(await post({ ...WRITER, client_id: 'other' }), gateway)).toBeUndefined();
    const few = new GatewayEvaluator(synthesized(3, 3).policy, document, keys);
    for (const client of ['a', 'b', 'c']) { expect(await status(await post({ ...WRITER, client_id: client }), few)).toBeUndefined(); }
    expect(await status(await post({ ...WRITER, client_id: 'd' }), few)).toBe(429);
  });

  test('records who called what, and that somebody was refused', async () => {
    // The pseudonym of the token authorizer, so that one person is the same everywhere.
    const subject = createHash('sha256').update(`${ISSUER} user-1`).digest('hex').slice(0, 24);
    expect((await evaluator().call(await post(WRITER))).traces).toEqual([{ event: 'call', client: 'shop', subject, operation: create, request: 'request' }]);
    const { client_id: _, ...nameless } = WRITER as any;
    expect((await evaluator().call(await post(nameless))).traces).toMatchObject([{ client: subject, subject }]);
    expect((await evaluator().call(await post({ ...WRITER, scope: '' }))).traces).toMatchObject([{ event: 'refused', client: 'shop', operation: create }]);
  });

  test('says nothing of the inside in an answer, and tells browsers to keep to TLS', async () => {
    const refused = await evaluator().call(await post({}));
    expect(refused).toMatchObject({ status: 403, body: '{"status":403}', headers: { 'Content-Type': 'application/problem+json' } });
    const broken = await evaluator().backendAnswers(500, { 'Server': 'nginx', 'X-Powered-By': 'Express' }, 'at Object.<anonymous> (/app/db.js:3)');
    expect(broken.body).toBe('{"status":500}');
    const fine = await evaluator().backendAnswers(200, { server: 'nginx' }, '{"ok":true}');
    expect(fine.body).toBe('{"ok":true}');
    const early = await evaluator().call({ operation: 'came-later' });
    for (const outcome of [refused, broken, fine, early]) {
      expect(outcome.headers['Strict-Transport-Security']).toMatch(/max-age=\d{8}/);
      expect(Object.keys(outcome.headers).map((h) => h.toLowerCase())).not.toContain('server');
    }
  });
});

describe('policy documents', () => {
  test('escape what would end an attribute or an element, and what Terraform would read as an expression', () => {
    const xml = policyDocument({ inbound: [element('x', { value: 'a"b<c>&${d}' }, ['</x>'])], backend: [], outbound: [], onError: [] });
    const read = parseXml(xml).children[0].children[0];
    expect(read.attributes.value).toBe('a"b<c>&$${d}');
    expect(read.text).toBe('</x>');
    expect(xml).toContain('value="a&quot;b&lt;c&gt;&amp;$${d}"');
  });

  test('leave expressions as they are: azurerm sends them raw, and API Management would escape them twice', () => {
    const xml = policyDocument({ inbound: [element('x', { value: '@(a == "b" && c > 1)' }, ['@("<d>")'])], backend: [], outbound: [], onError: [] });
    expect(xml).toContain('<x value="@(a == "b" && c > 1)">@("<d>")</x>');
    expect(policyDocument({ inbound: [element('y', {}, ['{"a":1}'])], backend: [], outbound: [], onError: [] })).toContain('<y>{"a":1}</y>');
  });

  test('keep a condition short enough for an expression, whatever the number of operations', () => {
    const paths = Object.fromEntries(Array.from({ length: 400 }, (_, i) => [`/things-of-some-length/${i}`, { get: { operationId: `readThingOfSomeLengthNumber${i}`, responses: { 200: { description: 'ok' } } } }]));
    const api = ApiDocument.fromObject({ openapi: '3.0.3', info: { title: 'Many', version: '1' }, paths });
    const plan = planEdge({ api, target: undefined as any, authentication: { issuer: ISSUER, audience: 'orders' }, accessLog: undefined as any, auditLog: undefined as any });
    const policy = gatewayPolicy(plan, { api: 'many', backend: 'many', timeoutSeconds: 29 });
    const conditions = [...policy.matchAll(/condition="(@.*)">/g)].map((m) => m[1].length);
    expect(Math.max(...conditions)).toBeLessThan(16384);
    expect(parseXml(policy).children[0].name).toBe('inbound');
    for (const route of plan.routes) { expect(policy).toContain(`"${operationId(route.id)}"`); }
  });

  test('operation ids are left alone by the import: lower case, single dashes, short, apart', () => {
    const ids = ['getOrder', 'getorder', 'GET /a//b', 'x'.repeat(200), `${'x'.repeat(199)}y`, 'Ünï'].map(operationId);
    for (const id of ids) { expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/); expect(id.length).toBeLessThanOrEqual(76); }
    expect(new Set(ids).size).toBe(ids.length);
  });
});
