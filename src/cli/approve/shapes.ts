import { existsSync, readdirSync, rmSync } from 'fs';
import { join } from 'path';
import type { PatternClass } from '../../environment-file/patterns';
import { Stage } from '../../environment/stage';
import { lockDigest } from '../../governance/approvals/digest';
import { ControlResult } from '../../governance/model';
import { runControls } from '../../governance/run';
import { canonicalShape } from '../../governance/shape/canonical';
import { canonicalStandards } from '../../governance/shape/canonical-zone';
import { changeLine, changesSince } from '../../governance/shape/changes';
import { compareLocks } from '../../governance/shape/compare-locks';
import { computeLock } from '../../governance/shape/compute-lock';
import { readLock, ShapeLock, writeLock } from '../../governance/shape/lock';
import { PatternSource, sourceOf } from '../../governance/shape/pattern-source';
import { cloudsIn } from '../../governance/shape/slices';
import { readSnapshots, ShapeSnapshot, snapshotsOf, writeSnapshots } from '../../governance/shape/snapshot';
import { shapeWords } from '../../governance/shape/words';
import { Subject } from '../../governance/subject';
import type { Standards } from '../../standards/standards';
import { UsageError } from '../errors';

/** What a pattern is made of, as its code is now. */
export interface Computed {
  readonly lock: ShapeLock;
  /** What it consists of, and what may vary within what bounds. */
  readonly words: readonly string[];
  /** What is different from a shape that was approved; its lock as it stands beside the approvals, or was kept. */
  changesFrom(folder: string, before: Approved): string[];
  /** The results that decided the outcome of controls in a slice, in the first variant where they did. */
  findings(slice: string, controls: readonly string[]): ControlResult[];
  /**
   * Writes what has to stand beside the approvals. What somebody approved on an older lock is kept for the words, as long as their record is there.
   * @param used digests of all locks that some record was given on
   * @returns the files
   */
  write(folder: string, used: ReadonlySet<string>): string[];
}

/** The shape that an approval was given on. */
export interface Approved {
  readonly pattern: string;
  readonly version: string;
  /** Digest of its lock. */
  readonly lock: string;
}

/** Makes every variant of a pattern on every cloud and in every stage. */
export function computeShape(pattern: PatternClass, standards: Standards, say: (text: string) => void): Computed {
  const { source, contract } = known(pattern);
  const lock = computeLock(source, standards, { progress: (slice, done, of) => say(`${slice} (${done + 1} of ${of})`) });
  const snapshots = snapshotsOf(source, standards);
  return {
    lock,
    words: shapeWords(lock, contract, snapshots),
    changesFrom: (folder, before) => differences(folder, before, lock, snapshots),
    findings: (slice, controls) => findings(source, standards, lock, slice, controls),
    write: (folder, used) => store(folder, lock, snapshots, used),
  };
}

function known(pattern: PatternClass): { readonly source: PatternSource; readonly contract: ReturnType<typeof sourceOf>['contract'] } {
  const source = pattern as unknown as PatternSource;
  try {
    return { source, contract: sourceOf(source).contract };
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

/** The lock beside the approvals. */
export function lockIn(folder: string, pattern: string, version: string): ShapeLock | undefined {
  return readLock(folder, pattern, version);
}

/** Folder of what belongs to one lock, for the words only. */
function shapeFolder(folder: string, digest: string): string {
  return join(folder, 'shapes', digest.slice(0, 16));
}

function differences(folder: string, { pattern, version, lock: digest }: Approved, now: ShapeLock, snapshots: readonly ShapeSnapshot[]): string[] {
  const current = readLock(folder, pattern, version);
  const kept = shapeFolder(folder, digest);
  const before = current !== undefined && lockDigest(current) === digest ? current : readLock(kept, pattern, version);
  const changes = changesSince(readSnapshots(kept, pattern, version, Object.keys(now.places).sort()), snapshots);
  return [...changes.map(changeLine), ...before === undefined ? [] : compareLocks(before, now).filter(({ kind }) => kind !== 'control').map(({ text }) => text)];
}

function store(folder: string, lock: ShapeLock, snapshots: readonly ShapeSnapshot[], used: ReadonlySet<string>): string[] {
  const digest = lockDigest(lock);
  const last = readLock(folder, lock.pattern, lock.patternVersion);
  if (last !== undefined && lockDigest(last) !== digest && used.has(lockDigest(last))) { writeLock(shapeFolder(folder, lockDigest(last)), last); }
  const files = [writeLock(folder, lock), ...writeSnapshots(shapeFolder(folder, digest), snapshots)];
  const shapes = join(folder, 'shapes');
  const needed = new Set([digest, ...used].map((one) => one.slice(0, 16)));
  for (const name of existsSync(shapes) ? readdirSync(shapes) : []) {
    if (/^[0-9a-f]{16}$/.test(name) && !needed.has(name)) { rmSync(join(shapes, name), { recursive: true }); }
  }
  return files;
}

function findings(source: PatternSource, standards: Standards, lock: ShapeLock, slice: string, ids: readonly string[]): ControlResult[] {
  const [cloudName, stage] = slice.split('/');
  const cloud = cloudsIn(standards).find((one) => one.cloudName === cloudName)!;
  const governance = standards._governance;
  const { allowedRegions } = canonicalStandards(standards, cloud.cloudName);
  const { variants, controls: readings } = lock.slices[slice];
  const found: ControlResult[] = [];
  const open = new Set(ids);
  for (const variant of Object.keys(variants)) {
    if (open.size === 0) { break; }
    const made = canonicalShape(source, variant, stage as Stage, { standards, cloud });
    const controls = governance.controls.filter(({ definition }) => open.has(definition.id));
    const { results } = runControls(new Subject(made.model(), made.terraform, allowedRegions), { ...governance, controls });
    const decided = results.filter((result) => result.outcome === readings[result.control].outcome);
    found.push(...decided);
    for (const { control } of decided) { open.delete(control); }
  }
  return found;
}
