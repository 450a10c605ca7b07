import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { buildProgram } from '../../scripts/build-edge';
import { RequestValidator } from '../../src/edge/programs/validate-request';
import { planEdge } from '../../src/edge/edge-plan';
import { validatorBundle } from '../../src/edge/validator-bundle';
import { validatorPlan } from '../../src/edge/validator-plan';
import { ApiDocument } from '../../src/openapi/api-document';
import { edgeProps, ordersPlan } from './support/plans';
import { freePort, Program, send } from './support/processes';

const KEY = { 'idempotency-key': '7c9e6679-7425-40de-944b-e07fc1f90ae7' };
const CUSTOMER = { name: 'Ada Lovelace', email: 'ada@example.com', address: { street: 'Main St 1', postalCode: '12345', city: 'London', country: 'GB' } };
const ORDER = { customer: CUSTOMER, lines: [{ sku: 'TEA-1', quantity: 2 }] };
const JSON_BODY = { 'content-type': 'application/json' };

describe('validator program', () => {
  let program: Program;
  let port: number;
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'validator-'));
    const bundle = validatorBundle(ordersPlan());
    writeFileSync(join(folder, 'validator.js'), bundle.program.content);
    writeFileSync(join(folder, 'plan.json'), bundle.plan.content);
    port = await freePort();
    program = new Program(process.execPath, [join(folder, 'validator.js'), '--plan', join(folder, 'plan.json'), '--listen', `127.0.0.1:${port}`]);
    await program.answers(port, '/health');
  });

  afterAll(async () => {
    await program.stop();
    rmSync(folder, { recursive: true });
  });

  const order = (body: unknown, headers: Record<string, string> = {}) =>
    send(port, { method: 'POST', path: '/orders', headers: { ...KEY, ...JSON_BODY, ...headers }, body: typeof body === 'string' ? body : JSON.stringify(body) });

  test('lets a request pass that is as described', async () => {
    expect((await order(ORDER)).status).toBe(200);
    expect((await order({ ...ORDER, note: null }, { 'content-type': 'application/json; charset=utf-8' })).status).toBe(200);
    expect((await send(port, { path: '/orders?limit=20&status=open&unknown=1' })).status).toBe(200);
    expect((await send(port, { path: '/orders/7c9e6679-7425-40de-944b-e07fc1f90ae7' })).status).toBe(200);
  });

  const faulty: [string, () => ReturnType<typeof send>, string, string][] = [
    ['a required property left out', () => order({ customer: CUSTOMER }), '', 'must have required property \'lines\''],
    ['a property nobody knows', () => order({ ...ORDER, discount: 99 }), '', 'must NOT have additional properties'],
    ['a number out of range', () => order({ ...ORDER, lines: [{ sku: 'TEA-1', quantity: 1000 }] }), '/lines/0/quantity', 'must be <= 999'],
    ['a wrong type', () => order({ ...ORDER, lines: [{ sku: 'TEA-1', quantity: '2' }] }), '/lines/0/quantity', 'must be integer'],
    ['a wrong format', () => order({ ...ORDER, customer: { ...CUSTOMER, email: 'ada' } }), '/customer/email', 'must match format "email"'],
    ['a text that is too long', () => order({ ...ORDER, note: 'x'.repeat(501) }), '/note', 'must NOT have more than 500 characters'],
    ['broken JSON', () => order('{"customer":'), '', 'is not JSON in UTF-8'],
    ['no body', () => order(''), '', 'is required'],
    ['a body where there is none', () => send(port, { method: 'DELETE', path: '/orders/7c9e6679-7425-40de-944b-e07fc1f90ae7', body: '{}', headers: JSON_BODY }), '', 'this operation takes none'],
    ['a path parameter of a wrong form', () => send(port, { path: '/orders/1' }), 'orderId', 'must match format "uuid"'],
    ['a query parameter out of range', () => send(port, { path: '/orders?limit=101' }), 'limit', 'must be <= 100'],
    ['a number in hexadecimal', () => send(port, { path: '/orders?limit=0x10' }), 'limit', 'must be integer'],
    ['a parameter given twice', () => send(port, { path: '/orders?limit=1&limit=2' }), 'limit', 'is given more than once'],
    ['a value that is not in the list', () => send(port, { path: '/orders?status=lost' }), 'status', 'must be equal to one of the allowed values'],
    ['a header left out', () => send(port, { method: 'POST', path: '/orders', headers: JSON_BODY, body: JSON.stringify(ORDER) }), 'idempotency-key', 'is required'],
  ];
  test.each(faulty)('refuses %s, naming the field', async (_, call, at, problem) => {
    const reply = await call();
    expect([reply.status, reply.headers['content-type']]).toEqual([400, 'application/problem+json']);
    expect(JSON.parse(reply.body).errors).toContainEqual(expect.objectContaining({ at, problem }));
  });

  test('says 415 to other media types and 404 to what it does not know', async () => {
    expect((await order('<order/>', { 'content-type': 'application/xml' })).status).toBe(415);
    expect((await send(port, { path: '/orders/a/b' })).status).toBe(404);
    expect((await send(port, { method: 'PUT', path: '/orders' })).status).toBe(404);
  });

  test('never echoes what was sent, neither in the answer nor in its log', async () => {
    const replies = [
      await order({ ...ORDER, 'ada.secret': 'ada.secret', customer: { ...CUSTOMER, email: 'ada.secret' } }),
      await send(port, { path: '/orders?cursor=ada.secret&limit=ada.secret' }),
      await send(port, { path: '/orders/ada.secret' }),
      await order('{"ada.secret'),
    ];
    replies.forEach((reply) => expect([reply.status, reply.body]).toEqual([400, expect.not.stringContaining('secret')]));
    expect(program.output).not.toMatch(/secret|ada/i);
  });
});

describe('values of parameters', () => {
  const operation = (parameters: any[]) => ({ get: { operationId: 'one', parameters, responses: { default: { description: 'x' } } } });

  function validator(path: string, parameters: any[], openapi = '3.1.0'): RequestValidator {
    const api = ApiDocument.fromObject({ openapi, info: { title: 'T', version: '1' }, paths: { [path]: operation(parameters) } });
    return new RequestValidator(validatorPlan(planEdge(edgeProps({ api }))));
  }

  const numbers = { type: 'array', items: { type: 'integer' }, maxItems: 3 };
  const point = { type: 'object', properties: { x: { type: 'integer' }, y: { type: 'integer' } }, required: ['x', 'y'], additionalProperties: false };
  const headers = (name: string, value: string) => ({ [name]: value });

  test.each([
    ['form', { in: 'query', name: 'n', schema: numbers }, '/p?n=1&n=2', '/p?n=1&n=b'],
    ['form, in one', { in: 'query', name: 'n', explode: false, schema: numbers }, '/p?n=1,2', '/p?n=1,b'],
    ['pipeDelimited', { in: 'query', name: 'n', style: 'pipeDelimited', explode: false, schema: numbers }, '/p?n=1|2', '/p?n=1|2|3|4'],
    ['spaceDelimited', { in: 'query', name: 'n', style: 'spaceDelimited', explode: false, schema: numbers }, '/p?n=1%202', '/p?n=1%202%203%204'],
    ['deepObject', { in: 'query', name: 'n', style: 'deepObject', schema: point }, '/p?n[x]=1&n[y]=2', '/p?n[x]=1&n[z]=2'],
    ['form object', { in: 'query', name: 'n', schema: point }, '/p?x=1&y=2', '/p?x=1'],
    ['JSON in a parameter', { in: 'query', name: 'n', content: { 'application/json': { schema: point } } }, '/p?n=%7B%22x%22:1,%22y%22:2%7D', '/p?n=%7B%22x%22:1%7D'],
    ['text or number', { in: 'query', name: 'n', schema: { type: ['integer', 'string'], maxLength: 2, maximum: 5 } }, '/p?n=12', '/p?n=123'],
    ['boolean', { in: 'query', name: 'n', schema: { type: 'boolean' } }, '/p?n=true', '/p?n=1'],
  ])('%s', (_, parameter, right, wrong) => {
    const check = validator('/p', [parameter]);
    const status = (target: string) => check.check({ method: 'GET', target, headers: {}, body: Buffer.alloc(0) }).status;
    expect([status(right), status(wrong)]).toEqual([200, 400]);
  });

  test('simple lists in headers, cookies, and encoded path parameters', () => {
    const check = validator('/p/{id}', [
      { in: 'path', name: 'id', required: true, schema: { type: 'string', pattern: '^a b$' } },
      { in: 'header', name: 'X-Numbers', schema: numbers },
      { in: 'cookie', name: 'session', schema: { type: 'string', minLength: 3 } },
    ]);
    const status = (target: string, given = {}) => check.check({ method: 'GET', target, headers: given, body: Buffer.alloc(0) }).status;
    expect(status('/p/a%20b', { ...headers('x-numbers', '1, 2'), ...headers('cookie', 'other=1; session=abc') })).toBe(200);
    expect(status('/p/a%20b', headers('x-numbers', '1,b'))).toBe(400);
    expect(status('/p/a%20b', headers('cookie', 'session=ab'))).toBe(400);
    expect(status('/p/a%zzb')).toBe(400);
  });

  test('OpenAPI 3.0: nullable and exclusive bounds by a flag; what the service makes is not required of the caller', () => {
    const schema = {
      type: 'object',
      required: ['id', 'age'],
      properties: { id: { type: 'string', readOnly: true }, age: { type: 'integer', minimum: 0, exclusiveMinimum: true }, nick: { type: 'string', nullable: true } },
    };
    const api = ApiDocument.fromObject({
      openapi: '3.0.3',
      info: { title: 'T', version: '1' },
      paths: { '/p': { post: { requestBody: { content: { 'application/json': { schema } } }, responses: { default: { description: 'x' } } } } },
    });
    const plan = planEdge(edgeProps({ api }));
    const check = new RequestValidator(validatorPlan(plan));
    const status = (body: object) => check.check({ method: 'POST', target: '/p', headers: JSON_BODY, body: Buffer.from(JSON.stringify(body)) }).status;
    expect([status({ age: 1, nick: null }), status({ age: 0 }), status({ age: 1, nick: 1 })]).toEqual([200, 400, 400]);
    expect(plan.openapi30.paths['/p'].post.requestBody.content['application/json'].schema.required).toEqual(['age']);
  });

  test('recursive schemas', () => {
    const api = ApiDocument.fromObject({
      openapi: '3.1.0',
      info: { title: 'T', version: '1' },
      components: { schemas: { Node: { type: 'object', additionalProperties: false, properties: { value: { type: 'integer' }, next: { $ref: '#/components/schemas/Node' } } } } },
      paths: { '/p': { post: { requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Node' } } } }, responses: { default: { description: 'x' } } } } },
    });
    const check = new RequestValidator(validatorPlan(planEdge(edgeProps({ api }))));
    const errors = check.check({ method: 'POST', target: '/p', headers: JSON_BODY, body: Buffer.from('{"next":{"next":{"value":"x","bob":1}}}') }).errors!;
    expect(errors.map((error) => error.at).sort()).toEqual(['/next/next', '/next/next/value']);
  });

  test('names that the caller made up are not repeated', () => {
    const schema = { type: 'object', additionalProperties: { type: 'object', properties: { count: { type: 'integer' } } } };
    const api = ApiDocument.fromObject({
      openapi: '3.1.0',
      info: { title: 'T', version: '1' },
      paths: { '/p': { post: { requestBody: { content: { 'application/json': { schema } } }, responses: { default: { description: 'x' } } } } },
    });
    const check = new RequestValidator(validatorPlan(planEdge(edgeProps({ api }))));
    const verdict = check.check({ method: 'POST', target: '/p', headers: JSON_BODY, body: Buffer.from('{"ada@example.com":{"count":"x"}}') });
    expect(verdict.errors).toEqual([{ in: 'body', at: '/*/count', problem: 'must be integer' }]);
  });

  test('the committed program is what its source builds to (npx tsx scripts/build-edge.ts)', () => {
    expect(readFileSync('src/edge/assets/validator.js', 'utf8') === buildProgram('validator')).toBe(true);
  });
});
