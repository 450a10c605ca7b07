import { Pointer } from './source';

/** Kinds of object in an OpenAPI document that matter to us; everything else is data and is never looked into. */
export type Kind = 'document' | 'components' | 'pathItem' | 'operation' | 'callback' | 'parameter' | 'requestBody' | 'response'
| 'mediaType' | 'encoding' | 'header' | 'example' | 'link' | 'securityScheme' | 'schema';

/** How a key holds its value: one object, a map of them, or a list of them. */
export interface Step {
  readonly kind: Kind;
  readonly many?: 'map' | 'list';
}

const one = (kind: Kind): Step => ({ kind });
const map = (kind: Kind): Step => ({ kind, many: 'map' });
const list = (kind: Kind): Step => ({ kind, many: 'list' });

/** HTTP methods of a path item, in the order of the specification. */
export const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

const SCHEMA_ONE = ['items', 'not', 'additionalProperties', 'if', 'then', 'else', 'contains', 'propertyNames', 'unevaluatedItems',
  'unevaluatedProperties', 'contentSchema'];
const SCHEMA_MAP = ['properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas'];
const SCHEMA_LIST = ['allOf', 'anyOf', 'oneOf', 'prefixItems'];

const holder = { schema: one('schema'), content: map('mediaType'), examples: map('example') };

const GRAMMAR: Record<Kind, Record<string, Step>> = {
  document: { paths: map('pathItem'), webhooks: map('pathItem'), components: one('components') },
  components: {
    schemas: map('schema'),
    responses: map('response'),
    parameters: map('parameter'),
    examples: map('example'),
    requestBodies: map('requestBody'),
    headers: map('header'),
    securitySchemes: map('securityScheme'),
    links: map('link'),
    callbacks: map('callback'),
    pathItems: map('pathItem'),
  },
  pathItem: { ...Object.fromEntries(METHODS.map((method) => [method, one('operation')])), parameters: list('parameter') },
  operation: { parameters: list('parameter'), requestBody: one('requestBody'), responses: map('response'), callbacks: map('callback') },
  callback: {},
  parameter: holder,
  header: holder,
  requestBody: { content: map('mediaType') },
  response: { headers: map('header'), content: map('mediaType'), links: map('link') },
  mediaType: { schema: one('schema'), examples: map('example'), encoding: map('encoding') },
  encoding: { headers: map('header') },
  example: {},
  link: {},
  securityScheme: {},
  schema: {
    ...Object.fromEntries(SCHEMA_ONE.map((key) => [key, one('schema')])),
    ...Object.fromEntries(SCHEMA_MAP.map((key) => [key, map('schema')])),
    ...Object.fromEntries(SCHEMA_LIST.map((key) => [key, list('schema')])),
  },
};

/** Objects that may be given by `$ref`. */
export const REFERABLE: ReadonlySet<Kind> = new Set<Kind>([
  'pathItem', 'callback', 'parameter', 'requestBody', 'response', 'header', 'example', 'link', 'securityScheme', 'schema',
]);

/** What `key` of an object of this kind holds; `undefined` for plain data. */
export function stepOf(kind: Kind, key: string): Step | undefined {
  if (kind === 'callback') {
    return key.startsWith('x-') ? undefined : one('pathItem');
  }
  return Object.prototype.hasOwnProperty.call(GRAMMAR[kind], key) ? GRAMMAR[kind][key] : undefined;
}

export function isObject(value: any): value is Record<string, any> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

/** The value if it is an object, else an empty one: faults of form are reported elsewhere, nothing here may crash on them. */
export function asObject(value: any): Record<string, any> {
  return isObject(value) ? value : {};
}

/** The value if it is a list, else an empty one. */
export function asList(value: any): any[] {
  return Array.isArray(value) ? value : [];
}

/** The parts directly under an object of this kind that are themselves objects of a known kind. */
export function parts(node: Record<string, any>, kind: Kind): { readonly kind: Kind; readonly value: any; readonly at: Pointer }[] {
  const found: { kind: Kind; value: any; at: Pointer }[] = [];
  for (const [key, value] of Object.entries(node)) {
    const step = stepOf(kind, key);
    if (!step) {
      continue;
    }
    if (!step.many && !Array.isArray(value)) {
      found.push({ kind: step.kind, value, at: [key] });
    } else if (Array.isArray(value)) {
      value.forEach((item, index) => found.push({ kind: step.kind, value: item, at: [key, index] }));
    } else if (isObject(value)) {
      Object.entries(value).forEach(([name, item]) => found.push({ kind: step.kind, value: item, at: [key, name] }));
    }
  }
  return found;
}

/** Visits every object of a known kind, parents first. A visitor that returns `false` keeps us out of that object. */
export function walk(node: any, kind: Kind, visit: (node: any, kind: Kind, at: Pointer) => boolean | void, at: Pointer = []): void {
  if (visit(node, kind, at) === false || !isObject(node)) {
    return;
  }
  for (const part of parts(node, kind)) {
    walk(part.value, part.kind, visit, [...at, ...part.at]);
  }
}
