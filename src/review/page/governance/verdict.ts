import { GovernanceModel, LookAt } from '../../../governance/model';
import { capital, lookByOwner, verdictLevel, verdictSentences, verdictWord } from '../../governed';
import { Html, html } from '../html';
import { anchor, cut, mark, markOf, more, View } from '../view';

/** How many of one function are open; the others are folded, none is left out before so many. */
const OPEN = 7;
const MOST = 60;

/** What may be applied without a person; else what a person must look at, and nothing else, by the function that must. */
export function verdict(view: View, { verdict: given }: GovernanceModel): Html {
  const owners = lookByOwner(given.look);
  return html`<section id="verdict"><h2>Verdict</h2>
<p class="verdict">${mark(verdictLevel(given), verdictWord(given))} ${verdictSentences(given)}</p>
${owners.length > 0 && html`<p class="tally">To look at: ${owners.map(([owner, own], i) => html`${i > 0 && ', '}${owner} ${own.length}`)}.</p>`}
${owners.map(([owner, own]) => html`<h3 class="owner">${capital(owner)}</h3>
<ol class="decide">${own.slice(0, OPEN).map((one) => item(view, one))}</ol>
${own.length > OPEN && more(`${own.length - OPEN} more for ${owner}`, html`<ol class="decide" start="${OPEN + 1}">${own.slice(OPEN, MOST).map((one) => item(view, one))}${cut(own.length, MOST)}</ol>`)}`)}
</section>`;
}

function item(view: View, one: LookAt): Html {
  const at = one.text.indexOf(': ');
  return html`<li id="${anchor('v', one.owner, one.kind, one.text)}"><div>${markOf(one.consequence)}<span class="sub">${one.kind}</span></div>
<div>${at > 0 ? html`<b>${one.text.slice(0, at)}</b>${one.text.slice(at)}` : one.text}${ended(one.text)}<span class="sub">${one.mend}</span></div>
<div class="src">${view.evidence(one.evidence)}</div></li>`;
}

/** A full stop where a sentence has none. */
function ended(text: string): string {
  return /[.!?]$/.test(text) ? '' : '.';
}
