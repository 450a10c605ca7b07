import * as fs from 'fs';
import * as path from 'path';
import { Annotations, App, Aspects, TerraformOutput, TerraformStack, Testing } from 'cdktf';
import { Construct } from 'constructs';
import { Environment } from '../../src/environment/environment';
import { Stage } from '../../src/environment/stage';
import { FakeCloud, thing } from '../support/fake-cloud';
import { testStandards } from '../support/standards';
import { temporaryFolder } from '../support/terraform';

const PROPS = { standards: testStandards(), pod: 'orders', stage: Stage.DEVELOPMENT, landingZone: 'eu-aws' };
const folder = temporaryFolder();
const newApp = (config: object = {}) => new App({ outdir: fs.mkdtempSync(path.join(folder, 'out-')), context: { 'groundwork:review': 'off', 'groundwork:governance': 'off' }, ...config });
const environment = (scope: Construct, id: string, cloud = new FakeCloud()) => new Environment(scope, id, { ...PROPS, cloud });
const json = (outdir: string, stack: string) => JSON.parse(fs.readFileSync(path.join(outdir, 'stacks', stack, 'cdk.tf.json'), 'utf8'));
const everything = (outdir: string) => fs.readdirSync(outdir, { recursive: true }).map(String).sort();

describe('the gate', () => {
  test('writes nothing of any stack of ours, and leaves nothing behind, when one of them carries an error annotation', () => {
    const app = newApp();
    environment(app, 'first');
    Annotations.of(environment(app, 'second')).addError('not like this');
    expect(() => app.synth()).toThrow(/Nothing was written: 1 fault\n {2}second: not like this/);
    expect(everything(app.outdir)).toEqual(['stacks']);
  });

  test('an app can be synthesized again once its fault is mended', () => {
    const app = newApp();
    let sound = false;
    environment(app, 'first').node.addValidation({ validate: () => (sound ? [] : ['not yet']) });
    environment(app, 'second');
    expect(() => app.synth()).toThrow(/first: not yet/);
    sound = true;
    app.synth();
    app.synth();
    expect(everything(app.outdir)).toEqual(['manifest.json', 'stacks', 'stacks/first', 'stacks/first/cdk.tf.json', 'stacks/second', 'stacks/second/cdk.tf.json']);
  });

  test('a stack that was taken out of the tree holds up nobody', () => {
    const app = newApp();
    environment(app, 'first');
    environment(app, 'second');
    app.node.tryRemoveChild('first');
    app.synth();
    expect(fs.readdirSync(path.join(app.outdir, 'stacks'))).toEqual(['second']);
  });

  test('an output that a stack of a team needs is in the environment, whichever was made first', () => {
    const app = newApp();
    const mine = new TerraformStack(app, 'before');
    const env = environment(app, 'env');
    const after = new TerraformStack(app, 'after');
    const made = thing(env, 'made', 'thing');
    new TerraformOutput(mine, 'id', { value: made.getStringAttribute('id') });
    new TerraformOutput(after, 'arn', { value: made.getStringAttribute('arn') });
    app.synth();
    const outputs = Object.values<any>(json(app.outdir, 'env').output).map((o) => o.value);
    expect(outputs).toEqual(expect.arrayContaining([expect.stringMatching(/^\$\{fake_thing\.made\.id\}$/), expect.stringMatching(/^\$\{fake_thing\.made\.arn\}$/)]));
  });

  test('aspects of a stack around an environment reach what is written of it', () => {
    const app = newApp();
    const around = new TerraformStack(app, 'around');
    environment(around, 'env');
    Aspects.of(around).add({ visit: (node: any) => { if (node.terraformResourceType === 'fake_budget') { node.addOverride('seen', true); } } });
    app.synth();
    expect(Object.values<any>(json(app.outdir, 'env').resource.fake_budget)[0].seen).toBe(true);
  });

  test('a class that writes or names in its own way is heard', () => {
    class Own extends Environment {
      public toTerraform(): any {
        return { ...super.toTerraform(), locals: { own: true } };
      }
      protected allocateLogicalId(element: any): string {
        return `own_${super.allocateLogicalId(element)}`;
      }
    }
    const app = newApp();
    new Own(app, 'env', { ...PROPS, cloud: new FakeCloud() });
    app.synth();
    const written = json(app.outdir, 'env');
    expect(written.locals).toEqual({ own: true });
    expect(Object.keys(written.resource.fake_budget)[0]).toMatch(/^own_/);
  });

  test('an environment that is synthesized without its app is checked too', () => {
    const cloud = new FakeCloud();
    const outdir = Testing.fullSynth(environment(newApp(), 'env', cloud));
    expect(Object.keys(json(outdir, 'env').resource)).toContain('fake_budget');
    cloud.findings.push({ rule: 'fake/rule', address: 'fake_budget.x', argument: 'limit', problem: 'is too high', mend: 'Lower it.', source: 'here' });
    expect(() => Testing.fullSynth(environment(newApp(), 'env', cloud))).toThrow(/is too high/);
  });

  test('the review stands beside the stack, and off means off', () => {
    const files = (review: any) => {
      const app = newApp({ context: { 'groundwork:governance': 'off', ...(review === undefined ? {} : { 'groundwork:review': review }) } });
      environment(app, 'env');
      app.synth();
      return everything(app.outdir).filter((f) => f.startsWith('review'));
    };
    expect(files(undefined)).toEqual(expect.arrayContaining(['review/env/index.html', 'review/env/review.md', 'review/index.html']));
    expect(files('off')).toEqual([]);
    expect(files(false)).toEqual([]);
  });
});
