import { groupBy } from './group';
import { Permission, ReviewModel } from './model';
import { Names } from './words';

/** What one identity may do, or several of which all may do the same. */
export interface Grant {
  readonly principals: string[];
  readonly effect: Permission['effect'];
  /** `read, write`. */
  readonly verbs: string;
  /** What they may do it on, as people call it. */
  readonly resources: string[];
  readonly condition?: string;
  readonly weak: boolean;
  readonly wildcard: boolean;
}

/** What is allowed in words: the verbs, or the cloud's own names of actions that no verb stands for. */
export function verbsOf(permission: Permission): string {
  const verbs = permission.verbs.filter((v) => v !== 'other');
  if (verbs.length > 0) { return verbs.join(', '); }
  const [first, ...rest] = permission.actions.map(spelled);
  const more = rest.length > 0 ? ` and ${rest.length} more` : '';
  return first === undefined ? 'something' : NAMED.test(first) ? `do what ${first}${more} ${rest.length > 0 ? 'allow' : 'allows'}` : `${first}${more}`;
}

/** What is not an action, but has them: `role x`, `policy y`. */
const NAMED = /^(a |the )?(role|policy)\b/;

function spelled(action: string): string {
  return action.replace(/^(?:projects|organizations)\/[^/]+\/roles\//, 'role ');
}

/**
 * Permissions, as few lines as say the same: resources of the same principal, verbs and condition together, then principals with the same lines.
 * Weak ones first, then those of this stack's own identities.
 */
export function grantsOf(model: Pick<ReviewModel, 'permissions' | 'resources'>): Grant[] {
  const names = new Names(model);
  const byPrincipal = group(model.permissions, (p) => [p.principal, p.effect, verbsOf(p), p.condition ?? '', String(p.weak), String(p.wildcard)]);
  const lines = byPrincipal.map((list) => ({ first: list[0], resources: [...new Set(list.map((p) => names.of(p.resource)))].sort() }));
  const grants = group(lines, ({ first, resources }) => [first.effect, verbsOf(first), first.condition ?? '', String(first.weak), String(first.wildcard), resources.join('\n')]).map((same): Grant => {
    const { first, resources } = same[0];
    return {
      principals: [...new Set(same.map((s) => names.of(s.first.principal)))].sort(), effect: first.effect, verbs: verbsOf(first), resources,
      ...(first.condition ? { condition: first.condition } : {}), weak: first.weak, wildcard: first.wildcard,
    };
  });
  const own = new Set(model.resources.map((r) => r.path));
  const rank = (g: Grant) => `${g.weak ? 0 : 1}${g.effect === 'deny' ? 1 : 0}${own.has(g.principals[0]) ? 0 : 1}${g.principals.join()}\n${g.resources.join()}\n${g.verbs}`;
  return grants.sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
}

function group<T>(items: readonly T[], key: (item: T) => string[]): T[][] {
  return [...groupBy(items, (item) => key(item).join('\u0000')).values()];
}
