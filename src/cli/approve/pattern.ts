import { resolve } from 'path';
import { PatternClass, patternClasses } from '../../environment-file/patterns';
import { nearest } from '../../standards/did-you-mean';
import { UsageError } from '../errors';

/**
 * The class of a pattern: one of this package, or one that a module of the enterprise exports.
 * @param modules files to load, relative to the working folder
 */
export function patternNamed(name: string, modules: readonly string[]): PatternClass {
  const known = new Map([...patternClasses(), ...modules.flatMap(patternsIn)]);
  const found = known.get(name);
  if (found) { return found; }
  const ids = [...known.keys()].sort();
  const meant = nearest(name, ids);
  const own = modules.length === 0 ? ' A pattern of your own is found with --require ./my-patterns.js.' : '';
  throw new UsageError(`There is no pattern "${name}". ${meant ? `Did you mean "${meant}"?` : `The patterns are ${ids.join(', ')}.`}${own}`);
}

function patternsIn(module: string): [string, PatternClass][] {
  const file = resolve(module);
  let exported: any;
  try {
    exported = require(file);
  } catch (error) {
    throw new UsageError(`${module} cannot be loaded: ${(error as Error).message.split('\n')[0]}. --require takes JavaScript that exports classes of patterns.`);
  }
  const classes = [exported, ...Object.values<any>(exported ?? {})].filter((one) => typeof one === 'function' && typeof one.PATTERN_ID === 'string');
  if (classes.length === 0) { throw new UsageError(`${module} exports no pattern: a class with a static PATTERN_ID.`); }
  return classes.map((one) => [one.PATTERN_ID, one]);
}
