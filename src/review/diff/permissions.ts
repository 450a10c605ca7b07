import { Permission } from '../model';
import { Names } from '../words';
import { Draft } from './change';
import { compare, groupBy, keysOf } from './lists';
import { Models } from './statements';

/** Actions that are listed by name; more are said by their verbs. */
const LISTED = 4;

/** Permissions as keyed sets: for each identity and resource, what it may do under which condition. */
export function permissionChanges({ base, next, names, removed, added }: Models): Draft[] {
  const key = (p: Permission) => [p.effect, p.principal, p.resource].join('\n');
  const [before, after] = [groupBy(base.permissions, key), groupBy(next.permissions, key)];
  return keysOf(before, after).flatMap((k) => {
    const [from, to] = [before.get(k) ?? [], after.get(k) ?? []];
    const [one] = [...to, ...from];
    // Who or what is gone takes its permissions with it; the resource is named as removed.
    // What is denied on a new resource takes nothing from anybody.
    const quiet = removed.has(one.principal) || removed.has(one.resource) || (one.effect === 'deny' && added.has(one.resource));
    return quiet ? [] : granted(names, one, from, to);
  });
}

function granted(names: Names, one: Permission, from: Permission[], to: Permission[]): Draft[] {
  const [was, is] = [actionsOf(from), actionsOf(to)];
  const come = [...is.keys()].filter((a) => !was.has(a));
  const gone = [...was.keys()].filter((a) => !is.has(a));
  // The same actions under another condition are one change, not one lost and one won.
  if (come.length > 0 && come.length === gone.length && come.every((k) => gone.some((g) => actionIn(g) === actionIn(k)))) {
    return [conditioned(names, one, come.map((k) => is.get(k)!), conditionsIn(gone), conditionsIn(come), [...from, ...to])];
  }
  const each = (keys: string[], added: boolean) => [...groupBy(keys, conditionIn)]
    .map(([condition, of]) => grant(names, one, of, (added ? to : from).filter((p) => (p.condition ?? '') === condition), added, condition));
  return [...each(come, true), ...each(gone, false)];
}

/** What may now be done, or no longer, under one condition. */
function grant(names: Names, one: Permission, keys: string[], sources: Permission[], added: boolean, condition: string): Draft {
  const known = actionsOf(sources);
  const actions = [...new Set(keys.map((k) => known.get(k)!))];
  const tail = `${condition ? `, ${condition}` : ''}${added && sources.some((p) => p.wildcard) ? ' (wildcard)' : ''}`;
  return {
    rule: 'permission', consequence: 'permission', direction: added === (one.effect === 'allow') ? 'wider' : 'narrower',
    subject: names.of(one.principal), address: one.principal, [added ? 'to' : 'from']: actions.join(', '),
    detail: JSON.stringify([one.effect, one.resource, keys, added]), evidence: sources.flatMap((p) => p.evidence),
    clause: `${mayText(one.effect === 'allow', added)} ${doing(sources, actions, added ? '{to}' : '{from}')} on ${names.of(one.resource)}${tail}`,
  };
}

function conditioned(names: Names, one: Permission, actions: string[], from: string, to: string, sources: Permission[]): Draft {
  const allow = one.effect === 'allow';
  const listed = `${actions.slice(0, LISTED).join(', ')}${actions.length > LISTED ? ` and ${actions.length - LISTED} more` : ''}`;
  return {
    rule: 'permission.condition', consequence: 'permission', direction: from && to ? 'unknown' : allow === !to ? 'wider' : 'narrower',
    subject: names.of(one.principal), address: one.principal, detail: JSON.stringify([one.effect, one.resource, actions]),
    clause: `condition of ${listed} on ${names.of(one.resource)} {from} -> {to}`, from: from || 'none', to: to || 'none', evidence: sources.flatMap((p) => p.evidence),
  };
}

function mayText(allow: boolean, added: boolean): string {
  return allow ? (added ? 'may now' : 'may no longer') : added ? 'is now denied' : 'is no longer denied';
}

/** Few actions by name; many that are a whole permission by its verbs. */
function doing(permissions: Permission[], actions: string[], value: string): string {
  const changed = new Set(actions.map((a) => a.toLowerCase()));
  const whole = permissions.every((p) => p.actions.every((a) => changed.has(a.toLowerCase())));
  const verbs = [...new Set(permissions.flatMap((p) => p.verbs))].filter((v) => v !== 'other').sort();
  return actions.length > LISTED && whole && verbs.length > 0 ? `${verbs.join(', ')} (${actions.length} actions)` : value;
}

/** Every action with its condition, without regard to case; the value is how it is written. */
function actionsOf(permissions: Permission[]): Map<string, string> {
  const actions = permissions.flatMap((p) => (p.actions.length ? p.actions : p.verbs).map((a) => [`${a.toLowerCase()}\n${p.condition ?? ''}`, a] as const));
  return new Map(actions.sort(([a], [b]) => compare(a, b)));
}

function actionIn(key: string): string { return key.slice(0, key.indexOf('\n')); }

function conditionIn(key: string): string { return key.slice(key.indexOf('\n') + 1); }

function conditionsIn(keys: string[]): string { return [...new Set(keys.map(conditionIn))].sort().join('; '); }
