/**
 * Takes the inline source maps out of what was compiled: they hold the whole source again, nearly half of the package, and the compiled
 * code reads like the source. `npx tsx scripts/strip-maps.ts lib`
 */
import * as fs from 'fs';
import * as path from 'path';

const MAP = /\n?\/\/# sourceMappingURL=data:application\/json;[^\n]*\n?$/;

for (const file of fs.readdirSync(process.argv[2], { recursive: true }) as string[]) {
  if (!file.endsWith('.js')) { continue; }
  const place = path.join(process.argv[2], file);
  const text = fs.readFileSync(place, 'utf8');
  if (MAP.test(text)) { fs.writeFileSync(place, text.replace(MAP, '\n')); }
}
