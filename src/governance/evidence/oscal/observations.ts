import { groupBy } from '../../../review/group';
import { Deviation } from '../../model';
import { EvidenceSubject, isOpen, placeOf, Row } from '../subject';
import { uuid } from '../uuid';
import { markup, props } from './words';

/** What a control says alike of some resources, or one deviation. */
export interface Observed {
  readonly id: string;
  readonly rows: readonly Row[];
  readonly deviation?: Deviation;
  /** Addresses; an empty one is the stack as a whole. */
  readonly addresses: readonly string[];
}

/** Results of one control that differ in nothing but their resource are one observation with several subjects. */
export function observe(subject: EvidenceSubject): Observed[] {
  const { folder, rows, governance } = subject;
  const groups = groupBy(rows, (r) => `${r.control}\u0000${r.outcome}\u0000${r.argument ?? ''}\u0000${r.message}\u0000${r.found ?? ''}\u0000${r.exception ?? ''}\u0000${r.mend ?? ''}`);
  return [
    ...[...groups].map(([key, group]): Observed => ({ id: uuid('observation', folder, key), rows: group, addresses: [...new Set(group.map((r) => r.address))] })),
    ...governance.deviations.map((deviation): Observed => ({ id: uuid('deviation', folder, deviation.id, deviation.address, deviation.argument ?? ''), rows: [], deviation, addresses: [deviation.address] })),
  ];
}

const subjectIds = new WeakMap<EvidenceSubject, Map<string, string>>();

/** Id of the inventory item of a resource, or of the stack. Each is named by many observations. */
export function subjectId(subject: EvidenceSubject, address: string): string {
  const known = subjectIds.get(subject) ?? new Map<string, string>();
  subjectIds.set(subject, known);
  const id = known.get(address) ?? uuid('subject', subject.folder, address);
  known.set(address, id);
  return id;
}

/** Whether it is a risk, accepted or not. */
export function isRisk({ rows, deviation }: Observed): boolean {
  return deviation ? !deviation.tightens : isOpen(rows[0]);
}

/** Resources that something is said of, by their addresses: OSCAL wants them defined where they are used. */
export function inventoryItems(subject: EvidenceSubject, observed: readonly Observed[]): object[] {
  const items = new Map<string, object>();
  for (const { rows, deviation } of observed) {
    for (const place of deviation ? [deviation] : rows) {
      if (place.address === '' || items.has(place.address)) { continue; }
      items.set(place.address, { uuid: subjectId(subject, place.address), description: markup(placeOf(place, subject)), ...props({ 'terraform-address': place.address, 'construct-path': place.path }) });
    }
  }
  return [...items.values()];
}

/** One observation as OSCAL writes it. */
export function observation(subject: EvidenceSubject, one: Observed, collected: string): object {
  return {
    uuid: one.id, ...(one.deviation ? ofDeviation(one.deviation) : ofRow(one.rows[0])), methods: ['EXAMINE'], types: [one.deviation ? 'finding' : 'control-objective'],
    subjects: one.addresses.map((address) => ({ 'subject-uuid': subjectId(subject, address), 'type': address === '' ? 'component' : 'inventory-item' })),
    collected,
  };
}

function ofRow({ control, outcome, argument, found, message, exception }: Row): object {
  return { description: markup(message), ...props({ control, outcome, argument, found: found === message ? undefined : found, exception }) };
}

function ofDeviation({ kind, id, text, argument, approved, actual, consequence, direction, pattern, tightens, exception }: Deviation): object {
  return { title: 'Deviation from what was approved', description: markup(text), ...props({ deviation: kind, 'deviation-id': id, argument, approved, actual, consequence, direction, pattern, tightens: tightens || undefined, exception }) };
}
