import { Deviation, GovernanceModel, UsedException } from '../../../governance/model';
import { scopeOf } from '../../governed';
import { plural } from '../../words';
import { Content, Html, html } from '../html';
import { anchor, cell, mark, Section, table, View } from '../view';
import { exceptionAnchor } from './controls';

/** What the approved patterns would not have produced. */
export function deviations(view: View, { deviations: all }: GovernanceModel): Section | undefined {
  if (all.length === 0) { return undefined; }
  const open = all.filter((d) => !d.tightens && d.exception === undefined);
  const [tight, accepted] = [all.filter((d) => d.tightens).length, all.filter((d) => d.exception !== undefined).length];
  const rest = [tight > 0 ? `${tight} only ${tight === 1 ? 'tightens' : 'tighten'}` : '', accepted > 0 ? `${accepted} accepted by exceptions` : ''].filter(Boolean).map((s) => `, ${s}`).join('');
  return {
    id: 'deviations', title: 'Deviations', count: all.length, lead: `${plural(all.length, 'difference')} from what the approved patterns make: ${open.length} to look at${rest}.`,
    body: table('stack differs', 'Deviations from the approved patterns', ['What', 'Approved', 'Actual', 'State'], [...open, ...all.filter((d) => !open.includes(d))].map((d) => row(view, d))),
  };
}

function row(view: View, d: Deviation): Html {
  const none = html`<span class="na">–</span>`;
  return html`<tr id="${anchor('w', d.id)}"><th scope="row" data-h="What">${d.text}<span class="sub">${view.link(d.address)}${d.argument !== undefined && html` ${d.argument}`}</span></th>
${cell('Approved', d.approved === undefined ? none : html`<code>${d.approved}</code>`)}${cell('Actual', d.actual === undefined ? none : html`<code>${d.actual}</code>`)}${cell('State', html`${state(d)}`)}</tr>`;
}

function state(d: Deviation): Content {
  if (d.tightens) { return mark('ok', 'Tightens'); }
  if (d.exception !== undefined) { return html`${mark('warn', 'Accepted')} by <a href="#${exceptionAnchor(d.exception)}">${d.exception}</a>`; }
  return html`${mark('bad', 'Open')} for ${d.owner}`;
}

/** What was accepted here, by whom, and until when. */
export function exceptions({ exceptions: all }: GovernanceModel): Section | undefined {
  if (all.length === 0) { return undefined; }
  const first = [...all].sort((a, b) => (a.expires < b.expires ? -1 : a.expires > b.expires ? 1 : 0));
  return {
    id: 'exceptions', title: 'Exceptions', count: all.length, lead: `${plural(all.length, 'exception')} of the enterprise's standards ${all.length === 1 ? 'covers' : 'cover'} something here; the first ends on ${first[0].expires}.`,
    body: table('stack excused', 'Exceptions in force', ['What', 'Why', 'Who', 'Until'], first.map(exceptionRow)),
  };
}

function exceptionRow(e: UsedException): Html {
  return html`<tr id="${exceptionAnchor(e.id)}"><th scope="row" data-h="What"><b>${e.id}</b><span class="sub">${scopeOf(e)}</span><span class="sub">covers ${plural(e.covers, 'finding')}</span></th>
${cell('Why', e.reason)}${cell('Who', html`owner ${e.owner}<span class="sub">approved by ${e.approver}</span>`)}${cell('Until', due(e.expires))}</tr>`;
}

/** A day on which something ends; the script adds how many days are left. */
export function due(date: string): Html {
  return /^\d{4}-\d\d-\d\d$/.test(date) ? html`<time class="due" datetime="${date}">${date}</time>` : html`${date}`;
}
