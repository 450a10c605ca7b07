/**
 * Builds the Python package, installs it in an empty virtual environment, and runs the example in which a Python class replaces
 * one capability: the Terraform must be what the TypeScript twin writes, byte for byte. Skipped by name without Python.
 */
import { execFileSync, spawnSync } from 'child_process';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';

const root = path.join(__dirname, '..');
const example = path.join(root, 'examples/replace-capability');

function main(folder: string): number {
  const run = (command: string, args: string[], env = {}) => execFileSync(command, args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, ...env, JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20' } });
  run(path.join(root, 'node_modules/.bin/jsii-pacmak'), ['--targets', 'python', '--outdir', folder, '.']);
  const wheel = fs.readdirSync(path.join(folder, 'python')).find((f) => f.endsWith('.whl'))!;
  run('python3', ['-m', 'venv', path.join(folder, 'venv')]);
  run(path.join(folder, 'venv/bin/pip'), ['install', '--quiet', '--disable-pip-version-check', path.join(folder, 'python', wheel)]);
  run(path.join(folder, 'venv/bin/python'), [path.join(example, 'main.py')], { CDKTF_OUTDIR: path.join(folder, 'python-out') });
  run(path.join(root, 'node_modules/.bin/tsx'), ['--tsconfig', path.join(root, 'examples/tsconfig.json'), path.join(example, 'main.ts')], { CDKTF_OUTDIR: path.join(folder, 'ts-out') });
  const [python, typescript] = ['python-out', 'ts-out'].map((o) => fs.readFileSync(path.join(folder, o, 'stacks/orders-dev/cdk.tf.json'), 'utf8'));
  process.stdout.write(python === typescript ? 'Python and TypeScript write the same bytes\n' : 'Python writes other Terraform than TypeScript\n');
  return python === typescript ? 0 : 1;
}

if (spawnSync('python3', ['--version']).status !== 0) {
  process.stdout.write('skipped: python (no python3 on the PATH)\n');
} else {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'groundwork-python-'));
  try { process.exitCode = main(folder); } finally { fs.rmSync(folder, { recursive: true, force: true }); }
}
