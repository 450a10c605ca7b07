import { groupBy } from '../../../review/group';
import { EvaluatedControl, OUTCOMES } from '../../model';
import { EvidenceSubject, supportedBy } from '../subject';
import { uuid } from '../uuid';
import { Observed } from './observations';
import { Risked } from './risks';
import { markup, props, some, token } from './words';

/** Objective of the verdict, beside those of the controls. */
export const VERDICT_OBJECTIVE = 'groundwork.verdict';

/** One finding for each control, and one for the verdict where approvals are asked for. A finding is on our own objective: a control supports a clause, it does not satisfy one. */
export function findingsOf(subject: EvidenceSubject, observed: readonly Observed[], risks: readonly Risked[]): object[] {
  const { governance: { controls, verdict } } = subject;
  const byControl = groupBy(observed, (o) => o.rows[0]?.control ?? '');
  const riskOf = new Map(risks.map((r) => [r.observed.id, r.id]));
  const related = (own: readonly Observed[]) => ({
    ...some('related-observations', own.map((o) => ({ 'observation-uuid': o.id }))),
    ...some('related-risks', own.flatMap((o) => (riskOf.has(o.id) ? [{ 'risk-uuid': riskOf.get(o.id)! }] : []))),
  });
  return [
    ...controls.map((control) => ({ ...ofControl(subject, control), ...related(byControl.get(control.id) ?? []) })),
    ...(verdict.word === undefined ? [] : [{ ...ofVerdict(subject), ...related(observed.filter((o) => o.deviation)) }]),
  ];
}

function ofControl({ folder }: EvidenceSubject, c: EvaluatedControl): object {
  const stops = c.outcome === 'fail' || c.outcome === 'error' || (c.outcome === 'unknown' && c.unknownFails);
  return {
    uuid: uuid('finding', folder, c.id), title: markup(c.title), description: markup(c.why || c.title),
    ...props({ control: c.id, objective: c.objective, owner: c.owner, severity: c.severity, outcome: c.outcome, results: inWords(c), supports: supportedBy(c) }),
    target: {
      'type': 'objective-id', 'target-id': token(c.id),
      'status': { state: stops ? 'not-satisfied' : 'satisfied', reason: c.outcome === 'pass' || c.outcome === 'fail' ? c.outcome : 'other', ...(c.outcome === 'pass' || c.outcome === 'fail' ? {} : { remarks: c.outcome }) },
      ...(c.outcome === 'not applicable' ? { 'implementation-status': { state: 'not-applicable' } } : {}),
    },
  };
}

/** How many results of each kind: `3 pass, 1 fail`. */
function inWords({ counts }: EvaluatedControl): string {
  return OUTCOMES.filter((o) => counts[o] > 0).map((o) => `${counts[o]} ${o}`).join(', ');
}

function ofVerdict({ folder, governance: { verdict } }: EvidenceSubject): object {
  const holds = verdict.word !== 'deviated' && verdict.word !== 'stale';
  return {
    uuid: uuid('finding', folder, 'verdict'), title: 'What is written is what the approved patterns make', description: markup(verdict.text), ...props({ verdict: verdict.word }),
    target: { 'type': 'objective-id', 'target-id': VERDICT_OBJECTIVE, 'status': { state: holds ? 'satisfied' : 'not-satisfied', reason: holds ? 'pass' : 'fail' } },
  };
}
