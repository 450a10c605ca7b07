import { TerraformElement, TerraformStack } from 'cdktf';
import { logicalIdOf } from './logical-id';
import { NOT_STRAIGHT } from './straight';
import { toTerraformOnce } from './to-terraform';

const ownToTerraform = new WeakSet<() => any>();

/**
 * Has stacks of class `stack` name and resolve their elements in our way. Put on the prototype, so that it is no part of the public class
 * and whoever overrides a method is heard.
 */
export function adopt(stack: { readonly prototype: TerraformStack }): void {
  const prototype: any = stack.prototype;
  const allocate: (element: any) => string = prototype.allocateLogicalId;
  prototype.allocateLogicalId = function (this: TerraformStack, element: any): string {
    return (TerraformElement.isTerraformElement(element) ? logicalIdOf(element) : undefined) ?? allocate.call(this, element);
  };
  ownToTerraform.add(prototype.toTerraform);
}

/** Content of a stack, and the objects in it that are known to have their keys in order. */
export interface Content { readonly terraform: any; readonly sorted: ReadonlySet<object> }

/**
 * What `stack` says, by its own method where it has one.
 *
 * @throws NOT_STRAIGHT if it was to go straight and cannot
 */
export function contentOf(stack: TerraformStack, straight = false): Content {
  const sorted = new Set<object>();
  if (straight && !ownToTerraform.has(stack.toTerraform)) { throw NOT_STRAIGHT; }
  return { terraform: ownToTerraform.has(stack.toTerraform) ? toTerraformOnce(stack, sorted, straight) : stack.toTerraform(), sorted };
}
