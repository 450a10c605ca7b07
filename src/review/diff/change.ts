import { createHash } from 'crypto';
import { CONSEQUENCES, Consequence, Direction, Evidence } from '../model';
import { safeText } from '../redact';
import { rank } from '../words';
import { compare } from './lists';
import { Change, ChangeCounts } from './report';

/** Longest sentence. */
export const LIMIT = 140;

/** A change before it is numbered, folded and worded in full. */
export interface Draft {
  readonly rule: string;
  readonly consequence: Consequence;
  readonly direction: Direction;
  readonly subject: string;
  readonly address: string;
  /** The sentence without its subject; `{from}` and `{to}` stand for the values, shortened where the sentence gets too long. */
  readonly clause: string;
  readonly from?: string;
  readonly to?: string;
  /** What else tells apart two changes of one rule on one subject. */
  readonly detail?: string;
  /** What it is of the subject, before the clause: name of a rule of a firewall. Several are folded into one list. */
  readonly label?: string;
  readonly evidence: Evidence[];
  readonly subjects?: string[];
  readonly noise?: true;
  readonly mend?: string;
}

const DIRECTIONS: readonly Direction[] = ['wider', 'unknown', 'narrower', 'same'];

/** Order of a list of changes: worst consequence first, then what gets wider. */
export function worstFirst(a: Pick<Change, 'consequence' | 'direction' | 'subject' | 'text'>, b: typeof a): number {
  return rank(a.consequence) - rank(b.consequence)
    || DIRECTIONS.indexOf(a.direction) - DIRECTIONS.indexOf(b.direction)
    || compare(a.subject, b.subject) || compare(a.text, b.text);
}

/** Whether a person has to agree: something gets wider, or nobody can say that it does not. */
export function isDecision(change: Pick<Change, 'consequence' | 'direction' | 'noise'>): boolean {
  return !change.noise && rank(change.consequence) < rank('configuration') && (change.direction === 'wider' || change.direction === 'unknown');
}

/** Numbers and words a draft. */
export function changeOf(stack: string, draft: Draft): Change {
  const { rule, consequence, direction, subject, address, evidence, subjects, noise, mend, detail, label } = draft;
  const [from, to] = [draft.from, draft.to].map((v) => (v === undefined ? undefined : safeText(v)));
  const structure = JSON.stringify([rule, subject, subjects ?? null, detail ?? null, label ?? null, from ?? null, to ?? null]);
  const clause = label ? `${safeText(label)}: ${draft.clause}` : draft.clause;
  return {
    id: createHash('sha256').update(structure).digest('hex').slice(0, 12),
    rule, stack, consequence, direction, subject, address, text: sentence(subjects ? '' : subject, clause, from, to),
    ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }),
    evidence: distinct(evidence), ...(subjects ? { subjects } : {}), ...(noise ? { noise } : {}), ...(mend ? { mend } : {}),
  };
}

/** `subject: clause` within the limit: values are shortened first, then the subject, then the clause. */
export function sentence(subject: string, clause: string, from?: string, to?: string): string {
  const values = [from, to].map((v) => oneLine(v ?? ''));
  const write = (a: string, b: string, s = subject) => `${s ? `${s}: ` : ''}${fill(oneLine(clause), a, b)}`;
  const full = write(values[0], values[1]);
  if (full.length <= LIMIT) { return full; }
  const room = LIMIT - write('', '').length;
  if (room >= 16) {
    const [a, b] = share(values, room);
    return write(a, b);
  }
  const rest = write(middle(values[0], 8), middle(values[1], 8), '');
  return subject ? `${middle(subject, Math.max(24, LIMIT - rest.length - 2))}: ${middle(rest, LIMIT - 26)}`.slice(0, LIMIT) : middle(rest, LIMIT);
}

function fill(clause: string, from: string, to: string): string {
  return clause.replace(/\{(from|to)\}/g, (_, which) => (which === 'from' ? from : to));
}

/** Splits `room` between two values: what one does not need the other gets. */
function share([a, b]: string[], room: number): [string, string] {
  const half = Math.floor(room / 2);
  const forA = Math.max(half, room - b.length);
  const forB = Math.max(room - half, room - a.length);
  return [middle(a, forA), middle(b, Math.min(forB, room - Math.min(a.length, forA)))];
}

/** Leaves out the middle of a text that is too long. */
export function middle(text: string, most: number): string {
  if (text.length <= most) { return text; }
  if (most < 2) { return '…'.slice(0, Math.max(0, most)); }
  const head = Math.ceil((most - 1) / 2);
  return `${text.slice(0, head)}…${text.slice(text.length - (most - 1 - head))}`;
}

/** Line ends, tabs and other control characters become single spaces. */
export function oneLine(text: string): string {
  return text.replace(/[\s\u0000-\u001f\u007f\u2028\u2029]+/g, ' ').trim();
}

/** Changes that differ, of many stacks: the same one in several has the same number. */
export function distinctChanges(changes: readonly Change[]): Change[] {
  return [...new Map(changes.map((c) => [c.id, c])).values()].sort(worstFirst);
}

function distinct(evidence: Evidence[]): Evidence[] {
  const known = new Map(evidence.map((e) => [`${e.address}\n${e.argument ?? ''}`, e]));
  return [...known.keys()].sort().map((key) => known.get(key)!);
}

/** Counts of a list of changes. */
export function countsOf(changes: readonly Change[]): ChangeCounts {
  const of = <K extends string>(keys: readonly K[], value: (c: Change) => K) =>
    Object.fromEntries(keys.map((k) => [k, changes.filter((c) => value(c) === k).length])) as { [k in K]: number };
  return {
    changes: changes.length,
    noise: changes.filter((c) => c.noise).length,
    decisions: changes.filter(isDecision).length,
    consequences: of(CONSEQUENCES, (c) => c.consequence),
    directions: of(DIRECTIONS, (c) => c.direction),
  };
}
