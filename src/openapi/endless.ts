import { asList, asObject, isObject } from './grammar';
import { parsePointer, valueAt } from './source';

const LISTS = ['allOf', 'anyOf', 'oneOf'];
const SINGLE = ['not', 'if', 'then', 'else'];

/**
 * Finds references that lead back to themselves without taking a step into the value (through `allOf`, `not` and the like,
 * or directly): no validator ever comes to an end with them. Recursion through properties or items is fine.
 */
export class EndlessReferences {
  private readonly done = new Map<string, boolean>();

  public constructor(private readonly document: any) {}

  public leadsToItself(ref: string): boolean {
    return this.visit(ref, new Set());
  }

  private visit(ref: string, path: Set<string>): boolean {
    const known = this.done.get(ref);
    if (known !== undefined) {
      return known;
    }
    if (path.has(ref)) {
      return true;
    }
    path.add(ref);
    const pointer = ref.startsWith('#') ? parsePointer(ref.slice(1)) : undefined;
    const endless = pointer !== undefined && inPlace(valueAt(this.document, pointer)).some((next) => this.visit(next, path));
    path.delete(ref);
    this.done.set(ref, endless);
    return endless;
  }
}

/** References that hold for the same value as the schema itself. */
function inPlace(schema: any): string[] {
  if (!isObject(schema)) {
    return [];
  }
  const parts = [...LISTS.flatMap((key) => asList(schema[key])), ...SINGLE.map((key) => schema[key]), ...Object.values(asObject(schema.dependentSchemas))];
  return [...(typeof schema.$ref === 'string' ? [schema.$ref] : []), ...parts.flatMap(inPlace)];
}
