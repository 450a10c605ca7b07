import { createHash } from 'crypto';
import { ruleOf } from './catalogue';
import { Context } from './catalogue/rule';
import { decisionsOf } from './decisions';
import { enforcementOf } from './enforcement';
import { findingsOf } from './findings';
import { KINDS } from './kinds';
import { Counts, Evidence, MODEL_VERSION, Part, Permission, Reach, ReviewModel, Statement, Tree } from './model';
import { safeText } from './redact';
import { resourcesOf } from './resources';
import { Names } from './words';

/**
 * The review of a stack.
 * @param terraform content of `cdk.tf.json`, resolved
 * @param text the same as it is written
 * @param tree what the constructs say
 * @param lean whether nobody will read it as a page: then nothing is put in the order of a page, and what only a page shows is left out
 */
export function buildModel(terraform: any, text: string, tree: Tree, lean = false): ReviewModel {
  const { resources, parts } = resourcesOf(terraform, lean ? '' : text, tree, lean);
  const tidy = lean ? <T>(items: readonly T[]): T[] => [...items] : sorted;
  const names = new Names({ resources });
  const found = findingsOf(terraform, tree.under);
  const context = contextOf(tree, parts, names);
  const stated = tidy(found.statements, (s) => [names.of(s.subject), s.subject, s.rule, s.detail ?? '', String(s.value)]);
  const statements = covered(stated.map((s) => judged(s, context(s.subject), names)));
  const reach = tidy(found.reach, (r) => [r.direction, r.from === 'internet' ? '' : r.from, r.to, r.ports, r.protocol, r.through.join()]);
  const permissions = tidy(found.permissions, (p) => [p.weak ? '0' : p.foreign ? '1' : '2', names.of(p.principal), names.of(p.resource), p.resource, p.effect, p.condition ?? '', p.actions.join()]);
  const flows = tidy(found.flows, (f) => [f.from, f.to, f.verb, f.port ?? '']);
  const costs = tidy(found.costs, (c) => [c.billed, names.of(c.subject), c.subject, c.driver, c.quantity]);
  const decisions = lean ? [] : decisionsOf(statements, reach, permissions, names);
  const model: Omit<ReviewModel, 'counts'> = {
    version: MODEL_VERSION,
    identity: tree.identity,
    tree: { ...(tree.under ? { under: tree.under } : {}), parts: tree.parts, cards: tree.cards },
    digest: createHash('sha256').update(text).digest('hex'),
    file: `stacks/${tree.identity.stack}/cdk.tf.json`,
    parts, resources, statements, reach, permissions, flows, costs,
    enforcement: lean ? [] : enforcementOf(tree, parts, resources, statements, reach, permissions),
    decisions,
    unread: found.unread,
  };
  return { ...model, counts: countsOf(model) };
}

/** The review of a stack that no construct tree is known of: of another tool, or of an earlier version. */
export function bareTree(stack: string): Tree {
  return { identity: { kind: 'stack', stack, name: stack, patterns: [] }, parts: [], cards: [] };
}

/** Production data lasts, but for what can be made again. */
function contextOf(tree: Tree, parts: Part[], names: Names): (subject: string) => Context {
  const stage = tree.identity.stage !== 'development' && tree.identity.stage !== 'test';
  const remade = new Set(parts.filter((p) => KINDS[p.kind]?.remade).map((p) => p.path));
  const [lasting, fleeting] = [{ lasting: true }, { lasting: false }];
  return (subject) => (stage && !remade.has(names.part(subject)) ? lasting : fleeting);
}

/** Where the cloud itself refuses to delete, or to delete what is not empty, Terraform cannot destroy data either, whatever its own lifecycle says. */
function covered(statements: Statement[]): Statement[] {
  const on = new Set(statements.filter((s) => (s.rule === 'data.deletion-protection' && s.value === true) || (s.rule === 'data.force-destroy' && s.value === false)).map((s) => s.subject));
  return statements.map((s) => (s.rule === 'data.prevent-destroy' && s.weak && on.has(s.subject) ? { ...s, weak: false } : s));
}

/** Resources in a list are called as everywhere else in the words; the value keeps their addresses. */
function judged(one: Omit<Statement, 'text' | 'weak'>, context: Context, names: Names): Statement {
  const { rule, subject, detail, value, evidence } = one;
  const known = ruleOf(rule);
  const safe = Array.isArray(value) ? value.map((v) => safeText(v)) : typeof value === 'string' ? safeText(value) : value;
  const text = known.say(Array.isArray(safe) ? safe.map((v) => names.of(v)).sort() : safe);
  const weak = known.weak?.(safe, context) ?? false;
  return detail === undefined ? { rule, subject, value: safe, text, weak, evidence } : { rule, subject, detail, value: safe, text, weak, evidence };
}

/** What page, Markdown, picture and `--json` say alike. */
function countsOf(model: Omit<ReviewModel, 'counts'>): Counts {
  const own = new Set(model.resources.map((r) => r.address));
  const distinct = (values: string[]) => new Set(values).size;
  return {
    resources: model.resources.length,
    parts: model.parts.length,
    decisions: model.decisions.length,
    statements: model.statements.length,
    weak: model.statements.filter((s) => s.weak).length + weak(model.reach) + weak(model.permissions),
    reachable: distinct(model.reach.filter((r) => r.direction === 'in' && r.from === 'internet').map((r) => r.to)),
    stores: distinct(model.statements.filter((s) => s.rule === 'data.key').map((s) => s.subject)),
    identities: distinct(model.permissions.map((p) => p.principal).filter((p) => own.has(p))),
    permissions: model.permissions.length,
    flows: model.flows.length,
    unread: model.unread.length,
  };
}

function weak(rows: (Reach | Permission)[]): number {
  return rows.filter((r) => r.weak).length;
}

/** In the order of `keys`, each with its evidence in order and once; what is undefined is not written. */
function sorted<T extends { readonly evidence: Evidence[] }>(items: readonly T[], keys: (item: T) => string[]): T[] {
  return items
    .map((item) => ({ key: keys(item).join('\u0000'), item: { ...known(item), evidence: evidenceOf(item.evidence) } }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ item }) => item);
}

function known<T extends object>(item: T): T {
  const kept: any = {};
  for (const [name, value] of Object.entries(item)) { if (value !== undefined) { kept[name] = value; } }
  return kept;
}

function evidenceOf(evidence: Evidence[]): Evidence[] {
  if (evidence.length < 2) { return evidence.map(known); }
  const byKey = new Map(evidence.map((e) => [`${e.address}\u0000${e.argument ?? ''}`, known(e)]));
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, e]) => e);
}
