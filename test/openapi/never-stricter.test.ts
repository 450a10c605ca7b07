import Ajv2020 from 'ajv/dist/2020';
import fc from 'fast-check';
import { ApiDocument } from '../../src/openapi/api-document';
import { lowerDocument } from '../../src/openapi/lower-document';
import { RaisedSchemas } from '../../src/openapi/raise-schema';

const NAMES = ['a', 'b', 'x1'];
const LEAVES = ['A', 'B', 'C'].map((name) => ({ $ref: `#/components/schemas/${name}` }));

/** Schemas of OpenAPI 3.1 with the words in which it differs from 3.0, small enough that values often meet them. */
const { schema } = fc.letrec((tie) => {
  const inner = tie('schema');
  const type = fc.constantFrom('string', 'integer', 'number', 'boolean', 'null', 'array', 'object');
  return {
    schema: fc.oneof({ depthSize: 'small', withCrossShrink: true },
      fc.constantFrom<any>({}, true, ...LEAVES),
      fc.record({ type: fc.oneof(type, fc.uniqueArray(type, { minLength: 1, maxLength: 3 })) }),
      fc.record({ type: fc.constantFrom('string', ['string', 'null']), enum: fc.uniqueArray(fc.constantFrom('a', 'b', null), { minLength: 1 }) }),
      fc.record({ const: fc.constantFrom('a', 1, null, true) }),
      fc.record({ minimum: fc.constantFrom(0, 2), exclusiveMinimum: fc.constantFrom(0, 1, 2), exclusiveMaximum: fc.constantFrom(1, 3) }, { requiredKeys: [] }),
      fc.record({ maxLength: fc.nat(2), minLength: fc.nat(2) }, { requiredKeys: [] }),
      fc.record({
        type: fc.constantFrom('object', ['object', 'null']),
        properties: fc.dictionary(fc.constantFrom(...NAMES), inner, { maxKeys: 2 }),
        patternProperties: fc.record({ '^x': inner }),
        additionalProperties: fc.oneof(fc.boolean(), inner),
        unevaluatedProperties: fc.constant(false),
        required: fc.uniqueArray(fc.constantFrom(...NAMES), { maxLength: 2 }),
        dependentRequired: fc.constant({ a: ['b'] }),
      }, { requiredKeys: ['type'] }),
      fc.record({
        type: fc.constant('array'),
        prefixItems: fc.array(inner, { minLength: 1, maxLength: 2 }),
        items: fc.oneof(fc.constant(false), inner),
        contains: inner,
        maxItems: fc.nat(2),
      }, { requiredKeys: ['type'] }),
      fc.record({ if: inner, then: inner, else: inner }, { requiredKeys: ['if'] }),
      fc.record({ not: inner }),
      fc.record({
        oneOf: fc.array(inner, { minLength: 1, maxLength: 3 }),
        anyOf: fc.array(inner, { minLength: 1, maxLength: 2 }),
        allOf: fc.array(inner, { minLength: 1, maxLength: 2 }),
      }, { requiredKeys: [] }),
      fc.tuple(fc.constantFrom(...LEAVES), inner).map(([ref, other]) => (typeof other === 'object' ? { ...other, ...ref } : ref)),
    ),
  };
});

const scalar = fc.constantFrom<any>('a', 'b', 'abc', '', 0, 1, 2, 3, 1.5, true, false, null);
const object = fc.dictionary(fc.constantFrom(...NAMES), fc.oneof(scalar, fc.dictionary(fc.constantFrom(...NAMES), scalar)), { maxKeys: 3 });
const value = fc.oneof(scalar, fc.array(scalar, { maxLength: 3 }), object);

function compile(root: any, $defs: Record<string, any>) {
  return new Ajv2020({ strict: false, logger: false }).compile({ allOf: [root], $defs });
}

/** References of a document, as those of one schema with definitions. */
function rooted(node: any): any {
  return JSON.parse(JSON.stringify(node).replace(/#\/components\/schemas\//g, '#/$defs/'));
}

function readable(components: Record<string, any>, root: any): ApiDocument | undefined {
  try {
    return ApiDocument.fromObject({
      openapi: '3.1.0',
      info: { title: 'T', version: '1' },
      components: { schemas: components },
      paths: { '/a': { post: { requestBody: { content: { 'application/json': { schema: root } } }, responses: { default: { description: 'x' } } } } },
    });
  } catch {
    // a reference that only leads to itself
    return undefined;
  }
}

const bodyOf = (document: any) => document.paths['/a'].post.requestBody.content['application/json'].schema;

test('what a 3.1 schema allows, its 3.0 form allows; the validator says exactly what the document says', () => {
  let compared = 0;
  const definitions = fc.record({ A: schema, B: schema, C: schema });
  fc.assert(fc.property(schema, definitions, fc.array(value, { minLength: 5, maxLength: 15 }), (root, components, values) => {
    const api = readable(components, root);
    if (!api) {
      return;
    }
    const asWritten = compile(rooted(root), rooted(components));
    const raised = new RaisedSchemas(api.document, '3.1');
    const asChecked = compile(raised.raise(root), raised.definitions);
    const { document } = lowerDocument(api);
    const again = new RaisedSchemas(document, '3.0');
    const asLowered = compile(again.raise(bodyOf(document)), again.definitions);
    for (const one of values) {
      let allowed: boolean;
      try {
        allowed = asWritten(one);
      } catch {
        // endless recursion in the schema itself
        return;
      }
      compared += 1;
      expect([one, asChecked(one)]).toEqual([one, allowed]);
      expect([one, asLowered(one) || !allowed]).toEqual([one, true]);
    }
  }), { numRuns: Number(process.env.STRICTER_RUNS ?? 80), seed: 42 });
  expect(compared).toBeGreaterThan(300);
});
