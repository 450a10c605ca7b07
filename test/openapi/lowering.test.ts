import { ApiDocument } from '../../src/openapi/api-document';
import { lowerDocument } from '../../src/openapi/lower-document';

function lowered(schema: any, components: object = {}) {
  const api = ApiDocument.fromObject({
    openapi: '3.1.0',
    info: { title: 'T', version: '1' },
    servers: [{ url: 'https://example.com/v1' }],
    paths: { '/a': { post: { 'x-anything': 1, 'requestBody': { content: { 'application/json': { schema, example: {} } } }, 'responses': { default: { description: 'x' } } } } },
    components: { schemas: components },
  });
  const { document, notes } = lowerDocument(api);
  // what a gateway gets must itself be right
  ApiDocument.fromObject(document);
  return { schema: document.paths['/a'].post.requestBody.content['application/json'].schema, document, notes: notes.join('\n') };
}

describe('OpenAPI 3.1 in the words of 3.0', () => {
  test.each([
    ['null as a type', { type: ['string', 'null'] }, { type: 'string', nullable: true }],
    ['only null', { type: 'null' }, { nullable: true, enum: [null] }],
    ['several types', { type: ['string', 'integer'] }, { anyOf: [{ type: 'string' }, { type: 'integer' }] }],
    ['several types and null', { type: ['string', 'integer', 'null'] }, { nullable: true, anyOf: [{ type: 'string' }, { type: 'integer' }, { nullable: true, enum: [null] }] }],
    ['a list of null only', { type: ['null'] }, { nullable: true, enum: [null] }],
    ['patterns: what matches one must not count as additional', { type: 'object', patternProperties: { '^x': {} }, additionalProperties: false }, { type: 'object' }],
    ['not, of something that is looser now', { not: { type: 'object', dependentRequired: { a: ['b'] } } }, {}],
    ['not, of something that is as it was', { not: { type: 'object' } }, { not: { type: 'object' } }],
    ['one of several, of which one is looser now', { oneOf: [{ type: 'object', minContains: 1 }, { type: 'string' }] }, { anyOf: [{ type: 'object' }, { type: 'string' }] }],
    ['one of several that are as they were', { oneOf: [{ type: 'object' }, { type: 'string' }] }, { oneOf: [{ type: 'object' }, { type: 'string' }] }],
    ['const', { const: 'EUR' }, { type: 'string', enum: ['EUR'] }],
    ['exclusive bounds', { type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 9 }, { type: 'number', minimum: 0, exclusiveMinimum: true, maximum: 9, exclusiveMaximum: true }],
    ['two bounds, the stricter one', { type: 'number', minimum: 5, exclusiveMinimum: 1 }, { type: 'number', minimum: 5 }],
    ['a schema that is true', { type: 'object', properties: { a: true, b: false } }, { type: 'object', properties: { a: {}, b: { not: {} } } }],
    ['a list without items', { type: 'array' }, { type: 'array', items: {} }],
    ['words without meaning for validity', { 'type': 'string', 'description': 'd', 'examples': ['e'], 'deprecated': true, 'x-data-classification': 'personal' }, { type: 'string' }],
    ['a list of given length', { type: 'array', prefixItems: [{ type: 'string' }], items: false, maxItems: 1 }, { type: 'array', maxItems: 1, items: { anyOf: [{ type: 'string' }, { not: {} }] } }],
  ])('%s', (_, schema, expected) => {
    expect(lowered(schema).schema).toEqual(expected);
  });

  test('what 3.0 has no words for is left out and reported by operation', () => {
    const { schema, notes } = lowered({ $ref: '#/components/schemas/Outer' }, {
      Outer: { type: 'object', properties: { inner: { $ref: '#/components/schemas/Inner' } }, unevaluatedProperties: false },
      Inner: { type: 'object', if: { required: ['a'] }, then: { required: ['b'] }, patternProperties: { '^x': { type: 'string' } } },
      Unused: { dependentRequired: { a: ['b'] } },
    });
    expect(schema).toEqual({ $ref: '#/components/schemas/Outer' });
    expect(notes).toBe('POST /a: a gateway that reads OpenAPI 3.0 does not check if, patternProperties, then, unevaluatedProperties');
  });

  test('what stands beside a reference goes into an allOf', () => {
    expect(lowered({ $ref: '#/components/schemas/Text', maxLength: 3 }, { Text: { type: 'string' } }).schema)
      .toEqual({ allOf: [{ $ref: '#/components/schemas/Text' }, { maxLength: 3 }] });
  });

  test('names become letters and digits, without meeting', () => {
    const { document } = lowered({ anyOf: [{ $ref: '#/components/schemas/My-Text' }, { $ref: '#/components/schemas/My.Text' }] }, {
      'My-Text': { type: 'string' }, 'My.Text': { type: 'string', maxLength: 1 },
    });
    expect(document.components.schemas).toEqual({ MyText: { type: 'string' }, MyText2: { type: 'string', maxLength: 1 } });
  });

  test('cycles stay references', () => {
    const { document } = lowered({ $ref: '#/components/schemas/Node' }, { Node: { type: 'object', properties: { next: { $ref: '#/components/schemas/Node' } } } });
    expect(document.components.schemas.Node.properties.next).toEqual({ $ref: '#/components/schemas/Node' });
  });

  test('no vendor extension, server, example or security is left', () => {
    const { document } = lowered({ type: 'string' });
    expect(Object.keys(document)).toEqual(['openapi', 'info', 'paths']);
    expect(JSON.stringify(document)).not.toMatch(/x-anything|example|security/);
  });
});
