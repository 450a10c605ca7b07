import type { Construct } from 'constructs';

/** The class of a pattern: `CustomerFacingApi`. */
export type PatternClass = new (scope: Construct, id: string, inputs: any) => Construct;

/**
 * The patterns of this package by id: whatever it exports with a `PATTERN_ID`, so that a new pattern is known as soon as
 * it is exported from `patterns/index.ts`.
 */
export function patternClasses(): Map<string, PatternClass> {
  const exported: { [name: string]: any } = require('../index');
  return new Map(Object.values(exported).filter((one) => typeof one === 'function' && typeof one.PATTERN_ID === 'string').map((one) => [one.PATTERN_ID, one]));
}
