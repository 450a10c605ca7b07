import { readApprovals } from '../../governance/approvals/read';
import { DIFFERENT, FINE } from '../command';
import { Terminal, withProgress } from '../terminal';
import { Checked, checkApprovals, checkText } from './check';
import { prepare, writeRecord } from './give';
import { groundOf } from './ground';
import { patternNamed } from './pattern';
import { ApproveRequest, checkedRequest } from './request';
import { Shown, shown, shownText } from './show';
import { computeShape } from './shapes';

/** What was approved, or would be. */
export interface Approved extends Shown {
  readonly approved: boolean;
  /** What was written. */
  readonly files: readonly string[];
}

/** An answer of the command: as data, as text, and its exit code. */
export interface Answer<T> {
  readonly json: T;
  readonly text: string;
  readonly code: number;
}

/** Shows what is to be approved, asks, and writes record and lock. @throws what is wrong; nothing is written then */
export async function approvePattern(request: ApproveRequest, terminal: Terminal): Promise<Answer<Approved>> {
  const ground = groundOf(request.standards);
  const pattern = patternNamed(request.pattern, request.require);
  const who = checkedRequest(request, ground.settings);
  const computed = await withProgress(terminal, `working out ${request.pattern}`, (say) => computeShape(pattern, ground.standards, say));
  const what = shown(ground, computed, who.function, who.approved);
  const text = shownText(what);
  const prepared = prepare(ground, computed.lock, who, what);
  const { folder } = ground.settings;
  if (!await confirmed(request, what, text, terminal)) {
    return { json: { ...what, approved: false, files: [] }, text: `${terminal.ask ? '' : text}Nothing was written. ${terminal.ask ? '' : '--yes approves it.'}`.trimEnd() + '\n', code: DIFFERENT };
  }
  const files = [writeRecord(folder, prepared), ...computed.write(folder, locksOf(folder))];
  return { json: { ...what, approved: true, files }, text: `${request.yes ? `${text}\n` : ''}${files.map((file) => `${file}\n`).join('')}`, code: FINE };
}

/** Locks that the approvals of a folder were given on. */
function locksOf(folder: string): Set<string> {
  return new Set(readApprovals(folder).files.flatMap(({ statement }) => (statement ? [statement.predicate.lock] : [])));
}

/** Whether the person says yes; nobody is asked where nobody could answer. */
async function confirmed({ yes, pattern }: ApproveRequest, { function: fn }: Shown, text: string, terminal: Terminal): Promise<boolean> {
  if (yes || !terminal.ask) { return yes; }
  terminal.err(`${text}\n`);
  return /^y(es)?$/i.test((await terminal.ask(`Approve ${pattern} for ${fn}? [y/N] `)).trim());
}

/** Says which approvals of a pattern hold, as its code is now. */
export async function checkPattern(request: Pick<ApproveRequest, 'pattern' | 'standards' | 'require'>, terminal: Terminal): Promise<Answer<Checked>> {
  const ground = groundOf(request.standards);
  const pattern = patternNamed(request.pattern, request.require);
  const computed = await withProgress(terminal, `working out ${request.pattern}`, (say) => computeShape(pattern, ground.standards, say));
  const checked = checkApprovals(ground, computed);
  return { json: checked, text: checkText(checked), code: checked.holds ? FINE : DIFFERENT };
}
