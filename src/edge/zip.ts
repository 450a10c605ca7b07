import { createHash } from 'crypto';

/** Archives made so far, by what is in them: the environments of a fleet share their programs, and to compress one takes longer than a stack. */
const made = new Map<string, Buffer>();
const MOST = 64;

/**
 * A zip archive that is the same bytes on every machine: fixed date, fixed order, one pure JavaScript deflate (that of
 * Node.js differs between processor types).
 */
export function deterministicZip(files: { readonly [name: string]: string }): Buffer {
  const names = Object.keys(files).sort();
  const key = createHash('sha256').update(JSON.stringify(names.map((name) => [name, files[name]]))).digest('hex');
  const known = made.get(key) ?? zip(names, files);
  if (made.size < MOST) { made.set(key, known); }
  return Buffer.from(known);
}

function zip(names: string[], files: { readonly [name: string]: string }): Buffer {
  // loaded on first use: only one cloud needs it
  const { zipSync, strToU8 } = require('fflate') as typeof import('fflate');
  const entries = names.map((name) => [name, strToU8(files[name])] as const);
  // The format keeps local time: a date made of local parts gives the same bytes in every time zone.
  return Buffer.from(zipSync(Object.fromEntries(entries), { level: 9, mtime: new Date(1980, 0, 1, 0, 0, 0), os: 3, attrs: 0o644 << 16 }));
}
