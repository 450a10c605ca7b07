import { ApprovalState } from '../model';
import { ApprovalSettings, GovernanceSettings } from '../settings';
import { ShapeLock } from '../shape/lock';
import { today } from '../today';
import { definitionsOf, ownersOf } from './compose';
import { cloudsOf, lockDigest } from './digest';
import { Lapse, lapses, movedOn, together } from './lapse';
import { ApprovalFile, Approvals } from './read';
import { Approval, cloudOfSubject } from './statement';
import { Trust, trustIn } from './trust';
import { inARow } from './words';

/** Most days for which an approval holds. */
export const LONGEST_DAYS = 400;
/** Most reasons in one sentence. */
const SHOWN = 4;

/** Which approval is asked for. */
export interface AskedApproval {
  readonly pattern: string;
  readonly version: string;
  readonly function: string;
  /** @default - every cloud of the lock */
  readonly cloud?: string;
}

/** What an approval is judged by. */
export interface ApprovalGround {
  readonly approvals: Approvals;
  /** With `approvals` in them. */
  readonly governance: GovernanceSettings;
  /** Lock beside the approvals; undefined if there is none for this pattern and version. */
  readonly lock?: ShapeLock;
  /** What the pattern is made of now, where that was worked out anew; the lock in the folder must be sound all the same. @default - the lock */
  readonly now?: ShapeLock;
  /** Versions of the providers in use, by cloud. @default - those of `now` */
  readonly providers?: { readonly [cloud: string]: string };
  /** ISO date. @default today() */
  readonly date?: string;
}

/** Whether one function has approved a pattern as it is, and if not, why not, in words. */
export function approvalState(asked: AskedApproval, ground: ApprovalGround): ApprovalState {
  const candidates = ground.approvals.files.filter(({ named }) => (
    named?.pattern === asked.pattern && named.version === asked.version && named.function === asked.function));
  if (candidates.length === 0) { return { ...bare(asked), valid: false, signed: false, text: noneText(asked, ground.approvals) }; }
  const states = candidates.map((candidate) => stateOf(candidate, asked, ground));
  return states.find(({ valid }) => valid) ?? states[0];
}

function stateOf(file: ApprovalFile, asked: AskedApproval, ground: ApprovalGround): ApprovalState {
  const { statement, faults } = file;
  if (statement === undefined || faults.length > 0) {
    return { ...bare(asked), valid: false, signed: false, text: `${file.file}: ${faults.map(({ problem }) => problem).join('; ')}` };
  }
  const { predicate } = statement;
  const settings = settingsOf(ground);
  const trust = trustIn(file, predicate, settings);
  const lapsed = trust.refusal === undefined ? lapsesOf(file, asked, ground) : [];
  const refusal = trust.refusal ?? dateRefusal(predicate, ground.date ?? today()) ?? lockRefusal(asked, ground) ?? lapseText(lapsed);
  const changed = refusal === undefined ? [] : [...new Set(lapsed.filter(({ kind }) => kind === 'control' || kind === 'definition').map(({ id }) => id))];
  return {
    ...bare(asked), valid: refusal === undefined, text: refusal ?? holdsText(predicate, trust), signed: trust.signed,
    approver: predicate.approver.email, reference: predicate.reference, approved: predicate.approved, expires: predicate.expires,
    ...digestOfSubject(file, asked), ...(changed.length > 0 ? { changed } : {}),
  };
}

function bare({ pattern, version, function: fn }: AskedApproval): Pick<ApprovalState, 'pattern' | 'patternVersion' | 'function'> {
  return { pattern, patternVersion: version, function: fn };
}

function settingsOf({ governance }: ApprovalGround): ApprovalSettings {
  if (governance.approvals === undefined) { throw new Error('the standards ask for no approvals'); }
  return governance.approvals;
}

function noneText({ pattern, version, function: fn }: AskedApproval, { files }: Approvals): string {
  const others = files.filter(({ named }) => named?.pattern === pattern && named.function === fn).map(({ named }) => named!.version);
  return others.length > 0 ? `${fn} has approved ${inARow([...new Set(others)])}, not ${version}` : `${fn} has not approved it`;
}

function dateRefusal({ approved, expires }: Approval, date: string): string | undefined {
  if (date < approved) { return `it holds only from ${approved} on`; }
  if (date > expires) { return `it expired on ${expires}`; }
  return daysBetween(approved, expires) > LONGEST_DAYS ? `it was given for more than ${LONGEST_DAYS} days (until ${expires})` : undefined;
}

/** Days from one ISO date to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

/** A lock counts only as it was when somebody approved it: one of the functions that must approve has its digest in a record of its own. */
function lockRefusal({ pattern, version }: AskedApproval, ground: ApprovalGround): string | undefined {
  const { lock, approvals } = ground;
  if (lock === undefined) { return `there is no lock for ${pattern} ${version} beside it`; }
  const settings = settingsOf(ground);
  const digest = lockDigest(lock);
  const carried = approvals.files.some((file) => {
    const approval = file.faults.length === 0 ? file.statement?.predicate : undefined;
    return approval !== undefined && approval.pattern === pattern && approval.version === version && approval.lock === digest
      && settings.functions.includes(approval.function) && trustIn(file, approval, settings).refusal === undefined;
  });
  return carried ? undefined : 'the lock was edited by hand, or made without an approval: no approval carries its digest';
}

function lapsesOf({ statement }: ApprovalFile, asked: AskedApproval, ground: ApprovalGround): Lapse[] {
  const { governance, providers } = ground;
  const lock = ground.now ?? ground.lock;
  if (lock === undefined) { return []; }
  const clouds = asked.cloud === undefined ? cloudsOf(lock) : [asked.cloud];
  const moved = movedOn(statement!.predicate, definitionsOf(asked.function, governance), providers ?? lock.providers, clouds);
  return together(lapses(statement!, lock, ownersOf(governance.controls), clouds), moved);
}

/** The sentence for what lapsed; undefined for nothing. */
export function lapseText(found: readonly Lapse[]): string | undefined {
  return found.length === 0 ? undefined : `it lapsed: ${inARow(found.map(({ text }) => text), SHOWN)}`;
}

function holdsText({ approver, approved, reference, expires }: Approval, { signed }: Trust): string {
  return `${signed ? 'signed' : 'approved'} by ${approver.email} on ${approved} (${reference}), until ${expires}`;
}

/** What was approved; each cloud has a digest of its own. */
function digestOfSubject({ statement }: ApprovalFile, { cloud }: AskedApproval): { digest?: string } {
  const found = statement!.subject.filter(({ name }) => cloud === undefined || cloudOfSubject(name, statement!.predicate) === cloud);
  return found.length === 1 ? { digest: found[0].digest.sha256 } : {};
}
