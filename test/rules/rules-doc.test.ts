import { readFileSync } from 'fs';
import { join } from 'path';
import { rulesDocument } from '../../scripts/lib/rules-doc';

test('docs/provider-rules.md is fresh (npx tsx scripts/write-rules-doc.ts)', () => {
  expect(readFileSync(join(__dirname, '..', '..', 'docs', 'provider-rules.md'), 'utf8')).toBe(rulesDocument());
});
