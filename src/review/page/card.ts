import { Enforcement } from '../model';
import { plural } from '../words';
import { Html, html } from './html';
import { anchor, cell, clause, lastSegment, mark, more, Section, table, View } from './view';
import { statementAnchor } from './statements';

const HEADS = ['Property', 'What enforces it here', 'State', 'Resources'];

/** What the patterns promise and what holds each promise in this stack; what is weak or missing comes first. */
export function card(view: View): Section | undefined {
  const all = view.model.enforcement;
  if (all.length === 0) { return undefined; }
  const paths = [...new Set(all.map((e) => e.path))];
  return {
    id: 'card', title: 'Promises', lead: lead(all), count: all.length,
    body: html`${paths.map((path) => {
      const own = [...all.filter((e) => e.path === path)].sort((a, b) => state(a) - state(b));
      return table('stack card', `Enforcement of ${own[0].pattern} in ${path}`, HEADS, own.map((e) => row(view, e)));
    })}`,
  };
}

/** 0: weak; 1: some types missing; 2: held; 3: holds without resources of its own. */
function state(row: Enforcement): number {
  return row.weak.length > 0 ? 0 : row.missing.length > 0 ? 1 : row.types.length > 0 ? 2 : 3;
}

function lead(all: Enforcement[]): string {
  const count = (n: number) => all.filter((e) => state(e) === n).length;
  const patterns = [...new Set(all.map((e) => e.pattern))].join(', ');
  const weak = count(0) > 0 ? `${count(0)} rest on a resource with a weak statement` : 'none rests on a weak statement';
  const missing = all.filter((e) => e.missing.length > 0).length;
  return `${plural(all.length, 'property', 'properties')} of ${patterns}: ${weak}${missing > 0 ? `, ${missing} without some of the resources that may enforce it` : ', each has its resources here'}.`;
}

function row(view: View, e: Enforcement): Html {
  return html`<tr id="${cardAnchor(e)}"><th scope="row" data-h="Property">${e.property}</th>${cell('What enforces it here', e.by)}
${cell('State', html`${stateOf(view, e)}`)}${cell('Resources', resources(view, e), 'src')}</tr>`;
}

function stateOf(view: View, e: Enforcement): Html {
  const missing = e.missing.length > 0 && html`<span class="sub">No resource of ${e.missing.map((t, i) => html`${i > 0 && ', '}<code>${t}</code>`)}: only some uses of the pattern have it.</span>`;
  if (e.weak.length > 0) {
    const weak = e.weak.map((i) => view.model.statements[i]).filter(Boolean);
    return html`${mark('warn', 'Weak')}<ul class="cell">${weak.slice(0, 3).map((s) => html`<li><a href="#${statementAnchor(view, s)}">${lastSegment(view.names.of(s.subject))}: ${clause(s)}</a></li>`)}${weak.length > 3 && html`<li>${weak.length - 3} more</li>`}</ul>${missing}`;
  }
  if (e.types.length === 0) { return html`by the construct itself`; }
  return html`${e.missing.length > 0 ? 'in part' : mark('ok', 'In place')}${missing}`;
}

function resources(view: View, e: Enforcement): Html {
  if (e.resources.length === 0) { return html`<span class="na">none of its own</span>`; }
  const links = e.resources.map((address) => view.link(address));
  if (links.length <= 2) { return html`<ul class="cell">${links.map((l) => html`<li>${l}</li>`)}</ul>`; }
  return more(plural(links.length, 'resource'), html`<ul class="cell">${links.slice(0, 60).map((l) => html`<li>${l}</li>`)}${links.length > 60 && html`<li>${links.length - 60} more</li>`}</ul>`);
}

/** Anchor of a row of the card. */
export function cardAnchor(e: Enforcement): string {
  return anchor('e', e.path, e.property);
}
