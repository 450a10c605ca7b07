import * as fs from 'fs';
import * as path from 'path';
import { App, TerraformOutput, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { Environment, Fleet, IEnvironmentBuilder, Stage } from '../../src';
import { isInShard, parseShard, SHARD_CONTEXT } from '../../src/environment/shard';
import { FakeCloud, thing } from '../support/fake-cloud';
import { testStandards } from '../support/standards';
import { temporaryFolder } from '../support/terraform';

const PROPS = { standards: testStandards(), pod: 'orders', stage: Stage.DEVELOPMENT, landingZone: 'eu-aws' };
const NAMES = Array.from({ length: 23 }, (_, i) => `orders-${i}`);

class Builder implements IEnvironmentBuilder {
  public constructor(public readonly environmentName: string, private readonly more: (env: Environment) => void = () => undefined) {}
  public create(scope: Construct): void {
    this.more(new Environment(scope, this.environmentName, { ...PROPS, cloud: new FakeCloud() }));
  }
}

const folder = temporaryFolder();
const app = (context: { [key: string]: any } = {}) => new App({ outdir: fs.mkdtempSync(path.join(folder, 'out-')), context: { 'groundwork:governance': 'off', ...context } });

function filesIn(folder: string, base = folder): { [file: string]: string } {
  return Object.assign({}, ...fs.readdirSync(folder, { withFileTypes: true }).map((entry) => {
    const place = path.join(folder, entry.name);
    return entry.isDirectory() ? filesIn(place, base) : { [path.relative(base, place)]: fs.readFileSync(place, 'utf8') };
  }));
}

/** What one run writes, without what lists the whole of it. */
function synthesized(context: { [key: string]: any }, build: (scope: App) => void): { files: { [file: string]: string }; manifest: string[] } {
  const made = app(context);
  build(made);
  made.synth();
  const { 'manifest.json': manifest, 'review/index.html': _, ...files } = filesIn(made.outdir);
  return { files, manifest: Object.keys(JSON.parse(manifest).stacks) };
}

function faultOf(act: () => void): string {
  try { act(); } catch (error) { return (error as Error).message; }
  throw new Error('nothing was thrown');
}

describe('a fleet', () => {
  test('makes every environment, in the order given', () => {
    const { manifest } = synthesized({}, (scope) => Fleet.create(scope, NAMES.map((name) => new Builder(name))));
    expect(manifest.sort()).toEqual([...NAMES].sort());
  });

  test('one that cannot be made does not hide the others: every fault, each naming its environment', () => {
    const broken = (name: string, act: () => never) => new Builder(name, act);
    const message = faultOf(() => Fleet.create(app(), [
      broken('orders-a', () => { throw new Error('no such bucket'); }),
      new Builder('orders-b'),
      new Builder('Not A Name'),
      broken('orders-c', () => { throw new TypeError('x is undefined'); }),
    ]));
    expect(message).toContain('3 faults');
    expect(message).toMatch(/^ {2}orders-a: no such bucket/m);
    expect(message).toMatch(/^ {2}Not A Name: .* is no name for an environment/m);
    expect(message).toMatch(/^ {2}orders-c: x is undefined/m);
    expect(message).not.toContain('orders-b');
  });

  test('an environment with another name than its builder would be in another shard', () => {
    const stranger: IEnvironmentBuilder = { environmentName: 'orders-a', create: (scope) => { new Environment(scope, 'orders-b', { ...PROPS, cloud: new FakeCloud() }); } };
    const message = faultOf(() => Fleet.create(app(), [stranger, new Builder('orders-c'), new Builder('orders-c')]));
    expect(message).toMatch(/^ {2}orders-a: its builder made the stack orders-b/m);
    expect(message).toMatch(/^ {2}orders-c: is in the fleet twice/m);
  });

  test('a fault found at synthesis names its environment, does not hide the others, and leaves nothing behind', () => {
    const made = app();
    Fleet.create(made, [
      new Builder('orders-a', (env) => env.node.addValidation({ validate: () => ['is not what we want'] })),
      new Builder('orders-b'),
      new Builder('orders-c', (env) => thing(env, 'odd', 'odd', { value: { resolve: () => { throw new Error('cannot be resolved'); }, creationStack: [], toString: () => '' } })),
      new Builder('orders-d', (env) => thing(env, '1st', 'odd')),
    ]);
    const message = faultOf(() => made.synth());
    expect(message).toContain('Nothing was written: 3 faults');
    expect(message).toMatch(/^ {2}orders-a: is not what we want/m);
    expect(message).toMatch(/^ {2}orders-c: .*cannot be resolved/m);
    expect(message).toMatch(/^ {2}orders-d\/1st: .* is no name that Terraform takes/m);
    expect(filesIn(made.outdir)).toEqual({});
    expect(fs.readdirSync(made.outdir)).toEqual(['stacks']);
  });
});

describe('shards', () => {
  const build = (scope: App) => {
    new Builder('shared').create(scope);
    Fleet.create(scope, NAMES.map((name) => new Builder(name)));
  };
  const whole = synthesized({}, build);

  test.each([1, 2, 5])('%i of them write together what one run writes', (count) => {
    const parts = Array.from({ length: count }, (_, i) => synthesized({ [SHARD_CONTEXT]: `${i + 1}/${count}` }, build));
    expect(Object.assign({}, ...parts.map((p) => p.files))).toEqual(whole.files);
    expect(parts.flatMap((p) => Object.keys(p.files)).sort()).toEqual(Object.keys(whole.files).sort());
    expect(parts.flatMap((p) => p.manifest).sort()).toEqual(whole.manifest.sort());
  });

  test('each does its share', () => {
    const shares = [1, 2, 3].map((index) => NAMES.filter((name) => isInShard({ index, count: 3 }, name)).length);
    shares.forEach((share) => expect(share).toBeGreaterThan(3));
    expect(shares.reduce((a, b) => a + b)).toBe(NAMES.length);
  });

  test('the name alone decides: other environments do not move it', () => {
    const of = (names: string[]) => synthesized({ [SHARD_CONTEXT]: '2/3' }, (scope) => Fleet.create(scope, names.map((name) => new Builder(name)))).manifest;
    const few = of(NAMES.slice(0, 9));
    expect(few.length).toBeGreaterThan(0);
    expect(of(NAMES)).toEqual(expect.arrayContaining(few));
  });

  test('an environment outside the shard is neither made nor resolved', () => {
    const outside = NAMES.find((name) => !isInShard({ index: 1, count: 2 }, name))!;
    const context = { [SHARD_CONTEXT]: '1/2' };
    const never = () => { throw new Error('not here'); };
    expect(() => Fleet.create(app(context), [new Builder(outside, never)])).not.toThrow();
    const made = app(context);
    new Builder(outside, (env) => env.node.addValidation({ validate: never })).create(made);
    expect(() => made.synth()).not.toThrow();
    expect(filesIn(made.outdir)).toEqual({ 'manifest.json': expect.stringContaining('"stacks": {') });
  });

  test('what another shard needs of a stack is in it', () => {
    const referring = (scope: App) => {
      const [from, to] = [1, 2].map((index) => NAMES.find((name) => isInShard({ index, count: 2 }, name))!);
      let made: any;
      new Builder(from, (env) => { made = thing(env, 'made', 'thing'); }).create(scope);
      new Builder(to, (env) => new TerraformOutput(env, 'used', { value: made.getStringAttribute('id') })).create(scope);
    };
    const one = synthesized({}, referring);
    const parts = ['1/2', '2/2'].map((shard) => synthesized({ [SHARD_CONTEXT]: shard }, referring).files);
    expect(Object.assign({}, ...parts)).toEqual(one.files);
    expect(JSON.stringify(one.files)).toContain('cross-stack-output');
  });

  test('stacks of a team stay in every shard', () => {
    const { manifest } = synthesized({ [SHARD_CONTEXT]: '1/1000' }, (scope) => { new TerraformStack(scope, 'mine'); });
    expect(manifest).toEqual(['mine']);
  });

  test.each(['', '3', '0/3', '4/3', '1/0', 'a/b', '-1/3', '1/3/5', '1.5/3', 3])('%p is a fault if it is no shard', (given) => {
    if (given === '') { expect(() => Fleet.create(app({ [SHARD_CONTEXT]: given }), [])).not.toThrow(); return; }
    expect(() => parseShard(given)).toThrow(/groundwork:shard: .* is no shard/);
    const made = app({ [SHARD_CONTEXT]: given });
    new Builder('orders-a').create(made);
    expect(() => made.synth()).toThrow(/is no shard/);
    expect(() => Fleet.create(made, [])).toThrow(/is no shard/);
  });
});
