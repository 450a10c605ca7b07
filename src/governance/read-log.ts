import { createHash } from 'crypto';

/** What stands for values that many controls read: facts, permissions, bodies of resources. They are never changed. */
const texts = new WeakMap<object, string>();

/** What one control read: an approval holds as long as it would read the same. */
export class ReadLog {
  private readonly seen = new Map<string, string>();

  /** @param on whether anything is noted: only approvals ask for it */
  public constructor(public readonly on = true) {}

  /** Notes that `value` was read at `place`, and returns it. */
  public read<T>(place: string, value: T): T {
    if (this.on && !this.seen.has(place)) { this.seen.set(place, textOf(value)); }
    return value;
  }

  /** Every place with what stood there, sorted. */
  public get entries(): [string, string][] {
    return [...this.seen].sort(([a], [b]) => (a < b ? -1 : 1));
  }

  /** SHA-256 of everything read, hexadecimal: of each place and what stood there, as JSON, a line each. */
  public get digest(): string {
    const hash = createHash('sha256');
    for (const [place, text] of this.entries) { hash.update(`${JSON.stringify(place)}\n${text}\n`); }
    return hash.digest('hex');
  }
}

const LONG = 200;

/** As JSON; the digest of it where it is long. A list is made anew each time it is asked for, of items that are the same. */
function textOf(value: any): string {
  if (value === null || typeof value !== 'object') { return JSON.stringify(value) ?? 'absent'; }
  const known = texts.get(value);
  if (known !== undefined) { return known; }
  const json = Array.isArray(value) ? `[${value.map((item) => (item === undefined ? 'null' : textOf(item))).join()}]` : JSON.stringify(value);
  const text = json.length > LONG ? `sha256:${createHash('sha256').update(json).digest('hex')}` : json;
  texts.set(value, text);
  return text;
}
