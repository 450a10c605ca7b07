import { ReviewModel } from '../model';
import { Names } from '../words';
import { fingerprint } from './canonical';
import { keysOf } from './lists';
import { bodiesOf, Matches, matchResources, Pair } from './match';
import { renamedNames, split, withNames, withoutLocals } from './names';

/** Two versions of the Terraform of a stack, with the same names for the same things. */
export interface Versions {
  readonly before: any;
  readonly after: any;
  /** Resources by address, which is the new one of what both have. */
  readonly old: ReadonlyMap<string, any>;
  readonly now: ReadonlyMap<string, any>;
  /** Addresses that only one version has. */
  readonly removed: string[];
  readonly added: string[];
  readonly pairs: Pair[];
  /** New addresses of what Terraform destroys and creates, though it is the same to people. */
  readonly renamed: ReadonlySet<string>;
  /** Addresses of what both have and does not mean the same. */
  readonly different: string[];
  /** Construct path of a resource in the old version, by its old address. */
  readonly oldPaths: ReadonlyMap<string, string>;
}

/** Brings the old version to the names of the new one: variables, locals, addresses; references follow. */
export function versionsOf(base: any, next: any): Versions {
  const after = withoutLocals(next);
  const original = withoutLocals(withNames(base, renamedNames(base, next)));
  const matches = matchResources(original, after);
  const moved = new Map(matches.pairs.filter((p) => p.from !== p.to).map((p) => [p.from, p.to]));
  const now = bodiesOf(after);
  const before = adopted(withNames(original, moved), now, moved);
  const old = bodiesOf(before);
  return {
    before, after, old, now, ...matches,
    renamed: new Set(matches.pairs.filter((p) => p.by !== 'address' && p.by !== 'moved').map((p) => p.to)),
    different: differing(old, now, matches),
    oldPaths: new Map([...bodiesOf(original)].map(([address, body]) => [address, String(body?.['//']?.metadata?.path ?? address)])),
  };
}

/** An old version of a matched resource belongs to the construct of the new one. */
function adopted(before: any, now: ReadonlyMap<string, any>, moved: ReadonlyMap<string, string>): any {
  if (moved.size === 0) { return before; }
  const resource = { ...before.resource };
  for (const to of moved.values()) {
    const [type, name] = split(to);
    resource[type] = { ...resource[type], [name]: { ...resource[type][name], '//': now.get(to)?.['//'] } };
  }
  return { ...before, resource };
}

/** Matched resources that do not mean the same. What is written alike needs no normal form. */
function differing(old: ReadonlyMap<string, any>, now: ReadonlyMap<string, any>, { pairs }: Matches): string[] {
  return pairs.map((p) => p.to).filter((address) => {
    const [a, b] = [old.get(address) ?? {}, now.get(address) ?? {}];
    const [type] = split(address);
    const alike = (key: string) => JSON.stringify(a[key]) === JSON.stringify(b[key]) || fingerprint(type, a[key], key) === fingerprint(type, b[key], key);
    return !keysOf(a, b).every((key) => key === '//' || alike(key));
  }).sort();
}

/** Names of all resources of both versions, also of those that a review of a part of the stack leaves out. */
export function namesIn(stack: string, { old, now }: Versions): Names {
  const all = new Map([...old, ...now]);
  const resources = [...all].map(([address, body]) => ({ address, path: withinStack(stack, body?.['//']?.metadata?.path) ?? address }));
  return new Names({ resources: resources as ReviewModel['resources'] });
}

/** Construct path within the stack, without a last segment that says nothing. */
export function withinStack(stack: string, path: unknown): string | undefined {
  if (typeof path !== 'string') { return undefined; }
  return (path.startsWith(`${stack}/`) ? path.slice(stack.length + 1) : path).replace(/\/(Resource|Default)$/, '');
}
