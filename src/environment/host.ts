/**
 * The few internals of the host (cdktf) that synthesis needs and that the host does not export. Kept in one file, so
 * that another version of the host, or CDK Terrain, is checked in one place.
 */
import { DefaultTokenResolver, StringConcat, TerraformElement, TerraformStack, Tokenization } from 'cdktf';
import { IConstruct } from 'constructs';

const synthesizerModule: { invokeAspects(root: IConstruct): void } = require('cdktf/lib/synthesize/synthesizer');
const utilModule: { deepMerge(target: any, ...sources: any[]): any } = require('cdktf/lib/util');
const stackTraceModule: { captureStackTrace(): string[] } = require('cdktf/lib/tokens/private/stack-trace');

/** Merges like the host does when it puts the fragments of a stack together. */
export const deepMerge = utilModule.deepMerge;

/** Visits the tree with the aspects that were added to it. */
export const invokeAspects = synthesizerModule.invokeAspects;

/** Resolves tokens in `value`. */
export function resolveTokens(scope: IConstruct, value: any, preparing = false): any {
  return Tokenization.resolve(value, { scope, resolver: new DefaultTokenResolver(new StringConcat()), preparing });
}

/** Elements of a stack in tree order, without those of stacks inside it. */
export function elementsOf(node: IConstruct, into: TerraformElement[] = []): TerraformElement[] {
  if (TerraformElement.isTerraformElement(node)) { into.push(node); }
  for (const child of node.node.children) {
    if (!TerraformStack.isStack(child)) { elementsOf(child, into); }
  }
  return into;
}

/**
 * The host captures a full JavaScript stack for every token (hashicorp/terraform-cdk#3892), which only its error
 * messages for unresolvable tokens use. Off, unless GROUNDWORK_STACK_TRACES is set.
 */
if (!process.env.GROUNDWORK_STACK_TRACES) {
  stackTraceModule.captureStackTrace = () => [];
}
