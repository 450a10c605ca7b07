import { ControlFinding } from '../control';
import { ControlContext, ControlledResource, StatedFact } from '../control-context';
import { finding, Judgement } from './build';

/** Whether a construct path is `place`, or below it. */
export function isBelow(path: string, place: string): boolean {
  return place === '' || path === place || path.startsWith(`${place}/`);
}

/** Resources of some types below a construct. */
export function resourcesBelow(context: ControlContext, place: string, types: string[]): ControlledResource[] {
  return context.resources(types).filter((resource) => isBelow(resource.path, place));
}

/** Facts of resources below a construct. */
export function factsBelow(context: ControlContext, place: string, rules: string[]): StatedFact[] {
  return context.facts(rules).filter((fact) => isBelow(context.pathOf(fact.subject), place));
}

/** Constructs of one kind within the patterns. */
export function partsInPatterns(context: ControlContext, kind: string): string[] {
  const patterns = context.patterns();
  return context.partsOf(kind).filter((part) => patterns.some(({ path }) => isBelow(part, path)));
}

/** The pattern around a construct. */
export function patternOf(context: ControlContext, place: string): string {
  return context.patterns().find(({ path }) => isBelow(place, path))?.path ?? place;
}

/** The pattern around a construct; the whole environment where a team composes it of capabilities. */
export function placeAround(context: ControlContext, place: string): string {
  return context.patterns().find(({ path }) => isBelow(place, path))?.path ?? '';
}

/** What is said of a construct as a whole, also where nothing of it is left in the Terraform. */
export function saidOf(place: string, says: Judgement, found?: string): ControlFinding {
  return finding(place, says, undefined, found);
}
