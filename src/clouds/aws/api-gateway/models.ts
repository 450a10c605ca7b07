/** Says nothing about what is valid, or is refused by API Gateway's import. */
const DROPPED = new Set(['title', 'default', 'readOnly', 'writeOnly', 'discriminator', 'description', 'example']);

/** A schema of OpenAPI 3.0 as API Gateway's models understand it: never stricter than it was. `lost` hears what is not checked. */
export function modelSchema(schema: any, lost: (what: string) => void): any {
  if (Array.isArray(schema)) { return schema.map((s) => modelSchema(s, lost)); }
  if (typeof schema !== 'object' || schema === null) { return schema; }
  const result: any = {};
  for (const [key, value] of Object.entries<any>(schema)) {
    if (DROPPED.has(key) || key.startsWith('x-') || key === 'nullable') { continue; }
    if (key === 'exclusiveMinimum' || key === 'exclusiveMaximum') {
      lost(`${key} (the limit itself passes)`);
    } else if (key === 'properties') {
      result.properties = Object.fromEntries(Object.entries(value).map(([name, s]) => [name, modelSchema(s, lost)]));
    } else if (key === 'enum' || key === 'required') {
      result[key] = value;
    } else {
      result[key] = modelSchema(value, lost);
    }
  }
  if (schema.nullable === true && (result.type !== undefined || result.enum !== undefined)) {
    // A model knows no `nullable`: with its type it would refuse what the document allows.
    delete result.type;
    delete result.enum;
    lost('type and enum of what may be null');
  }
  return result;
}

/** Names of the component schemas that `schema` refers to, directly or not. */
export function referencedModels(schema: any, components: { [name: string]: any }, found = new Set<string>()): Set<string> {
  const text = JSON.stringify(schema ?? {});
  for (const [, name] of text.matchAll(/"#\/components\/schemas\/([A-Za-z0-9]+)"/g)) {
    if (!found.has(name) && components[name] !== undefined) {
      found.add(name);
      referencedModels(components[name], components, found);
    }
  }
  return found;
}
