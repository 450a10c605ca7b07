import { coverage, coverageSentence } from '../../../src/governance/fleet/coverage';
import { FleetRecord, fleetRecord, unjudged } from '../../../src/governance/fleet/record';
import { fleetFiles, fleetReport } from '../../../src/governance/fleet/report';
import { GovernanceModel } from '../../../src/governance/model';
import { Identity } from '../../../src/review/model';
import { rich } from '../../review/page/rich';
import { handMade } from '../support';

const model = rich({ resources: 12 });

/** One environment with the verdict that a test wants. */
function record(stack: string, verdict: Partial<GovernanceModel['verdict']> = {}, change: Partial<GovernanceModel> = {}, identity: Partial<Identity> = {}): FleetRecord {
  const made = handMade(model);
  return fleetRecord({ identity: { ...model.identity, stack, name: stack, ...identity }, governance: { ...made, ...change, verdict: { ...made.verdict, look: [], passes: true, word: 'within contract', text: 'Within contract.', ...verdict } } }, stack);
}
const look = handMade(model).verdict.look;
const red = (stack: string): FleetRecord => record(stack, { word: 'deviated', passes: false, look });

describe('coverage', () => {
  test('counts environments that approved patterns serve wholly; an exception and a lapsed approval are none', () => {
    const fleet = [
      record('identical', { word: 'identical' }), record('within'), record('tight', { word: 'tightened' }),
      record('excepted', { word: 'deviated' }), record('stale', { word: 'stale', passes: false, look }), record('unasked', { word: undefined }), record('fails', { passes: false, look }),
      record('foundation', {}, {}, { kind: 'foundation' }),
    ];
    expect(fleet.map((r) => r.covered)).toEqual([true, true, true, false, false, false, false, undefined]);
    expect(fleetReport(fleet).coverage).toEqual({ environments: 7, covered: 3, share: 0.42, target: 0.8 });
  });

  test('never says that the target is reached before it is', () => {
    expect(coverage([...Array(799).fill(true), ...Array(201).fill(false)]).share).toBe(0.79);
    expect(coverageSentence(coverage([]))).toBe('Coverage: there is no environment.');
  });

  test('what governance was switched off for counts as not covered', () => {
    expect(fleetRecord({ identity: model.identity }, 'x')).toMatchObject({ covered: false, verdict: { passes: false, text: 'Governance was switched off.' } });
  });
});

describe('fleet report', () => {
  test('is the same in any order, and has verdict, patterns, approvals, exceptions and deviations of each', () => {
    const records = [red('b'), record('a'), unjudged('legacy', 'legacy', { ...look[0], text: 'legacy: nobody judged it' })];
    const files = fleetFiles(records);
    expect(fleetFiles([...records].reverse())).toEqual(files);
    const report = JSON.parse(files['evidence/fleet.json']);
    expect(report.verdicts).toEqual({ 'within contract': 1, 'deviated': 1, 'not judged': 1 });
    expect(report.stacks[1]).toMatchObject({
      stack: 'b', patterns: ['customer-facing-api 1.0.0'], verdict: { word: 'deviated', count: look.length }, deviations: { open: 4, tightened: 1, accepted: 1 },
      approvals: expect.arrayContaining([expect.objectContaining({ function: 'security', valid: true, expires: '2027-11-30' })]),
      exceptions: expect.arrayContaining([expect.objectContaining({ id: 'untagged', expires: '2027-01-01', approver: 'grace@acme.example' })]),
    });
  });

  test('one cause in many stacks is read once, and an exception once, the first to end first', () => {
    const text = fleetFiles([...'abcdefgh'].map((name) => red(name)))['evidence/fleet.md'];
    expect(text).toContain('### a, b, c, d, e and 3 more: deviated');
    expect(text.match(/deletion\\_protection was true/g)).toHaveLength(1);
    expect(text.match(/untagged:/g)).toHaveLength(1);
    expect(text.indexOf('| 2027-01-01 |')).toBeLessThan(text.indexOf('| 2027-03-31 |'));
  });

  test('a record stays small, however much is wrong with the stack, and holds no secret', () => {
    const many = Array.from({ length: 5000 }, (_, i) => ({ ...look[0], text: `orders/store-${i}: AKIAIOSFODNN7EXAMPLE`, evidence: Array(50).fill({ address: 'aws_s3_bucket.x' }) }));
    const text = JSON.stringify(record('a', { passes: false, look: many }));
    expect(text.length).toBeLessThan(20_000);
    expect(text).not.toContain('AKIAIOSFODNN7EXAMPLE');
    expect(JSON.parse(text).verdict.count).toBe(5000);
  });

  test('names of others are text, not markup', () => {
    const text = fleetFiles([record('a', { word: 'deviated', passes: false, look: [{ ...look[0], text: '<img src=x> @ada' }] })])['evidence/fleet.md'];
    expect(text).toContain('\\<img src=x\\>');
    expect(text).not.toContain('@ada');
  });
});
