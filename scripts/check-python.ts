/**
 * Builds the Python package, installs it in an empty virtual environment, and runs the examples in which a Python class replaces one capability
 * and another is a control: the Terraform must be what the TypeScript twin writes, byte for byte, and the control must say the same. Skipped by
 * name without Python.
 */
import { execFileSync, spawnSync } from 'child_process';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';

const root = path.join(__dirname, '..');
/** Examples that exist in both languages, with the file of the output that must be the same, and what of it. */
const TWINS: { readonly example: string; readonly file: string; readonly part: (text: string) => string }[] = [
  { example: 'replace-capability', file: 'stacks/orders-dev/cdk.tf.json', part: (text) => text },
  { example: 'controls', file: 'stacks/orders-dev/cdk.tf.json', part: (text) => text },
  { example: 'controls', file: 'review/orders-dev/model.json', part: ownResults },
];

function main(folder: string): number {
  const run = (command: string, args: string[], env = {}) => execFileSync(command, args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, ...env, JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20' } });
  run(path.join(root, 'node_modules/.bin/jsii-pacmak'), ['--targets', 'python', '--outdir', folder, '.']);
  const wheel = fs.readdirSync(path.join(folder, 'python')).find((f) => f.endsWith('.whl'))!;
  run('python3', ['-m', 'venv', path.join(folder, 'venv')]);
  run(path.join(folder, 'venv/bin/pip'), ['install', '--quiet', '--disable-pip-version-check', path.join(folder, 'python', wheel)]);
  for (const example of new Set(TWINS.map((twin) => twin.example))) {
    const source = path.join(root, 'examples', example);
    fs.mkdirSync(path.join(folder, example)); // cdktf makes the last folder only
    run(path.join(folder, 'venv/bin/python'), [path.join(source, 'main.py')], { CDKTF_OUTDIR: path.join(folder, example, 'python') });
    run(path.join(root, 'node_modules/.bin/tsx'), ['--tsconfig', path.join(root, 'examples/tsconfig.json'), path.join(source, 'main.ts')], { CDKTF_OUTDIR: path.join(folder, example, 'typescript') });
  }
  const differ = TWINS.filter(({ example, file, part }) => {
    const [python, typescript] = ['python', 'typescript'].map((language) => part(fs.readFileSync(path.join(folder, example, language, file), 'utf8')));
    return python !== typescript;
  });
  process.stdout.write(differ.length === 0 ? 'Python and TypeScript write the same bytes\n' : `Python writes something else than TypeScript: ${differ.map((twin) => `${twin.example} ${twin.file}`).join(', ')}\n`);
  return differ.length === 0 ? 0 : 1;
}

/** What the control of the enterprise is, and what it says; that it says something is part of it. */
function ownResults(model: string): string {
  const { controls, results } = JSON.parse(model).governance;
  const own = { control: controls.find((c: any) => c.id === 'acme.quarter-of-logs'), results: results.filter((r: any) => r.control === 'acme.quarter-of-logs') };
  if (!own.control || own.results.length === 0) { throw new Error('the control of the enterprise was not judged'); }
  return JSON.stringify(own);
}

if (spawnSync('python3', ['--version']).status !== 0) {
  process.stdout.write('skipped: python (no python3 on the PATH)\n');
} else {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'groundwork-python-'));
  try { process.exitCode = main(folder); } finally { fs.rmSync(folder, { recursive: true, force: true }); }
}
