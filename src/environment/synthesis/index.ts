import { PlaceStack } from './check';
import { Gate } from './gate';

export { findings } from './findings';
export { CheckedSynthesizer } from './synthesizer';
export { toTerraformOnce } from './to-terraform';

/** Prepares a stack of ours; with the last one of an app, all of them are checked. */
export function prepared(stack: PlaceStack): void {
  Gate.of(stack).prepare(stack);
}
