import * as fc from 'fast-check';
import { keepDocument } from '../../../src/documents';

/** OpenAPI documents as teams write them: paths, parameters, bodies, scopes, personal data, purposes, open operations. */

const WORDS = ['orders', 'returns', 'customers', 'parcels', 'shops', 'reviews', 'me', 'v1', 'price-lists', 'a'];
const SCOPES = ['orders:read', 'orders:write', 'admin', 'customer.read'];
const FIELDS = ['email', 'surname', 'iban', 'birthDate', 'note', 'amount', 'lines', 'x'];

const text = fc.record({
  'type': fc.constant('string'), 'maxLength': fc.integer({ min: 1, max: 200 }), 'enum': fc.constant(['a', 'b']), 'format': fc.constantFrom('uuid', 'date-time', 'email'),
  'pattern': fc.constantFrom('^[a-z]+$', '^\\d{2,4}$'), 'x-data-classification': fc.constantFrom('personal', 'special-category', 'internal'),
}, { requiredKeys: ['type'] });
const number = fc.record({ type: fc.constantFrom('integer', 'number'), minimum: fc.integer({ min: -5, max: 5 }), maximum: fc.integer({ min: 6, max: 1000 }) }, { requiredKeys: ['type'] });
const scalar = fc.oneof(text, number, fc.constant({ type: 'boolean' }));

const { schema } = fc.letrec((tie) => ({
  schema: fc.oneof({ maxDepth: 2, depthSize: 'small' },
    scalar,
    fc.record({ type: fc.constant('array'), items: tie('schema'), maxItems: fc.integer({ min: 1, max: 50 }) }, { requiredKeys: ['type', 'items'] }),
    fc.dictionary(fc.constantFrom(...FIELDS), tie('schema'), { minKeys: 1, maxKeys: 4 }).chain((properties) => fc.record({
      type: fc.constant('object'), properties: fc.constant(properties), required: fc.subarray(Object.keys(properties), { minLength: 1 }), additionalProperties: fc.constant(false),
    }, { requiredKeys: ['type', 'properties'] })),
    fc.constant({ $ref: '#/components/schemas/Shared' }),
  ),
}));

const security = fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: fc.constant([]) }, { weight: 3,
  arbitrary: fc.subarray(SCOPES).map((scopes) => [{ login: scopes }]) });
const body = fc.oneof(fc.constant(undefined), schema.map((one) => ({ required: true, content: { 'application/json': { schema: one } } })));
const parameter = fc.record({ name: fc.constantFrom('limit', 'cursor', 'status', 'since', 'x-request-tag'), in: fc.constantFrom('query', 'header'), required: fc.boolean(), schema: scalar });
const distinctParameters = fc.uniqueArray(parameter, { maxLength: 3, selector: ({ name, in: where }) => `${where} ${name}` });

const operation = (method: string) => fc.record({
  security, parameters: distinctParameters, requestBody: ['post', 'put', 'patch'].includes(method) ? body : fc.constant(undefined),
  personal: fc.constantFrom(undefined, undefined, true, false), purpose: fc.constantFrom(undefined, undefined, 'order-fulfilment', 'research:2026'),
}).map(({ personal, purpose, ...rest }) => {
  // Whom nobody knows, nobody can ask for consent: an open operation is on no personal data.
  const open = rest.security?.length === 0;
  return clean({ ...rest, 'x-personal-data': open ? false : personal, 'x-purpose': open || personal === false ? undefined : purpose, 'responses': { 200: { description: 'Done' } } });
});

const METHODS = ['get', 'post', 'put', 'patch', 'delete', 'head'];
const item = fc.uniqueArray(fc.constantFrom(...METHODS), { minLength: 1, maxLength: 3 })
  .chain((methods) => fc.record(Object.fromEntries(methods.map((method) => [method, operation(method)]))));
const template = fc.array(fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...WORDS) }, { weight: 1, arbitrary: fc.constant('{}') }), { minLength: 1, maxLength: 4 })
  .map((steps) => `/${steps.map((step, i) => (step === '{}' ? `{p${i}}` : step)).join('/')}`);

const paths = fc.uniqueArray(fc.tuple(template, item), { minLength: 1, maxLength: 5, selector: ([path]) => path.replace(/\{\w+\}/g, '{}') })
  .map((each) => Object.fromEntries(each.map(([path, methods]) => [path, withPathParameters(path, methods)])));

function withPathParameters(path: string, methods: any): any {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
  return names.length === 0 ? methods : { parameters: names.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string', maxLength: 64 } })), ...methods };
}

function clean<T extends object>(value: T): Partial<T> {
  return Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined)) as Partial<T>;
}

/** A document in memory, by its name. */
export const openapi: fc.Arbitrary<string> = fc.record({ openapi: fc.constantFrom('3.0.3', '3.1.0'), title: fc.string({ minLength: 1, maxLength: 15 }), paths, shared: scalar }).map(({ openapi: version, title, paths: each, shared }) => keepDocument(JSON.stringify({
  openapi: version, info: { title, version: '1.0.0' }, security: [{ login: [] }], paths: each,
  components: { schemas: { Shared: { type: 'object', properties: { shared } } }, securitySchemes: { login: { type: 'oauth2', flows: { clientCredentials: { tokenUrl: 'https://login.example.com/token', scopes: Object.fromEntries(SCOPES.map((s) => [s, s])) } } } } },
}), 'json'));
