import { createHash } from 'crypto';
import { ruleOf } from './catalogue';
import { Context } from './catalogue/rule';
import { decisionsOf } from './decisions';
import { enforcementOf } from './enforcement';
import { findingsOf } from './findings';
import { Counts, MODEL_VERSION, Permission, Reach, ReviewModel, Statement, Tree } from './model';
import { safeText } from './redact';
import { resourcesOf } from './resources';
import { Names } from './words';

/**
 * The review of a stack.
 * @param terraform content of `cdk.tf.json`, resolved
 * @param text the same as it is written
 * @param tree what the constructs say
 */
export function buildModel(terraform: any, text: string, tree: Tree): ReviewModel {
  const { resources, parts } = resourcesOf(terraform, text, tree);
  const names = new Names({ resources });
  const found = findingsOf(terraform, tree.under);
  const context: Context = { lasting: tree.identity.stage !== 'development' && tree.identity.stage !== 'test' };
  const statements = found.statements.map((s) => ({ ...s, ...judged(s.rule, s.value, context) })).sort(by((s) => [names.of(s.subject), s.subject, s.rule, s.detail ?? '', String(s.value)]));
  const reach = [...found.reach].sort(by((r) => [r.direction, r.from === 'internet' ? '' : r.from, r.to, r.ports]));
  const permissions = [...found.permissions].sort(by((p) => [p.weak ? '0' : p.foreign ? '1' : '2', names.of(p.principal), names.of(p.resource), p.effect, p.actions.join()]));
  const flows = [...found.flows].sort(by((f) => [f.from, f.to, f.verb, f.port ?? '']));
  const costs = [...found.costs].sort(by((c) => [c.billed, names.of(c.subject), c.driver]));
  const decisions = decisionsOf(statements, reach, permissions, names);
  const model: Omit<ReviewModel, 'counts'> = {
    version: MODEL_VERSION,
    identity: tree.identity,
    tree: { ...(tree.under ? { under: tree.under } : {}), parts: tree.parts, cards: tree.cards },
    digest: createHash('sha256').update(text).digest('hex'),
    file: `stacks/${tree.identity.stack}/cdk.tf.json`,
    parts, resources, statements, reach, permissions, flows, costs,
    enforcement: enforcementOf(tree, parts, resources, statements),
    decisions,
    unread: found.unread,
  };
  return { ...model, counts: countsOf(model) };
}

/** The review of a stack that no construct tree is known of: of another tool, or of an earlier version. */
export function bareTree(stack: string): Tree {
  return { identity: { kind: 'stack', stack, name: stack, patterns: [] }, parts: [], cards: [] };
}

function judged(rule: string, value: Statement['value'], context: Context): Pick<Statement, 'value' | 'text' | 'weak'> {
  const known = ruleOf(rule);
  const safe = Array.isArray(value) ? value.map((v) => safeText(v)) : typeof value === 'string' ? safeText(value) : value;
  return { value: safe, text: known.say(safe), weak: known.weak?.(safe, context) ?? false };
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

/** Compares by a list of texts, for an order that does not depend on the order of the input. */
function by<T>(keys: (item: T) => string[]): (a: T, b: T) => number {
  const known = new Map<T, string>();
  const key = (item: T) => {
    const made = known.get(item) ?? keys(item).join('\u0000');
    known.set(item, made);
    return made;
  };
  return (a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0);
}
