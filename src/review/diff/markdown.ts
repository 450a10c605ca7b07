import { CONSEQUENCES } from '../model';
import { code, escape, fold, hardLimit, marker, Profile, table, TARGET_LENGTH } from '../markdown/text';
import { CONSEQUENCE_TITLES, plural } from '../words';
import { distinctChanges, isDecision } from './change';
import { Change, DiffReport } from './report';
import { append } from '../group';

/** Decisions that are open at once. */
const OPEN = 7;
/** Subjects of noise, and types, that are named. */
const SHOWN = 10;
const DIRECTION_MARKS = { wider: '▲ wider', unknown: '? unknown', narrower: '▼ narrower', same: '= same' } as const;

/** One change, and the stacks that have it. */
interface Item { readonly change: Change; readonly stacks: string[] }

/** The changes as a comment on a pull request: the verdict first and always in full, then what needs a decision, then the rest. */
export function diffMarkdown(report: DiffReport, profile: Profile = 'github'): string {
  const items = itemsOf(report);
  const decisions = items.filter((i) => isDecision(i.change));
  const rest = items.filter((i) => !isDecision(i.change));
  const many = report.stacks.length + report.unchanged.length > 1;
  const open = decisions.slice(0, OPEN);
  const head = [
    `${marker(profile, many || report.stacks.length === 0 ? 'diff' : `diff ${report.stacks[0].stack}`)}## ${titleOf(report, many)}\n`,
    `**${text(report.verdict)}**\n`,
    ...(report.fleet ? [`${text(report.fleet)}\n`] : []),
    ...(open.length ? [`${open.map((i) => itemText(i, many)).join('\n')}\n`] : []),
    ...(items.length ? [`${countsTable(report)}\n`] : []),
  ].join('\n');
  const foot = footOf(report);
  const budget = new Budget(head.length + foot.length, hardLimit(profile));
  const place: Place = { profile, verdict: report.verdict, many, budget };
  const quiet = rest.filter((i) => !i.change.noise);
  const parts = [
    section(place, decisions.slice(OPEN), 'more to decide', budget.hard),
    ...CONSEQUENCES.map((c) => {
      const items = quiet.filter((i) => i.change.consequence === c);
      return section(place, items, `in ${CONSEQUENCE_TITLES[c].toLowerCase()} without a decision`, TARGET_LENGTH);
    }),
    section(place, rest.filter((i) => i.change.noise), 'in tags, texts, hashes and versions only', TARGET_LENGTH),
    ...(many ? [stacksSection(report, profile, budget)] : []),
  ].filter((part) => part !== '');
  return [head, ...parts, foot].join('\n');
}

/** Every change that differs, with the stacks that have it, worst first. */
function itemsOf(report: DiffReport): Item[] {
  const stacks = new Map<string, string[]>();
  for (const stack of report.stacks) {
    for (const change of stack.changes) { append(stacks, change.id, stack.stack); }
  }
  return distinctChanges(report.stacks.flatMap((s) => s.changes)).map((change) => ({ change, stacks: stacks.get(change.id)! }));
}

/** References and short codes that the common escape leaves: `GH-12`, `:tada:`. */
function text(value: string): string {
  return escape(value).replace(/\b(GH)-(?=\d)/gi, '$1\u200d-').replace(/:(?=[a-z0-9_+-]+:)/gi, ':\u200d').replace(/^([-+=#>])/, '\\$1').replace(/^(\d+)([.)])/, '$1\\$2');
}

function titleOf(report: DiffReport, many: boolean): string {
  if (!many && report.stacks.length === 1) { return text(report.stacks[0].title); }
  return report.stacks.length === 0 ? 'Nothing changes' : `${plural(report.stacks.length, 'stack changes', 'stacks change')}`;
}

function countsTable({ counts }: DiffReport): string {
  const rows = CONSEQUENCES.filter((c) => counts.consequences[c] > 0).map((c) => [CONSEQUENCE_TITLES[c], String(counts.consequences[c])]);
  return table(['Consequence', 'Changes'], [...rows, ['All', String(counts.changes)]]);
}

function itemText({ change, stacks }: Item, many: boolean): string {
  const where = many ? ` — ${stacks.length > 3 ? plural(stacks.length, 'stack') : stacks.map(code).join(', ')}` : '';
  const source = change.source ? ` (${code(change.source)})` : '';
  const lines = [`- **${CONSEQUENCE_TITLES[change.consequence]}**, ${DIRECTION_MARKS[change.direction]}: ${text(change.text)}${where}${source}`];
  if (change.subjects) {
    const shown = change.noise ? change.subjects.slice(0, SHOWN) : change.subjects;
    const left = change.subjects.length - shown.length;
    lines.push(`  - all ${change.subjects.length}: ${shown.map(code).join(', ')}${left ? `, ${left} more` : ''}`);
  }
  if (change.text.includes('…') && change.from !== undefined && change.from.length < 2000) { lines.push(`  - before: ${code(change.from)}`); }
  if (change.text.includes('…') && change.to !== undefined && change.to.length < 2000) { lines.push(`  - after: ${code(change.to)}`); }
  for (const mend of change.mend?.split('\n') ?? []) { lines.push(`  - to keep it, add: ${code(mend)}`); }
  return lines.join('\n');
}

/** What is left of a comment. */
class Budget {
  public constructor(private used: number, public readonly hard: number) {}

  /** Whether a text still fits, with room for what closes the section. */
  public takes(size: number, limit: number): boolean {
    if (this.used + size > Math.min(limit, this.hard) - 400) { return false; }
    this.used += size + 1;
    return true;
  }
}

/** Where a section stands: the verdict is repeated in each, as a closed part must not hide it. */
interface Place { readonly profile: Profile; readonly verdict: string; readonly many: boolean; readonly budget: Budget }

/** A closed part. Items are left out whole, from the lowest rank, and counted. */
function section({ profile, verdict, many, budget }: Place, items: Item[], what: string, limit: number): string {
  if (items.length === 0) { return ''; }
  const summary = `${plural(items.length, 'change')} ${what}`;
  const written: string[] = [];
  if (!budget.takes(summary.length + verdict.length + 60, budget.hard)) { return `${text(summary)}: see the page.\n`; }
  for (const item of items) {
    const line = itemText(item, many);
    if (!budget.takes(line.length, limit)) { break; }
    written.push(line);
  }
  const left = items.length - written.length;
  const more = left ? [`${written.length ? '\n' : ''}${left} more in the page.`] : [];
  return fold(profile, `${text(summary)} (${text(verdict)})`, [...written, ...more].join('\n'));
}

/** Which stacks change alike, and which stand alone. */
function stacksSection(report: DiffReport, profile: Profile, budget: Budget): string {
  const calm = report.unchanged.length > 20 ? '' : report.unchanged.map(code).join(', ');
  const rows = [
    ...report.folds.map((f) => [plural(f.stacks.length, 'stack'), plural(f.changes.length, 'change'), f.stacks.map(code).join(', ')]),
    ...report.added.map((s) => ['1 stack', 'new', code(s)]),
    ...report.removed.map((s) => ['1 stack', 'no longer there', code(s)]),
    ...(report.unchanged.length ? [[plural(report.unchanged.length, 'stack'), 'unchanged', calm]] : []),
  ];
  const kept = rows.filter((r) => budget.takes(r.join(' | ').length + 6, budget.hard));
  const left = rows.length - kept.length;
  return fold(profile, `Stacks (${text(report.verdict)})`, `${table(['Stacks', 'What', 'Which'], kept)}${left ? `\n\n${left} more in the page.` : ''}`);
}

function footOf({ unread }: DiffReport): string {
  const types = `${unread.slice(0, SHOWN).map(code).join(', ')}${unread.length > SHOWN ? `, ${unread.length - SHOWN} more` : ''}`;
  const note = unread.length ? ` Only the arguments of ${plural(unread.length, 'resource type')} that no reader knows were compared: ${types}.` : '';
  return `Synthesized, not planned: live state is unknown.${note}\n`;
}
