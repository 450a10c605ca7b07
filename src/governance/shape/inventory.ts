import { createHash } from 'crypto';
import canonicalize from 'canonicalize';
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
  const { '//': _, terraform: settings, resource, data, ...rest } = terraform;
  const { backend: __, cloud: ___, ...kept } = settings ?? {};
  const whole = under === undefined;
  return {
    version: VERSION,
    ...(whole ? { terraform: plain(kept), ...mapped(rest, (value) => plain(value)) } : {}),
    resource: elements(resource, under),
    data: elements(data, under),
  };
}

/** SHA-256 over the JSON Canonicalization Scheme (RFC 8785) of the canonical form, hexadecimal. */
export function inventoryDigest(terraform: any, under?: string): string {
  return digestOf(inventoryOf(terraform, under));
}

/** SHA-256 over the JSON Canonicalization Scheme of any JSON, hexadecimal. */
export function digestOf(value: any): string {
  return createHash('sha256').update(canonicalize(value)!).digest('hex');
}

/** The canonical form of the arguments of one resource. */
export function canonicalBody(type: string, body: any): any {
  const form = new Form(type, TYPED.test(type));
  const made: any = {};
  for (const key of Object.keys(body ?? {})) {
    if (key === '//') { continue; }
    const value = form.of(body[key], key);
    if (value !== undefined) { put(made, key, value); }
  }
  return made;
}

function elements(byType: any, under?: string): any {
  return mapped(byType ?? {}, (named, type) => mapped(named ?? {}, (body) => (isUnder(body, under) ? canonicalBody(type, body) : undefined)));
}

function isUnder(body: any, under?: string): boolean {
  if (under === undefined) { return true; }
  const path: string = body?.['//']?.metadata?.path ?? '';
  const inside = path.slice(path.indexOf('/') + 1);
  return inside === under || inside.startsWith(`${under}/`);
}

/** What is no resource: as it is, but for remarks. */
function plain(value: any): any {
  if (Array.isArray(value)) { return value.map(plain); }
  return value && typeof value === 'object' ? mapped(value, (inner, key) => (key === '//' ? undefined : plain(inner))) : value;
}

function mapped(value: any, make: (inner: any, key: string) => any): any {
  const made: any = {};
  for (const key of Object.keys(value)) {
    const inner = make(value[key], key);
    if (inner !== undefined) { put(made, key, inner); }
  }
  return made;
}

function put(into: any, key: string, value: any): void {
  if (key === '__proto__') { Object.defineProperty(into, key, { value, enumerable: true }); } else { into[key] = value; }
}

/** The canonical form of the values of one type of resource. */
class Form {
  public constructor(private readonly type: string, private readonly typed: boolean) {}

  public of(value: any, at: string): any {
    switch (typeof value) {
      case 'string': return this.text(value, at);
      case 'object': return value === null ? undefined : Array.isArray(value) ? this.list(value, at) : this.block(value, at);
      default: return value;
    }
  }

  private block(value: any, at: string): any {
    const made: any = {};
    for (const key of Object.keys(value)) {
      if (key === '//') { continue; }
      const inner = this.of(value[key], `${at}.${key}`);
      if (inner !== undefined) { put(made, key, inner); }
    }
    return made;
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
      return document === undefined ? value : { [DOCUMENT]: document };
    }
    if (!this.typed || UNTYPED_META.test(at)) { return value; }
    if (value === 'true') { return true; }
    if (value === 'false') { return false; }
    return (first === 45 || (first >= 48 && first <= 57)) && /^-?\d{1,15}(\.\d+)?$/.test(value) && String(Number(value)) === value ? Number(value) : value;
  }
}

function sorted(items: any[]): any[] {
  return items.map((item) => [typeof item === 'object' ? canonicalize(item)! : JSON.stringify(item), item] as const)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, item]) => item);
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
