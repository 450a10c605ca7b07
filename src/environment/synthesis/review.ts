import { IConstruct } from 'constructs';
import { Fault } from '../../errors';
import { IPlace } from '../place';

/** Files to write, by path below the output folder. */
type Files = { readonly [path: string]: string };

/** What governance and review make of one stack. */
export interface Judged {
  readonly faults: Fault[];
  readonly files: Files;
}

// Loaded when the first stack is judged: whoever has it off does not wait for it.
const judging = () => require('../../governance/judge') as typeof import('../../governance/judge');
const evidence = () => require('../../governance/evidence') as typeof import('../../governance/evidence');
const fleet = () => require('../../governance/fleet/collect') as typeof import('../../governance/fleet/collect');
const review = () => require('../../review/write') as typeof import('../../review/write');

/** Context `groundwork:review` = `off` leaves the review out. */
export function isReviewed(scope: IConstruct): boolean {
  return isOn(scope, 'groundwork:review');
}

/** Context `groundwork:governance` = `off` leaves controls, verdict and evidence out; `groundwork verify` does not let that pass. */
export function isGoverned(scope: IConstruct): boolean {
  return isOn(scope, 'groundwork:governance');
}

/** Context `groundwork:evidence` = `off` leaves the files for auditors out, while somebody works on an environment; `groundwork verify` does not let that pass. */
export function isEvidenced(scope: IConstruct): boolean {
  return isOn(scope, 'groundwork:evidence');
}

function isOn(scope: IConstruct, key: string): boolean {
  const setting = scope.node.tryGetContext(key);
  return setting !== 'off' && setting !== false;
}

/** Judges a stack of ours, or an environment inside another one, from exactly what is written of it. */
export function judged(stack: IPlace, terraform: any, text: string): Judged {
  const [reviewed, governed] = [isReviewed(stack), isGoverned(stack)];
  return reviewed || governed ? judging().judge(stack, terraform, text, { reviewed, governed, evidenced: isEvidenced(stack) }) : { faults: [], files: {} };
}

/** The pages that list the reviews of this synthesis, what the fleet comes to, and what its controls are. */
export function reviewIndex(root: IConstruct): Files {
  return { ...(isReviewed(root) ? review().indexOf(root) : {}), ...(isGoverned(root) && isEvidenced(root) ? { ...fleet().fleetOf(root), ...evidence().evidenceIndex(root) } : {}) };
}
