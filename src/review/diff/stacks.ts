import { buildModel } from '../build';
import { ReviewModel } from '../model';
import { reachChanges } from './access';
import { attributeChanges } from './attributes';
import { changeOf, countsOf, Draft, worstFirst } from './change';
import { folded } from './fold';
import { NameChanges } from './follow';
import { split } from './names';
import { permissionChanges } from './permissions';
import { presenceChanges } from './presence';
import { StackDiff } from './report';
import { settingChanges } from './settings';
import { Side } from './side';
import { statementChanges } from './statements';
import { costChanges, flowChanges } from './traffic';
import { inWords, Said } from './values';
import { verdictOf } from './verdict';
import { namesIn, versionsOf, Versions } from './versions';
import { lostStack, newStack, weakIn } from './whole-stack';

/** What is known of the stacks around one. */
export interface Around {
  readonly status?: StackDiff['status'];
  /** Outputs of this stack that other stacks read. */
  readonly read?: ReadonlySet<string>;
}

/** A stack of the report, and types that no reader knows. */
export interface Compared extends StackDiff { readonly unread: string[] }

interface Found { readonly drafts: Draft[]; readonly lines: StackDiff['lines']; readonly unread: string[] }

/** Compares two versions of one stack. */
export function diffStacks(base: Side, next: Side, around: Around = {}): Compared {
  const { drafts, lines, unread } = base.text === next.text ? { drafts: [], lines: {}, unread: [] } : compared(base, next, around);
  const changes = folded(drafts).map((d) => changeOf(next.stack, d)).sort(worstFirst);
  const { stack, stage } = next.tree.identity;
  return {
    stack: next.stack, status: around.status ?? (changes.length ? 'changed' : 'unchanged'), title: stage ? `${stack} / ${stage}` : stack,
    verdict: verdictOf(changes), changes, counts: countsOf(changes), file: next.file, lines, unread,
  };
}

function compared(base: Side, next: Side, { status, read }: Around): Found {
  const versions = versionsOf(base.terraform, next.terraform);
  const settings = settingChanges(versions.before, versions.after, read);
  const { different, removed, added, renamed } = versions;
  // Most often only tags, versions or nothing at all: no model is needed to say so.
  if (different.length + removed.length + added.length + renamed.size === 0) { return { drafts: settings, lines: {}, unread: [] }; }
  if (status === 'removed') { return { drafts: lostStack(removed), lines: {}, unread: [] }; }
  const models = { base: buildModel(versions.before, base.text, base.tree), next: buildModel(versions.after, next.text, next.tree) };
  const found = resourceDrafts(models, versions, next.stack);
  const drafts = status === 'added' ? newStack(found, added, weakIn(models.next)) : [...settings, ...found];
  return { drafts, lines: linesOf(models, drafts), unread: models.next.unread };
}

/** What is said first is said best: statements before sets, sets before resources, resources before arguments. */
function resourceDrafts(pair: { readonly base: ReviewModel; readonly next: ReviewModel }, versions: Versions, stack: string): Draft[] {
  const names = namesIn(stack, versions);
  const models = { ...pair, names, removed: new Set(versions.removed), added: new Set(versions.added) };
  const said = new Said();
  const drafts: Draft[] = [];
  const add = (more: Draft[], whole = false): void => {
    drafts.push(...more);
    more.forEach((d) => said.add(d.evidence, d.consequence, whole));
  };
  add(statementChanges(models));
  add(reachChanges(models, drafts), true);
  add(permissionChanges(models), true);
  add(costChanges(models, said));
  add(flowChanges(models, said));
  const presence = presenceChanges({ ...versions, ...pair, path: (address) => names.of(address) }, said, stack);
  return [...drafts, ...presence, ...attributeDrafts(versions, (address) => names.of(address), said)].map((d) => inWords(d, names));
}

function attributeDrafts({ different, old, now, renamed }: Versions, path: (address: string) => string, said: Said): Draft[] {
  const names = new NameChanges({ old, now });
  return different.flatMap((address) => {
    const [type] = split(address);
    const drafts = attributeChanges({ type, address, subject: path(address), before: old.get(address), after: now.get(address) }, said, names);
    // What is destroyed and created anyway has other names; that it may be replaced is no news.
    const news = (d: Draft) => d.rule === 'argument' && d.consequence !== 'configuration' && d.consequence !== 'cosmetic';
    return renamed.has(address) ? drafts.filter(news) : drafts;
  });
}

function linesOf({ base, next }: { readonly base: ReviewModel; readonly next: ReviewModel }, drafts: Draft[]): StackDiff['lines'] {
  const known = new Map([...base.resources, ...next.resources].filter((r) => r.line > 0).map((r) => [r.address, r.line]));
  const wanted = [...new Set(drafts.flatMap((d) => [d.address, ...d.evidence.map((e) => e.address)]))].sort();
  return Object.fromEntries(wanted.flatMap((address) => (known.has(address) ? [[address, known.get(address)!]] : [])));
}
