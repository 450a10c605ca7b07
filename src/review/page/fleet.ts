import { CONSEQUENCES } from '../model';
import { CLOUD_TITLES, CONSEQUENCE_TITLES, plural, rank } from '../words';
import { documentOf } from './document';
import { FleetEntry } from './fleet-entry';
import { accountWord } from './header';
import { safeText } from '../redact';
import { address, figure, Html, html } from './html';
import { anchor, cell, mark, markOf, more } from './view';
import { append } from '../group';

const HEADS = ['Stack', 'For', 'Where', 'Decide', 'Reachable', 'Resources'];

/** The index of all stacks of a synthesis: what failed, what needs a decision, worst first, and the rest by name. */
export function renderFleet(entries: readonly FleetEntry[]): string {
  const sorted = [...entries].sort((a, b) => order(a) - order(b) || b.decisions - a.decisions || (a.stack < b.stack ? -1 : 1));
  const failed = sorted.filter((e) => e.failed !== undefined);
  const open = sorted.filter((e) => e.failed === undefined && e.decisions > 0);
  const unknown = sorted.filter((e) => e.failed === undefined && e.decisions === 0 && e.checks === 0);
  const clear = sorted.filter((e) => e.failed === undefined && e.decisions === 0 && e.checks > 0);
  return documentOf('Review of all stacks', html`<header class="top"><h1>${plural(entries.length, 'stack')}</h1><p class="what">${kinds(entries)}</p></header>
<main id="main"><section id="decide"><h2>Decide</h2><p class="verdict">${open.length + failed.length + unknown.length === 0 && entries.length > 0 && html`${mark('ok', 'Clear')} `}${summary(failed, open, unknown, clear)}</p>
<p class="lead">Synthesized, not planned: live state unknown. What was not checked is on the page of each stack.</p>
${same(open)}</section>
<div id="fleet">${failed.length > 0 && part('failed', 'Without a review', failed.map(failure), ['Stack', 'Why'])}
${open.length > 0 && part('open', 'Need a decision', open.map(row), HEADS)}
${unknown.length > 0 && part('unknown', 'Could not be checked', unknown.map(row), HEADS)}
${clear.length > 0 && part('clear', 'Need none', clear.map(row), HEADS)}</div>
</main>`);
}

function order(entry: FleetEntry): number {
  return entry.failed !== undefined ? -1 : entry.worst ? rank(entry.worst.consequence) : CONSEQUENCES.length;
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
    open.length > 0 ? `${plural(open.length, 'stack')} of ${failed.length + open.length + unknown.length + clear.length} ${open.length === 1 ? 'needs' : 'need'} a decision${worst ? `, the worst is ${CONSEQUENCE_TITLES[worst.consequence].toLowerCase()} in ${open[0].stack}` : ''}.` : '',
    unknown.length > 0 ? `${plural(unknown.length, 'stack')} could not be checked: no reader knows what is in ${unknown.length === 1 ? 'it' : 'them'}.` : '',
    open.length === 0 && clear.length > 0 ? `${failed.length + unknown.length > 0 ? 'No other' : 'No'} stack needs a decision: ${figure(clear.reduce((sum, e) => sum + e.checks, 0))} checks ran, none failed.` : '',
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
  return html`<section id="${id}"><h2>${title}</h2><table class="stack fleet"><caption>${title}: ${figure(rows.length)}</caption><thead><tr>${heads.map((h) => html`<th scope="col">${h}</th>`)}</tr></thead><tbody>${rows}</tbody></table></section>`;
}

function failure(entry: FleetEntry): Html {
  return html`<tr id="${rowAnchor(entry)}"><th scope="row" data-h="Stack">${mark('bad', 'Failed')} ${entry.stack}</th>${cell('Why', entry.failed ?? '')}</tr>`;
}

function row(entry: FleetEntry): Html {
  const { stack, worst, pod, cloud, account, region } = entry;
  return html`<tr id="${rowAnchor(entry)}"><th scope="row" data-h="Stack">${safeText(stack) === stack ? html`<a href="${address(entry.href)}">${stack}</a>` : stack}</th>
${cell('For', html`${[entry.stage, entry.kind].filter(Boolean).join(' ')}${pod && html`<span class="sub">${pod}</span>`}`)}
${cell('Where', html`${cloud ? CLOUD_TITLES[cloud] ?? cloud : 'unknown'}<span class="sub">${[region, account && `${accountWord(cloud)} ${account}`].filter(Boolean).join(', ')}</span>`)}
${cell('Decide', worst ? html`${markOf(worst.consequence)} ${worst.text}${entry.decisions > 1 && html` <span class="sub">and ${plural(entry.decisions - 1, 'more finding')}</span>`}` : entry.checks > 0 ? html`${mark('ok', 'Clear')} <span class="sub">${plural(entry.checks, 'check')}</span>` : html`${mark('warn', 'Unknown')} <span class="sub">nothing could be checked</span>`)}
${cell('Reachable', entry.reachable, 'num')}${cell('Resources', html`${figure(entry.resources)}${entry.unread > 0 && html`<span class="sub">${entry.unread} not read</span>`}`, 'num')}</tr>`;
}

function rowAnchor(entry: FleetEntry): string {
  return anchor('f', entry.stack);
}
