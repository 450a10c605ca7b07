import { App, TerraformStack } from 'cdktf';
import { Fault } from '../../errors';
import { invokeAspects } from '../host';
import { IPlace } from '../place';
import { annotationsOf } from './annotations';
import { badNames, faultsOf, findings } from './findings';

/** A stack of ours. */
export type PlaceStack = TerraformStack & IPlace;

/** What the check of one stack gave: its content, if it could be resolved, and what is wrong with it. */
export interface Checked {
  readonly terraform?: any;
  readonly faults: Fault[];
}

/** Lets the aspects of `stack` do their work, resolves it, and looks for every fault in it. */
export function check(stack: PlaceStack): Checked {
  const faults: Fault[] = [];
  try {
    invokeAspects(stack);
    faults.push(...invalid(stack), ...errorAnnotations(stack));
    const terraform = stack.toTerraform();
    faults.push(...badNames(terraform), ...findings(stack, stack.cloud, terraform));
    return { terraform, faults };
  } catch (error) {
    return { faults: [...faults, ...faultsOf(stack, error)] };
  }
}

function invalid(stack: PlaceStack): Fault[] {
  const root = stack.node.root;
  if (App.isApp(root) && root.skipValidation) { return []; }
  return stack.node.findAll().flatMap((node) => node.node.validate().map((problem) => ({ where: node.node.path, problem, mend: '' })));
}

function errorAnnotations(stack: PlaceStack): Fault[] {
  return annotationsOf(stack).filter((a) => a.level === '@cdktf/error').map((a) => ({ where: a.constructPath, problem: a.message, mend: '' }));
}
