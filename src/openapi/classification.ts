import { asObject, isObject, Kind, walk } from './grammar';
import { follow } from './follow';
import { parsePointer, valueAt } from './source';

/** Values of `x-data-classification`. */
export const CLASSIFICATIONS = ['public', 'internal', 'confidential', 'personal', 'special-category'];

/** Whether a value of `x-data-classification` means personal data (GDPR article 4(1) or 9). */
export function isPersonal(classification: any): boolean {
  return classification === 'personal' || classification === 'special-category';
}

function marked(node: any): boolean {
  return isObject(node) && (isPersonal(node['x-data-classification']) || node['x-personal-data'] === true);
}

/** Names of all properties and parameters that a document classifies as personal, sorted. */
export function personalFields(document: any): string[] {
  const names = new Set<string>();
  walk(document, 'document', (node, kind) => {
    if (kind === 'parameter' && typeof node?.name === 'string' && (marked(node) || marked(node.schema) || marked(follow(document, node.schema)))) {
      names.add(node.name);
    }
    if (kind === 'schema' && isObject(node)) {
      for (const [name, schema] of Object.entries(asObject(node.properties))) {
        if (marked(schema) || marked(follow(document, schema))) {
          names.add(name);
        }
      }
    }
  });
  return [...names].sort();
}

/** Answers, for one document, whether anything reachable from a part of it is classified as personal. */
export class PersonalDataFinder {
  /** By `$ref`: what is reachable is the same for every operation that uses it. */
  private readonly known = new Map<string, boolean>();

  public constructor(private readonly document: any) {}

  public reaches(node: any, kind: Kind): boolean {
    const visited = new Set<string>();
    const found = this.search(node, kind, visited);
    if (!found) {
      // a whole search without a find settles everything it met; inside a cycle, "no" alone would not
      visited.forEach((ref) => this.known.set(ref, false));
    }
    return found;
  }

  private search(root: any, kind: Kind, visited: Set<string>): boolean {
    let found = false;
    walk(root, kind, (node) => {
      if (found || !isObject(node)) {
        return false;
      }
      found = marked(node) || (typeof node.$ref === 'string' && this.searchRef(node.$ref, visited));
      return !found;
    });
    return found;
  }

  private searchRef(ref: string, visited: Set<string>): boolean {
    const known = this.known.get(ref);
    if (known !== undefined || visited.has(ref)) {
      return known ?? false;
    }
    visited.add(ref);
    const pointer = ref.startsWith('#') ? parsePointer(ref.slice(1)) : undefined;
    const target = pointer ? valueAt(this.document, pointer) : undefined;
    const found = this.search(target, kindOf(pointer ?? []), visited);
    if (found) {
      this.known.set(ref, true);
    }
    return found;
  }
}

function kindOf(pointer: readonly (string | number)[]): Kind {
  const kinds: Record<string, Kind> = {
    parameters: 'parameter', responses: 'response', requestBodies: 'requestBody', headers: 'header', pathItems: 'pathItem', callbacks: 'callback',
  };
  return (pointer[0] === 'components' && pointer.length === 3 && kinds[String(pointer[1])]) || 'schema';
}
