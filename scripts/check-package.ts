/**
 * Packs the library, installs it with its host in an empty folder as a user would, and checks what the package promises:
 * size packed and installed, load time over the host's own, no provider package, and a synthesis from the packed artefact.
 */
import { execFileSync } from 'child_process';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { transformSync } from 'esbuild';

const root = path.join(__dirname, '..');
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'groundwork-pack-'));
const problems: string[] = [];
const MB = 1024 * 1024;

function limit(what: string, value: number, most: number, unit: string): void {
  process.stdout.write(`${what}: ${value.toFixed(1)} ${unit} (at most ${most})\n`);
  if (value > most) { problems.push(`${what} is ${value.toFixed(1)} ${unit}, more than ${most}`); }
}

function sizeOf(place: string): number {
  const stat = fs.lstatSync(place);
  return stat.isDirectory() ? fs.readdirSync(place).reduce((sum, f) => sum + sizeOf(path.join(place, f)), 0) : stat.size;
}

/** Best of nine: what loading the library adds in a process that has loaded cdktf, in milliseconds. */
function loadTime(): number {
  const script = "require('cdktf'); const t = process.hrtime.bigint(); require('cdktf-groundwork'); console.log(Number(process.hrtime.bigint() - t) / 1e6)";
  return Math.min(...Array.from({ length: 9 }, () => Number(execFileSync('node', ['-e', script], { cwd: folder, encoding: 'utf8' }))));
}

/** Best of nine: a whole process of the command that only shows its help, in milliseconds. */
function startTime(command: string): number {
  return Math.min(...Array.from({ length: 9 }, () => {
    const started = process.hrtime.bigint();
    execFileSync(command, ['--help'], { stdio: 'ignore' });
    return Number(process.hrtime.bigint() - started) / 1e6;
  }));
}

try {
  const packed = execFileSync('npm', ['pack', '--silent', '--pack-destination', folder], { cwd: root, encoding: 'utf8' }).trim().split('\n').pop()!;
  limit('packed', fs.statSync(path.join(folder, packed)).size / MB, 5, 'MB');
  fs.writeFileSync(path.join(folder, 'package.json'), '{"private":true}');
  execFileSync('npm', ['install', '--silent', '--no-audit', '--no-fund', '--omit=dev', `./${packed}`, 'cdktf@0.21.0', 'constructs@10.6.0'], { cwd: folder, stdio: 'inherit' });
  limit('installed, with cdktf and constructs', sizeOf(path.join(folder, 'node_modules')) / MB, 60, 'MB');
  if (fs.existsSync(path.join(folder, 'node_modules/@cdktf'))) { problems.push('a provider package was installed'); }
  limit('load time over cdktf', loadTime(), 80, 'ms');
  const example = path.join(folder, 'example');
  fs.cpSync(path.join(root, 'examples/acme'), example, { recursive: true });
  for (const file of fs.readdirSync(example).filter((f) => f.endsWith('.ts'))) {
    const source = fs.readFileSync(path.join(example, file), 'utf8');
    fs.writeFileSync(path.join(example, file.replace(/ts$/, 'js')), transformSync(source, { loader: 'ts', format: 'cjs' }).code);
  }
  execFileSync('node', ['main.js'], { cwd: example, stdio: 'inherit', env: { ...process.env, CDKTF_OUTDIR: path.join(folder, 'out') } });
  const stacks = fs.readdirSync(path.join(folder, 'out/stacks'));
  const command = path.join(folder, 'node_modules/.bin/groundwork');
  execFileSync(command, ['synth', 'environment.yaml', '--out', path.join(folder, 'yaml')], { cwd: example, stdio: 'inherit' });
  limit('groundwork --help', startTime(command), 400, 'ms');
  process.stdout.write(`node main.js synthesized ${stacks.length} stacks from the packed artefact\n`);
  const reference = path.join(root, 'cdktf.out/stacks');
  for (const stack of stacks) {
    const file = (base: string) => fs.readFileSync(path.join(base, stack, 'cdk.tf.json'), 'utf8');
    if (fs.existsSync(path.join(reference, stack)) && file(reference) !== file(path.join(folder, 'out/stacks'))) { problems.push(`${stack} differs from the synthesis of the source`); }
  }
} finally {
  fs.rmSync(folder, { recursive: true, force: true });
}

problems.forEach((p) => process.stderr.write(`${p}\n`));
process.exitCode = problems.length > 0 ? 1 : 0;
