import { ruleOf } from '../catalogue';
import { direction, Rule } from '../catalogue/rule';
import { Direction, ReviewModel, Statement, Value } from '../model';
import { Names } from '../words';
import { Draft } from './change';
import { groupBy, keysOf } from './lists';
import { fromTo, valueText } from './values';

/** Two versions of one stack, read by the same readers, with the same addresses for the same resources. */
export interface Models {
  readonly base: ReviewModel;
  readonly next: ReviewModel;
  readonly names: Names;
  /** Addresses that only one version has. */
  readonly removed: ReadonlySet<string>;
  readonly added: ReadonlySet<string>;
}

type Keyed = Map<string, Statement>;

/** What is said of the same thing and is not the same, on resources that both versions have. */
export function statementChanges(models: Models): Draft[] {
  const [before, after] = paired(keyed(models.base.statements), keyed(models.next.statements));
  return once(keysOf(before, after).flatMap((key) => {
    const [from, to] = [before.get(key), after.get(key)];
    const said = (to ?? from)!;
    if (models.removed.has(said.subject) || same(from, to)) { return []; }
    // What a new resource is like is news only where it is weak.
    if (models.added.has(said.subject) && !to!.weak) { return []; }
    return [drafted(models, said, from, to)];
  }));
}

function same(from: Statement | undefined, to: Statement | undefined): boolean {
  return from !== undefined && to !== undefined && JSON.stringify(from.value) === JSON.stringify(to.value);
}

/** Two rules that read the same argument say one change: the first of the catalogue says it. */
function once(drafts: Draft[]): Draft[] {
  const places = (d: Draft) => JSON.stringify([d.subject, d.consequence, d.direction, d.label, d.from, d.to, d.evidence.map((e) => [e.address, e.argument])]);
  const twice = (d: Draft) => d.from !== undefined && d.to !== undefined && d.evidence.every((e) => e.argument !== undefined);
  return [...groupBy(drafts, (d) => (twice(d) ? places(d) : JSON.stringify([d.rule, d.address, d.label])))].map(([, [first]]) => first);
}

/** One statement of a rule that changed its detail too is still one: `with all 20 instances`. */
function paired(before: Keyed, after: Keyed): [Keyed, Keyed] {
  const lonely = (left: Keyed, right: Keyed) => groupBy([...left].filter(([key]) => !right.has(key)), ([, s]) => `${s.subject}\n${s.rule}`);
  const come = lonely(after, before);
  for (const [key, gone] of lonely(before, after)) {
    const met = come.get(key);
    if (gone.length === 1 && met?.length === 1) {
      before.set(met[0][0], gone[0][1]);
      before.delete(gone[0][0]);
    }
  }
  return [before, after];
}

function keyed(statements: readonly Statement[]): Keyed {
  return new Map([...groupBy(statements, (s) => `${s.subject}\n${s.rule}\n${s.detail ?? ''}`)].map(([key, group]) => [key, joined(group)]));
}

/** Two of one key are one list, so that none hides the other. */
function joined([first, ...others]: Statement[]): Statement {
  if (others.length === 0) { return first; }
  const all = [first, ...others];
  const value = [...new Set(all.flatMap((s) => [s.value].flat().map(String)))].sort();
  return { ...first, value: value.length === 1 ? first.value : value, weak: all.some((s) => s.weak), evidence: all.flatMap((s) => s.evidence) };
}

function drafted({ names, added }: Models, said: Statement, from: Statement | undefined, to: Statement | undefined): Draft {
  const rule = ruleOf(said.rule);
  const way = judged(rule, from, to);
  const text = fromTo(valueText(from?.value, rule), valueText(to?.value, rule));
  const tail = (way === 'wider' || way === 'unknown') && rule.worse ? `; ${rule.worse}` : '';
  return {
    rule: said.rule, consequence: rule.consequence, direction: way, subject: names.of(said.subject), address: said.subject, label: said.detail || undefined,
    clause: `${added.has(said.subject) ? `${to!.text} (new)` : clauseOf(rule, from, to)}${tail}`,
    from: from && text.from, to: to && text.to, evidence: [...from?.evidence ?? [], ...to?.evidence ?? []],
  };
}

/** Whether it got worse. What is no longer said was as good as it was; what is said for the first time is judged by itself. */
function judged(rule: Rule, from: Statement | undefined, to: Statement | undefined): Direction {
  if (from && to) { return direction(rule, from.value, to.value); }
  if (rule.safer === 'neither') { return 'same'; }
  if (from) { return isSafe(rule, from.value) ? 'wider' : 'unknown'; }
  return to!.weak ? 'wider' : isSafe(rule, to!.value) ? 'narrower' : 'unknown';
}

/** Whether a value is on the safer side, if the rule has sides. */
function isSafe({ safer }: Rule, value: Value): boolean | undefined {
  if (typeof value === 'boolean') { return value === (safer === 'yes'); }
  if (typeof value === 'number') { return safer === 'more' ? value > 0 : safer === 'less' ? value < 36500 : undefined; }
  if (Array.isArray(value)) { return safer === 'longer' ? value.length > 0 : safer === 'fewer' ? value.length === 0 : undefined; }
  return Array.isArray(safer) ? safer.indexOf(value) > (safer.length - 1) / 2 : undefined;
}

/** The change in words: a list by what comes and goes, yes or no by the clause of the new value, the rest from one value to the other. */
function clauseOf(rule: Rule, from: Statement | undefined, to: Statement | undefined): string {
  if (!from) { return `${to!.text} (was: not said)`; }
  if (!to) { return typeof from.value === 'boolean' ? `${rule.title} is no longer said (was: ${from.text})` : `${rule.title} {from} -> ${from.detail ? 'removed' : 'not set'}`; }
  if (typeof from.value === 'boolean' && typeof to.value === 'boolean') { return to.text; }
  if (!Array.isArray(from.value) || !Array.isArray(to.value)) { return `${rule.title} {from} -> {to}`; }
  const [was, is] = [from.value, to.value];
  const [gone, come] = [was.filter((v) => !is.includes(v)), is.filter((v) => !was.includes(v))];
  const parts = [...(come.length ? [`adds ${come.join(', ')}`] : []), ...(gone.length ? [`removes ${gone.join(', ')}`] : [])];
  return `${rule.title}: ${parts.join('; ')} (${was.length} -> ${is.length})`;
}
