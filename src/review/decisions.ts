import { ruleOf } from './catalogue';
import { verbsOf } from './grants';
import { Consequence, Decision, Evidence, Permission, Reach, Statement } from './model';
import { Names, plural, rank } from './words';
import { append } from './group';

interface Point { readonly consequence: Consequence; readonly subject: string; readonly clause: string; readonly evidence: Evidence[] }

/** What a person must decide, worst first; the same clause on many subjects is one decision. */
export function decisionsOf(statements: Statement[], reach: Reach[], permissions: Permission[], names: Names): Decision[] {
  // That a store is open and how it is reached is one thing to decide.
  const open = new Map(statements.filter((s) => s.weak && s.rule === 'data.public').map((s) => [s.subject, s]));
  const fromAll = (r: Reach) => r.weak && r.direction === 'in' && r.from === 'internet';
  const reached = new Set(reach.filter(fromAll).map((r) => r.to));
  const how = (r: Reach) => (fromAll(r) && open.has(r.to) ? `${open.get(r.to)!.text} on ${waysOf(r)}` : reachClause(r, names));
  const points: Point[] = [
    ...statements.filter((s) => s.weak && !(s.rule === 'data.public' && reached.has(s.subject))).map((s) => ({ consequence: ruleOf(s.rule).consequence, subject: names.of(s.subject), clause: detailed(s), evidence: s.evidence })),
    ...reach.filter((r) => r.weak).map((r) => ({ consequence: 'exposure' as const, subject: names.of(r.direction === 'in' ? r.to : r.from), clause: how(r), evidence: [...fromAll(r) ? open.get(r.to)?.evidence ?? [] : [], ...r.evidence] })),
    ...permissions.filter((p) => p.weak).map((p) => ({ consequence: 'permission' as const, subject: names.of(p.principal), clause: permissionClause(p, names), evidence: p.evidence })),
  ];
  const folded = new Map<string, Point[]>();
  for (const point of points) {
    const key = `${point.consequence}\n${point.clause}`;
    append(folded, key, point);
  }
  return [...folded.values()].map(decision)
    .sort((a, b) => rank(a.consequence) - rank(b.consequence) || (a.text < b.text ? -1 : 1));
}

function detailed(statement: Statement): string {
  return statement.detail ? `${statement.text} (${statement.detail})` : statement.text;
}

function decision(points: Point[]): Decision {
  const subjects = [...new Set(points.map((p) => p.subject))].sort();
  const [{ consequence, clause }] = points;
  const text = subjects.length === 1 ? `${subjects[0]}: ${clause}` : `${plural(subjects.length, 'resource')}: ${clause}`;
  return { consequence, text, subjects, evidence: points.flatMap((p) => p.evidence) };
}

/** Who reaches what, in one clause. */
export function reachClause(reach: Reach, names: Names): string {
  const place = (name: string) => (name === 'internet' ? 'the internet' : names.of(name));
  if (reach.direction === 'in') { return `${place(reach.from)} reaches it on ${waysOf(reach)}`; }
  // What another account gets is given: there is no call that a port could stop.
  return /^account \d/.test(reach.to) ? `hands data to ${reach.to}` : `may call ${place(reach.to)} on ${portsOf(reach.ports)}, filter: ${reach.filter}`;
}

function waysOf({ ports, protocol, authentication, filter }: Reach): string {
  return `${portsOf(ports)}${protocol === 'any' ? '' : ` (${protocol})`}, authentication: ${authentication}, filter: ${filter}`;
}

function portsOf(ports: string): string { return ports === 'all' ? 'every port' : ports; }

/** Who may do what, in one clause. */
export function permissionClause(permission: Permission, names: Names): string {
  const may = permission.effect === 'deny' ? 'may not' : 'may';
  return `${may} ${verbsOf(permission)} on ${names.of(permission.resource)}${permission.condition ? `, ${permission.condition}` : ''}`;
}
