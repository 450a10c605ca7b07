import { Output } from './output';
import { outOf } from './project';

/** Commands whose argument is a name in the output. */
const NAMED = 'explain';
/** Shells that split words at colons and slashes give only what stands behind them; whole names are few enough to be filtered here. */
const MOST = 500;

/** Names of stacks behind `--stack`, addresses and construct paths behind `explain`, patterns behind `approve`, controls behind `controls`. Nothing where there is no output. */
export function namesFor(current: string, given: { readonly [option: string]: any }): string[] {
  try {
    if (given._?.includes('approve') && !current.startsWith('-')) { return patternIds().filter((id) => id.startsWith(current)); }
    if (given._?.includes('controls') && !current.startsWith('-')) { return controlIds().filter((id) => id.startsWith(current)); }
    const output = new Output(outOf(typeof given.out === 'string' ? given.out : undefined));
    if (current === given.stack || current === given.s || given.stack === '' || given.s === '') { return output.stackNames.filter((name) => name.startsWith(current)); }
    const words: string[] = (given._ ?? []).map(String);
    if (!words.includes(NAMED) || current.startsWith('-')) { return []; }
    const wanted = typeof given.stack === 'string' ? output.namesOf(given.stack) : output.stackNames;
    const names = wanted.flatMap((stack) => addressesIn(output.stack(stack).terraform));
    return [...new Set(names)].filter((name) => name.startsWith(current)).sort().slice(0, MOST);
  } catch {
    // Somebody presses a key: an error would only disturb.
    return [];
  }
}

function controlIds(): string[] {
  const { CONTROLS } = require('../governance/controls') as typeof import('../governance/controls');
  return CONTROLS.map(({ definition }) => definition.id);
}

function patternIds(): string[] {
  const { patternClasses } = require('../environment-file/patterns') as typeof import('../environment-file/patterns');
  return [...patternClasses().keys()];
}

function addressesIn(terraform: any): string[] {
  return Object.entries<any>(terraform.resource ?? {}).flatMap(([type, named]) => Object.keys(named).map((name) => `${type}.${name}`));
}
