import { existsSync, readFileSync } from 'fs';
import { join } from 'path';
import { schemaCheck } from '../standards/check-schema';
import { Path } from '../standards/faults';
import { JsonSchema } from '../standards/schema-parts';

/** Keyword of a text that names a file, relative to the YAML file. */
const FILE_KEYWORD = 'x-file';
const FILE = 'schemas/environment.schema.json';

let loaded: JsonSchema | undefined;

/** The published schema of environment files, as this package carries it. */
export function environmentFileSchema(): JsonSchema {
  loaded ??= JSON.parse(readFileSync(published(), 'utf8')) as JsonSchema;
  return loaded;
}

/** Every place where a document differs from the schema. */
export const checkEnvironmentSchema = schemaCheck(
  environmentFileSchema, { subject: 'An environment is', least: 'name, standards, pod and stage' }, [FILE_KEYWORD]);

/** The schema lies at the root of the package, above the sources as above what is compiled from them. */
function published(): string {
  return [['..', '..'], ['..', '..', '..']].map((up) => join(__dirname, ...up, FILE)).find(existsSync)!;
}

/** Places of the texts in a value that name files. */
export function filePaths(value: unknown, schema: JsonSchema = environmentFileSchema(), path: Path = []): Path[] {
  if (typeof value === 'string') { return schema[FILE_KEYWORD] === true ? [path] : []; }
  if (Array.isArray(value)) { return value.flatMap((item, i) => filePaths(item, (schema.items ?? {}) as JsonSchema, [...path, i])); }
  if (typeof value !== 'object' || value === null) { return []; }
  const known = schemasIn(value, schema);
  return Object.entries(value).flatMap(([key, item]) => known.flatMap((one) => filePaths(item, one[key] ?? {}, [...path, key])));
}

/** The properties of a struct, also those that hang on the value of another one. */
function schemasIn(value: object, schema: JsonSchema): { [property: string]: JsonSchema }[] {
  const branches = (schema.allOf ?? []) as { readonly if: JsonSchema; readonly then: JsonSchema }[];
  const chosen = branches.filter((branch) => Object.entries(branch.if.properties as { [property: string]: JsonSchema })
    .every(([property, condition]) => (value as { [property: string]: unknown })[property] === condition.const));
  return [schema, ...chosen.map((branch) => branch.then)].map((one) => (one.properties ?? {}) as { [property: string]: JsonSchema });
}

/** Schema of the inputs of a pattern. */
export function inputsSchema(pattern: string): JsonSchema {
  const { patterns } = environmentFileSchema().properties as { patterns: { items: JsonSchema } };
  return schemasIn({ pattern }, patterns.items).reverse().find((properties) => properties.inputs)!.inputs;
}

/** The same; undefined for a pattern that this package does not have. */
export function publishedInputs(pattern: string): JsonSchema | undefined {
  const schema = inputsSchema(pattern);
  return schema.properties ? schema : undefined;
}
