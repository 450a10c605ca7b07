import { writeFileSync } from 'fs';
import { join } from 'path';
import { platformTypesSource } from './lib/platform-types';

/** Writes src/governance/controls/platform-types.ts. A test fails while it is not fresh. */
writeFileSync(join(__dirname, '..', 'src', 'governance', 'controls', 'platform-types.ts'), platformTypesSource());
