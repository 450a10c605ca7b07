import * as fc from 'fast-check';
import { applyExceptions, deviationName, exceptionScope, ExceptionScope, expiredExceptions, unusedExceptions } from '../../src/governance/exceptions';
import { FleetRecord } from '../../src/governance/fleet/record';
import { withUnused } from '../../src/cli/verify/unused';
import { ControlResult, Deviation, ExceptionRecord, OUTCOMES } from '../../src/governance/model';
import { governedStacks } from './support';

const TODAY = '2026-11-23';
const SCOPE: ExceptionScope = {
  environment: 'orders-prod',
  patterns: [{ id: 'customer-facing-api', path: 'orders' }],
  capabilities: ['orders/database', 'orders/service', 'archive', 'data-key'],
};

const exception = (rest: Partial<ExceptionRecord>): ExceptionRecord => ({
  id: 'sec-1', control: 'backup.kept', construct: 'orders/database', reason: 'The data can be made again within an hour.', owner: 'bob@acme.example',
  approver: 'alice@acme.example', expires: '2027-06-30', ...rest,
});
const ofDeviation = (deviation: string, rest: Partial<ExceptionRecord> = {}): ExceptionRecord => {
  const { control: _, ...record } = exception(rest);
  return { ...record, deviation };
};
const result = (path: string, rest: Partial<ControlResult> = {}): ControlResult => (
  { control: 'backup.kept', outcome: 'fail', address: `aws_rds_cluster.${path.replace(/\W/g, '_')}`, path, message: 'backups are kept 3 days', ...rest });
const deviation = (path: string, rest: Partial<Deviation> = {}): Deviation => ({
  id: 'd', kind: 'changed', address: 'aws_rds_cluster.orders', path, argument: 'backup_retention_period', consequence: 'data-loss', direction: 'wider', owner: 'security',
  text: `${path}: kept 35 days, now 3`, tightens: false, ...rest,
});
/** Ids by which the results are covered. */
const covering = (paths: string[], record: ExceptionRecord, scope = SCOPE) => applyExceptions(paths.map((p) => result(p)), [], [record], scope, TODAY).results
  .filter((r) => r.exception !== undefined).map((r) => r.path);

describe('what an exception covers', () => {
  test('of a capability, its own resources, and nothing beside them', () => {
    expect(covering(['orders/database/cluster', 'orders/database', 'orders/service/service', 'orders/database-2/cluster', ''], exception({}))).toEqual(['orders/database/cluster', 'orders/database']);
  });

  test('of a resource, that one only', () => {
    expect(covering(['orders/database/cluster', 'orders/database/cluster/parameters'], exception({ construct: 'orders/database/cluster' }))).toEqual(['orders/database/cluster']);
  });

  test('of a plain scope or a pattern named by its path, nothing below it', () => {
    expect(covering(['orders/database/cluster', 'orders/own-bucket'], exception({ construct: 'orders' }))).toEqual([]);
  });

  test('of a pattern by its id, what is below it, and nothing of the baseline', () => {
    expect(covering(['orders/database/cluster', 'archive/bucket', 'orders-2/database'], exception({ construct: undefined, pattern: 'customer-facing-api' }))).toEqual(['orders/database/cluster']);
    expect(covering(['orders/database/cluster'], exception({ construct: undefined, pattern: 'data-pipeline' }))).toEqual([]);
  });

  test('construct and pattern together, what is in both', () => {
    expect(covering(['orders/database/cluster', 'archive/bucket'], exception({ construct: 'archive', pattern: 'customer-facing-api' }))).toEqual([]);
    expect(covering(['orders/database/cluster', 'orders/service/task'], exception({ pattern: 'customer-facing-api' }))).toEqual(['orders/database/cluster']);
  });

  test('"." is the environment itself, where a control names no resource', () => {
    expect(covering(['', 'orders/database'], exception({ construct: '.', environment: 'orders-prod' }))).toEqual(['']);
  });

  test('another environment is not covered', () => {
    expect(covering(['orders/database'], exception({ environment: 'orders-test' }))).toEqual([]);
    expect(covering(['orders/database'], exception({ environment: 'orders-prod' }))).toEqual(['orders/database']);
  });

  test('an environment inside the stack of a team is named by paths within the environment, or within the stack', () => {
    const scope = { ...SCOPE, under: 'platform', capabilities: ['platform/orders/database'], patterns: [{ id: 'customer-facing-api', path: 'platform/orders' }] };
    expect(covering(['platform/orders/database/cluster', 'orders/database/cluster'], exception({}), scope)).toEqual(['platform/orders/database/cluster']);
    expect(covering(['platform/orders/database/cluster'], exception({ construct: 'platform/orders/database' }), scope)).toEqual(['platform/orders/database/cluster']);
  });

  test('failed and unknown results keep their outcome; what passes or broke is not touched', () => {
    const results = OUTCOMES.map((outcome) => result('orders/database', { outcome }));
    const excepted = applyExceptions(results, [], [exception({})], SCOPE, TODAY);
    expect(excepted.results.map((r) => [r.outcome, r.exception])).toEqual([
      ['error', undefined], ['fail', 'sec-1'], ['unknown', 'sec-1'], ['pass', undefined], ['not applicable', undefined],
    ]);
    expect(excepted.used).toEqual([{ ...exception({}), covers: 2 }]);
    expect(results.every((r) => r.exception === undefined)).toBe(true);
  });
});

describe('deviations', () => {
  const covered = (record: ExceptionRecord, d: Deviation) => applyExceptions([], [d], [record], SCOPE, TODAY).deviations[0].exception;

  test.each<[string, Deviation]>([
    ['aws_rds_cluster.backup_retention_period', deviation('orders/database')],
    ['aws_security_group.ingress', deviation('orders/database', { address: 'aws_security_group.x', argument: 'ingress.0.cidr_blocks.0' })],
    ['added aws_s3_bucket', deviation('orders/database', { kind: 'added', address: 'aws_s3_bucket.x', argument: undefined })],
    ['removed aws_flow_log', deviation('orders/database', { kind: 'removed', address: 'aws_flow_log.x', argument: undefined })],
    ['elsewhere aws_iam_role_policy', deviation('orders/database', { kind: 'elsewhere', address: 'other-stack: aws_iam_role_policy.x', argument: undefined })],
    ['input service.port', deviation('orders/database', { kind: 'input', argument: 'service.port' })],
    ['added data.aws_ami', deviation('orders/database', { kind: 'added', address: 'data.aws_ami.x', argument: undefined })],
  ])('%s is accepted under its name', (name, d) => {
    expect(covered(ofDeviation(name), d)).toBe('sec-1');
  });

  test('another argument, kind or type is not', () => {
    expect(covered(ofDeviation('aws_rds_cluster.backup_retention'), deviation('orders/database'))).toBeUndefined();
    expect(covered(ofDeviation('aws_rds_cluster.backup_retention_period'), deviation('orders/database', { kind: 'removed', argument: undefined }))).toBeUndefined();
    expect(covered(ofDeviation('added aws_s3_bucket'), deviation('orders/database', { kind: 'added', address: 'aws_s3_bucket_policy.x', argument: undefined }))).toBeUndefined();
    expect(covered(ofDeviation('input service'), deviation('orders/database', { kind: 'input', argument: 'service.port' }))).toBeUndefined();
  });

  test('what only makes things safer needs none, and so uses none', () => {
    const excepted = applyExceptions([], [deviation('orders/database', { tightens: true })], [ofDeviation('aws_rds_cluster.backup_retention_period')], SCOPE, TODAY);
    expect([excepted.deviations[0].exception, excepted.used]).toEqual([undefined, []]);
  });

  test('the approver must be one of the function that has to look, where the standards list some', () => {
    const approvers = [{ function: 'security', email: 'Alice@acme.example' }, { function: 'compliance', email: 'carol@acme.example' }];
    const apply = (owner: string) => applyExceptions([], [deviation('orders/database', { owner })], [ofDeviation('aws_rds_cluster.backup_retention_period')], { ...SCOPE, approvers }, TODAY);
    expect(apply('security').deviations[0].exception).toBe('sec-1');
    expect(apply('architecture').deviations[0].exception).toBe('sec-1');
    expect(apply('compliance').deviations[0].exception).toBeUndefined();
    expect(apply('compliance').faults).toEqual([{
      where: 'orders-prod/orders/database', mend: 'Have carol@acme.example accept it.',
      problem: 'the exception "sec-1" (aws_rds_cluster.backup_retention_period) was accepted by alice@acme.example, who is no approver for compliance; bob@acme.example owns it',
    }]);
  });
});

describe('expiry', () => {
  test('the last day counts, the day after does not: it fails what it would cover, and says who owns it', () => {
    const on = (day: string) => applyExceptions([result('orders/database/cluster')], [], [exception({ expires: '2026-11-23' })], SCOPE, day);
    expect(on('2026-11-23').results[0].exception).toBe('sec-1');
    expect(on('2026-11-23').faults).toEqual([]);
    const after = on('2026-11-24');
    expect([after.results[0].exception, after.used]).toEqual([undefined, []]);
    expect(after.faults).toEqual([{
      where: 'orders-prod/orders/database/cluster', problem: 'the exception "sec-1" (backup.kept) expired on 2026-11-23; bob@acme.example owns it',
      mend: 'Mend what it accepted, or have alice@acme.example accept it anew with a later day in governance.exceptions.',
    }]);
    expect(after.look).toEqual([expect.objectContaining({ kind: 'exception', text: expect.stringContaining('expired on 2026-11-23') })]);
  });

  test('where it would cover nothing, it does not fail', () => {
    const expired = exception({ expires: '2026-01-01' });
    expect(applyExceptions([result('archive')], [], [expired], SCOPE, TODAY).faults).toEqual([]);
    expect(applyExceptions([result('orders/database', { outcome: 'pass' })], [], [expired], SCOPE, TODAY).faults).toEqual([]);
    expect(applyExceptions([result('orders/database')], [], [{ ...expired, environment: 'orders-test' }], SCOPE, TODAY).faults).toEqual([]);
  });

  test('one that holds covers what an expired one beside it does not', () => {
    const excepted = applyExceptions([result('orders/database')], [], [exception({ id: 'old', expires: '2026-01-01' }), exception({ id: 'new' })], SCOPE, TODAY);
    expect(excepted.results[0].exception).toBe('new');
  });

  test('a whole app is told which have expired, and which nobody needs', () => {
    const all = [exception({ id: 'a', expires: '2026-11-22' }), exception({ id: 'b' }), exception({ id: 'c' })];
    expect(expiredExceptions(all, TODAY).map((e) => e.id)).toEqual(['a']);
    expect(unusedExceptions(all, [{ id: 'b' }]).map((e) => e.id)).toEqual(['a', 'c']);
  });

  test('a part of the enterprise is told only of those that name one of its environments', () => {
    const all = [exception({ id: 'here', environment: 'orders-prod' }), exception({ id: 'elsewhere', environment: 'insights-prod' }), exception({ id: 'anywhere' })];
    expect(unusedExceptions(all, [], ['orders-prod', 'orders-test']).map((e) => e.id)).toEqual(['here']);
  });

  test('verify tells an unused one once, at an environment of its name', () => {
    const record = (folder: string, name: string, used: string[] = []): FleetRecord => ({
      stack: folder, folder, name, kind: 'environment', patterns: [], controls: {}, approvals: [], exceptions: used.map((id) => ({ ...exception({ id }), covers: 1 })),
      verdict: { text: 'Every control holds.', passes: true, look: [], count: 0 }, deviations: { open: 0, tightened: 0, accepted: 0, texts: [] },
    });
    const records = [record('a', 'orders-prod'), record('b', 'orders-prod', ['used-in-b']), record('c', 'orders-test')];
    const told = withUnused(records, [exception({ id: 'used-in-b', environment: 'orders-prod' }), exception({ id: 'old', environment: 'orders-prod' }), exception({ id: 'any' })]);
    expect(told.map((r) => [r.folder, r.verdict.passes, r.verdict.count])).toEqual([['a', false, 1], ['b', true, 0], ['c', true, 0]]);
    expect(told[0].verdict.look[0].text).toBe('the exception "old" (backup.kept, until 2027-06-30) covers nothing any more; bob@acme.example owns it');
  });
});

test('the scope of a real environment: a capability covers its resources, a pattern all of its own', () => {
  const { model } = governedStacks().orders;
  const scope = exceptionScope(model);
  const all = model.resources.map((r): ControlResult => ({ control: 'backup.kept', outcome: 'fail', address: r.address, path: r.path, message: '' }));
  const covered = (rest: Partial<ExceptionRecord>) => applyExceptions(all, [], [exception(rest)], scope, TODAY).results.filter((r) => r.exception).map((r) => r.address).sort();
  const partOf = (path: string) => model.resources.filter((r) => r.part === path).map((r) => r.address).sort();
  for (const part of model.parts.filter((p) => p.kind !== 'Construct')) { expect(covered({ construct: part.path })).toEqual(partOf(part.path)); }
  const [pattern] = model.identity.patterns;
  const inPattern = covered({ construct: undefined, pattern: pattern.id });
  expect(inPattern.length).toBeGreaterThan(20);
  expect(inPattern.length).toBeLessThan(all.length);
  expect(covered({ construct: pattern.path })).toEqual([]);
});

describe('whatever is asked', () => {
  const segment = fc.constantFrom('a', 'ab');
  const path = fc.array(segment, { maxLength: 3, size: 'max' }).map((steps) => steps.join('/'));
  const ids = fc.constantFrom('backup.kept', 'tags.all');
  const someResult = fc.record({ control: ids, outcome: fc.constantFrom(...OUTCOMES, 'fail' as const, 'fail' as const), address: fc.constant('aws_x.y'), path, message: fc.constant('') });
  const record = fc.record({
    id: fc.string({ minLength: 1 }), control: ids, construct: fc.option(fc.oneof({ weight: 5, arbitrary: path.filter((p) => p !== '') }, { weight: 1, arbitrary: fc.constant('.') }), { nil: undefined }),
    pattern: fc.option(fc.constantFrom('p', 'q'), { nil: undefined, freq: 1 }), environment: fc.option(fc.constantFrom('one', 'two'), { nil: undefined, freq: 1 }),
    expires: fc.constantFrom('2026-11-22', '2026-11-23', '2027-01-01'), reason: fc.constant(''), owner: fc.constant('a'), approver: fc.constant('b'),
  }) as fc.Arbitrary<ExceptionRecord>;
  const someScope = fc.record({
    environment: fc.constantFrom('one', 'two'), patterns: fc.array(fc.record({ id: fc.constantFrom('p', 'q'), path: path.filter((p) => p !== '') }), { maxLength: 2, size: 'max' }),
    capabilities: fc.array(path.filter((p) => p !== ''), { maxLength: 3, size: 'max' }),
  });
  const steps = (text: string) => (text === '' ? [] : text.split('/'));
  const within = (outer: string, inner: string) => steps(outer).every((step, i) => steps(inner)[i] === step);

  test('an exception never covers anything outside its construct, pattern, environment, control and time', () => {
    let covered = 0;
    fc.assert(fc.property(fc.array(someResult, { minLength: 6, maxLength: 12 }), fc.array(record, { minLength: 3, maxLength: 6 }), someScope, (results, records, scope) => {
      const named = records.map((r, i) => ({ ...r, id: `${i} ${r.id}` }));
      const excepted = applyExceptions(results, [], named, scope, TODAY);
      expect(excepted.results.map(({ exception: _, ...rest }) => rest)).toEqual(results);
      for (const r of excepted.results.filter((one) => one.exception !== undefined)) {
        covered++;
        const e = named.find((one) => one.id === r.exception)!;
        expect(['fail', 'unknown']).toContain(r.outcome);
        expect(e.control).toBe(r.control);
        expect(e.expires >= TODAY).toBe(true);
        expect([undefined, scope.environment]).toContain(e.environment);
        expect(e.construct !== undefined || e.pattern !== undefined).toBe(true);
        if (e.construct === '.') { expect(r.path).toBe(''); } else if (e.construct !== undefined) { expect(r.path === e.construct || (scope.capabilities.includes(e.construct) && within(e.construct, r.path))).toBe(true); }
        if (e.pattern !== undefined) { expect(scope.patterns.some((p) => p.id === e.pattern && within(p.path, r.path))).toBe(true); }
      }
      expect(excepted.used.reduce((sum, e) => sum + e.covers, 0)).toBe(excepted.results.filter((r) => r.exception !== undefined).length);
    }), { numRuns: 1000 });
    expect(covered).toBeGreaterThan(200);
  });

  test('an exception for nothing in particular covers nothing', () => {
    expect(covering(['', 'orders/database'], exception({ construct: undefined }))).toEqual([]);
  });

  test('a deviation has one name', () => {
    expect(deviationName({ kind: 'changed', address: 'output.url', argument: 'value' })).toBe('output.value');
  });
});
