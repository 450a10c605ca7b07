import { equalCosts } from '../costs';
import { CostDriver, LANES, Lane, ReviewModel } from '../model';
import { budgetSentence, plural } from '../words';
import { Html, html } from './html';
import { cell, more, Section, table, View } from './view';

const OPEN = 10;
const HEADS = ['What', 'How much', 'Of', 'Costs', 'Evidence'];

/** The budget, what it is worth, and what the money goes to. Equal drivers are one row. */
export function cost(view: View): Section {
  const rows = folded(view).map((equal) => row(view, equal));
  return {
    id: 'cost', title: 'Cost', lead: costSentence(view.model), count: view.model.costs.length,
    body: html`${rows.length > 0 && table('stack cost', 'What costs money; no prices: they are not in the Terraform', HEADS, rows.slice(0, OPEN))}
${rows.length > OPEN && more(`${rows.length - OPEN} more rows`, table('stack cost', 'What costs money, continued', HEADS, rows.slice(OPEN)))}`,
  };
}

/** One sentence. The budget bounds nothing, and the sentence says so. */
export function costSentence(model: ReviewModel): string {
  const { budget } = model.identity;
  const running = model.costs.filter((c) => c.billed === 'running').length;
  const drivers = model.costs.length === 0 ? 'Cost drivers were not read.' : `${plural(running, 'thing')} ${running === 1 ? 'costs' : 'cost'} at rest, ${model.costs.length - running} only when used.`;
  if (!budget) { return `No budget in this stack, and no prices. ${drivers}`; }
  return `${budgetSentence(budget)} ${drivers}`;
}

/** What runs before what is used; stores and workloads, which cost most, before the rest; what there is many of last. */
const DEAR: readonly Lane[] = ['data', 'compute', 'network', 'entry', 'messaging'];

function folded(view: View): CostDriver[][] {
  const lanes = new Map(view.model.parts.map((p) => [p.path, p.lane]));
  const dear = (lane: Lane | undefined) => (lane && DEAR.includes(lane) ? DEAR.indexOf(lane) : DEAR.length + (lane ? LANES.indexOf(lane) : 0));
  const rank = ([first]: CostDriver[]) => dear(lanes.get(view.names.part(first.subject)));
  return equalCosts(view.model.costs).sort((a, b) => Number(a[0].billed === 'usage') - Number(b[0].billed === 'usage') || Number(a.length > 1) - Number(b.length > 1) || rank(a) - rank(b) || b.length - a.length);
}

function row(view: View, equal: CostDriver[]): Html {
  const [first] = equal;
  const subjects = equal.map((c) => html`<li>${view.link(c.subject)}</li>`);
  const of = equal.length === 1 ? view.link(first.subject) : more(`${equal.length} resources`, html`<ul class="cell">${subjects.slice(0, 60)}${subjects.length > 60 && html`<li>${subjects.length - 60} more</li>`}</ul>`);
  return html`<tr><th scope="row" data-h="What">${first.driver}</th>${cell('How much', equal.length === 1 ? first.quantity : `${equal.length} times ${first.quantity}`)}${cell('Of', of)}
${cell('Costs', first.billed === 'running' ? 'at rest' : 'when used')}${cell('Evidence', equal.length === 1 ? view.evidence(first.evidence, first.subject, 2) : html`<span class="na">at each</span>`, 'src')}</tr>`;
}
