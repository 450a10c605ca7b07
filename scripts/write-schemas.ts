import { mkdirSync, readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { standardsSchema } from '../src/standards/schema';
import { withReference } from './standards-reference';

// Writes the published JSON Schemas and their reference from the source; `test/standards/schema.test.ts` fails where they differ.
const root = join(__dirname, '..');
mkdirSync(join(root, 'schemas'), { recursive: true });
writeFileSync(join(root, 'schemas', 'standards.schema.json'), JSON.stringify(standardsSchema(), undefined, 2) + '\n');

const guide = join(root, 'docs', 'standards.md');
writeFileSync(guide, withReference(readFileSync(guide, 'utf8')));
