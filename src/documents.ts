import { createHash } from 'crypto';
import { existsSync, readFileSync, statSync } from 'fs';

/**
 * Documents that inputs name: files, or texts that are kept in memory under a name of their own (`memory:<digest>.<ending>`), so that a
 * pattern can be made again from a record of its inputs, and tried with documents that nobody wrote to disk.
 */
const PREFIX = 'memory:';
const kept = new Map<string, string>();

/** Keeps a text, and returns the name by which inputs call it. The same text has the same name. */
export function keepDocument(text: string, ending: string): string {
  const name = `${PREFIX}${createHash('sha256').update(text).digest('hex').slice(0, 16)}.${ending}`;
  kept.set(name, text);
  return name;
}

/** Whether `name` names a text in memory. */
export function isKept(name: string): boolean {
  return name.startsWith(PREFIX);
}

/** Whether there is such a document. */
export function documentExists(name: string): boolean {
  return isKept(name) ? kept.has(name) : existsSync(name) && statSync(name).isFile();
}

/** The text of a document. @throws if there is none */
export function readDocument(name: string): string {
  if (!isKept(name)) { return readFileSync(name, 'utf8'); }
  const text = kept.get(name);
  if (text === undefined) { throw new Error(`no document ${name} is kept`); }
  return text;
}
