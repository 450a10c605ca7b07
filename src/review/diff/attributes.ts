import { direction as byRule } from '../catalogue/rule';
import { Consequence, Direction } from '../model';
import { ArgumentRule, argumentRule } from './arguments';
import { canonical } from './canonical';
import { Draft, middle } from './change';
import { Difference, differences } from './compare';
import { NameChanges } from './follow';
import { mayReplace } from './force-new';
import { kindOf } from './kinds';
import { compare, groupBy } from './lists';
import { IDENTITIES } from './match';
import { hide, secretAt } from './secrets';
import { argumentText, isHidden, Said } from './values';

/** One thing of which two versions are compared by its arguments. */
export interface Compared {
  readonly type: string;
  readonly address: string;
  readonly subject: string;
  readonly before: any;
  readonly after: any;
}

/** More differences than this in one argument are one change: a document was rewritten. */
const APART = 3;

/** Differences in arguments that nothing else said, by the table of arguments. */
export function attributeChanges(compared: Compared, said: Said, names: NameChanges): Draft[] {
  const { type, address } = compared;
  const found = differences(type, compared.before, compared.after);
  const replacing = found.filter((d) => mayReplace(type, d.argument));
  const rest = found.filter((d) => !replacing.includes(d)).map((d) => judge(type, d))
    .filter((j) => !said.covers(address, j.difference.argument, j.consequence));
  const isQuiet = (j: Judged) => QUIET.includes(j.consequence) && !j.rule?.noise && !isSecret(type, j.difference);
  const [followed, own] = parted(rest, (j) => (isQuiet(j) ? names.explains(j.difference.from, j.difference.to) : undefined));
  return [
    ...followed.map(([judged, [from, to]]) => follows(compared, judged, from, to)),
    ...[...groupBy(replacing, (d) => topOf(d))].map(([top, group]) => replaced(compared, top, group)),
    ...[...groupBy(own, (j) => `${topOf(j.difference)}\n${j.consequence}`).values()].flatMap(
      (group) => (group.length > APART ? [many(compared, group)] : group.map((j) => single(compared, j))),
    ),
  ];
}

/** Consequences that a name alone does not have: who may do or reach what is said in full, whatever it is called. */
const QUIET: readonly Consequence[] = ['protection', 'availability', 'cost', 'configuration'];

/** Items with what a function finds of them, and those of which it finds nothing. */
function parted<T, F>(items: T[], find: (item: T) => F | undefined): [[T, F][], T[]] {
  const [found, others]: [[T, F][], T[]] = [[], []];
  for (const item of items) {
    const known = find(item);
    if (known === undefined) { others.push(item); } else { found.push([item, known]); }
  }
  return [found, others];
}

/** A value that only has another name in it: equal on many resources, so that it folds into one change. */
function follows({ address, subject }: Compared, { difference }: Judged, from: string, to: string): Draft {
  return {
    rule: 'argument.names', consequence: 'cosmetic', direction: 'same', subject, address, clause: 'names {from} -> {to}', from, to, noise: true,
    evidence: [{ address, argument: difference.at }],
  };
}

/** The argument of the resource that a difference is in. */
function topOf(difference: Difference): string { return difference.at.split(/[.[]/)[0]; }

interface Judged { readonly difference: Difference; readonly rule?: ArgumentRule; readonly consequence: Consequence; readonly direction: Direction }

function judge(type: string, difference: Difference): Judged {
  const known = argumentRule(type, difference.argument);
  // What people call an alarm or a network is no protection: only the name of what holds data may cost it.
  const rule = known && !known.noise && IDENTITIES.includes(difference.argument) ? undefined : known;
  return { difference, rule, consequence: rule?.consequence ?? 'configuration', direction: way(rule, difference) };
}

/** Whether it got worse, by the table; open ranges and wildcards speak for themselves. */
function way(rule: ArgumentRule | undefined, difference: Difference): Direction {
  if (!rule) { return 'unknown'; }
  const { safer, consequence } = rule;
  if (safer === 'neither') { return 'same'; }
  const [was, is] = [isOpen(difference.from), isOpen(difference.to)];
  if ((consequence === 'exposure' || consequence === 'permission') && was !== is) { return is ? 'wider' : 'narrower'; }
  const [a, b] = [canonical('', difference.from), canonical('', difference.to)];
  // Days of keeping, where no reader knows the argument: more is safer.
  if (consequence === 'data-loss' && typeof a === 'number' && typeof b === 'number' && typeof safer !== 'object') { return b > a ? 'narrower' : 'wider'; }
  if (safer === undefined) { return 'unknown'; }
  if (safer === 'fewer' || safer === 'longer') { return byItems(safer, consequence, difference); }
  if (difference.items || typeof a === 'object' || typeof b === 'object') { return 'unknown'; }
  if (safer === 'yes' || safer === 'no') { return byAnswer(safer === 'yes', a, b); }
  const found = byRule({ title: '', consequence, safer, say: String }, a, b);
  return found === 'same' ? 'unknown' : found;
}

/** What is only added to a list, or only taken from it. An item that denies counts the other way round. */
function byItems(safer: 'fewer' | 'longer', consequence: Consequence, { from, to }: Difference): Direction {
  if (from !== undefined && to !== undefined) { return 'unknown'; }
  const denies = (consequence === 'permission' || consequence === 'exposure') && /"deny(\(\d+\))?"/i.test(JSON.stringify(from ?? to));
  return ((to !== undefined) === (safer === 'fewer')) !== denies ? 'wider' : 'narrower';
}

/** Yes or no; what is not set may be either, so only the known side is judged. */
function byAnswer(good: boolean, from: any, to: any): Direction {
  if (typeof to === 'boolean') { return to === good ? 'narrower' : from === undefined ? 'unknown' : 'wider'; }
  return from === good ? 'wider' : 'unknown';
}

function isOpen(value: any): boolean {
  return value !== undefined && /(^|[^\w.])(0\.0\.0\.0\/0|::\/0|\*|Internet|allUsers|allAuthenticatedUsers|Any)($|[^\w.])/.test(argumentText(value));
}

function single({ type, address, subject }: Compared, { difference, rule, consequence, direction }: Judged): Draft {
  const { at, items } = difference;
  const side = (value: any) => (value === undefined && items ? undefined : shown(type, difference, value));
  const [from, to] = [side(difference.from), side(difference.to)];
  const tail = direction === 'wider' && rule?.worse ? `; ${rule.worse}` : '';
  return {
    rule: 'argument', consequence, direction, subject, address, detail: at, clause: `${clauseOf(difference, isHidden(from) || isHidden(to))}${tail}`,
    from, to, evidence: [{ address, argument: at }], noise: rule?.noise,
  };
}

/** A value before or after, in words and without what is secret. */
function shown(type: string, difference: Difference, value: any): string {
  return argumentText(hide(type, value, difference.at, isSecret(type, difference)));
}

/** Whether the place holds a secret, by itself or by the name beside it. */
function isSecret(type: string, { at, named }: Difference): boolean {
  return secretAt(type, at) || (named ?? []).some((name) => secretAt(type, at.replace(/(^|\.)value\b(?!.*\bvalue\b)/, `[${name}].value`)));
}

function clauseOf({ at, from, to, items }: Difference, hidden: boolean): string {
  const place = middle(at, 60);
  if (hidden) { return `${place} changes (values hidden)`; }
  if (items && from === undefined) { return `${place} adds {to}`; }
  return items && to === undefined ? `${place} removes {from}` : `${place} {from} -> {to}`;
}

/** Many places of one argument: named as far as they fit, with all values before and after. */
function many(compared: Compared, group: Judged[]): Draft {
  const drafts = group.map((j) => single(compared, j)).sort((a, b) => compare(a.detail!, b.detail!));
  const top = topOf(group[0].difference);
  const places = [...new Set(drafts.map((d) => d.detail!.slice(top.length).replace(/^\./, '') || top))];
  const direction = (['wider', 'unknown', 'narrower', 'same'] as const).find((d) => group.some((j) => j.direction === d))!;
  const all = (side: 'from' | 'to') => drafts.map((d) => `${d.detail}: ${d[side] ?? 'not set'}`).join('; ');
  return {
    rule: 'argument', consequence: group[0].consequence, direction, subject: compared.subject, address: compared.address, from: all('from'), to: all('to'),
    detail: JSON.stringify(drafts.map((d) => [d.detail, d.from, d.to])), clause: `${top}: ${group.length} places change: ${places.join(', ')}`,
    evidence: drafts.flatMap((d) => d.evidence), noise: group.every((j) => j.rule?.noise) || undefined,
  };
}

/** Only said to be possible: what the provider really does is in the plan. */
function replaced({ type, address, subject }: Compared, top: string, group: Difference[]): Draft {
  const lasts = ['store', 'key'].includes(kindOf(type).kind);
  const all = (side: 'from' | 'to') => group.map((d) => shown(type, d, d[side])).join(', ');
  const [from, to] = [all('from'), all('to')];
  const change = isHidden(from) || isHidden(to) ? 'changes (values hidden)' : '{from} -> {to}';
  return {
    rule: 'argument.replaces', consequence: lasts ? 'data-loss' : 'availability', direction: 'unknown', subject, address, detail: top, from, to,
    clause: `${top} ${change}; it may be replaced${lasts ? ' and lose what it holds' : ''}`, evidence: group.map((d) => ({ address, argument: d.at })),
  };
}
