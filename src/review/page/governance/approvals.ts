import { ApprovalState, GovernanceModel } from '../../../governance/model';
import { plural } from '../../words';
import { Content, Html, html } from '../html';
import { cell, mark, more, Section, table } from '../view';
import { due } from './deviations';

/** Who approved what, on which digest, and what anybody can compute again. */
export function approvals(governance: GovernanceModel): Section {
  const { approvals: all } = governance;
  const valid = all.filter((a) => a.valid).length;
  return {
    id: 'approvals', title: 'Approvals', count: all.length,
    lead: all.length === 0 ? 'No approval is asked for here; the digests below can be computed again.' : `${valid} of ${plural(all.length, 'approval')} ${valid === 1 ? 'holds' : 'hold'}${valid < all.length ? `; ${all.length - valid} ${all.length - valid === 1 ? 'does' : 'do'} not` : ''}.`,
    body: html`${all.length > 0 && table('stack approved', 'Approvals that this stack rests on', ['Function', 'State', 'Given by', 'Dates', 'Digest'], [...all].sort((a, b) => Number(a.valid) - Number(b.valid)).map(row))}
${digests(governance)}`,
  };
}

function row(a: ApprovalState): Html {
  const none = html`<span class="na">–</span>`;
  return html`<tr><th scope="row" data-h="Function">${a.function}<span class="sub">${a.pattern} ${a.patternVersion}</span></th>
${cell('State', html`${a.valid ? mark('ok', 'Holds') : mark('bad', 'Does not hold')}<span class="sub">${a.text}</span>${changed(a)}`)}
${cell('Given by', a.approver === undefined ? none : html`${a.approver}${a.reference !== undefined && html`<span class="sub">${a.reference}</span>`}<span class="sub">${a.signed ? 'signed' : 'not signed'}</span>`)}
${cell('Dates', a.approved === undefined && a.expires === undefined ? none : html`${a.approved !== undefined && html`given ${a.approved}`}${a.expires !== undefined && html`<span class="sub">until ${due(a.expires)}</span>`}`)}
${cell('Digest', a.digest === undefined ? none : digest(a.digest))}</tr>`;
}

function changed({ changed: controls = [] }: ApprovalState): Content {
  return controls.length > 0 && more(`${plural(controls.length, 'control')} ${controls.length === 1 ? 'reads' : 'read'} something else`, html`<ul class="acts">${controls.slice(0, 100).map((id) => html`<li><code>${id}</code></li>`)}</ul>`);
}

/** Short, whole in its fold: a script is not needed to read it. */
function digest(sha: string): Html {
  return more(html`<code>${sha.slice(0, 12)}</code>`, html`<code class="a">${sha}</code>`);
}

const NAMES = [
  ['terraform', 'Terraform', 'cdk.tf.json as it is written'], ['inventory', 'Inventory', 'the canonical form of the Terraform'],
  ['controls', 'Controls', 'definitions, severities and parameters of all controls'], ['standards', 'Standards', 'the standards without approvals and exceptions'],
] as const;

function digests({ digests: d }: GovernanceModel): Html {
  const shapes = Object.entries(d.shapes);
  return html`<dl class="about">${NAMES.filter(([key]) => d[key] !== '').map(([key, title, what]) => html`<div><dt>${title}</dt><dd>SHA-256 of ${what} ${digest(d[key])}</dd></div>`)}
${shapes.map(([variant, sha]) => html`<div><dt>Shape</dt><dd>${variant} ${digest(sha)}</dd></div>`)}</dl>`;
}
