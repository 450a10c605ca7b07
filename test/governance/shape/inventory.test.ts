import * as fc from 'fast-check';
import { readFileSync } from 'fs';
import { join } from 'path';
import { setsText } from '../../../scripts/lib/sets';
import { Stage } from '../../../src/environment/stage';
import { synthesized } from '../../../src/governance/shape/canonical';
import { digestOf, inventoryDigest, inventoryOf } from '../../../src/governance/shape/inventory';
import { providerSchema } from '../../terraform/schema-data';
import { CLOUDS, on, Shelf } from './shelf';

const of = (type: string, body: any) => inventoryDigest({ resource: { [type]: { one: body } } });

describe('what means the same to Terraform has one digest', () => {
  it.each([
    ['keys in another order', 'aws_s3_bucket', { bucket: 'a', force_destroy: true }, { force_destroy: true, bucket: 'a' }],
    ['a set in another order', 'aws_lb', { security_groups: ['a', 'b'] }, { security_groups: ['b', 'a'] }],
    ['a set of blocks in another order', 'aws_wafv2_web_acl', { rule: [{ name: 'a' }, { name: 'b' }] }, { rule: [{ name: 'b' }, { name: 'a' }] }],
    ['a set in a block', 'azurerm_network_security_group', { security_rule: [{ name: 'a', source_address_prefixes: ['1', '2'] }] }, { security_rule: [{ name: 'a', source_address_prefixes: ['2', '1'] }] }],
    ['depends_on in another order', 'any_type', { depends_on: ['a.b', 'c.d'] }, { depends_on: ['c.d', 'a.b'] }],
    ['a number in a string', 'aws_db_instance', { port: '5432' }, { port: 5432 }],
    ['a boolean in a string', 'google_sql_database_instance', { deletion_protection: 'true' }, { deletion_protection: true }],
    ['an argument that is not set', 'aws_db_instance', { port: null }, {}],
    ['a document with blanks', 'aws_iam_policy', { policy: '{"a":1,"b":[1,2]}' }, { policy: '{ "b" : [1, 2],\n "a": 1 }' }],
    ['notes of the host', 'aws_s3_bucket', { 'bucket': 'a', '//': { metadata: { path: 'x/y' } } }, { bucket: 'a' }],
  ])('%s', (_what, type, a, b) => { expect(of(type, a)).toBe(of(type, b)); });

  it('whatever the state is kept in', () => {
    expect(inventoryDigest({ terraform: { required_version: '1', backend: { s3: { bucket: 'a' } } } })).toBe(inventoryDigest({ terraform: { required_version: '1', backend: { local: {} } } }));
  });
});

describe('what may mean something else has another digest', () => {
  it.each<[string, string, any, any]>([
    ['a list in another order', 'aws_lb_listener', { default_action: [{ type: 'a' }, { type: 'b' }] }, { default_action: [{ type: 'b' }, { type: 'a' }] }],
    ['a list of a type that nobody knows', 'other_thing', { names: ['a', 'b'] }, { names: ['b', 'a'] }],
    ['a set of one more', 'aws_lb', { security_groups: ['a'] }, { security_groups: ['a', 'b'] }],
    ['an empty list instead of none', 'aws_security_group', { ingress: [] }, {}],
    ['an item instead of a list of one', 'aws_lb', { security_groups: 'a' }, { security_groups: ['a'] }],
    ['a number in a string of a type that nobody knows', 'other_thing', { port: '1' }, { port: 1 }],
    ['a number in a document', 'aws_ecs_task_definition', { container_definitions: '[{"port":1}]' }, { container_definitions: '[{"port":"1"}]' }],
    ['nothing in a document', 'aws_iam_policy', { policy: '{"a":null}' }, { policy: '{}' }],
    ['a list in a document in another order', 'aws_ecs_task_definition', { container_definitions: '[{"command":["a","b"]}]' }, { container_definitions: '[{"command":["b","a"]}]' }],
    ['a document with a key that is there twice', 'aws_iam_policy', { policy: '{"a":1,"a":2}' }, { policy: '{"a":2}' }],
    ['a document with a number that a program does not keep', 'aws_iam_policy', { policy: '{"a":12345678901234567890}' }, { policy: '{"a":12345678901234567891}' }],
    ['an object instead of a document', 'aws_iam_policy', { policy: '{"a":1}' }, { policy: { a: 1 } }],
    ['blanks in a text', 'aws_iam_policy', { policy: '{"a":"b c"}' }, { policy: '{"a":"bc"}' }],
    ['a leading zero', 'aws_x', { account: '012' }, { account: '12' }],
    ['a trailing zero', 'aws_x', { version: '1.10' }, { version: '1.1' }],
    ['a long number', 'aws_x', { id: '12345678901234567' }, { id: 12345678901234567 }],
    ['a key that is a property of every object', 'aws_x', JSON.parse('{"tags":{"__proto__":"a"}}'), JSON.parse('{"tags":{"__proto__":"b"}}')],
    ['what is ignored', 'aws_x', { lifecycle: { ignore_changes: ['a'] } }, { lifecycle: { ignore_changes: ['b'] } }],
    ['a value for each', 'aws_x', { for_each: { a: '1' } }, { for_each: { a: 1 } }],
  ])('%s', (_what, type, a, b) => { expect(of(type, a)).not.toBe(of(type, b)); });

  it.each([
    ['a version of a provider', { terraform: { required_providers: { aws: { version: '1' } } } }, { terraform: { required_providers: { aws: { version: '2' } } } }],
    ['a setting of a provider', { provider: { azurerm: [{ features: [{ key_vault: [{ purge_soft_delete_on_destroy: true }] }] }] } }, { provider: { azurerm: [{ features: [{}] }] } }],
    ['the default of a variable', { variable: { a: { default: null } } }, { variable: { a: {} } }],
    ['the type of a local value', { locals: { a: '1' } }, { locals: { a: 1 } }],
    ['what is read instead of made', { data: { aws_x: { a: {} } } }, { resource: { aws_x: { a: {} } } }],
    ['a module', { module: { a: { source: 'x' } } }, {}],
  ])('%s', (_what, a, b) => { expect(inventoryDigest(a)).not.toBe(inventoryDigest(b)); });
});

const shelves = CLOUDS.map((cloud) => synthesized(Shelf, { items: { expiryAttribute: 'until' }, objects: { expireDays: 9 } }, Stage.PRODUCTION, on(cloud)).terraform);

/** Every leaf below the bodies of resources. */
function leavesOf(value: any, at: (string | number)[] = []): (string | number)[][] {
  if (value === null || typeof value !== 'object') { return [at]; }
  return Object.keys(value).filter((key) => key !== '//').flatMap((key) => leavesOf(value[key], [...at, key]));
}

it('any leaf that is changed or taken out changes the digest', () => {
  for (const terraform of shelves) {
    const leaves = leavesOf(terraform.resource);
    const digest = inventoryDigest(terraform);
    fc.assert(fc.property(fc.nat(leaves.length - 1), fc.boolean(), (index, out) => {
      const copy = structuredClone(terraform);
      const steps = leaves[index];
      const holder = steps.slice(0, -1).reduce((node, step) => node[step], copy.resource);
      const last = steps[steps.length - 1];
      const value = holder[last];
      if (out && !Array.isArray(holder)) { delete holder[last]; } else { holder[last] = typeof value === 'number' ? value + 1 : typeof value === 'boolean' ? !value : `${value}x`; }
      return inventoryDigest(copy) !== digest;
    }), { numRuns: 150 });
  }
});

it('keys in any order, in every block and every document that is one, keep the digest', () => {
  const shuffled = (value: any, random: () => number): any => {
    if (Array.isArray(value)) { return value.map((item) => shuffled(item, random)); }
    if (value === null || typeof value !== 'object') { return value; }
    return Object.fromEntries(Object.entries(value).map((entry) => [random(), entry] as const).sort(([a], [b]) => a - b).map(([, [key, inner]]) => [key, shuffled(inner, random)]));
  };
  for (const terraform of shelves) {
    const digest = inventoryDigest(terraform);
    fc.assert(fc.property(fc.infiniteStream(fc.double({ noNaN: true })), (stream) => inventoryDigest(shuffled(terraform, () => stream.next().value)) === digest), { numRuns: 10 });
  }
});

it('the digest is that of the canonical JSON of the canonical form, as anybody can recompute it', () => {
  for (const terraform of [...shelves, { resource: { aws_x: { a: { tags: { 10: 'a', 9: 'b', b: 'c', a: 'd' } } } } }, { resource: { aws_x: { a: { body: '{"10":{"9":"b","10":"a"}}' } } } }]) {
    expect(inventoryDigest(terraform)).toBe(digestOf(inventoryOf(terraform)));
  }
});

it('an environment in a team\'s stack has its own resources only', () => {
  const resource = (path: string) => ({ name: path, '//': { metadata: { path } } });
  const tf = (mine: string, theirs: string) => ({ provider: { aws: [{ region: theirs }] }, resource: { aws_x: { a: resource(`stack/team/env/${mine}`), b: resource(`stack/${theirs}`), c: resource(`stack/team/env2/${theirs}`) } } });
  expect(inventoryDigest(tf('a', 'b'), 'team/env')).toBe(inventoryDigest(tf('a', 'c'), 'team/env'));
  expect(inventoryDigest(tf('a', 'b'), 'team/env')).not.toBe(inventoryDigest(tf('d', 'b'), 'team/env'));
});

it('is fast enough for a stack of 8,000 resources', () => {
  const [terraform] = shelves;
  const many: any = { resource: {} };
  let count = 0;
  for (let copy = 0; count < 8000; copy++) {
    for (const [type, named] of Object.entries<any>(terraform.resource)) {
      for (const [name, body] of Object.entries<any>(named)) { (many.resource[type] ??= {})[`${name}_${copy}`] = { ...body, copy }; count++; }
    }
  }
  inventoryDigest(many);
  const begin = process.cpuUsage();
  inventoryDigest(many);
  const { user, system } = process.cpuUsage(begin);
  expect((user + system) / 1000).toBeLessThan(400);
});

it('the list of sets is that of the providers\' schemas', () => {
  const file = join(__dirname, '..', '..', '..', 'src', 'governance', 'shape', 'sets.ts');
  expect(readFileSync(file, 'utf8')).toBe(setsText((['aws', 'azure', 'google'] as const).map(providerSchema)));
});
