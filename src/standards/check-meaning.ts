import { CloudName, LandingZoneProps } from '../environment/landing-zone';
import { checkLandingZone } from './check-landing-zone';
import { checkPlacement } from './check-placement';
import { checkRetention, checkStages } from './check-stages';
import { nearest } from './did-you-mean';
import { duplicateName, noRateToDollars, regionNotAllowed, regionOfNoCloud } from './errors-meaning';
import { Fault, Path, pathText } from './faults';
import { DEFAULT_CURRENCY } from './limits';
import { cloudsWith, regionsOf } from './regions';
import { StandardsProps } from './standards-props';

/** What a file may hold when the schema has faults of its own: anything, at any place. */
export type Loose<T> = T extends (infer E)[] ? Loose<E>[] | undefined
  : T extends object ? { [K in keyof T]?: Loose<T[K]> } | undefined
    : T | undefined;

/**
 * Faults that a schema cannot see. Runs also on a value that has schema faults, so that all are reported at once:
 * `sound` has nothing in the places where the schema has already found one.
 */
export function checkMeaning(sound: Loose<StandardsProps>): Fault[] {
  const zones = entries(sound?.landingZones) as [LandingZoneProps, number][];
  return [
    ...duplicates(zones.map(([zone, i]) => [['landingZones', i, 'name'], zone.name]), 'landing zone'),
    ...duplicates(entries(sound?.pods).map(([pod, i]) => [['pods', i, 'name'], pod?.name]), 'pod'),
    ...zones.flatMap(([zone, i]) => checkLandingZone(zone, ['landingZones', i])),
    ...checkAllowedRegions(sound, zones),
    ...checkCurrency(sound, zones),
    ...checkPlacement(sound),
    ...checkStages(sound),
    ...checkRetention(sound?.retention, zones.map(([zone]) => zone.cloud)),
  ];
}

/** Items of a list that are there, with their place. */
export function entries<T>(items: readonly T[] | undefined): [NonNullable<T>, number][] {
  return (items ?? []).map((item, i) => [item, i] as [T, number]).filter((entry): entry is [NonNullable<T>, number] => entry[0] !== undefined);
}

/** Names that stand twice. @param what they are names of */
export function duplicates(names: [Path, string | undefined][], what: string): Fault[] {
  const first = new Map<string, Path>();
  return names.flatMap(([path, value]) => {
    if (value === undefined) { return []; }
    const earlier = first.get(value);
    if (!earlier) { first.set(value, path); }
    return earlier ? [duplicateName(path, what, value, pathText(earlier))] : [];
  });
}

/** AWS refuses a budget in any other unit than US dollars, and taking euros for dollars would be wrong in silence. */
function checkCurrency(sound: Loose<StandardsProps>, zones: [LandingZoneProps, number][]): Fault[] {
  const currency = sound?.currency ?? DEFAULT_CURRENCY;
  const converted = currency === DEFAULT_CURRENCY || 'usdRate' in sound!;
  return converted || zones.every(([zone]) => zone.cloud !== CloudName.AWS) ? [] : [noRateToDollars(['currency'], currency)];
}

function checkAllowedRegions(sound: Loose<StandardsProps>, zones: [LandingZoneProps, number][]): Fault[] {
  const allowed = entries(sound?.allowedRegions);
  const everywhere = Object.values(CloudName).flatMap(regionsOf);
  const unknown = allowed.filter(([region]) => cloudsWith(region).length === 0)
    .map(([region, i]) => regionOfNoCloud(['allowedRegions', i], region, nearest(region, everywhere)));
  if (!sound?.allowedRegions) { return unknown; }
  const names = allowed.map(([region]) => region);
  const outside = (region: string | undefined, path: Path) => (
    region !== undefined && !names.includes(region) ? [regionNotAllowed(path, region, names)] : []);
  return [
    ...unknown,
    ...zones.flatMap(([zone, i]) => outside(zone.region, ['landingZones', i, 'region'])),
    ...zones.flatMap(([zone, i]) => outside(zone.state?.region, ['landingZones', i, 'state', 'region'])),
  ];
}
