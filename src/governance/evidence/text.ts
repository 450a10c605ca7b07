import { visible } from '../../review/page/html';
import { safeText } from '../../review/redact';

/** The same few hundred texts are written into every file, and looking for secrets is not cheap. */
const known = new Map<string, string>();
const MOST_KNOWN = 20_000;

/** A text on one line: no secret, nothing that hides, and never empty. */
export function safe(text: string): string {
  const before = known.get(text);
  if (before !== undefined) { return before; }
  const made = visible(safeText(text).replace(/\s+/g, ' ').trim()) || '(empty)';
  if (known.size >= MOST_KNOWN) { known.clear(); }
  known.set(text, made);
  return made;
}

/** Every text in a value, and every name in it; what is empty stays empty. */
export function safeDeep<T>(value: T): T {
  return deep(value);
}

function deep(value: any): any {
  if (typeof value === 'string') { return value && safe(value); }
  if (value === null || typeof value !== 'object') { return value; }
  if (Array.isArray(value)) { return value.map(deep); }
  const copy: any = {};
  for (const key of Object.keys(value)) {
    if (value[key] !== undefined) { copy[safe(key)] = deep(value[key]); }
  }
  return copy;
}

/** Reference to a file: each segment encoded, so that nothing in a name ends the path. */
export function fileReference(file: string): string {
  return file.split('/').map((segment) => encodeURIComponent(segment.replace(/\p{Cs}/gu, '\ufffd'))).join('/');
}
