import { mkdtempSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { certificates, describeWithEnvoy, Gateway } from './support/envoy';
import { Issuer, TokenOptions } from './support/issuer';
import { planFor } from './support/plans';
import { Reply, send } from './support/processes';

const ID = '7c9e6679-7425-40de-944b-e07fc1f90ae7';
const CUSTOMER = { name: 'Ada Lovelace', email: 'ada@example.com', address: { street: 'Main St 1', postalCode: '12345', city: 'London', country: 'GB' } };
const ORDER = JSON.stringify({ customer: CUSTOMER, lines: [{ sku: 'TEA-1', quantity: 2 }] });
const WRITE_HEADERS = { 'content-type': 'application/json', 'idempotency-key': ID };
const READ = { scope: 'openid orders:read' };
const WRITE = { scope: 'orders:write', consented_purposes: 'marketing order-fulfilment' };

describeWithEnvoy('generated configuration on a real Envoy', () => {
  let issuer: Issuer;
  let gateway: Gateway;
  let folder: string;
  let caFile: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'certificates-'));
    const { caFile: ca, ...tls } = certificates(folder, 'IP:127.0.0.1');
    caFile = ca;
    issuer = await Issuer.start(tls);
    gateway = await Gateway.start(planFor(issuer, { rateLimits: { overall: { requests: 100_000, seconds: 60 } } }), { caFile });
  });

  afterAll(async () => {
    await gateway?.stop();
    await issuer?.stop();
    rmSync(folder, { recursive: true });
  });

  const bearer = (options: TokenOptions) => ({ authorization: `Bearer ${issuer.token(options)}` });
  const get = (path: string, options?: TokenOptions): Promise<Reply> => send(gateway.port, { path, headers: options ? bearer(options) : {} });
  const post = (claims: Record<string, unknown>, body: string | Buffer = ORDER, chunked = false) =>
    send(gateway.port, { method: 'POST', path: '/orders', headers: { ...WRITE_HEADERS, ...bearer({ claims }) }, body, chunked });

  test('lets right requests through to the service', async () => {
    const before = gateway.served.length;
    expect((await get(`/orders/${ID}`, { claims: READ })).status).toBe(200);
    expect((await get('/orders?limit=5', { claims: { scope: ['orders:read'] } })).status).toBe(200);
    expect((await post(WRITE)).status).toBe(200);
    expect((await post({ scope: ['orders:write'], consented_purposes: ['order-fulfilment'] })).status).toBe(200);
    expect((await get('/health')).status).toBe(200);
    expect(gateway.served.length - before).toBe(5);
  });

  test.each(['RS256', 'PS256', 'ES256'])('takes %s signatures', async (alg) => {
    expect((await get('/orders', { alg, claims: READ })).status).toBe(200);
  });

  const now = () => Math.floor(Date.now() / 1000);
  const unauthorized: [string, () => TokenOptions][] = [
    ['an expired token', () => ({ claims: { ...READ, exp: now() - 120 } })],
    ['a token without expiry', () => ({ claims: READ, without: ['exp'] })],
    ['a token that is not yet valid', () => ({ claims: { ...READ, nbf: now() + 120 } })],
    ['a wrong issuer', () => ({ claims: { ...READ, iss: 'https://evil.example.com/' } })],
    ['a wrong audience', () => ({ claims: { ...READ, aud: 'payments' } })],
    ['no audience', () => ({ claims: READ, without: ['aud'] })],
    ['algorithm none', () => ({ alg: 'none', claims: READ })],
    ['the public key as a shared secret (HS256)', () => ({ alg: 'HS256', kid: 'rsa-1', claims: READ })],
    ['an unknown key id', () => ({ kid: 'nobody', claims: READ })],
    ['a signature of another key under a known id', () => ({ foreign: true, claims: READ })],
  ];
  test.each(unauthorized)('401: %s', async (_, options) => {
    const before = gateway.served.length;
    const reply = await get('/orders', options());
    expect([reply.status, reply.headers['content-type'], gateway.served.length]).toEqual([401, 'application/problem+json', before]);
  });

  test.each([
    ['no token', {}], ['no JWT', { authorization: 'Bearer abc' }], ['another scheme', { authorization: 'Basic YTpi' }],
  ])('401: %s', async (_, headers) => {
    expect((await send(gateway.port, { path: '/orders', headers: headers as Record<string, string> })).status).toBe(401);
  });

  test('401: a token in the address', async () => {
    expect((await get(`/orders?access_token=${issuer.token({ claims: READ })}`)).status).toBe(401);
  });

  const forbidden: [string, () => Promise<Reply>][] = [
    ['no scope', () => get('/orders', {})],
    ['a scope that only contains the right one', () => get('/orders', { claims: { scope: 'orders:readonly xorders:read' } })],
    ['another scope', () => get('/orders', { claims: { scope: 'orders:write' } })],
    ['no purpose', () => post({ scope: 'orders:write' })],
    ['another purpose', () => post({ scope: 'orders:write', consented_purposes: ['marketing'] })],
    ['a purpose that only contains the right one', () => post({ scope: 'orders:write', consented_purposes: 'no-order-fulfilment order-fulfilment-2' })],
    ['the purpose of another operation', () => send(gateway.port, {
      method: 'PUT', path: '/newsletter/preferences', headers: { ...WRITE_HEADERS, ...bearer({ claims: { scope: 'orders:write', consented_purposes: ['order-fulfilment'] } }) }, body: '{}',
    })],
    ['no client', () => get('/orders', { claims: READ, without: ['client_id'] })],
  ];
  test.each(forbidden)('403: %s', async (_, call) => {
    const before = gateway.served.length;
    const reply = await call();
    expect([reply.status, reply.headers['content-type'], gateway.served.length]).toEqual([403, 'application/problem+json', before]);
  });

  test.each([['GET', '/'], ['GET', '/nothing'], ['GET', '/orders/1/2'], ['PUT', '/orders'], ['GET', '/status/'], ['POST', '/status'], ['GET', '/admin'], ['GET', '/stats']])(
    '404: %s %s, without a token', async (method, path) => {
      expect((await send(gateway.port, { method, path })).status).toBe(404);
    });

  test('tricks with paths do not get around the checks', async () => {
    const paths = ['/health/../orders', '//orders', '/orders/%2e%2e/orders', '/status/../orders'];
    expect(await Promise.all(paths.map(async (path) => (await send(gateway.port, { path })).status))).toEqual([401, 401, 401, 401]);
    expect((await send(gateway.port, { path: `/orders%2f${ID}`, headers: bearer({ claims: READ }) })).status).toBe(400);
  });

  const invalid: [string, () => Promise<Reply>, string][] = [
    ['a body that is not as described', () => post(WRITE, JSON.stringify({ customer: CUSTOMER, lines: [] })), '/lines'],
    ['broken JSON', () => post(WRITE, '{"customer"'), ''],
    ['a query parameter out of range', () => get('/orders?limit=0', { claims: READ }), 'limit'],
    ['a path parameter of a wrong form', () => get('/orders/1', { claims: READ }), 'orderId'],
    ['a header left out', () => send(gateway.port, { method: 'POST', path: '/orders', headers: { 'content-type': 'application/json', ...bearer({ claims: WRITE }) }, body: ORDER }), 'idempotency-key'],
  ];
  test.each(invalid)('400: %s, naming the field', async (_, call, at) => {
    const before = gateway.served.length;
    const reply = await call();
    expect([reply.status, reply.headers['content-type'], gateway.served.length]).toEqual([400, 'application/problem+json', before]);
    expect(JSON.parse(reply.body).errors.map((error: any) => error.at)).toContain(at);
  });

  test('400: a header that a server could take for another', async () => {
    expect((await send(gateway.port, { path: '/health', headers: { content_length: '1' } })).status).toBe(400);
  });

  test('415: a media type that is not described', async () => {
    const headers = { ...WRITE_HEADERS, 'content-type': 'text/plain', ...bearer({ claims: WRITE }) };
    expect((await send(gateway.port, { method: 'POST', path: '/orders', headers, body: ORDER })).status).toBe(415);
  });

  test('413: a body over the limit, with and without a stated length', async () => {
    const large = JSON.stringify({ note: 'x'.repeat(8_192) });
    expect((await post(WRITE, large)).status).toBe(413);
    expect((await post(WRITE, large, true)).status).toBe(413);
  });

  test('every answer carries the security headers and no sign of what made it', async () => {
    const replies = [await get('/orders', { claims: READ }), await get('/orders'), await get('/orders', {}), await get('/nothing'), await get('/orders?limit=0', { claims: READ }), await get('/status')];
    expect(replies.map((reply) => reply.status)).toEqual([200, 401, 403, 404, 400, 200]);
    for (const { headers } of replies) {
      expect(headers).toMatchObject({ 'strict-transport-security': expect.stringContaining('max-age=63072000'), 'x-content-type-options': 'nosniff' });
      expect([headers.server, headers['x-powered-by'], headers['x-envoy-upstream-service-time']]).toEqual([undefined, undefined, undefined]);
    }
  });

  test('the service cannot be told a false subject', async () => {
    await send(gateway.port, { path: '/health', headers: { 'x-groundwork-sub': 'admin', 'x-groundwork-subject': 'admin' } });
    await send(gateway.port, { path: '/orders', headers: { ...bearer({ claims: READ }), 'x-groundwork-sub': 'admin' } });
    gateway.served.forEach(({ headers }) => expect(Object.keys(headers).filter((name) => name.startsWith('x-groundwork'))).toEqual([]));
  });

  test('logs who called what, and nothing that is a secret or personal', async () => {
    const token = issuer.token({ claims: { ...READ, client_id: 'audited', sub: 'ada@example.com', email: 'ada@example.com' } });
    const headers = { authorization: `Bearer ${token}`, traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' };
    await send(gateway.port, { path: `/orders/${ID}?cursor=verysecret`, headers });
    await get('/orders', { claims: { scope: 'none', client_id: 'refused' } });
    await get(`/orders/${ID}`);
    await post({ ...WRITE, client_id: 'poster' });
    const lines = await until(() => gateway.log(), (log) => log.some((line) => line.client === 'poster'));
    expect(lines).toContainEqual(expect.objectContaining({
      operation: 'getOrder', method: 'GET', status: 200, client: 'audited', subject: expect.stringMatching(/^[0-9a-f]{24}$/), trace: headers.traceparent,
    }));
    expect(lines).toContainEqual(expect.objectContaining({ operation: 'listOrders', status: 403, client: 'refused' }));
    expect(lines).toContainEqual(expect.objectContaining({ operation: 'getOrder', status: 401 }));
    expect(gateway.output).not.toMatch(new RegExp(`${ID}|verysecret|ada|Lovelace|person-1|${token.split('.')[2]}|eyJ`, 'i'));
  });

  test('503, never a pass, when the validator is gone', async () => {
    const other = await Gateway.start(planFor(issuer), { caFile });
    try {
      await other.stopValidator();
      expect((await send(other.port, { path: '/orders', headers: bearer({ claims: READ }) })).status).toBe(503);
      expect(other.served).toEqual([]);
    } finally {
      await other.stop();
    }
  });

  test('401, never a pass, when the certificate of the issuer is not trusted', async () => {
    const other = await Gateway.start(planFor(issuer));
    try {
      expect((await send(other.port, { path: '/orders', headers: bearer({ claims: READ }) })).status).toBe(401);
    } finally {
      await other.stop();
    }
  });

  test('401, never a pass, when the issuer shows the certificate of somebody else', async () => {
    const { key, cert } = certificates(folder, 'DNS:other.example.com');
    const impostor = await Issuer.start({ key, cert });
    const other = await Gateway.start(planFor(impostor), { caFile });
    try {
      expect((await send(other.port, { path: '/orders', headers: { authorization: `Bearer ${impostor.token({ claims: READ })}` } })).status).toBe(401);
    } finally {
      await other.stop();
      await impostor.stop();
    }
  });

  test('a namespaced claim for client, scopes and purposes', async () => {
    const authentication = { issuer: issuer.url, audience: 'orders', clientClaim: 'https://example.com/client.id', scopeClaim: 'https://example.com/scopes' };
    const other = await Gateway.start(planFor(issuer, { authentication, consent: { purpose: 'order-fulfilment', claim: 'https://example.com/consent' } }), { caFile });
    try {
      const claims = { 'https://example.com/client.id': 'named', 'https://example.com/scopes': 'orders:read orders:write', 'https://example.com/consent': ['order-fulfilment'] };
      const order = { method: 'POST', path: '/orders', headers: { ...WRITE_HEADERS, ...bearer({ claims }) }, body: ORDER };
      expect((await send(other.port, order)).status).toBe(200);
      expect((await send(other.port, { ...order, headers: { ...WRITE_HEADERS, ...bearer({ claims: { ...claims, 'https://example.com/consent': [] } }) } })).status).toBe(403);
      const lines = await until(() => other.log(), (log) => log.length >= 2);
      expect(lines.map((line) => line.client)).toEqual(['named', 'named']);
    } finally {
      await other.stop();
    }
  });

  /** Calls of one kind, one after the other: how many were answered in which way. */
  async function burst(port: number, count: number, call: () => { path: string; headers?: Record<string, string> }): Promise<Record<number, number>> {
    const statuses: Record<number, number> = {};
    for (let index = 0; index < count; index++) {
      const { status } = await send(port, call());
      statuses[status] = (statuses[status] ?? 0) + 1;
    }
    return statuses;
  }

  test('429: one client over its limit; the others go on', async () => {
    const other = await Gateway.start(planFor(issuer, { rateLimits: { perClient: { requests: 40, seconds: 300 } } }), { caFile, instances: 2 });
    try {
      const token = bearer({ claims: { ...READ, client_id: 'greedy' } });
      expect(await burst(other.port, 30, () => ({ path: '/orders', headers: token }))).toEqual({ 200: 20, 429: 10 });
      const reply = await send(other.port, { path: '/orders', headers: token });
      expect([reply.status, reply.headers['retry-after'], reply.headers['content-type']]).toEqual([429, '300', 'application/problem+json']);
      for (let client = 0; client < 30; client++) {
        expect((await send(other.port, { path: '/orders', headers: bearer({ claims: { ...READ, client_id: `client-${client}` } }) })).status).toBe(200);
      }
      expect((await send(other.port, { path: '/orders', headers: token })).status).toBe(429);
    } finally {
      await other.stop();
    }
  });

  test('429: all together over the limit; the health of the gateway is not counted', async () => {
    const rateLimits = { perClient: { requests: 10, seconds: 300 }, overall: { requests: 20, seconds: 300 } };
    const other = await Gateway.start(planFor(issuer, { rateLimits }), { caFile });
    try {
      expect(await burst(other.port, 5, () => ({ path: '/status' }))).toEqual({ 200: 5 });
      expect(await burst(other.port, 25, () => ({ path: '/health' }))).toEqual({ 200: 20, 429: 5 });
      expect(await burst(other.port, 2, () => ({ path: '/status' }))).toEqual({ 200: 2 });
    } finally {
      await other.stop();
    }
  });
});

/** Logs are written a little later: asks again for at most five seconds. */
async function until<T>(read: () => T, enough: (value: T) => boolean): Promise<T> {
  for (let attempt = 0; attempt < 50 && !enough(read()); attempt++) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return read();
}
