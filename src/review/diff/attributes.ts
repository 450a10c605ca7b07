import { direction as byRule } from '../catalogue/rule';
import { Consequence, Direction } from '../model';
import { ArgumentRule, argumentRule } from './arguments';
import { canonical } from './canonical';
import { compare, Draft, middle } from './change';
import { Difference, differences } from './compare';
import { mayReplace } from './force-new';
import { kindOf } from './kinds';
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
export function attributeChanges(compared: Compared, said: Said): Draft[] {
  const found = differences(compared.type, compared.before, compared.after);
  const replacing = found.filter((d) => mayReplace(compared.type, d.argument));
  const groups = new Map<string, Judged[]>();
  const rest = found.filter((d) => !replacing.includes(d)).map((d) => judge(compared.type, d));
  for (const judged of rest.filter((j) => !said.covers(compared.address, j.difference.argument, j.consequence))) {
    const key = `${judged.difference.at.split(/[.[]/)[0]}\n${judged.consequence}`;
    groups.set(key, [...groups.get(key) ?? [], judged]);
  }
  return [
    ...byArgument(replacing).map((group) => replaced(compared, group)),
    ...[...groups.values()].flatMap((group) => (group.length > APART ? [many(compared, group)] : group.map((j) => single(compared, j)))),
  ];
}

interface Judged { readonly difference: Difference; readonly rule?: ArgumentRule; readonly consequence: Consequence; readonly direction: Direction }

function judge(type: string, difference: Difference): Judged {
  const rule = argumentRule(type, difference.argument);
  return { difference, rule, consequence: rule?.consequence ?? 'configuration', direction: way(rule, difference) };
}

/** Whether it got worse, by the table; open ranges and wildcards speak for themselves. */
function way(rule: ArgumentRule | undefined, { from, to, argument, items }: Difference): Direction {
  if (!rule) { return 'unknown'; }
  const { safer, consequence } = rule;
  if (safer === 'neither') { return 'same'; }
  if (consequence === 'exposure' || consequence === 'permission') {
    const [was, is] = [isOpen(from), isOpen(to)];
    if (was !== is) { return is ? 'wider' : 'narrower'; }
  }
  // Days of keeping, where no reader knows the argument: more is safer.
  if (consequence === 'data-loss' && typeof canonical('', from) === 'number' && typeof canonical('', to) === 'number' && typeof safer !== 'object') {
    return canonical('', to) > canonical('', from) ? 'narrower' : 'wider';
  }
  if (safer === undefined) { return 'unknown'; }
  if (safer === 'fewer' || safer === 'longer') {
    if (from !== undefined && to !== undefined) { return 'unknown'; }
    const denies = (consequence === 'permission' && /"(Effect|effect)":"(Deny|deny)"/.test(JSON.stringify(from ?? to))) || (consequence === 'exposure' && /"(deny|Deny)"/.test(JSON.stringify(from ?? to)));
    return ((to !== undefined) === (safer === 'fewer')) !== denies ? 'wider' : 'narrower';
  }
  const [a, b] = [canonical('', from, argument), canonical('', to, argument)];
  if (items || typeof a === 'object' || typeof b === 'object') { return 'unknown'; }
  if (safer === 'yes' || safer === 'no') {
    const good = (v: any) => (typeof v === 'boolean' ? v === (safer === 'yes') : undefined);
    if (good(b) !== undefined) { return good(b) ? 'narrower' : good(a) === undefined && a === undefined ? 'unknown' : 'wider'; }
    return good(a) === undefined ? 'unknown' : good(a) ? 'wider' : 'unknown';
  }
  const found = byRule({ title: '', consequence, safer, say: String }, a, b);
  return found === 'same' ? 'unknown' : found;
}

function isOpen(value: any): boolean {
  return value !== undefined && /(^|[^\w.])(0\.0\.0\.0\/0|::\/0|\*|Internet|allUsers|allAuthenticatedUsers|Any)($|[^\w.])/.test(argumentText(value));
}

function single({ address, subject }: Compared, { difference, rule, consequence, direction }: Judged): Draft {
  const name = difference.argument.slice(difference.argument.lastIndexOf('.') + 1);
  const [from, to] = [difference.from, difference.to].map((v) => argumentText(v, name));
  const tail = direction === 'wider' && rule?.worse ? `; ${rule.worse}` : '';
  const verb = clauseOf(difference, isHidden(from) || isHidden(to));
  return {
    rule: 'argument', consequence, direction, subject, address, detail: difference.at, clause: `${verb}${tail}`, evidence: [{ address, argument: difference.at }],
    ...(difference.from === undefined && difference.items ? {} : { from }), ...(difference.to === undefined && difference.items ? {} : { to }), ...(rule?.noise ? { noise: true as const } : {}),
  };
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
  const top = group[0].difference.at.split(/[.[]/)[0];
  const places = [...new Set(drafts.map((d) => d.detail!.slice(top.length).replace(/^\./, '') || top))];
  const direction = (['wider', 'unknown', 'narrower', 'same'] as const).find((way_) => group.some((j) => j.direction === way_))!;
  return {
    rule: 'argument', consequence: group[0].consequence, direction, subject: compared.subject, address: compared.address, detail: JSON.stringify(drafts.map((d) => [d.detail, d.from, d.to])),
    clause: `${top}: ${group.length} places change: ${places.join(', ')}`, evidence: drafts.flatMap((d) => d.evidence), ...(group.every((j) => j.rule?.noise) ? { noise: true as const } : {}),
    from: drafts.map((d) => `${d.detail}: ${d.from ?? 'not set'}`).join('; '), to: drafts.map((d) => `${d.detail}: ${d.to ?? 'not set'}`).join('; '),
  };
}

function byArgument(found: Difference[]): Difference[][] {
  const groups = new Map<string, Difference[]>();
  for (const d of found) { groups.set(d.at.split(/[.[]/)[0], [...groups.get(d.at.split(/[.[]/)[0]) ?? [], d]); }
  return [...groups.values()];
}

/** Only said to be possible: what the provider really does is in the plan. */
function replaced({ type, address, subject }: Compared, group: Difference[]): Draft {
  const top = group[0].at.split(/[.[]/)[0];
  const lasts = ['store', 'key'].includes(kindOf(type).kind);
  const [from, to] = [group.map((d) => argumentText(d.from, top)).join(', '), group.map((d) => argumentText(d.to, top)).join(', ')];
  return {
    rule: 'argument.replaces', consequence: lasts ? 'data-loss' : 'availability', direction: 'unknown', subject, address, detail: top, from, to,
    clause: `${top} {from} -> {to}; it may be replaced${lasts ? ' and lose what it holds' : ''}`, evidence: group.map((d) => ({ address, argument: d.at })),
  };
}
