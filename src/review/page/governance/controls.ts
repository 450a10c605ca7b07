import { ControlResult, EvaluatedControl, GovernanceModel, OUTCOMES } from '../../../governance/model';
import { capital, controlsSentence, frameworksOf, isFine, outcomeWords, tally, Wrong, wrongResults } from '../../governed';
import { groupBy } from '../../group';
import { plural } from '../../words';
import { address, Html, html } from '../html';
import { anchor, cell, cut, mark, more, MOST_ROWS, Section, table, View } from '../view';

/** Results of one control that are printed. */
const MOST_RESULTS = 40;
/** Controls that a clause names; more are counted. */
const MOST_NAMED = 2;

/**
 * What every control says: failures in full, passes as counts by objective and by framework.
 * @param evidence relative address of the folder that has every result, if there is one
 */
export function controls(view: View, governance: GovernanceModel, evidence?: string): Section {
  const [open, accepted] = [wrongResults(governance, false), wrongResults(governance, true)];
  const unaccepted = new Set(open.map(({ control }) => control.id));
  return {
    id: 'controls', title: 'Controls', count: governance.controls.length, lead: controlsSentence(governance),
    body: html`${open.map((wrong) => failed(view, wrong, true))}${accepted.map((wrong) => failed(view, wrong, false))}
<h3 class="owner">By objective</h3>
${[...groupBy(governance.controls, (c) => c.objective)].map(([objective, own]) => byObjective(objective, own, unaccepted))}
<h3 class="owner">By framework</h3>
<p class="note">A control supports a clause; none satisfies one alone.</p>
${frameworksOf(governance.controls, view.model.identity.cloud).map((name) => byFramework(name, governance.controls, unaccepted))}
${evidence !== undefined && html`<p class="note">Every result of every control, also of those that hold: ${FILES.map(([file, what], i) => html`${i > 0 && ', '}<a href="${address(`${evidence}/${file}`)}">${file}</a> (${what})`)}.</p>`}`,
  };
}

const FILES = [['controls.csv', 'table'], ['controls.md', 'the same to read'], ['assessment-results.json', 'OSCAL']] as const;

/** One control that does not hold, with every place. */
function failed(view: View, { control, results }: Wrong, open: boolean): Html {
  const worst = OUTCOMES.find((o) => results.some((r) => r.outcome === o))!;
  const state = !open ? mark('warn', 'Accepted') : control.reportOnly ? mark('warn', 'Reported only') : mark('bad', capital(outcomeWords({ [worst]: 1 }).slice(2)));
  return html`<details class="who fails"${open && html` open`}><summary><h3>${control.title}</h3> ${state} <span class="sum">${outcomeWords(tally(results.map((r) => r.outcome)))}, ${control.severity}, ${control.owner}</span></summary>
<p class="is">${capital(control.why)}. ${control.mend} <code>${control.id}</code></p>
${table('stack says', `What ${control.id} found`, ['Where', 'What it found'], results.slice(0, MOST_RESULTS).map((r) => row(view, r, control)))}
${results.length > MOST_RESULTS && html`<ul class="cell">${cut(results.length, MOST_RESULTS)}</ul>`}</details>`;
}

function row(view: View, result: ControlResult, control: EvaluatedControl): Html {
  // Where it broke in the code names folders of a machine.
  const [first, ...rest] = result.message.split(/\n\s+at /)[0].split('\n');
  const found = result.found !== undefined && result.found !== result.message ? html`<span class="sub">Found: ${result.found}</span>` : '';
  const mend = result.mend !== undefined && result.mend !== control.mend ? html`<span class="sub">${result.mend}</span>` : '';
  return html`<tr><th scope="row" data-h="Where">${result.address === '' ? 'the whole stack' : view.link(result.address)}${result.argument !== undefined && html`<span class="sub">${result.argument}</span>`}</th>
${cell('What it found', html`${first}${rest.length > 0 && more('More', html`<ul class="acts">${rest.slice(0, 20).map((line) => html`<li><code>${line.trim()}</code></li>`)}</ul>`)}${found}${mend}${result.exception !== undefined && html`<span class="sub">Accepted by <a href="#${exceptionAnchor(result.exception)}">${result.exception}</a></span>`}`)}</tr>`;
}

function byObjective(objective: string, own: EvaluatedControl[], unaccepted: ReadonlySet<string>): Html {
  const rows = own.map((c) => html`<tr id="${controlAnchor(c.id)}"><th scope="row" data-h="Control">${c.title}<span class="sub"><code>${c.id}</code></span></th>${cell('Owner', html`${c.owner}, ${c.severity}`)}${cell('Results', html`${stateOf([c], unaccepted)}${outcomeWords(c.counts)}`)}</tr>`);
  return fold(capital(objective), own, unaccepted, table('stack held', `Controls for ${objective}`, ['Control', 'Owner', 'Results'], rows));
}

/** Clauses that the same controls support are one row. */
function byFramework(name: string, all: readonly EvaluatedControl[], unaccepted: ReadonlySet<string>): Html {
  const own = all.filter((c) => c.clauses[name]);
  const by = new Map<string, EvaluatedControl[]>();
  for (const control of own) {
    for (const clause of new Set(control.clauses[name])) { by.set(clause, [...by.get(clause) ?? [], control]); }
  }
  const rows = [...groupBy(by, ([, supports]) => supports.map((c) => c.id).join())].map(([, same]) => clauseRow(same.map(([clause]) => clause), same[0][1], unaccepted));
  return fold(name, own, unaccepted, table('stack says', `Clauses of ${name}`, ['Clauses', 'Supported by'], rows), `${plural(by.size, 'clause')}, `);
}

function clauseRow(clauses: string[], own: EvaluatedControl[], unaccepted: ReadonlySet<string>): Html {
  const objectives = [...new Set(own.map((c) => c.objective))];
  const named = own.length <= MOST_NAMED ? own.map((c, i) => html`${i > 0 && ', '}<a href="#${controlAnchor(c.id)}">${c.id}</a>`) : html`controls for ${objectives.slice(0, MOST_ROWS).join(', ')}`;
  return html`<tr><th scope="row" data-h="Clauses">${clauses.join(', ')}</th>${cell('Supported by', html`${stateOf(own, unaccepted)}${named}: ${outcomeWords(tally(own.map((c) => c.outcome)))}`)}</tr>`;
}

function fold(title: string, own: EvaluatedControl[], unaccepted: ReadonlySet<string>, inside: Html, before = ''): Html {
  return html`<details class="who"><summary><h3>${title}</h3> <span class="sum">${before}${plural(own.length, 'control')}: ${outcomeWords(tally(own.map((c) => c.outcome)))}</span> ${stateOf(own, unaccepted)}</summary>${inside}</details>`;
}

/** A mark where something is wrong; what holds needs none. @param unaccepted controls with a result that no exception covers */
function stateOf(own: readonly EvaluatedControl[], unaccepted: ReadonlySet<string>): Html {
  const wrong = own.filter((c) => !isFine(c));
  if (wrong.length === 0) { return html``; }
  const open = wrong.filter((c) => unaccepted.has(c.id));
  const word = open.length === 0 ? 'Accepted' : open.some((c) => c.outcome === 'fail') ? 'Fails' : 'Not certain';
  return html`${mark(open.every((c) => c.reportOnly) ? 'warn' : 'bad', word)} `;
}

/** Anchor of a control's row. */
export function controlAnchor(id: string): string {
  return anchor('k', id);
}

/** Anchor of an exception. */
export function exceptionAnchor(id: string): string {
  return anchor('x', id);
}
