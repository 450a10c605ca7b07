import { isObject } from './grammar';
import { parsePointer, valueAt } from './source';

/** The object that a chain of references ends at; `undefined` where it is dangling or goes in a circle. */
export function follow(document: any, node: any): any {
  return end(document, node).value;
}

/** Whether a chain of references comes back to itself and so never reaches a definition. */
export function isCircular(document: any, node: any): boolean {
  return end(document, node).circular;
}

function end(document: any, node: any): { readonly value?: any; readonly circular: boolean } {
  const passed = new Set<string>();
  let current = node;
  while (isObject(current) && typeof current.$ref === 'string') {
    const pointer = current.$ref.startsWith('#') ? parsePointer(current.$ref.slice(1)) : undefined;
    if (!pointer || passed.has(current.$ref)) {
      return { circular: passed.has(current.$ref) };
    }
    passed.add(current.$ref);
    current = valueAt(document, pointer);
  }
  return { value: current, circular: false };
}
