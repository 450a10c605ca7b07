import { nameAt, safeText } from '../review/redact';
import { brokenWords } from './broken';
import { ControlContext } from './control-context';
import { ControlDefinition, ControlFinding, ControlOutcome, IControl } from './control';
import { CONTROLS } from './controls';
import { clausesOf } from './frameworks';
import { ControlResult, EvaluatedControl, Outcome, OUTCOMES } from './model';
import { ReadLog } from './read-log';
import { GovernanceSettings, parametersOf } from './settings';
import { Subject } from './subject';
import { compare } from '../review/diff/lists';

const BUILT_IN: ReadonlySet<IControl> = new Set(CONTROLS);

/** What all controls say of one stack. */
export interface ControlRun {
  readonly controls: EvaluatedControl[];
  readonly results: ControlResult[];
  /** What each control read, by its id: SHA-256. Empty unless asked for. */
  readonly reads: ReadonlyMap<string, string>;
}

/**
 * Runs every control once on what the review has read already.
 * @param recorded whether to note what each control reads, for approvals
 * @param readable whether somebody will read the rows of what passed; otherwise they are only counted
 */
export function runControls(
  subject: Subject, settings: Pick<GovernanceSettings, 'controls' | 'settings' | 'frameworks'>, { recorded = false, readable = true }: { readonly recorded?: boolean; readonly readable?: boolean } = {},
): ControlRun {
  const controls: EvaluatedControl[] = [];
  const results: ControlResult[] = [];
  const reads = new Map<string, string>();
  for (const one of settings.controls) {
    const { definition } = one;
    const setting = settings.settings.get(definition.id);
    const parameters = parametersOf(definition, setting);
    const log = new ReadLog(recorded);
    const asked = !definition.clouds || definition.clouds.includes(subject.cloud);
    const said = asked ? findingsOf(one, ControlContext._of(subject, log, parameters)) : [];
    const found: ControlFinding[] = said.length > 0 ? said : [nothingHere(definition, subject)];
    if (recorded) { reads.set(definition.id, log.digest); }
    const counts = countsOf(found);
    controls.push({
      id: definition.id, title: definition.title, objective: definition.objective, owner: definition.owner, severity: setting?.severity ?? definition.severity,
      why: definition.why, mend: definition.mend, clauses: clausesOf(definition, settings.frameworks), scanners: definition.scanners ?? [],
      ...(definition.card ? { card: definition.card } : {}), parameters, reportOnly: setting?.reportOnly ?? false, unknownFails: definition.unknownFails ?? true,
      outcome: OUTCOMES.find((outcome) => counts[outcome] > 0)!, counts,
    });
    const rows = readable ? found : found.filter((f) => !isQuiet(f));
    for (const row of inOrder(rows.map((f) => resultOf(definition, f, subject, !BUILT_IN.has(one))))) { results.push(row); }
  }
  return { controls, results, reads };
}

/** What a control says; that it broke, if it throws or says nothing that can be read. */
function findingsOf(control: IControl, context: ControlContext): ControlFinding[] {
  try {
    const found = control.evaluate(context);
    if (!Array.isArray(found)) { throw new Error('it returned no list of findings'); }
    const odd = BUILT_IN.has(control) ? undefined : found.find((f) => !(OUTCOMES as readonly string[]).includes(f?.outcome));
    if (odd !== undefined) { throw new Error(`it returned the outcome ${JSON.stringify(odd?.outcome)}`); }
    return found;
  } catch (error) {
    return [{ subject: '', outcome: ControlOutcome.ERROR, message: `the control broke: ${brokenWords(error, /[\\/]governance[\\/]run\.[jt]s:/)}` }];
  }
}

function resultOf({ id, title }: ControlDefinition, f: ControlFinding, subject: Subject, own: boolean): ControlResult {
  if (!own && isQuiet(f)) {
    const { subject: address, argument, found } = f;
    const [path, message] = [address ? subject.pathOf(address) : '', f.message ?? found ?? title];
    if (!argument) { return found ? { control: id, outcome: f.outcome, address, path, found, message } : { control: id, outcome: f.outcome, address, path, message }; }
    return found ? { control: id, outcome: f.outcome, address, path, argument, found, message } : { control: id, outcome: f.outcome, address, path, argument, message };
  }
  const [address, argument] = [String(f.subject ?? ''), f.argument ? String(f.argument) : ''];
  // What passes a built-in control shows only what the review has made safe; whatever else there is may be a value as it stands there.
  const careful = own || f.outcome === ControlOutcome.FAIL || f.outcome === ControlOutcome.ERROR;
  const safe = (text: unknown, name = '') => (careful ? safeOnce(String(text), name) : String(text));
  const found = f.found ? safe(f.found, own ? nameAt(address.split('.')[0], argument) : '') : undefined;
  return {
    control: id, outcome: f.outcome as Outcome, address, path: address ? subject.pathOf(address) : '',
    ...(argument ? { argument } : {}), ...(found ? { found } : {}),
    message: f.message === undefined ? found ?? title : safe(f.message), ...(f.mend ? { mend: safe(f.mend) } : {}),
  };
}

/** What is wrong with thousands of resources is said in the same few words. */
const SAFE = new Map<string, string>();

function safeOnce(text: string, name: string): string {
  if (name !== '') { return safeText(text, name); }
  const known = SAFE.get(text) ?? safeText(text);
  if (SAFE.size > 5000) { SAFE.clear(); }
  SAFE.set(text, known);
  return known;
}

/** A control that found nothing to judge has a row too: evidence that it ran. */
function nothingHere({ clouds }: ControlDefinition, subject: Subject): ControlFinding {
  const message = clouds && !clouds.includes(subject.cloud) ? `the requirement does not exist on ${subject.cloud}` : 'nothing here that it is about';
  return { subject: '', outcome: ControlOutcome.NOT_APPLICABLE, message };
}

/** Nobody has to do anything about it. */
function isQuiet({ outcome }: ControlFinding): boolean {
  return outcome === ControlOutcome.PASS || outcome === ControlOutcome.NOT_APPLICABLE;
}

function countsOf(found: readonly ControlFinding[]): { [outcome in Outcome]: number } {
  const counts = Object.fromEntries(OUTCOMES.map((outcome) => [outcome, 0])) as { [outcome in Outcome]: number };
  for (const { outcome } of found) { counts[outcome]++; }
  return counts;
}

/** Most come in order: resources and facts are. */
function inOrder(results: ControlResult[]): ControlResult[] {
  for (let i = 1; i < results.length; i++) { if (byAddress(results[i - 1], results[i]) > 0) { return results.sort(byAddress); } }
  return results;
}

function byAddress(a: ControlResult, b: ControlResult): number {
  return compare(a.address, b.address) || compare(a.argument ?? '', b.argument ?? '') || compare(a.message, b.message);
}
