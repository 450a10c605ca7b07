import { addOwned, elsewhere, NameIndex, NearbyStack } from '../../governance/elsewhere';
import { Deviation } from '../../governance/model';
import { Output } from '../output';
import { placesLeft } from './places';

/** What other stacks of an output do to each environment, by its folder. */
export type Aims = ReadonlyMap<string, Deviation[]>;

/** Reads every stack of an output twice, one after the other: what environments own, then who names it. Of each stack only names stay in memory. */
export function aimsIn(output: Output): Aims {
  const index: NameIndex = new Map();
  const foundations = new Set<string>();
  for (const stack of output.stackNames) {
    for (const { folder, request } of placesLeft(output.folder, stack)) {
      if (request?.kind === 'foundation') { foundations.add(stack); }
      if (request?.kind !== 'environment' || request.name === undefined) { continue; }
      addOwned(index, { stack, place: folder, name: request.name, under: request.under.join('/') }, output.stack(stack).terraform);
    }
  }
  return elsewhere(nearby(output, foundations), index);
}

function* nearby(output: Output, foundations: ReadonlySet<string>): Iterable<NearbyStack> {
  for (const stack of output.stackNames) { yield { stack, terraform: output.stack(stack).terraform, shared: foundations.has(stack) }; }
}
