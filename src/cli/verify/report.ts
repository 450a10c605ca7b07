import { coverageSentence } from '../../governance/fleet/coverage';
import { FleetRecord } from '../../governance/fleet/record';
import { FleetReport, lookSection, sameLook, wordOf } from '../../governance/fleet/report';
import { lookByOwner, lookCounts } from '../../review/governed';
import { groupBy } from '../../review/group';
import { escape, fit, hardLimit, marker, Profile, table } from '../../review/markdown/text';
import { plural } from '../../review/words';
import { colors, Terminal } from '../terminal';

/** Things to look at that the terminal shows of one stack. */
const MOST_SHOWN = 6;
/** Rows of the table in a comment. */
const MOST_ROWS = 60;

/** What the whole verification comes to, in one sentence. */
export function summarySentence({ stacks }: FleetReport): string {
  const open = stacks.filter((r) => !r.verdict.passes);
  if (stacks.length === 0) { return 'There is no stack, so nothing is covered.'; }
  return open.length === 0 ? `No human review needed: ${plural(stacks.length, 'stack')} verified.` : `${open.length} of ${plural(stacks.length, 'stack')} must be looked at.`;
}

/** One line for each stack; below it, who must look at what. */
export function verifyText(report: FleetReport, terminal: Terminal): string {
  const paint = colors(terminal.outColors);
  const width = Math.max(0, ...report.stacks.map((r) => r.folder.length));
  const word = Math.max(0, ...report.stacks.map((r) => wordOf(r).length));
  const told = new Map<string, string>();
  const lines = report.stacks.flatMap((r) => {
    const { passes, text } = r.verdict;
    const before = told.get(sameLook(r));
    if (before === undefined) { told.set(sameLook(r), r.folder); }
    const head = `${r.folder.padEnd(width)}  ${(passes ? paint.green : paint.red)(wordOf(r).padEnd(word))}  ${passes ? `${text}${exceptionsIn(r)}` : who(r)}`;
    return [head.trimEnd(), ...(passes ? [] : before === undefined ? looksOf(r) : [`  as ${before}`])];
  });
  return [...lines, '', paint.bold(summarySentence(report)), coverageSentence(report.coverage)].join('\n') + '\n';
}

/** An exception is on every report until it ends. */
function exceptionsIn({ exceptions }: FleetRecord): string {
  return exceptions.length > 0 ? ` Exceptions: ${exceptions.map((e) => `${e.id} until ${e.expires}`).join(', ')}.` : '';
}

function who({ verdict: { look, count, text } }: FleetRecord): string {
  return look.length === 0 ? text : `${lookCounts(look)}${count > look.length ? ' and more' : ''}`;
}

function looksOf({ verdict: { look, count } }: FleetRecord): string[] {
  const shown = lookByOwner(look).flatMap(([, own]) => own).slice(0, MOST_SHOWN);
  return [...shown.flatMap((l) => [`  ${l.owner}: ${l.text}`, ...(l.mend ? [`    ${l.mend}`] : [])]), ...(count > shown.length ? [`  ${count - shown.length} more; the review of the stack and --json have them`] : [])];
}

/** The same as a comment on a pull request: a short table, then what to look at. */
export function verifyMarkdown(report: FleetReport, profile: Profile = 'github'): string {
  const open = report.stacks.filter((r) => !r.verdict.passes);
  const inOrder = [...open, ...report.stacks.filter((r) => r.verdict.passes)];
  const rows = inOrder.slice(0, MOST_ROWS).map((r) => [escape(r.folder), `**${escape(wordOf(r))}**`, r.verdict.passes ? 'nobody' : escape(lookCounts(r.verdict.look)) || 'see below', escape(r.exceptions.map((e) => `${e.id} until ${e.expires}`).join(', ')) || '—']);
  const rest = inOrder.length > MOST_ROWS ? `\n\n${inOrder.length - MOST_ROWS} more.` : '';
  const sections = [
    `${marker(profile, 'verify')}## ${escape(summarySentence(report))}\n`,
    `${escape(coverageSentence(report.coverage))}\n`,
    ...(rows.length > 0 ? [`${table(['Stack', 'Verdict', 'Must look', 'Exceptions'], rows)}${rest}\n`] : []),
    ...(open.length > 0 ? lookSections(open) : []),
  ];
  return fit(sections, hardLimit(profile), Math.min(3, sections.length), 'the reviews of the stacks');
}

/** A section for each group of stacks, so that a comment that is too long ends between two of them. */
function lookSections(open: readonly FleetRecord[]): string[] {
  return [...groupBy(open, sameLook).values()].map((same, i) => {
    const text = lookSection(same);
    return `${i === 0 ? text : text.replace(/^## Look at\n\n/, '')}\n`;
  });
}
