import * as fc from 'fast-check';
import { CONSEQUENCES } from '../../../src/review/model';
import { Change, diffMarkdown, diffOutputs, DiffReport, diffSarif } from '../../../src/review/diff';
import { countsOf } from '../../../src/review/diff/change';
import { PROFILES } from '../../../src/review/markdown/text';
import { CONSEQUENCE_TITLES } from '../../../src/review/words';
import { folderOf, removeFolders } from './folders';
import { Copy } from './support';

afterAll(removeFolders);

const worse = (c: Copy) => {
  c.one('aws_rds_cluster').deletion_protection = false;
  c.one('aws_appautoscaling_target').min_capacity = 1;
  c.one('aws_s3_bucket').tags.owner = 'somebody';
  c.drop('aws_dynamodb_table');
};

function change(i: number, more: Partial<Change> = {}): Change {
  return { id: `id${i}`, rule: 'argument', stack: 'one', consequence: 'protection', direction: 'wider', subject: `orders/${i}`, address: '', text: `orders/${i}: something ${'changes '.repeat(10)}`, evidence: [], ...more };
}

function reportOf(changes: Change[], title = 'one / production'): DiffReport {
  const stack = { stack: 'one', status: 'changed' as const, title, verdict: `${changes.length} changes need a decision.`, changes, counts: countsOf(changes), file: 'stacks/one/cdk.tf.json', lines: {} };
  return { version: 1, verdict: stack.verdict, counts: stack.counts, stacks: [stack], added: [], removed: [], unchanged: [], folds: [], fleet: '', unread: [] };
}

describe('a comment on a pull request', () => {
  const report = diffOutputs(folderOf({ one: { zone: 'eu-aws' } }), folderOf({ one: { zone: 'eu-aws', change: worse } }));

  test.each([...PROFILES])('says verdict, counts and every change for %s', (profile) => {
    const text = diffMarkdown(report, profile);
    expect(text).toContain(`**${report.verdict}**`);
    for (const consequence of CONSEQUENCES) {
      const row = `| ${CONSEQUENCE_TITLES[consequence]} | ${report.counts.consequences[consequence]} |`;
      expect(text.includes(row)).toBe(report.counts.consequences[consequence] > 0);
    }
    expect(text).toContain(`| All | ${report.counts.changes} |`);
    expect((text.match(/^- \*\*/gm) ?? []).length).toBe(report.counts.changes);
    expect(text.split('\n').filter((l) => l.startsWith('|')).every((l) => l.split(/(?<!\\)\|/).length <= 6)).toBe(true);
  });

  test('gives the counts that JSON and SARIF give', () => {
    expect(JSON.parse(JSON.stringify(report)).counts).toEqual(countsOf(report.stacks[0].changes));
    expect(diffSarif(report).runs[0].results).toHaveLength(report.counts.changes);
    expect(diffSarif(report).runs[0].properties!.counts).toEqual(report.counts);
  });

  test('has a mark to be found by, and no HTML where the place takes none', () => {
    expect(diffMarkdown(report, 'github')).toMatch(/^<!-- groundwork:diff one -->\n## one \/ production\n/);
    expect(diffMarkdown(report, 'bitbucket')).not.toMatch(/<[a-z!/]/i);
    for (const summary of diffMarkdown(report, 'github').matchAll(/<summary>.*<\/summary>\n(.?)/g)) { expect(summary[1]).toBe(''); }
  });

  test('opens seven decisions at most; the rest is closed', () => {
    const open = diffMarkdown(reportOf(Array.from({ length: 20 }, (_, i) => change(i)))).split('<details>')[0];
    expect(open.match(/^- \*\*/gm)).toHaveLength(7);
  });

  test.each([...PROFILES])('leaves out whole items of the lowest rank where there are too many for %s, and still says the verdict', (profile) => {
    const many = Array.from({ length: 3000 }, (_, i) => change(i, i < 2000 ? {} : { consequence: 'configuration', direction: 'unknown' }));
    const text = diffMarkdown(reportOf(many), profile);
    expect(text.length).toBeLessThanOrEqual(profile === 'bitbucket' ? 30000 : 60000);
    expect(text).toContain('**3000 changes need a decision.**');
    expect(text).toContain('| All | 3000 |');
    const shown = (text.match(/^- \*\*Protection/gm) ?? []).length;
    expect(shown).toBeGreaterThan(100);
    expect(text).toContain(`${2000 - shown} more in the page.`);
    expect(text).toContain('1000 changes in configuration');
  });

  test('which needs no decision stays near the length that people read', () => {
    expect(diffMarkdown(reportOf(Array.from({ length: 500 }, (_, i) => change(i, { direction: 'narrower' })))).length).toBeLessThan(9000);
  });

  test('of many stacks says once what is equal in all of them', () => {
    const stacks = (c?: (copy: Copy) => void) => Object.fromEntries(['a', 'b', 'c', 'd'].map((s) => [s, { zone: 'eu-aws' as const, change: c }]));
    const all = diffOutputs(folderOf(stacks()), folderOf(stacks(worse)));
    const text = diffMarkdown(all);
    expect(text).toContain('<!-- groundwork:diff -->\n## 4 stacks change\n');
    expect(text).toContain(`same ${all.counts.changes} changes in 4 of 4 stacks`);
    expect((text.match(/^- \*\*/gm) ?? []).length).toBe(all.counts.changes);
  });
});

describe('names and values are no markup', () => {
  const hostile = fc.stringOf(fc.oneof(fc.constantFrom('`', '``', '|', '[', ']', '(', ')', '<', '>', '\n', '\r\n', '@team', '#12', '!12', 'GH-12', '<script>', '</details>', '<!--', '-->', '![x](y)', '**', '__', '~~', '$1', '&amp;', ':tada:', 'https://x.example', '\u202e', '\\', '{from}', 'a', ' '), fc.char()), { maxLength: 60 });

  test.each([...PROFILES])('for %s', (profile) => {
    fc.assert(fc.property(hostile, hostile, hostile, (name, from, source) => {
      const text = diffMarkdown(reportOf([
        change(1, { subject: name, text: `${name}: x ${from}`.slice(0, 140), from, to: from, source, mend: name, subjects: [name, from] }),
        change(2, { consequence: 'configuration', direction: 'same', text: `${name}…`, from, to: name }),
      ], name), profile);
      const bare = withoutCode(text);
      // Nothing opens HTML, a link, an image, a mention, a reference, a cell or a heading but what we wrote.
      const ours = bare.replace(/^<!-- groundwork:diff one -->$/m, '').replace(/^<details><summary>|<\/summary>$|^<\/details>$/gm, '');
      expect(ours).not.toMatch(/(?<!\\)<(?=[a-z!/?])/i);
      expect(ours).not.toMatch(/(?<!\\)[[\]]/);
      expect(ours).not.toMatch(/[@#]\w/);
      expect(ours).not.toMatch(/\bGH-\d|\bhttps?:\/\/|:tada:/i);
      expect(ours.split('\n').filter((l) => /^#/.test(l)).length).toBe(1 + (profile === 'bitbucket' ? 1 : 0));
      expect(text.split('\n').filter((l) => /^\|/.test(l)).every((l) => l.split(/(?<!\\)\|/).length === 4)).toBe(true);
      expect(text).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
    }), { numRuns: 300 });
  });
});

/** A text without its code in lines: what is in them is shown as it is. */
function withoutCode(text: string): string {
  return text.split('\n').map((line) => line.replace(/(?<![\\`])(`+)(?!`)(.*?[^`])\1(?!`)/g, '')).join('\n');
}
