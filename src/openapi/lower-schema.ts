import { asObject, isObject, stepOf } from './grammar';
import { jsonPointer } from './source';

/** Keywords of JSON Schema that OpenAPI 3.0 has, and that therefore pass as they are. */
const KEPT = new Set(['type', 'format', 'title', 'multipleOf', 'maximum', 'exclusiveMaximum', 'minimum', 'exclusiveMinimum', 'maxLength', 'minLength',
  'pattern', 'maxItems', 'minItems', 'uniqueItems', 'maxProperties', 'minProperties', 'required', 'enum', 'properties', 'items', 'allOf', 'oneOf', 'anyOf',
  'not', 'additionalProperties', 'nullable', 'default', 'readOnly', 'writeOnly', 'discriminator']);

/** Keywords that say nothing about what is valid: left out without a word. */
const SILENT = new Set(['description', 'example', 'examples', 'deprecated', 'externalDocs', 'xml', '$comment', '$schema', '$id', '$defs', 'definitions',
  'contentMediaType', 'contentEncoding', 'contentSchema', '$vocabulary']);

/** What a lowering may ask for and report. */
export interface LoweringContext {
  /** The reference, in the lowered document, to what `ref` refers to. */
  reference(ref: string): string;
  /** Called with the name of each keyword that OpenAPI 3.0 does not have. */
  lost(keyword: string): void;
  /** Whether the service makes this property itself: then it cannot be required of a caller. */
  readOnly(property: any): boolean;
  /** Whether a schema, or anything it refers to, says less in OpenAPI 3.0. */
  losesMeaning(schema: any): boolean;
}

/** A JSON Schema of OpenAPI 3.1 (or 3.0) in the words of OpenAPI 3.0, never stricter than it was. */
export function lowerSchema(schema: any, context: LoweringContext): any {
  if (schema === true) {
    return {};
  }
  if (schema === false) {
    return { not: {} };
  }
  if (!isObject(schema)) {
    return {};
  }
  if (typeof schema.$ref === 'string') {
    return lowerReference(schema, context);
  }
  const result: Record<string, any> = {};
  for (const [key, value] of Object.entries(schema)) {
    if (key === 'required' && Array.isArray(value)) {
      result.required = value.filter((name) => !context.readOnly(asObject(schema.properties)[name]));
    } else if (KEPT.has(key)) {
      result[key] = lowerChild(key, value, context);
    } else if (!SILENT.has(key) && !key.startsWith('x-') && !(key in TRANSLATED)) {
      context.lost(key);
    }
  }
  for (const [key, translate] of Object.entries(TRANSLATED)) {
    if (key in schema) {
      translate(schema[key], result, context);
    }
  }
  lowerTypes(result, context);
  lowerBounds(result);
  if (isObject(schema.patternProperties) && 'additionalProperties' in result) {
    // what matched a pattern would count as additional now
    delete result.additionalProperties;
    context.lost('additionalProperties beside patternProperties');
  }
  loosen(schema, result, context);
  if (Array.isArray(result.required) && result.required.length === 0) {
    delete result.required;
  }
  if (result.type === 'array' && result.items === undefined) {
    result.items = {};
  }
  return result;
}

/**
 * A part that is looser than it was makes `not` and `oneOf` stricter: more is denied, more alternatives match at once. There
 * `not` goes, and `oneOf` becomes `anyOf`.
 */
function loosen(schema: any, result: Record<string, any>, context: LoweringContext): void {
  if (result.not !== undefined && schema.not !== undefined && context.losesMeaning(schema.not)) {
    delete result.not;
    context.lost('not');
  }
  if (Array.isArray(result.oneOf) && schema.oneOf.some((part: any) => context.losesMeaning(part))) {
    const { oneOf, ...rest } = result;
    Object.keys(result).forEach((key) => delete result[key]);
    Object.assign(result, rest, rest.anyOf === undefined ? { anyOf: oneOf } : { allOf: [...(rest.allOf ?? []), { anyOf: oneOf }] });
    context.lost('that exactly one of oneOf holds');
  }
}

/** Whether a schema by itself, its parts aside, says less in OpenAPI 3.0. */
export function losesKeyword(schema: any, context: Pick<LoweringContext, 'readOnly'>): boolean {
  if (!isObject(schema)) {
    return false;
  }
  const unknown = Object.keys(schema).some((key) => key !== '$ref' && !KEPT.has(key) && !SILENT.has(key) && !key.startsWith('x-') && key !== 'const');
  const severalTypes = Array.isArray(schema.type) && schema.type.length > 1 && schema.anyOf !== undefined;
  // `nullable` lets null pass an `enum` that does not list it
  const nullAndEnum = Array.isArray(schema.type) && schema.type.includes('null') && Array.isArray(schema.enum) && !schema.enum.includes(null);
  const optional = Array.isArray(schema.required) && schema.required.some((name: any) => context.readOnly(asObject(schema.properties)[name]));
  return unknown || severalTypes || nullAndEnum || optional;
}

/** Beside a `$ref`, OpenAPI 3.0 ignores everything: what 3.1 says there goes into an `allOf`. */
function lowerReference(schema: any, context: LoweringContext): any {
  const reference = { $ref: context.reference(schema.$ref) };
  const siblings = Object.entries(schema).filter(([key]) => key !== '$ref');
  const rest = lowerSchema(Object.fromEntries(siblings), context);
  const matters = Object.keys(rest).filter((key) => !['title', 'default', 'readOnly', 'writeOnly'].includes(key));
  return matters.length === 0 ? reference : { allOf: [reference, rest] };
}

function lowerChild(key: string, value: any, context: LoweringContext): any {
  const step = stepOf('schema', key);
  if (!step) {
    return key === 'discriminator' ? lowerDiscriminator(value, context) : value;
  }
  if (key === 'additionalProperties' && typeof value === 'boolean') {
    return value;
  }
  if (step.many === 'map') {
    return Object.fromEntries(Object.entries(asObject(value)).map(([name, item]) => [name, lowerSchema(item, context)]));
  }
  if (Array.isArray(value)) {
    return value.map((item) => lowerSchema(item, context));
  }
  return lowerSchema(value, context);
}

function lowerDiscriminator(value: any, context: LoweringContext): any {
  const { propertyName, mapping } = asObject(value);
  if (!isObject(mapping)) {
    return { propertyName };
  }
  const entries = Object.entries(mapping).map(([name, ref]) => {
    const full = String(ref).startsWith('#') ? String(ref) : '#' + jsonPointer(['components', 'schemas', String(ref)]);
    return [name, context.reference(full)];
  });
  return { propertyName, mapping: Object.fromEntries(entries) };
}

type Translation = (value: any, result: Record<string, any>, context: LoweringContext) => void;

/** Keywords of 3.1 that 3.0 can say in other words. */
const TRANSLATED: Record<string, Translation> = {
  const: (value, result) => {
    if (value === null) {
      result.nullable = true;
      result.enum = [null];
    } else {
      result.enum = [value];
      result.type ??= typeOf(value);
    }
  },
  prefixItems: (value, result, context) => {
    context.lost('prefixItems (items may have any of these forms, in any order)');
    const forms = (Array.isArray(value) ? value : []).map((item) => lowerSchema(item, context));
    const rest = result.items === undefined || Object.keys(result.items).length === 0 ? {} : result.items;
    result.items = Object.keys(rest).length > 0 ? { anyOf: [...forms, rest] } : {};
  },
};

function typeOf(value: any): string | undefined {
  const type = Array.isArray(value) ? 'array' : typeof value;
  return ['string', 'number', 'boolean', 'array', 'object'].includes(type) ? type : undefined;
}

function lowerTypes(result: Record<string, any>, context: LoweringContext): void {
  if (result.type === 'null' || (Array.isArray(result.type) && result.type.every((type: any) => type === 'null'))) {
    delete result.type;
    result.nullable = true;
    result.enum = [null];
  }
  if (!Array.isArray(result.type)) {
    return;
  }
  const types = result.type.filter((type: string) => type !== 'null');
  if (types.length < result.type.length) {
    result.nullable = true;
  }
  if (types.length === 1) {
    result.type = types[0];
    return;
  }
  delete result.type;
  if (types.length > 1) {
    const anyOf: any[] = types.map((type: string) => (type === 'array' ? { type, items: result.items ?? {} } : { type }));
    if (result.nullable) {
      anyOf.push({ nullable: true, enum: [null] });
    }
    if (result.anyOf === undefined) {
      result.anyOf = anyOf;
    } else {
      context.lost(`type: [${types.join(', ')}] beside anyOf`);
    }
  }
}

/** `exclusiveMinimum: 5` of 3.1 is `minimum: 5, exclusiveMinimum: true` in 3.0. */
function lowerBounds(result: Record<string, any>): void {
  for (const [exclusive, bound, pick] of [['exclusiveMinimum', 'minimum', Math.max], ['exclusiveMaximum', 'maximum', Math.min]] as const) {
    const value = result[exclusive];
    if (typeof value !== 'number') {
      continue;
    }
    const other = result[bound];
    const strictest = typeof other === 'number' ? pick(value, other) : value;
    result[bound] = strictest;
    if (strictest === value) {
      result[exclusive] = true;
    } else {
      delete result[exclusive];
    }
  }
}
