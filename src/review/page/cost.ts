import { CostDriver, ReviewModel } from '../model';
import { plural } from '../words';
import { figure, html } from './html';
import { cell, more, Section, table, View } from './view';

const OPEN = 10;
const HEADS = ['What', 'How much', 'Of', 'Costs', 'Evidence'];

/** What is spent at most, what that bound is worth, and what the money goes to. */
export function cost(view: View): Section {
  const { costs } = view.model;
  const all = [...costs].sort((a, b) => Number(a.billed === 'usage') - Number(b.billed === 'usage'));
  const rows = all.map((c) => row(view, c));
  return {
    id: 'cost', title: 'Cost', lead: costSentence(view.model), count: all.length,
    body: html`${rows.length > 0 && table('stack cost', 'What costs money', HEADS, rows.slice(0, OPEN))}
${rows.length > OPEN && more(`${rows.length - OPEN} more cost drivers`, table('stack cost', 'What costs money, continued', HEADS, rows.slice(OPEN)))}`,
  };
}

/** One sentence. The budget bounds nothing, and the sentence says so. */
export function costSentence(model: ReviewModel): string {
  const { budget } = model.identity;
  const running = model.costs.filter((c) => c.billed === 'running').length;
  const drivers = model.costs.length === 0 ? 'Cost drivers were not read.' : `${plural(running, 'driver')} ${running === 1 ? 'costs' : 'cost'} while it runs, ${model.costs.length - running} only when used.`;
  if (!budget) { return `No budget in this stack, and no prices. ${drivers}`; }
  return `At most ${figure(budget.amount)} ${budget.currency} a month by budget alert, which warns and stops nothing. ${drivers}`;
}

function row(view: View, driver: CostDriver) {
  return html`<tr><th scope="row" data-h="What">${driver.driver}</th>${cell('How much', driver.quantity)}${cell('Of', view.link(driver.subject))}
${cell('Costs', driver.billed === 'running' ? 'while it runs' : 'when used')}${cell('Evidence', view.evidence(driver.evidence, driver.subject, 2), 'src')}</tr>`;
}
