import { existsSync, readFileSync } from 'fs';
import { join } from 'path';
import { reachClause } from '../../review/decisions';
import { CostDriver, Enforcement, Evidence, Permission, ReviewModel, Statement } from '../../review/model';
import { Names, partSlug } from '../../review/words';
import { Found, pathOf, resourceOf } from './find';

/** One sentence with where it is in the Terraform. */
export interface Said {
  readonly text: string;
  readonly evidence: Evidence[];
  readonly weak?: boolean;
}

/** Why something is there, and what is known of it. */
export interface Explanation {
  readonly stack: string;
  readonly kind: Found['kind'];
  readonly name: string;
  readonly path: string;
  readonly type?: string;
  /** The capability, or group of resources, that it belongs to. */
  readonly part?: { readonly path: string; readonly kind: string; readonly title: string; readonly classification?: string };
  readonly pattern?: string;
  /** `environment.yaml:12`. */
  readonly source?: string;
  /** `cdktf.out/stacks/orders-prod/cdk.tf.json:123`. */
  readonly terraform?: string;
  /** The place in the page of the review. */
  readonly page?: string;
  /** Addresses, where it is made of several resources. */
  readonly resources: string[];
  readonly statements: Said[];
  /** Properties that the pattern promises and that it enforces. */
  readonly card: { readonly property: string; readonly by: string }[];
  readonly reach: Said[];
  /** Who may do what with it. */
  readonly usedBy: Said[];
  /** What it may do itself. */
  readonly mayDo: Said[];
  readonly flows: Said[];
  readonly costs: Pick<CostDriver, 'subject' | 'driver' | 'quantity' | 'billed'>[];
}

/** Actions that a sentence names; the JSON of the review has them all. */
const MOST_ACTIONS = 4;

/** Explains what was found from the review of its stack. */
export function explain(found: Found, out: string): Explanation {
  const { review: { model, stack, folder }, kind, name } = found;
  const path = pathOf(found);
  const names = new Names(model);
  const own = new Set(addressesOf(found));
  const resource = kind === 'resource' ? resourceOf(model, name) : undefined;
  const part = model.parts.find((one) => one.path === (resource?.part ?? path));
  const many = own.size > 1;
  const about = (address: string, text: string) => (many ? `${names.of(address)}: ${text}` : text);
  const permission = (p: Permission, text: string): Said => ({ text, evidence: p.evidence, weak: p.weak });
  const page = join(out, folder, 'index.html');
  const line = resource?.line ?? (own.size === 1 ? resourceOf(model, [...own][0]).line : undefined);
  return {
    stack: stack.name, kind, name, path,
    ...(resource ? { type: resource.type } : {}),
    ...(part ? { part: { path: part.path, kind: part.kind, title: part.title, ...(part.classification ? { classification: part.classification } : {}) } } : {}),
    ...optional('pattern', part?.pattern ?? patternOf(found)),
    ...optional('source', sourceOf(join(out, folder, 'sources.json'), path)),
    ...optional('terraform', line === undefined ? undefined : `${stack.file}:${line}`),
    ...optional('page', existsSync(page) ? `${page}#${resource ? `r-${resource.key}` : `p-${partSlug(path)}`}` : undefined),
    resources: many ? [...own] : [],
    statements: nearestFirst(model.statements.filter((s) => own.has(s.subject)), names)
      .map((s) => ({ text: about(s.subject, s.detail ? `${s.detail}: ${s.text}` : s.text), evidence: s.evidence, weak: s.weak })),
    card: model.enforcement.filter((row) => row.resources.some((address) => own.has(address) && isMeant(row, address, model))).map(({ property, by }) => ({ property, by })),
    reach: model.reach.filter((r) => [r.from, r.to, ...r.through].some((one) => own.has(one)))
      .map((r) => ({ text: `${names.of(r.direction === 'in' ? r.to : r.from)}: ${reachClause(r, names)}`, evidence: r.evidence, weak: r.weak })),
    usedBy: model.permissions.filter((p) => own.has(p.resource)).map((p) => permission(p, `${names.of(p.principal)} ${clause(p, many ? names.of(p.resource) : 'it')}`)),
    mayDo: model.permissions.filter((p) => own.has(p.principal)).map((p) => permission(p, clause(p, names.of(p.resource)))),
    flows: model.flows.filter((f) => own.has(f.from) || own.has(f.to))
      .map((f) => ({ text: `${names.of(f.from)} ${f.verb} ${names.of(f.to)}${f.port ? ` on ${f.port}` : ''}`, evidence: f.evidence })),
    costs: model.costs.filter((c) => own.has(c.subject)).map(({ subject, driver, quantity, billed }) => ({ subject: names.of(subject), driver, quantity, billed })),
  };
}

/** What a reviewer looks for first: what needs a look, then the thing itself before what it is surrounded by. */
function nearestFirst(statements: readonly Statement[], names: Names): Statement[] {
  const rank = (s: Statement) => (s.weak ? 0 : names.of(s.subject).split('/').length);
  return [...statements].sort((a, b) => rank(a) - rank(b));
}

/**
 * Whether a row of the card is about a resource. A row names types, and many a part has a function or a role of its own:
 * meant are the parts that have most of the types together, more than half as many as the part with the most.
 */
function isMeant(row: Enforcement, address: string, model: ReviewModel): boolean {
  const resources = row.resources.map((one) => resourceOf(model, one));
  const typesOf = (part: string) => new Set(resources.filter((one) => one.part === part).map(({ type }) => type)).size;
  const most = Math.max(...[...new Set(resources.map(({ part }) => part))].map(typesOf));
  return typesOf(resourceOf(model, address).part) * 2 > most;
}

function addressesOf({ review: { model }, kind, name }: Found): string[] {
  if (kind === 'resource') { return [name]; }
  return model.resources.filter(({ path, part }) => part === name || path === name || path.startsWith(`${name}/`)).map(({ address }) => address);
}

function patternOf(found: Found): string | undefined {
  const pattern = found.review.model.identity.patterns.find((one) => one.path === pathOf(found));
  return pattern && `${pattern.id} ${pattern.version}`;
}

function clause({ effect, verbs, actions, condition }: Permission, what: string): string {
  const named = actions.length > MOST_ACTIONS ? [...actions.slice(0, MOST_ACTIONS), `${actions.length - MOST_ACTIONS} more`] : actions;
  return `${effect === 'deny' ? 'may not' : 'may'} ${verbs.join(', ')} ${what}${named.length > 0 ? ` (${named.join(', ')})` : ''}${condition ? `, ${condition}` : ''}`;
}

/** The line of code or YAML of the nearest construct around a path that has one. */
function sourceOf(file: string, path: string): string | undefined {
  if (!existsSync(file)) { return undefined; }
  const sources: { [path: string]: string } = JSON.parse(readFileSync(file, 'utf8'));
  const steps = path.split('/');
  for (let n = steps.length; n >= 0; n -= 1) {
    const source = sources[steps.slice(0, n).join('/')];
    if (source !== undefined) { return source; }
  }
  return undefined;
}

function optional<K extends string>(key: K, value: string | undefined): { [key in K]?: string } {
  return value === undefined ? {} : { [key]: value } as { [key in K]: string };
}
