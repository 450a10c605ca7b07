import { definitionsOf, exceptionsFor, ownersOf, worstOf } from '../../governance/approvals/compose';
import { cloudsOf, readingsOf } from '../../governance/approvals/digest';
import { changesSince, movedOn, together } from '../../governance/approvals/lapse';
import { Approval } from '../../governance/approvals/statement';
import { inARow } from '../../governance/approvals/words';
import { IControl } from '../../governance/control';
import { ControlResult, OUTCOMES } from '../../governance/model';
import { GovernanceSettings } from '../../governance/settings';
import { ShapeLock } from '../../governance/shape/lock';
import { Ground, stateIn } from './ground';
import { Computed, lockIn } from './shapes';

/** What somebody is asked to approve, in words. */
export interface Shown {
  readonly pattern: string;
  readonly version: string;
  readonly function: string;
  /** What it consists of, what may vary and within what bounds. */
  readonly shape: readonly string[];
  /** The approval that this function gave last; undefined if it is the first one. */
  readonly last?: Pick<Approval, 'version' | 'approved' | 'reference' | 'expires'>;
  /** What changed since; undefined without one. */
  readonly changes?: readonly string[];
  readonly controls: ControlsShown;
  /** Ids of exceptions for this pattern. */
  readonly exceptions: readonly string[];
  /** Other functions whose approval this lock makes lapse, with the reason. */
  readonly others: { readonly [fn: string]: string };
}

/** What the controls of the function found. */
export interface ControlsShown {
  /** How many there are, by worst outcome. */
  readonly counts: { readonly [outcome: string]: number };
  /** What nobody can approve: a control that fails, broke, or cannot say, and that no exception accepts. */
  readonly failing: readonly string[];
  /** The same where an exception accepts it. */
  readonly excepted: readonly string[];
}

/** What is shown before an approval: the whole where it is the first, what changed where it is not. */
export function shown(ground: Ground, computed: Computed, fn: string, approved: string): Shown {
  const { lock } = computed;
  const { pattern, patternVersion: version } = lock;
  const last = lastApproval(ground, pattern, version, fn);
  return {
    pattern, version, function: fn, shape: computed.words,
    ...(last ? { last: { version: last.version, approved: last.approved, reference: last.reference, expires: last.expires }, changes: changesOf(ground, computed, last) } : {}),
    controls: controlsFound(computed, fn, ground.governance, approved),
    exceptions: exceptionsFor(pattern, ground.governance.exceptions, approved).map(({ id }) => id),
    others: othersOf(ground, lock, fn),
  };
}

/** The last approval by a function: of this version if there is one, else of the version that was approved last. */
function lastApproval({ approvals }: Ground, pattern: string, version: string, fn: string): Approval | undefined {
  const records = approvals.files.flatMap(({ statement, faults, named }) => (
    statement !== undefined && faults.length === 0 && named?.pattern === pattern && named.function === fn ? [statement.predicate] : []));
  const rank = (one: Approval) => `${one.version === version ? 1 : 0} ${one.approved}`;
  return records.sort((a, b) => (rank(a) < rank(b) ? 1 : -1))[0];
}

/** In the words of the shape, and what the record of the function itself shows. */
function changesOf({ governance, settings }: Ground, { lock, changesFrom }: Computed, last: Approval): string[] {
  const own = together(changesSince(last, lock, ownersOf(governance.controls)), movedOn(last, definitionsOf(last.function, governance), lock.providers, cloudsOf(lock)));
  return [...changesFrom(settings.folder, last), ...own.filter(({ kind }) => kind === 'control' || kind === 'definition').map(({ text }) => text)];
}

function othersOf(ground: Ground, lock: ShapeLock, fn: string): { [fn: string]: string } {
  const { pattern, patternVersion: version } = lock;
  const before = lockIn(ground.settings.folder, pattern, version);
  return Object.fromEntries(ground.settings.functions.filter((other) => other !== fn).flatMap((other) => {
    if (!stateIn(ground, pattern, version, other, { lock: before }).valid) { return []; }
    const state = stateIn(ground, pattern, version, other, { lock: before, now: lock });
    return state.valid ? [] : [[other, state.text]];
  }));
}

function controlsFound(computed: Computed, fn: string, governance: GovernanceSettings, date: string): ControlsShown {
  const { lock } = computed;
  const owners = ownersOf(governance.controls);
  const byCloud = cloudsOf(lock).map((cloud) => [cloud, readingsOf(lock, fn, cloud, owners)] as const);
  const excepted = new Map(exceptionsFor(lock.pattern, governance.exceptions, date).map((exception) => [exception.control, exception.id]));
  const counts: { [outcome: string]: number } = {};
  const open: Open[] = [];
  for (const control of governance.controls.filter(({ definition }) => definition.owner === fn)) {
    const { id, title } = control.definition;
    const readings = byCloud.flatMap(([, read]) => (read[id] ? [read[id]] : []));
    const outcome = worstOf(Object.assign({}, ...readings));
    counts[outcome] = (counts[outcome] ?? 0) + 1;
    if (stops(control, outcome, governance)) {
      const slices = readings.flatMap((read) => Object.keys(read).filter((slice) => read[slice].outcome === outcome));
      // Nobody knows what a control that broke would say, so no exception accepts it.
      open.push({ id, title, outcome, slices, exception: outcome === 'error' ? undefined : excepted.get(id) });
    }
  }
  const texts = openTexts(open, computed);
  return {
    counts: Object.fromEntries(OUTCOMES.filter((outcome) => counts[outcome]).map((outcome) => [outcome, counts[outcome]])),
    failing: texts.filter(({ exception }) => exception === undefined).map(({ text }) => text),
    excepted: texts.filter(({ exception }) => exception !== undefined).map(({ text, exception }) => `${text}, accepted by ${exception}`),
  };
}

/** A control that would stop an environment, and where. */
interface Open { readonly id: string; readonly title: string; readonly outcome: string; readonly slices: readonly string[]; readonly exception?: string }

/** With what they found in the first slice, for all of a slice at once: each variant is made once more for it. */
function openTexts(open: readonly Open[], { findings }: Computed): { readonly text: string; readonly exception?: string }[] {
  const bySlice = new Map<string, string[]>();
  for (const { id, slices } of open) { bySlice.set(slices[0], [...bySlice.get(slices[0]) ?? [], id]); }
  const found = [...bySlice].flatMap(([slice, ids]) => findings(slice, ids));
  return open.map(({ id, title, outcome, slices, exception }) => (
    { text: `${id}: ${title}: ${outcome} in ${inARow(slices, 4)}${findingsText(found.filter(({ control }) => control === id))}`, exception }));
}

/** Most resources named for one control. */
const NAMED = 3;

function findingsText(results: readonly ControlResult[]): string {
  const texts = [...new Set(results.map(({ path, address, argument, message }) => (
    `${path ? `${path} ` : ''}${address ? `(${address}${argument ? `.${argument}` : ''}) ` : ''}${message}`)))];
  return texts.length > 0 ? `: ${inARow(texts, NAMED)}` : '';
}

function stops({ definition: { id, unknownFails = true } }: IControl, outcome: string, { settings }: GovernanceSettings): boolean {
  return settings.get(id)?.reportOnly !== true && (outcome === 'fail' || outcome === 'error' || (outcome === 'unknown' && unknownFails));
}

/** Sentences that go into the record: what was approved, and what the controls found. */
export function summaryOf({ shape, controls }: Shown): string[] {
  return [...shape, countsText(controls), ...controls.excepted];
}

function countsText({ counts }: ControlsShown): string {
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return `${total} ${total === 1 ? 'control' : 'controls'}: ${Object.entries(counts).map(([outcome, count]) => `${count} ${outcome}`).join(', ') || 'none'}`;
}

/** What is shown, as people read it. */
export function shownText({ pattern, version, function: fn, shape, last, changes = [], controls, exceptions, others }: Shown): string {
  const section = (title: string, lines: readonly string[]) => (lines.length > 0 ? ['', title, ...lines.map((line) => `  ${line}`)] : []);
  const since = last && `Changed since ${fn} approved ${last.version === version ? 'it' : last.version} on ${last.approved} (${last.reference}):`;
  return [
    `${pattern} ${version}, for ${fn}`,
    ...(since === undefined ? section('What it is, and what may vary:', shape) : section(since, changes.length > 0 ? changes : ['nothing'])),
    ...section(`What the controls of ${fn} found:`, [countsText(controls), ...controls.failing, ...controls.excepted]),
    ...section('Exceptions in force:', exceptions),
    ...section('Approvals of others that lapse by it:', Object.entries(others).map(([other, text]) => `${other}: ${text}`)),
    '',
  ].join('\n');
}
