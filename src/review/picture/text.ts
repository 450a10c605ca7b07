import { escapeMarkup } from '../markup';
/**
 * Widths of text without a browser: the advance of every printable ASCII character in Arial, in hundredths of the font
 * size, rounded up. Helvetica, Liberation Sans and Arimo have the same advances; the font list of the picture names these.
 */
const REGULAR = widths(
  '28 28 36 56 56 89 67 20 34 34 39 59 28 34 28 28 56 56 56 56 56 56 56 56 56 56 28 28 59 59 59 56 ' +
  '102 67 67 73 73 67 62 78 73 28 50 67 56 84 73 78 67 78 73 67 62 73 67 95 67 67 62 28 28 28 47 56 ' +
  '34 56 56 50 56 56 28 56 56 23 23 50 23 84 56 56 56 56 34 50 28 56 50 73 50 50 50 34 26 34 59');
const BOLD = widths(
  '28 34 48 56 56 89 73 24 34 34 39 59 28 34 28 28 56 56 56 56 56 56 56 56 56 56 34 34 59 59 59 62 ' +
  '98 73 73 73 73 67 62 78 73 28 56 73 62 84 73 78 67 78 73 67 62 73 67 95 67 67 62 34 28 34 59 56 ' +
  '34 56 62 56 62 56 34 62 62 28 28 56 28 89 62 62 62 62 39 56 34 62 56 78 56 56 50 39 28 39 59');

/** Characters of our own sentences that are not ASCII. */
const SIGNS: { readonly [c: string]: number } = { '…': 100, '·': 34, '→': 100, '←': 100, '–': 56, '×': 59, '−': 59 };

/** Letters of other scripts and pictures: wider than any that is in use, since their font is not known. */
const LATIN = 145;
const OTHER = 180;

/** Longest label of a card or a line. */
export const LABEL_LENGTH = 28;

function widths(row: string): number[] { return row.split(' ').map(Number); }

function advance(char: string, table: number[]): number {
  const code = char.codePointAt(0)!;
  return table[code - 32] ?? SIGNS[char] ?? (code < 0x530 ? LATIN : OTHER);
}

/** Width in pixels that a browser needs at most. */
export function textWidth(text: string, size = 12, bold = false): number {
  const table = bold ? BOLD : REGULAR;
  let sum = 0;
  for (const char of text) { sum += advance(char, table); }
  return sum * size / 100;
}

/** One line of text that a reader can trust: no control, no direction override, no line break. */
export function plain(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff]/g, ' ')
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, ' ').replace(/\s+/g, ' ').trim();
}

/** The text, or its beginning and end around an ellipsis if it is longer than 28 characters or wider than the box. */
export function fit(text: string, width: number, size = 12, bold = false, length = LABEL_LENGTH): string {
  const chars = [...plain(text)];
  for (let keep = Math.min(chars.length, length, 200); keep > 1; keep--) {
    const short = keep === chars.length ? chars.join('') : `${chars.slice(0, Math.ceil((keep - 1) / 2)).join('')}…${chars.slice(chars.length - Math.floor((keep - 1) / 2)).join('')}`;
    if (textWidth(short, size, bold) <= width) { return short; }
  }
  return chars.length === 1 && textWidth(chars[0], size, bold) <= width ? chars[0] : '…';
}

/** How text is broken: what stands between two pieces, or anywhere that a name has a sign between its words. */
export interface Breaks { readonly size?: number; readonly bold?: boolean; readonly at?: ' ' | ' · ' | 'comma' | 'any sign'; readonly length?: number }

/** Breaks after what stays on the line. */
const AFTER: { readonly [at: string]: RegExp | undefined } = { 'comma': /(?<=, )/, 'any sign': /(?<=[ /_-])/ };

/** Lines, none wider than the box or longer than `length`; a word that is wider is shortened in its middle. */
export function wrap(text: string, width: number, { size = 12, bold = false, at = ' ', length = Infinity }: Breaks = {}): string[] {
  const after = AFTER[at];
  const [pieces, glue] = after ? [plain(text).split(after), ''] : [plain(text).split(at), at];
  const lines: string[] = [];
  for (const piece of pieces) {
    const longer = lines.length > 0 ? `${lines[lines.length - 1]}${glue}${piece}` : undefined;
    if (longer !== undefined && [...longer.trimEnd()].length <= length && textWidth(longer.trimEnd(), size, bold) <= width) {
      lines[lines.length - 1] = longer;
    } else {
      lines.push(textWidth(piece.trimEnd(), size, bold) <= width ? piece : fit(piece, width, size, bold, Infinity));
    }
  }
  return lines.filter((line) => line !== '');
}

/** Safe as text and as the value of an attribute. */
export function escape(text: string): string {
  return escapeMarkup(plain(text));
}
