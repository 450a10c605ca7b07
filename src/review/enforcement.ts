import { Enforcement, Part, Permission, Reach, ReviewResource, Statement, Tree } from './model';
import { append } from './group';

/** What speaks against a property: weak statements of some rules, weak ways in or out, weak permissions. */
interface Speaks { readonly property: RegExp; readonly rules: readonly string[]; readonly reach?: Reach['direction']; readonly permissions?: true }

/** The properties that cards promise, by their words, and the beginnings of the rules that speak of each; the first that fits. */
const SPEAKS: readonly Speaks[] = [
  { property: /^client certificates|^traces|^tags|^dashboard/i, rules: [] },
  { property: /^database login/i, rules: ['data.login', 'secret.written', 'secret.rotation'] },
  { property: /^authentication/i, rules: ['edge.authentication', 'edge.issuer', 'edge.audience', 'edge.open-operations'] },
  { property: /^scopes/i, rules: ['edge.scopes'] },
  { property: /^consent/i, rules: ['edge.consent'] },
  { property: /^input validation/i, rules: ['edge.validation'] },
  { property: /^body size/i, rules: ['edge.body-limit'] },
  { property: /^rate limit .*client/i, rules: ['edge.client-limit', 'edge.address-limit'] },
  { property: /^rate limit/i, rules: ['edge.overall-limit'] },
  { property: /^hsts/i, rules: ['edge.hsts'] },
  { property: /firewall/i, rules: ['edge.firewall'] },
  { property: /^only the edge/i, rules: ['data.public', 'data.object-acl', 'network.public-address', 'edge.private-origin'], reach: 'in' },
  { property: /^egress/i, rules: ['network.egress', 'network.endpoint-limited'], reach: 'out' },
  { property: /^least privilege/i, rules: ['compute.privileged', 'compute.shell', 'compute.metadata-token'], permissions: true },
  { property: /^encryption at rest/i, rules: ['data.key', 'log.key', 'compute.key', 'messaging.key', 'image.key', 'key.rotation', 'key.enabled'] },
  { property: /^encryption in transit/i, rules: ['edge.tls', 'data.transit'] },
  { property: /^masking/i, rules: ['log.masked'] },
  { property: /^audit/i, rules: ['audit.', 'log.archived', 'data.access-log', 'edge.access-log'] },
  { property: /^structured logs/i, rules: ['log.retention', 'edge.access-log'] },
  { property: /^backup/i, rules: ['data.backup', 'data.point-in-time', 'data.versions', 'backup.'] },
  { property: /^deletion/i, rules: ['data.deletion-protection', 'data.prevent-destroy', 'data.force-destroy', 'data.final-copy', 'data.undelete', 'key.prevent-destroy', 'key.undelete', 'compute.deletion'] },
  { property: /^budget/i, rules: ['budget.'] },
  { property: /objectives|^probe|alarm/i, rules: ['alarm.', 'alert.'] },
  { property: /^autoscaling/i, rules: ['compute.min', 'compute.max', 'compute.rollback', 'compute.health'] },
];

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
      const speaks = SPEAKS.find((s) => s.property.test(row.property));
      const [ways, grants] = [
        weak(reach, (r) => r.direction === speaks?.reach && scope.has(r.direction === 'in' ? r.to : r.from)),
        weak(permissions, (p) => speaks?.permissions === true && [p.principal, p.resource, ...p.evidence.map((e) => e.address)].some((end) => scope.has(end))),
      ];
      return {
        pattern, path, property: row.property, by: row.by, types: row.types, resources: found,
        missing: row.types.filter((type) => !byType.has(type)),
        weak: speaks ? weak(statements, (s) => scope.has(s.subject) && speaks.rules.some((rule) => s.rule.startsWith(rule))) : anyOn(statements, found),
        ...(ways.length > 0 ? { weakReach: ways } : {}), ...(grants.length > 0 ? { weakPermissions: grants } : {}),
      };
    });
  });
}

/** A property in words of its own may rest on anything that its resources do. */
function anyOn(statements: Statement[], resources: string[]): number[] {
  const own = new Set(resources);
  return weak(statements, (s) => own.has(s.subject));
}

/** Indices of what is weak and speaks of the property. */
function weak<T extends { readonly weak: boolean }>(all: readonly T[], speaks: (one: T) => boolean): number[] {
  return all.flatMap((one, index) => (one.weak && speaks(one) ? [index] : []));
}
