import { createHash } from 'crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { CloudBackend } from '../../clouds/cloud';
import { Stage } from '../../environment/stage';
import { stringify } from '../../environment/stringify';
import { GroundworkError } from '../../errors';
import { Tree } from '../../review/model';
import { Standards } from '../../standards/standards';
import { synthesized } from './canonical';
import { PatternSource, sourceOf } from './pattern-source';
import { cloudsIn } from './slices';
import { inputsOf, widestVariants } from './variants';

/**
 * What a pattern was made of when its lock was written, in full, so that the next approver is told what changed and not only that something did:
 * the variants with everything and with nothing, in production, on one cloud.
 */
export interface ShapeSnapshot {
  readonly version: 1;
  readonly pattern: string;
  readonly patternVersion: string;
  readonly cloud: string;
  readonly stage: string;
  readonly stacks: { readonly [variant: string]: SnapshotStack };
}

/** One variant: its Terraform, and what its constructs say. */
export interface SnapshotStack {
  readonly terraform: any;
  readonly tree: Pick<Tree, 'identity' | 'parts'>;
}

/** The snapshots of a pattern as its code is now, one for each cloud. */
export function snapshotsOf(pattern: PatternSource, standards: Standards, clouds: readonly CloudBackend[] = cloudsIn(standards)): ShapeSnapshot[] {
  const { id, version, contract } = sourceOf(pattern);
  return clouds.map((cloud) => ({
    version: 1, pattern: id, patternVersion: version, cloud: cloud.cloudName, stage: Stage.PRODUCTION,
    stacks: Object.fromEntries(widestVariants(contract).map((variant) => {
      const { terraform, tree } = synthesized(pattern, inputsOf(contract, variant), Stage.PRODUCTION, { standards, cloud });
      return [variant, { terraform: kept(terraform), tree: { identity: tree.identity, parts: tree.parts } }];
    })),
  }));
}

/** File of a snapshot in the folder of the approvals. */
export function snapshotFile(pattern: string, version: string, cloud: string): string {
  return `${pattern}@${version}.${cloud}.shape.json`;
}

/** Writes snapshots, the same bytes for the same content. @returns the files */
export function writeSnapshots(folder: string, snapshots: readonly ShapeSnapshot[]): string[] {
  mkdirSync(folder, { recursive: true });
  return snapshots.map((snapshot) => {
    const file = join(folder, snapshotFile(snapshot.pattern, snapshot.patternVersion, snapshot.cloud));
    writeFileSync(file, `${stringify(snapshot)}\n`);
    return file;
  });
}

/** The snapshots beside a lock, of the clouds that have one. @throws if one cannot be read */
export function readSnapshots(folder: string, pattern: string, version: string, clouds: readonly string[]): ShapeSnapshot[] {
  return clouds.map((cloud) => join(folder, snapshotFile(pattern, version, cloud))).filter(existsSync).map((file) => {
    try {
      const snapshot: ShapeSnapshot = JSON.parse(readFileSync(file, 'utf8'));
      if (snapshot.version !== 1 || snapshot.pattern !== pattern || typeof snapshot.stacks !== 'object') { throw new Error(`it is no snapshot of ${pattern}`); }
      return snapshot;
    } catch (error) {
      throw new GroundworkError('Snapshot of a pattern', [{ where: file, problem: `cannot be read: ${(error as Error).message}`, mend: 'Take it from version control again, or remove it: it is only there for the words.' }]);
    }
  });
}

const LONG = 2000;

/** Without what is long and says nothing to people: programs in base64 become their digest. Of the constructs, the paths stay. */
function kept(value: any): any {
  if (typeof value === 'string') { return value.length > LONG && /^[A-Za-z0-9+/=]+$/.test(value) ? `sha256:${createHash('sha256').update(value).digest('hex')}` : value; }
  if (Array.isArray(value)) { return value.map(kept); }
  if (value === null || typeof value !== 'object') { return value; }
  return Object.fromEntries(Object.entries(value).flatMap(([key, inner]): [string, any][] => {
    if (key !== '//') { return [[key, kept(inner)]]; }
    const path = (inner as any)?.metadata?.path;
    return path === undefined ? [] : [[key, { metadata: { path } }]];
  }));
}
