import { LandingZone } from '../environment/landing-zone';
import { Pod } from '../environment/pod';
import { Stage } from '../environment/stage';
import { GroundworkError } from '../errors';
import { CONDITIONS } from './check-placement';
import { nearest } from './did-you-mean';
import { list, quote } from './faults';
import { resolvePod } from './resolve';
import { AlertContactsProps, PlacementRule } from './standards-props';

const POD_NAME = /^[a-z](-?[a-z0-9])*$/;
const POD_NAME_LENGTH = { min: 2, max: 24 };

/** What is known of an environment when it is placed. */
export interface Placed {
  readonly pod: string;
  readonly stage: Stage;
  readonly pattern?: string;
}

/** The landing zone of a name. */
export function zoneNamed(name: string, zones: LandingZone[]): LandingZone {
  const zone = zones.find((candidate) => candidate.name === name);
  if (!zone) { throw unknownName('landing zone', name, zones.map((candidate) => candidate.name)); }
  return zone;
}

/** The landing zone that the rules choose. */
export function zoneFor(environment: Placed, rules: PlacementRule[] | undefined, zones: LandingZone[]): LandingZone {
  if (!rules) { return zones[0]; }
  const holds = (rule: PlacementRule) => CONDITIONS.every((condition) => rule[condition] === undefined || rule[condition] === environment[condition]);
  const rule = rules.find(holds);
  if (!rule) { throw noRuleHolds(environment); }
  return zoneNamed(rule.landingZone, zones);
}

/** The pod of a name. */
export function podNamed(name: string, pods: Pod[] | undefined, contacts: AlertContactsProps): Pod {
  if (pods) {
    const pod = pods.find((candidate) => candidate.name === name);
    if (!pod) { throw unknownName('pod', name, pods.map((candidate) => candidate.name)); }
    return pod;
  }
  if (!POD_NAME.test(name) || name.length < POD_NAME_LENGTH.min || name.length > POD_NAME_LENGTH.max) { throw badPodName(name); }
  return resolvePod({ name }, contacts);
}

function unknownName(what: string, name: string, known: string[]): Error {
  const mend = meantOrKnown(nearest(name, known), known);
  return new GroundworkError(`Unknown ${what}`, [{ where: what, problem: `There is no ${what} ${quote(name)} in the standards`, mend }]);
}

function meantOrKnown(meant: string | undefined, known: string[]): string {
  return meant ? `Did you mean ${quote(meant)}?` : `The standards state ${list(known, 'and') || 'none'}.`;
}

function noRuleHolds({ pod, stage, pattern }: Placed): Error {
  const what = `pod ${quote(pod)}, stage ${quote(stage)}${pattern ? `, pattern ${quote(pattern)}` : ''}`;
  return new GroundworkError('Environment without a place', [{
    where: 'placement',
    problem: `No placement rule of the standards holds for ${what}`,
    mend: 'Add a rule for it, or a last rule without conditions, which holds for everything.',
  }]);
}

function badPodName(name: string): Error {
  const { min, max } = POD_NAME_LENGTH;
  return new GroundworkError('Unusable pod', [{
    where: 'pod',
    problem: `${quote(name)} is no name of a pod`,
    mend: `Write ${min} to ${max} lower case letters, digits and single dashes, beginning with a letter, such as "orders".`,
  }]);
}
