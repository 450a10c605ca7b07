/** A table with free text, and how a row is masked. */
export interface MaskedTable {
  readonly name: string;
  /** Columns with text that people or programs wrote. */
  readonly columns: string[];
  /** Columns that hold an address of a person's device: emptied. */
  readonly emptied?: string[];
}

/** Tables that may hold personal data in free text. */
export const MASKED_TABLES: MaskedTable[] = [
  { name: 'ContainerAppConsoleLogs', columns: ['Log'] },
  { name: 'AppTraces', columns: ['Message'], emptied: ['ClientIP'] },
  { name: 'AppExceptions', columns: ['OuterMessage', 'InnermostMessage'], emptied: ['ClientIP'] },
  { name: 'AppRequests', columns: ['Url', 'Name'], emptied: ['ClientIP'] },
];

const EMAIL = '[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\\.[A-Za-z]{2,}';

/** A value: a text in quotes, an object or list that holds no other, or a word. */
const VALUE = [`"(?:[^"\\\\]|\\\\.)*"`, `'(?:[^'\\\\]|\\\\.)*'`, '\\{[^{}]*\\}', '\\[[^\\[\\]]*\\]', '[^\\s,;&}]+'].join('|');

/** Some fields and their values, as one regular expression for JSON, logfmt and query strings. */
export function fieldPattern(fields: string[]): string {
  const names = fields.map((f) => f.replace(/[^A-Za-z0-9_.-]/g, '').replace(/[.]/g, '\\.')).filter((f) => f !== '');
  // Whole names only; quotes may be escaped, where JSON is inside JSON.
  return `(\\b(?:${names.join('|')})\\b\\\\*["']?\\s*[:=]\\s*)(${VALUE})`;
}

/**
 * Query that a data collection rule runs on each row before it is stored: e-mail addresses and the values of `fields`
 * become `***`. Transformations know `replace` (by regular expression, text last); `replace_regex` and `replace_string` are refused there.
 */
export function maskingQuery(table: MaskedTable, fields: string[]): string {
  const steps = table.columns.flatMap((column) => [
    `extend ${column} = replace(@'${EMAIL}', '***', ${column})`,
    ...(fields.length === 0 ? [] : [`extend ${column} = replace(@'${fieldPattern(fields).replace(/'/g, "''")}', @'\\1"***"', ${column})`]),
  ]);
  const emptied = (table.emptied ?? []).map((column) => `extend ${column} = '0.0.0.0'`);
  return ['source', ...steps, ...emptied].join(' | ');
}
