/**
 * After the compile: replaces each cloud's resources.js by one file that holds exactly the binding classes in use, so that
 * users install no provider package. cdktf and constructs stay outside.
 */
import * as fs from 'fs';
import * as path from 'path';
import { buildSync } from 'esbuild';

const root = path.join(__dirname, '..');
for (const cloud of ['aws', 'azure', 'google']) {
  const outfile = path.join(root, 'lib/src/clouds', cloud, 'resources.js');
  buildSync({
    entryPoints: [path.join(root, 'src/clouds', cloud, 'resources.ts')],
    outfile,
    allowOverwrite: true,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    minify: true,
    keepNames: true,
    legalComments: 'none',
    external: ['cdktf', 'cdktf/*', 'constructs'],
    banner: { js: '// Contains classes generated from HashiCorp provider schemas, MPL-2.0; see THIRD-PARTY-NOTICES.md.' },
  });
  fs.rmSync(path.join(root, 'lib/src/clouds', cloud, 'resources.d.ts'), { force: true });
  process.stdout.write(`${cloud}: ${Math.round(fs.statSync(outfile).size / 1024)} kB of bindings\n`);
}
fs.cpSync(path.join(root, 'src/edge/assets'), path.join(root, 'lib/src/edge/assets'), { recursive: true });
