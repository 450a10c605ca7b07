import { writeFileSync } from 'fs';
import { join } from 'path';
import { controlsDocument } from './lib/controls-doc';

/** Writes docs/controls.md. A test fails while it is not fresh. */
writeFileSync(join(__dirname, '..', 'docs', 'controls.md'), controlsDocument());
