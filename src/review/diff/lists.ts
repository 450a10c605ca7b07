/** Order of texts by their characters, the same on every machine. */
export function compare(a: string, b: string): number { return a < b ? -1 : a > b ? 1 : 0; }

/** Items by a key, in their order. */
export function groupBy<T>(items: Iterable<T>, key: (item: T) => string): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const item of items) {
    const group = found.get(key(item));
    if (group) { group.push(item); } else { found.set(key(item), [item]); }
  }
  return found;
}

/** Keys of two objects or maps, sorted. */
export function keysOf(a: object, b: object): string[] {
  const keys = (of: object) => (of instanceof Map ? [...of.keys()] : Object.keys(of));
  return [...new Set<string>([...keys(a), ...keys(b)])].sort(compare);
}
