import { ApprovalState, ControlResult, GovernanceModel, LookAt } from '../../governance/model';
import { capital, controlsSentence, lookByOwner, outcomeWords, scopeOf, tally, verdictSentences, verdictWord, wrongResults } from '../governed';
import { groupBy } from '../group';
import { safeText } from '../redact';
import { CONSEQUENCE_TITLES, plural } from '../words';
import { code, escape, fold, foldIf, Profile, table } from './text';

/** What one function is shown at once; the rest is folded. */
const OPEN = 7;
const MOST_LOOKED_AT = 20;
const MOST = 40;
/** Results of one control that are named. */
const MOST_RESULTS = 10;

/** No secret, no markup. */
const said = (text: string) => escape(safeText(text));

/** Word and sentence of the verdict. */
export function verdictText({ verdict }: GovernanceModel): string {
  return `**${said(verdictWord(verdict))}.** ${said(verdictSentences(verdict))}\n`;
}

/** What a person must look at, by function, and nothing else. */
export function lookText({ verdict }: GovernanceModel, profile: Profile): string {
  return lookByOwner(verdict.look).map(([owner, own]) => {
    const rest = own.slice(OPEN, MOST_LOOKED_AT);
    const more = [...rest.map(lookLine), ...(own.length > MOST_LOOKED_AT ? [`- ${own.length - MOST_LOOKED_AT} more on the page`] : [])].join('\n');
    return `**${said(capital(owner))}** must look at ${plural(own.length, 'thing')}:\n\n${own.slice(0, OPEN).map(lookLine).join('\n')}\n${rest.length > 0 ? `\n${fold(profile, `${own.length - OPEN} more`, more)}` : ''}`;
  }).join('\n');
}

/** One thing to look at, as an item of a list. */
export function lookLine({ consequence, kind, text, mend }: LookAt): string {
  return `- **${CONSEQUENCE_TITLES[consequence]}** (${said(kind)}): ${said(text)}${mend ? `. ${said(mend)}` : ''}`;
}

/** Controls, deviations, exceptions and approvals, each closed at first. */
export function governanceFolds(governance: GovernanceModel, profile: Profile): string[] {
  const { controls, deviations, exceptions, approvals } = governance;
  return [
    fold(profile, escape(controlsSentence(governance)), `${failures(governance)}${byObjective(governance)}`),
    ...foldIf(profile, deviations.length > 0, `Deviations: ${deviations.length}`, () => deviations.slice(0, MOST).map((d) => `- ${said(d.text)} (${said(stateOf(d.tightens, d.exception, d.owner))})`).join('\n') + over(deviations.length)),
    ...foldIf(profile, exceptions.length > 0, `Exceptions: ${exceptions.length}`, () => table(['Exception', 'Why', 'Owner, approver', 'Until'], exceptions.map((e) => [`${said(e.id)}: ${said(scopeOf(e))}`, said(e.reason), `${said(e.owner)}, ${said(e.approver)}`, said(e.expires)]))),
    ...foldIf(profile, approvals.length > 0, `Approvals: ${approvals.filter((a) => a.valid).length} of ${approvals.length} hold`, () => table(['Pattern', 'Function', 'State', 'Digest'], approvals.map(approvalRow))),
    ...foldIf(profile, controls.length > 0 && governance.digests.terraform !== '', 'Digests', () => digests(governance)),
  ];
}

function over(count: number): string {
  return count > MOST ? `\n- ${count - MOST} more on the page` : '';
}

function stateOf(tightens: boolean, exception: string | undefined, owner: string): string {
  return tightens ? 'tightens' : exception !== undefined ? `accepted by ${exception}` : `open, for ${owner}`;
}

/** What does not hold, in full. */
function failures(governance: GovernanceModel): string {
  const wrong = [...wrongResults(governance, false), ...wrongResults(governance, true)];
  return wrong.map(({ control, results }) => {
    const lines = results.slice(0, MOST_RESULTS).map(resultLine);
    const rest = results.length > MOST_RESULTS ? [`  - ${results.length - MOST_RESULTS} more on the page`] : [];
    return [`- **${said(control.title)}** (${code(control.id)}, ${said(control.severity)}, ${said(control.owner)}${control.reportOnly ? ', reported only' : ''}): ${outcomeWords(tally(results.map((r) => r.outcome)))}. ${said(control.mend)}`, ...lines, ...rest, ''].join('\n');
  }).join('') + (wrong.length > 0 ? '\n' : '');
}

function resultLine(r: ControlResult): string {
  const [first] = r.message.split('\n');
  return `  - ${r.address === '' ? 'the whole stack' : code(safeText(r.path || r.address))}${r.argument ? ` ${code(safeText(r.argument))}` : ''}: ${said(first)}${r.exception ? ` (accepted by ${said(r.exception)})` : ''}`;
}

function byObjective({ controls }: GovernanceModel): string {
  const rows = [...groupBy(controls, (c) => c.objective)].map(([objective, own]) => [said(capital(objective)), outcomeWords(tally(own.map((c) => c.outcome)))]);
  return table(['Objective', 'Controls'], rows);
}

function approvalRow(a: ApprovalState): string[] {
  return [`${said(a.pattern)} ${said(a.patternVersion)}`, said(a.function), `**${a.valid ? 'holds' : 'does not hold'}**: ${said(a.text)}${a.signed && !/signed/.test(a.text) ? ', signed' : ''}`, a.digest ? code(a.digest.slice(0, 12)) : '—'];
}

function digests({ digests: d }: GovernanceModel): string {
  const named = [['Terraform', d.terraform], ['Inventory', d.inventory], ['Controls', d.controls], ['Standards', d.standards], ...Object.entries(d.shapes)];
  return named.filter(([, sha]) => sha !== '').map(([name, sha]) => `- ${said(name)}: ${code(sha)}`).join('\n');
}
