import { readFileSync } from 'fs';
import { join } from 'path';
import { gunzipSync } from 'zlib';
import { ProviderSchema } from '../../scripts/lib/schema-format';

export type SchemaName = 'aws' | 'azure' | 'google' | 'azure-next' | 'google-next';

const loaded = new Map<SchemaName, ProviderSchema>();

/** The cut schema of a provider; `-next` is its next major. */
export function providerSchema(name: SchemaName): ProviderSchema {
  let schema = loaded.get(name);
  if (!schema) {
    schema = JSON.parse(gunzipSync(readFileSync(join(__dirname, 'schemas', `${name}.json.gz`))).toString()) as ProviderSchema;
    loaded.set(name, schema);
  }
  return schema;
}
