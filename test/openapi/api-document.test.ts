import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join } from 'path';
import { ApiDocument } from '../../src/openapi/api-document';

const OK = { default: { description: 'x' } };

function document(paths: object, rest: object = {}): any {
  return { openapi: '3.1.0', info: { title: 'T', version: '1' }, paths, ...rest };
}

/** The lines of the one error, without its first. */
function faultsOf(read: () => unknown): string[] {
  try {
    read();
  } catch (error) {
    return (error as Error).message.split('\n').slice(1).map((line) => line.trim());
  }
  throw new Error('no error');
}

describe('a document in several files', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'openapi-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function write(files: Record<string, string>): string {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    return join(folder, Object.keys(files)[0]);
  }

  test('is brought into one; schemas become components, cycles stay references', () => {
    const api = ApiDocument.fromFile(write({
      'api.yaml': `
openapi: 3.1.0
info: { title: T, version: '1' }
paths:
  /trees:
    $ref: paths/trees.yaml
components:
  schemas:
    Node: { type: string }
`,
      'paths/trees.yaml': `
get:
  operationId: getTree
  parameters:
    - $ref: '../common.json#/limit'
  responses:
    default:
      description: x
      content:
        application/json:
          schema: { $ref: '../schemas/Node.schema.yaml' }
`,
      'common.json': '{"limit": {"name": "limit", "in": "query", "schema": {"$ref": "#/number"}}, "number": {"type": "integer"}}',
      'schemas/Node.schema.yaml': `
type: object
properties:
  children: { type: array, items: { $ref: Node.schema.yaml } }
  own: { $ref: '../api.yaml#/components/schemas/Node' }
`,
    }));
    expect(api.document.components.schemas).toEqual({
      Node: { type: 'string' },
      number: { type: 'integer' },
      Node2: {
        type: 'object',
        properties: { children: { type: 'array', items: { $ref: '#/components/schemas/Node2' } }, own: { $ref: '#/components/schemas/Node' } },
      },
    });
    expect(api.operations[0].parameters).toEqual([{ name: 'limit', in: 'query', schema: { $ref: '#/components/schemas/number' } }]);
    expect(JSON.stringify(api.document)).not.toMatch(/yaml|json#/);
  });

  test('tells every fault at once, at the line and column where it was written', () => {
    const file = write({
      'api.yaml': `openapi: 3.1.0
info: { title: T }
security:
  - nobody: []
paths:
  /a/{id}:
    get:
      operationId: one
      responses: { default: { description: x } }
  /b/{id}:
    parameters:
      - { name: id, in: path, schema: { type: string } }
      - { name: other, in: path, required: true, schema: { type: strng } }
    get:
      operationId: one
      x-purpose: 'for <all>'
      responses:
        default: { $ref: parts.yaml#/answer }
        '404': { $ref: parts.yaml#/lost }
        '500': { $ref: lost.yaml }
        '501': { $ref: 'https://example.com/x.yaml' }
  /a/{other}:
    get:
      parameters: [{ name: other, in: path, required: true, schema: { type: string } }]
      responses: { default: { description: x } }
components:
  schemas:
    A: { $ref: '#/components/schemas/B' }
    B: { $ref: '#/components/schemas/A' }
    C: { type: string, pattern: '(' }
`,
      'parts.yaml': `answer:
  description: x
  content:
    application/json:
      schema: { $ref: '#/nothing' }
`,
    });
    const faults = faultsOf(() => ApiDocument.fromFile(file)).map((line) => line.replace(new RegExp(folder + '/', 'g'), ''));
    for (const expected of [
      /^api\.yaml:2:1 \/info: 'version' is missing/,
      /^api\.yaml:3:1 \/security: security scheme 'nobody' is not defined/,
      /^api\.yaml:7:5 \/paths\/~1a~1\{id\}\/get: path parameter 'id' of '\/a\/\{id\}' is not declared/,
      /^api\.yaml:22:3 .*is the same path as '\/a\/\{id\}'/,
      /^api\.yaml:14:5 .*path parameter 'id' must have 'required: true'/,
      /^api\.yaml:14:5 .*path parameter 'other' is not in the path/,
      /^api\.yaml:13:\d+ .*must be equal to one of the allowed values|^api\.yaml:13:\d+ .*must be one of/,
      /^api\.yaml:15:7 .*operationId 'one' is already that of GET \/a\/\{id\}/,
      /^api\.yaml:16:7 .*'for <all>' is not a purpose/,
      /^parts\.yaml:5:17: \/|^parts\.yaml:5:\d+ .*'#\/nothing' is dangling/,
      /^api\.yaml:19:\d+ .*'parts\.yaml#\/lost' is dangling: there is nothing at that place/,
      /^api\.yaml:20:\d+ .*'lost\.yaml' is dangling: there is no such file/,
      /^api\.yaml:21:\d+ .*'https:\/\/example\.com\/x\.yaml' is an address/,
      /^api\.yaml:28:\d+ .*leads back to itself/,
      /^api\.yaml:30:\d+ .*is not a regular expression/,
    ]) {
      expect(faults).toContainEqual(expect.stringMatching(expected));
    }
    expect(faults).not.toContainEqual(expect.stringMatching(/'description' is missing/));
    expect(faults).toHaveLength(17);
  });

  test('broken YAML and JSON are told with their place, in every file', () => {
    expect(faultsOf(() => ApiDocument.fromFile(write({ 'a.yaml': 'openapi: 3.1.0\ninfo: {title: T\npaths: {}\n' })))[0]).toMatch(/a\.yaml:\d+:\d+: /);
    expect(faultsOf(() => ApiDocument.fromFile(write({ 'a.json': '{"openapi": "3.1.0",\n "info": }' })))[0]).toMatch(/a\.json:2:\d+: /);
    const twice = { 'b.yaml': 'openapi: 3.1.0\ninfo: { title: T, version: "1" }\npaths: { /a: { $ref: c.yaml } }\n', 'c.yaml': 'get: {\n' };
    expect(faultsOf(() => ApiDocument.fromFile(write(twice)))).toContainEqual(expect.stringMatching(/c\.yaml:\d+:\d+: /));
  });

  test.each([
    ['nothing.yaml', undefined, /there is no such file/],
    ['old.yaml', 'swagger: "2.0"\n', /must be OpenAPI 3\.0 or 3\.1, found Swagger 2\.0/],
    ['new.yaml', 'openapi: 3.2.0\n', /found OpenAPI 3\.2\.0/],
    ['text.yaml', 'hello\n', /must be an object/],
    ['empty.yaml', '', /must be an object/],
  ])('%s', (name, text, message) => {
    const file = text === undefined ? join(folder, name) : write({ [name]: text });
    expect(() => ApiDocument.fromFile(file)).toThrow(message);
  });
});

test.each([
  ['directly', { $ref: '#/components/schemas/A' }, true],
  ['through allOf', { allOf: [{ $ref: '#/components/schemas/A' }] }, true],
  ['through not and another', { not: { $ref: '#/components/schemas/B' } }, true],
  ['through a property', { properties: { a: { $ref: '#/components/schemas/A' } } }, false],
])('a schema that refers to itself %s', (_, A, endless) => {
  const read = () => ApiDocument.fromObject(document({ '/a': { get: { responses: OK } } }, { components: { schemas: { A, B: { anyOf: [{ $ref: '#/components/schemas/A' }] } } } }));
  if (endless) {
    expect(read).toThrow(/leads back to itself without an end/);
  } else {
    expect(read().operations).toHaveLength(1);
  }
});

describe('what an operation asks of its caller', () => {
  const schemes = {
    components: {
      securitySchemes: {
        login: { type: 'oauth2', flows: { clientCredentials: { tokenUrl: 'https://x', scopes: { a: '', b: '', c: '' } } } },
        oidc: { type: 'openIdConnect', openIdConnectUrl: 'https://x' },
        bearer: { type: 'http', scheme: 'Bearer' },
        basic: { type: 'http', scheme: 'basic' },
        key: { type: 'apiKey', in: 'header', name: 'k' },
      },
    },
  };

  function read(security: any, top?: any) {
    const get = { responses: OK, ...(security === undefined ? {} : { security }) };
    const api = ApiDocument.fromObject(document({ '/a': { get }, '/b': { get: { responses: OK, security: [{ login: ['a'] }] } } }, { ...schemes, ...(top ? { security: top } : {}) }));
    const [{ authenticated, scopes }] = api.operations;
    return { authenticated, scopes, note: api.notes.filter((note) => note.startsWith('GET /a')).join() };
  }

  test.each([
    ['of the document', undefined, [{ login: ['a'] }], true, ['a'], ''],
    ['of the operation', [{ login: ['b', 'a'] }], [{ login: ['c'] }], true, ['a', 'b'], ''],
    ['of several schemes together', [{ login: ['a'], oidc: ['b'], bearer: [] }], undefined, true, ['a', 'b'], ''],
    ['none, said so', [], [{ login: ['a'] }], false, [], ''],
    ['none, said in another way', [{}], [{ login: ['a'] }], false, [], ''],
    ['nothing stated', undefined, undefined, true, [], 'states no security'],
    ['anonymous as an alternative', [{}, { login: ['a'] }], undefined, true, ['a'], 'anonymous access as an alternative'],
    ['alternatives of which one is enough for all', [{ login: ['a', 'b'] }, { oidc: ['a'] }], undefined, true, ['a'], ''],
    ['alternatives that differ', [{ login: ['a'] }, { login: ['b'] }], undefined, true, ['a', 'b'], 'alternative scopes (a or b)'],
    ['a scheme without tokens', [{ basic: [] }], undefined, true, [], '\'basic\' (http basic)'],
    ['a scheme without tokens as an alternative', [{ login: ['a'] }, { key: [] }], undefined, true, ['a'], 'accepts \'key\' (apiKey) as an alternative'],
    ['a scheme besides the token', [{ login: ['a'], key: [] }], undefined, true, ['a'], 'asks for \'key\' (apiKey) besides a token'],
  ])('security %s', (_, security, top, authenticated, scopes, note) => {
    const found = read(security, top);
    expect([found.authenticated, found.scopes]).toEqual([authenticated, scopes]);
    expect(note === '' ? found.note === '' : found.note.includes(note)).toBe(true);
  });

  test('a document that says nothing of security requires tokens everywhere, with one note', () => {
    const api = ApiDocument.fromObject(document({ '/a': { get: { responses: OK }, put: { responses: OK } } }));
    expect(api.operations.map((operation) => operation.authenticated)).toEqual([true, true]);
    expect(api.notes).toEqual([expect.stringMatching(/^security: the document states none/)]);
  });

  test('a parameter of the operation replaces that of the path', () => {
    const limit = (maximum: number) => ({ name: 'limit', in: 'query', schema: { type: 'integer', maximum } });
    const api = ApiDocument.fromObject(document({ '/a': { parameters: [limit(1)], get: { parameters: [limit(2)], responses: OK } } }));
    expect(api.operations[0].parameters).toEqual([limit(2)]);
  });

  test('operations without an id get one that is unique', () => {
    const api = ApiDocument.fromObject(document({ '/a/b': { get: { responses: OK } }, '/a-b': { get: { responses: OK } } }));
    expect(api.operations.map((operation) => operation.id)).toEqual(['getAB', 'getAB2']);
  });
});

describe('personal data', () => {
  const schemas = {
    Person: { type: 'object', properties: { email: { $ref: '#/components/schemas/Email' }, born: { type: 'string', 'x-data-classification': 'special-category' }, friend: { $ref: '#/components/schemas/Person' } } },
    Email: { type: 'string', 'x-data-classification': 'personal' },
    Parcel: { type: 'object', properties: { to: { $ref: '#/components/schemas/Person' }, weight: { type: 'number', 'x-data-classification': 'internal' } } },
    Loop: { type: 'object', properties: { again: { $ref: '#/components/schemas/Loop' } } },
  };
  const answering = (schema: string, more: object = {}) => ({
    responses: { 200: { description: 'x', content: { 'application/json': { schema: { $ref: `#/components/schemas/${schema}` } } } } }, ...more,
  });

  function personal(operation: any): boolean {
    return ApiDocument.fromObject(document({ '/a': { get: operation } }, { components: { schemas } })).operations[0].personalData;
  }

  test.each([
    ['a schema that is reached through others', answering('Parcel'), true],
    ['a schema that has none', answering('Loop'), false],
    ['a parameter', { responses: OK, parameters: [{ name: 'email', in: 'query', schema: { $ref: '#/components/schemas/Email' } }] }, true],
    ['a mark', { responses: OK, 'x-personal-data': true }, true],
    ['a classification of the operation', { responses: OK, 'x-data-classification': 'personal' }, true],
    ['a purpose', { responses: OK, 'x-purpose': 'delivery' }, true],
    ['a mark that there is none', answering('Parcel', { 'x-personal-data': false }), false],
    ['nothing', { responses: OK }, false],
  ])('known by %s', (_, operation, expected) => {
    expect(personal(operation)).toBe(expected);
  });

  test('fields are listed by name', () => {
    const parameters = [{ name: 'phone', in: 'query', 'x-data-classification': 'personal', schema: { type: 'string' } }];
    const api = ApiDocument.fromObject(document({ '/a': { get: answering('Parcel', { parameters }) } }, { components: { schemas } }));
    expect(api.personalFields).toEqual(['born', 'email', 'phone']);
  });

  test.each([
    ['an unknown classification', { responses: OK, 'x-data-classification': 'secret' }, /'secret' is not a classification/],
    ['a purpose although there is no personal data', { responses: OK, 'x-purpose': 'p', 'x-personal-data': false }, /names a purpose although/],
    ['personal data for anybody', { responses: OK, 'x-purpose': 'p', 'security': [] }, /asks for no token/],
  ])('%s is a fault', (_, operation, message) => {
    expect(() => personal(operation)).toThrow(message);
  });
});
