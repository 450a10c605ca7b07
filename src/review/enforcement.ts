import { Enforcement, Part, ReviewResource, Statement, Tree } from './model';

/** The cards of the patterns, each property with the resources of this environment that enforce it. */
export function enforcementOf(tree: Tree, parts: Part[], resources: ReviewResource[], statements: Statement[]): Enforcement[] {
  const baseline = new Set(parts.filter((p) => !p.pattern).map((p) => p.path));
  const weakOn = new Map<string, number[]>();
  statements.forEach((s, index) => { if (s.weak) { weakOn.set(s.subject, [...weakOn.get(s.subject) ?? [], index]); } });
  return tree.cards.flatMap(({ pattern, path, rows }) => {
    const byType = new Map<string, string[]>();
    for (const r of resources.filter((x) => x.path.startsWith(`${path}/`) || baseline.has(x.part))) { byType.set(r.type, [...byType.get(r.type) ?? [], r.address]); }
    return rows.map((row) => {
      const found = row.types.flatMap((type) => byType.get(type) ?? []);
      return {
        pattern, path, property: row.property, by: row.by, types: row.types, resources: found,
        missing: row.types.filter((type) => !byType.has(type)),
        weak: found.flatMap((address) => weakOn.get(address) ?? []),
      };
    });
  });
}
