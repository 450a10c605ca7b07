import { verbsOf } from '../grants';
import { Enforcement } from '../model';
import { plural } from '../words';
import { Html, html } from './html';
import { principalAnchor } from './permissions';
import { reachAnchor } from './reach';
import { statementAnchor } from './statements';
import { anchor, cell, clause, lastSegment, mark, more, outside, Section, table, View } from './view';

const HEADS = ['Property', 'What enforces it here', 'State', 'Resources'];

/** More resources than these are counted by part. */
const SINGLE = 8;
/** Weaknesses that a row names. */
const WEAK = 3;

/** What the patterns promise and what holds each promise in this stack; what is weak or missing comes first. */
export function card(view: View): Section | undefined {
  const all = view.model.enforcement;
  if (all.length === 0) { return undefined; }
  const paths = [...new Set(all.map((e) => e.path))];
  return {
    id: 'card', title: 'Enforcement', lead: lead(all), count: all.length,
    body: html`${paths.map((path) => {
      const own = [...all.filter((e) => e.path === path)].sort((a, b) => state(a) - state(b));
      return table('stack card', `Enforcement of ${own[0].pattern} in ${path}`, HEADS, own.map((e) => row(view, e)));
    })}`,
  };
}

/** 0: weak; 1: some types missing; 2: held; 3: holds without resources of its own. */
function state(row: Enforcement): number {
  return weakCount(row) > 0 ? 0 : row.missing.length > 0 ? 1 : row.types.length > 0 ? 2 : 3;
}

function weakCount({ weak, weakReach = [], weakPermissions = [] }: Enforcement): number { return weak.length + weakReach.length + weakPermissions.length; }

function lead(all: Enforcement[]): string {
  const count = (n: number) => all.filter((e) => state(e) === n).length;
  const patterns = [...new Set(all.map((e) => e.pattern))].join(', ');
  const weak = count(0) > 0 ? `${count(0)} weak in part` : 'none is weak';
  const missing = all.filter((e) => e.missing.length > 0).length;
  return `${plural(all.length, 'property', 'properties')} of ${patterns}: ${weak}${missing > 0 ? `, ${missing} without some of the resources that may enforce it` : ', each has its resources here'}.`;
}

function row(view: View, e: Enforcement): Html {
  return html`<tr id="${cardAnchor(e)}"><th scope="row" data-h="Property">${e.property}</th>${cell('What enforces it here', html`${e.by}${e.missing.length > 0 && html`<span class="sub">No resource of ${e.missing.map((t, i) => html`${i > 0 && ', '}<code>${t}</code>`)}: only some uses of the pattern have it.</span>`}`)}
${cell('State', html`${stateOf(view, e)}`)}${cell('Resources', resources(view, e), 'src')}</tr>`;
}

function stateOf(view: View, e: Enforcement): Html {
  if (weakCount(e) > 0) {
    const weak = weaknesses(view, e);
    return html`${mark('warn', 'Weak')}<ul class="cell">${weak.slice(0, WEAK).map(([at, words]) => html`<li><a href="#${at}">${words}</a></li>`)}${weak.length > WEAK && html`<li>${weak.length - WEAK} more</li>`}</ul>`;
  }
  if (e.types.length === 0) { return html`by the construct itself`; }
  return html`${e.resources.length === 0 ? 'not in this stack' : e.missing.length > 0 ? 'In part' : mark('ok', 'In place')}`;
}

/** What speaks against the property, with the anchor of its row: what is open before what is not as it should be. */
function weaknesses(view: View, e: Enforcement): [string, string][] {
  const { statements, reach, permissions } = view.model;
  const pick = <T>(from: readonly T[], indices: readonly number[] = []) => indices.map((i) => from[i]).filter(Boolean);
  const name = (subject: string) => (view.names.resource(subject) ? lastSegment(view.names.of(subject)) : outside(subject));
  const ways = pick(reach, e.weakReach).map((r): [string, string] => [reachAnchor(r), `${name(r.from)} reaches ${name(r.to)} on ${r.ports}`]);
  const grants = pick(permissions, e.weakPermissions).map((p): [string, string] => [principalAnchor(p.principal), `${name(p.principal)} may ${verbsOf(p)} on ${name(p.resource)}`]);
  return [...ways, ...grants, ...pick(statements, e.weak).map((s): [string, string] => [statementAnchor(view, s), `${lastSegment(view.names.of(s.subject))}: ${clause(s)}`])];
}

function resources(view: View, e: Enforcement): Html {
  if (e.resources.length === 0) { return html`<span class="na">none of its own</span>`; }
  const links = e.resources.length > SINGLE ? byPart(view, e.resources) : e.resources.map((address) => view.link(address));
  const list = html`<ul class="cell">${links.map((l) => html`<li>${l}</li>`)}</ul>`;
  return links.length <= 2 ? list : more(plural(e.resources.length, 'resource'), list);
}

/** Many resources are counted by part: each of them names the property in the inventory. */
function byPart(view: View, resources: string[]): Html[] {
  const counts = new Map<string, number>();
  for (const address of resources) { counts.set(view.names.part(address), (counts.get(view.names.part(address)) ?? 0) + 1); }
  return [...counts].map(([part, n]) => html`${view.partLink(part)} (${n})`);
}

/** Anchor of a row of the card. */
export function cardAnchor(e: Enforcement): string {
  return anchor('e', e.path, e.property);
}
