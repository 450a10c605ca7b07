import { ruleOf } from '../catalogue';
import { direction, Rule } from '../catalogue/rule';
import { Direction, ReviewModel, Statement, Value } from '../model';
import { Names } from '../words';
import { Draft } from './change';
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

/** What is said of the same thing and is not the same, on resources that both versions have. */
export function statementChanges(models: Models): Draft[] {
  const [before, after] = paired(keyed(models.base.statements), keyed(models.next.statements));
  return [...new Set([...before.keys(), ...after.keys()])].sort().flatMap((key) => {
    const [from, to] = [before.get(key), after.get(key)];
    const said = (to ?? from)!;
    if (models.removed.has(said.subject) || same(from, to)) { return []; }
    // What a new resource is like is news only where it is weak.
    if (models.added.has(said.subject) && !to!.weak) { return []; }
    return [drafted(models, said, from, to)];
  });
}

/** One statement of a rule that changed its detail too is still one: `with all 20 instances`. */
function paired(before: Map<string, Statement>, after: Map<string, Statement>): [Map<string, Statement>, Map<string, Statement>] {
  const lonely = (left: Map<string, Statement>, right: Map<string, Statement>) => group([...left].filter(([key]) => !right.has(key)), ([, s]) => `${s.subject}\n${s.rule}`);
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

function group<T>(items: T[], key: (item: T) => string): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const item of items) { found.set(key(item), [...found.get(key(item)) ?? [], item]); }
  return found;
}

function same(from: Statement | undefined, to: Statement | undefined): boolean {
  return from !== undefined && to !== undefined && JSON.stringify(from.value) === JSON.stringify(to.value);
}

function keyed(statements: readonly Statement[]): Map<string, Statement> {
  const found = new Map<string, Statement>();
  for (const s of statements) {
    const key = `${s.subject}\n${s.rule}\n${s.detail ?? ''}`;
    const known = found.get(key);
    // Two of one key are one list, so that none hides the other.
    found.set(key, known ? { ...s, value: [...new Set([known.value, s.value].flat().map(String))].sort(), weak: s.weak || known.weak, evidence: [...known.evidence, ...s.evidence] } : s);
  }
  return found;
}

function drafted({ names, added }: Models, said: Statement, from: Statement | undefined, to: Statement | undefined): Draft {
  const rule = ruleOf(said.rule);
  const way = judged(rule, from, to);
  const isNew = added.has(said.subject);
  const text = fromTo(valueText(from?.value, rule.unit), valueText(to?.value, rule.unit));
  const tail = (way === 'wider' || way === 'unknown') && rule.worse ? `; ${rule.worse}` : '';
  return {
    rule: said.rule, consequence: rule.consequence, direction: way, subject: names.of(said.subject), address: said.subject,
    clause: `${isNew ? `${to!.text} (new)` : clauseOf(rule, from, to)}${tail}`, ...(said.detail ? { label: said.detail } : {}),
    ...(from ? { from: text.from } : {}), ...(to ? { to: text.to } : {}),
    evidence: [...from?.evidence ?? [], ...to?.evidence ?? []],
  };
}

/** Whether it got worse. What is no longer said was as good as it was; what is said for the first time is judged by itself. */
function judged(rule: Rule, from: Statement | undefined, to: Statement | undefined): Direction {
  if (from && to) { return direction(rule, from.value, to.value); }
  const [value, weak] = from ? [from.value, from.weak] : [to!.value, to!.weak];
  if (rule.safer === 'neither') { return 'same'; }
  const good = isSafe(rule, value);
  if (from) { return good ? 'wider' : 'unknown'; }
  return weak ? 'wider' : good ? 'narrower' : 'unknown';
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
  if (Array.isArray(from?.value) && Array.isArray(to?.value)) {
    const [was, is] = [from.value, to.value];
    const [gone, come] = [was.filter((v) => !is.includes(v)), is.filter((v) => !was.includes(v))];
    const parts = [...(come.length ? [`adds ${come.join(', ')}`] : []), ...(gone.length ? [`removes ${gone.join(', ')}`] : [])];
    return `${rule.title}: ${parts.join('; ')} (${was.length} -> ${is.length})`;
  }
  if (typeof from?.value === 'boolean' && typeof to?.value === 'boolean') { return `${to.text} (was: ${from.text})`; }
  if (typeof from?.value === 'boolean' && !to) { return `${rule.title} is no longer said (was: ${from.text})`; }
  if (!to) { return `${rule.title} {from} -> not set`; }
  if (!from && to) { return `${to.text} (was: not said)`; }
  return `${rule.title} {from} -> {to}`;
}
