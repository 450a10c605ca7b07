import { createHash } from 'crypto';
import { forgettingTokens } from '../../environment/host';
import { coverageOf } from '../../governance/fleet/coverage';
import { FleetRecord, fleetRecord, unjudged } from '../../governance/fleet/record';
import { Deviation, GovernanceModel, LookAt } from '../../governance/model';
import { Verified, verifyStack } from '../../governance/verify';
import { oneLine } from '../../review/diff/change';
import { ReviewModel } from '../../review/model';
import { rank } from '../../review/words';
import type { PatternClass } from '../../environment-file/patterns';
import type { Standards } from '../../standards/standards';
import type { OutputStack } from '../output';
import { Left } from './places';

/** What stacks are judged by. */
export interface Ground {
  readonly standards: Standards;
  readonly classes: ReadonlyMap<string, PatternClass>;
}

/** One place, judged. */
export interface JudgedPlace {
  readonly record: FleetRecord;
  /** Absent where it could not be judged. */
  readonly model?: ReviewModel & { readonly governance: GovernanceModel };
  readonly sources: { readonly [path: string]: string };
}

/** What a plan adds to the judgement of its stack. */
export type More = (verified: Verified) => Deviation[];

/** Judges one place from its Terraform and from what was asked for; what a synthesis said of it counts for nothing. */
export function judgePlace(stack: OutputStack, left: Left, ground: Ground, elsewhere?: readonly Deviation[], more?: More): JudgedPlace {
  return forgettingTokens(() => judged(stack, left, ground, elsewhere, more));
}

function judged(stack: OutputStack, left: Left, { standards, classes }: Ground, elsewhere?: readonly Deviation[], more?: More): JudgedPlace {
  const { folder, request, sources } = left;
  const cannot = (text: string, mend: string): JudgedPlace => ({ record: unjudged(stack.name, folder, missing(folder, text, mend), left.identity), sources });
  if (!request) { return cannot('there is no record of what was asked for, so governance was switched off or its evidence was taken away', 'Synthesize it with governance, and keep the folder evidence beside the Terraform.'); }
  if (request.stack !== stack.name) { return cannot(`the record of what was asked for is that of the stack ${request.stack}`, 'Synthesize it anew.'); }
  let verified: Verified;
  try {
    verified = verifyStack({ terraform: stack.terraform, text: stack.text, request, standards, classes, ...(elsewhere ? { elsewhere } : {}) });
  } catch (error) {
    return cannot(`it cannot be made again from what was asked for: ${oneLine((error as Error).message)}`, 'Use the standards and the patterns of the synthesis (--standards, --require), or synthesize it anew.');
  }
  const deviations = more?.(verified) ?? [];
  const found = [...deviations.map(lookAt), ...staleEvidence(stack, left), ...uncovered(verified.model)];
  const model = withMore(verified.model, deviations, found);
  return { record: fleetRecord(model, folder), model, sources };
}

function missing(folder: string, text: string, mend: string): LookAt {
  return { owner: 'architecture', kind: 'control', consequence: 'protection', text: `${folder}: ${text}`, mend, evidence: [] };
}

/** Evidence and review of another version would tell an auditor what is not so. */
function staleEvidence(stack: OutputStack, { digest, folder }: Left): LookAt[] {
  if (digest === undefined || digest === createHash('sha256').update(stack.text).digest('hex')) { return []; }
  return [{ owner: 'architecture', kind: 'deviation', consequence: 'configuration', text: `${folder}: the Terraform was changed after it was synthesized; evidence and review beside it tell of another version`, mend: 'Synthesize it anew.', evidence: [] }];
}

/** Without approvals nothing says that anybody looked at what the environment is made of. */
function uncovered(model: ReviewModel & { readonly governance: GovernanceModel }): LookAt[] {
  if (coverageOf(model) === undefined || model.governance.verdict.word !== undefined) { return []; }
  return [{ owner: 'architecture', kind: 'approval', consequence: 'configuration', text: 'the standards ask for no approvals, so nothing covers the environment', mend: 'Name the folder of the approvals in the standards (governance.approvals), and approve its patterns.', evidence: [] }];
}

function lookAt(d: Deviation): LookAt {
  return { owner: d.owner, kind: 'deviation', consequence: d.consequence, text: d.text, mend: 'Plan what was synthesized and judged, or synthesize and judge what is planned.', evidence: d.address ? [{ address: d.address, ...(d.argument ? { argument: d.argument } : {}) }] : [] };
}

/** The verdict with what was found beyond it. */
function withMore<M extends ReviewModel & { readonly governance: GovernanceModel }>(model: M, deviations: readonly Deviation[], found: readonly LookAt[]): M {
  if (found.length === 0) { return model; }
  const { governance } = model;
  const { verdict } = governance;
  const look = [...verdict.look, ...found].sort((a, b) => rank(a.consequence) - rank(b.consequence) || (a.text < b.text ? -1 : 1));
  const owners = [...new Set(look.map((l) => l.owner))].sort().join(' and ');
  const word = verdict.word === undefined ? undefined : deviations.length > 0 && verdict.word !== 'stale' ? 'deviated' as const : verdict.word;
  const text = deviations.length > 0 ? `The plan is not what was judged: ${owners} must look.` : `${owners} must look.`.replace(/^./, (c) => c.toUpperCase());
  return { ...model, governance: { ...governance, deviations: [...governance.deviations, ...deviations], verdict: { ...(word ? { word } : {}), text, passes: false, look } } };
}
