import { CloudBackend } from '../../clouds/cloud';
import { cloudFor } from '../../clouds/factory';
import { CloudName } from '../../environment/landing-zone';
import { Stage } from '../../environment/stage';
import { Outcome, OUTCOMES } from '../model';
import { runControls } from '../run';
import { Subject } from '../subject';
import { CanonicalShape, cloudKey, contractOf, ShapePlace, synthesized } from './canonical';
import { canonicalStandards } from './canonical-zone';
import { digestOf } from './inventory';
import type { ShapeSlice } from './lock';
import { PatternSource, sourceOf } from './pattern-source';
import { inputsOf, shapesOf } from './variants';

/** What is computed on the way: a shape, and its name. */
export type Progress = (shape: string, made: CanonicalShape) => void;

/** The clouds that the standards have a landing zone on, by our own implementations. */
export function cloudsIn(standards: { readonly landingZones: readonly { readonly cloud: CloudName }[] }): CloudBackend[] {
  return [...new Set(standards.landingZones.map(({ cloud }) => cloud))].sort().map(cloudFor);
}

/**
 * The shapes of every variant of a pattern in one cloud and stage, and what each control reads of them and finds in them.
 *
 * @throws if a variant cannot be made
 */
export function computeSlice(pattern: PatternSource, stage: Stage, place: ShapePlace, progress?: Progress): ShapeSlice {
  const { standards, cloud } = place;
  const contract = contractOf(pattern);
  const variants: { [shape: string]: string } = {};
  const reads = new Map<string, { [shape: string]: string }>();
  const outcomes = new Map<string, Outcome>();
  for (const shape of shapesOf(contract)) {
    const made = synthesized(pattern, inputsOf(contract, shape), stage, place);
    variants[shape] = made.inventory;
    const subject = new Subject(made.model(), made.terraform, canonicalStandards(standards, cloud.cloudName).allowedRegions);
    const run = runControls(subject, standards._governance, true);
    for (const { id, outcome } of run.controls) {
      if (!reads.has(id)) { reads.set(id, {}); }
      reads.get(id)![shape] = run.reads.get(id)!;
      outcomes.set(id, worse(outcomes.get(id), outcome));
    }
    progress?.(shape, made);
  }
  const controls = Object.fromEntries([...reads].sort(([a], [b]) => (a < b ? -1 : 1)).map(([id, byShape]) => [id, { reads: digestOf(byShape), outcome: outcomes.get(id)! }]));
  return { variants, controls };
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

function worse(known: Outcome | undefined, next: Outcome): Outcome {
  return known === undefined || OUTCOMES.indexOf(next) < OUTCOMES.indexOf(known) ? next : known;
}
