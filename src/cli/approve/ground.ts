import { throwFaults } from '../../errors';
import { Approvals, readApprovals } from '../../governance/approvals/read';
import { approvalState } from '../../governance/approvals/state';
import { ApprovalState } from '../../governance/model';
import { ApprovalSettings, GovernanceSettings } from '../../governance/settings';
import { ShapeLock } from '../../governance/shape/lock';
import { Standards } from '../../standards/standards';
import { UsageError } from '../errors';
import { lockIn } from './shapes';

/** What the standards say of approvals, and the approvals that there are. */
export interface Ground {
  readonly standards: Standards;
  readonly governance: GovernanceSettings;
  readonly settings: ApprovalSettings;
  readonly approvals: Approvals;
}

/** Reads standards and approvals. @throws if the standards ask for no approvals */
export function groundOf(file: string): Ground {
  const standards = Standards.fromFile(file);
  const governance = standards._governance;
  throwFaults(`${file} cannot be used`, [...governance.faults ?? []]);
  const { approvals: settings } = governance;
  if (settings === undefined) {
    throw new UsageError(`${file} names no folder for approvals. Write one under governance, such as "approvals: approvals"; from then on environments are compared with what was approved.`);
  }
  return { standards, governance, settings, approvals: readApprovals(settings.folder) };
}

/** The state of one approval, judged by the lock beside it unless others are given. */
export function stateIn(
  { governance, settings, approvals }: Ground, pattern: string, version: string, fn: string,
  locks: { readonly lock?: ShapeLock; readonly now?: ShapeLock } = { lock: lockIn(settings.folder, pattern, version) },
): ApprovalState {
  return approvalState({ pattern, version, function: fn }, { approvals, governance, ...locks });
}
