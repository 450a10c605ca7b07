import * as fc from 'fast-check';
import * as resources from '../../../src/clouds/aws/resources';
import { readAws } from '../../../src/review/aws';
import { Answer, stack } from './support';

const STACKS = ['environment', 'foundation', 'mutualTls'] as const;

test.each(STACKS)('every type of the %s is read', (which) => {
  expect(new Answer(stack(which)).found.unread).toEqual([]);
});

test('every type that this library can make is read', () => {
  const made = Object.values<any>(resources).map((binding) => binding.tfResourceType).filter((type): type is string => typeof type === 'string' && type.startsWith('aws_'));
  expect(made.length).toBeGreaterThan(100);
  expect(readAws({ resource: Object.fromEntries(made.map((type) => [type, { x: {} }])) }).unread).toEqual([]);
});

test('a type that nobody reads is named', () => {
  expect(readAws({ resource: { aws_quantum_ledger: { a: {} }, aws_s3_bucket: { b: {} } } }).unread).toEqual(['aws_quantum_ledger']);
});

test.each(STACKS)('the order of resources and rules in the %s changes nothing', (which) => {
  const turned = (value: any): any => (Array.isArray(value) ? value : typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).reverse().map(([k, v]) => [k, turned(v)])) : value);
  const sorted = (found: any) => ['statements', 'reach', 'permissions', 'flows', 'costs'].map((key) => found[key].map((item: any) => JSON.stringify({ ...item, evidence: undefined })).sort());
  expect(sorted(readAws(turned(stack(which))))).toEqual(sorted(readAws(stack(which))));
});

test('each claim names where it comes from, once, and no value is long', () => {
  for (const which of STACKS) {
    const tf = stack(which);
    const { statements, reach, permissions, flows, costs } = readAws(tf);
    for (const { evidence } of [...statements, ...reach, ...permissions, ...flows, ...costs]) {
      expect(evidence.length).toBeGreaterThan(0);
      for (const { address, argument } of evidence) {
        const body = tf.resource[address.split('.')[0]][address.slice(address.indexOf('.') + 1)];
        expect(body).toBeDefined();
        if (argument) { expect(body[argument.split('.')[0]]).toBeDefined(); }
      }
    }
    for (const { value } of statements) { for (const word of [value].flat()) { expect(String(word).length).toBeLessThan(320); } }
    const keys = (rows: any[], of: (row: any) => unknown[]) => expect(new Set(rows.map((r) => JSON.stringify(of(r)))).size).toBe(rows.length);
    keys(statements, (s) => [s.rule, s.subject, s.detail]);
    keys(reach, (r) => [r.direction, r.from, r.to, r.ports]);
    keys(permissions, (p) => [p.principal, p.effect, p.resource, p.condition]);
  }
});

test('passwords and tokens are in no finding', () => {
  const tf = stack();
  tf.resource.aws_db_instance = { x: { password: 'hunter2-hunter2', engine: 'mysql' } };
  tf.resource.aws_elasticache_replication_group = { x: { auth_token: 'hunter2-hunter2' } };
  tf.resource.aws_sns_topic_subscription.x = { topic_arn: Object.keys(tf.resource.aws_sns_topic).map((n) => `\${aws_sns_topic.${n}.arn}`)[0], protocol: 'https', endpoint: 'https://user:hunter2-hunter2@hooks.example/hunter2-hunter2?key=hunter2-hunter2' };
  tf.resource.aws_ssm_parameter = { x: { type: 'SecureString', name: '/x', value: 'hunter2-hunter2' } };
  expect(JSON.stringify(readAws(tf))).not.toContain('hunter2');
});

/** Every place of a stack that can be taken away or replaced. */
function places(value: any, path: (string | number)[] = []): (string | number)[][] {
  if (typeof value !== 'object' || value === null) { return [path]; }
  return [...path.length > 2 ? [path] : [], ...Object.entries(value).flatMap(([key, item]) => (key === '//' ? [] : places(item, [...path, Array.isArray(value) ? Number(key) : key])))];
}

const ODD: any[] = [undefined, null, '${x}', '${aws_s3_bucket.none.id}', [], {}, [null], [[]], '', 0, -1, true, 'text', ['${x}'], { a: { b: [] } }, '%{if x}', '{"a":', '[]', '{"Statement":[null,{}]}', '{"openapi":"3","paths":{"/x":null}}'];

function broken(root: any, all: (string | number)[][], changes: [number, number][]): void {
  for (const [place, odd] of changes) {
    const path = all[place];
    const parent = path.slice(0, -1).reduce((value: any, key) => value?.[key], root);
    if (typeof parent === 'object' && parent !== null) { if (ODD[odd] === undefined) { delete parent[path[path.length - 1]]; } else { parent[path[path.length - 1]] = structuredClone(ODD[odd]); } }
  }
}

test.each(STACKS)('nothing in the %s can make it fail', (which) => {
  const all = places(stack(which).resource);
  const change = fc.tuple(fc.nat(all.length - 1), fc.nat(ODD.length - 1));
  fc.assert(fc.property(fc.array(change, { minLength: 1, maxLength: 60 }), (changes) => {
    const tf = stack(which);
    broken(tf.resource, all, changes);
    for (const { value } of new Answer(tf).found.statements) { expect(value).not.toBeUndefined(); expect(Number.isNaN(value)).toBe(false); }
  }), { numRuns: 40 });
}, 60_000);

test.each([['aws_api_gateway_rest_api', 'body'], ['aws_s3_bucket_policy', 'policy'], ['aws_iam_role', 'assume_role_policy'], ['aws_kms_key', 'policy'], ['aws_cloudwatch_log_data_protection_policy', 'policy_document'], ['aws_ecr_lifecycle_policy', 'policy']])('documents in %s.%s cannot make it fail either', (type, argument) => {
  const source = Object.values<any>(stack().resource[type])[0][argument];
  const all = places(JSON.parse(source), ['x']).map((path) => path.slice(1)).filter((path) => path.length > 0);
  fc.assert(fc.property(fc.array(fc.tuple(fc.nat(all.length - 1), fc.nat(ODD.length - 1)), { minLength: 1, maxLength: 30 }), (changes) => {
    const tf = stack();
    const read = JSON.parse(source);
    broken(read, all, changes);
    Object.values<any>(tf.resource[type])[0][argument] = JSON.stringify(read);
    new Answer(tf);
  }), { numRuns: 20 });
}, 60_000);

test.each([[undefined], [null], ['x'], [[]], [{}], [{ resource: null }], [{ resource: { aws_s3_bucket: [] } }], [{ resource: { aws_s3_bucket: { b: null } } }], [{ provider: { aws: 'x' }, resource: { aws_s3_bucket: { b: {} } } }], [{ provider: 'x', resource: { aws_s3_bucket: { b: {} } } }]])('%j is read without a fault', (tf) => {
  expect(() => readAws(tf)).not.toThrow();
});

test('time grows with the resources, not with their square', () => {
  const tf = stack();
  const times = (number: number) => {
    const text = JSON.stringify(tf.resource);
    const big: any = { ...tf, resource: {} };
    for (let i = 0; i < number; i++) {
      const copy = JSON.parse(text.replace(/(aws_[a-z0-9_]+\.[A-Za-z_][\w-]*)/g, `$1_${i}`).replace(/orders-production/g, `orders-production${i}`));
      for (const [type, named] of Object.entries<any>(copy)) { for (const [name, body] of Object.entries(named)) { (big.resource[type] ??= {})[`${name}_${i}`] = body; } }
    }
    const measure = () => { const start = process.hrtime.bigint(); readAws(big); return Number(process.hrtime.bigint() - start) / 1e6; };
    return Math.min(measure(), measure(), measure());
  };
  const [few, many] = [times(6), times(48)];
  expect(many).toBeLessThan(few * 8 * 3 + 100);
}, 60_000);
