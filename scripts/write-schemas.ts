import { mkdirSync, writeFileSync } from 'fs';
import { join } from 'path';
import { standardsSchema } from '../src/standards/schema';

// Writes the published JSON Schemas from their source; `test/standards/schema.test.ts` fails where they differ.
const folder = join(__dirname, '..', 'schemas');
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'standards.schema.json'), JSON.stringify(standardsSchema(), undefined, 2) + '\n');
