import { execFileSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';
import { parse } from 'yaml';
import { evidenceOf } from '../../../src/governance/evidence';
import { ControlResult, GovernanceModel } from '../../../src/governance/model';
import { rich } from '../../review/page/rich';
import { temporaryFolder } from '../../support/terraform';
import { handMade } from '../support';
import { describeWhere } from '../../support/where-found';
import { hasCheckov } from './checkov';

const model = rich({ resources: 24 });
const governance = handMade(model);
const written = (made: GovernanceModel = governance) => evidenceOf({ ...model, governance: made }, 'orders-production', {});
const checkovOf = (made?: GovernanceModel) => JSON.parse(written(made)['evidence/orders-production/.checkov.baseline']);
const trivyOf = (made?: GovernanceModel) => written(made)['evidence/orders-production/.trivyignore.yaml'];
const excused = governance.results.find((r) => r.exception === 'short-backups')!;
const with_ = (more: Partial<ControlResult>) => ({ ...governance, results: [...governance.results, { ...excused, ...more }] });

describe('Baseline of checkov', () => {
  test('has what exceptions accept, by resource, and nothing else', () => {
    const name = excused.address.slice(excused.address.indexOf('.') + 1);
    const untagged = governance.results.find((r) => r.exception === 'untagged')!;
    const [{ file, findings }] = checkovOf().failed_checks;
    expect(file).toBe('/cdk.tf.json');
    expect(findings.filter((f: any) => !f.resource.startsWith('resource.'))).toEqual([{ resource: excused.address, check_ids: ['CKV_AWS_133'] }, { resource: untagged.address, check_ids: ['CKV_AWS_999'] }].sort((a, b) => (a.resource < b.resource ? -1 : 1)));
    expect(findings).toContainEqual({ resource: `resource.${name}`, check_ids: ['CKV_AWS_133'] });
    expect(findings).toHaveLength(4);
  });

  test('is empty without exceptions, and so are failures that no exception covers', () => {
    expect(checkovOf({ ...governance, results: governance.results.map(({ exception: _, ...r }) => r) })).toEqual({ failed_checks: [] });
    expect(checkovOf({ ...governance, exceptions: [] })).toEqual({ failed_checks: [] });
  });
});

describe('Ignore file of trivy', () => {
  test('has the rules of what is accepted, with the reason, until the day after the last', () => {
    expect(trivyOf()).toBe([
      'misconfigurations:', '  - id: AVD-AWS-0077', '    paths:', '      - cdk.tf.json', '      - "**/orders-production/cdk.tf.json"', '    expired_at: 2027-04-01',
      '    statement: "short-backups: The data can be made again from the archive within an hour. (grace@acme.example)"', '',
    ].join('\n'));
  });

  test('a rule knows no resource: it stays on as long as anything of it is not accepted', () => {
    const { exception: _, ...open } = { ...excused, address: 'aws_rds_cluster.other' };
    expect(parse(trivyOf({ ...governance, results: [...governance.results, open] }))).toEqual({ misconfigurations: [] });
  });

  test('it is silent until the first of several exceptions ends', () => {
    const [first] = governance.exceptions;
    const two = { ...with_({ address: 'aws_rds_cluster.other', exception: 'sooner' }), exceptions: [...governance.exceptions, { ...first, id: 'sooner', expires: '2026-12-31' }] };
    const [entry] = parse(trivyOf(two)).misconfigurations;
    expect(entry.expired_at).toBe('2027-01-01');
    expect(entry.statement).toMatch(/^short-backups: .*sooner: /);
  });
});

describeWhere(hasCheckov, 'checkov', 'The baseline, read by checkov itself', () => {
  const folder = temporaryFolder();
  // Two clusters that keep backups too short for CKV_AWS_133; the exception is on one of them.
  const cluster = { engine: 'aurora-postgresql', cluster_identifier: 'x', backup_retention_period: 0 };
  const clusters = { kept: cluster, other: { ...cluster, cluster_identifier: 'y' } };
  const planned = Object.entries(clusters).map(([name, values]) => ({ address: `aws_rds_cluster.${name}`, mode: 'managed', type: 'aws_rds_cluster', name, provider_name: 'registry.terraform.io/hashicorp/aws', values }));
  const inputs: { readonly [framework: string]: object } = {
    terraform_json: { resource: { aws_rds_cluster: clusters } },
    terraform_plan: {
      format_version: '1.2', terraform_version: '1.9.0', planned_values: { root_module: { resources: planned } },
      resource_changes: planned.map(({ values, ...r }) => ({ ...r, change: { actions: ['create'], before: null, after: values, after_unknown: {} } })),
      configuration: { root_module: { resources: planned.map(({ values: _, ...r }) => ({ ...r, expressions: {} })) } },
    },
  };
  const failed = (file: string, framework: string, ...more: string[]): string[] => {
    const args = ['-f', file, '--framework', framework, '--check', 'CKV_AWS_133', '-o', 'json', '--compact', '--quiet', '--soft-fail', ...more];
    const report = JSON.parse(execFileSync('checkov', args, { stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 1e8 }).toString());
    return (report.results?.failed_checks ?? []).map((c: any) => `${c.check_id} ${c.resource}`).sort();
  };

  test.each(Object.keys(inputs))('takes away exactly what the exception accepts, of %s', (framework) => {
    const file = path.join(folder, framework === 'terraform_plan' ? 'plan.json' : 'cdk.tf.json');
    fs.writeFileSync(file, JSON.stringify(inputs[framework]));
    const made = { ...governance, results: [{ ...excused, address: 'aws_rds_cluster.kept' }] };
    const baseline = path.join(folder, '.checkov.baseline');
    fs.writeFileSync(baseline, written(made)['evidence/orders-production/.checkov.baseline']);
    const before = failed(file, framework);
    expect(before).toHaveLength(2);
    expect(failed(file, framework, '--baseline', baseline)).toEqual(before.filter((f) => f.endsWith('other')));
  }, 180_000);
});
