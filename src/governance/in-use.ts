import { join } from 'path';
import { IEnvironment } from '../environment/environment-props';
import { Pattern } from '../environment/pattern';
import { IPlace } from '../environment/place';
import { Approvals, approvalState, readApprovals } from './approvals';
import { remembered } from './approvals/remembered';
import { ApprovalState } from './model';
import { ApprovalSettings, GovernanceSettings } from './settings';
import { canonicalShape } from './shape/canonical';
import { contractDigest, providersOf } from './shape/compute-lock';
import { readLock, ShapeLock } from './shape/lock';
import { KnownPattern, sourceOf } from './shape/pattern-source';
import { currentSlice } from './shape/slices';
import { shapesFor } from './shape/variants';

/** What the approvals of the patterns in one environment come to. */
export interface InUse {
  readonly approvals: ApprovalState[];
  /** Digest of each shape that the environment rests on: `customer-facing-api@1.0.0/aws/production/cache+database`. */
  readonly shapes: { [shape: string]: string };
}

/** Whether every function has approved each pattern as it is made here and now. */
export function approvalsInUse(environment: IPlace & IEnvironment, patterns: readonly Pattern[], governance: GovernanceSettings): InUse {
  const settings = governance.approvals!;
  const { approvals } = folderOf(settings);
  const found: ApprovalState[] = [];
  const shapes: { [shape: string]: string } = {};
  for (const pattern of distinct(patterns)) {
    const lock = lockOf(settings, pattern);
    const cloud = environment.cloud.cloudName;
    const slice = `${cloud}/${environment.stage}`;
    const alike = patterns.filter((p) => p.patternId === pattern.patternId).flatMap((p) => shapesFor(p.contract, p.inputs));
    const current = Object.fromEntries([...new Set(alike)].sort().map((shape) => [shape, canonicalShape(pattern, shape, environment.stage, environment).inventory]));
    for (const [shape, digest] of Object.entries(current)) { shapes[`${pattern.patternId}@${pattern.patternVersion}/${slice}/${shape}`] = digest; }
    const asApproved = lock && Object.entries(current).every(([shape, digest]) => lock.slices[slice]?.variants[shape] === digest);
    // Where the shape is another one, what each control reads of it decides whose approval lapses.
    const shaped = !lock || asApproved ? lock : withSlice(lock, slice, currentSlice(pattern, cloud, environment.stage, environment));
    const now = shaped && withGround(shaped, cloud, contractNow(sourceOf(pattern)), providersOf(canonicalShape(pattern, alike[0], environment.stage, environment).terraform));
    for (const name of settings.functions) {
      found.push(approvalState({ pattern: pattern.patternId, version: pattern.patternVersion, function: name, cloud }, { approvals, governance, lock, now }));
    }
  }
  return { approvals: found, shapes };
}

/** What the pattern takes now: whoever lets it take more changes what was approved, though every shape stays the same. */
function contractNow(source: KnownPattern): string {
  return contractByPattern(source, source);
}

/** A lock that says the same is the same object, so that nothing is worked out again. */
function withGround(lock: ShapeLock, cloud: string, contract: string, provider: string): ShapeLock {
  return lock.contract === contract && lock.providers[cloud] === provider ? lock : { ...lock, contract, providers: { ...lock.providers, [cloud]: provider } };
}

const contractByPattern = remembered(({ id, contract }: KnownPattern) => contractDigest(id, contract));

function withSlice(lock: ShapeLock, name: string, slice: ShapeLock['slices'][string]): ShapeLock {
  return { ...lock, slices: { ...lock.slices, [name]: slice } };
}

function distinct(patterns: readonly Pattern[]): Pattern[] {
  return [...new Map(patterns.map((p) => [`${p.patternId}@${p.patternVersion}`, p])).values()];
}

interface Folder { readonly approvals: Approvals; readonly locks: Map<string, ShapeLock | undefined> }

/** Read once for each standards that a process loads. */
const folders = new WeakMap<ApprovalSettings, Folder>();

function folderOf(settings: ApprovalSettings): Folder {
  const known = folders.get(settings) ?? { approvals: readApprovals(settings.folder), locks: new Map() };
  folders.set(settings, known);
  return known;
}

function lockOf(settings: ApprovalSettings, { patternId, patternVersion }: Pattern): ShapeLock | undefined {
  const { locks } = folderOf(settings);
  const file = join(settings.folder, `${patternId}@${patternVersion}.lock.json`);
  if (!locks.has(file)) { locks.set(file, readLock(settings.folder, patternId, patternVersion)); }
  return locks.get(file);
}
