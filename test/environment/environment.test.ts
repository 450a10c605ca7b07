import * as fs from 'fs';
import * as path from 'path';
import { App, Aspects, TerraformOutput, TerraformResource, TerraformStack } from 'cdktf';
import { Access } from '../../src/capabilities/common';
import { Database } from '../../src/capabilities/database';
import { Service } from '../../src/capabilities/service';
import { EmbeddedEnvironment } from '../../src/environment/embedded-environment';
import { Environment } from '../../src/environment/environment';
import { Foundation } from '../../src/environment/foundation';
import { Stage } from '../../src/environment/stage';
import { FakeCloud, thing } from '../support/fake-cloud';
import { testStandards } from '../support/standards';
import { synthesize, synthesizeOne, temporaryFolder } from '../support/terraform';

const folder = temporaryFolder();
const temporary = () => fs.mkdtempSync(path.join(folder, 'out-'));

const standards = testStandards();
const fake = (app: App, id: string, more: object = {}) => new Environment(app, id, { standards, pod: 'orders', stage: Stage.DEVELOPMENT, cloud: new FakeCloud(), landingZone: 'eu-aws', ...more });

describe('an environment', () => {
  test('brings keys, network, audit trail, alert channel and budget of its own', () => {
    const tf = synthesizeOne((app) => fake(app, 'orders-dev'));
    for (const kind of ['key', 'network', 'trail', 'channel', 'budget']) { expect(tf.all(`fake_${kind}`).length).toBeGreaterThan(0); }
    expect(tf.all('fake_key').map((k) => k.path)).toEqual(['orders-dev/data-key/key', 'orders-dev/log-key/key']);
  });

  test('tags everything, also a raw resource that somebody adds', () => {
    const tf = synthesizeOne((app) => {
      const env = fake(app, 'orders-dev');
      thing(env, 'mine', 'raw');
      return env;
    });
    expect(tf.one('fake_raw').tags).toMatchObject({ 'pod': 'orders', 'stage': 'development', 'environment': 'orders-dev', 'managed-by': 'groundwork', 'data-classification': 'internal' });
    for (const { body } of tf.everything()) { expect(body.tags.pod).toBe('orders'); }
  });

  test('a fact that the standards do not state becomes a checked Terraform variable', () => {
    const tf = synthesizeOne((app) => fake(app, 'orders-dev'));
    expect(tf.one('fake_network').hub).toBe('${var.foundation_network_id}');
    expect(tf.json.variable.foundation_network_id).toMatchObject({ type: 'string', nullable: false });
    expect(tf.json.variable.foundation_network_id.validation[0].condition).toBe('${can(regex("^net-[0-9]+$", var.foundation_network_id))}');
  });

  test('a stated fact is written as it is', () => {
    const zones = standards.landingZones.map((z) => ({ ...z, state: {}, facts: z.name === 'eu-aws' ? { network_id: 'net-7' } : {} }));
    const tf = synthesizeOne((app) => fake(app, 'orders-dev', { standards: testStandards({ landingZones: zones.map(({ tenant, projectNumber, billingAccount, ...z }) => ({ ...z, tenant: tenant || undefined, projectNumber: projectNumber || undefined, billingAccount: billingAccount || undefined })) }) }));
    expect(tf.one('fake_network').hub).toBe('net-7');
    expect(tf.json.variable).toBeUndefined();
  });

  test('the context moves it to another landing zone without touching code', () => {
    const tf = (context?: object) => synthesizeOne((app) => fake(app, 'orders-dev', { landingZone: undefined }), context as any);
    expect(tf().one('fake_budget').tags['landing-zone']).toBe('eu-aws');
    expect(tf({ 'groundwork:landingZone': 'eu-google' }).one('fake_budget').tags['landing-zone']).toBe('eu-google');
    expect(tf({ 'groundwork:landingZone:orders-dev': 'eu-azure' }).one('fake_budget').tags['landing-zone']).toBe('eu-azure');
  });

  test('keeps its state in the landing zone, locked and encrypted', () => {
    const tf = synthesizeOne((app) => fake(app, 'orders-dev'));
    expect(tf.json.terraform.backend.s3).toMatchObject({ key: 'acme/eu-aws/orders-dev.tfstate', encrypt: true, use_lockfile: true, region: 'eu-central-1' });
  });

  test('bad properties: one error with every fault, and nothing written', () => {
    const bad = () => synthesize((app) => fake(app, 'orders-dev', { name: '支付', pod: 'x'.repeat(200), stage: 'prod', landingZone: 'mars' }));
    expect(bad).toThrow(/4 faults/);
    expect(bad).toThrow(/支付[^]*202 characters[^]*mars/);
  });

  test('two environments of one name in one account are refused by name', () => {
    expect(() => synthesize((app) => {
      fake(app, 'a', { name: 'orders-dev' });
      fake(app, 'b', { name: 'orders-dev' });
    })).toThrow(/b: collides with environment a/);
  });

  test('what the cloud finds wrong in any stack stops all of them before anything is written', () => {
    const cloud = new FakeCloud();
    cloud.findings.push({ rule: 'fake/rule', address: 'fake_budget.x', argument: 'amount', problem: 'is negative', mend: 'Raise it.', source: 'docs' });
    expect(() => synthesize((app) => {
      new TerraformStack(app, 'plain');
      fake(app, 'one', { cloud });
      fake(app, 'two');
    })).toThrow(/Nothing was written: 1 fault\n {2}one \(fake_budget.x.amount\): is negative\. Raise it\. \[fake\/rule, docs\]/);
  });
});

test('aspects visit each construct once, however many environments there are', () => {
  const visits: string[] = [];
  synthesize((app) => {
    for (const id of ['orders-dev', 'orders-test']) {
      Aspects.of(thing(fake(app, id), 'mine', 'raw')).add({ visit: (node) => { visits.push(node.node.path); } });
    }
  });
  expect(visits).toEqual(['orders-dev/mine', 'orders-test/mine']);
});

test('output as HCL is refused before anything is written: the file would hold JSON', () => {
  const outdir = temporary();
  const app = new App({ outdir, hclOutput: true });
  fake(app, 'orders-dev');
  expect(() => app.synth()).toThrow(/hclOutput: foundations and environments are written as Terraform JSON only/);
  expect(fs.readdirSync(path.join(outdir, 'stacks'))).toEqual([]);
});

test.each(['before', 'after'])('a stack of a team\'s own, %s the environment, may refer to it', (order) => {
  const all = synthesize((app) => {
    const plain = () => new TerraformStack(app, 'plain');
    const first = order === 'before' ? plain() : undefined;
    const mine = thing(fake(app, 'orders-dev'), 'mine', 'raw');
    new TerraformOutput(first ?? plain(), 'id', { value: mine.getStringAttribute('id') });
  });
  expect(Object.values<any>(all['orders-dev'].json.output).map((o) => o.value)).toEqual([expect.stringMatching(/^\$\{fake_raw\.mine_?\w*\.id\}$/)]);
  expect(all.plain.json.data.terraform_remote_state).toBeDefined();
});

test('a construct id that Terraform takes no name from is refused by path', () => {
  expect(() => synthesize((app) => { thing(fake(app, 'orders-dev'), '3d-files', 'raw'); })).toThrow(/orders-dev\/3d-files: fake_raw\.3d-files\S* is no name that Terraform takes/);
});

describe('a connection', () => {
  test('makes the permission, the network path and the settings in one call', () => {
    const cloud = new FakeCloud();
    const tf = synthesizeOne((app) => {
      const env = fake(app, 'orders-dev', { cloud });
      const service = new Service(env, 'service');
      service.connectTo(new Database(env, 'database'), Access.READ);
      return env;
    });
    expect(cloud.calls).toEqual(['grant read on database to identity of orders-dev/service', 'allow endpoint of orders-dev/service to database']);
    expect(tf.one('fake_service').settings).toEqual({ DATABASE_HOST: 'database.example', DATABASE_NAME: 'database' });
  });

  test('thresholds of a backend become alarms', () => {
    const tf = synthesizeOne((app) => {
      const env = fake(app, 'orders-dev');
      new Database(env, 'database');
      return env;
    });
    expect(tf.all('fake_alarm').map((a) => [a.path, a.body.limit])).toEqual([
      ['orders-dev/database/alarms/full-critical/alarm', 90],
      ['orders-dev/database/alarms/full-warning/alarm', 80],
    ]);
  });
});

describe('an environment inside a stack that a team has', () => {
  const build = (app: App, cloud = new FakeCloud()) => {
    const stack = new TerraformStack(app, 'legacy');
    const old = new TerraformResource(stack, 'old', { terraformResourceType: 'fake_old' });
    new EmbeddedEnvironment(stack, 'orders-dev', { standards, pod: 'orders', stage: Stage.DEVELOPMENT, cloud, landingZone: 'eu-aws' });
    return { stack, old };
  };

  test('uses that stack\'s providers and state, and tags only what is inside it', () => {
    const tf = synthesizeOne((app) => build(app).stack);
    expect(tf.json.provider).toBeUndefined();
    expect(tf.json.terraform.backend.local).toBeDefined();
    expect(tf.one('fake_old').tags).toBeUndefined();
    expect(tf.one('fake_budget').tags.environment).toBe('orders-dev');
  });

  test('its faults fail that stack', () => {
    const cloud = new FakeCloud();
    cloud.findings.push({ rule: 'fake/rule', address: 'fake_budget.x', argument: 'amount', problem: 'is negative', mend: 'Raise it.', source: 'docs' });
    expect(() => synthesize((app) => build(app, cloud))).toThrow(/is negative/);
  });
});

describe('a foundation', () => {
  test('is a stack of its landing zone whose outputs are the facts', () => {
    const tf = synthesizeOne((app) => new Foundation(app, 'foundation', { standards, landingZone: 'eu-aws', cloud: new FakeCloud() }));
    expect(Object.keys(tf.json.output)).toEqual(['network_id']);
    expect(tf.one('fake_network').tags.environment).toBeUndefined();
  });
});
