import { fingerprint } from './canonical';
import { split } from './names';

/** Two versions of one resource. */
export interface Pair {
  readonly from: string;
  readonly to: string;
  /** `address` and `moved` keep the resource; by any other it is destroyed and created, as Terraform knows only addresses. */
  readonly by: 'address' | 'moved' | 'path' | 'identity' | 'likeness';
}

export interface Matches {
  readonly pairs: Pair[];
  readonly removed: string[];
  readonly added: string[];
}

/** Arguments that a cloud knows a resource by. */
export const IDENTITIES = [
  'bucket', 'name', 'identifier', 'cluster_identifier', 'function_name', 'domain_name', 'instance_id', 'backup_plan_id', 'bucket_id', 'repository_id',
  'secret_id', 'account_id', 'topic_name', 'alias', 'family',
];

type Bodies = ReadonlyMap<string, any>;

/** Pairs the resources of two versions one to one: by address, by `moved`, by construct path, by name, by what they are like. */
export function matchResources(base: any, next: any): Matches {
  const [before, after] = [bodiesOf(base), bodiesOf(next)];
  const pairs: Pair[] = [];
  const [left, right] = [new Set(before.keys()), new Set(after.keys())];
  const pair = (from: string, to: string, by: Pair['by']): void => {
    if (left.delete(from) && right.delete(to)) { pairs.push({ from, to, by }); }
  };
  for (const address of before.keys()) { if (after.has(address)) { pair(address, address, 'address'); } }
  for (const [from, to] of movesIn(next)) { if (left.has(from) && right.has(to)) { pair(from, to, 'moved'); } }
  const step = (by: Pair['by'], key: (address: string, body: any) => string | undefined): void => {
    if (left.size === 0 || right.size === 0) { return; }
    const candidates = single(right, after, key);
    for (const [text, from] of single(left, before, key)) {
      const to = candidates.get(text);
      if (to) { pair(from, to, by); }
    }
  };
  step('path', (address, body) => (pathOf(body) ? `${split(address)[0]} ${pathOf(body)}` : undefined));
  step('identity', (address, body) => identity(split(address)[0], body));
  // The same in all but its address, such as a grant whose construct is named after who gets it.
  step('likeness', (address, body) => `${split(address)[0]} ${parentOf(pathOf(body) ?? address)} ${fingerprint(split(address)[0], body)}`);
  const like = (address: string, body: any) => `${split(address)[0]} ${shape(split(address)[0], body)}`;
  step('likeness', (address, body) => `${lastOf(pathOf(body) ?? address)} ${like(address, body)}`);
  // A short shape fits too many: a grant, a record.
  step('likeness', (address, body) => (like(address, body).length > 200 ? like(address, body) : undefined));
  const constructs = renamedConstructs(pairs.filter((p) => p.by === 'likeness'), before, after);
  step('likeness', (address, body) => `${split(address)[0]} ${constructs(pathOf(body) ?? address)}`);
  return { pairs, removed: [...left], added: [...right] };
}

/** What a construct is called now, if all that is known of it was found under another: `files/policy` is `documents/policy`. */
function renamedConstructs(pairs: Pair[], before: Bodies, after: Bodies): (path: string) => string {
  const renames = new Map<string, string>();
  for (const { from, to } of pairs) {
    const [a, b] = [pathOf(before.get(from)) ?? '', pathOf(after.get(to)) ?? ''];
    const [x, y] = [a.split('/'), b.split('/')];
    while (x.length > 1 && y.length > 1 && x[x.length - 1] === y[y.length - 1]) { x.pop(); y.pop(); }
    if (x.join('/') !== y.join('/') && a !== x.join('/')) { renames.set(`${x.join('/')}/`, `${y.join('/')}/`); }
  }
  return (path) => {
    const prefix = [...renames.keys()].find((p) => path.startsWith(p));
    return prefix ? renames.get(prefix)! + path.slice(prefix.length) : path;
  };
}

/** All resources by address. */
export function bodiesOf(tf: any): Map<string, any> {
  const found = new Map<string, any>();
  for (const [type, named] of Object.entries<any>(tf.resource ?? {})) {
    for (const [name, body] of Object.entries<any>(named ?? {})) { found.set(`${type}.${name}`, body); }
  }
  return found;
}

/** `moved` blocks, also chains of them. */
function movesIn(tf: any): Map<string, string> {
  const moves = new Map<string, string>();
  for (const move of [tf.moved ?? []].flat()) {
    if (typeof move?.from === 'string' && typeof move?.to === 'string') { moves.set(move.from, move.to); }
  }
  for (const [from] of moves) {
    for (let to = moves.get(from)!, hops = 0; hops < 16; hops++) {
      moves.set(from, to);
      const further = moves.get(to);
      if (further === undefined) { break; }
      to = further;
    }
  }
  return moves;
}

function single(addresses: Iterable<string>, bodies: Bodies, key: (address: string, body: any) => string | undefined): Map<string, string> {
  const found = new Map<string, string | undefined>();
  for (const address of addresses) {
    const text = key(address, bodies.get(address));
    if (text !== undefined) { found.set(text, found.has(text) ? undefined : address); }
  }
  return new Map([...found].filter((entry): entry is [string, string] => entry[1] !== undefined));
}

function pathOf(body: any): string | undefined { return body?.['//']?.metadata?.path; }

function parentOf(path: string): string { return path.slice(0, Math.max(0, path.lastIndexOf('/'))); }

function lastOf(path: string): string { return path.slice(path.lastIndexOf('/') + 1); }

function identity(type: string, body: any): string | undefined {
  const argument = IDENTITIES.find((a) => typeof body?.[a] === 'string');
  return argument && `${type} ${argument} ${body[argument]}`;
}

/** What a resource is, without names and references: a construct with another name makes the same. */
function shape(type: string, body: any): string {
  const { '//': _, tags, labels, depends_on: __, description, ...rest } = body ?? {};
  const names = IDENTITIES.map((argument) => rest[argument]).filter((v) => typeof v === 'string' && v.length > 3 && !v.includes('${'));
  for (const argument of IDENTITIES) { delete rest[argument]; }
  return names.reduce((text, name) => text.split(name).join('@'), fingerprint(type, rest).replace(/\$\{[^}]*\}/g, '${}'));
}
