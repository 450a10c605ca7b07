import { coverage, coverageSentence } from '../../governance/fleet/coverage';
import { VERDICTS } from '../../governance/model';
import { CONSEQUENCES } from '../model';
import { CLOUD_TITLES, CONSEQUENCE_TITLES, plural, rank } from '../words';
import { documentOf } from './document';
import { FleetEntry } from './fleet-entry';
import { accountWord } from './header';
import { safeText } from '../redact';
import { address, figure, Html, html } from './html';
import { anchor, cell, mark, markOf, more } from './view';
import { append, groupBy } from '../group';

const HEADS = ['Stack', 'For', 'Where', 'Decide', 'Reachable', 'Resources'];
const GOVERNED_HEADS = ['Stack', 'For', 'Where', 'Verdict', 'Noticed', 'Reachable', 'Resources'];

/** The index of all stacks of a synthesis: what failed, what needs a decision, worst first, and the rest by name. */
export function renderFleet(entries: readonly FleetEntry[]): string {
  const governed = entries.some((e) => e.governance !== undefined);
  const heads = governed ? GOVERNED_HEADS : HEADS;
  const sorted = [...entries].sort((a, b) => redness(a) - redness(b) || order(a) - order(b) || b.decisions - a.decisions || (a.stack < b.stack ? -1 : 1));
  const failed = sorted.filter((e) => e.failed !== undefined);
  const made = sorted.filter((e) => e.failed === undefined);
  const unknown = made.filter((e) => e.decisions === 0 && e.checks === 0);
  // Where governance has the verdict, what was noticed is for information.
  const open = made.filter((e) => !unknown.includes(e) && (governed ? e.governance?.level !== 'ok' : e.decisions > 0));
  const clear = made.filter((e) => !unknown.includes(e) && !open.includes(e));
  return documentOf('Review of all stacks', html`<header class="top"><h1>${plural(entries.length, 'stack')}</h1><p class="what">${kinds(entries)}</p></header>
<main id="main"><section id="decide"><h2>Decide</h2><p class="verdict">${open.length + failed.length + unknown.length === 0 && entries.length > 0 && html`${mark('ok', 'Clear')} `}${summary(failed, open, unknown, clear)}</p>
${entries.some(isCompared) && html`<p class="tally">${coverageSentence(coverage(entries.map((e) => e.governance?.covered ?? (e.kind === 'environment' ? false : undefined))))}</p>`}
<p class="lead">Synthesized, not planned: live state unknown. What was not checked is on the page of each stack.</p>
${!governed && same(open)}</section>
<div id="fleet">${failed.length > 0 && part('failed', 'Without a review', failed.map(failure), ['Stack', 'Why'])}
${open.length > 0 && part('open', governed ? 'Need a person, or rest on an exception' : 'Need a decision', open.map((e) => row(e, governed)), heads)}
${unknown.length > 0 && part('unknown', 'Could not be checked', unknown.map((e) => row(e, governed)), heads)}
${clear.length > 0 && part('clear', governed ? 'Need nobody' : 'Need none', clear.map((e) => row(e, governed)), heads)}</div>
</main>`);
}

function order(entry: FleetEntry): number {
  return entry.failed !== undefined ? -1 : entry.worst ? rank(entry.worst.consequence) : CONSEQUENCES.length;
}

/** Whether its standards ask for approvals: else there is nothing that it could be covered by. */
function isCompared({ governance }: FleetEntry): boolean {
  return governance !== undefined && VERDICTS.some((word) => word === governance.word.toLowerCase());
}

/** What has no verdict where others have one is as bad as one that fails. */
function redness({ governance }: FleetEntry): number {
  return governance === undefined ? 0 : ['bad', 'warn', 'ok'].indexOf(governance.level);
}

function verdictCounts(open: FleetEntry[]): string {
  return [...groupBy(open, (e) => e.governance?.word ?? 'without a verdict')].map(([word, own]) => `${own.length} ${word.toLowerCase()}`).join(', ');
}

function kinds(entries: readonly FleetEntry[]): string {
  const count = (kind: FleetEntry['kind']) => entries.filter((e) => e.kind === kind).length;
  const clouds = [...new Set(entries.flatMap((e) => (e.cloud ? [CLOUD_TITLES[e.cloud] ?? e.cloud] : [])))].sort();
  const named = [[count('environment'), 'environment'], [count('foundation'), 'foundation'], [count('stack'), 'other stack']] as const;
  return `${named.filter(([n]) => n > 0).map(([n, word]) => plural(n, word)).join(', ')}${clouds.length > 0 ? ` on ${clouds.join(', ')}` : ''}; ${figure(entries.reduce((sum, e) => sum + e.resources, 0))} resources.`;
}

function summary(failed: FleetEntry[], open: FleetEntry[], unknown: FleetEntry[], clear: FleetEntry[]): string {
  const worst = open[0]?.worst;
  const sentences = [
    failed.length > 0 ? `${plural(failed.length, 'stack')} could not be reviewed.` : '',
    open.length > 0 && open.some((e) => e.governance) ? `${plural(open.length, 'stack')} of ${failed.length + open.length + unknown.length + clear.length} ${open.length === 1 ? 'is' : 'are'} not wholly covered by approvals: ${verdictCounts(open)}.`
      : open.length > 0 ? `${plural(open.length, 'stack')} of ${failed.length + open.length + unknown.length + clear.length} ${open.length === 1 ? 'needs' : 'need'} a decision${worst ? `, the worst is ${CONSEQUENCE_TITLES[worst.consequence].toLowerCase()} in ${open[0].stack}` : ''}.` : '',
    unknown.length > 0 ? `${plural(unknown.length, 'stack')} could not be checked: no reader knows what is in ${unknown.length === 1 ? 'it' : 'them'}.` : '',
    open.length === 0 && clear.length > 0 ? `${failed.length + unknown.length > 0 ? 'No other' : 'No'} stack needs ${clear.some((e) => e.governance) ? 'a person' : 'a decision'}: ${figure(clear.reduce((sum, e) => sum + e.checks, 0))} checks ran${clear.some((e) => e.governance) ? '' : ', none failed'}.` : '',
  ];
  return sentences.filter(Boolean).join(' ') || 'There is no stack.';
}

/** Stacks with the very same findings in one line: what is said once needs to be read once. */
function same(open: FleetEntry[]): Html {
  const by = new Map<string, FleetEntry[]>();
  for (const e of open) { append(by, e.fingerprint, e); }
  const groups = [...by.values()].filter((g) => g.length > 1).sort((a, b) => b.length - a.length);
  if (groups.length === 0) { return html``; }
  return html`<ol class="decide">${groups.slice(0, 7).map((g) => html`<li>${markOf(g[0].worst!.consequence)}<div>The same ${plural(g[0].decisions, 'finding')} in ${figure(g.length)} of ${figure(open.length)} stacks: ${g[0].worst!.text}</div><div class="src">${more('Which', html`<ul>${g.slice(0, 200).map((e) => html`<li><a href="#${rowAnchor(e)}">${e.stack}</a></li>`)}</ul>`)}</div></li>`)}</ol>`;
}

function part(id: string, title: string, rows: Html[], heads: string[]): Html {
  return html`<section id="${id}"><h2>${title}</h2><table class="stack ${heads === GOVERNED_HEADS ? 'governed' : 'fleet'}"><caption>${title}: ${figure(rows.length)}</caption><thead><tr>${heads.map((h) => html`<th scope="col">${h}</th>`)}</tr></thead><tbody>${rows}</tbody></table></section>`;
}

function failure(entry: FleetEntry): Html {
  return html`<tr id="${rowAnchor(entry)}"><th scope="row" data-h="Stack">${mark('bad', 'Failed')} ${entry.stack}</th>${cell('Why', entry.failed ?? '')}</tr>`;
}

function row(entry: FleetEntry, governed: boolean): Html {
  const { stack, worst, pod, cloud, account, region } = entry;
  return html`<tr id="${rowAnchor(entry)}"><th scope="row" data-h="Stack">${safeText(stack) === stack ? html`<a href="${address(entry.href)}">${stack}</a>` : stack}</th>
${cell('For', html`${[entry.stage, entry.kind].filter(Boolean).join(' ')}${pod && html`<span class="sub">${pod}</span>`}`)}
${cell('Where', html`${cloud ? CLOUD_TITLES[cloud] ?? cloud : 'unknown'}<span class="sub">${[region, account && `${accountWord(cloud)} ${account}`].filter(Boolean).join(', ')}</span>`)}
${governed && cell('Verdict', verdict(entry))}
${cell(governed ? 'Noticed' : 'Decide', worst ? html`${governed ? html`<b>${CONSEQUENCE_TITLES[worst.consequence]}</b>` : markOf(worst.consequence)} ${worst.text}${entry.decisions > 1 && html` <span class="sub">and ${plural(entry.decisions - 1, 'more finding')}</span>`}` : entry.checks > 0 ? html`${mark('ok', 'Clear')} <span class="sub">${plural(entry.checks, 'check')}</span>` : html`${mark('warn', 'Unknown')} <span class="sub">nothing could be checked</span>`)}
${cell('Reachable', entry.reachable, 'num')}${cell('Resources', html`${figure(entry.resources)}${entry.unread > 0 && html`<span class="sub">${entry.unread} not read</span>`}`, 'num')}</tr>`;
}

function verdict({ governance: g }: FleetEntry): Html {
  if (!g) { return html`${mark('bad', 'None')} <span class="sub">governance is switched off</span>`; }
  return html`${mark(g.level, g.word)}${g.look !== '' && html` <span class="sub">${g.look}${g.first !== undefined && html`: ${g.first}`}</span>`}`;
}

function rowAnchor(entry: FleetEntry): string {
  return anchor('f', entry.stack);
}
