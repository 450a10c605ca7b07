import { CloudBackend } from '../../clouds/cloud';
import { cloudFor } from '../../clouds/factory';
import { CloudName } from '../../environment/landing-zone';
import { Stage } from '../../environment/stage';
import { Outcome, OUTCOMES } from '../model';
import { ControlRun, runControls } from '../run';
import { Subject } from '../subject';
import { CanonicalShape, cloudKey, contractOf, ShapePlace, synthesized } from './canonical';
import { canonicalStandards } from './canonical-zone';
import { coveringVariants } from './covering';
import { digestOf } from './inventory';
import type { ShapeSlice } from './lock';
import { PatternSource, sourceOf } from './pattern-source';
import { givenVariants, inputsOf, shapesOf } from './variants';

/** The clouds that the standards have a landing zone on, by our own implementations. */
export function cloudsIn(standards: { readonly landingZones: readonly { readonly cloud: CloudName }[] }): CloudBackend[] {
  return [...new Set(standards.landingZones.map(({ cloud }) => cloud))].sort().map(cloudFor);
}

/**
 * The shapes of every variant of a pattern in one cloud and stage; what each control reads of those that stand for all, and the worst that it finds.
 *
 * @throws if a variant cannot be made
 */
export function computeSlice(pattern: PatternSource, stage: Stage, place: ShapePlace): ShapeSlice {
  const contract = contractOf(pattern);
  const controlled = new Set([...coveringVariants(contract), ...givenVariants(contract)]);
  const variants: { [shape: string]: string } = {};
  const found = new Map<string, { readonly reads: { [shape: string]: string }; outcome: Outcome }>();
  for (const shape of shapesOf(contract)) {
    const made = synthesized(pattern, inputsOf(contract, shape), stage, place);
    variants[shape] = made.inventory;
    if (!controlled.has(shape)) { continue; }
    const { controls, reads } = controlRun(made, place);
    for (const { id, outcome } of controls) {
      const known = found.get(id) ?? { reads: {}, outcome };
      known.reads[shape] = reads.get(id)!;
      known.outcome = worse(known.outcome, outcome);
      found.set(id, known);
    }
  }
  return { variants, controls: Object.fromEntries([...found].map(([id, { reads, outcome }]) => [id, { reads: digestOf(reads), outcome }])) };
}

/** What the controls say of a shape, and what each of them reads. */
export function controlRun(made: CanonicalShape, { standards, cloud }: ShapePlace): ControlRun {
  return runControls(new Subject(made.model(), made.terraform, canonicalStandards(standards, cloud.cloudName).allowedRegions), standards._governance, { recorded: true });
}

const current = new WeakMap<object, Map<string, ShapeSlice>>();

/** The slice of an environment as code and standards are now; computed once. */
export function currentSlice(pattern: PatternSource, cloud: CloudName, stage: Stage, place: ShapePlace): ShapeSlice {
  const known = current.get(place.standards) ?? new Map<string, ShapeSlice>();
  current.set(place.standards, known);
  const key = [sourceOf(pattern).key, cloud, stage, cloudKey(place.cloud)].join('\n');
  const slice = known.get(key) ?? computeSlice(pattern, stage, place);
  known.set(key, slice);
  return slice;
}

function worse(known: Outcome, next: Outcome): Outcome {
  return OUTCOMES.indexOf(next) < OUTCOMES.indexOf(known) ? next : known;
}
