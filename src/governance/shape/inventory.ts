import { createHash } from 'crypto';
import canonicalize from 'canonicalize';
import { isMoved, sortKeys } from '../../environment/stringify';
import { isSet } from './set-arguments';

/**
 * The canonical form of resolved Terraform, and its digest: what two stacks have in common that Terraform would treat alike. When in
 * doubt, things differ: an approval that lapses once too often is a nuisance, one that holds once too often is a hole.
 */

/** Where every version of the canonical form begins, so that digests of two versions never agree by chance. */
const VERSION = 1;
/** Of a JSON document in a string; no argument of Terraform has this name. */
const DOCUMENT = '$json';
/** In these the schema of a provider decides the type of a value, so that `"30"` and `30` are the same to Terraform. */
const TYPED = /^(aws|azurerm|google)_/;
/** What Terraform itself reads. Order means nothing in these; values elsewhere in it have the type that is written. */
const UNORDERED_META = new Set(['depends_on', 'lifecycle.ignore_changes', 'lifecycle.replace_triggered_by']);
const UNTYPED_META = /^(for_each|provisioner|connection)(\.|$)/;

/**
 * The canonical form: without the constructs (`//`) and the place of the state; lists that the provider takes for sets in one order, JSON documents
 * opened, numbers and booleans in one form. Provider blocks stay, since they can change what every resource is.
 *
 * @param terraform content of `cdk.tf.json`
 * @param under construct path within the stack, for an environment in a team's own stack: only its resources and outputs then
 */
export function inventoryOf(terraform: any, under?: string): any {
  return new Inventory(under).of(terraform);
}

/** SHA-256 over the JSON Canonicalization Scheme (RFC 8785) of the canonical form, hexadecimal. */
export function inventoryDigest(terraform: any, under?: string): string {
  return createHash('sha256').update(new Inventory(under).text(terraform)).digest('hex');
}

/** SHA-256 over the JSON Canonicalization Scheme of any JSON, hexadecimal. */
export function digestOf(value: any): string {
  return createHash('sha256').update(canonicalize(value)!).digest('hex');
}

/** Makes the canonical form of one stack; every object in it has its keys in order. */
class Inventory {
  /** How many objects could not keep their keys in order: the engine puts keys that look like an index first. */
  private moved = 0;
  private readonly disordered = new WeakSet<object>();

  public constructor(private readonly under?: string) {}

  public of(terraform: any): any {
    const { '//': _, terraform: settings, resource, data, ...rest } = terraform;
    const { backend: __, cloud: ___, ...kept } = settings ?? {};
    const around = this.under === undefined ? { ...rest, terraform: kept } : {};
    const made: any = this.mapped(around, (value) => this.plain(value));
    return this.mapped({ ...made, version: VERSION, resource: this.elements(resource), data: this.elements(data) }, (value) => value);
  }

  /** The canonical form as canonical JSON: the engine writes what is in order many times faster than any program. */
  public text(terraform: any): string {
    const object = (value: any, write: (inner: any, key: string) => string): string => (
      `{${Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${write(value[key], key)}`).join()}}`);
    const body = (value: any): string => (this.disordered.has(value) ? canonicalize(value)! : JSON.stringify(value));
    return object(this.of(terraform), (value, key) => (key === 'resource' || key === 'data' ? object(value, (named) => object(named, body)) : canonicalize(value)!));
  }

  private elements(byType: any): any {
    return this.mapped(byType ?? {}, (named, type) => {
      const form = new Form(type, this);
      return this.mapped(named ?? {}, (body) => {
        if (!this.isIn(body)) { return undefined; }
        const before = this.moved;
        const made = form.body(body);
        if (this.moved !== before) { this.disordered.add(made); }
        return made;
      });
    });
  }

  private isIn(body: any): boolean {
    if (this.under === undefined) { return true; }
    const path: string = body?.['//']?.metadata?.path ?? '';
    const inside = path.slice(path.indexOf('/') + 1);
    return inside === this.under || inside.startsWith(`${this.under}/`);
  }

  /** What no type gives another meaning: as it is, but for notes. */
  public plain(value: any): any {
    if (value === null || typeof value !== 'object') { return value; }
    return Array.isArray(value) ? value.map((item) => this.plain(item)) : this.mapped(value, (inner, key) => (key === '//' ? undefined : this.plain(inner)));
  }

  /** A document: in it everything counts. */
  public document(value: any): any {
    if (value === null || typeof value !== 'object') { return value; }
    return Array.isArray(value) ? value.map((item) => this.document(item)) : this.mapped(value, (inner) => this.document(inner));
  }

  public mapped(value: any, make: (inner: any, key: string) => any): any {
    const made: any = {};
    for (const key of sortKeys(Object.keys(value))) {
      const inner = make(value[key], key);
      if (inner === undefined) { continue; }
      if (isMoved(key)) { this.moved++; }
      if (key === '__proto__') { Object.defineProperty(made, key, { value: inner, enumerable: true }); } else { made[key] = inner; }
    }
    return made;
  }
}

/** The canonical form of the values of one type of resource. */
class Form {
  private readonly typed: boolean;

  public constructor(private readonly type: string, private readonly inventory: Inventory) {
    this.typed = TYPED.test(type);
  }

  public body(body: any): any {
    return this.inventory.mapped(body ?? {}, (value, key) => (key === '//' ? undefined : this.of(value, key)));
  }

  private of(value: any, at: string): any {
    switch (typeof value) {
      case 'string': return this.text(value, at);
      case 'object': return value === null ? undefined : Array.isArray(value) ? this.list(value, at) : this.block(value, at);
      default: return value;
    }
  }

  private block(value: any, at: string): any {
    return this.inventory.mapped(value, (inner, key) => (key === '//' ? undefined : this.of(inner, `${at}.${key}`)));
  }

  private list(value: any[], at: string): any[] {
    // What Terraform leaves out of a block it keeps in a list.
    const items = value.map((item) => this.of(item, at) ?? null);
    return items.length > 1 && (UNORDERED_META.has(at) || (this.typed && isSet(this.type, at))) ? sorted(items) : items;
  }

  private text(value: string, at: string): any {
    const first = value.charCodeAt(0);
    // { [ and blanks before them
    if (first === 123 || first === 91 || first <= 32) {
      const document = documentIn(value);
      return document === undefined ? value : { [DOCUMENT]: this.inventory.document(document) };
    }
    if (!this.typed || UNTYPED_META.test(at)) { return value; }
    if (value === 'true') { return true; }
    if (value === 'false') { return false; }
    return (first === 45 || (first >= 48 && first <= 57)) && /^-?\d{1,15}(\.\d+)?$/.test(value) && String(Number(value)) === value ? Number(value) : value;
  }
}

function sorted(items: any[]): any[] {
  return items.map((item) => [canonicalize(item)!, item] as const).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, item]) => item);
}

/**
 * The JSON document that a text is: keys in any order and blanks mean nothing in it. Only if nothing is lost on the way: a key that is there twice,
 * or a number that has more digits than a program keeps, leave the text what it is.
 */
function documentIn(text: string): any {
  let document: any;
  try {
    document = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof document !== 'object' || document === null) { return undefined; }
  const again = JSON.stringify(document);
  return again === text || again === withoutBlanks(text) ? document : undefined;
}

/** JSON without blanks outside of its texts. */
function withoutBlanks(text: string): string {
  return text.replace(/("(?:[^"\\]|\\.)*")|\s+/g, (_, quoted) => quoted ?? '');
}
