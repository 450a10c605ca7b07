import { readFileSync } from 'fs';
import { join } from 'path';
import * as fc from 'fast-check';
import { readGoogle } from '../../../src/review/google';
import { Answer, stack } from './support';

const STACKS = ['environment', 'foundation', 'mutualTls'] as const;

test.each(STACKS)('every type of the %s is read', (which) => {
  expect(new Answer(stack(which)).found.unread).toEqual([]);
});

test('every type that the library makes is read', () => {
  const source = readFileSync(join(__dirname, '../../../src/clouds/google/resources.ts'), 'utf8');
  const classes = [...source.matchAll(/^export \{ (\w+) \}/gm)].map((match) => match[1]).filter((name) => name !== 'GoogleProvider');
  const types = classes.map((name) => `google${name.replace(/V(\d)/, '_v$1').replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`);
  expect(types.length).toBeGreaterThan(60);
  expect(readGoogle({ resource: Object.fromEntries(types.map((type) => [type, { x: {} }])) }).unread).toEqual([]);
});

test('a type that nobody reads is named', () => {
  expect(readGoogle({ resource: { google_apigee_organization: { a: {} }, google_new_thing_iam_member: { m: { new_thing: 'x', role: 'roles/viewer', member: 'allUsers' } } } }).unread).toEqual(['google_apigee_organization']);
});

test.each(STACKS)('the order of resources and of rules in the %s changes nothing', (which) => {
  const turned = (value: any): any => (Array.isArray(value) ? value : typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).reverse().map(([k, v]) => [k, turned(v)])) : value);
  const sorted = (found: any) => ['statements', 'reach', 'permissions', 'flows', 'costs'].map((key) => found[key].map((item: any) => JSON.stringify({ ...item, evidence: undefined, through: [...item.through ?? []].sort() })).sort());
  expect(sorted(readGoogle(turned(stack(which))))).toEqual(sorted(readGoogle(stack(which))));
});

test('each claim names where it comes from, and no value is long', () => {
  for (const which of STACKS) {
    const tf = stack(which);
    const { statements, reach, permissions, flows, costs } = readGoogle(tf);
    for (const { evidence } of [...statements, ...reach, ...permissions, ...flows, ...costs]) {
      expect(evidence.length).toBeGreaterThan(0);
      for (const { address } of evidence) { expect(tf.resource[address.split('.')[0]][address.slice(address.indexOf('.') + 1)]).toBeDefined(); }
    }
    for (const { value } of statements) { for (const word of [value].flat()) { expect(String(word).length).toBeLessThan(320); } }
  }
});

test('password and token of a stack are in no finding', () => {
  const tf = stack();
  tf.resource.google_sql_user.x = { name: 'x', instance: 'i', password: 'hunter2-hunter2' };
  tf.resource.google_sql_database_instance.x = { root_password: 'hunter2-hunter2', settings: { tier: 't' } };
  tf.resource.google_monitoring_notification_channel.x = { type: 'slack', labels: { channel_name: '#c', auth_token: 'hunter2-hunter2' }, sensitive_labels: { auth_token: 'hunter2-hunter2' } };
  expect(JSON.stringify(readGoogle(tf))).not.toContain('hunter2');
});

/** Without the text of programs, which nobody reads. */
function small(which: typeof STACKS[number]): any {
  const tf = stack(which);
  for (const file of Object.values<any>(tf.resource.google_storage_bucket_object ?? {})) { if (file.content_type === 'text/javascript') { file.content = 'program'; } }
  return tf;
}

/** Every place of a stack that can be taken away or replaced. */
function places(value: any, path: (string | number)[] = []): (string | number)[][] {
  if (typeof value !== 'object' || value === null) { return [path]; }
  return [...path.length > 2 ? [path] : [], ...Object.entries(value).flatMap(([key, item]) => (key === '//' ? [] : places(item, [...path, Array.isArray(value) ? Number(key) : key])))];
}

const ODD: any[] = [undefined, null, '${x}', '${google_storage_bucket.none.name}', [], {}, [null], [[]], '', 0, -1, true, 'text', ['${x}'], { a: { b: [] } }, '%{if x}', '{"a":', '[]', '{"static_resources":[]}'];
const odd = (number: number) => (ODD[number] === undefined ? undefined : JSON.parse(JSON.stringify(ODD[number])));

test.each(STACKS)('nothing in the %s can make it fail', (which) => {
  const all = places(small(which).resource);
  const change = fc.tuple(fc.nat(all.length - 1), fc.nat(ODD.length - 1));
  fc.assert(fc.property(fc.array(change, { minLength: 1, maxLength: 60 }), (changes) => {
    const tf = small(which);
    for (const [place, number] of changes) {
      const path = all[place];
      const parent = path.slice(0, -1).reduce((value: any, key) => value?.[key], tf.resource);
      if (typeof parent === 'object' && parent !== null) { if (ODD[number] === undefined) { delete parent[path[path.length - 1]]; } else { parent[path[path.length - 1]] = odd(number); } }
    }
    for (const { value } of new Answer(tf).found.statements) { if (value === undefined || Number.isNaN(value)) { throw new Error('a statement without a value'); } }
  }), { numRuns: 60 });
}, 60_000);

test('documents in strings cannot make it fail either', () => {
  const file = JSON.stringify(Object.values<any>(stack().resource.google_storage_bucket_object).find((object) => object.name.startsWith('envoy')).content);
  const config = JSON.parse(JSON.parse(file));
  const all = places(config, ['x']).map((path) => path.slice(1)).filter((path) => path.length > 0);
  fc.assert(fc.property(fc.array(fc.tuple(fc.nat(all.length - 1), fc.nat(ODD.length - 1)), { minLength: 1, maxLength: 40 }), (changes) => {
    const tf = small('environment');
    const changed = JSON.parse(JSON.parse(file));
    for (const [place, number] of changes) {
      const parent = all[place].slice(0, -1).reduce((value: any, key) => value?.[key], changed);
      if (typeof parent === 'object' && parent !== null) { parent[all[place][all[place].length - 1]] = odd(number); }
    }
    Object.values<any>(tf.resource.google_storage_bucket_object).find((object) => object.name.startsWith('envoy')).content = JSON.stringify(changed);
    new Answer(tf);
  }), { numRuns: 60 });
}, 60_000);

test.each([[undefined], [null], ['x'], [[]], [{}], [{ resource: null }], [{ resource: { google_storage_bucket: [] } }], [{ resource: { google_storage_bucket: { b: null } } }], [{ provider: { google: 'x' }, resource: { google_storage_bucket: { b: {} } } }]])('%j is read without a fault', (tf) => {
  expect(() => readGoogle(tf)).not.toThrow();
});

test('time grows with the resources, not with their square', () => {
  const tf = small('environment');
  const times = (number: number) => {
    const text = JSON.stringify(tf.resource);
    const big: any = { ...tf, resource: {} };
    for (let i = 0; i < number; i++) {
      // every resource again under another name, references included
      const copy = JSON.parse(text.replace(/(google_[a-z0-9_]+\.[A-Za-z_][\w-]*)/g, `$1_${i}`));
      for (const [type, named] of Object.entries<any>(copy)) { for (const [name, body] of Object.entries(named)) { (big.resource[type] ??= {})[`${name}_${i}`] = body; } }
    }
    const measure = () => { const start = process.hrtime.bigint(); readGoogle(big); return Number(process.hrtime.bigint() - start) / 1e6; };
    return Math.min(measure(), measure(), measure());
  };
  const [few, many] = [times(4), times(32)];
  expect(many).toBeLessThan(few * 8 * 3 + 100);
}, 60_000);
