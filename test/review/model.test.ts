import { App, TerraformElement, TerraformStack } from 'cdktf';
import { EmbeddedEnvironment, Foundation, ObjectStore, Stage } from '../../src';
import { OrdersEnvironment } from '../../examples/acme/orders-environment';
import { toTerraformOnce } from '../../src/environment/synthesis';
import { stringify } from '../../src/environment/stringify';
import { buildModel } from '../../src/review/build';
import { CATALOGUE } from '../../src/review/catalogue';
import { direction } from '../../src/review/catalogue/rule';
import { treeOf } from '../../src/review/tree';
import { ReviewModel } from '../../src/review/model';
import { acmeStandards } from '../patterns/customer-facing-api/stacks';

const ZONES = ['eu-aws', 'eu-azure', 'eu-google'];

function modelOf(stack: any, place: any = stack): { model: ReviewModel; text: string; tf: any } {
  stack.prepareStack();
  const tf = toTerraformOnce(stack);
  const text = stringify(tf);
  return { model: buildModel(tf, text, treeOf(place)), text, tf };
}

const production = (zone: string) => modelOf(new OrdersEnvironment(new App(), 'orders', { standards: acmeStandards(), stage: Stage.PRODUCTION, landingZone: zone }));

describe.each(ZONES)('the review model on %s', (zone) => {
  const { model, text, tf } = production(zone);

  test('names every resource of the file once, with the line it stands on', () => {
    const written = Object.entries<any>(tf.resource).flatMap(([type, named]) => Object.keys(named).map((name) => `${type}.${name}`));
    expect(model.resources.map((r) => r.address).sort()).toEqual(written.sort());
    const lines = text.split('\n');
    for (const r of model.resources) { expect(lines[r.line - 1].trim()).toBe(`"${r.address.slice(r.type.length + 1)}": {`); }
    expect(new Set(model.resources.map((r) => r.key)).size).toBe(written.length);
  });

  test('is the same whatever the order of the resources in the file', () => {
    const turned = (block: any) => Object.fromEntries(Object.entries<any>(block).reverse());
    const reversed = { ...tf, resource: Object.fromEntries(Object.entries(turned(tf.resource)).map(([type, named]) => [type, turned(named)])) };
    expect(buildModel(reversed, text, { identity: model.identity, ...model.tree })).toEqual(model);
  });

  test('can be computed again from the file and what it keeps itself', () => {
    const kept: ReviewModel = JSON.parse(JSON.stringify(model));
    expect(buildModel(JSON.parse(text), text, { identity: kept.identity, ...kept.tree })).toEqual(kept);
  });

  test('every resource belongs to a part, every claim to a resource of the file', () => {
    const parts = new Set(model.parts.map((p) => p.path));
    const addresses = new Set(model.resources.map((r) => r.address));
    expect(model.resources.filter((r) => !parts.has(r.part))).toEqual([]);
    const evidence = [...model.statements, ...model.reach, ...model.permissions, ...model.flows, ...model.costs, ...model.decisions].flatMap((x) => x.evidence);
    expect(evidence.length).toBeGreaterThan(100);
    expect(evidence.filter((e) => !addresses.has(e.address))).toEqual([]);
    expect(model.unread).toEqual([]);
  });

  test('says whose the environment is, and which patterns are in it', () => {
    expect(model.identity).toMatchObject({ kind: 'environment', stage: 'production', pod: { name: 'orders', contact: 'orders@acme.example', owners: ['ada@acme.example'] }, landingZone: zone });
    expect(model.identity.patterns).toEqual([{ id: 'customer-facing-api', version: '1.0.0', path: 'orders' }]);
    expect(model.identity.budget).toEqual({ amount: 6000, currency: 'EUR' });
    expect(model.parts.find((p) => p.path === 'orders/database')).toMatchObject({ kind: 'Database', lane: 'data', title: 'PostgreSQL database', pattern: 'customer-facing-api 1.0.0' });
  });

  test('every row of the card that asks for nothing optional has resources here', () => {
    const empty = model.enforcement.filter((row) => row.types.length > 0 && row.resources.length === 0).map((row) => row.property);
    expect(model.enforcement.length).toBe(28);
    expect(empty.filter((p) => !p.includes('where asked for'))).toEqual([]);
  });
});

test('a foundation is reviewed like an environment, by its groups', () => {
  const { model } = modelOf(new Foundation(new App(), 'foundation', { standards: acmeStandards(), landingZone: 'eu-aws' }));
  expect(model.identity).toMatchObject({ kind: 'foundation', cloud: 'aws' });
  expect(model.parts.map((p) => p.path)).toEqual(expect.arrayContaining(['network', 'egress', 'trail', 'buckets/archive']));
});

test('of an environment inside a stack of a team, the rest of the stack is not reviewed', () => {
  const stack = new TerraformStack(new App(), 'theirs');
  const environment = new EmbeddedEnvironment(stack, 'orders', { standards: acmeStandards(), pod: 'orders', stage: Stage.DEVELOPMENT, landingZone: 'eu-aws' });
  new ObjectStore(environment, 'files', {});
  const { S3Bucket } = require('@cdktf/provider-aws/lib/s3-bucket');
  new S3Bucket(stack, 'own');
  const { model } = modelOf(stack, environment);
  expect(model.resources.filter((r) => r.path === 'own')).toEqual([]);
  expect(model.resources.some((r) => r.path.startsWith('orders/files/'))).toBe(true);
  expect(TerraformElement.isTerraformElement(stack)).toBe(false);
});

describe('the catalogue', () => {
  test.each(Object.keys(CATALOGUE))('%s has words for what it compares', (id) => {
    const rule = CATALOGUE[id];
    const samples: any[] = Array.isArray(rule.safer) ? [...rule.safer] : { yes: [true, false], no: [true, false], more: [0, 1, 35], less: [1, 2], fewer: [[], ['a']], longer: [[], ['a']], neither: ['x'] }[rule.safer as string]!;
    for (const value of samples) {
      expect(rule.say(value)).toMatch(/^\S.*\S$/);
      expect(rule.say(value).length).toBeLessThanOrEqual(140);
      expect(rule.say(value)).not.toMatch(/undefined|NaN|\[object/);
    }
    if (!['neither'].includes(rule.safer as string) && samples.length > 1) {
      const [first, last] = [samples[0], samples[samples.length - 1]];
      expect([direction(rule, first, last), direction(rule, last, first)].sort()).toEqual(['narrower', 'wider']);
      expect(direction(rule, first, first)).toBe('same');
    }
  });
});
