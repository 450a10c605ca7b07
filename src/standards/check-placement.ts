import type { Loose } from './check-meaning';
import { nearest } from './did-you-mean';
import { ruleNeverDecides, unknownReference } from './errors-meaning';
import { Fault, Path } from './faults';
import { PlacementRule, StandardsProps } from './standards-props';

/** Conditions of a placement rule. */
export const CONDITIONS = ['pod', 'stage', 'pattern'] as const;

/** Faults of the placement rules. */
export function checkPlacement(sound: Loose<StandardsProps>): Fault[] {
  const rules = (sound?.placement ?? []) as (Partial<PlacementRule> | undefined)[];
  const zones = (sound?.landingZones ?? []).map((zone) => zone?.name).filter((name): name is string => name !== undefined);
  const pods = sound?.pods?.map((pod) => pod?.name).filter((name): name is string => name !== undefined);
  return rules.flatMap((rule, i) => [
    ...known(rule?.landingZone, ['placement', i, 'landingZone'], 'landing zone', zones),
    ...(pods ? known(rule?.pod, ['placement', i, 'pod'], 'pod', pods) : []),
    ...shadowed(rules, i),
  ]);
}

function known(value: string | undefined, path: Path, what: string, names: string[]): Fault[] {
  // Without a single sound name there is nothing to compare with; the names have faults of their own.
  if (value === undefined || names.length === 0 || names.includes(value)) { return []; }
  return [unknownReference(path, what, value, names, nearest(value, names))];
}

function shadowed(rules: (Partial<PlacementRule> | undefined)[], i: number): Fault[] {
  const rule = rules[i];
  if (!rule) { return []; }
  const earlier = rules.slice(0, i).findIndex((other) => other !== undefined
    && CONDITIONS.every((condition) => other[condition] === undefined || other[condition] === rule[condition]));
  return earlier < 0 ? [] : [ruleNeverDecides(['placement', i], earlier)];
}
