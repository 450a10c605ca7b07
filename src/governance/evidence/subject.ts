import { Identity, ReviewModel } from '../../review/model';
import { safeValue } from '../../review/redact';
import { ControlResult, Deviation, EvaluatedControl, GovernanceModel, Outcome, OUTCOMES, UsedException } from '../model';
import { digestOf } from './oscal/component-definition';
import { safeDeep } from './text';

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
  const governance = safeDeep(printable(model.governance));
  const controls = new Map(governance.controls.map((c) => [c.id, c]));
  const exceptions = new Map(governance.exceptions.map((e) => [e.id, e]));
  const rows = governance.results.flatMap((r): Row[] => {
    const of = controls.get(r.control);
    return of ? [{ ...r, of, ...(r.exception ? { accepted: exceptions.get(r.exception) } : {}) }] : [];
  });
  const counts = Object.fromEntries(OUTCOMES.map((o) => [o, 0])) as { [o in Outcome]: number };
  for (const { outcome } of rows) { counts[outcome]++; }
  const controlsDigest = digestOf(model.governance.controls);
  return { folder, identity: safeDeep(model.identity), file: model.file, model, governance, controlsDigest, rows, counts, exceptions, sources };
}

/** Without secrets that only the name of a parameter gives away, and without the stack of a broken control: it names folders of a machine. */
function printable(governance: GovernanceModel): GovernanceModel {
  return {
    ...governance,
    controls: governance.controls.map((c) => (Object.keys(c.parameters).length === 0 ? c : { ...c, parameters: safeValue(c.parameters) })),
    results: governance.results.map((r) => (r.outcome === 'error' ? { ...r, message: r.message.split(/\n\s+at /)[0] } : r)),
  };
}

/** How the place of a row is called: its construct, else its address, else the stack as a whole. */
export function placeOf({ path, address }: Pick<ControlResult | Deviation, 'path' | 'address'>, { identity }: EvidenceSubject): string {
  return path || address || identity.stack;
}

/** Whether something stops an environment: anything but what holds and what is not asked for. */
export function isOpen({ outcome, of }: Row): boolean {
  return outcome === 'fail' || outcome === 'error' || (outcome === 'unknown' && of.unknownFails);
}
