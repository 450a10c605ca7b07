import { escape, table } from '../../review/markdown/text';
import { capital, lookByOwner, scopeOf } from '../../review/governed';
import { groupBy } from '../../review/group';
import { CLOUD_TITLES, plural } from '../../review/words';
import { VERDICTS } from '../model';
import { Coverage, coverage, coverageSentence } from './coverage';
import { FleetRecord } from './record';

/** What the whole fleet comes to. */
export interface FleetReport {
  readonly version: 1;
  readonly coverage: Coverage;
  /** Environments and foundations by their verdict. */
  readonly verdicts: { readonly [word: string]: number };
  readonly stacks: readonly FleetRecord[];
}

/** The report over some stacks, in the order of their folders. */
export function fleetReport(records: readonly FleetRecord[]): FleetReport {
  const stacks = [...records].sort((a, b) => (a.folder < b.folder ? -1 : 1));
  const verdicts: { [word: string]: number } = {};
  for (const word of [...VERDICTS, ...new Set(stacks.map(wordOf))]) {
    const count = stacks.filter((r) => wordOf(r) === word).length;
    if (count > 0) { verdicts[word] = count; }
  }
  return { version: 1, coverage: coverage(stacks.map((r) => r.covered)), verdicts, stacks };
}

/** The word of a verdict, or what there is in its place. */
export function wordOf({ verdict: { word, passes, count }, kind }: FleetRecord): string {
  return word ?? (passes ? 'passes' : kind === 'stack' || count === 0 ? 'not judged' : 'fails');
}

/** Whether a person must look at it. */
function isOpen(record: FleetRecord): boolean {
  return !record.verdict.passes;
}

/** The files of the report, by path below `folder`. */
export function fleetFiles(records: readonly FleetRecord[], folder = 'evidence'): { [path: string]: string } {
  const report = fleetReport(records);
  const at = folder === '' ? '' : `${folder}/`;
  return { [`${at}fleet.json`]: `${JSON.stringify(report, undefined, 2)}\n`, [`${at}fleet.md`]: fleetMarkdown(report) };
}

/** How many stacks a table has at most; the JSON has all. */
const MOST = 200;

/** The report to read: coverage, what needs a person, every stack, and what ends when. */
export function fleetMarkdown(report: FleetReport): string {
  const { stacks } = report;
  const open = stacks.filter(isOpen);
  return [
    '# Fleet',
    `**${escape(coverageSentence(report.coverage))}**`,
    `${plural(stacks.length, 'stack')}: ${Object.entries(report.verdicts).map(([word, count]) => `${count} ${escape(word)}`).join(', ') || 'none'}.`,
    open.length === 0 ? 'No human review needed.' : lookSection(open),
    stacksSection(stacks),
    ...exceptionsSection(stacks),
  ].join('\n\n') + '\n';
}

/** What to look at, by stack and function. */
export function lookSection(open: readonly FleetRecord[]): string {
  const groups = [...groupBy(open, sameLook).values()];
  const parts = groups.slice(0, MOST).map((same) => {
    const [r] = same;
    const owners = lookByOwner(r.verdict.look).map(([owner, own]) => own.map((l) => `- **${escape(capital(owner))}**: ${escape(l.text)}${l.mend ? `. ${escape(l.mend)}` : ''}`).join('\n')).join('\n');
    const more = r.verdict.count > r.verdict.look.length ? `\n- ${r.verdict.count - r.verdict.look.length} more in its review` : '';
    return `### ${escape(foldersOf(same))}: ${escape(wordOf(r))}\n\n${owners || escape(r.verdict.text)}${more}`;
  });
  return ['## Look at', ...parts, ...(groups.length > MOST ? ['More are in fleet.json.'] : [])].join('\n\n');
}

/** Equal where the same must be looked at by the same people: one cause in many stacks is read once. */
export function sameLook({ folder, verdict: { word, text, look } }: FleetRecord): string {
  const own = (said: string) => (said.startsWith(`${folder}: `) ? said.slice(folder.length) : said);
  return JSON.stringify([word, look.length > 0 ? look.map((l) => [l.owner, own(l.text)]) : own(text)]);
}

/** How many stacks with the same findings are named. */
const MOST_NAMED = 5;

function foldersOf(same: readonly FleetRecord[]): string {
  return `${same.slice(0, MOST_NAMED).map((r) => r.folder).join(', ')}${same.length > MOST_NAMED ? ` and ${same.length - MOST_NAMED} more` : ''}`;
}

function stacksSection(stacks: readonly FleetRecord[]): string {
  const rows = stacks.slice(0, MOST).map((r) => [
    escape(r.folder), `${escape([r.stage, r.kind === 'environment' ? '' : r.kind].filter(Boolean).join(' '))}${r.cloud ? ` on ${CLOUD_TITLES[r.cloud] ?? escape(r.cloud)}` : ''}`,
    `**${escape(wordOf(r))}**${r.deviations.accepted > 0 ? `, ${r.deviations.accepted} accepted` : ''}${r.covered ? ', covered' : ''}`,
    `${escape(r.patterns.join(', ')) || '—'}${r.approvals.length > 0 ? `; ${r.approvals.filter((a) => a.valid).length} of ${plural(r.approvals.length, 'approval')} hold` : ''}`,
  ]);
  return `## Stacks\n\n${table(['Stack', 'What', 'Verdict', 'Patterns and approvals'], rows)}${stacks.length > MOST ? `\n\n${stacks.length - MOST} more are in fleet.json.` : ''}`;
}

/** Each exception once, the first to end first. */
function exceptionsSection(stacks: readonly FleetRecord[]): string[] {
  const by = new Map<string, { readonly e: FleetRecord['exceptions'][number]; readonly stacks: string[] }>();
  for (const r of stacks) {
    for (const e of r.exceptions) {
      const known = by.get(e.id);
      if (known) { known.stacks.push(r.folder); } else { by.set(e.id, { e, stacks: [r.folder] }); }
    }
  }
  const rows = [...by.values()].sort((a, b) => (a.e.expires < b.e.expires ? -1 : a.e.expires > b.e.expires ? 1 : a.e.id < b.e.id ? -1 : 1))
    .map(({ e, stacks: used }) => [escape(e.expires), `${escape(e.id)}: ${escape(scopeOf(e))}`, `${escape(e.owner)}, approved by ${escape(e.approver)}`, `${escape(used.slice(0, 5).join(', '))}${used.length > 5 ? ` and ${used.length - 5} more` : ''}`]);
  return rows.length === 0 ? [] : [`## Exceptions\n\n${table(['Until', 'What', 'Who', 'Where'], rows.slice(0, MOST))}`];
}
