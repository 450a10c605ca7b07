import { Enforcement, Part, Permission, Reach, ReviewResource, Statement, Tree } from './model';
import { append } from './group';

/** The cards of the patterns, each property with the resources of this environment that enforce it. */
export function enforcementOf(
  tree: Tree, parts: Part[], resources: ReviewResource[], statements: Statement[], reach: readonly Reach[] = [], permissions: readonly Permission[] = [],
): Enforcement[] {
  const baseline = new Set(parts.filter((p) => !p.pattern).map((p) => p.path));
  return tree.cards.flatMap(({ pattern, path, rows }) => {
    const within = resources.filter((r) => r.path.startsWith(`${path}/`) || baseline.has(r.part));
    const scope = new Set(within.map((r) => r.address));
    const byType = new Map<string, string[]>();
    for (const r of within) { append(byType, r.type, r.address); }
    return rows.map((row) => {
      const found = row.types.flatMap((type) => byType.get(type) ?? []);
      const [ways, grants] = [
        weak(reach, (r) => r.direction === row.reach && scope.has(r.direction === 'in' ? r.to : r.from)),
        weak(permissions, (p) => row.permissions === true && [p.principal, p.resource, ...p.evidence.map((e) => e.address)].some((end) => scope.has(end))),
      ];
      return {
        pattern, path, property: row.property, by: row.by, types: row.types, resources: found,
        missing: row.types.filter((type) => !byType.has(type)),
        weak: row.rules ? weak(statements, (s) => scope.has(s.subject) && row.rules!.some((rule) => speaksOf(rule, s.rule))) : anyOn(statements, found),
        ...(ways.length > 0 ? { weakReach: ways } : {}), ...(grants.length > 0 ? { weakPermissions: grants } : {}),
      };
    });
  });
}

/** A rule that ends in a dot stands for its family. */
function speaksOf(asked: string, rule: string): boolean {
  return asked.endsWith('.') ? rule.startsWith(asked) : rule === asked;
}

/** A property that names no rules may rest on anything that its resources do. */
function anyOn(statements: Statement[], resources: string[]): number[] {
  const own = new Set(resources);
  return weak(statements, (s) => own.has(s.subject));
}

/** Indices of what is weak and speaks of the property. */
function weak<T extends { readonly weak: boolean }>(all: readonly T[], speaks: (one: T) => boolean): number[] {
  return all.flatMap((one, index) => (one.weak && speaks(one) ? [index] : []));
}
