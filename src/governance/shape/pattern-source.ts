import { Construct } from 'constructs';
import { Pattern } from '../../environment/pattern';
import { PatternContract } from '../pattern-contract';

/** The class of a pattern, as packages export it. */
export interface PatternClass {
  new (scope: Construct, id: string, inputs: any): Construct;
  readonly PATTERN_ID: string;
  readonly VERSION: string;
}

/** What a pattern can be made from: its class, or one that is there. */
export type PatternSource = PatternClass | Pattern;

/** What is known of a pattern before it is made. */
export interface KnownPattern {
  readonly id: string;
  readonly version: string;
  readonly contract: PatternContract;
  /** Tells apart two classes of one id and version in one process. */
  readonly key: string;
  readonly make: (scope: Construct, id: string, inputs: any) => Pattern;
}

const known = new WeakMap<object, KnownPattern>();
const numbers = new WeakMap<object, number>();
let count = 0;

/** What is known of a pattern. */
export function sourceOf(pattern: PatternSource): KnownPattern {
  let source = known.get(pattern);
  if (!source) {
    source = isClass(pattern) ? ofClass(pattern) : ofInstance(pattern);
    known.set(pattern, source);
  }
  return source;
}

function ofClass(pattern: PatternClass): KnownPattern {
  if (typeof pattern.PATTERN_ID !== 'string' || typeof pattern.VERSION !== 'string') {
    throw new Error(`${pattern.name} is no class of a pattern: it has no static PATTERN_ID and VERSION`);
  }
  return {
    id: pattern.PATTERN_ID, version: pattern.VERSION, contract: contractOf(pattern.prototype, pattern.name), key: keyOf(pattern, pattern.PATTERN_ID, pattern.VERSION),
    make: (scope, id, inputs) => new pattern(scope, id, inputs) as Pattern,
  };
}

/** An instance of a class that says how it is made is as good as its class; any other must be asked to make itself again. */
function ofInstance(pattern: Pattern): KnownPattern {
  const made: any = pattern.constructor;
  const overridden = Object.hasOwn(pattern, 'again') || pattern.again !== Pattern.prototype.again;
  if (!overridden && typeof made.PATTERN_ID === 'string' && made.VERSION === pattern.patternVersion && made.PATTERN_ID === pattern.patternId) { return sourceOf(made); }
  return {
    id: pattern.patternId, version: pattern.patternVersion, contract: pattern.contract, key: keyOf(overridden ? pattern : made, pattern.patternId, pattern.patternVersion),
    make: (scope, id, inputs) => pattern.again(scope, inputs, id),
  };
}

/** The contract is a property of the class: it must not hang on anything that only an instance has. */
function contractOf(prototype: Pattern, name: string): PatternContract {
  try {
    return prototype.contract;
  } catch (error) {
    throw new Error(`the contract of ${name} hangs on how it is made, and so cannot be approved: ${(error as Error).message}`);
  }
}

function isClass(pattern: PatternSource): pattern is PatternClass {
  return typeof pattern === 'function';
}

function keyOf(what: object, id: string, version: string): string {
  const number = numbers.get(what) ?? ++count;
  numbers.set(what, number);
  return `${id}@${version}#${number}`;
}
