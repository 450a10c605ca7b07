import { createHash } from 'crypto';
import { renderPage } from '../../../src/review/page';
import { countsLine } from '../../../src/review/markdown/review';
import { ReviewModel } from '../../../src/review/model';
import { verdictOf } from '../../../src/review/verdict';
import { sectionOf, tagsOf, textOf } from './markup';
import { realModels } from './real';
import { rich } from './rich';

const pages = (): [string, ReviewModel, string][] => [['made up', rich(), renderPage(rich())], ...Object.entries(realModels()).map(([id, m]): [string, ReviewModel, string] => [id, m, renderPage(m)])];

describe('Review page', () => {
  test('the same model gives the same bytes', () => {
    expect(renderPage(rich())).toBe(renderPage(rich()));
  });

  test('sections come in the order in which reviewers ask', () => {
    const ids = [...renderPage(rich()).matchAll(/<section id="([^"]+)"/g)].map((m) => m[1]);
    expect(ids).toEqual(['decide', 'glance', 'reach', 'permissions', 'data', 'picture', 'card', 'statements', 'cost', 'unchecked', 'inventory', 'about']);
  });

  test('no link leads nowhere and no id is used twice', () => {
    for (const [id, , page] of pages()) {
      const tags = tagsOf(page);
      expect({ id, cut: tags.filter((t) => t.name === 'a' && t.attributes.href === undefined) }).toEqual({ id, cut: [] });
      const ids = tags.flatMap((t) => (t.attributes.id ? [t.attributes.id] : []));
      expect({ id, twice: ids.filter((x, i) => ids.indexOf(x) !== i) }).toEqual({ id, twice: [] });
      const nowhere = tags.flatMap((t) => (t.name === 'a' && t.attributes.href?.startsWith('#') ? [t.attributes.href.slice(1)] : [])).filter((x) => !ids.includes(x));
      expect({ id, nowhere }).toEqual({ id, nowhere: [] });
    }
  });

  test('it needs nothing from elsewhere, and its policy allows its one style and one script only', () => {
    for (const [, , page] of pages()) {
      expect(page.match(/<style>/g)).toHaveLength(1);
      expect(page.match(/<script>/g)).toHaveLength(1);
      for (const [, kind, text] of page.matchAll(/<(style|script)>([^]*?)<\/\1>/g)) {
        expect(page).toContain(`${kind}-src 'sha256-${createHash('sha256').update(text).digest('base64')}'`);
        expect(text).not.toMatch(/url\(|@import|fetch|XMLHttp|localStorage|eval/);
      }
      for (const { name, attributes } of tagsOf(page)) {
        expect(Object.keys(attributes).filter((a) => a === 'style' || a.startsWith('on') || a === 'src')).toEqual([]);
        if (attributes.href !== undefined) { expect(`${name} ${attributes.href}`).toMatch(/^a #/); }
      }
    }
  });

  test('every resource is in the inventory, with its address, line and pointer, and its part has an anchor', () => {
    const [, model, page] = pages()[1];
    expect(model.resources.length).toBeGreaterThan(100);
    for (const r of model.resources) {
      expect(page).toContain(`id="r-${r.key}"`);
      expect(page).toContain(`<code class="a">${r.address}</code>`);
      expect(page).toContain(`line ${r.line}, <code>/resource/${r.type}/${r.address.slice(r.type.length + 1)}</code>`);
    }
    expect(page.match(/id="p-/g)).toHaveLength(model.parts.length);
  });

  test('the place in the code is beside the part, and beside a resource that is written elsewhere', () => {
    const model = rich({ resources: 30 });
    const elsewhere = model.resources[3].path;
    const page = renderPage(model, { index: '../index.html', sources: { '': 'main.ts:3', 'orders': 'orders.ts:18', [elsewhere]: 'more.ts:7' } });
    expect(page.match(/Written at <code>orders\.ts:18<\/code>/g)).toHaveLength(model.parts.length);
    expect(page.match(/written at <code>more\.ts:7<\/code>/g)).toHaveLength(1);
    expect(page).toContain('<a href="../index.html">All stacks</a>');
  });

  test('verdict and counts are those of the comment on the pull request', () => {
    for (const [, model, page] of pages()) {
      expect(textOf(sectionOf(page, 'decide'))).toContain(verdictOf(model));
      expect(textOf(sectionOf(page, 'decide'))).toContain(countsLine(model));
      expect(sectionOf(page, 'data').match(/<tr id="d-/g) ?? []).toHaveLength(model.counts.stores);
      expect(sectionOf(page, 'decide').match(/<li id="q-/g) ?? []).toHaveLength(model.decisions.length);
      expect(sectionOf(page, 'reach').match(/<tr id="n-/g) ?? []).toHaveLength(model.reach.length);
    }
  });

  test('at most seven findings are open, the worst first; the others are folded and counted', () => {
    const model = rich();
    const decisions = Array.from({ length: 12 }, (_, i) => ({ ...model.decisions[0], text: `orders/store-${String(i).padStart(2, '0')}: deletion protection is off`, subjects: [`orders/store-${String(i).padStart(2, '0')}`] }));
    const section = sectionOf(renderPage({ ...model, decisions }), 'decide');
    expect(section.split('<details class="more"><summary>5 more findings of lower rank</summary>')[0].match(/<li id="q-/g)).toHaveLength(7);
    expect(section.match(/<li id="q-/g)).toHaveLength(12);
    expect(section).toContain('12 things to decide');
  });

  test('where nothing is weak it says what was looked at; where nothing was read it does not say that all is well', () => {
    const clear = sectionOf(renderPage(rich({ weak: false })), 'decide');
    expect(clear).toContain('<strong class="m ok">Clear</strong> Nothing to decide');
    const model = rich({ weak: false });
    const blind = renderPage({ ...model, statements: [], reach: [], permissions: [], decisions: [], enforcement: [] });
    expect(sectionOf(blind, 'decide')).toContain('<strong class="m warn">Unknown</strong>');
    expect(blind).not.toContain('m ok">Clear');
  });

  test('a weak statement is marked by a word in the matrix, in the card and in the inventory, and the row comes first', () => {
    const model = rich();
    const page = renderPage(model);
    const weak = model.statements.find((s) => s.rule === 'data.deletion-protection' && s.weak)!;
    const key = model.resources.find((r) => r.address === weak.subject)!.key;
    const first = sectionOf(page, 'data').split('<tr id=')[1];
    expect(textOf(first)).toMatch(/Weak not protected/);
    expect(textOf(sectionOf(page, 'card'))).toMatch(/Weak .*deletion protection is off/);
    expect(page.slice(page.indexOf(`id="r-${key}"`))).toMatch(/Data: <a href="#d-[^"]+">[^<]*<\/a>; .*deletion protection is off/);
  });

  test('permissions: what is weak or wide is open, the rest is folded by principal, actions are folded', () => {
    const section = sectionOf(renderPage(rich()), 'permissions');
    expect(section.indexOf('Weak')).toBeLessThan(section.indexOf('read, write</th>'));
    expect(section.split('<details class="who"')[1]).toContain(' open>');
    expect(section).toContain('<details class="more"><summary>3 actions</summary>');
    expect(section).toContain('only through s3');
  });

  test('alarms are one row for each part', () => {
    const model = rich();
    const alarms = model.resources.filter((r) => r.type === 'aws_cloudwatch_metric_alarm');
    const rows = sectionOf(renderPage(model), 'statements').split('Alarms by part')[1].split('</table>')[0];
    expect(rows.match(/<th scope="row"/g)).toHaveLength(new Set(alarms.map((a) => a.part)).size);
    for (const a of alarms) { expect(rows).toContain(a.key); }
  });

  test.each<[string[], RegExp, RegExp]>([
    [['customer'], /all encrypted with a customer-managed key of this stack;/, /this stack's/],
    [['foundation'], /all encrypted with a customer-managed key of the foundation;/, /foundation's/],
    [['customer', 'foundation'], /all encrypted with a customer-managed key of this stack or of the foundation;/, /foundation's/],
    [['customer', 'fixed', 'foreign'], /\d+ encrypted with a customer-managed key of this stack, \d+ with a key of another account;/, /another account's/],
    [['fixed'], /none encrypted with a customer-managed key;/, /provider's, the only one/],
  ])('whose keys protect the data: %p', (values, lead, cell) => {
    const model = rich({ resources: 200 });
    let n = 0;
    const statements = model.statements.map((s) => (s.rule === 'data.key' ? { ...s, value: values[n++ % values.length] } : s));
    expect(n).toBeGreaterThanOrEqual(values.length);
    const data = textOf(sectionOf(renderPage({ ...model, statements }), 'data'));
    expect(data).toMatch(lead);
    expect(data).toMatch(cell);
    expect(data).not.toMatch(/key of the environment|environment's/);
  });

  test('money: the sentence says that the alert stops nothing', () => {
    expect(textOf(renderPage(rich()))).toContain('The budget is 6,000 EUR a month: its alerts warn, nothing stops.');
  });

  test('what was not checked names the types and how many resources they have', () => {
    expect(textOf(sectionOf(renderPage(rich()), 'unchecked'))).toMatch(/aws_s3_bucket_policy \( ?\d+ ?\)/);
  });
});

describe('Size and time of the review page', () => {
  test('the production environments and foundations of the example stay below 400 kB, with their drawings', () => {
    for (const [id, , page] of pages()) {
      expect({ id, kilobytes: Buffer.byteLength(page) / 1000 < 400 }).toEqual({ id, kilobytes: true });
      expect(page.match(/<svg/g)!.length).toBeGreaterThan(0);
    }
  });

  test('8,000 resources stay below 2 MB, with a notice of what is left out and the verdict over all', () => {
    const model = rich({ resources: 8000 });
    const page = renderPage(model);
    expect(Buffer.byteLength(page)).toBeLessThan(2_000_000);
    expect(textOf(sectionOf(page, 'inventory'))).toContain('7,300 resources of lower rank are not on this page');
    expect(textOf(page)).toContain(verdictOf(model));
    const tags = tagsOf(page);
    const ids = new Set(tags.map((t) => t.attributes.id));
    expect(tags.filter((t) => t.name === 'a' && t.attributes.href !== undefined && !ids.has(t.attributes.href.slice(1)))).toEqual([]);
  });

  test('a warm page takes less than 60 ms of one processor', () => {
    const model = realModels()['orders-eu-azure'];
    const times = Array.from({ length: 12 }, () => {
      const start = process.cpuUsage();
      renderPage(model);
      const { user, system } = process.cpuUsage(start);
      return (user + system) / 1000;
    });
    expect(Math.min(...times)).toBeLessThan(60);
  });
});
