import { IConstruct } from 'constructs';
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

/** Every stack of ours in the app of `scope`, in the order in which they were made. */
export function stacksOf(scope: IConstruct): readonly PlaceStack[] {
  return Gate.of(scope).registered;
}
