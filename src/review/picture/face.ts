import { Card } from './sheet';
import { fit, LABEL_LENGTH, plain, textWidth, wrap } from './text';

/** A mark with a border around its word. */
export interface Pill { readonly x: number; readonly y: number; readonly width: number; readonly text: string; readonly kind: 'change' | 'weak' | 'class' | 'letter' }

/** What is written on a card, relative to its corner, and how high that is. */
export interface Face {
  readonly textX: number;
  /** One line, or two if it is longer. */
  readonly title: readonly string[];
  readonly titleSize: number;
  readonly note: string;
  readonly noteY: number;
  readonly pills: readonly Pill[];
  readonly facts: readonly { readonly y: number; readonly text: string }[];
  readonly height: number;
}

export const PAD = 12;
export const PILL_HEIGHT = 18;
/** Height of a row with one line, and what each further line adds. */
export const ROW_HEIGHT = 20;
export const LINE_HEIGHT = 16;
const TRIANGLE = 14;

/** Writes a card that is `width` wide; the rows of its connections come below. */
export function faceOf(card: Card, width: number): Face {
  const textX = card.glyph ? 38 : PAD;
  const room = width - textX - PAD;
  const titleSize = card.outside ? 12 : 13;
  const title = titleOf(card.title, room, titleSize);
  const noteY = 38 + 16 * (title.length - 1);
  const { pills, bottom } = pillsOf(card, width - 2 * PAD, noteY + 10);
  const lines = card.facts.flatMap((fact) => wrap(fact, width - 2 * PAD, { at: fact.includes(' · ') ? ' · ' : ' ' }));
  const facts = lines.map((text, i) => ({ y: bottom + 10 + 16 * i, text }));
  return {
    textX, pills, facts, title, titleSize, noteY,
    note: fit(card.note, room),
    height: bottom + (lines.length > 0 ? 16 * lines.length + 4 : 0),
  };
}

function pillsOf(card: Card, room: number, top: number): { pills: Pill[]; bottom: number } {
  const wanted: [Pill['kind'], string][] = [];
  if (card.change) { wanted.push(['change', card.change]); }
  if (card.toDecide) { wanted.push(['weak', `${card.toDecide} to decide`]); }
  if (card.classification) { wanted.push(['class', card.classification]); }
  for (const letter of card.letters ?? []) { wanted.push(['letter', letter]); }
  const pills: Pill[] = [];
  let x = PAD;
  let y = top;
  for (const [kind, text] of wanted) {
    const extra = 12 + (kind === 'weak' ? TRIANGLE : 0);
    const label = fit(text, room - extra, 12, false, LABEL_LENGTH);
    const width = Math.ceil(textWidth(label) + extra);
    if (x > PAD && x + width > PAD + room) { x = PAD; y += PILL_HEIGHT + 4; }
    pills.push({ x, y, width, text: label, kind });
    x += width + 6;
  }
  return { pills, bottom: pills.length > 0 ? y + PILL_HEIGHT + 6 : top };
}

/** Two lines if one is too short for the words; what is still longer is shortened. */
function titleOf(words: string, room: number, size: number, bold = true): string[] {
  const whole = plain(words);
  const [first, ...more] = wrap(whole, room, { size, bold, at: 'any sign', length: LABEL_LENGTH });
  return more.length === 0 || fit(whole, room, size, bold) === whole ? [fit(whole, room, size, bold)] : [fit(first, room, size, bold), fit(more.join(''), room, size, bold)];
}

/** The name of a connection on the card where it begins, on one line or two. */
export function rowLines(label: string, width: number): string[] {
  const room = width - 2 * PAD;
  const clauses = wrap(label, room, { at: 'comma', length: LABEL_LENGTH });
  return clauses.length === 2 ? clauses.map((clause) => fit(clause, room)) : titleOf(label, room, 12, false);
}
