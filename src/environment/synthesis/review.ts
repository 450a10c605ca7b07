import { IConstruct } from 'constructs';
import { PlaceStack } from './check';

/** Files to write, by path below the output folder. */
type Files = { readonly [path: string]: string };

// Loaded when the first stack is reviewed: whoever has it off does not wait for it.
const review = () => require('../../review/write') as typeof import('../../review/write');

/** Context `groundwork:review` = `off` leaves the review out. */
export function isReviewed(scope: IConstruct): boolean {
  const setting = scope.node.tryGetContext('groundwork:review');
  return setting !== 'off' && setting !== false;
}

/** The review of `stack`, from exactly what is written of it. */
export function reviewOf(stack: PlaceStack, terraform: any, text: string): Files {
  return isReviewed(stack) ? review().reviewOf(stack, terraform, text) : {};
}

/** The page that lists the reviews of this synthesis. */
export function reviewIndex(root: IConstruct): Files {
  return isReviewed(root) ? review().indexOf(root) : {};
}
