import { ApprovalState } from '../../governance/model';
import { ShapeLock } from '../../governance/shape/lock';
import { Ground, stateIn } from './ground';
import { changeWords, lockIn } from './shapes';

/** What becomes of the approvals of a pattern as its code is now. */
export interface Checked {
  readonly pattern: string;
  readonly version: string;
  readonly holds: boolean;
  readonly functions: readonly ApprovalState[];
  /** What is different from the shape that was approved, in words. */
  readonly changes: readonly string[];
}

/** Judges the approvals that a folder holds by what the pattern is made of now. */
export function checkApprovals(ground: Ground, lock: ShapeLock): Checked {
  const { pattern, patternVersion: version } = lock;
  const before = lockIn(ground.settings.folder, pattern, version);
  const functions = ground.settings.functions.map((fn) => stateIn(ground, pattern, version, fn, { lock: before, now: lock }));
  return { pattern, version, holds: functions.every(({ valid }) => valid), functions, changes: before === undefined ? [] : changeWords(before, lock) };
}

/** What is checked, as people read it. */
export function checkText({ pattern, version, functions, changes, holds }: Checked): string {
  return [
    `${pattern} ${version}: ${holds ? 'every approval holds.' : 'approvals lapse.'}`,
    ...functions.map(({ function: fn, valid, text }) => `  ${fn}: ${valid ? 'holds, ' : ''}${text}`),
    ...(changes.length > 0 ? ['', 'What is different from what was approved:', ...changes.map((change) => `  ${change}`)] : []),
    '',
  ].join('\n');
}
