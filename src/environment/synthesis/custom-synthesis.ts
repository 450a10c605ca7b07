import { ISynthesisSession } from 'cdktf';
import { ConstructOrder, IConstruct } from 'constructs';

const CUSTOM_SYNTHESIS = Symbol.for('cdktf/customSynthesis');

/** Whether `node` writes files of its own when its stack is written, as the host's assets do. */
export function hasCustomSynthesis(node: any): boolean {
  return CUSTOM_SYNTHESIS in node;
}

/** Has everything below `stack` write its files, leaves first. */
export function synthesizeCustom(stack: IConstruct, session: ISynthesisSession): void {
  const nodes: any[] = stack.node.findAll(ConstructOrder.POSTORDER);
  nodes.forEach((node) => node[CUSTOM_SYNTHESIS]?.onSynthesize(session));
}

/** Has `construct` write files of its own whenever the stack around it is written. */
export function addCustomSynthesis(construct: IConstruct, synthesis: { onSynthesize(session: ISynthesisSession): void }): void {
  Object.defineProperty(construct, CUSTOM_SYNTHESIS, { value: synthesis, configurable: true, enumerable: false });
}
