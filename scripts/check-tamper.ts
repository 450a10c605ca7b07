import { spawnSync } from 'child_process';
import { existsSync, mkdirSync, writeFileSync } from 'fs';
import { join } from 'path';
import { removeFolder, temporaryFolder } from '../src/cli/plan/workspace';
import { findProgram } from '../src/cli/plan/terraform';
import { Approved, Mutant } from '../test/governance/tamper/environments';

/**
 * The same weakenings of the approved environments, seen by our controls and by checkov.
 *
 *   npm run check:tamper -- [--sample 24]
 *
 * Of each cloud every tenth weakening, at least fifty, or as many as are asked for spread over all, is written beside the unchanged
 * environment, and checkov reads all of them in one run. It notices a weakening if it reports a failed check of a resource that it does not report of the unchanged one; we do if a named
 * control fails. That checkov reads the unchanged environment at all is shown by the number of checks that pass there.
 */
const TAMPER = join(__dirname, '..', 'test', 'governance', 'tamper');
const LEAST = 50;
/** Checks of the unchanged environment that checkov passes at least. */
const PASSED: { readonly [cloud: string]: number } = { aws: 300, azure: 95, google: 105 };
const CLOUDS = ['aws', 'azure', 'google'];
const UNCHANGED = 'unchanged';

interface Seen { readonly passed: number; readonly failed: ReadonlySet<string> }
interface Row {
  readonly cloud: string; readonly of: number; readonly sample: number;
  readonly ours: number; readonly theirs: number; readonly unread: number; readonly passed: number;
}

/** Spread evenly over all, the same each time. */
function sampleOf(mutants: readonly Mutant[], asked: number | undefined): Mutant[] {
  if (asked === undefined) { return mutants.filter((_, i) => i % Math.max(1, Math.min(10, Math.floor(mutants.length / LEAST))) === 0); }
  return Array.from({ length: Math.min(asked, mutants.length) }, (_, i) => mutants[Math.floor(i * mutants.length / asked)]);
}

/** checkov's reader of Terraform JSON stumbles over `terraform` and over a list of providers. */
function write(folder: string, terraform: any): void {
  mkdirSync(folder, { recursive: true });
  const { terraform: _, provider: __, ...rest } = terraform;
  writeFileSync(join(folder, 'main.tf.json'), JSON.stringify(rest, (key, value) => (key === '//' ? undefined : value), 1));
}

/** What checkov says of each sub-folder. */
function scan(program: string, folder: string): Map<string, Seen> {
  const done = spawnSync(program, ['-d', folder, '--framework', 'terraform_json', '-o', 'json', '--compact', '--skip-download', '--soft-fail'], {
    encoding: 'utf8', maxBuffer: 2 ** 30, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, LOG_LEVEL: 'CRITICAL' },
  });
  const seen = new Map<string, { passed: number; failed: Set<string> }>();
  const of = (path: string) => {
    const name = path.split('/').filter(Boolean)[0];
    if (!seen.has(name)) { seen.set(name, { passed: 0, failed: new Set() }); }
    return seen.get(name)!;
  };
  for (const { results } of [JSON.parse(done.stdout)].flat()) {
    for (const one of results?.passed_checks ?? []) { of(one.file_path).passed++; }
    for (const one of results?.failed_checks ?? []) { of(one.file_path).failed.add(`${one.check_id} ${one.resource}`); }
  }
  return seen;
}

function compare(program: string, cloud: string, asked: number | undefined): Row {
  const approved = new Approved(`eu-${cloud}`);
  const { weakenings } = require(join(TAMPER, `weakenings-${cloud}`)) as { weakenings: (terraform: any) => Mutant[] };
  const all = weakenings(approved.terraform);
  const sample = sampleOf(all, asked).map((mutant) => approved.changed(mutant)).filter((terraform) => terraform !== undefined);
  const folder = temporaryFolder(`tamper-${cloud}`);
  write(join(folder, UNCHANGED), approved.terraform);
  sample.forEach((terraform, i) => write(join(folder, `w${i}`), terraform));
  const seen = scan(program, folder);
  removeFolder(folder);
  const base = seen.get(UNCHANGED) ?? { passed: 0, failed: new Set<string>() };
  const theirs = sample.map((_, i) => [...seen.get(`w${i}`)?.failed ?? []].some((one) => !base.failed.has(one)));
  const ours = sample.map((terraform) => approved.failing(terraform).length > 0);
  const count = (flags: boolean[]) => flags.filter(Boolean).length;
  return { cloud, of: all.length, sample: sample.length, ours: count(ours), theirs: count(theirs), unread: sample.filter((_, i) => !seen.get(`w${i}`)?.passed).length, passed: base.passed };
}

function share(count: number, of: number): string { return `${count} (${(100 * count / of).toFixed(0)} %)`; }

function main(args: string[]): number {
  const program = findProgram('checkov');
  if (!program) {
    console.log('skipped  tamper test beside checkov: checkov is not on the PATH');
    return 0;
  }
  const asked = args.includes('--sample') ? Number(args[args.indexOf('--sample') + 1]) : undefined;
  const rows = CLOUDS.filter((cloud) => {
    const there = existsSync(join(TAMPER, `weakenings-${cloud}.ts`));
    if (!there) { console.log(`skipped  ${cloud}: no weakenings`); }
    return there;
  }).map((cloud) => compare(program, cloud, asked));
  console.log('cloud   weakenings  sample  a control of ours fails  a check of checkov fails');
  for (const { cloud, of, sample, ours, theirs } of rows) {
    console.log(`${cloud.padEnd(8)}${String(of).padEnd(12)}${String(sample).padEnd(8)}${share(ours, sample).padEnd(25)}${share(theirs, sample)}`);
  }
  const failures = rows.flatMap(({ cloud, passed, sample, ours, unread }) => [
    ...(passed >= PASSED[cloud] ? [] : [`${cloud}: checkov passed ${passed} checks of the unchanged environment, at least ${PASSED[cloud]} are expected`]),
    ...(sample >= (asked ?? LEAST) ? [] : [`${cloud}: ${sample} weakenings, ${asked ?? LEAST} are asked for`]),
    ...(ours / sample >= 0.9 ? [] : [`${cloud}: only ${ours} of ${sample} weakenings fail a control`]),
    ...(unread === 0 ? [] : [`${cloud}: checkov passed no check of ${unread} of the weakened environments: it did not read them`]),
  ]);
  failures.forEach((text) => console.log(`FAILED   ${text}`));
  return failures.length > 0 ? 1 : 0;
}

process.exitCode = main(process.argv.slice(2));
