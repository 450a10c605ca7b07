import { evidenceOf } from '../../../src/governance/evidence';
import { GovernanceModel } from '../../../src/governance/model';
import { rich } from '../../review/page/rich';
import { handMade } from '../support';
import { parseCsv } from './csv';

const model = rich({ resources: 24 });
const governance = handMade(model);
const files = (made: GovernanceModel = governance) => evidenceOf({ ...model, governance: made }, 'orders-production', {});
const csvOf = (made?: GovernanceModel) => parseCsv(files(made)['evidence/orders-production/controls.csv']);
const withFound = (found: string): GovernanceModel => ({ ...governance, results: governance.results.map((r, i) => (i === 0 ? { ...r, found } : r)) });

describe('CSV of the controls', () => {
  const [heads, ...rows] = csvOf();
  const column = (name: string) => rows.map((r) => r[heads.indexOf(name)]);

  test('has a row for each control and resource, those that hold too', () => {
    expect(rows).toHaveLength(governance.results.length);
    expect(column('outcome')).toEqual(governance.results.map((r) => r.outcome));
    expect(column('resource')).toEqual(governance.results.map((r) => r.address));
    expect(column('construct')).toEqual(governance.results.map((r) => r.path));
    expect(column('clauses')[0]).toBe('NIST 800-53 r5: SC-28(1), SC-13; SOC 2: CC6.1; CIS AWS 7.0: 3.2.0');
  });

  test('says which exception accepts what, why, who and until when', () => {
    const at = column('exception').indexOf('short-backups');
    expect(['control', 'exception reason', 'exception owner', 'exception approver', 'exception expires'].map((name) => column(name)[at])).toEqual(['backup.kept', 'The data can be made again from the archive within an hour.', 'ada@acme.example', 'grace@acme.example', '2027-03-31']);
    expect(rows.every((r) => r.length === heads.length)).toBe(true);
  });

  test.each(['=HYPERLINK("http://evil.example";"x")', '+1+1', '-2+3', '@SUM(A1)', '\t=1', ' =1', '\r\n=1', '"=1', '＝1', '%0A=1', '|calc'])('a spreadsheet does not calculate %j', (found) => {
    const [cell] = csvOf(withFound(found)).slice(1).map((r) => r[heads.indexOf('found')]);
    expect(cell).toMatch(/^'/);
  });

  test.each(['a,b', 'a "b" c', 'a;b', 'say \'so\'', 'a|b'])('a separator or quote in a value begins no cell: %j', (found) => {
    expect(csvOf(withFound(found))[1][heads.indexOf('found')]).toBe(found);
    expect(files(withFound(found))['evidence/orders-production/controls.csv']).toContain(`"${found.replace(/"/g, '""')}"`);
  });

  test('lines end as the standard says', () => {
    const text = files()['evidence/orders-production/controls.csv'];
    expect(text.replace(/\r\n/g, '')).not.toMatch(/[\r\n]/);
    expect(text.endsWith('\r\n')).toBe(true);
  });
});

describe('Markdown of the controls', () => {
  const text = files()['evidence/orders-production/controls.md'];
  const rows = text.split('\n').filter((line) => /^\| (\*\*)?(error|fail|unknown|pass|not applicable)(\*\*)? \|/.test(line));

  test('has every control with its clauses, and a row for each resource', () => {
    for (const c of governance.controls) { expect(text).toContain(`### \`${c.id}\``); }
    expect(rows).toHaveLength(governance.results.length + 5);
    expect(text).toContain('supports NIST 800-53 r5: SC-28(1), SC-13; SOC 2: CC6.1');
  });

  test('begins with the verdict, deviations, exceptions and approvals', () => {
    expect(text.split('\n\n').slice(0, 2)).toEqual(['# Controls of orders-production', '**deviated**: Deviated: 3 differences need a person.']);
    expect(text.match(/^## .*/gm)).toEqual(['## Deviations', '## Exceptions', '## Approvals', '## Controls']);
    expect(text).toContain('backups are kept 35 days or more; accepted by `short-backups` until 2027-03-31 |');
  });

  test('says nothing of what there is none of', () => {
    expect(files({ ...governance, deviations: [], exceptions: [], approvals: [] })['evidence/orders-production/controls.md'].match(/^## .*/gm)).toEqual(['## Controls']);
  });

  test('a value is no markup and ends no cell', () => {
    const made = files(withFound('x | y <b> `z` [a](http://evil.example)'))['evidence/orders-production/controls.md'];
    for (const row of made.split('\n').filter((line) => line.startsWith('| **fail** |') && line.includes('aws_'))) { expect(row.replace(/\\\|/g, '').split('|')).toHaveLength(6); }
    expect(made.replace(/`+[^`]+`+/g, '')).not.toContain('<b>');
  });
});
