import { createHash } from 'crypto';
import { Fault } from '../errors';
import { IPlace } from '../environment/place';
import { ReviewModel } from '../review/model';
import { ControlResult, EvaluatedControl, GovernanceModel, LookAt } from './model';
import { runControls } from './run';
import { Subject } from './subject';

/** What governance says of one stack, and what must stop it from being written. */
export interface Governed {
  readonly governance: GovernanceModel;
  readonly faults: Fault[];
}

/**
 * Judges one stack: runs the controls on the model of the review, and compares the Terraform with what its approved patterns make.
 * @param text the Terraform as it is written
 */
export function govern(place: IPlace, terraform: any, text: string, model: ReviewModel): Governed {
  const settings = place.standards._governance;
  const { controls, results } = runControls(new Subject(model, terraform, place.standards.allowedRegions), settings);
  const look: LookAt[] = [];
  const passes = results.every((r) => r.outcome === 'pass' || r.outcome === 'not applicable');
  const governance: GovernanceModel = {
    version: 1, verdict: { text: passes ? 'No human review needed.' : 'Controls fail.', passes, look },
    controls, results, deviations: [], exceptions: [], approvals: [],
    digests: { terraform: createHash('sha256').update(text).digest('hex'), inventory: '', controls: '', standards: '', shapes: {} },
  };
  const byId = new Map(controls.map((c) => [c.id, c]));
  return { governance, faults: [...settings.faults ?? [], ...settings.enforce ? results.flatMap((r) => faultOf(r, byId.get(r.control)!, place)) : []] };
}

/** A result that stops the synthesis. */
function faultOf(result: ControlResult, control: EvaluatedControl, place: IPlace): Fault[] {
  const stops = result.outcome === 'fail' || result.outcome === 'error' || result.outcome === 'unknown';
  if (!stops || control.reportOnly || result.exception !== undefined) { return []; }
  const where = result.path === '' ? place.node.path : `${place.node.path}/${result.path} (${result.address}${result.argument ? `.${result.argument}` : ''})`;
  return [{ where, problem: `${control.title}: ${result.message}`, mend: `${result.mend ?? control.mend} [${control.id}, ${control.owner}: ${control.why}]` }];
}
