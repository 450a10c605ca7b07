import * as fs from 'fs';
import * as path from 'path';
import { findTerraform } from '../../src/cli/plan/terraform';
import { contentOf, groundwork, groundworkOn, project } from './support';
import { describeWhere } from '../support/where-found';

const place = project();
const { folder } = place;
const inFolder = (...parts: string[]) => path.join(folder, ...parts);
const saved = { ...process.env };
afterEach(() => { process.env = { ...saved }; });

beforeAll(() => {
  // A resource that Terraform itself provides: a plan needs no plugin and no network.
  const stack = (resource: object) => JSON.stringify({
    terraform: { required_version: '>= 1.4', backend: { s3: { bucket: 'b', key: 'k', region: 'eu-central-1' } } }, variable: { name: { type: 'string', validation: [{ condition: '${can(regex("^[a-z]+$", var.name))}', error_message: 'No.' }] } }, resource,
  });
  place.write('cdktf.out/stacks/good/cdk.tf.json', stack({ terraform_data: { a: { input: '${var.name}' } } }));
  place.write('cdktf.out/stacks/bad/cdk.tf.json', stack({ terraform_data: { a: { inputt: 'x' } } }));
  const entry = (name: string) => ({ name, synthesizedStackPath: `stacks/${name}/cdk.tf.json` });
  place.write('cdktf.out/manifest.json', JSON.stringify({ version: '0.21.0', stacks: { good: entry('good'), bad: entry('bad') } }));
});

test('without terraform and tofu: a clear message, exit code 1', async () => {
  process.env.PATH = inFolder('nowhere');
  delete process.env.GROUNDWORK_TERRAFORM;
  expect(await groundwork(folder, 'plan', '--offline')).toMatchObject({ code: 1, out: '', err: expect.stringContaining('Neither terraform nor tofu is on the PATH') });
});

test('a version without provider is misuse', async () => {
  expect(await groundwork(folder, 'plan', '--offline', '--provider-version', 'aws')).toMatchObject({ code: 1, err: expect.stringContaining('takes <provider>=<version>') });
});

describeWhere(findTerraform(), 'terraform or tofu', 'with Terraform', () => {
  test('an offline plan goes beside the stacks, which stay as they were', async () => {
    const before = contentOf(inFolder('cdktf.out/stacks'));
    const done = await groundwork(folder, 'plan', '--offline', '--stack', 'good', '--json');
    expect(done).toMatchObject({ code: 0, json: { plans: [{ stack: 'good', planned: 1, diagnostics: [], plan: 'cdktf.out/plan/good.json' }] } });
    expect(JSON.parse(fs.readFileSync(inFolder('cdktf.out/plan/good.json'), 'utf8')).resource_changes[0].address).toBe('terraform_data.a');
    expect(contentOf(inFolder('cdktf.out/stacks'))).toEqual(before);
  });

  test('faults of a plan: exit code 1, each with its stack', async () => {
    const done = await groundwork(folder, 'plan', '--offline', '--to', 'plans');
    expect(done.code).toBe(1);
    expect(done.out).toMatch(/error +bad: .*inputt/);
    expect(fs.readdirSync(inFolder('plans'))).toEqual(['good.json']);
  });

  test('on a terminal each stack is announced', async () => {
    expect(await groundworkOn({ watched: true }, folder, 'plan', '--offline', '--stack', 'good')).toMatchObject({ code: 0, err: 'planning good\n' });
  });

  test('a real plan runs where the stack lies, with its own state', async () => {
    const tf = JSON.parse(fs.readFileSync(inFolder('cdktf.out/stacks/good/cdk.tf.json'), 'utf8'));
    place.write('cdktf.out/stacks/good/cdk.tf.json', JSON.stringify({ ...tf, terraform: { backend: { local: { path: 'good.tfstate' } } } }));
    process.env.TF_VAR_name = 'mine';
    const done = await groundwork(folder, 'plan', '--stack', 'good', '--json');
    expect(done).toMatchObject({ code: 0, json: { plans: [{ stack: 'good', planned: 1 }] } });
    expect(done.json.plans[0].plan).toBeUndefined();
    expect(done.err).toContain('Terraform');
    await groundwork(folder, 'plan', '--stack', 'good', '--to', 'real');
    expect(fs.readFileSync(inFolder('real/good.json'), 'utf8')).toContain('"mine"');
  });
});
