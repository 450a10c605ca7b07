import { Part, ReviewModel, ReviewResource } from '../model';
import { partSlug, plural } from '../words';
import { Backlinks } from './backlinks';
import { figure, Html, html } from './html';
import { mark, Section, View } from './view';

/** So many resources are printed; a page with more would not open. */
export const MOST_LISTED = 700;

/** Every resource with where it comes from, closed, by part. The script adds a filter and buttons that copy. */
export function inventory(view: View, backlinks: Backlinks): Section {
  const { resources, parts } = view.model;
  const hidden = resources.length - view.listed.size;
  const by = new Map<string, ReviewResource[]>(parts.map((p) => [p.path, []]));
  for (const r of resources) { by.get(r.part)?.push(r); }
  return {
    id: 'inventory', title: 'Inventory', lead: `${plural(resources.length, 'resource')} in ${plural(parts.length, 'part')}, each with its place in the construct tree and in ${view.model.file}.`, count: resources.length,
    body: html`${hidden > 0 && html`<p class="cut">${figure(hidden)} resources of lower rank are not on this page: those that a finding, a way in or a store names come first. model.json has all of them.</p>`}
<div id="parts">${parts.map((part) => group(view, backlinks, part, by.get(part.path) ?? []))}</div>`,
  };
}

/** The resources that the page prints: what sentences name comes before what none does. */
export function listedOf(model: ReviewModel): Set<string> {
  if (model.resources.length <= MOST_LISTED) { return new Set(model.resources.map((r) => r.address)); }
  const ranked = [
    ...model.decisions.flatMap((d) => d.evidence.map((e) => e.address)),
    ...model.statements.filter((s) => s.weak).map((s) => s.subject),
    ...model.reach.flatMap((r) => [r.to, ...r.through]),
    ...model.statements.filter((s) => s.rule.startsWith('data.')).map((s) => s.subject),
    ...model.resources.map((r) => r.address),
  ];
  const own = new Set(model.resources.map((r) => r.address));
  const listed = new Set<string>();
  for (const address of ranked) {
    if (listed.size >= MOST_LISTED) { break; }
    if (own.has(address)) { listed.add(address); }
  }
  return listed;
}

function group(view: View, backlinks: Backlinks, part: Part, own: ReviewResource[]): Html {
  const shown = own.filter((r) => view.listed.has(r.address));
  const source = view.source(part.path);
  const weak = shown.reduce((sum, r) => sum + backlinks.weak(r.address), 0);
  const sum = [part.title, part.classification, plural(own.length, 'resource')].filter(Boolean).join(', ');
  return html`<details class="who" id="p-${partSlug(part.path)}"><summary><h3>${part.path}</h3> <span class="sum">${sum}</span>${weak > 0 && html` ${mark('warn', `${weak} weak`)}`}</summary>
${source !== undefined && html`<p class="is">Written at <code>${source}</code></p>`}<ul class="items">${shown.map((r) => item(backlinks, r, source === view.source(r.path) ? undefined : view.source(r.path)))}</ul></details>`;
}

function item(backlinks: Backlinks, r: ReviewResource, source?: string): Html {
  const name = r.address.slice(r.type.length + 1);
  return html`<li id="r-${r.key}"><div><b>${r.path}</b>${r.name !== undefined && html` <span class="name">${r.name}</span>`}
<p><code class="a">${r.address}</code></p>
<p class="at">${r.line > 0 && html`line ${r.line}, `}<code>/resource/${pointer(r.type)}/${pointer(name)}</code>${source !== undefined && html`, written at <code>${source}</code>`}</p></div>${backlinks.list(r.address)}</li>`;
}

/** A segment of a JSON pointer. */
function pointer(segment: string): string {
  return segment.replace(/~/g, '~0').replace(/\//g, '~1');
}
