import { Annotations, IAspect } from 'cdktf';
import { IConstruct } from 'constructs';
import { aspectsOf } from '../host';

const NESTED = 'We detected an Aspect was added via another Aspect, and will not be applied';

/** Visits the tree with the aspects that were added to it, as the host does: parents first, each aspect once a construct. */
export function invokeAspects(root: IConstruct): void {
  let warned = false;
  const recurse = (construct: IConstruct, inherited: readonly IAspect[]): void => {
    const own = aspectsOf(construct);
    const all = own.length === 0 ? inherited : [...inherited, ...own];
    for (let i = 0; i < all.length; i++) {
      if (all.indexOf(all[i]) !== i) { continue; }
      all[i].visit(construct);
      if (!warned && aspectsOf(construct).length !== own.length) {
        Annotations.of(construct).addWarning(NESTED);
        warned = true;
      }
    }
    for (const child of construct.node.children) { recurse(child, all); }
  };
  recurse(root, []);
}
