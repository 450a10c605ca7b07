import { visible } from '../../review/page/html';
import { safeText } from '../../review/redact';

const MOST_KNOWN = 20_000;

/** The same few hundred texts are written into every file, many times, and most of what is done to a text is not cheap: each is done once. */
export function remembered(make: (text: string) => string): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) { return before; }
    const made = make(text);
    if (known.size >= MOST_KNOWN) { known.clear(); }
    known.set(text, made);
    return made;
  };
}

/** A text on one line: no secret, nothing that hides, and never empty. */
export const safe = remembered((text) => visible(safeText(text).replace(/\s+/g, ' ').trim()) || '(empty)');

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
