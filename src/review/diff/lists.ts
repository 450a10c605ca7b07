export { groupBy } from '../group';

/** Order of texts by their characters, the same on every machine. */
export function compare(a: string, b: string): number { return a < b ? -1 : a > b ? 1 : 0; }

/** Keys of two objects or maps, sorted. */
export function keysOf(a: object, b: object): string[] {
  const keys = (of: object) => (of instanceof Map ? [...of.keys()] : Object.keys(of));
  return [...new Set<string>([...keys(a), ...keys(b)])].sort(compare);
}
