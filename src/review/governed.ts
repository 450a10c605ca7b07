import { GovernanceFunction } from '../governance/control';
import { ControlResult, EvaluatedControl, ExceptionRecord, GovernanceModel, LookAt, Outcome, OUTCOMES, Verdict } from '../governance/model';
import { groupBy } from './group';
import { plural } from './words';

/** What page, comment, index, `verify` and fleet report say alike of governance. */

/** How a thing is marked; always with a word. */
export type Level = 'bad' | 'warn' | 'ok';

/** The verdict in one or two words, as a heading has it. */
export function verdictWord({ word, passes }: Verdict): string {
  return word === undefined ? passes ? 'Passes' : 'Fails' : capital(word);
}

/** Deviated or stale under an exception is no pass without a thought. */
export function verdictLevel({ word, passes }: Verdict): Level {
  return !passes ? 'bad' : word === 'deviated' || word === 'stale' ? 'warn' : 'ok';
}

/** What holds where nobody has to look; where something fails and nobody is named, that is said too. */
export function nobodyLooks({ passes }: Verdict): string {
  return passes ? 'No human review needed.' : 'It does not pass, and nobody is named who must look: see the controls.';
}

/** Sentences of the verdict: its own, and that nobody has to look, where that is so and is not said yet. */
export function verdictSentences(verdict: Verdict): string {
  const rest = verdict.look.length === 0 && !verdict.text.toLowerCase().includes(nobodyLooks(verdict).toLowerCase()) ? ` ${nobodyLooks(verdict)}` : '';
  const word = `${verdictWord(verdict)}: `;
  // The word stands before it already.
  return capital(`${verdict.text.startsWith(word) ? verdict.text.slice(word.length) : verdict.text}${rest}`);
}

const OWNERS: readonly string[] = [GovernanceFunction.SECURITY, GovernanceFunction.COMPLIANCE, GovernanceFunction.ARCHITECTURE];

/** What must be looked at, by the function that must, in the order of the functions. */
export function lookByOwner(look: readonly LookAt[]): [string, LookAt[]][] {
  const rank = (owner: string) => (OWNERS.includes(owner) ? OWNERS.indexOf(owner) : OWNERS.length);
  return [...groupBy(look, (one) => one.owner)].sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1));
}

/** `security 3, architecture 1`. */
export function lookCounts(look: readonly LookAt[]): string {
  return lookByOwner(look).map(([owner, own]) => `${owner} ${own.length}`).join(', ');
}

const ONE: { readonly [outcome in Outcome]: string } = { 'error': 'error', 'fail': 'fails', 'unknown': 'unknown', 'pass': 'passes', 'not applicable': 'not applicable' };
const MANY: { readonly [outcome in Outcome]: string } = { ...ONE, error: 'errors', fail: 'fail', pass: 'pass' };

/** `2 fail, 120 pass, 1 not applicable`; what there is none of is left out. */
export function outcomeWords(counts: { readonly [outcome in Outcome]?: number }): string {
  return OUTCOMES.filter((o) => (counts[o] ?? 0) > 0).map((o) => `${counts[o]} ${counts[o] === 1 ? ONE[o] : MANY[o]}`).join(', ') || 'none';
}

/** How many of each outcome. */
export function tally(outcomes: Iterable<Outcome>): { [outcome in Outcome]: number } {
  const counts = { 'error': 0, 'fail': 0, 'unknown': 0, 'pass': 0, 'not applicable': 0 };
  for (const outcome of outcomes) { counts[outcome]++; }
  return counts;
}

/** Whether a result holds nothing up by itself. */
export function isFine({ outcome }: Pick<ControlResult, 'outcome'>): boolean {
  return outcome === 'pass' || outcome === 'not applicable';
}

/** What is wrong, with the control that says so: first what nobody has accepted. */
export interface Wrong {
  readonly control: EvaluatedControl;
  readonly results: ControlResult[];
}

/** Results that are no pass, by control: those that only report come last. @param accepted those under an exception, or those that are not */
export function wrongResults({ controls, results }: GovernanceModel, accepted: boolean): Wrong[] {
  const by = groupBy(results.filter((r) => !isFine(r) && (r.exception !== undefined) === accepted), (r) => r.control);
  const wrong = controls.flatMap((control) => (by.has(control.id) ? [{ control, results: by.get(control.id)! }] : []));
  return [...wrong.filter(({ control }) => !control.reportOnly), ...wrong.filter(({ control }) => control.reportOnly)];
}

/** One sentence over all controls. */
export function controlsSentence(governance: GovernanceModel): string {
  const { controls, results } = governance;
  const accepted = results.filter((r) => r.exception !== undefined).length;
  return `${plural(controls.length, 'control')}, ${plural(results.length, 'result')}: ${outcomeWords(tally(results.map((r) => r.outcome)))}${accepted > 0 ? `; ${accepted} accepted by exceptions` : ''}.`;
}

const BENCHMARKS: { readonly [cloud: string]: string } = { aws: 'CIS AWS', azure: 'CIS Azure', google: 'CIS Google' };

/** Frameworks of these controls; benchmarks of other clouds say nothing here. */
export function frameworksOf(controls: readonly EvaluatedControl[], cloud?: string): string[] {
  const own = cloud === undefined ? undefined : BENCHMARKS[cloud];
  return [...new Set(controls.flatMap((c) => Object.keys(c.clauses)))].filter((name) => !/^CIS [A-Z]/.test(name) || own === undefined || name.startsWith(own));
}

/** What an exception accepts, and where. */
export function scopeOf({ control, deviation, construct, pattern, environment }: ExceptionRecord): string {
  const where = [construct && `on ${construct}`, pattern && `in pattern ${pattern}`, environment && `in ${environment}`].filter(Boolean).join(' ');
  return `${control ?? deviation ?? 'nothing'}${where ? ` ${where}` : ''}`;
}

/** First letter in upper case. */
export function capital(text: string): string {
  return text === '' ? '' : text[0].toUpperCase() + text.slice(1);
}
