import { ReviewModel } from '../model';
import { about } from './about';
import { Backlinks } from './backlinks';
import { card } from './card';
import { cost } from './cost';
import { data } from './data';
import { decide, glance, noticed } from './decide';
import { documentOf } from './document';
import { governed, verdict } from './governance';
import { header } from './header';
import { address, figure, Html, html } from './html';
import { inventory, listedOf } from './inventory';
import { permissions } from './permissions';
import { picture } from './picture';
import { reach } from './reach';
import { statements } from './statements';
import { unchecked } from './unchecked';
import { Section, View } from './view';

/** What a page is told beside the model. */
export interface PageOptions {
  /** Version of Groundwork, for the last section. */
  readonly tool?: string;
  /** Relative address of the index of the fleet, if there is one. */
  readonly index?: string;
  /** Places in the team's code, `file:line` by construct path within the stack, as `sources.json` has them. */
  readonly sources?: { readonly [path: string]: string };
  /** Relative address of the folder with the evidence of this stack, if there is one. */
  readonly evidence?: string;
  /** Whether the drawings are in it. @default true */
  readonly picture?: boolean;
}

/** The review of one stack as a complete HTML document: no network, nothing beside it, the same bytes for the same model. */
export function renderPage(model: ReviewModel, options: PageOptions = {}): string {
  const view = new View(model, listedOf(model), options.sources);
  const backlinks = new Backlinks(view);
  const { governance } = model;
  const before = [...(governance ? governed(view, governance, options.evidence) : []), reach(view), permissions(view), data(view)];
  const behind = [card(view), statements(view), cost(view)].filter((s): s is Section => s !== undefined);
  const after = [unchecked(view), inventory(view, backlinks), about(model, options.tool)];
  const written = [...before, ...behind, ...after].reduce((sum, s) => sum + s.body.text.length, SHELL_BYTES);
  const main = [...before, ...(options.picture === false ? [] : [picture(view, written)]), ...behind];
  const all = [...main, ...after];
  return documentOf(`Review of ${model.identity.stack}`, withoutDeadLinks(html`${header(model)}
<nav${governance && html` class="long"`} aria-label="Sections"><ul>${options.index && html`<li><a href="${address(options.index)}">All stacks</a></li>`}${governance && html`<li><a href="#verdict">Verdict</a> ${count(governance.verdict.look.length)}</li>`}<li><a href="#decide">${governance ? 'Noticed' : 'Decide'}</a> ${count(model.counts.decisions)}</li>${all.map((s) => html`<li><a href="#${s.id}">${s.title}</a>${s.count !== undefined && html` ${count(s.count)}`}</li>`)}</ul></nav>
<main id="main">${governance ? html`${verdict(view, governance)}
${glance(view, main)}
${noticed(view)}` : html`${decide(view)}
${glance(view, main)}`}
${all.map(section)}
</main>`));
}

/** Style, script, header and findings, about. */
const SHELL_BYTES = 30_000;

/** Where a long list was cut, what would lead there leads nowhere: it stays as words. */
function withoutDeadLinks(body: Html): Html {
  const ids = new Set([...body.text.matchAll(/ id="([^"]+)"/g)].map((m) => m[1]));
  return new Html(body.text.replace(/<a href="#([^"]+)"/g, (link, id) => (ids.has(id) ? link : '<a')));
}

function count(value: number): Html {
  return html`<span class="c">${figure(value)}</span>`;
}

function section(s: Section): Html {
  return html`<section id="${s.id}" aria-labelledby="h-${s.id}"><h2 id="h-${s.id}">${s.title}</h2>${s.lead !== '' && html`<p class="lead">${s.lead}</p>`}
${s.body}</section>
`;
}
