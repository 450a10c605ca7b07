import { readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { gunzipSync } from 'zlib';
import { setsText } from './lib/sets';
import { ProviderSchema } from './lib/schema-format';

/**
 * Writes src/governance/shape/sets.ts: which arguments the providers' schemas declare as sets.
 *
 *   npx tsx scripts/write-sets.ts
 */
const root = join(__dirname, '..');
const schemas = ['aws', 'azure', 'google'].map((cloud) => (
  JSON.parse(gunzipSync(readFileSync(join(root, 'test', 'terraform', 'schemas', `${cloud}.json.gz`))).toString()) as ProviderSchema));
writeFileSync(join(root, 'src', 'governance', 'shape', 'sets.ts'), setsText(schemas));
