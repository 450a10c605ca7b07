import { lockDigest } from '../../governance/approvals/digest';
import { ApprovalState } from '../../governance/model';
import { Ground, stateIn } from './ground';
import { Computed, lockIn } from './shapes';

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
export function checkApprovals(ground: Ground, { lock, changesFrom }: Computed): Checked {
  const { pattern, patternVersion: version } = lock;
  const before = lockIn(ground.settings.folder, pattern, version);
  const functions = ground.settings.functions.map((fn) => stateIn(ground, pattern, version, fn, { lock: before, now: lock }));
  const changes = before === undefined ? [] : changesFrom(ground.settings.folder, { pattern, version, lock: lockDigest(before) });
  return { pattern, version, holds: functions.every(({ valid }) => valid), functions, changes };
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
