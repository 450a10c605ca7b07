import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';
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

const read = (outdir: string, stack: string) => new Terraform(JSON.parse(fs.readFileSync(path.join(outdir, 'stacks', stack, 'cdk.tf.json'), 'utf8')));

describe('the example enterprise', () => {
  const first = path.join(folder, 'first');

  test('gives three foundations and six environments', () => {
    const result = run('examples/acme/main.ts', first);
    expect(result.stderr).toBe('');
    expect(result.status).toBe(0);
    expect(fs.readdirSync(path.join(first, 'stacks')).sort()).toEqual([
      ...['eu-aws', 'eu-azure', 'eu-google'].map((z) => `foundation-${z}`),
      ...['development', 'production'].flatMap((s) => ['eu-aws', 'eu-azure', 'eu-google'].map((z) => `orders-${s}-${z}`)),
    ]);
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
    expect(result.stderr).toBe('');
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
