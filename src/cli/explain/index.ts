import { Output } from '../output';
import { explain as explainFound, Explanation } from './explain';
import { find } from './find';

export { explanationText } from './text';

/** Explains a resource, a capability or a pattern of an output folder. */
export function explain(query: string, out: string, stack?: string): Explanation {
  const output = new Output(out);
  const reviews = output.namesOf(stack).flatMap((name) => output.everything(name));
  return explainFound(find(query, reviews), out);
}
