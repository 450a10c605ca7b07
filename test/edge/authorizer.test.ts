import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { strFromU8, unzipSync } from 'fflate';
import { buildProgram } from '../../scripts/build-edge';
import { authorizerBundle, usageKeyOf } from '../../src/edge/authorizer-bundle';
import { Issuer, TokenOptions } from './support/issuer';
import { ordersPlan, planFor } from './support/plans';

const ARN = 'arn:aws:execute-api:eu-central-1:111111111111:abc123/live';
const ORDER = '8f14e45f-ceea-467f-a86b-5d0d1b2c3d4e';
const READ = { client_id: 'web-shop', scope: 'orders:read' };
const WRITE = { scope: 'openid orders:write' };

type Handler = (event: object) => Promise<any>;

describe('token authorizer', () => {
  let issuer: Issuer;
  let folder: string;
  let handler: Handler;

  /** Loads the program from the archive that is deployed, with the environment that it gets. */
  function load(): Handler {
    const bundle = authorizerBundle(planFor(issuer));
    for (const [name, bytes] of Object.entries(unzipSync(Buffer.from(bundle.zipBase64, 'base64')))) {
      writeFileSync(join(folder, name), strFromU8(bytes));
    }
    Object.assign(process.env, bundle.environment);
    let loaded: Handler | undefined;
    jest.isolateModules(() => {
      loaded = require(join(folder, 'index.js')).handler;
    });
    return loaded!;
  }

  beforeAll(async () => {
    issuer = await Issuer.start();
    folder = mkdtempSync(join(tmpdir(), 'authorizer-'));
    handler = load();
  });

  afterAll(async () => {
    await issuer.stop();
    rmSync(folder, { recursive: true });
  });

  /** As API Gateway sends it; unless said otherwise, with the parameters that the orders API asks for. */
  function event(method: string, resource: string, token?: string, path = resource.replace('{orderId}', ORDER), query: Record<string, string[]> = {}, headers = { 'idempotency-key': ORDER }): any {
    const segments = path.split('/');
    const pathParameters = Object.fromEntries(resource.split('/').flatMap((part, i) => (part.startsWith('{') ? [[part.slice(1, -1), segments[i]]] : [])));
    return {
      type: 'REQUEST', methodArn: `${ARN}/${method}${path}`, httpMethod: method, resource, path, pathParameters, multiValueQueryStringParameters: query,
      headers: token === undefined ? headers : { ...headers, authorization: `Bearer ${token}` },
    };
  }

  const ask = (method: string, resource: string, options: TokenOptions, path?: string) => handler(event(method, resource, issuer.token(options), path));
  const effect = (answer: any) => answer.policyDocument.Statement.map((statement: any) => statement.Effect).join();

  test('lets a valid token in, for the one method ARN that was asked for', async () => {
    const answer = await ask('GET', '/orders/{orderId}', { claims: READ }, `/orders/${ORDER}`);
    expect(answer.policyDocument.Statement).toEqual([{ Effect: 'Allow', Action: 'execute-api:Invoke', Resource: `${ARN}/GET/orders/${ORDER}` }]);
    expect(answer.usageIdentifierKey).toBe(usageKeyOf('web-shop'));
    expect(answer.context).toEqual({ client: 'web-shop', operation: 'getOrder', subject: expect.stringMatching(/^[0-9a-f]{24}$/) });
  });

  test('tells nothing of the person but a pseudonym', async () => {
    const answer = await ask('GET', '/orders', { claims: { ...READ, sub: 'ada@example.com', email: 'ada@example.com', name: 'Ada' } });
    expect(JSON.stringify(answer)).not.toMatch(/ada/i);
  });

  test.each(['RS256', 'PS256', 'ES256'])('takes %s signatures', async (alg) => {
    expect(effect(await ask('GET', '/orders', { alg, claims: READ }))).toBe('Allow');
  });

  describe('checks parameters, which the gateway itself only asks to be there', () => {
    const call = (method: string, resource: string, path?: string, query?: Record<string, string[]>, headers?: any) =>
      handler(event(method, resource, issuer.token({ claims: { scope: 'orders:read orders:write', client_id: 'web-shop', consented_purposes: 'order-fulfilment' } }), path, query, headers));

    test.each([
      ['a number within its bounds', { limit: ['100'] }, 'Allow', undefined],
      ['none of the optional ones', {}, 'Allow', undefined],
      ['a number above its bounds', { limit: ['101'] }, 'Deny', 'query limit must be <= 100'],
      ['a text for a number', { limit: ['many'] }, 'Deny', 'query limit must be integer'],
      ['a text against its pattern', { cursor: ['<script>'] }, 'Deny', 'query cursor must match pattern \'^[A-Za-z0-9_-]+$\''],
      ['a value outside its list', { status: ['lost'] }, 'Deny', 'query status must be equal to one of the allowed values'],
    ])('%s', async (_name, query, expected, parameters) => {
      const answer = await call('GET', '/orders', '/orders', query as any);
      expect(effect(answer)).toBe(expected);
      expect(answer.context.parameters).toBe(parameters);
      expect(answer.context.reason).toBe(parameters && 'parameter_not_as_described');
    });

    test('a path value that is no id, and a header that is missing; what the caller sent is never said', async () => {
      const path = await call('GET', '/orders/{orderId}', '/orders/hello-world');
      expect([effect(path), path.context.parameters]).toEqual(['Deny', 'path orderId must match format \'uuid\'']);
      expect(JSON.stringify(path.context)).not.toContain('hello-world');
      const header = await call('POST', '/orders', '/orders', {}, {});
      expect([effect(header), header.context.parameters]).toEqual(['Deny', 'header idempotency-key is required']);
    });

    test('only of callers that may call: others hear nothing of parameters', async () => {
      const answer = await handler(event('GET', '/orders', issuer.token({ claims: { client_id: 'web-shop', scope: 'other' } }), '/orders', { limit: ['101'] }));
      expect(answer.context.reason).not.toBe('parameter_not_as_described');
      expect(answer.context.parameters).toBeUndefined();
    });
  });

  test('takes scopes and purposes as lists, too', async () => {
    const claims = { scope: ['orders:write'], consented_purposes: ['marketing', 'order-fulfilment'] };
    expect(effect(await ask('POST', '/orders', { claims }))).toBe('Allow');
  });

  const now = () => Math.floor(Date.now() / 1000);
  const unauthorized: [string, () => TokenOptions][] = [
    ['an expired token', () => ({ claims: { ...READ, exp: now() - 60 } })],
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
  test.each(unauthorized)('answers 401 to %s', async (_, options) => {
    await expect(ask('GET', '/orders', options())).rejects.toThrow(/^Unauthorized$/);
  });

  test.each([
    ['no token', undefined], ['an empty token', ''], ['no JWT', 'abc'], ['broken JSON in it', 'YQ.YQ.YQ'], ['a token of 12 KB', `${'a'.repeat(12_000)}.b.c`],
  ])('answers 401 to %s', async (_, token) => {
    await expect(handler(event('GET', '/orders', token))).rejects.toThrow(/^Unauthorized$/);
  });

  test('answers 401 to other schemes and to two tokens at once', async () => {
    const token = issuer.token({ claims: READ });
    await expect(handler({ ...event('GET', '/orders'), headers: { Authorization: `Basic ${token}` } })).rejects.toThrow(/^Unauthorized$/);
    const two = { ...event('GET', '/orders'), multiValueHeaders: { Authorization: [`Bearer ${token}`, `Bearer ${token}`] } };
    await expect(handler(two)).rejects.toThrow(/^Unauthorized$/);
  });

  test('forgives clocks that differ by seconds, not by minutes', async () => {
    expect(effect(await ask('GET', '/orders', { claims: { ...READ, exp: now() - 10 } }))).toBe('Allow');
  });

  test.each([
    ['no scope', 'GET', '/orders', {}, 'insufficient_scope: orders:read'],
    ['a scope that only begins alike', 'GET', '/orders', { scope: 'orders:readonly xorders:read' }, 'insufficient_scope: orders:read'],
    ['no purpose', 'POST', '/orders', WRITE, 'consent_required: order-fulfilment'],
    ['another purpose', 'POST', '/orders', { ...WRITE, consented_purposes: ['marketing'] }, 'consent_required: order-fulfilment'],
    ['a purpose that only contains it', 'POST', '/orders', { ...WRITE, consented_purposes: ['no-order-fulfilment'] }, 'consent_required: order-fulfilment'],
    ['the purpose of another operation', 'PUT', '/newsletter/preferences', { ...WRITE, consented_purposes: ['order-fulfilment'] }, 'consent_required: marketing'],
    ['no client', 'GET', '/orders', { scope: 'orders:read', client_id: undefined }, 'token_names_no_client'],
  ])('answers 403 to %s, with the reason', async (_, method, resource, claims, reason) => {
    const answer = await ask(method, resource, { claims });
    expect([effect(answer), answer.context.reason, answer.usageIdentifierKey]).toEqual(['Deny', reason, undefined]);
  });

  test('opens what the document leaves open, and nothing that it does not know', async () => {
    expect(effect(await handler(event('GET', '/health')))).toBe('Allow');
    expect(effect(await ask('DELETE', '/health', { claims: READ }))).toBe('Deny');
    expect(effect(await ask('GET', '/constructor', { claims: READ }))).toBe('Deny');
  });

  test('refuses wildcards in the path, which would widen the policy', async () => {
    const answer = await ask('GET', '/orders/{orderId}', { claims: READ }, '/orders/*');
    expect([effect(answer), answer.context.reason]).toEqual(['Deny', 'path_not_allowed']);
  });

  test('keeps the keys, fetches them anew for an unknown key id, but not for each', async () => {
    const fresh = load();
    const before = issuer.fetches;
    await fresh(event('GET', '/orders', issuer.token({ claims: READ })));
    await fresh(event('GET', '/orders', issuer.token({ claims: READ })));
    expect(issuer.fetches - before).toBe(1);
    issuer.rotate('rsa-2');
    const rotated = event('GET', '/orders', issuer.token({ kid: 'rsa-2', claims: READ }));
    await expect(fresh(rotated)).rejects.toThrow(/^Unauthorized$/);
    expect(issuer.fetches - before).toBe(1);
    const clock = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 31_000);
    expect(effect(await fresh(rotated))).toBe('Allow');
    clock.mockRestore();
    expect(issuer.fetches - before).toBe(2);
  });

  test('does not blame the caller when the issuer is down', async () => {
    const fresh = load();
    const silenced = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    issuer.broken = true;
    await expect(fresh(event('GET', '/orders', issuer.token({ claims: READ })))).rejects.not.toThrow(/^Unauthorized$/);
    issuer.broken = false;
    silenced.mockRestore();
  });
});

describe('authorizer bundle', () => {
  test('is the same bytes each time, in every time zone', () => {
    const before = process.env.TZ;
    const digests = ['UTC', 'Asia/Tokyo', 'America/New_York'].map((zone) => {
      process.env.TZ = zone;
      return authorizerBundle(ordersPlan()).sha256;
    });
    process.env.TZ = before;
    expect(new Set(digests).size).toBe(1);
  });

  test('changes its digest with the routes', () => {
    const plan = ordersPlan();
    expect(authorizerBundle({ ...plan, routes: plan.routes.slice(1) }).sha256).not.toBe(authorizerBundle(plan).sha256);
  });

  test('holds nothing that is known at apply only', () => {
    const files = unzipSync(Buffer.from(authorizerBundle({ ...ordersPlan(), issuer: 'https://made-at-apply.example.com' }).zipBase64, 'base64'));
    expect(strFromU8(files['config.json'])).not.toContain('made-at-apply');
  });

  test('the committed program is what its source builds to (npx tsx scripts/build-edge.ts)', () => {
    expect(readFileSync('src/edge/assets/authorizer.js', 'utf8') === buildProgram('authorizer')).toBe(true);
  });

  test('carries the licences of what it contains', () => {
    expect(readFileSync('src/edge/assets/authorizer.js', 'utf8')).toMatch(/jose [\d.]+ \(MIT\)[\s\S]*Permission is hereby granted/);
  });
});
