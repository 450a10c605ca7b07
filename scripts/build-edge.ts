import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'fs';
import { dirname, join, resolve } from 'path';
import { buildSync } from 'esbuild';

const ROOT = resolve(__dirname, '..');
const ASSETS = join(ROOT, 'src/edge/assets');

/** Programs of the edge: each becomes one file that needs nothing but Node.js. */
export const PROGRAMS = ['authorizer', 'validator'];

/** Builds one program in memory. */
export function buildProgram(name: string): string {
  const result = buildSync({
    absWorkingDir: ROOT,
    entryPoints: [`src/edge/programs/${name}.ts`],
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    legalComments: 'none',
    charset: 'utf8',
    write: false,
    metafile: true,
    tsconfigRaw: '{}',
  });
  const notices = packagesOf(Object.keys(result.metafile.inputs)).map(notice).join('\n\n');
  return `/*! Groundwork edge ${name}. Apache-2.0. It contains:\n\n${notices}\n*/\n${result.outputFiles[0].text}`;
}

function packagesOf(inputs: readonly string[]): string[] {
  const names = inputs.map((input) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1]).filter((name): name is string => name !== undefined);
  return [...new Set(names)].sort();
}

/** Name, version and licence text: what MIT and BSD ask to travel with the code. */
function notice(name: string): string {
  const folder = join(ROOT, 'node_modules', name);
  const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((entry) => /^licen[cs]e(\.|$)/i.test(entry));
  const text = file ? readFileSync(join(folder, file), 'utf8').trim().replace(/\*\//g, '* /').replace(/\r/g, '') : '';
  return `${name} ${version} (${license})\n${text}`;
}

/** Writes all programs; with a folder as argument, copies them there (the compiled package) instead. */
function main(target?: string): void {
  if (target) {
    mkdirSync(dirname(resolve(target)), { recursive: true });
    cpSync(ASSETS, resolve(target), { recursive: true });
    return;
  }
  mkdirSync(ASSETS, { recursive: true });
  for (const name of PROGRAMS.filter((program) => existsSync(join(ROOT, `src/edge/programs/${program}.ts`)))) {
    writeFileSync(join(ASSETS, `${name}.js`), buildProgram(name));
  }
}

if (require.main === module) {
  main(process.argv[2]);
}
