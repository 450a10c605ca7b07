import { ReviewModel } from '../model';
import { plural, rank } from '../words';
import { Draft } from './change';
import { FILTER, Kind, kindOf, nounOf } from './kinds';
import { compare, groupBy } from './lists';
import { Pair } from './match';
import { split } from './names';
import { Said } from './values';
import { Versions, withinStack } from './versions';

/** What presence is judged by: who is gone, who is new, who only looks the same to people. */
export interface Presence extends Versions {
  readonly base: ReviewModel;
  readonly next: ReviewModel;
  readonly path: (address: string) => string;
}

type KindOf = (address: string) => Kind;

/** Everything that is gone, new, or destroyed and created under another name; nothing that another change names already. */
export function presenceChanges(presence: Presence, said: Said, stack: string): Draft[] {
  return [...removals(presence, said), ...additions(presence, said), ...renames(presence, stack)];
}

/** A store is what readers call one; else its type says it. A rule that denies is a filter, whatever its type. */
function kindIn(model: ReviewModel, bodies: ReadonlyMap<string, any>): KindOf {
  const stores = new Set(model.statements.filter((s) => s.rule === 'data.key').map((s) => s.subject));
  const keys = new Set(model.statements.filter((s) => s.rule.startsWith('key.')).map((s) => s.subject));
  const denies = (body: any) => /^deny/i.test(String(body?.access ?? body?.action ?? '')) || body?.deny !== undefined;
  return (address) => {
    if (denies(bodies.get(address))) { return FILTER; }
    return kindOf(stores.has(address) ? 'aws_s3_bucket' : keys.has(address) ? 'aws_kms_key' : split(address)[0]);
  };
}

function partIn(model: ReviewModel, path: (address: string) => string): (address: string) => string {
  const parts = new Map(model.resources.map((r) => [r.address, r.part]));
  return (address) => parts.get(address) ?? path(address).split('/')[0];
}

function lasting(kind: Kind): boolean { return kind.kind === 'store' || kind.kind === 'key'; }

function removals({ removed, base, next, old, after, path }: Presence, said: Said): Draft[] {
  const [kind, part] = [kindIn(base, old), partIn(base, path)];
  const kept = forgottenIn(after);
  const left = new Set(next.resources.map((r) => r.part));
  const single = (address: string): Draft => (kept.has(address) ? forgotten(address, path(address)) : gone(address, path(address), kind(address)));
  const alone = removed.filter((a) => lasting(kind(a)) || kept.has(a) || (kind(a).kind === 'copy' && left.has(part(a))));
  const rest = removed.filter((a) => !alone.includes(a));
  const parts = [...groupBy(rest.filter((a) => !left.has(part(a))), part)].sort(([a], [b]) => compare(a, b));
  const whole = parts.map(([name, all]) => (all.length === 1 ? single(all[0]) : wholePart(name, all, kind, alone.filter((a) => part(a) === name), path)));
  return [...[...alone, ...rest.filter((a) => left.has(part(a)) && !said.names(a))].map(single), ...whole];
}

function gone(address: string, subject: string, { removed: [consequence, direction], loss }: Kind): Draft {
  const clause = `${nounOf(split(address)[0])} is removed${loss ? `; ${loss}` : ''}`;
  return { rule: 'resource.removed', consequence, direction, subject, address, clause, evidence: [{ address }] };
}

function forgotten(address: string, subject: string): Draft {
  const clause = `${nounOf(split(address)[0])} is no longer managed by Terraform and stays as it is`;
  return { rule: 'resource.forgotten', consequence: 'protection', direction: 'unknown', subject, address, clause, evidence: [{ address }] };
}

/** Resources that Terraform forgets without destroying them: `removed` blocks. */
function forgottenIn(after: any): ReadonlySet<string> {
  const blocks: any[] = [after.removed ?? []].flat();
  return new Set(blocks.filter((r) => [r?.lifecycle ?? {}].flat().some((l: any) => l.destroy === false)).map((r) => String(r.from)));
}

/** A part that is gone as a whole: what watched or guarded it is no loss any more. */
function wholePart(name: string, addresses: string[], kind: KindOf, stores: string[], path: (address: string) => string): Draft {
  const kinds = addresses.map(kind);
  const works = kinds.filter((k) => k.kind === 'work' || k.kind === 'entry' || k.kind === 'copy');
  const judged = works.length || stores.length ? works : kinds;
  const worst = judged.map((k) => k.removed).sort((a, b) => rank(a[0]) - rank(b[0]) || Number(b[1] === 'wider') - Number(a[1] === 'wider'))[0];
  const [consequence, direction] = worst ?? ['configuration', 'same'];
  const beside = stores.length ? ` beside ${plural(stores.length, 'store or key', 'stores and keys')}` : '';
  return {
    rule: 'part.removed', consequence, direction, subject: name, address: addresses[0],
    clause: `removed as a whole, ${plural(addresses.length, 'resource')}${beside}: ${nouns(addresses)}`, ...listed(addresses, path),
  };
}

function additions({ added, base, next, now, path }: Presence, said: Said): Draft[] {
  const [kind, part] = [kindIn(next, now), partIn(next, path)];
  const old = new Set(base.resources.map((r) => r.part));
  const single = (address: string): Draft => {
    const [consequence, direction] = kind(address).added;
    const clause = `${nounOf(split(address)[0])} is added`;
    return { rule: 'resource.added', consequence, direction, subject: path(address), address, clause, evidence: [{ address }] };
  };
  const whole = [...groupBy(added.filter((a) => !old.has(part(a))), part)].map(([name, addresses]): Draft => ({
    rule: 'part.added', consequence: 'configuration', direction: 'same', subject: name, address: addresses[0],
    clause: `new, ${plural(addresses.length, 'resource')}: ${nouns(addresses)}`, ...listed(addresses, path),
  }));
  return [...added.filter((a) => old.has(part(a)) && !said.names(a)).map(single), ...whole];
}

/** Terraform knows only addresses: what has another one, and no `moved`, is destroyed and created. */
function renames({ pairs, renamed, base, old, oldPaths, path }: Presence, stack: string): Draft[] {
  const kind = kindIn(base, old);
  const all = pairs.filter((p) => renamed.has(p.to));
  const alone = all.filter((p) => lasting(kind(p.to)));
  const lost = alone.map((p): Draft => ({
    rule: 'resource.renamed', consequence: 'data-loss', direction: 'wider', subject: path(p.to), address: p.to, detail: p.from,
    clause: `${nounOf(split(p.to)[0])} is destroyed and created (was: {from}, no moved block); ${kind(p.to).loss}`,
    from: withinStack(stack, oldPaths.get(p.from)) ?? p.from, evidence: [{ address: p.to }], mend: movedBlocks([p]),
  }));
  const parts = groupBy(all.filter((p) => !alone.includes(p)), (p) => partIn(base, path)(p.to));
  return [...lost, ...[...parts].map(([name, group]): Draft => {
    const works = group.some((p) => ['work', 'entry'].includes(kind(p.to).kind));
    const addresses = group.map((p) => p.to);
    return {
      rule: 'part.renamed', consequence: works ? 'availability' : 'configuration', direction: works ? 'wider' : 'unknown', subject: name, address: addresses[0],
      clause: `${plural(group.length, 'resource is', 'resources are')} destroyed and created under other addresses, no moved block: ${nouns(addresses)}`,
      mend: movedBlocks(group), ...listed(addresses, path),
    };
  })];
}

function movedBlocks(pairs: Pair[]): string {
  return pairs.map((p) => `moved { from = ${p.from}, to = ${p.to} }, in code: moveFromId('${p.from}')`).sort().join('\n');
}

function listed(addresses: string[], path: (address: string) => string): Pick<Draft, 'detail' | 'evidence'> {
  return { detail: addresses.map(path).sort().join('\n'), evidence: addresses.map((address) => ({ address })) };
}

function nouns(addresses: string[]): string {
  return [...new Set(addresses.map((a) => nounOf(split(a)[0])))].sort().join(', ');
}
