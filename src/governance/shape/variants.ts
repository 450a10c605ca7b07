import { isDeepStrictEqual } from 'util';
import { ContractInput, InputKind, PatternContract } from '../pattern-contract';
import { inputAt, isWithin, withInput } from './input-paths';

/** Most variants of one pattern: each is synthesized for every cloud and stage. */
const MOST = 1000;
/** The variant in which no structural input is given. */
const NONE = '-';

/** Every variant that a contract allows, sorted; whether the pattern can be made so, only the pattern knows. */
export function variantsOf(contract: PatternContract): string[] {
  const structural = structuralOf(contract);
  let variants: string[][] = [[]];
  for (const input of structural) {
    const around = structural.filter((other) => other !== input && isWithin(input.path, other.path));
    variants = variants.flatMap((chosen) => {
      const possible = around.every((other) => namesOf(other).some((name) => chosen.includes(name)));
      const given = possible ? namesOf(input).map((name) => [...chosen, name]) : [];
      return input.required === true && possible ? given : [chosen, ...given];
    });
    if (variants.length > MOST) { throw new Error(`the structural inputs allow more than ${MOST} variants: make some of them values, or patterns of their own`); }
  }
  return variants.map(nameOf).sort();
}

/** The variant that some inputs are of. A choice that the contract does not know is called `<input>=?`: no lock has it. */
export function variantOf(contract: PatternContract, inputs: any): string {
  return nameOf(structuralOf(contract).flatMap((input) => choiceIn(input, inputAt(inputs ?? {}, input.path))));
}

/** What stands before a variant that is made with every value, not only with what it needs. */
const GIVEN = 'given:';

/**
 * The variants with every value given that stand for the code behind the values: with every structural input, and with none. Whatever a variant
 * makes of its defaults, it shares with all others what it makes of values.
 */
export function givenVariants(contract: PatternContract): string[] {
  return widestVariants(contract).map((variant) => GIVEN + variant);
}

/** The variants with no structural input but what is required, and with every one. */
export function widestVariants(contract: PatternContract): string[] {
  const all = structuralOf(contract).flatMap((input) => namesOf(input).slice(0, 1));
  const least = structuralOf(contract).flatMap((input) => (input.required ? namesOf(input).slice(0, 1) : []));
  return [...new Set([nameOf(least), nameOf(all)])];
}

/** Everything of a contract that has a shape of its own. */
export function shapesOf(contract: PatternContract): string[] {
  return [...variantsOf(contract), ...givenVariants(contract)];
}

/** What an environment with these inputs rests on: its own variant, and what stands for the code behind the values. */
export function shapesFor(contract: PatternContract, inputs: any): string[] {
  return [variantOf(contract, inputs), ...givenVariants(contract)];
}

/** Inputs that make a variant: nothing more than what it cannot be made without, or every value that it takes. */
export function inputsOf(contract: PatternContract, shape: string): any {
  const given = shape.startsWith(GIVEN);
  const variant = given ? shape.slice(GIVEN.length) : shape;
  const chosen = variant === NONE ? [] : variant.split('+');
  let inputs: any = {};
  for (const input of structuralOf(contract)) {
    const index = namesOf(input).findIndex((name) => chosen.includes(name));
    if (index >= 0) { inputs = withInput(inputs, input.path, input.samples[index]); }
  }
  const parts = structuralOf(contract).filter(({ path }) => inputAt(inputs, path) === undefined);
  for (const { path, kind, required, samples, unless } of contract.inputs) {
    // What is required within a choice stands in the sample of the choice.
    if (kind === InputKind.STRUCTURAL || inputAt(inputs, path) !== undefined || parts.some((part) => isWithin(path, part.path))) { continue; }
    const needed = required === true && (unless === undefined || inputAt(inputs, unless) === undefined);
    if (needed || given) { inputs = withInput(inputs, path, samples[0]); }
  }
  return inputs;
}

/** The structural inputs, those around others first. */
export function structuralOf(contract: PatternContract): ContractInput[] {
  return contract.inputs.filter(({ kind }) => kind === InputKind.STRUCTURAL).sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** One choice is called after its input, several also after their values. */
function namesOf({ path, samples }: ContractInput): string[] {
  return samples.length === 1 ? [path] : samples.map((sample, i) => `${path}=${typeof sample === 'object' ? i + 1 : sample}`);
}

function choiceIn(input: ContractInput, value: any): string[] {
  if (value === undefined || value === null || value === false) { return []; }
  const names = namesOf(input);
  if (names.length === 1) { return names; }
  const index = input.samples.findIndex((sample) => isDeepStrictEqual(sample, value));
  return [index < 0 ? `${input.path}=?` : names[index]];
}

function nameOf(chosen: readonly string[]): string {
  return chosen.length === 0 ? NONE : [...chosen].sort().join('+');
}
