import { SETS } from './sets';

/** Of one type: names that are sets wherever they stand, and paths that are. */
interface Sets { readonly names: ReadonlySet<string>; readonly paths: ReadonlySet<string> }

const known = new Map<string, Sets>();

/** Whether the provider takes the list at `argument` (a path without indices) of a resource of `type` for a set. */
export function isSet(type: string, argument: string): boolean {
  const { names, paths } = setsOf(type);
  return names.has(argument.slice(argument.lastIndexOf('.') + 1)) || (paths.size > 0 && paths.has(argument));
}

function setsOf(type: string): Sets {
  let sets = known.get(type);
  if (!sets) {
    const words = Object.hasOwn(SETS, type) ? SETS[type].split(' ') : [];
    sets = { names: new Set(words.filter((word) => !word.startsWith('='))), paths: new Set(words.flatMap((word) => (word.startsWith('=') ? [word.slice(1)] : []))) };
    known.set(type, sets);
  }
  return sets;
}
