import { writeFileSync } from 'fs';
import { join } from 'path';
import { platformPartsSource } from './lib/platform-parts';

/** Writes src/governance/controls/platform-parts.ts; the tests of the platform's controls fail where it asks for too much or too little. */
writeFileSync(join(__dirname, '..', 'src', 'governance', 'controls', 'platform-parts.ts'), platformPartsSource());
