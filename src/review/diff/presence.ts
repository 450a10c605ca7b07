import { ReviewModel } from '../model';
import { plural, rank } from '../words';
import { compare, Draft } from './change';
import { FILTER, Kind, kindOf, nounOf } from './kinds';
import { Pair } from './match';
import { split } from './names';
import { Said } from './values';

/** What presence is judged by: who is gone, who is new, who only looks the same to people. */
export interface Presence {
  readonly removed: readonly string[];
  readonly added: readonly string[];
  readonly pairs: readonly Pair[];
  /** Resources that Terraform forgets without destroying them (`removed` blocks). */
  readonly forgotten: ReadonlySet<string>;
  readonly base: ReviewModel;
  readonly next: ReviewModel;
  readonly before: ReadonlyMap<string, any>;
  readonly after: ReadonlyMap<string, any>;
  readonly path: (address: string) => string;
  /** Path of a resource of the old version, where it had another. */
  readonly oldPath: (address: string) => string;
}

/** Everything that is gone, new, or destroyed and created under another name; nothing that another change names already. */
export function presenceChanges(presence: Presence, said: Said): Draft[] {
  return [...removals(presence, said), ...additions(presence, said), ...renames(presence)];
}

/** A store is what readers call one; else its type says it. */
function kindIn(model: ReviewModel): (address: string) => Kind {
  const stores = new Set(model.statements.filter((s) => s.rule === 'data.key').map((s) => s.subject));
  const keys = new Set(model.statements.filter((s) => s.rule.startsWith('key.')).map((s) => s.subject));
  return (address) => kindOf(stores.has(address) ? 'aws_s3_bucket' : keys.has(address) ? 'aws_kms_key' : split(address)[0]);
}

function partIn(model: ReviewModel, path: (address: string) => string): (address: string) => string {
  const parts = new Map(model.resources.map((r) => [r.address, r.part]));
  return (address) => parts.get(address) ?? path(address).split('/')[0];
}

function lasting(kind: Kind): boolean { return kind.kind === 'store' || kind.kind === 'key'; }

function removals({ removed, forgotten, base, next, before, path }: Presence, said: Said): Draft[] {
  const [kind, part] = [kindIn(base), partIn(base, path)];
  const left = new Set(next.resources.map((r) => r.part));
  const single = (address: string): Draft => {
    const { removed: [consequence, direction], loss } = denies(before.get(address)) ? FILTER : kind(address);
    const subject = path(address);
    const noun = nounOf(split(address)[0]);
    return forgotten.has(address)
      ? { rule: 'resource.forgotten', consequence: 'protection', direction: 'unknown', subject, address, clause: `${noun} is no longer managed by Terraform and stays as it is`, evidence: [{ address }] }
      : { rule: 'resource.removed', consequence, direction, subject, address, clause: `${noun} is removed${loss ? `; ${loss}` : ''}`, evidence: [{ address }] };
  };
  const alone = removed.filter((a) => lasting(kind(a)) || forgotten.has(a) || (kind(a).kind === 'copy' && left.has(part(a))));
  const rest = removed.filter((a) => !alone.includes(a));
  const whole = rest.filter((a) => !left.has(part(a)));
  const drafts = [...alone, ...rest.filter((a) => left.has(part(a)) && !said.names(a))].map(single);
  return [...drafts, ...grouped(whole, part).map(([name, addresses]) => (addresses.length === 1 ? single(addresses[0]) : wholePart(name, addresses, kind, alone.filter((a) => part(a) === name), path)))];
}

/** A part that is gone as a whole: what watched or guarded it is no loss any more. */
function wholePart(name: string, addresses: string[], kind: (address: string) => Kind, stores: string[], path: (address: string) => string): Draft {
  const kinds = addresses.map(kind);
  const holds = stores.length > 0 || kinds.some((k) => k.kind === 'work' || k.kind === 'entry');
  const judged = kinds.filter((k) => !holds || k.kind === 'work' || k.kind === 'entry' || k.kind === 'copy');
  const [consequence, direction] = (judged.length ? judged : kinds).map((k) => k.removed).sort((a, b) => rank(a[0]) - rank(b[0]) || Number(b[1] === 'wider') - Number(a[1] === 'wider'))[0];
  const gone = stores.length > 0 && judged.every((k) => k.kind !== 'work' && k.kind !== 'entry');
  return {
    rule: 'part.removed', consequence: gone ? 'configuration' : consequence, direction: gone ? 'same' : direction, subject: name, address: addresses[0],
    clause: `removed as a whole, ${plural(addresses.length, 'resource')}${stores.length ? ` beside ${plural(stores.length, 'store or key', 'stores and keys')}` : ''}: ${nouns(addresses)}`,
    detail: addresses.map(path).sort().join('\n'), evidence: addresses.map((address) => ({ address })),
  };
}

function additions({ added, base, next, after, path }: Presence, said: Said): Draft[] {
  const [kind, part] = [kindIn(next), partIn(next, path)];
  const old = new Set(base.resources.map((r) => r.part));
  const single = (address: string): Draft => {
    const { added: [consequence, direction] } = denies(after.get(address)) ? FILTER : kind(address);
    return { rule: 'resource.added', consequence, direction, subject: path(address), address, clause: `${nounOf(split(address)[0])} is added`, evidence: [{ address }] };
  };
  const whole = added.filter((a) => !old.has(part(a)));
  const inside = added.filter((a) => old.has(part(a)) && !said.names(a));
  return [...inside.map(single), ...grouped(whole, part).map(([name, addresses]): Draft => ({
    rule: 'part.added', consequence: 'configuration', direction: 'same', subject: name, address: addresses[0], clause: `new, ${plural(addresses.length, 'resource')}: ${nouns(addresses)}`,
    detail: addresses.map(path).sort().join('\n'), evidence: addresses.map((address) => ({ address })),
  }))];
}

/** Terraform knows only addresses: what has another one, and no `moved`, is destroyed and created. */
function renames({ pairs, base, path, oldPath }: Presence): Draft[] {
  const kind = kindIn(base);
  const renamed = pairs.filter((p) => p.by !== 'address' && p.by !== 'moved');
  const alone = renamed.filter((p) => lasting(kind(p.to)));
  const rest = renamed.filter((p) => !alone.includes(p));
  return [
    ...alone.map((p): Draft => ({
      rule: 'resource.renamed', consequence: 'data-loss', direction: 'wider', subject: path(p.to), address: p.to, detail: p.from, evidence: [{ address: p.to }], mend: movedBlock([p]),
      clause: `${nounOf(split(p.to)[0])} is destroyed and created (was: {from}, no moved block); ${kind(p.to).loss ?? 'what it holds is deleted'}`, from: oldPath(p.from),
    })),
    ...grouped(rest, (p) => partIn(base, path)(p.to)).map(([name, group]): Draft => {
      const works = group.some((p) => ['work', 'entry'].includes(kind(p.to).kind));
      return {
        rule: 'part.renamed', consequence: works ? 'availability' : 'configuration', direction: works ? 'wider' : 'unknown', subject: name, address: group[0].to, mend: movedBlock(group),
        clause: `${plural(group.length, 'resource is', 'resources are')} destroyed and created under other addresses, no moved block: ${nouns(group.map((p) => p.to))}`,
        detail: group.map((p) => `${p.from} ${p.to}`).sort().join('\n'), evidence: group.map((p) => ({ address: p.to })),
      };
    }),
  ];
}

/** A rule that denies is a filter, whatever its type. */
function denies(body: any): boolean {
  return /^deny/i.test(String(body?.access ?? body?.action ?? '')) || body?.deny !== undefined;
}

function movedBlock(pairs: Pair[]): string {
  return pairs.map((p) => `moved { from = ${p.from}, to = ${p.to} }, in code: moveFromId('${p.from}')`).sort().join('\n');
}

function grouped<T>(items: readonly T[], key: (item: T) => string): [string, T[]][] {
  const found = new Map<string, T[]>();
  for (const item of items) { found.set(key(item), [...found.get(key(item)) ?? [], item]); }
  return [...found].sort(([a], [b]) => compare(a, b));
}

function nouns(addresses: string[]): string {
  return [...new Set(addresses.map((a) => nounOf(split(a)[0])))].sort().join(', ');
}
