import { App, TerraformStack } from 'cdktf';
import { IConstruct } from 'constructs';
import { Fault } from '../../errors';
import { IPlace } from '../place';
import { Content, contentOf } from './adopt';
import { Annotation, annotationsOf, errorsIn } from './annotations';
import { invokeAspects } from './aspects';
import { hasCustomSynthesis } from './custom-synthesis';
import { badNames, faultsOf, findings } from './findings';
import { NOT_STRAIGHT, requireOwnAspects } from './straight';

/** A stack of ours. */
export type PlaceStack = TerraformStack & IPlace;

/** What the check of one stack gave: its content, if it could be resolved, and what is wrong with it. */
export interface Checked {
  readonly content?: Content;
  readonly annotations: Annotation[];
  readonly faults: Fault[];
  /** Whether something in the stack writes files of its own. */
  readonly customSynthesis: boolean;
}

/**
 * Lets the aspects of `stack` do their work, resolves it, and looks for every fault in it.
 *
 * @throws NOT_STRAIGHT if it was to go straight and cannot
 */
export function check(stack: PlaceStack, straight = false): Checked {
  const faults: Fault[] = [];
  let annotations: Annotation[] = [];
  try {
    if (straight) { requireOwnAspects(stack); }
    invokeAspects(stack);
    const nodes = stack.node.findAll();
    annotations = annotationsOf(nodes);
    faults.push(...invalid(stack, nodes), ...errorsIn(annotations));
    const content = contentOf(stack, straight);
    faults.push(...badNames(stack, content.terraform), ...findings(stack, stack.cloud, content.terraform));
    return { content, annotations, faults, customSynthesis: nodes.some(hasCustomSynthesis) };
  } catch (error) {
    if (error === NOT_STRAIGHT) { throw error; }
    return { annotations, faults: [...faults, ...faultsOf(stack, error)], customSynthesis: false };
  }
}

function invalid(stack: PlaceStack, nodes: IConstruct[]): Fault[] {
  const root = stack.node.root;
  if (App.isApp(root) && root.skipValidation) { return []; }
  return nodes.flatMap((node) => node.node.validate().map((problem) => ({ where: node.node.path, problem, mend: '' })));
}
