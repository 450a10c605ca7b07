import { Decision, ReviewModel } from '../model';
import { noticedSentence, verdictOf } from '../verdict';
import { plural } from '../words';
import { countsLine } from '../markdown/review';
import { Html, html } from './html';
import { notChecked } from './unchecked';
import { anchor, cut, mark, markOf, more, MOST_ROWS, Section, View } from './view';

/** How many are open; the verdict counts all. */
const OPEN = 7;

/** What needs a person's yes, worst first; or that nothing does, and what that is worth. */
export function decide(view: View): Html {
  const { decisions } = view.model;
  return html`<section id="decide"><h2>Decide</h2>
<p class="verdict">${decisions.length === 0 && mark(nothingRead(view.model) ? 'warn' : 'ok', nothingRead(view.model) ? 'Unknown' : 'Clear')} ${verdictOf(view.model)}</p>
<p class="tally">${countsLine(view.model)}. Synthesized, not planned: live state unknown.</p>
${list(view)}
</section>`;
}

/** The same below a verdict of governance: what controls fail is above, this is for information. */
export function noticed(view: View): Html {
  return html`<section id="decide" class="noticed"><h2>Noticed</h2>
<p class="lead">${noticedSentence(view.model)} ${countsLine(view.model)}. Synthesized, not planned: live state unknown.</p>
${list(view)}
</section>`;
}

function list(view: View): Html {
  const { decisions } = view.model;
  const rest = decisions.slice(OPEN);
  return html`${decisions.length > 0 && html`<ol class="decide">${decisions.slice(0, OPEN).map((d) => item(view, d))}</ol>`}
${rest.length > 0 && more(`${plural(rest.length, 'more finding')} of lower rank`, html`<ol class="decide" start="${OPEN + 1}">${rest.slice(0, MOST_ROWS).map((d) => item(view, d))}${cut(rest.length, MOST_ROWS)}</ol>`)}`;
}

/** What was looked at: properties, ways in and out, permissions. */
export function checks(model: ReviewModel): number {
  return model.statements.length + model.reach.length + model.permissions.length;
}

function nothingRead(model: ReviewModel): boolean {
  return checks(model) === 0;
}

function item(view: View, decision: Decision): Html {
  const { subjects, text } = decision;
  const head = subjects.length === 1 ? subjects[0] : text.slice(0, Math.max(0, text.indexOf(': ')));
  const known = head !== '' && text.startsWith(`${head}: `);
  return html`<li id="${anchorOf(decision)}">${markOf(decision.consequence)}
<div>${known ? html`<b>${head}</b>${text.slice(head.length)}` : text}.${hidden(view, decision).length > 0 && more(`Which ${subjects.length}`, html`<ul>${subjects.slice(0, 40).map((s) => html`<li>${s}</li>`)}${cut(subjects.length, 40)}</ul>`)}</div>
<div class="src">${view.evidence(decision.evidence)}</div></li>`;
}

/** Subjects that no link of the evidence names. */
function hidden(view: View, { subjects, evidence }: Decision): string[] {
  const named = new Set(evidence.map((e) => view.names.of(e.address)));
  return subjects.length > 1 ? subjects.filter((s) => !named.has(s)) : [];
}

/** Stable under reordering and wording of others. */
export function anchorOf(decision: Decision): string {
  return anchor('q', decision.consequence, decision.text);
}

/** The leads of the sections, linked: all that the page comes to, on the first screen. */
export function glance(view: View, sections: readonly Section[]): Html {
  const rows = sections.filter((s) => s.lead !== '');
  return html`<section id="glance" aria-label="At a glance"><dl class="glance">${rows.map((s) => html`<div><dt><a href="#${s.id}">${s.title}</a></dt><dd>${s.lead}</dd></div>`)}
<div><dt><a href="#unchecked">Not checked</a></dt><dd>${notChecked(view.model)}</dd></div></dl></section>`;
}
