import * as fs from 'fs';
import * as path from 'path';
import { contentOf, groundwork, LEAST, project } from './support';

const place = project();
const { folder } = place;
const inFolder = (...parts: string[]) => path.join(folder, ...parts);
const clean = () => fs.rmSync(inFolder('cdktf.out'), { recursive: true, force: true });
const hidden = () => fs.readdirSync(folder).filter((name) => name.startsWith('.groundwork'));

beforeEach(() => {
  clean();
  place.write('environment.yaml', LEAST);
});

describe('environment files', () => {
  test('are written, each with its file on standard output', async () => {
    const done = await groundwork(folder, 'synth', 'environment.yaml');
    expect(done.code).toBe(0);
    // What the gateway cannot express, each once.
    expect(done.err).toMatch(/^(warn {2}.* \(orders-prod\/orders\/gateway\)\n)+$/);
    expect(done.out).toMatch(/^cdktf\.out\/stacks\/orders-prod\/cdk\.tf\.json/);
    expect(JSON.parse(contentOf(inFolder('cdktf.out'))['stacks/orders-prod/cdk.tf.json']).resource.aws_kms_key).toBeDefined();
    expect(hidden()).toEqual([]);
  });

  test('--json, --out, --landing-zone and -c', async () => {
    const done = await groundwork(folder, 'synth', 'environment.yaml', '--json', '--out', 'elsewhere/out', '--landing-zone', 'eu-google');
    expect(done.code).toBe(0);
    expect(done.json).toMatchObject({ out: 'elsewhere/out', stacks: [{ name: 'orders-prod', file: 'elsewhere/out/stacks/orders-prod/cdk.tf.json', notes: expect.any(Array) }] });
    expect(contentOf(inFolder('elsewhere/out'))['stacks/orders-prod/cdk.tf.json']).toContain('google_kms_crypto_key');
    await groundwork(folder, 'synth', '-c', 'groundwork:landingZone=eu-azure', '-c', 'a=b', 'environment.yaml');
    expect(contentOf(inFolder('cdktf.out'))['stacks/orders-prod/cdk.tf.json']).toContain('azurerm_key_vault');
  });

  test('in a folder are found by their name, at any depth', async () => {
    const text = LEAST.replace('standards.yaml', '../../standards.yaml').replace('orders.openapi.yaml', '../../orders.openapi.yaml');
    place.write('pods/a/environment.yaml', text.replace('orders-prod', 'a-prod'));
    place.write('pods/b/b-test.environment.yml', text.replace('orders-prod', 'b-test').replace('production', 'test'));
    place.write('pods/b/other.yaml', 'no environment');
    place.write('pods/node_modules/x/environment.yaml', 'not ours');
    const done = await groundwork(folder, 'synth', 'pods', '--json');
    expect(done.json.stacks.map((stack: any) => stack.name)).toEqual(['a-prod', 'b-test']);
    fs.mkdirSync(inFolder('empty'), { recursive: true });
    expect(await groundwork(folder, 'synth', 'empty')).toMatchObject({ code: 1, err: expect.stringContaining('empty holds no file environment.yaml') });
  });

  test('with faults write nothing, and leave what was there', async () => {
    await groundwork(folder, 'synth', 'environment.yaml');
    const before = contentOf(inFolder('cdktf.out'));
    place.write('environment.yaml', LEAST.replace('pod: orders', 'pod: nobody').replace('consent:', 'konsent:'));
    const done = await groundwork(folder, 'synth', 'environment.yaml');
    expect(done).toMatchObject({ code: 1, out: '' });
    expect(done.err).toMatch(/^environment\.yaml cannot be used: 2 faults\n {2}environment\.yaml:3:6: pod: There is no pod "nobody"[^]*\n {2}environment\.yaml:11:7: patterns\[0\]\.inputs\.konsent: /);
    expect(done.err).not.toMatch(/\n\s+at /);
    expect(contentOf(inFolder('cdktf.out'))).toEqual(before);
    expect(hidden()).toEqual([]);
    expect(await groundwork(folder, 'synth', 'nowhere.yaml')).toMatchObject({ code: 1, err: expect.stringMatching(/^nowhere\.yaml cannot be used: 1 fault\n {2}nowhere\.yaml: There is no such file\. Give the path of the environment file/) });
    clean();
    await groundwork(folder, 'synth', 'environment.yaml');
    expect(fs.existsSync(inFolder('cdktf.out'))).toBe(false);
  });

  test('with faults and --json: one object, each fault in its parts', async () => {
    place.write('environment.yaml', LEAST.replace('pod: orders', 'pod: nobody'));
    const done = await groundwork(folder, 'synth', 'environment.yaml', '--json');
    expect(done).toMatchObject({ code: 1, err: '' });
    expect(done.json).toEqual({
      error: 'environment.yaml cannot be used: 1 fault',
      faults: [{ file: 'environment.yaml', line: 3, column: 6, where: 'pod', problem: expect.stringContaining('nobody'), mend: expect.stringContaining('orders') }],
    });
  });

  test('take the place of the last synthesis; what Terraform keeps in its folders stays', async () => {
    place.write('two.yaml', `${LEAST}---\n${LEAST.replace('orders-prod', 'orders-old')}---\n${LEAST.replace('orders-prod', 'orders-kept')}`);
    await groundwork(folder, 'synth', 'two.yaml');
    place.write('cdktf.out/stacks/orders-prod/.terraform.lock.hcl', 'lock');
    place.write('cdktf.out/stacks/orders-prod/orders-prod.tfstate', 'state');
    place.write('cdktf.out/stacks/orders-kept/orders-kept.tfstate', 'state');
    place.write('cdktf.out/plan/orders-old.json', '{}');
    await groundwork(folder, 'synth', 'environment.yaml');
    const files = Object.keys(contentOf(inFolder('cdktf.out')));
    expect(files.filter((file) => /^evidence\/.*\/controls\.csv$/.test(file))).toEqual(['evidence/orders-prod/controls.csv']);
    expect(files.filter((file) => !/^(review|evidence)/.test(file))).toEqual([
      'manifest.json', 'stacks/orders-kept/orders-kept.tfstate', 'stacks/orders-prod/.terraform.lock.hcl', 'stacks/orders-prod/cdk.tf.json', 'stacks/orders-prod/orders-prod.tfstate',
    ]);
  });

  test('shards have every stack once, and merge to the bytes of one run', async () => {
    const documents = Array.from({ length: 5 }, (_unused, i) => LEAST.replace('orders-prod', `orders-${i}`).replace(/patterns:[^]*/, '').replace('production', 'development'));
    place.write('fleet.yaml', documents.join('---\n'));
    await groundwork(folder, 'synth', 'fleet.yaml', '--out', 'whole');
    const parts: string[][] = [];
    for (const shard of ['1/2', '2/2']) {
      const done = await groundwork(folder, 'synth', 'fleet.yaml', '--shard', shard, '--out', `shard-${shard[0]}`, '--json');
      parts.push(done.json.stacks.map((stack: any) => stack.name));
    }
    expect(parts.flat().sort()).toEqual(['orders-0', 'orders-1', 'orders-2', 'orders-3', 'orders-4']);
    expect(parts.every((one) => one.length < 5)).toBe(true);
    const merged = await groundwork(folder, 'merge', 'shard-1', 'shard-2', '--out', 'merged', '--json');
    expect(merged).toMatchObject({ code: 0, json: { stacks: ['orders-0', 'orders-1', 'orders-2', 'orders-3', 'orders-4'] } });
    expect(contentOf(inFolder('merged'))).toEqual(contentOf(inFolder('whole')));
    expect(await groundwork(folder, 'synth', 'fleet.yaml', '--shard', '3/2')).toMatchObject({ code: 1, err: expect.stringContaining('"3/2" is no shard') });
  });

  test('merge refuses different stacks of one name', async () => {
    await groundwork(folder, 'synth', 'environment.yaml', '--out', 'a');
    await groundwork(folder, 'synth', 'environment.yaml', '--out', 'b', '--landing-zone', 'eu-google');
    const done = await groundwork(folder, 'merge', 'a', 'b', '--out', 'c');
    expect(done).toMatchObject({ code: 1, err: expect.stringMatching(/do not belong together: 1 fault\n {2}b: has the stack orders-prod, and so has a, with other content/) });
    expect(fs.existsSync(inFolder('c'))).toBe(false);
  });
});

describe('an app', () => {
  const app = `const { App, TerraformStack, TerraformOutput } = require('cdktf');
console.log('the app speaks');
const app = new App();
const stack = new TerraformStack(app, 'plain');
new TerraformOutput(stack, 'context', { value: JSON.stringify([app.node.tryGetContext('a'), app.node.tryGetContext('b'), process.env.TF_VAR_secret ?? 'none']) });
app.synth();
if (process.env.FAIL) { console.error('it is broken'); process.exit(3); }
`;
  beforeEach(() => {
    place.write('app.js', app);
    place.write('cdktf.json', JSON.stringify({ language: 'javascript', app: 'node app.js', output: 'made', context: { a: 'from cdktf.json', b: 'from cdktf.json' } }));
  });
  afterEach(() => fs.rmSync(inFolder('cdktf.json'), { force: true }));

  test('of cdktf.json runs with its context, output folder and no values for Terraform', async () => {
    process.env.TF_VAR_secret = 'hunter2';
    const done = await groundwork(folder, 'synth', '-c', 'b=from the command line');
    delete process.env.TF_VAR_secret;
    expect(done).toMatchObject({ code: 0, out: 'made/stacks/plain/cdk.tf.json\n', err: 'the app speaks\n' });
    const written = JSON.parse(contentOf(inFolder('made'))['stacks/plain/cdk.tf.json']);
    expect(JSON.parse(written.output.context.value)).toEqual(['from cdktf.json', 'from the command line', 'none']);
  });

  test('that fails leaves the output as it was, and its words on standard error', async () => {
    await groundwork(folder, 'synth');
    const before = contentOf(inFolder('made'));
    const done = await groundwork(folder, 'synth', '--app', 'FAIL=1 node app.js', '--json');
    expect(done).toMatchObject({ code: 1, err: expect.stringContaining('it is broken'), json: { error: 'The app (FAIL=1 node app.js) ended with exit code 3. Nothing was written.' } });
    expect(contentOf(inFolder('made'))).toEqual(before);
    expect(await groundwork(folder, 'synth', '--app', 'true')).toMatchObject({ code: 1, err: expect.stringContaining('wrote nothing to the folder of CDKTF_OUTDIR') });
  });

  test('is not there: what to do instead', async () => {
    fs.rmSync(inFolder('cdktf.json'));
    expect(await groundwork(folder, 'synth')).toMatchObject({ code: 1, err: expect.stringMatching(/^Nothing to synthesize[^]*groundwork synth environment\.yaml/) });
    expect(await groundwork(folder, 'synth', 'environment.yaml', '--app', 'x')).toMatchObject({ code: 1, err: expect.stringContaining('not both') });
    expect(await groundwork(folder, 'synth', 'environment.yaml', '-c', 'novalue')).toMatchObject({ code: 1, err: expect.stringContaining('--context takes key=value, not "novalue"') });
    place.write('cdktf.json', '{');
    expect(await groundwork(folder, 'synth')).toMatchObject({ code: 1, err: expect.stringMatching(/^cdktf\.json is not JSON/) });
  });
});
