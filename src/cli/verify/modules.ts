import { resolve } from 'path';
import { PatternClass, patternClasses } from '../../environment-file/patterns';
import { isControl } from '../../governance/own-control';
import { Standards } from '../../standards/standards';
import { UsageError } from '../errors';

/**
 * Patterns by id: those of this package, and those that modules of the enterprise export. Controls that modules export are added to the standards,
 * as the code of the enterprise does it.
 * @param modules files to load, relative to the working folder
 */
export function patternsAtHand(modules: readonly string[], standards: Standards): Map<string, PatternClass> {
  const patterns = patternClasses();
  for (const module of modules) {
    const exported = exportsOf(module);
    const own = exported.filter((one) => typeof one === 'function' && typeof one.PATTERN_ID === 'string');
    const controls = exported.flatMap((one) => controlIn(one) ?? []);
    if (own.length + controls.length === 0) { throw new UsageError(`${module} exports neither a pattern (a class with a static PATTERN_ID) nor a control.`); }
    for (const one of own) { patterns.set(one.PATTERN_ID, one); }
    for (const control of controls) { standards.addControl(control); }
  }
  return patterns;
}

function exportsOf(module: string): any[] {
  let exported: any;
  try {
    exported = require(resolve(module));
  } catch (error) {
    throw new UsageError(`${module} cannot be loaded: ${(error as Error).message.split('\n')[0]}. --require takes JavaScript that exports classes of patterns and controls.`);
  }
  return [...new Set<any>([exported, ...Object.values<any>(exported ?? {})])];
}

/** A control, or what a class of controls makes. */
function controlIn(one: any): any {
  if (isControl(one)) { return one; }
  if (typeof one !== 'function' || typeof one.prototype?.evaluate !== 'function') { return undefined; }
  const made = new one();
  return isControl(made) ? made : undefined;
}
