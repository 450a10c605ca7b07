import { isObject } from './grammar';
import { parsePointer, valueAt } from './source';

/** The object that a chain of references ends at; `undefined` where it is dangling or goes in a circle. */
export function follow(document: any, node: any): any {
  const passed = new Set<string>();
  let current = node;
  while (isObject(current) && typeof current.$ref === 'string') {
    const pointer = current.$ref.startsWith('#') ? parsePointer(current.$ref.slice(1)) : undefined;
    if (!pointer || passed.has(current.$ref)) {
      return undefined;
    }
    passed.add(current.$ref);
    current = valueAt(document, pointer);
  }
  return current;
}
