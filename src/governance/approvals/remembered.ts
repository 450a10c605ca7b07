/**
 * Work whose result is kept as long as both objects that it hangs on: a thousand environments rest on the same few locks, records and
 * standards. The objects are never changed.
 */
export function remembered<A extends object, B extends object, T>(work: (a: A, b: B, key: string) => T): (a: A, b: B, key?: string) => T {
  const results = new WeakMap<A, WeakMap<B, Map<string, T>>>();
  return (a, b, key = '') => {
    const ofA = entry(results, a, () => new WeakMap<B, Map<string, T>>());
    const ofBoth = entry(ofA, b, () => new Map<string, T>());
    if (!ofBoth.has(key)) { ofBoth.set(key, work(a, b, key)); }
    return ofBoth.get(key)!;
  };
}

function entry<K extends object, V>(map: WeakMap<K, V>, key: K, make: () => V): V {
  const known = map.get(key) ?? make();
  map.set(key, known);
  return known;
}
