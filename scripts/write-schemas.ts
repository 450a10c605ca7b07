import { mkdirSync, readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { standardsSchema } from '../src/standards/schema';
import { environmentReference } from './environment-reference';
import { environmentSchema } from './lib/environment-schema';
import { withReference } from './standards-reference';

// Writes the published JSON Schemas and their reference from the source; `test/standards/schema.test.ts` and
// `test/environment-file/schema.test.ts` fail where they differ.
const root = join(__dirname, '..');
mkdirSync(join(root, 'schemas'), { recursive: true });
writeFileSync(join(root, 'schemas', 'standards.schema.json'), JSON.stringify(standardsSchema(), undefined, 2) + '\n');
writeFileSync(join(root, 'schemas', 'environment.schema.json'), JSON.stringify(environmentSchema(), undefined, 2) + '\n');

const guide = join(root, 'docs', 'standards.md');
writeFileSync(guide, withReference(readFileSync(guide, 'utf8')));

const forPods = join(root, 'docs', 'environment-file.md');
writeFileSync(forPods, withReference(readFileSync(forPods, 'utf8'), environmentReference()));
