import { isBlock, isUnresolved } from './rule-values';

/** One resource of a stack. */
export interface Entry {
  readonly address: string;
  readonly type: string;
  readonly name: string;
  readonly body: { readonly [argument: string]: any };
}

const REFERENCE = /(?<![\w.])([a-z][a-z0-9]*_[a-z0-9_]+)\.([A-Za-z_][\w-]*)(?:\[[^\]]*\])?(?:\.([a-z_][a-z0-9_]*))?/g;
const WHOLE = /\$\{([a-z][a-z0-9_]*)\.([A-Za-z_][\w-]*)\.([a-z_][a-z0-9_]*)\}/g;

/** The resources of a stack and the references between them. Everything beyond the list is computed on first use. */
export class TerraformGraph {
  public readonly entries: Entry[] = [];
  private readonly byAddress = new Map<string, Entry>();
  private readonly byType = new Map<string, Entry[]>();
  private readonly direct = new Map<string, Set<string>>();
  private readonly reached = new Map<string, Set<string>>();

  constructor(public readonly tf: any) {
    const types = isBlock(tf) && isBlock(tf.resource) ? tf.resource : {};
    for (const [type, named] of Object.entries(types)) {
      for (const [name, body] of Object.entries(isBlock(named) ? named : {})) {
        if (isBlock(body)) {
          this.add({ address: `${type}.${name}`, type, name, body });
        }
      }
    }
  }

  /** All resources of some types. */
  public all(...types: string[]): Entry[] {
    return types.length === 1 ? this.byType.get(types[0]) ?? [] : types.flatMap((type) => this.byType.get(type) ?? []);
  }

  /** The first resource of this stack that an expression refers to. */
  public target(value: unknown): Entry | undefined {
    if (typeof value !== 'string') {
      return undefined;
    }
    for (const match of value.matchAll(REFERENCE)) {
      const entry = this.byAddress.get(`${match[1]}.${match[2]}`);
      if (entry) {
        return entry;
      }
    }
    return undefined;
  }

  /** The text of an expression if all it refers to are literal arguments of this stack. */
  public literal(value: unknown, depth = 0): string | undefined {
    if (typeof value !== 'string' || depth > 4) {
      return undefined;
    }
    if (!isUnresolved(value)) {
      return value;
    }
    let known = true;
    const written = value.replace(WHOLE, (expression, type, name, argument) => {
      const body = this.byAddress.get(`${type}.${name}`)?.body;
      const found = body && Object.prototype.hasOwnProperty.call(body, argument) ? this.literal(body[argument], depth + 1) : undefined;
      known = known && found !== undefined;
      return found ?? expression;
    });
    return known && !isUnresolved(written) ? written : undefined;
  }

  /** Whether a resource is made after another: by `depends_on` or by a reference, directly or through others. */
  public isAfter(from: Entry, to: Entry): boolean {
    return this.reach(from.address).has(to.address);
  }

  /** Whether a resource names another one directly, in an expression or in `depends_on`. */
  public refersTo(from: Entry, to: Entry): boolean {
    return this.neighbours(from.address).has(to.address);
  }

  private add(entry: Entry): void {
    this.entries.push(entry);
    this.byAddress.set(entry.address, entry);
    const same = this.byType.get(entry.type);
    if (same) {
      same.push(entry);
    } else {
      this.byType.set(entry.type, [entry]);
    }
  }

  // Everything that a resource is made after. A cycle ends at what is known so far; Terraform refuses it anyway.
  private reach(address: string): Set<string> {
    let found = this.reached.get(address);
    if (!found) {
      found = new Set();
      this.reached.set(address, found);
      for (const next of this.neighbours(address)) {
        if (!found.has(next)) {
          found.add(next);
          this.reach(next).forEach((further) => found?.add(further));
        }
      }
    }
    return found;
  }

  private neighbours(address: string): Set<string> {
    let found = this.direct.get(address);
    if (!found) {
      found = new Set();
      const body = this.byAddress.get(address)?.body ?? {};
      for (const [argument, value] of Object.entries(body)) {
        if (argument !== '//') {
          collect(value, argument === 'depends_on', found, 0);
        }
      }
      found.delete(address);
      this.direct.set(address, found);
    }
    return found;
  }
}

function collect(value: any, plain: boolean, found: Set<string>, depth: number): void {
  if (typeof value === 'string') {
    if (plain || value.includes('${')) {
      for (const match of value.matchAll(REFERENCE)) {
        found.add(`${match[1]}.${match[2]}`);
      }
    }
  } else if (typeof value === 'object' && value !== null && depth < 40) {
    Object.values(value).forEach((item) => collect(item, plain, found, depth + 1));
  }
}
