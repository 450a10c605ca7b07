import { Direction, Permission, Reach } from '../model';
import { Names } from '../words';
import { compare, Draft } from './change';
import { Models } from './statements';

/** Facets of a reach, from worst to best where that is known, and the rules of the catalogue that say the same. */
const FACETS: readonly { readonly name: 'authentication' | 'tls' | 'filter'; readonly title: string; readonly rules: RegExp }[] = [
  { name: 'authentication', title: 'authentication', rules: /^(edge\.(authentication|open-operations|issuer)|data\.login)$/ },
  { name: 'tls', title: 'oldest TLS', rules: /^(edge\.tls|data\.transit)$/ },
  { name: 'filter', title: 'filter', rules: /^(edge\.firewall|edge\.firewall-rule)$/ },
];

/** Ways in and out as a keyed set: a new one is wider, a lost one narrower, and inside one its facets are compared. */
export function reachChanges(models: Models, said: readonly Draft[]): Draft[] {
  const [before, after] = [group(models.base.reach, reachKey), group(models.next.reach, reachKey)];
  const gone = [...before.values()].flat().filter((r) => !after.has(reachKey(r)) && !models.removed.has(r.to));
  const come = [...after.values()].flat().filter((r) => !before.has(reachKey(r)));
  const drafts: Draft[] = [];
  for (const to of come) {
    const at = gone.findIndex((r) => r.direction === to.direction && r.to === to.to && (r.from === to.from || r.ports === to.ports));
    drafts.push(newReach(models.names, to, at < 0 ? undefined : gone.splice(at, 1)[0]));
  }
  for (const from of gone) { drafts.push(lostReach(models.names, from)); }
  for (const [key, [to]] of after) {
    const from = before.get(key)?.[0];
    if (from) { drafts.push(...facets(models.names, from, to, said)); }
  }
  return drafts;
}

function reachKey(r: Reach): string { return [r.direction, r.from, r.to, r.ports, r.protocol].join('\n'); }

function newReach(names: Names, to: Reach, from?: Reach): Draft {
  const was = from && from.from !== to.from ? ` (was: ${names.of(from.from)})` : from ? ` (was: ${from.ports})` : '';
  const narrower = from !== undefined && from.from === 'internet' && to.from !== 'internet';
  return {
    rule: 'reach', consequence: 'exposure', direction: narrower ? 'narrower' : 'wider', ...ends(names, to), detail: reachKey(to), evidence: [...to.evidence, ...from?.evidence ?? []],
    clause: to.direction === 'out' ? `can reach {to} on ${to.ports}${was}` : `{to} can reach it on ${to.ports}${was}, authentication: ${to.authentication}`,
    to: names.of(to.direction === 'out' ? to.to : to.from),
  };
}

function lostReach(names: Names, from: Reach): Draft {
  return {
    rule: 'reach', consequence: 'exposure', direction: 'narrower', ...ends(names, from), detail: reachKey(from), evidence: from.evidence,
    clause: from.direction === 'out' ? `can no longer reach {from} on ${from.ports}` : `{from} can no longer reach it on ${from.ports}`,
    from: names.of(from.direction === 'out' ? from.to : from.from),
  };
}

function ends(names: Names, r: Reach): { subject: string; address: string } {
  const address = r.direction === 'out' ? r.from : r.to;
  return { subject: names.of(address), address };
}

/** A facet is left out where a statement says the same of something on the way. */
function facets(names: Names, from: Reach, to: Reach, said: readonly Draft[]): Draft[] {
  const way = new Set([to.to, to.from, ...to.through, ...to.evidence.map((e) => e.address)]);
  return FACETS.filter((f) => from[f.name] !== to[f.name])
    .filter((f) => !said.some((d) => f.rules.test(d.rule) && (way.has(d.address) || d.evidence.some((e) => way.has(e.address)))))
    .map((f) => ({
      rule: `reach.${f.name}`, consequence: 'exposure' as const, direction: facetDirection(from[f.name], to[f.name]), ...ends(names, to), detail: reachKey(to),
      clause: `${f.title} for ${names.of(to.direction === 'out' ? to.to : to.from)} on ${to.ports} {from} -> {to}`, from: from[f.name], to: to[f.name], evidence: [...from.evidence, ...to.evidence],
    }));
}

/** From `none`, over what only counts, to what stops. */
function facetDirection(from: string, to: string): Direction {
  const place = (text: string) => (text === 'none' ? 0 : /count/.test(text) ? 1 : /^TLS 1\.[01]/.test(text) ? 1 : /^TLS 1\.2/.test(text) ? 2 : /^TLS 1\.3/.test(text) ? 3 : /block/.test(text) ? 2 : undefined);
  const [a, b] = [place(from), place(to)];
  if (a === undefined || b === undefined) { return a === 0 ? 'narrower' : b === 0 ? 'wider' : 'unknown'; }
  return a === b ? 'unknown' : b > a ? 'narrower' : 'wider';
}

/** Permissions as keyed sets: for each identity and resource, what it may do under which condition. */
export function permissionChanges(models: Models): Draft[] {
  const key = (p: Permission) => [p.effect, p.principal, p.resource].join('\n');
  const [before, after] = [group(models.base.permissions, key), group(models.next.permissions, key)];
  return [...new Set([...before.keys(), ...after.keys()])].sort(compare).flatMap((k) => {
    const [from, to] = [before.get(k) ?? [], after.get(k) ?? []];
    const [one] = [...to, ...from];
    // Who or what is gone takes its permissions with it; the resource is named as removed.
    return models.removed.has(one.principal) || models.removed.has(one.resource) ? [] : granted(models.names, one, from, to);
  });
}

function granted(names: Names, one: Permission, from: Permission[], to: Permission[]): Draft[] {
  const [was, is] = [actionsOf(from), actionsOf(to)];
  const come = [...is.keys()].filter((a) => !was.has(a));
  const gone = [...was.keys()].filter((a) => !is.has(a));
  if (come.length === 0 && gone.length === 0) { return []; }
  const allow = one.effect === 'allow';
  const make = (actions: Map<string, string>, all: string[], added: boolean, sources: Permission[]): Draft[] => [...group(all, conditionIn)].map(([condition, keys]): Draft => {
    const list = [...new Set(keys.map((k) => actions.get(k)!))];
    const own = sources.filter((p) => (p.condition ?? '') === condition);
    const value = list.join(', ');
    return {
      rule: 'permission', consequence: 'permission', direction: added === allow ? 'wider' : 'narrower', subject: names.of(one.principal), address: one.principal,
      detail: JSON.stringify([one.effect, one.resource, keys, added]), evidence: own.flatMap((p) => p.evidence), ...(added ? { to: value } : { from: value }),
      clause: `${mayText(allow, added)} ${doing(own, list, added ? '{to}' : '{from}')} on ${names.of(one.resource)}${condition ? `, ${condition}` : ''}${added && own.some((p) => p.wildcard) ? ' (wildcard)' : ''}`,
    };
  });
  // The same actions under another condition are one change, not one lost and one won.
  const actionOf = (k: string) => k.slice(0, k.indexOf('\n'));
  const moved = come.length === gone.length && come.every((k) => gone.some((g) => actionOf(g) === actionOf(k)));
  if (moved) { return [conditioned(names, one, come.map((k) => is.get(k)!), conditionsOf(gone), conditionsOf(come), [...from, ...to])]; }
  return [...make(is, come, true, to), ...make(was, gone, false, from)];
}

function conditioned(names: Names, one: Permission, actions: string[], from: string, to: string, evidence: Permission[]): Draft {
  const allow = one.effect === 'allow';
  return {
    rule: 'permission.condition', consequence: 'permission', direction: !to ? (allow ? 'wider' : 'narrower') : !from ? (allow ? 'narrower' : 'wider') : 'unknown',
    subject: names.of(one.principal), address: one.principal, detail: JSON.stringify([one.effect, one.resource, actions]),
    clause: `condition of ${actions.slice(0, 3).join(', ')}${actions.length > 3 ? ` and ${actions.length - 3} more` : ''} on ${names.of(one.resource)} {from} -> {to}`, from: from || 'none', to: to || 'none', evidence: evidence.flatMap((p) => p.evidence),
  };
}

function mayText(allow: boolean, added: boolean): string {
  return allow ? (added ? 'may now' : 'may no longer') : added ? 'is now denied' : 'is no longer denied';
}

/** Every action with its condition, without regard to case; the value is how it is written. */
function actionsOf(permissions: Permission[]): Map<string, string> {
  return new Map(permissions.flatMap((p) => (p.actions.length ? p.actions : p.verbs).map((a) => [`${a.toLowerCase()}\n${p.condition ?? ''}`, a] as const)).sort(([a], [b]) => compare(a, b)));
}

function conditionsOf(keys: string[]): string { return [...new Set(keys.map(conditionIn))].sort().join('; '); }

function conditionIn(key: string): string { return key.slice(key.indexOf('\n') + 1); }

/** Few actions by name; many that are a whole permission by its verbs. */
function doing(permissions: Permission[], actions: string[], value: string): string {
  const whole = permissions.every((p) => p.actions.every((a) => actions.some((b) => b.toLowerCase() === a.toLowerCase())));
  const verbs = [...new Set(permissions.flatMap((p) => p.verbs))].filter((v) => v !== 'other').sort();
  return actions.length > 4 && whole && verbs.length > 0 ? `${verbs.join(', ')} (${actions.length} actions)` : value;
}

function group<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const item of items) { found.set(key(item), [...found.get(key(item)) ?? [], item]); }
  return found;
}
