import { Identity, ReviewModel } from '../../review/model';
import { safeValue } from '../../review/redact';
import { ControlResult, Deviation, EvaluatedControl, GovernanceModel, Outcome, OUTCOMES, UsedException } from '../model';
import { digestOf } from './oscal/component-definition';
import { safe, safeDeep } from './text';

/** One row of the evidence: what one control says of one resource, with everything that belongs to it. */
export interface Row extends ControlResult {
  readonly of: EvaluatedControl;
  readonly accepted?: UsedException;
}

/** What evidence is written of: the governance of one stack with nothing in it that may not be shown, and what it is about. */
export interface EvidenceSubject {
  /** Folder below `evidence/`. */
  readonly folder: string;
  readonly identity: Identity;
  /** Path of the Terraform below the output folder. */
  readonly file: string;
  readonly model: ReviewModel;
  readonly governance: GovernanceModel;
  /** See {@link digestOf}. */
  readonly controlsDigest: string;
  readonly rows: readonly Row[];
  readonly counts: { readonly [outcome in Outcome]: number };
  readonly exceptions: ReadonlyMap<string, UsedException>;
  /** `file:line` of constructs, by path within the stack. */
  readonly sources: { readonly [path: string]: string };
}

/** @throws if the model says nothing of governance */
export function subjectOf(model: ReviewModel, folder: string, sources: { readonly [path: string]: string }): EvidenceSubject {
  if (!model.governance) { throw new Error(`nothing was judged of ${folder}`); }
  const { results, controls: given, ...rest } = model.governance;
  const { controls, ...others } = safeDeep({ ...rest, controls: given.map(printable) });
  const byId = new Map(controls.map((c) => [c.id, c]));
  const exceptions = new Map(others.exceptions.map((e) => [e.id, e]));
  const rows = results.flatMap((r) => rowOf(r, byId, exceptions));
  const governance: GovernanceModel = { ...others, controls, results: rows };
  const counts = Object.fromEntries(OUTCOMES.map((o) => [o, 0])) as { [o in Outcome]: number };
  for (const { outcome } of rows) { counts[outcome]++; }
  const controlsDigest = digestOf(model.governance.controls);
  return { folder, identity: safeDeep(model.identity), file: safe(model.file), model, governance, controlsDigest, rows, counts, exceptions, sources };
}

/** Without secrets that only the name of a parameter gives away. */
function printable(control: EvaluatedControl): EvaluatedControl {
  return Object.keys(control.parameters).length === 0 ? control : { ...control, parameters: safeValue(control.parameters) };
}

/** There are thousands: each is copied once. The stack of a broken control is left out, it names folders of a machine. */
function rowOf(r: ControlResult, controls: ReadonlyMap<string, EvaluatedControl>, exceptions: ReadonlyMap<string, UsedException>): Row[] {
  const control = safe(r.control);
  const of = controls.get(control);
  if (!of) { return []; }
  const exception = r.exception && safe(r.exception);
  return [{
    control, of, outcome: r.outcome, address: r.address && safe(r.address), path: r.path && safe(r.path), message: safe(r.outcome === 'error' ? r.message.split(/\n\s+at /)[0] : r.message),
    ...(r.argument ? { argument: safe(r.argument) } : {}), ...(r.found ? { found: safe(r.found) } : {}), ...(r.mend ? { mend: safe(r.mend) } : {}),
    ...(exception ? { exception, accepted: exceptions.get(exception) } : {}),
  }];
}

/** How the place of a row is called: its construct, else its address, else the stack as a whole. */
export function placeOf({ path, address }: Pick<ControlResult | Deviation, 'path' | 'address'>, { identity }: EvidenceSubject): string {
  return path || address || identity.stack;
}

/** Whether something stops an environment: anything but what holds and what is not asked for. */
export function isOpen({ outcome, of }: Row): boolean {
  return outcome === 'fail' || outcome === 'error' || (outcome === 'unknown' && of.unknownFails);
}

const supports = new WeakMap<EvaluatedControl, string>();

/** The clauses that a control supports: `NIST 800-53 r5: SC-13, SC-28(1); SOC 2: CC6.1`. */
export function supportedBy(control: EvaluatedControl): string {
  let text = supports.get(control);
  if (text === undefined) {
    text = Object.entries(control.clauses).filter(([, list]) => list.length > 0).map(([framework, list]) => `${framework}: ${list.join(', ')}`).join('; ');
    supports.set(control, text);
  }
  return text;
}
