/** Markdown for comments on pull requests. All names and values are untrusted: nothing of them is markup, mention or reference. */

/** Where the comment goes. Bitbucket takes no HTML, so it gets headings in place of folds. */
export const PROFILES = ['github', 'gitlab', 'azure-devops', 'bitbucket'] as const;
export type Profile = typeof PROFILES[number];

/** Characters that a comment should have, and that it must not exceed (GitHub 65,536; Bitbucket 32,768). */
export const TARGET_LENGTH = 8000;
export function hardLimit(profile: Profile): number {
  return profile === 'bitbucket' ? 30000 : 60000;
}

/** Controls and marks that turn the direction of text. */
const INVISIBLE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** Text in a sentence or a cell of a table. */
export function escape(text: string): string {
  return text.replace(/\s*[\r\n]+\s*/g, ' ').replace(INVISIBLE, '\ufffd')
    .replace(/[\\`*_[\]<>|~$!]/g, (c) => `\\${c}`)
    .replace(/&/g, '&amp;')
    // A zero-width joiner after the sign keeps a mention or a reference from being one.
    .replace(/([@#])(?=\w)/g, '$1\u200d').replace(/\b([a-z][a-z0-9+.-]*):(?=\/\/)/gi, '$1\u200d:').replace(/\bwww\./gi, 'www\u200d.');
}

/** Code in a line; longer fence than any run of backticks in it. */
export function code(text: string): string {
  // A table takes two backslashes for one that means itself: a bar after an even number of them would end the cell.
  const flat = text.replace(/\s*[\r\n]+\s*/g, ' ').replace(INVISIBLE, '\ufffd').replace(/(\\*)\|/g, (_, before: string) => `${before}${before.length % 2 === 0 ? '\\' : '\\\\'}|`);
  const longest = Math.max(0, ...[...flat.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = flat.startsWith('`') || flat.endsWith('`') || flat === '' ? ' ' : '';
  return `${fence}${pad}${flat}${pad}${fence}`;
}

/** A part that is closed at first, where the place has folds. */
export function fold(profile: Profile, summary: string, body: string): string {
  return profile === 'bitbucket' ? `### ${summary}\n\n${body}\n` : `<details><summary>${summary}</summary>\n\n${body}\n\n</details>\n`;
}

/** The same where there is something to say. @param summary text, not markup */
export function foldIf(profile: Profile, condition: boolean, summary: string, body: () => string): string[] {
  return condition ? [fold(profile, escape(summary), body())] : [];
}

/** A table of at most four columns; cells are markup already. */
export function table(head: string[], rows: string[][]): string {
  return [`| ${head.join(' | ')} |`, `|${head.map(() => '---').join('|')}|`, ...rows.map((r) => `| ${r.join(' | ')} |`)].join('\n');
}

/** A mark by which the comment of one subject is found again. Bitbucket would print it. */
export function marker(profile: Profile, id: string): string {
  return profile === 'bitbucket' ? '' : `<!-- groundwork:${id.replace(/[^\w ./]+/g, '-')} -->\n`;
}

/** Puts sections together; takes whole sections from the end away until the text fits, and says so. Those before `kept` stay. */
export function fit(sections: string[], limit: number, kept: number, where: string): string {
  const whole = sections.join('\n');
  if (whole.length <= limit) { return whole; }
  let n = sections.length;
  const note = () => `\n${sections.length - n} more ${sections.length - n === 1 ? 'section' : 'sections'} in ${where}.\n`;
  while (n > kept && sections.slice(0, n).join('\n').length + note().length > limit) { n--; }
  return sections.slice(0, n).join('\n') + note();
}
