import * as fc from 'fast-check';
import { GovernanceModel } from '../../../src/governance/model';
import { reviewMarkdown } from '../../../src/review/markdown/review';
import { hardLimit, PROFILES } from '../../../src/review/markdown/text';
import { ReviewModel } from '../../../src/review/model';
import { fleetEntry, renderFleet, renderPage } from '../../../src/review/page';
import { filesOf } from '../../../src/review/write';
import { handMade } from '../../governance/support';
import { HOSTILE, expectOurs } from './hostile';
import { sectionOf, tagsOf, textOf } from './markup';
import { realModels } from './real';
import { rich, Wish } from './rich';

const EVIDENCE = '../../evidence/orders';

/** A made-up review with everything that governance can say. */
function governed(wish: Wish = {}, change: (g: GovernanceModel) => Partial<GovernanceModel> = () => ({})): ReviewModel {
  const model = rich(wish);
  const governance = handMade(model, { name: wish.name });
  return { ...model, governance: { ...governance, ...change(governance) } };
}

const clear = (): ReviewModel => governed({}, ({ controls, results }) => ({
  verdict: { word: 'within contract', text: 'Within contract.', passes: true, look: [] }, deviations: [], exceptions: [], approvals: [],
  results: results.filter((r) => r.outcome === 'pass'), controls: controls.filter((c) => c.outcome === 'pass'),
}));

describe('Governance on the review page', () => {
  const model = governed();
  const page = renderPage(model, { evidence: EVIDENCE });

  test('verdict, what to look at, the figures, what was noticed, then the rest', () => {
    const ids = [...page.matchAll(/<section id="([^"]+)"/g)].map((m) => m[1]);
    expect(ids.slice(0, 7)).toEqual(['verdict', 'glance', 'decide', 'deviations', 'controls', 'exceptions', 'approvals']);
    expect(ids[7]).toBe('reach');
  });

  test('without governance nothing of it is there', () => {
    const bare = renderPage(rich());
    for (const id of ['verdict', 'deviations', 'controls', 'exceptions', 'approvals']) { expect(bare).not.toContain(`<section id="${id}"`); }
    expect(bare).toContain('<section id="decide"><h2>Decide</h2>');
  });

  test('the verdict is a word with a shape and a sentence; what to look at stands by function, with what to do and where', () => {
    const section = sectionOf(page, 'verdict');
    expect(section).toContain('<strong class="m bad">Deviated</strong> 3 differences need a person.');
    const text = textOf(section);
    const [security, compliance, architecture] = ['Security', 'Compliance', 'Architecture'].map((owner) => text.indexOf(` ${owner} `));
    expect([security, compliance, architecture]).toEqual([security, compliance, architecture].sort((a, b) => a - b));
    expect(security).toBeGreaterThan(0);
    expect(section.match(/<li id="v-/g)).toHaveLength(model.governance!.verdict.look.length);
    for (const { text: said, mend } of model.governance!.verdict.look) { expect(text.replace(/ : /g, ': ')).toContain(said); expect(text).toContain(mend); }
    expect(section).toContain(`<a href="#r-${model.resources[0].key}">`);
  });

  test('where nobody has to look it says so, and only then', () => {
    expect(textOf(sectionOf(renderPage(clear()), 'verdict'))).toContain('Within contract Within contract. No human review needed.');
    expect(renderPage(clear())).toContain('<strong class="m ok">Within contract</strong>');
    expect(page).not.toContain('No human review needed');
    const odd = renderPage(governed({}, () => ({ verdict: { text: 'Controls fail.', passes: false, look: [] } })));
    expect(odd).toContain('<strong class="m bad">Fails</strong>');
    expect(odd).not.toContain('No human review needed');
  });

  test('an environment that passes under an exception is not green', () => {
    const excused = renderPage(governed({}, () => ({ verdict: { word: 'deviated', text: 'Every deviation is accepted.', passes: true, look: [] } })));
    expect(excused).toContain('<strong class="m warn">Deviated</strong> Every deviation is accepted. No human review needed.');
  });

  test('failures are told in full, passes are counted and never listed', () => {
    const section = sectionOf(page, 'controls');
    const text = textOf(section);
    const { results } = model.governance!;
    for (const r of results.filter((one) => !['pass', 'not applicable'].includes(one.outcome))) { expect(text).toContain(r.message.split('\n')[0]); }
    expect(text).not.toContain('automatic backups are kept 35 days ');
    expect(text).toContain('11 results: 1 error, 4 fail, 1 unknown, 3 pass, 2 not applicable; 2 accepted by exceptions.');
    expect(section.match(/<details class="who fails" open>/g)).toHaveLength(4);
    expect(text).toMatch(/Accepted by short-backups/);
    expect(text).toMatch(/What cost\.budget asks for Reported only/);
  });

  test('controls stand by objective and by framework; benchmarks of other clouds are left out', () => {
    const section = sectionOf(page, 'controls');
    const text = textOf(section);
    for (const objective of ['Encryption at rest', 'Backup and recovery']) { expect(section).toContain(`<h3>${objective}</h3>`); }
    expect(text).toMatch(/NIST 800-53 r5 2 clauses, 7 controls: 1 error, 3 fail/);
    expect(text).toContain('SC-28(1), SC-13');
    expect(text).toMatch(/backup\.kept compliance, high Accepted 1 fails, 1 passes/);
    expect(text).toMatch(/encryption\.data-stores security, critical Fails 1 fails, 1 passes/);
    expect(section).toContain('<h3>CIS AWS 7.0</h3>');
    const azure = governed({ identity: { cloud: 'azure' } });
    expect(renderPage(azure)).not.toContain('<h3>CIS AWS 7.0</h3>');
  });

  test('every result is behind a link to the evidence, where it is written', () => {
    expect(tagsOf(page).flatMap((t) => (t.attributes.href?.startsWith('..') ? [t.attributes.href] : []))).toEqual(['controls.csv', 'controls.md', 'assessment-results.json'].map((file) => `${EVIDENCE}/${file}`));
    expect(filesOf(model, 'review/team/orders')['review/team/orders/index.html']).toContain('href="../../../evidence/team/orders/controls.csv"');
  });

  test('exceptions say why, who and until when; the first to end comes first', () => {
    const section = sectionOf(page, 'exceptions');
    const text = textOf(section);
    for (const e of model.governance!.exceptions) {
      for (const said of [e.id, e.reason, e.owner, e.approver]) { expect(text).toContain(said); }
      expect(section).toContain(`<time class="due" datetime="${e.expires}">${e.expires}</time>`);
    }
    expect(section.indexOf('2027-01-01</time>')).toBeLessThan(section.indexOf('2027-03-31</time>'));
    expect(text).not.toMatch(/days left/);
  });

  test('approvals say who, on what, until when, signed or not; those that do not hold come first', () => {
    const section = sectionOf(page, 'approvals');
    const text = textOf(section);
    expect(text).toContain('2 of 5 approvals hold; 3 do not.');
    expect(section.indexOf('Does not hold')).toBeLessThan(section.indexOf('>Holds<'));
    for (const said of ['SEC-1041', 'signed', 'not signed', 'nobody has approved it', '1 control reads something else', 'given 2026-11-01']) { expect(text).toContain(said); }
    const { digests, approvals } = model.governance!;
    for (const sha of [digests.terraform, digests.inventory, digests.controls, digests.standards, ...Object.values(digests.shapes), approvals[0].digest!]) { expect(section).toContain(`<code class="a">${sha}</code>`); }
  });

  test('no link leads nowhere and no id is used twice', () => {
    const tags = tagsOf(page);
    const ids = tags.flatMap((t) => (t.attributes.id ? [t.attributes.id] : []));
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
    expect(tags.flatMap((t) => (t.name === 'a' && t.attributes.href?.startsWith('#') ? [t.attributes.href.slice(1)] : [])).filter((id) => !ids.includes(id))).toEqual([]);
    expect(tags.filter((t) => t.name === 'a' && t.attributes.href === undefined)).toEqual([]);
  });

  test('hostile names in it stay text, secrets in it are hidden', () => {
    fc.assert(fc.property(HOSTILE, (name) => {
      expectOurs(renderPage(governed({ resources: 24, name }), { evidence: EVIDENCE }));
      expectOurs(renderFleet([fleetEntry(governed({ resources: 12, name }))]));
    }), { numRuns: 12 });
    const key = 'AKIAIOSFODNN7EXAMPLE';
    const secret = governed({ resources: 12, name: ` ${key}` });
    for (const text of [renderPage(secret, { evidence: EVIDENCE }), renderFleet([fleetEntry(secret)])]) {
      expect(text.split(key).slice(1).map((after) => after.slice(0, 60))).toEqual([]);
    }
  });

  test('sixty controls on every resource with all their clauses leave the pages of the example below 400 kB', () => {
    for (const [id, bare] of Object.entries(realModels())) {
      const text = renderPage({ ...bare, governance: crowded(bare) }, { evidence: EVIDENCE });
      expect({ id, kilobytes: Buffer.byteLength(text) / 1000 < 400 }).toEqual({ id, kilobytes: true });
    }
  });
});

/** As many controls as Groundwork brings, with as many clauses as an objective has, and a few that fail. */
function crowded(model: ReviewModel): GovernanceModel {
  const made = handMade(model, { controls: 55 });
  const clauses = (i: number) => Object.fromEntries(['NIST 800-53 r5', 'PCI DSS 4.0.1', 'SOC 2', 'ISO 27001:2022', 'HIPAA', 'GDPR', 'CIS AWS 7.0', 'CIS Azure 6.0', 'CIS Google 5.0']
    .map((name) => [name, [...[0, 1, 2].map((n) => `AC-${i % 20}.${n}`), ...(i % 3 === 0 ? [`X-${i}`] : [])]]));
  return { ...made, controls: made.controls.map((c, i) => ({ ...c, objective: `objective ${i % 20}`, title: `Data stores, queues and topics are protected as the standards of the enterprise say ${i}`, clauses: clauses(i) })) };
}

describe('Governance in the comment', () => {
  test('verdict first, then what to look at by function, then the rest', () => {
    const text = reviewMarkdown(governed());
    const order = ['**Deviated.** 3 differences', '**Security** must look at 2 things', '**Compliance** must', '**Architecture** must', '8 controls, 11 results', 'Deviations: 6', 'Exceptions: 3', 'Approvals: 2 of 5 hold', 'Noticed, for information'].map((said) => text.indexOf(said));
    expect(order.every((at) => at >= 0)).toBe(true);
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(text).not.toContain('to decide**,');
  });

  test('where nobody has to look, the second line says so', () => {
    expect(reviewMarkdown(clear())).toContain('**Within contract.** Within contract. No human review needed.');
  });

  test('it stays within what each place takes, however much there is to look at', () => {
    const many = governed({}, (g) => ({ verdict: { ...g.verdict, look: Array.from({ length: 900 }, (_, i) => ({ ...g.verdict.look[i % 4], text: `orders/store-${i}: ${'deletion protection was true, is false '.repeat(3)}` })) } }));
    for (const profile of PROFILES) { expect(reviewMarkdown(many, profile).length).toBeLessThan(hardLimit(profile)); }
  });

  test('hostile names are no markup, secrets are hidden', () => {
    const text = reviewMarkdown(governed({ name: ' <img src=x> @ada [x](https://evil.example) AKIAIOSFODNN7EXAMPLE' }));
    const said = text.slice(text.indexOf('must look at'), text.indexOf('Noticed, for information')).replace(/`[^`]*`/g, '');
    expect(said).not.toMatch(/(?<!\\)<img|(?<!\\)\]\(/);
    expect(said).not.toContain('AKIAIOSFODNN7EXAMPLE');
  });
});

describe('Governance in the index', () => {
  const entry = (stack: string, made: ReviewModel) => fleetEntry({ ...made, identity: { ...made.identity, stack, name: stack } });

  test('a column for the verdict, the worst first, and the coverage', () => {
    const page = renderFleet([entry('a-clear', clear()), entry('b-red', governed()), entry('c-clear', clear())]);
    const text = textOf(page);
    expect(page).toContain('<th scope="col">Verdict</th>');
    expect(text.indexOf('b-red')).toBeLessThan(text.indexOf('a-clear'));
    expect(text).toContain('1 stack of 3 is not wholly covered by approvals: 1 deviated.');
    expect(text).toContain('Coverage: 2 of 3 environments are wholly served by approved patterns, 66 %; the target is 80 %.');
    expect(text).toContain('security 2, compliance 1, architecture 1');
  });

  test('what governance was switched off for is red and not covered', () => {
    const page = renderFleet([entry('a-clear', clear()), entry('b-off', rich())]);
    expect(textOf(page)).toContain('None governance is switched off');
    expect(textOf(page)).toContain('Coverage: 1 of 2 environments');
  });

  test('where no approvals are asked for there is no coverage to tell', () => {
    const passes = governed({}, () => ({ verdict: { text: 'Every control holds.', passes: true, look: [] } }));
    expect(textOf(renderFleet([entry('a', passes)]))).not.toContain('Coverage');
  });

  test('a fleet without governance is as it was', () => {
    expect(renderFleet([fleetEntry(rich())])).not.toMatch(/>Verdict<|Coverage/);
  });
});
