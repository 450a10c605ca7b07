import { IEnvironment } from '../environment/environment-props';
import { findEnvironment, IPlace } from '../environment/place';
import { Pattern } from '../environment/pattern';
import { Fault } from '../errors';
import { ReviewModel } from '../review/model';
import { definitionsDigest, standardsDigest } from './digests';
import { applyExceptions, exceptionScope } from './exceptions';
import { ApprovalState, ControlResult, Deviation, EvaluatedControl, GovernanceModel } from './model';
import type { Remade } from './rebuild';
import { patternsOf } from './record';
import { runControls } from './run';
import { inventoryDigest } from './shape/inventory';
import { Subject } from './subject';
import { today } from './today';
import { isOpen, verdictFor } from './verdict';

/** What governance says of one stack, and what must stop it from being written. */
export interface Governed {
  readonly governance: GovernanceModel;
  readonly faults: Fault[];
}

/** How a stack is judged. */
interface Judging {
  readonly remade?: Remade;
  readonly elsewhere?: readonly Deviation[];
  readonly digested?: boolean;
  readonly own?: boolean;
}

/**
 * Judges one stack: runs the controls on the model of the review, and, where the standards ask for approvals, compares the Terraform with what
 * its patterns make, and the patterns with what was approved.
 *
 * @param text the Terraform as it is written
 * @param options.remade the place as it is made when nobody interferes; made now if not given
 * @param options.elsewhere what other stacks do to it
 * @param options.digested whether somebody will read the digest of the inventory, and the rows of what passed
 * @param options.own whether the text is of this synthesis: a file that somebody else wrote may spell a word in another way
 */
export function govern(place: IPlace, terraform: any, text: string, model: ReviewModel, { remade, elsewhere = [], digested = true, own = false }: Judging = {}): Governed {
  const settings = place.standards._governance;
  const asked = settings.approvals !== undefined;
  const patterns = patternsOf(place);
  const run = runControls(new Subject(model, terraform, place.standards.allowedRegions, own ? text : undefined), settings, { readable: digested });
  const compared = asked ? compare(place, patterns, terraform, text, model, elsewhere, remade) : NOTHING;
  const scope = exceptionScope(model, { ...(settings.approvers ? { approvers: settings.approvers } : {}), controls: run.controls }, compared.parts);
  const excepted = applyExceptions(run.results, compared.deviations, settings.exceptions, scope, today());
  const { approvals, shapes } = compared;
  const verdict = verdictFor({
    asked, kind: model.identity.kind, controls: run.controls, results: excepted.results, deviations: excepted.deviations, approvals,
    defaultsOnly: compared.defaultsOnly, exceptions: excepted.look,
  });
  const governance: GovernanceModel = {
    version: 1, verdict, controls: run.controls, results: excepted.results, deviations: excepted.deviations, exceptions: excepted.used, approvals,
    digests: {
      terraform: model.digest, inventory: digested ? inventoryDigest(terraform, model.tree.under) : '', controls: definitionsDigest(settings),
      standards: standardsDigest(place.standards), shapes,
    },
  };
  const byId = new Map(run.controls.map((c) => [c.id, c]));
  const failed = () => excepted.results.filter((r) => isOpen(r, byId.get(r.control)!)).map((r) => faultOf(r, byId.get(r.control)!, place));
  return { governance, faults: [...settings.faults ?? [], ...settings.enforce ? [...failed(), ...excepted.faults] : []] };
}

/** What is found where the standards ask for approvals. */
interface Compared {
  readonly deviations: Deviation[];
  readonly approvals: ApprovalState[];
  readonly shapes: { readonly [shape: string]: string };
  readonly defaultsOnly: boolean;
  /** Parts as the approved patterns have them. */
  readonly parts: ReviewModel['parts'];
}

const NOTHING: Compared = { deviations: [], approvals: [], shapes: {}, defaultsOnly: true, parts: [] };

/** Compares a place with what its patterns make, and these with what was approved. Loaded by those only who ask for it. */
function compare(place: IPlace, patterns: readonly Pattern[], terraform: any, text: string, model: ReviewModel, elsewhere: readonly Deviation[], remade?: Remade): Compared {
  const { remake } = require('./rebuild') as typeof import('./rebuild');
  const { deviationsOf, approvedParts } = require('./deviations') as typeof import('./deviations');
  const { inputDeviations, takesDefaultsOnly } = require('./inputs') as typeof import('./inputs');
  const { approvalsInUse } = require('./in-use') as typeof import('./in-use');
  const approved = remade ?? remake(place);
  const deviations = [...deviationsOf(approved, terraform, text, model), ...inputDeviations(place, patterns), ...elsewhere];
  const environment = findEnvironment(place) === place ? place as IPlace & IEnvironment : undefined;
  return {
    deviations, ...(environment ? approvalsInUse(environment, patterns, place.standards._governance) : { approvals: [], shapes: {} }),
    defaultsOnly: takesDefaultsOnly(patterns), parts: deviations.length > 0 ? approvedParts(approved) : [],
  };
}

/** A result that stops the synthesis. */
function faultOf(result: ControlResult, control: EvaluatedControl, place: IPlace): Fault {
  const where = result.path === '' ? place.node.path : `${place.node.path}/${result.path} (${result.address}${result.argument ? `.${result.argument}` : ''})`;
  const found = result.found && result.found !== result.message ? ` (found: ${result.found})` : '';
  const card = control.card ? `; the card promises: ${control.card}` : '';
  return { where, problem: `${control.title}: ${result.message}${found}`, mend: `${result.mend ?? control.mend} [${control.id}, ${control.owner}: ${control.why}${card}]` };
}
