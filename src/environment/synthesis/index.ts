import { PlaceStack } from './check';
import { Gate } from './gate';

export { adopt } from './adopt';
export { findings } from './findings';
export { CheckedSynthesizer } from './synthesizer';
export { toTerraformOnce } from './to-terraform';

/** Makes a stack of ours known to those that are synthesized together with it. */
export function registered(stack: PlaceStack): void {
  Gate.of(stack).register(stack);
}

/** Prepares a stack of ours; with the last one of an app, all of them are checked. */
export function prepared(stack: PlaceStack): void {
  Gate.of(stack).prepare(stack);
}
