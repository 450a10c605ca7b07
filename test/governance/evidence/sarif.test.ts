import type { Log } from 'sarif';
import { evidenceOf } from '../../../src/governance/evidence';
import { GovernanceModel } from '../../../src/governance/model';
import { rich } from '../../review/page/rich';
import { governedStacks, handMade } from '../support';
import { faultsOf } from './validate';

const model = rich({ resources: 24 });
const governance = handMade(model);

function sarifOf(changes: Partial<GovernanceModel> = {}, sources = {}): Log {
  return JSON.parse(evidenceOf({ ...model, governance: { ...governance, ...changes } }, 'orders-production', {}, sources)['evidence/orders-production/controls.sarif']);
}

describe('SARIF of the controls', () => {
  const log = sarifOf();
  const [run] = log.runs;
  const of = (rule: string) => run.results!.filter((r) => r.ruleId === rule);

  test('follows the published schema, for the example and for everything that can be said', () => {
    expect(faultsOf('sarif-2.1.0', log)).toEqual([]);
    for (const [stack, { model: real, terraform }] of Object.entries(governedStacks())) {
      expect(faultsOf('sarif-2.1.0', JSON.parse(evidenceOf(real, stack, terraform)[`evidence/${stack}/controls.sarif`]))).toEqual([]);
    }
  });

  test('has what fails, is not known or broke, and what deviates, but nothing that holds', () => {
    expect(run.results!.map((r) => `${r.level} ${r.ruleId}`)).toEqual([
      'error encryption.data-stores', 'error backup.kept', 'error deviation/data-loss', 'error deviation/exposure', 'error deviation/protection', 'error deviation/permission', 'error approval',
      'warning network.closed', 'warning exception', 'note identity.least-privilege', 'note cost.budget', 'note tags.all', 'note deviation/configuration',
    ]);
    expect(run.properties!.counts).toEqual({ 'error': 1, 'fail': 4, 'unknown': 1, 'pass': 3, 'not applicable': 2 });
    expect(run.properties).toMatchObject({ verdict: 'deviated', tightened: 1 });
  });

  test('each rule has a weight that code scanning ranks by, and each result the index of its rule', () => {
    for (const rule of run.tool.driver.rules!) {
      expect(rule.properties!.tags).toContain('security');
      expect(Number(rule.properties!['security-severity'])).toBeGreaterThan(0);
    }
    expect(run.tool.driver.rules!.find((r) => r.id === 'encryption.data-stores')!.properties!['security-severity']).toBe('9.5');
    for (const result of run.results!) { expect(run.tool.driver.rules![result.ruleIndex!].id).toBe(result.ruleId); }
  });

  test('what an exception covers is suppressed, with who accepted it and until when', () => {
    expect(of('backup.kept')[0].suppressions).toEqual([{ kind: 'external', status: 'accepted', justification: 'The data can be made again from the archive within an hour. Exception short-backups, accepted by grace@acme.example until 2027-03-31, owner ada@acme.example.' }]);
    expect(of('deviation/exposure')[0].suppressions).toHaveLength(1);
    expect(run.results!.filter((r) => r.suppressions).map((r) => r.ruleId)).toEqual(['backup.kept', 'deviation/exposure', 'tags.all']);
  });

  test('a control that only reports, and a value that may be unknown, are notes', () => {
    const lenient = sarifOf({ controls: governance.controls.map((c) => ({ ...c, reportOnly: c.id === 'encryption.data-stores', unknownFails: false })) });
    expect(lenient.runs[0].results!.filter((r) => ['encryption.data-stores', 'network.closed'].includes(r.ruleId!)).map((r) => r.level)).toEqual(['note', 'note']);
  });

  test('each is at the line that makes its construct, or in the Terraform where none is known', () => {
    const [{ path, address, argument }] = governance.results;
    const located = (log2: Log) => log2.runs[0].results!.find((r) => r.ruleId === 'encryption.data-stores')!.locations![0];
    const part = path.slice(0, path.lastIndexOf('/'));
    expect(located(sarifOf({}, { '': 'app.ts:3', [part]: 'src/my app.ts:17' })).physicalLocation).toEqual({ artifactLocation: { uri: 'src/my%20app.ts', uriBaseId: '%SRCROOT%' }, region: { startLine: 17 } });
    expect(located(sarifOf({}, { '': 'app.ts:3' })).physicalLocation!.region!.startLine).toBe(3);
    expect(located(log).physicalLocation).toMatchObject({ artifactLocation: { uri: 'stacks/orders-production/cdk.tf.json' }, region: { startLine: model.resources.find((r) => r.address === address)!.line } });
    expect(located(log).logicalLocations).toEqual([{ fullyQualifiedName: path, kind: 'object', name: address }]);
    expect(of('encryption.data-stores')[0].message.text).toContain(argument);
  });

  test('a finding stays the same one when lines, words and values change, and is another one elsewhere', () => {
    const fingerprint = (made: Log) => made.runs[0].results!.find((r) => r.ruleId === 'encryption.data-stores')!.partialFingerprints;
    const results = governance.results.map((r) => ({ ...r, message: `${r.message}, still` }));
    expect(fingerprint(sarifOf({ results }, { '': 'other.ts:99' }))).toEqual(fingerprint(log));
    const [first, ...rest] = governance.results;
    expect(fingerprint(sarifOf({ results: [{ ...first, path: 'orders/elsewhere' }, ...rest] }))).not.toEqual(fingerprint(log));
    const all = run.results!.map((r) => JSON.stringify(r.partialFingerprints));
    expect(new Set(all).size).toBe(all.length);
  });

  test('no more than code scanning takes, the worst first, and it says what is left out', () => {
    const [first] = governance.results;
    const many = Array.from({ length: 6000 }, (_, i) => ({ ...first, control: i < 5999 ? 'cost.budget' : first.control, argument: `a${i}` }));
    const [big] = sarifOf({ results: many }).runs;
    expect(big.results).toHaveLength(5000);
    expect(big.results![0].ruleId).toBe('encryption.data-stores');
    expect(big.invocations![0].toolExecutionNotifications![0].message.text).toMatch(/^1,?00\d results left out/);
  });
});
