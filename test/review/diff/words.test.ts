import { CONSEQUENCES } from '../../../src/review/model';
import { changeOf, Draft, sentence } from '../../../src/review/diff/change';
import { folded } from '../../../src/review/diff/fold';
import { changed, lines } from './support';

const draft = (more: Partial<Draft>): Draft => ({
  rule: 'argument', consequence: 'configuration', direction: 'unknown', subject: 'orders/database', address: 'aws_rds_cluster.x', clause: 'size {from} -> {to}', from: 'small', to: 'large', evidence: [], ...more,
});

describe('a sentence', () => {
  test('has at most 140 characters and keeps the beginning and the end of long values', () => {
    const text = sentence('orders/database', 'list {from} -> {to}; the tail stays', `begin${'a'.repeat(400)}end`, `start${'b'.repeat(400)}stop`);
    expect(text.length).toBeLessThanOrEqual(140);
    expect(text).toMatch(/^orders\/database: list begin.*….*end -> start.*….*stop; the tail stays$/);
  });

  test('gives the room that one value does not need to the other', () => {
    expect(sentence('a', 'list {from} -> {to}', 'none', 'x'.repeat(100))).toBe(`a: list none -> ${'x'.repeat(100)}`);
  });

  test.each([['a subject', 's'.repeat(300), 'size changes'], ['a clause', 'orders', 'c'.repeat(300)], ['both', 's'.repeat(300), 'c'.repeat(300)]])('fits even where %s is too long', (_, subject, clause) => {
    expect(sentence(subject, clause, 'a', 'b').length).toBeLessThanOrEqual(140);
  });

  test('is one line', () => { expect(sentence('a', 'note {to}', '', 'one\r\n\ttwo\u2028three')).toBe('a: note one two three'); });
});

describe('the number of a change', () => {
  const id = (more: Partial<Draft>) => changeOf('stack', draft(more)).id;

  test('hangs on rule, subject and values, not on words, evidence or stack', () => {
    expect(id({})).toMatch(/^[0-9a-f]{12}$/);
    expect(id({ clause: 'other words {from} {to}', evidence: [{ address: 'x.y' }] })).toBe(id({}));
    expect(changeOf('another', draft({})).id).toBe(id({}));
    expect(new Set([id({}), id({ subject: 'orders/cache' }), id({ to: 'huge' }), id({ rule: 'cost' }), id({ detail: 'b' })]).size).toBe(5);
  });
});

describe('folding', () => {
  test('makes one line of equal sentences and lists the subjects', () => {
    const [one, ...none] = folded(['a', 'b', 'c', 'd'].map((x) => draft({ subject: `orders/${x}`, noise: true, consequence: 'cosmetic' })));
    expect(none).toEqual([]);
    expect(one.subjects).toEqual(['orders/a', 'orders/b', 'orders/c', 'orders/d']);
    expect(one.subject).toBe('orders');
    expect(changeOf('s', one).text).toBe('orders/a, orders/b, orders/c, orders/d: size small -> large');
    expect(changeOf('s', folded(Array.from({ length: 14 }, (_, i) => draft({ subject: `orders/construct-${i}` })))[0]).text).toBe('14 resources in orders: size small -> large');
  });

  test('leaves apart what differs, and a few that each need a decision', () => {
    expect(folded([draft({ subject: 'a' }), draft({ subject: 'b', to: 'huge' }), draft({ subject: 'c' })])).toHaveLength(3);
    expect(folded(['a', 'b', 'c'].map((subject) => draft({ subject, consequence: 'data-loss' })))).toHaveLength(3);
  });

  test('of many tags is one change, whatever was tagged', () => {
    const diff = changed('eu-aws', (c) => { for (const b of c.all('aws_s3_bucket').concat(c.all('aws_iam_role'))) { b.tags.owner = 'me'; } });
    expect(diff.changes.map((c) => [c.consequence, c.noise, c.subjects?.length])).toEqual([['cosmetic', true, 6]]);
    expect(diff.counts).toMatchObject({ changes: 1, noise: 1, decisions: 0 });
    expect(diff.verdict).toBe('1 change, none needs a decision: tags, texts and versions only.');
  });
});

test('changes are in the order of consequence, then of direction, then of subject', () => {
  const diff = changed('eu-aws', (c) => {
    c.one('aws_s3_bucket').tags.owner = 'me';
    c.one('aws_rds_cluster').deletion_protection = false;
    c.one('aws_rds_cluster').backup_retention_period = 35;
    c.one('aws_appautoscaling_target').min_capacity = 1;
    c.drop('aws_wafv2_web_acl_association');
  });
  const places = diff.changes.map((c) => CONSEQUENCES.indexOf(c.consequence));
  expect(places).toEqual([...places].sort((a, b) => a - b));
  const ways = diff.changes.filter((c) => c.consequence === 'data-loss').map((c) => c.direction);
  expect(ways).toEqual(['wider', ...ways.slice(1).map(() => 'narrower')]);
  expect(ways.length).toBeGreaterThan(1);
  expect(new Set(diff.changes.map((c) => c.id)).size).toBe(diff.changes.length);
});

describe('no secret is said', () => {
  test('neither before nor after a change', () => {
    const secret = (value: string) => (c: any) => { c.one('aws_lambda_function', 'orders_probe').environment = { variables: { DB_PASSWORD: value, PLAIN: 'shown' } }; };
    const diff = changed('eu-aws', secret('Correct-Horse-9-Battery'), secret('Other-Horse-8-Battery'));
    expect(diff.changes.length).toBeGreaterThan(0);
    expect(JSON.stringify(diff)).not.toMatch(/Horse/);
  });

  test('also where only its form tells', () => {
    const diff = changed('eu-google', (c) => { c.one('google_cloud_run_v2_job').template.template.max_retries = 'AKIAIOSFODNN7EXAMPLE'; });
    expect(diff.changes.length).toBeGreaterThan(0);
    expect(JSON.stringify(diff)).not.toMatch(/AKIAIOSFODNN7/);
  });
});

describe('what is not planned', () => {
  test('is never said to be replaced for sure', () => {
    const diff = changed('eu-aws', (c) => { c.one('aws_rds_cluster').cluster_identifier = 'another'; c.one('aws_dynamodb_table').hash_key = 'id'; });
    expect(lines(diff).filter((l) => /may be replaced/.test(l))).toHaveLength(2);
    expect(lines(diff).join()).not.toMatch(/will/);
    expect(diff.changes.filter((c) => c.rule === 'argument.replaces').map((c) => [c.consequence, c.direction])).toEqual([['data-loss', 'unknown'], ['data-loss', 'unknown']]);
  });
});
