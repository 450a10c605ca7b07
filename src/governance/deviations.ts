import { stringify } from '../environment/stringify';
import { middle, oneLine } from '../review/diff/change';
import { Change } from '../review/diff/report';
import { diffStacks } from '../review/diff/stacks';
import { Side } from '../review/diff/side';
import { append } from '../review/group';
import { Consequence, Direction, ReviewModel } from '../review/model';
import { nameAt, REDACTED, safeText, safeValue } from '../review/redact';
import { Names, rank } from '../review/words';
import { Difference, differences } from './differences';
import { deviationId } from './ids';
import { Deviation } from './model';
import { Remade } from './rebuild';
import { treeOf } from '../review/tree';
import { ownerOf } from './shape/owners';
import { tightens } from './tightenings';

/** Longest value that a deviation shows. */
const MOST = 200;

/** What the Terraform of a stack has, lacks or changes against what its patterns make, each with what follows from it. */
export function deviationsOf(remade: Remade, terraform: any, text: string, model: ReviewModel): Deviation[] {
  const found = within(differences(remade.terraform, terraform), terraform, remade.terraform, model.tree.under);
  if (found.length === 0) { return []; }
  const said = wordsFor(remade, terraform, text, model);
  const names = new Names(model);
  return found.map((difference) => deviation(difference, said, names, model, remade.terraform));
}

/** Of an environment inside a team's own stack only what is below it is ours. */
function within(found: Difference[], actual: any, approved: any, under?: string): Difference[] {
  if (under === undefined) { return found; }
  return found.filter(({ address }) => `${pathIn(actual, address) ?? pathIn(approved, address) ?? ''}/`.includes(`/${under}/`));
}

function pathIn(tf: any, address: string): string | undefined {
  const [type, name] = address.split('.');
  return tf.resource?.[type]?.[name]?.['//']?.metadata?.path;
}

/** What the comparison of reviews says, by address. */
function wordsFor(remade: Remade, terraform: any, text: string, model: ReviewModel): Map<string, Change[]> {
  const { stack } = model.identity;
  const side = (tf: any, written: string, tree: Side['tree']): Side => ({ stack, terraform: tf, text: written, tree, file: model.file });
  const tree = treeOf(remade.place);
  const base = side(remade.terraform, stringify(remade.terraform), tree);
  // Whoever verifies files knows of the constructs only what was asked for: a synthesis says it in the same words.
  const { changes } = diffStacks(base, side(terraform, text, { ...tree, identity: model.identity }));
  const byAddress = new Map<string, Change[]>();
  for (const change of changes) {
    for (const address of new Set([change.address, ...change.evidence.map((e) => e.address)])) { if (address) { append(byAddress, address, change); } }
  }
  return byAddress;
}

function deviation(difference: Difference, said: Map<string, Change[]>, names: Names, model: ReviewModel, approvedTf: any): Deviation {
  const { kind, address, argument } = difference;
  const change = bestOf(said.get(address) ?? [], difference);
  const path = names.resource(address)?.path ?? relative(pathIn(approvedTf, address), model.identity.stack) ?? address;
  const [approved, actual] = [shown(difference, difference.approved), shown(difference, difference.actual)];
  const consequence: Consequence = change?.consequence ?? (kind === 'removed' ? 'protection' : 'configuration');
  const tighter = tightens(difference);
  const direction: Direction = tighter ? 'narrower' : change?.direction ?? 'unknown';
  const pattern = model.identity.patterns.find((p) => path === p.path || path.startsWith(`${p.path}/`))?.id;
  return {
    id: deviationId(kind, address, argument ?? '', difference.approved ?? null, difference.actual ?? null),
    kind, address, path, ...(pattern ? { pattern } : {}), ...(argument === undefined ? {} : { argument }),
    ...(kind !== 'changed' || approved === undefined ? {} : { approved }), ...(kind !== 'changed' || actual === undefined ? {} : { actual }),
    consequence, direction, owner: ownerOf(consequence, change?.rule), tightens: tighter,
    text: change && !change.noise ? change.text : plainText(difference, path, approved, actual),
  };
}

/** The worst change that names the argument, else the worst of the resource. */
function bestOf(changes: readonly Change[], { address, argument = '' }: Difference): Change | undefined {
  const plain = argument.replace(/\.\d+(?=\.|$)/g, '');
  const names = (c: Change) => c.evidence.some((e) => e.address === address && e.argument !== undefined && overlaps(e.argument.replace(/\.\d+(?=\.|$)/g, ''), plain));
  const worst = (list: readonly Change[]) => [...list].sort((a, b) => rank(a.consequence) - rank(b.consequence))[0];
  return worst(changes.filter(names)) ?? worst(changes);
}

function overlaps(a: string, b: string): boolean {
  return a === b || a.startsWith(`${b}.`) || b.startsWith(`${a}.`);
}

function plainText({ kind, address, argument }: Difference, path: string, approved = 'nothing', actual = 'nothing'): string {
  if (kind === 'added') { return `${path}: ${address} is there, which no approved pattern makes`; }
  if (kind === 'removed') { return `${path}: ${address} is missing, which the approved pattern makes`; }
  return `${path}: ${argument || 'it'} was approved as ${middle(approved, 60)}, is ${middle(actual, 60)}`;
}

function shown({ address, argument = '' }: Difference, value: any): string | undefined {
  if (value === undefined) { return undefined; }
  const name = nameAt(address.split('.')[0], argument);
  const safe = safeValue(value, name);
  const text = typeof safe === 'string' ? safe : JSON.stringify(safe);
  return safeText(text, name) === REDACTED ? REDACTED : middle(oneLine(text), MOST);
}

function relative(path: string | undefined, stack: string): string | undefined {
  return path?.startsWith(`${stack}/`) ? path.slice(stack.length + 1).replace(/\/(Resource|Default)$/, '') : path;
}

/** Parts as the approved patterns make them: what somebody took out is among them. */
export function approvedParts(remade: Remade): ReviewModel['parts'] {
  return treeOf(remade.place).parts;
}
