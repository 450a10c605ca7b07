import { writeFileSync } from 'fs';
import { join } from 'path';
import { rulesDocument } from './lib/rules-doc';

/** Writes docs/provider-rules.md. A test fails while it is not fresh. */
writeFileSync(join(__dirname, '..', 'docs', 'provider-rules.md'), rulesDocument());
