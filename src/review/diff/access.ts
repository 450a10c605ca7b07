import { Direction, Reach } from '../model';
import { Names } from '../words';
import { Draft } from './change';
import { groupBy } from './lists';
import { Models } from './statements';

/** Facets of a reach, and the rules of the catalogue that say the same. */
const FACETS: readonly { readonly name: 'authentication' | 'tls' | 'filter'; readonly title: string; readonly rules: RegExp }[] = [
  { name: 'authentication', title: 'authentication', rules: /^(edge\.(authentication|open-operations|issuer)|data\.login)$/ },
  { name: 'tls', title: 'oldest TLS', rules: /^(edge\.tls|data\.transit)$/ },
  { name: 'filter', title: 'filter', rules: /^(edge\.firewall|edge\.firewall-rule)$/ },
];

/** Ways in and out as a keyed set: a new one is wider, a lost one narrower, and inside one its facets are compared. */
export function reachChanges({ base, next, names, removed }: Models, said: readonly Draft[]): Draft[] {
  const [before, after] = [groupBy(base.reach, keyOf), groupBy(next.reach, keyOf)];
  const gone = base.reach.filter((r) => !after.has(keyOf(r)) && !removed.has(r.to));
  const come = next.reach.filter((r) => !before.has(keyOf(r)));
  const drafts: Draft[] = [];
  for (const to of come) {
    const at = gone.findIndex((r) => r.direction === to.direction && r.to === to.to && (r.from === to.from || r.ports === to.ports));
    drafts.push(newReach(names, to, at < 0 ? undefined : gone.splice(at, 1)[0]));
  }
  const kept = [...after].flatMap(([key, [to]]) => (before.has(key) ? facets(names, before.get(key)![0], to, said) : []));
  return [...drafts, ...gone.map((from) => lostReach(names, from)), ...kept];
}

function keyOf(r: Reach): string { return [r.direction, r.from, r.to, r.ports, r.protocol].join('\n'); }

function newReach(names: Names, to: Reach, from?: Reach): Draft {
  const was = !from ? '' : from.from === to.from ? ` (was: ${from.ports})` : ` (was: ${names.of(from.from)})`;
  const narrower = from?.from === 'internet' && to.from !== 'internet';
  return {
    ...about(names, to, narrower ? 'narrower' : 'wider'), to: other(names, to), evidence: [...to.evidence, ...from?.evidence ?? []],
    clause: to.direction === 'out' ? `can reach {to} on ${to.ports}${was}` : `{to} can reach it on ${to.ports}${was}, authentication: ${to.authentication}`,
  };
}

function lostReach(names: Names, from: Reach): Draft {
  return {
    ...about(names, from, 'narrower'), from: other(names, from), evidence: from.evidence,
    clause: from.direction === 'out' ? `can no longer reach {from} on ${from.ports}` : `{from} can no longer reach it on ${from.ports}`,
  };
}

function about(names: Names, r: Reach, direction: Direction): Pick<Draft, 'rule' | 'consequence' | 'direction' | 'subject' | 'address' | 'detail'> {
  const address = r.direction === 'out' ? r.from : r.to;
  return { rule: 'reach', consequence: 'exposure', direction, subject: names.of(address), address, detail: keyOf(r) };
}

/** The end that is not the subject. */
function other(names: Names, r: Reach): string { return names.of(r.direction === 'out' ? r.to : r.from); }

/** A facet is left out where a statement says the same of something on the way. */
function facets(names: Names, from: Reach, to: Reach, said: readonly Draft[]): Draft[] {
  const way = new Set([to.to, to.from, ...to.through, ...to.evidence.map((e) => e.address)]);
  const isSaid = (rules: RegExp) => said.some((d) => rules.test(d.rule) && (way.has(d.address) || d.evidence.some((e) => way.has(e.address))));
  return FACETS.filter((f) => from[f.name] !== to[f.name] && !isSaid(f.rules)).map((f): Draft => ({
    ...about(names, to, facetDirection(from[f.name], to[f.name])), rule: `reach.${f.name}`, from: from[f.name], to: to[f.name],
    clause: `${f.title} for ${other(names, to)} on ${to.ports} {from} -> {to}`, evidence: [...from.evidence, ...to.evidence],
  }));
}

/** Words of filters and versions, from what stops nothing to what stops most. */
const PLACES: readonly (readonly [RegExp, number])[] = [[/^none$/, 0], [/count|^TLS 1\.[01]/, 1], [/block|^TLS 1\.2/, 2], [/^TLS 1\.3/, 3]];

function facetDirection(from: string, to: string): Direction {
  const [a, b] = [from, to].map((text) => PLACES.find(([pattern]) => pattern.test(text))?.[1]);
  if (a === undefined || b === undefined) { return a === 0 ? 'narrower' : b === 0 ? 'wider' : 'unknown'; }
  return a === b ? 'unknown' : b > a ? 'narrower' : 'wider';
}
