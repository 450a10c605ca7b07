import { Consequence, Direction, Value } from '../model';

/** What decides whether a value is weak. */
export interface Context {
  /** Production or staging: data that nobody can lose. */
  readonly lasting: boolean;
}

/** A column of the table of data stores. */
export type Column = 'key' | 'backup' | 'deletion' | 'public' | 'transit' | 'login' | 'audit' | 'retention' | 'redundancy';

/** How one property is worded, compared and judged, on every cloud alike. */
export interface Rule {
  /** Noun of a change: `automatic backups kept`. */
  readonly title: string;
  /** What follows when it gets worse. */
  readonly consequence: Consequence;
  /** What is safer: more or less of a number, yes or no, fewer or more members of a list, or a scale from worst to best. */
  readonly safer: 'more' | 'less' | 'yes' | 'no' | 'fewer' | 'longer' | 'neither' | readonly string[];
  readonly unit?: string;
  readonly column?: Column;
  /** A clause without subject, for each value. */
  readonly say: (value: any) => string;
  /** What the loss means, after a semicolon: `older restores are impossible`. */
  readonly worse?: string;
  /** Whether a person must look at it as it is. @default - never */
  readonly weak?: (value: any, context: Context) => boolean;
}

/** Rules of one family, by id. */
export interface Rules { readonly [id: string]: Rule }

/** Yes or no in two clauses. */
export function either(yes: string, no: string): (value: boolean) => string {
  return (value) => (value ? yes : no);
}

/** Whether `to` is worse than `from` under a rule. */
export function direction(rule: Rule, from: Value | undefined, to: Value | undefined): Direction {
  if (from === undefined || to === undefined) { return 'unknown'; }
  if (JSON.stringify(from) === JSON.stringify(to)) { return 'same'; }
  const { safer } = rule;
  if (safer === 'neither') { return 'same'; }
  if (typeof safer !== 'string') { return compare(safer.indexOf(String(from)), safer.indexOf(String(to))); }
  if (safer === 'yes' || safer === 'no') { return (to === true) === (safer === 'yes') ? 'narrower' : 'wider'; }
  if (safer === 'fewer' || safer === 'longer') { return lists(safer, from, to); }
  if (typeof from !== 'number' || typeof to !== 'number') { return 'unknown'; }
  return safer === 'more' ? compare(from, to) : compare(to, from);
}

/** From worse to better is narrower. A place that is not on the scale is unknown. */
function compare(from: number, to: number): Direction {
  if (from < 0 || to < 0) { return from === to ? 'same' : 'unknown'; }
  return to > from ? 'narrower' : 'wider';
}

function lists(safer: 'fewer' | 'longer', from: Value, to: Value): Direction {
  if (!Array.isArray(from) || !Array.isArray(to)) { return 'unknown'; }
  const added = to.some((v) => !from.includes(v));
  const removed = from.some((v) => !to.includes(v));
  if (added && removed) { return 'unknown'; }
  return added === (safer === 'fewer') ? 'wider' : 'narrower';
}
