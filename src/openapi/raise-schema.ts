import { asObject, isObject, stepOf } from './grammar';
import { parsePointer, valueAt } from './source';

/** Keywords that say nothing about what is valid. */
const IDLE = new Set(['description', 'title', 'example', 'examples', 'deprecated', 'externalDocs', 'xml', '$comment', 'default', 'discriminator',
  'nullable', 'readOnly', 'writeOnly', '$defs', 'definitions', 'contentSchema', 'contentMediaType', 'contentEncoding', '$schema', '$id',
  // needs a scope of anchors that a bundled document does not have: not checked, and reported by the lowering
  '$anchor', '$dynamicRef', '$dynamicAnchor', '$vocabulary']);

/**
 * Collects JSON Schemas of a document in the words of draft 2020-12, with everything that they refer to under `$defs`,
 * so that one validator reads both versions of OpenAPI.
 */
export class RaisedSchemas {
  /** All definitions, by name. Add-only; complete once every schema has been raised. */
  public readonly definitions: Record<string, any> = {};
  private readonly names = new Map<string, string>();

  public constructor(private readonly document: any, private readonly openapi: string) {}

  /** The same schema, with references to `#/$defs/…`. */
  public raise(schema: any): any {
    if (!isObject(schema)) {
      return typeof schema === 'boolean' ? schema : true;
    }
    if (typeof schema.$ref === 'string' && this.openapi === '3.0') {
      return { $ref: this.reference(schema.$ref) };
    }
    const result: Record<string, any> = {};
    for (const [key, value] of Object.entries(schema)) {
      if (key === '$ref') {
        result.$ref = this.reference(value);
      } else if (key === 'required' && Array.isArray(value)) {
        result.required = value.filter((name) => !this.readOnly(asObject(schema.properties)[name]));
      } else if (!IDLE.has(key) && !key.startsWith('x-')) {
        result[key] = this.child(key, value);
      }
    }
    return this.openapi === '3.0' ? modern(result, schema) : result;
  }

  private child(key: string, value: any): any {
    const step = stepOf('schema', key);
    if (!step) {
      return value;
    }
    if (Array.isArray(value)) {
      return value.map((item) => this.raise(item));
    }
    if (step.many === 'map') {
      return Object.fromEntries(Object.entries(asObject(value)).map(([name, item]) => [name, this.raise(item)]));
    }
    return this.raise(value);
  }

  private reference(ref: string): string {
    let name = this.names.get(ref);
    if (!name) {
      name = `s${this.names.size}`;
      this.names.set(ref, name);
      this.definitions[name] = this.raise(this.target(ref));
    }
    return `#/$defs/${name}`;
  }

  /** What the service makes itself (`readOnly`) cannot be required of a caller. */
  private readOnly(property: any): boolean {
    const target = isObject(property) && typeof property.$ref === 'string' ? this.target(property.$ref) : property;
    return asObject(property).readOnly === true || asObject(target).readOnly === true;
  }

  private target(ref: string): any {
    return valueAt(this.document, parsePointer(ref.slice(1)) ?? []);
  }
}

/** From the words of OpenAPI 3.0: `nullable`, and bounds that are exclusive by a flag. */
function modern(result: Record<string, any>, schema: any): any {
  for (const [flag, bound] of [['exclusiveMinimum', 'minimum'], ['exclusiveMaximum', 'maximum']]) {
    if (typeof result[flag] !== 'boolean') {
      continue;
    }
    if (result[flag] && typeof result[bound] === 'number') {
      result[flag] = result[bound];
      delete result[bound];
    } else {
      delete result[flag];
    }
  }
  if (schema.nullable !== true) {
    return result;
  }
  const widened = { ...result };
  if (typeof result.type === 'string') {
    widened.type = [result.type, 'null'];
  }
  if (Array.isArray(result.enum) && !result.enum.includes(null)) {
    widened.enum = [...result.enum, null];
  }
  const alternatives = ['allOf', 'anyOf', 'oneOf', 'not'].some((key) => key in result);
  return alternatives ? { anyOf: [result, { type: 'null' }] } : widened;
}
