/** Adds `value` to the list that `groups` has for `key`. */
export function append<K, V>(groups: Map<K, V[]>, key: K, value: V): void {
  const known = groups.get(key);
  if (known) { known.push(value); } else { groups.set(key, [value]); }
}

/** Items with the same key, in the order in which they come. */
export function groupBy<K, V>(items: Iterable<V>, key: (item: V) => K): Map<K, V[]> {
  const groups = new Map<K, V[]>();
  for (const item of items) { append(groups, key(item), item); }
  return groups;
}
