import { safeText } from '../../review/redact';
import { Identity } from '../../review/model';
import { ApprovalState, Deviation, GovernanceModel, LookAt, Outcome, OUTCOMES, UsedException, VerdictWord } from '../model';
import { coverageOf } from './coverage';

/** What one stack comes to, small enough that a thousand fit in memory and in one file. */
export interface FleetRecord {
  readonly stack: string;
  /** Folder of its evidence and review: the stack, or `stack/environment` inside a team's own. */
  readonly folder: string;
  readonly name: string;
  readonly kind: Identity['kind'];
  readonly stage?: string;
  readonly pod?: string;
  readonly cloud?: string;
  readonly landingZone?: string;
  readonly patterns: readonly string[];
  readonly verdict: FleetRecordVerdict;
  /** Whether approved patterns serve it wholly; absent for what is no environment. */
  readonly covered?: boolean;
  /** Controls by their worst outcome. */
  readonly controls: { readonly [outcome in Outcome]?: number };
  readonly approvals: readonly Pick<ApprovalState, 'pattern' | 'patternVersion' | 'function' | 'valid' | 'text' | 'approver' | 'approved' | 'expires' | 'signed' | 'digest'>[];
  readonly exceptions: readonly UsedException[];
  readonly deviations: FleetDeviations;
}

/** The verdict with what must be looked at. */
export interface FleetRecordVerdict {
  readonly word?: VerdictWord;
  readonly text: string;
  readonly passes: boolean;
  /** The worst of it; `count` has all. */
  readonly look: readonly LookAt[];
  readonly count: number;
}

/** Deviations in figures, and the first of those that nobody has accepted. */
export interface FleetDeviations {
  readonly open: number;
  readonly tightened: number;
  readonly accepted: number;
  readonly texts: readonly string[];
}

/** How much of each list is kept. */
const MOST_LOOKED_AT = 25;
const MOST_TEXTS = 10;
const MOST_PLACES = 5;

/** The record of one stack from its model; what a model without governance says is that it was switched off. */
export function fleetRecord({ identity, governance }: { readonly identity: Identity; readonly governance?: GovernanceModel }, folder: string): FleetRecord {
  const { stack, name, kind, stage, pod, cloud, landingZone } = identity;
  const covered = coverageOf({ identity, ...(governance ? { governance } : {}) });
  return {
    stack, folder, name, kind, ...(stage ? { stage } : {}), ...(pod ? { pod: pod.name } : {}), ...(cloud ? { cloud } : {}), ...(landingZone ? { landingZone } : {}),
    patterns: [...new Set(identity.patterns.map((p) => `${p.id} ${p.version}`))],
    verdict: verdictIn(governance), ...(covered === undefined ? {} : { covered }), controls: countsIn(governance),
    approvals: (governance?.approvals ?? []).map(({ changed: _, ...a }) => safe(a)),
    exceptions: (governance?.exceptions ?? []).map(safe), deviations: deviationsIn(governance?.deviations ?? []),
  };
}

/** A stack that cannot be judged. */
export function unjudged(stack: string, folder: string, look: LookAt, identity: Partial<Identity> = {}): FleetRecord {
  const known: Identity = { kind: 'stack', name: folder.slice(folder.lastIndexOf('/') + 1), patterns: [], ...identity, stack };
  const record = fleetRecord({ identity: known }, folder);
  return { ...record, verdict: { text: look.text, passes: false, look: [look], count: 1 } };
}

function verdictIn(governance: GovernanceModel | undefined): FleetRecordVerdict {
  if (!governance) { return { text: 'Governance was switched off.', passes: false, look: [], count: 0 }; }
  const { word, text, passes, look } = governance.verdict;
  const worst = look.slice(0, MOST_LOOKED_AT).map((l) => ({ ...safe(l), evidence: l.evidence.slice(0, MOST_PLACES) }));
  return { ...(word ? { word } : {}), text: safeText(text), passes, look: worst, count: look.length };
}

function countsIn(governance: GovernanceModel | undefined): { [outcome in Outcome]?: number } {
  const counts: { [outcome in Outcome]?: number } = {};
  for (const outcome of OUTCOMES) {
    const count = governance?.controls.filter((c) => c.outcome === outcome).length ?? 0;
    if (count > 0) { counts[outcome] = count; }
  }
  return counts;
}

function deviationsIn(all: readonly Deviation[]): FleetDeviations {
  const open = all.filter((d) => !d.tightens && d.exception === undefined);
  return {
    open: open.length, tightened: all.filter((d) => d.tightens).length, accepted: all.filter((d) => d.exception !== undefined).length,
    texts: open.slice(0, MOST_TEXTS).map((d) => safeText(d.text)),
  };
}

/** Texts without what looks like a secret. */
function safe<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).map(([key, text]) => [key, typeof text === 'string' ? safeText(text) : text])) as T;
}
