import { safeText } from '../redact';
import { escapeMarkup } from '../markup';

/** Text that is markup already: made by `html` only, or by the picture. */
export class Html {
  public constructor(public readonly text: string) {}
}

/** What a template takes: markup stays, everything else is escaped; lists are joined; nothing is printed for false and undefined. */
export type Content = Html | string | number | false | undefined | readonly Content[];

/** The tag of all markup of the page: what is put into a template is escaped, whatever it is. */
export function html(strings: TemplateStringsArray, ...values: Content[]): Html {
  let text = strings[0];
  for (let i = 0; i < values.length; i++) { text += markup(values[i]) + strings[i + 1]; }
  return new Html(text);
}

/** Nothing. */
export const NOTHING = new Html('');

/** A list with something between its members. */
export function between(items: readonly Content[], separator: string): Html {
  return new Html(items.map(markup).join(separator));
}

function markup(value: Content): string {
  if (value instanceof Html) { return value.text; }
  if (typeof value === 'string') { return printable(value); }
  if (typeof value === 'number') { return String(value); }
  return value ? value.map(markup).join('') : '';
}

/** An address, escaped and nothing else: percent signs make a long one look like a secret. */
export function address(text: string): Html {
  return new Html(escapeMarkup(text));
}

/** The same few hundred paths and clauses are printed many times, and looking for secrets is not cheap. */
const known = new Map<string, string>();
const MOST_KNOWN = 20_000;

function printable(text: string): string {
  const before = known.get(text);
  if (before !== undefined) { return before; }
  const made = escapeMarkup(visible(safeText(text)));
  if (known.size >= MOST_KNOWN) { known.clear(); }
  known.set(text, made);
  return made;
}

/** Characters that nobody sees, or that turn the text around them, are written as what they are: a name cannot pass for another. */
export function visible(text: string): string {
  return text.replace(/[\p{Cf}\p{Cs}\p{Zl}\p{Zp}]|(?![\n\t])\p{Cc}/gu, (c) => `⟨U+${c.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}⟩`);
}

/** `1234567` as `1,234,567`, whatever the machine's language is. */
export function figure(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}
