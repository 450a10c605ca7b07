import { buildModel } from '../build';
import { ReviewModel } from '../model';
import { Names } from '../words';
import { permissionChanges, reachChanges } from './access';
import { attributeChanges } from './attributes';
import { fingerprint } from './canonical';
import { changeOf, countsOf, Draft, worstFirst } from './change';
import { folded } from './fold';
import { bodiesOf, Matches, matchResources } from './match';
import { renamedNames, split, withNames, withoutLocals } from './names';
import { presenceChanges } from './presence';
import { StackDiff } from './report';
import { settingChanges } from './settings';
import { Side } from './side';
import { Models, statementChanges } from './statements';
import { costChanges, flowChanges } from './traffic';
import { Said, spoken } from './values';
import { verdictOf } from './verdict';
import { lostStack, newStack } from './whole-stack';

/** What is known of the stacks around one. */
export interface Around {
  readonly status?: StackDiff['status'];
  /** Outputs of this stack that other stacks read. */
  readonly read?: ReadonlySet<string>;
}

/** What comes out beside the report: types that no reader knows. */
export interface Compared extends StackDiff { readonly unread: string[] }

/** Compares two versions of one stack. */
export function diffStacks(base: Side, next: Side, around: Around = {}): Compared {
  const drafts = base.text === next.text ? { drafts: [] as Draft[], lines: {}, unread: [] as string[] } : draftsOf(base, next, around);
  const changes = folded(drafts.drafts).map((d) => changeOf(next.stack, d)).sort(worstFirst);
  const { identity } = next.tree;
  return {
    stack: next.stack, status: around.status ?? (changes.length ? 'changed' : 'unchanged'), title: identity.stage ? `${identity.stack} / ${identity.stage}` : identity.stack,
    verdict: verdictOf(changes), changes, counts: countsOf(changes), file: next.file, lines: drafts.lines, unread: drafts.unread,
  };
}

function draftsOf(base: Side, next: Side, around: Around): { drafts: Draft[]; lines: StackDiff['lines']; unread: string[] } {
  const after = withoutLocals(next.terraform);
  const renamed = withoutLocals(withNames(base.terraform, renamedNames(base.terraform, next.terraform)));
  const matches = matchResources(renamed, after);
  const before = adopted(withNames(renamed, new Map(matches.pairs.filter((p) => p.from !== p.to).map((p) => [p.from, p.to]))), after, matches);
  const settings = settingChanges(before, after, around.read);
  const different = differing(before, after, matches);
  if (different.length === 0 && matches.removed.length === 0 && matches.added.length === 0 && matches.pairs.every((p) => p.by === 'address' || p.by === 'moved')) {
    return { drafts: settings, lines: {}, unread: [] };
  }
  const models: { base: ReviewModel; next: ReviewModel } = { base: buildModel(before, base.text, base.tree), next: buildModel(after, next.text, next.tree) };
  const found = resourceDrafts(models, before, after, renamed, matches, different, next.stack);
  const drafts = around.status === 'added' ? newStack(found, matches.added, weakIn(models.next)) : around.status === 'removed' ? lostStack(matches.removed) : [...settings, ...found];
  return { drafts, lines: linesOf(models, drafts), unread: models.next.unread };
}

function resourceDrafts(pair: { base: ReviewModel; next: ReviewModel }, before: any, after: any, original: any, matches: Matches, different: string[], stack: string): Draft[] {
  const path = pathsIn(stack, bodiesOf(before), bodiesOf(after));
  const names = new Names({ resources: [...new Set([...bodiesOf(before).keys(), ...bodiesOf(after).keys()])].map((address) => ({ address, path: path(address) })) as ReviewModel['resources'] });
  const models: Models = { ...pair, names, removed: new Set(matches.removed), added: new Set(matches.added) };
  const said = new Said();
  const drafts: Draft[] = [];
  const add = (more: Draft[]): void => { drafts.push(...more); more.forEach((d) => said.add(d.evidence, d.consequence)); };
  add(statementChanges(models));
  add(reachChanges(models, drafts));
  add(permissionChanges(models));
  add(costChanges(models, said));
  add(flowChanges(models, said));
  const forgotten = new Set([after.removed ?? []].flat().filter((r: any) => [r?.lifecycle ?? {}].flat().some((l: any) => l.destroy === false)).map((r: any) => String(r.from)));
  const [old, now] = [bodiesOf(before), bodiesOf(after)];
  const presence = { ...matches, forgotten, ...pair, before: old, after: now, path, oldPath: pathsIn(stack, bodiesOf(original)) };
  const renamed = new Set(matches.pairs.filter((p) => p.by !== 'address' && p.by !== 'moved').map((p) => p.to));
  const attributes = different.flatMap((address) => attributeChanges({ type: split(address)[0], address, subject: path(address), before: old.get(address), after: now.get(address) }, said)
    // What is destroyed and created anyway has other names; that it may be replaced is no news.
    .filter((d) => !renamed.has(address) || (d.rule === 'argument' && d.consequence !== 'configuration' && d.consequence !== 'cosmetic')));
  return [...drafts, ...presenceChanges(presence, said), ...attributes].map((d) => inWords(d, names));
}

/** Whether a permission is one that a person has to look at. */
function weakIn(model: ReviewModel): (draft: Draft) => boolean {
  const weak = new Set(model.permissions.filter((p) => p.weak).map((p) => `${p.principal}\n${p.resource}`));
  return (draft) => weak.has(`${draft.address}\n${JSON.parse(draft.detail ?? '[]')[1]}`);
}

/** Expressions in the sentence and its values become the names of what they refer to. */
function inWords(draft: Draft, names: Names): Draft {
  const say = (text: string | undefined) => (text === undefined ? text : spoken(text, names));
  const [from, to, clause, label] = [say(draft.from), say(draft.to), say(draft.clause)!, say(draft.label)];
  return { ...draft, clause, subject: say(draft.subject)!, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }), ...(label === undefined ? {} : { label }) };
}

/** An old version of a matched resource belongs to the construct of the new one. */
function adopted(before: any, after: any, matches: Matches): any {
  const now = bodiesOf(after);
  for (const { to, from } of matches.pairs) {
    const [type, name] = split(to);
    if (from !== to && before.resource[type]?.[name]) { before.resource[type][name] = { ...before.resource[type][name], '//': now.get(to)?.['//'] }; }
  }
  return before;
}

/** Matched resources that do not mean the same. Equal text needs no normal form. */
function differing(before: any, after: any, matches: Matches): string[] {
  const [old, now] = [bodiesOf(before), bodiesOf(after)];
  return matches.pairs.map((p) => p.to).filter((address) => {
    const [a, b] = [old.get(address), now.get(address)];
    const [type] = split(address);
    return JSON.stringify(a) !== JSON.stringify(b) && fingerprint(type, a) !== fingerprint(type, b);
  }).sort();
}

/** Construct path within the stack, without a last segment that says nothing. */
function pathsIn(stack: string, ...versions: Map<string, any>[]): (address: string) => string {
  return (address) => {
    const body = versions.map((v) => v.get(address)).reverse().find((b) => b !== undefined);
    const path: unknown = body?.['//']?.metadata?.path;
    if (typeof path !== 'string') { return address; }
    return (path.startsWith(`${stack}/`) ? path.slice(stack.length + 1) : path).replace(/\/(Resource|Default)$/, '');
  };
}

function linesOf({ base, next }: { base: ReviewModel; next: ReviewModel }, drafts: Draft[]): StackDiff['lines'] {
  const known = new Map([...base.resources, ...next.resources].filter((r) => r.line > 0).map((r) => [r.address, r.line]));
  const wanted = [...new Set(drafts.flatMap((d) => [d.address, ...d.evidence.map((e) => e.address)]))].sort();
  return Object.fromEntries(wanted.flatMap((address) => (known.has(address) ? [[address, known.get(address)!]] : [])));
}
