import { CloudBackend } from '../../clouds/cloud';
import { cloudFor } from '../../clouds/factory';
import { Environment } from '../../environment/environment';

import { release } from '../../environment/host';
import { Stage } from '../../environment/stage';
import { invokeAspects } from '../../environment/synthesis/aspects';
import { bareRoot } from '../../environment/synthesis/bare-root';
import { toTerraformOnce } from '../../environment/synthesis/to-terraform';
import { buildModel } from '../../review/build';
import { ReviewModel, Tree } from '../../review/model';
import { treeOf } from '../../review/tree';
import { Standards } from '../../standards/standards';
import { PatternContract } from '../pattern-contract';
import { CANONICAL, canonicalStandards } from './canonical-zone';
import { inventoryDigest } from './inventory';
import { PatternSource, sourceOf } from './pattern-source';
import { inputsOf } from './variants';

/** Under what a shape is made. */
export interface ShapePlace {
  readonly standards: Standards;
  /** The implementation of the cloud: an enterprise's own counts as one of its own. */
  readonly cloud: CloudBackend;
}

/** What a pattern is made of, in an environment that stands for every one of its cloud and stage. */
export interface CanonicalShape {
  readonly terraform: any;
  /** SHA-256 of the canonical form of the Terraform. */
  readonly inventory: string;
  /** What its constructs say. */
  readonly tree: Tree;
  /** What the review reads of it, worked out when it is first asked for. */
  readonly model: () => ReviewModel;
}

/** How many shapes are kept: those that the environments of a process rest on. */
const MOST = 64;
const known = new WeakMap<Standards, Map<string, CanonicalShape>>();

/**
 * The shape of one variant of a pattern. It is the same for whoever asks, wherever: only code and standards decide it.
 * @param shape a variant, or one with every value given (`variants.ts`)
 * @throws if the pattern cannot be made so
 */
export function canonicalShape(pattern: PatternSource, shape: string, stage: Stage, place: ShapePlace): CanonicalShape {
  const source = sourceOf(pattern);
  const byKey = known.get(place.standards) ?? new Map<string, CanonicalShape>();
  known.set(place.standards, byKey);
  const key = [source.key, shape, stage, cloudKey(place.cloud)].join('\n');
  const made = byKey.get(key) ?? synthesized(pattern, inputsOf(source.contract, shape), stage, place);
  byKey.set(key, made);
  if (byKey.size > MOST) { byKey.delete(byKey.keys().next().value!); }
  return made;
}

/** The same with other inputs, and kept nowhere. */
export function synthesized(pattern: PatternSource, inputs: any, stage: Stage, { standards, cloud }: ShapePlace): CanonicalShape {
  const canonical = canonicalStandards(standards, cloud.cloudName);
  const environment = new Environment(bareRoot(), CANONICAL.environment, { standards: canonical, pod: CANONICAL.pod, stage, cloud });
  sourceOf(pattern).make(environment, CANONICAL.pattern, inputs);
  invokeAspects(environment);
  // There is no other stack that something could refer to, so nothing has to be prepared.
  const terraform = toTerraformOnce(environment);
  let inventory: string | undefined;
  // The tree is read now: the constructs take much more room than what is said of them.
  const tree = treeOf(environment);
  release(environment);
  let model: ReviewModel | undefined;
  return {
    terraform, tree,
    get inventory() { return inventory ??= inventoryDigest(terraform); },
    model: () => model ??= buildModel(terraform, '', tree),
  };
}

const numbers = new WeakMap<object, number>();
let count = 0;

/** Our own implementations are all alike; one of an enterprise may be made with settings, and is like itself only. */
export function cloudKey(cloud: CloudBackend): string {
  if (Object.getPrototypeOf(cloud) === Object.getPrototypeOf(cloudFor(cloud.cloudName))) { return cloud.cloudName; }
  const number = numbers.get(cloud) ?? ++count;
  numbers.set(cloud, number);
  return `${cloud.cloudName} ${number}`;
}

/** The contract of a pattern. */
export function contractOf(pattern: PatternSource): PatternContract {
  return sourceOf(pattern).contract;
}

