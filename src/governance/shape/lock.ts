import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { stringify } from '../../environment/stringify';
import { GroundworkError } from '../../errors';

/**
 * What a pattern is made of under these standards, as digests: written by `groundwork approve`, kept beside the approvals, compared by every
 * synthesis. A slice is a cloud and a stage (`aws/production`); a variant is the choice of structural inputs (`cache+database`, or `-` for none).
 */
export interface ShapeLock {
  readonly version: 1;
  readonly pattern: string;
  readonly patternVersion: string;
  /** SHA-256 of inputs, kinds and bounds; not of defaults and words. */
  readonly contract: string;
  /** SHA-256 of the definitions and parameters of all controls. */
  readonly controlPack: string;
  /** Versions of the providers, by cloud. */
  readonly providers: { readonly [cloud: string]: string };
  readonly slices: { readonly [slice: string]: ShapeSlice };
  /** Where each value input reaches, by cloud: `orders/service aws_ecs_task_definition.container_definitions`. */
  readonly places: { readonly [cloud: string]: { readonly [input: string]: string[] } };
}

/** The shapes of one cloud and stage. */
export interface ShapeSlice {
  /** SHA-256 of the canonical Terraform of each variant; `given:` stands before one with every value given. */
  readonly variants: { readonly [variant: string]: string };
  /** By control: SHA-256 of what it read in all variants, and its worst outcome. */
  readonly controls: { readonly [control: string]: { readonly reads: string; readonly outcome: string } };
}

/** File of a lock in the folder of the approvals. */
export function lockFile(pattern: string, version: string): string {
  return `${pattern}@${version}.lock.json`;
}

/**
 * The lock of a pattern; undefined if there is none.
 * @throws if the file is no lock of that pattern
 */
export function readLock(folder: string, pattern: string, version: string): ShapeLock | undefined {
  const file = join(folder, lockFile(pattern, version));
  if (!existsSync(file)) { return undefined; }
  const lock = parsed(file);
  if (!isLock(lock) || lock.pattern !== pattern || lock.patternVersion !== version) { throw noLock(file, `is no lock of ${pattern} ${version}`); }
  return lock;
}

/** Writes a lock, the same bytes for the same content. @returns the file */
export function writeLock(folder: string, lock: ShapeLock): string {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, lockFile(lock.pattern, lock.patternVersion));
  writeFileSync(file, `${stringify(lock)}\n`);
  return file;
}

function parsed(file: string): any {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw noLock(file, `cannot be read: ${(error as Error).message}`);
  }
}

const DIGEST = /^[0-9a-f]{64}$/;

function isLock(lock: any): lock is ShapeLock {
  return lock?.version === 1 && typeof lock.pattern === 'string' && typeof lock.patternVersion === 'string' && DIGEST.test(lock.contract) && DIGEST.test(lock.controlPack)
    && isMap(lock.providers, (one) => typeof one === 'string')
    && isMap(lock.slices, (slice) => isMap(slice?.variants, (digest) => DIGEST.test(digest)) && isMap(slice.controls, (one) => DIGEST.test(one?.reads) && typeof one.outcome === 'string'))
    && isMap(lock.places, (places) => isMap(places, (list) => Array.isArray(list) && list.every((one) => typeof one === 'string')));
}

function isMap(value: any, holds: (one: any) => boolean): boolean {
  return value !== null && typeof value === 'object' && !Array.isArray(value) && Object.values(value).every(holds);
}

function noLock(file: string, problem: string): GroundworkError {
  return new GroundworkError('Lock of a pattern', [{ where: file, problem, mend: 'Take it from version control again, or let `groundwork approve` write it anew.' }]);
}
