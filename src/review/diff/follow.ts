import { IDENTITIES } from './match';
import { Versions } from './versions';

/** From how many resources with another name on a part of it is taken for a rename of all. */
const MANY = 3;
/** Shortest part of a name that is replaced in other texts. */
const LEAST = 4;

/**
 * Names that changed together: another stage, another pod, another construct. What only follows from them, such as the name of
 * the log in the definition of an alarm, is one change of names and not one of each place.
 */
export class NameChanges {
  private readonly parts: (readonly [string, string])[];

  public constructor({ old, now }: Pick<Versions, 'old' | 'now'>) {
    const counts = new Map<string, number>();
    for (const [address, body] of now) {
      for (const argument of IDENTITIES) {
        const [from, to] = [old.get(address)?.[argument], body?.[argument]];
        if (typeof from !== 'string' || typeof to !== 'string' || from === to || from.includes('${') || to.includes('${')) { continue; }
        const key = core(from, to).join('\n');
        counts.set(key, (counts.get(key) ?? 0) + 1);
      }
    }
    this.parts = [...counts].filter(([, count]) => count >= MANY).map(([key]) => split2(key)).filter(([from, to]) => from.length >= LEAST && to.length >= LEAST)
      .sort((a, b) => b[0].length - a[0].length || (a[0] < b[0] ? -1 : 1));
  }

  /** The change of names that turns one value into the other, if nothing else changed in it. */
  public explains(from: unknown, to: unknown): readonly [string, string] | undefined {
    if (this.parts.length === 0 || from === undefined || to === undefined) { return undefined; }
    const [a, b] = [JSON.stringify(from), JSON.stringify(to)];
    return this.parts.find(([before, after]) => a.includes(before) && a.split(before).join(after) === b);
  }
}

/** What differs between two names, in whole words: `orders-production-logs` and `orders-development-logs` differ in `production`. */
function core(from: string, to: string): [string, string] {
  const [a, b] = [from.split(/(?=[-_/.])|(?<=[-_/.])/), to.split(/(?=[-_/.])|(?<=[-_/.])/)];
  let head = 0;
  while (head < Math.min(a.length, b.length) && a[head] === b[head]) { head++; }
  let tail = 0;
  while (tail < Math.min(a.length, b.length) - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) { tail++; }
  return [a.slice(head, a.length - tail).join(''), b.slice(head, b.length - tail).join('')];
}

function split2(key: string): readonly [string, string] {
  const at = key.indexOf('\n');
  return [key.slice(0, at), key.slice(at + 1)];
}
