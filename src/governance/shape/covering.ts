import { PatternContract } from '../pattern-contract';
import { structuralOf, variantsOf, widestVariants } from './variants';

/** How many structural inputs may act together without being seen together in every combination. */
const STRENGTH = 3;

/**
 * Variants among which every combination of any three structural inputs occurs (a covering array of strength three): what the controls read is
 * looked at in these. That every variant is made as approved, the digests of all of them say.
 */
export function coveringVariants(contract: PatternContract): string[] {
  const inputs = structuralOf(contract).map(({ path }) => path);
  const groups = combinations(inputs.map((_, i) => i), Math.min(STRENGTH, inputs.length));
  const left = variantsOf(contract).map((variant) => ({ variant, has: seenIn(variant, inputs, groups) }));
  const open = new Set(left.flatMap(({ has }) => has));
  const chosen: string[] = [];
  const take = (at: number): void => {
    const [{ variant, has }] = left.splice(at, 1);
    chosen.push(variant);
    has.forEach((one) => open.delete(one));
  };
  for (const variant of widestVariants(contract)) {
    const at = left.findIndex((one) => one.variant === variant);
    if (at >= 0) { take(at); }
  }
  while (open.size > 0) {
    const gains = left.map(({ has }) => has.filter((one) => open.has(one)).length);
    take(gains.indexOf(Math.max(...gains)));
  }
  return chosen.sort();
}

/** The combinations that occur in a variant, as texts. */
function seenIn(variant: string, inputs: readonly string[], groups: readonly number[][]): string[] {
  const names = variant.split('+');
  const choices = inputs.map((path) => names.find((name) => name === path || name.startsWith(`${path}=`)) ?? '');
  return groups.map((group) => group.map((i) => `${i}:${choices[i]}`).join());
}

function combinations(items: readonly number[], size: number): number[][] {
  if (size === 0) { return [[]]; }
  return items.flatMap((item, i) => combinations(items.slice(i + 1), size - 1).map((rest) => [item, ...rest]));
}
