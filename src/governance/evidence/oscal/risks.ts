import { Deviation, UsedException } from '../../model';
import { endOf } from '../dates';
import { EvidenceSubject, Row } from '../subject';
import { uuid } from '../uuid';
import { isRisk, Observed } from './observations';
import { markup, OURS, personOf, props } from './words';

/** A risk with what it comes from. */
export interface Risked {
  readonly id: string;
  readonly observed: Observed;
}

/** What fails and what deviates; what is only safer than approved is no risk. */
export function risksOf(observed: readonly Observed[]): Risked[] {
  return observed.filter(isRisk).map((one) => ({ id: uuid('risk', one.id), observed: one }));
}

/** One risk as OSCAL writes it: open, or accepted by an exception until its last day. */
export function risk(subject: EvidenceSubject, { id, observed }: Risked, origin: object, start: string): object {
  const { deviation, rows: [row] } = observed;
  const exceptionId = deviation ? deviation.exception : row.exception;
  const accepted = exceptionId === undefined ? undefined : subject.exceptions.get(exceptionId);
  const deadline = endOf(accepted?.expires);
  return {
    uuid: id, ...(deviation ? ofDeviation(deviation) : ofRow(row)), status: exceptionId === undefined ? 'open' : 'deviation-approved',
    characterizations: [{ origin, facets: deviation ? facets({ consequence: deviation.consequence, direction: deviation.direction }) : facets({ severity: row.of.severity }) }],
    ...(deadline ? { deadline } : {}),
    remediations: remediations(id, observed, accepted),
    ...(accepted ? { 'risk-log': { entries: [entry(id, accepted, start)] } } : {}),
    'related-observations': [{ 'observation-uuid': observed.id }],
  };
}

function ofRow({ of, message, outcome, exception }: Row): object {
  return { title: markup(of.title), description: markup(message), statement: markup(of.why || of.title), ...props({ 'control': of.id, outcome, 'owner': of.owner, 'report-only': of.reportOnly || undefined, exception }) };
}

function ofDeviation({ text, kind, owner, exception }: Deviation): object {
  return { title: 'Deviation from what was approved', description: markup(text), statement: 'Nobody has approved it: what the approved pattern makes is different.', ...props({ deviation: kind, owner, exception }) };
}

function facets(values: { readonly [name: string]: string }): object[] {
  return Object.entries(values).map(([name, value]) => ({ name, system: OURS, value }));
}

/** What to do; with an exception it is planned until it ends, by its owner. */
function remediations(id: string, { rows: [row], deviation }: Observed, accepted?: UsedException): object[] {
  const mend = deviation ? 'Go back to what the approved pattern makes, have the difference approved, or ask for an exception.' : row.mend || row.of.mend || row.of.title;
  return [{
    uuid: uuid('remediation', id), lifecycle: accepted ? 'planned' : 'recommendation', title: accepted ? 'Mend it before the exception ends' : 'Mend it', description: markup(mend),
    ...(accepted ? { origins: [{ actors: [{ 'type': 'party', 'actor-uuid': personOf(accepted.owner), 'role-id': 'exception-owner' }] }] } : {}),
  }];
}

function entry(id: string, { id: name, reason, approver, expires, control, deviation, construct, pattern, environment }: UsedException, start: string): object {
  return {
    'uuid': uuid('risk-log', id, name), 'title': 'Accepted by an exception of the enterprise standards', 'description': markup(reason || name), start,
    ...props({ exception: name, expires, control, deviation, construct, pattern, environment }),
    'logged-by': [{ 'party-uuid': personOf(approver), 'role-id': 'exception-approver' }], 'status-change': 'deviation-approved',
  };
}
