import { existsSync } from 'fs';
import { join } from 'path';
import { DiffReport, diffMarkdown, diffOutputs, diffSarif, isDecision, StackDiff } from '../review/diff';
import type { Profile } from '../review/markdown/text';
import { CONSEQUENCE_TITLES, plural } from '../review/words';
import { UsageError } from './errors';
import { colors, Terminal } from './terminal';

/** Compares two output folders. @throws if one of them holds no synthesis */
export function compareOutputs(base: string, next: string): DiffReport {
  for (const folder of [base, next]) {
    if (!existsSync(join(folder, 'stacks'))) { throw new UsageError(`${folder} holds no synthesis: there is no folder stacks in it.`); }
  }
  return diffOutputs(base, next);
}

/** The report in one of its forms. */
export function rendered(report: DiffReport, format: 'text' | 'markdown' | 'json' | 'sarif', profile: Profile, terminal: Terminal, toTerminal: boolean): string {
  switch (format) {
    case 'json': return `${JSON.stringify(report, undefined, 2)}\n`;
    case 'sarif': return `${JSON.stringify(diffSarif(report), undefined, 2)}\n`;
    case 'markdown': return diffMarkdown(report, profile);
    default: return diffText(report, toTerminal && terminal.outColors);
  }
}

function diffText(report: DiffReport, colored: boolean): string {
  const paint = colors(colored);
  const unchanged = report.unchanged.length > 0 ? [`${plural(report.unchanged.length, 'stack')} unchanged`] : [];
  return [
    paint.bold(report.verdict),
    ...(report.fleet ? [report.fleet] : []),
    ...report.stacks.flatMap((stack) => ['', ...stackText(stack, paint)]),
    ...unchanged,
  ].join('\n') + '\n';
}

function stackText(stack: StackDiff, paint: ReturnType<typeof colors>): string[] {
  const told = stack.changes.filter((change) => !change.noise);
  const width = Math.max(0, ...told.map(({ consequence }) => CONSEQUENCE_TITLES[consequence].length));
  return [
    paint.bold(stack.title || stack.stack),
    `  ${stack.verdict}`,
    ...told.flatMap((change) => {
      const title = CONSEQUENCE_TITLES[change.consequence].padEnd(width);
      const mark = isDecision(change) ? paint.red(title) : title;
      const more = change.subjects && change.subjects.length > 1 ? `  (x${change.subjects.length})` : '';
      return [`  ${mark}  ${change.direction.padEnd(8)} ${change.text}${more}`, ...(change.mend ? [`  ${' '.repeat(width)}           ${change.mend}`] : [])];
    }),
    ...(stack.counts.noise > 0 ? [`  ${plural(stack.counts.noise, 'more change')} in tags, texts, hashes or versions`] : []),
  ];
}
