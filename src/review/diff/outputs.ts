import { plural } from '../words';
import { countsOf, distinctChanges } from './change';
import { compare, groupBy } from './lists';
import { Change, DiffReport, DIFF_VERSION, Fold, StackDiff } from './report';
import { nothing, Side, sideOf, Source, sourcesIn } from './side';
import { Compared, diffStacks } from './stacks';
import { verdictOf } from './verdict';

/**
 * What changes between two folders that cdktf wrote.
 * @param base folder of the version to compare with, `cdktf.out`
 * @param next folder of the new version
 */
export function diffOutputs(base: string, next: string): DiffReport {
  return reportOf(sourcesIn(base), sourcesIn(next));
}

/** The same, of texts. */
export function reportOf(before: ReadonlyMap<string, Source>, after: ReadonlyMap<string, Source>): DiffReport {
  const names = [...new Set([...before.keys(), ...after.keys()])].sort(compare);
  const read = outputsRead([...before.values(), ...after.values()]);
  const compared = names.map((stack) => compareStack(stack, before.get(stack), after.get(stack), read));
  const stacks = compared.filter((c): c is Compared => c.status !== 'unchanged');
  const changes = distinctChanges(stacks.flatMap((s) => s.changes));
  const folds = foldsOf(stacks);
  return {
    version: DIFF_VERSION,
    verdict: verdictOf(changes, names.length > 1 && stacks.length > 0 ? `${stacks.length} of ${plural(names.length, 'stack')}` : ''),
    counts: countsOf(changes),
    stacks: stacks.map(({ unread: _, ...stack }) => stack),
    added: stacks.filter((s) => s.status === 'added').map((s) => s.stack),
    removed: stacks.filter((s) => s.status === 'removed').map((s) => s.stack),
    unchanged: names.filter((n) => !stacks.some((s) => s.stack === n)),
    folds,
    fleet: names.length > 1 ? fleetOf(folds, names.length) : '',
    unread: [...new Set(stacks.flatMap((s) => s.unread))].sort(compare),
  };
}

type Found = Compared | { readonly status: 'unchanged' };

function compareStack(stack: string, before: Source | undefined, after: Source | undefined, read: (stack: string) => Set<string>): Found {
  if (before && after && before.text === after.text) { return { status: 'unchanged' }; }
  const sides = [before, after].map((source) => source && sideOf(stack, source.text, source.model()));
  const [from, to] = [sides[0] ?? nothing(sides[1] as Side), sides[1] ?? nothing(sides[0] as Side)];
  // A stack that was not synthesized before has no model of its own; what the other side knows of it is better than nothing.
  const tree = (side: Side, other: Side): Side => (side.tree.parts.length === 0 && other.tree.parts.length > 0 ? { ...side, tree: other.tree } : side);
  const compared = diffStacks(tree(from, to), tree(to, from), { status: !before ? 'added' : !after ? 'removed' : undefined, read: read(stack) });
  const places = (after ?? before)!.places();
  return { ...compared, changes: compared.changes.map((change) => located(change, places)) };
}

/** The line of the nearest construct around the subject that is known. */
function located(change: Change, places: { readonly [path: string]: string }): Change {
  for (let at = change.subject; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/')))) {
    const source = Object.prototype.hasOwnProperty.call(places, at) ? places[at] : undefined;
    if (source !== undefined) { return { ...change, source }; }
    if (at === '') { return change; }
  }
}

/** Names of the outputs that other stacks read from each stack's state, by the name of the data source, which names the stack. */
function outputsRead(sources: Source[]): (stack: string) => Set<string> {
  const found = new Map<string, Set<string>>();
  for (const { text } of sources.filter((s) => s.text.includes('terraform_remote_state'))) {
    for (const [, source, output] of text.matchAll(/data\.terraform_remote_state\.([\w-]+)\.outputs\.([\w-]+)/g)) {
      found.set(source, (found.get(source) ?? new Set()).add(output));
    }
  }
  const plain = (name: string) => name.replace(/[^A-Za-z0-9]/g, '');
  return (stack) => new Set([...found].filter(([source]) => plain(source).includes(plain(stack))).flatMap(([, outputs]) => [...outputs]));
}

/** Stacks with the same changes. A change has the same number in every stack, as its subject is a path within the stack. */
function foldsOf(stacks: readonly StackDiff[]): Fold[] {
  const ids = (s: StackDiff) => s.changes.map((c) => c.id).sort();
  return [...groupBy(stacks.filter((s) => s.status === 'changed'), (s) => ids(s).join())]
    .map(([, group]): Fold => ({ stacks: group.map((s) => s.stack), changes: ids(group[0]) }))
    .sort((a, b) => b.stacks.length - a.stacks.length || compare(a.stacks[0], b.stacks[0]));
}

function fleetOf(folds: readonly Fold[], total: number): string {
  const equal = folds.filter((f) => f.stacks.length > 1);
  if (equal.length === 0) { return ''; }
  const alone = folds.filter((f) => f.stacks.length === 1).map((f) => f.stacks[0]);
  const said = equal.map((f) => `same ${plural(f.changes.length, 'change')} in ${f.stacks.length} of ${total} stacks`);
  return `${said.join('; ')}${alone.length ? `; different: ${alone.join(', ')}` : ''}`;
}
