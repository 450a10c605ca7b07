import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';
import { groundwork } from '../cli/support';
import { Terraform, temporaryFolder } from '../support/terraform';

const root = path.join(__dirname, '../..');
const tsx = path.join(root, 'node_modules/.bin/tsx');
const folder = temporaryFolder();
// Copies of an example find the installed packages as the example does.
fs.symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));

/** Runs an app as a user does: one process, its own output folder. */
function run(file: string, outdir: string, env: { [name: string]: string } = {}) {
  return spawnSync(tsx, ['--tsconfig', path.join(root, 'examples/tsconfig.json'), file], { cwd: root, encoding: 'utf8', env: { ...process.env, CDKTF_OUTDIR: outdir, ...env } });
}

/** Every file under a folder with its content. */
function content(place: string): { [file: string]: string } {
  return Object.fromEntries(fs.readdirSync(place, { recursive: true, encoding: 'utf8' }).filter((f) => fs.statSync(path.join(place, f)).isFile())
    .map((f) => [f, fs.readFileSync(path.join(place, f), 'utf8')]));
}

/** What `groundwork verify` says of each stack of the example. */
const VERDICTS = {
  ...Object.fromEntries(['eu-aws', 'eu-azure', 'eu-google'].flatMap((zone) => [
    [`foundation-${zone}`, 'identical, passes'],
    ...['production', 'development'].map((stage) => [`orders-${stage}-${zone}`, 'within contract, passes']),
  ])),
  'checkout-production': 'tightened, passes',
  'returns-staging': 'deviated, passes',
  'labs-development': 'deviated, refused',
};

const read = (outdir: string, stack: string) => new Terraform(JSON.parse(fs.readFileSync(path.join(outdir, 'stacks', stack, 'cdk.tf.json'), 'utf8')));

jest.setTimeout(180_000);

describe('the example enterprise', () => {
  const first = path.join(folder, 'first');

  test('gives three foundations, six environments of one pod, and three of others; only of one it says who must look', () => {
    const result = run('examples/acme/main.ts', first);
    expect(result.stderr.trim().split('\n')).toEqual([expect.stringMatching(/^labs-development: deviated\. /), expect.stringMatching(/^ {2}architecture: labs\/service.* 80 -> 500$/)]);
    expect(result.status).toBe(0);
    expect(fs.readdirSync(path.join(first, 'stacks')).sort()).toEqual([
      'checkout-production',
      ...['eu-aws', 'eu-azure', 'eu-google'].map((z) => `foundation-${z}`),
      'labs-development',
      ...['development', 'production'].flatMap((s) => ['eu-aws', 'eu-azure', 'eu-google'].map((z) => `orders-${s}-${z}`)),
      'returns-staging',
    ]);
  });

  test('is verified but for the one environment that went its own way without being asked', async () => {
    const verified = await groundwork(root, 'verify', first, '--standards', 'examples/acme/standards.yaml', '--json');
    expect(verified.code).toBe(2);
    expect(Object.fromEntries(verified.json.stacks.map((s: any) => [s.stack, `${s.verdict.word}, ${s.verdict.passes ? 'passes' : 'refused'}`]))).toEqual(VERDICTS);
    expect(verified.json.stacks.find((s: any) => s.stack === 'labs-development').verdict.look).toEqual([expect.objectContaining({ owner: 'architecture' })]);
    expect(verified.json.stacks.find((s: any) => s.stack === 'returns-staging').exceptions).toEqual([expect.objectContaining({ id: 'arch-118' })]);
  });

  test('reports what its approved patterns cover', () => {
    const fleet = JSON.parse(fs.readFileSync(path.join(first, 'evidence', 'fleet.json'), 'utf8'));
    expect(fleet.coverage).toEqual({ environments: 9, covered: 7, share: 0.77, target: 0.8 });
    expect(fs.readFileSync(path.join(first, 'evidence', 'fleet.md'), 'utf8')).toContain('7 of 9 environments are wholly served by approved patterns, 77 %');
  });

  test('gives identical bytes the second time', () => {
    const second = path.join(folder, 'second');
    run('examples/acme/main.ts', second);
    expect(content(second)).toEqual(content(first));
  });

  test('its source names no cloud', () => {
    for (const file of ['main.ts', 'orders-environment.ts']) {
      expect(fs.readFileSync(path.join(root, 'examples/acme', file), 'utf8')).not.toMatch(/aws|azure|google/i);
    }
  });

  test('no stack has a data source', () => {
    for (const stack of fs.readdirSync(path.join(first, 'stacks'))) { expect(read(first, stack).json.data).toBeUndefined(); }
  });
});

describe('adoption in a stack that exists', () => {
  test('keeps that stack\'s provider, state and resources, and adds the environment', () => {
    const outdir = path.join(folder, 'adoption');
    const result = run('examples/adoption/main.ts', outdir);
    // What no approved pattern makes, somebody has to look at: said once.
    expect(result.stderr.match(/^legacy\/legacy-dev: \w+/gm)).toEqual(['legacy/legacy-dev: deviated']);
    expect(result.stderr.split('\n').filter((line) => line !== '' && !line.startsWith('  '))).toHaveLength(1);
    const tf = read(outdir, 'legacy');
    expect(tf.json.provider.aws).toHaveLength(1);
    expect(tf.json.terraform.backend.local.path).toBe('legacy.tfstate');
    expect(tf.one('aws_ssm_parameter').tags).toBeUndefined();
    expect(tf.one('aws_dynamodb_table', 'items/').tags.environment).toBe('legacy-dev');
  });
});

describe('bad input', () => {
  const fixture = (name: string, change: (text: string) => string) => {
    const copy = path.join(folder, name);
    fs.cpSync(path.join(root, 'examples/acme'), copy, { recursive: true });
    const file = path.join(copy, name === 'openapi' ? 'orders.openapi.yaml' : 'standards.yaml');
    fs.writeFileSync(file, change(fs.readFileSync(file, 'utf8')));
    return path.join(copy, 'main.ts');
  };

  test('a wrong standards file: one error with every fault, exit code 1, output untouched', () => {
    const outdir = path.join(folder, 'bad-standards-out');
    const result = run(fixture('standards', (t) => t.replace('eu-central-1', 'eu-nowhere-1').replace('123456789012', '12')), outdir);
    expect(result.status).toBe(1);
    expect(result.stderr).toMatch(/standards\.yaml:\d+:\d+[^]*eu-nowhere-1/);
    expect(result.stderr).toMatch(/standards\.yaml:\d+:\d+[^]*"12"/);
    expect(fs.existsSync(path.join(outdir, 'stacks')) && fs.readdirSync(path.join(outdir, 'stacks')).length > 0).toBe(false);
  });

  test('a dangling reference in the OpenAPI document: named with its place', () => {
    const outdir = path.join(folder, 'bad-openapi-out');
    const result = run(fixture('openapi', (t) => t.replace(/\$ref: (['"]?)#\/components\/schemas\/\w+/, '$ref: $1#/components/schemas/Nowhere')), outdir);
    expect(result.status).toBe(1);
    expect(result.stderr).toMatch(/orders\.openapi\.yaml:\d+:\d+[^]*Nowhere/);
    expect(fs.existsSync(path.join(outdir, 'stacks')) && fs.readdirSync(path.join(outdir, 'stacks')).length > 0).toBe(false);
  });
});
