import { TerraformStack } from 'cdktf';
import { IConstruct } from 'constructs';
import { aspectsOf, isReferencesOnly } from '../host';
import { TagAspect } from '../tags';

/**
 * The straight way: a stack is resolved as soon as it is prepared, without a look through it before. It is only for apps in which nothing
 * can tell the difference: every stack is ours, no aspect but our tags, and no token but references and dependencies, so that nobody's
 * code runs while tokens are resolved, and no stack can change another one.
 */

/** Thrown where the straight way ends: something needs the host after all. */
export const NOT_STRAIGHT = new Error('not straight');

/** Whether `root` holds only `stacks`, and no token of a kind that runs code was made in this process. */
export function mayGoStraight(root: IConstruct, stacks: readonly IConstruct[]): boolean {
  return isReferencesOnly() && aspectsOf(root).length === 0 && root.node.children.length === stacks.length && stacks.every((stack) => stack.node.scope === root);
}

/** Throws if an aspect of somebody else, or a stack in the stack, is found. */
export function requireOwnAspects(stack: TerraformStack): void {
  const visit = (construct: IConstruct): void => {
    if (aspectsOf(construct).some((aspect) => !(aspect instanceof TagAspect) || Object.getPrototypeOf(aspect) !== TagAspect.prototype)) { throw NOT_STRAIGHT; }
    for (const child of construct.node.children) {
      if (TerraformStack.isStack(child)) { throw NOT_STRAIGHT; }
      visit(child);
    }
  };
  visit(stack);
}
