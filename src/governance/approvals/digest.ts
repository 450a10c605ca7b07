import { digestOf } from '../shape/inventory';
import { ShapeLock, ShapeSlice } from '../shape/lock';
import { remembered } from './remembered';

/** Owner of each control, by its id. */
export type Owners = ReadonlyMap<string, string>;

/** Clouds that a lock speaks of, sorted. */
export function cloudsOf(lock: ShapeLock): string[] {
  return [...new Set(Object.keys(lock.slices).map((slice) => slice.split('/')[0]))].sort();
}

/** Slices of one cloud, sorted. */
export function slicesOf(lock: ShapeLock, cloud: string): [string, ShapeSlice][] {
  return Object.keys(lock.slices).sort().filter((slice) => slice.split('/')[0] === cloud).map((slice) => [slice, lock.slices[slice]]);
}

/** What the controls of one function read on one cloud, by control and slice. */
export function readingsOf(lock: ShapeLock, fn: string, cloud: string, owners: Owners): { [control: string]: { [slice: string]: { reads: string; outcome: string } } } {
  const readings: { [control: string]: { [slice: string]: { reads: string; outcome: string } } } = {};
  for (const [slice, { controls }] of slicesOf(lock, cloud)) {
    for (const [id, { reads, outcome }] of Object.entries(controls)) {
      if (owners.get(id) === fn) { (readings[id] ??= {})[slice] = { reads, outcome }; }
    }
  }
  return readings;
}

/** Whether a function answers for the shape as a whole, beside what its controls read: what no control reads has an owner too. */
export function ownsShape(fn: string): boolean {
  return fn === 'architecture';
}

/**
 * What one function approves of a pattern on one cloud, as a digest. It changes when the contract changes, or what a control of that function
 * reads or finds; for architecture also when the shape of any variant or a place that an input reaches changes.
 */
export function functionDigest(lock: ShapeLock, fn: string, cloud: string, owners: Owners): string {
  return digestByKey(lock, owners, `${fn} ${cloud}`);
}

const digestByKey = remembered((lock: ShapeLock, owners: Owners, key: string) => {
  const [fn, cloud] = key.split(' ');
  return digestOf({
    pattern: lock.pattern, version: lock.patternVersion, cloud, function: fn, contract: lock.contract,
    controls: readingsOf(lock, fn, cloud, owners),
    ...(ownsShape(fn) ? { inventory: inventoryOf(lock, cloud), places: lock.places[cloud] ?? {} } : {}),
  });
});

/** Digests of all variants on one cloud, by slice. */
export function inventoryOf(lock: ShapeLock, cloud: string): { [slice: string]: { readonly [variant: string]: string } } {
  return Object.fromEntries(slicesOf(lock, cloud).map(([slice, { variants }]) => [slice, variants]));
}

/** Digest of a lock as a whole; every approval carries that of the lock it was given on. */
export function lockDigest(lock: ShapeLock): string {
  return wholeDigest(lock, lock);
}

const wholeDigest = remembered((lock: ShapeLock) => digestOf(lock));
