/**
 * JSON with sorted keys and two spaces, byte for byte what the host writes (json-stable-stringify with `space: 2`,
 * which puts the brackets of an empty list or object on two lines).
 *
 * @param sorted objects in `value` that are known to have their keys in order, they and everything in them
 */
export function stringify(value: any, sorted?: ReadonlySet<object>): string {
  const copy = new SortedCopy(sorted);
  const text = JSON.stringify(copy.of(value), null, 2);
  return copy.faithful ? opened(opened(text, '{}'), '[]') : carefully(value, '');
}

/** The engine writes JSON several times faster than any program does, in the order that keys have in the object: so it is given a sorted copy. */
class SortedCopy {
  /** Whether the copy could be sorted. */
  public faithful = true;

  public constructor(private readonly sorted?: ReadonlySet<object>) {}

  public of(value: any): any {
    if (value === null || typeof value !== 'object' || this.sorted?.has(value)) { return value; }
    if (typeof value.toJSON === 'function') { return this.of(value.toJSON()); }
    if (Array.isArray(value)) { return value.map((v) => this.of(v)); }
    const copy: any = {};
    for (const key of sortKeys(Object.keys(value))) {
      if (isMoved(key)) { this.faithful = false; }
      const inner = value[key];
      copy[key] = typeof inner === 'object' ? this.of(inner) : inner;
    }
    return copy;
  }
}

/** Whether an object does not keep `key` where it was put: the engine puts keys that look like an index first. */
export function isMoved(key: string): boolean {
  const first = key.charCodeAt(0);
  return (first >= 48 && first <= 57 && /^\d+$/.test(key)) || key === '__proto__';
}

const FEW = 16;

/** Sorts in place. Names of arguments are few and nearly in order, where shifting beats the general algorithm. */
export function sortKeys(keys: string[]): string[] {
  if (keys.length > FEW) { return keys.sort(); }
  for (let i = 1; i < keys.length; i++) {
    const key = keys[i];
    let at = i;
    for (; at > 0 && keys[at - 1] > key; at--) { keys[at] = keys[at - 1]; }
    keys[at] = key;
  }
  return keys;
}

/** Puts the closing bracket of an empty `pair` on a line of its own. At the end of a line the pair is no part of a text, whose lines are escaped. */
function opened(text: string, pair: '{}' | '[]'): string {
  let result = '';
  let from = 0;
  for (let at = text.indexOf(pair); at >= 0; at = text.indexOf(pair, at + 1)) {
    const after = text[at + 2] === ',' ? text[at + 3] : text[at + 2];
    if (after !== undefined && after !== '\n') { continue; }
    const line = text.lastIndexOf('\n', at) + 1;
    result += `${text.slice(from, at + 1)}\n${/^ */.exec(text.slice(line, at))![0]}`;
    from = at + 1;
  }
  return result + text.slice(from);
}

/** The same for what the engine would order in another way. */
function carefully(value: any, indent: string): string {
  if (value === null || typeof value !== 'object') { return JSON.stringify(value); }
  if (typeof value.toJSON === 'function') { return carefully(value.toJSON(), indent); }
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    return `[${value.map((v) => `\n${inner}${carefully(v === undefined ? null : v, inner)}`).join(',')}\n${indent}]`;
  }
  const rows = Object.keys(value).sort().filter((k) => value[k] !== undefined)
    .map((k) => `\n${inner}${JSON.stringify(k)}: ${carefully(value[k], inner)}`);
  return `{${rows.join(',')}\n${indent}}`;
}
