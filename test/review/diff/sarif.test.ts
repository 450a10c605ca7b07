import { diffOutputs, diffSarif } from '../../../src/review/diff';
import { CATALOGUE } from '../../../src/review/catalogue';
import { folderOf, removeFolders } from './folders';
import { Copy } from './support';

afterAll(removeFolders);

const worse = (c: Copy) => {
  c.one('aws_rds_cluster').deletion_protection = false;
  c.one('aws_appautoscaling_target').min_capacity = 1;
  c.one('aws_kms_key', 'data-key').enable_key_rotation = false;
  c.one('aws_s3_bucket').tags.owner = 'somebody';
};
const SOURCES = { '': 'examples/acme/orders-environment.ts:17', 'orders': 'examples/acme/orders-environment.ts:18', 'orders/database': 'a folder/own.ts:3' };
const reportOf = (sources?: object) => diffOutputs(folderOf({ one: { zone: 'eu-aws' } }), folderOf({ one: { zone: 'eu-aws', change: worse, sources } }));

describe('changes as SARIF', () => {
  const report = reportOf(SOURCES);
  const [run] = diffSarif(report).runs;
  const results = run.results!;
  const rules = run.tool.driver.rules!;
  const of = (rule: string) => results.find((r) => r.ruleId === rule)!;
  const place = (rule: string) => of(rule).locations![0].physicalLocation!;

  test('are as many as the report has, each with its number and its rule', () => {
    expect(results).toHaveLength(report.counts.changes);
    expect(results.map((r) => r.partialFingerprints!['groundworkChange/v1'])).toEqual(report.stacks[0].changes.map((c) => c.id));
    for (const result of results) { expect(rules[result.ruleIndex!].id).toBe(result.ruleId); }
    for (const rule of rules) { expect([rule.shortDescription!.text, rule.help!.text!].every((t) => t.length > 5)).toBe(true); }
    expect(rules.map((r) => r.id).filter((id) => id.startsWith('data.')).every((id) => id in CATALOGUE)).toBe(true);
  });

  test('are at the line of the nearest construct of the code', () => {
    expect(place('data.deletion-protection')).toEqual({ artifactLocation: { uri: 'a%20folder/own.ts', uriBaseId: '%SRCROOT%' }, region: { startLine: 3 } });
    expect(place('compute.min-instances')).toMatchObject({ artifactLocation: { uri: 'examples/acme/orders-environment.ts' }, region: { startLine: 18 } });
    expect(place('key.rotation-days').region!.startLine).toBe(17);
    expect(JSON.stringify(results)).not.toContain('cdk.tf.json');
  });

  test('are as loud as they are bad', () => {
    expect(of('data.deletion-protection').level).toBe('error');
    expect(of('compute.min-instances').level).toBe('warning');
    expect(results.filter((r) => (r.properties as any).consequence === 'cosmetic').map((r) => r.level)).toEqual(['note']);
  });

  test('are in the Terraform only where no line of code is known', () => {
    const [{ results: bare }] = diffSarif(reportOf()).runs;
    const { artifactLocation, region } = bare!.find((r) => r.ruleId === 'data.deletion-protection')!.locations![0].physicalLocation!;
    expect(artifactLocation!.uri).toBe('stacks/one/cdk.tf.json');
    expect(region!.startLine).toBeGreaterThan(100);
    expect(diffSarif(reportOf(), { one: SOURCES }).runs[0].results!.map((r) => r.locations)).toEqual(results.map((r) => r.locations));
  });

  test('of many stacks are one result where they are the same', () => {
    const stacks = (change?: (c: Copy) => void) => Object.fromEntries(['one', 'two', 'three'].map((s) => [s, { zone: 'eu-aws' as const, change, sources: SOURCES }]));
    const many = diffSarif(diffOutputs(folderOf(stacks()), folderOf(stacks(worse)))).runs[0].results!;
    expect(many).toHaveLength(results.length);
    expect(many[0].message.text).toMatch(/in 3 stacks: one, three, two/);
  });

  test('are at most 5,000, and say how many are left out', () => {
    const [stack] = report.stacks;
    const changes = Array.from({ length: 5100 }, (_, i) => ({ ...stack.changes[0], id: `id${i}` }));
    const [large] = diffSarif({ ...report, stacks: [{ ...stack, changes }] }).runs;
    expect(large.results).toHaveLength(5000);
    expect(large.invocations![0].toolExecutionNotifications![0].message.text).toMatch(/^100 results left out/);
  });
});
