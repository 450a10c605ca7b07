import { digestOf } from '../shape/inventory';
import { ShapeLock } from '../shape/lock';
import { cloudsOf, functionDigest, inventoryOf, Owners, readingsOf } from './digest';
import { worstOf } from './compose';
import { Approval, ApprovalStatement, cloudOfSubject } from './statement';
import { inARow } from './words';

/** One reason why an approval does not cover what there is now. */
export interface Lapse {
  readonly kind: 'control' | 'definition' | 'contract' | 'shape' | 'places' | 'provider' | 'cloud' | 'other';
  /** Control, slice or cloud. */
  readonly id: string;
  /** Subject first, as a clause: `encryption.data-stores reads something else on aws and google`. */
  readonly text: string;
}

/**
 * Why an approval does not cover a lock; nothing exactly where the digests of its function are still those that were approved.
 * @param clouds which ones to look at; all of the lock if not given
 */
export function lapses({ subject, predicate }: Pick<ApprovalStatement, 'subject' | 'predicate'>, lock: ShapeLock, owners: Owners, clouds = cloudsOf(lock)): Lapse[] {
  if (lock.pattern !== predicate.pattern || lock.patternVersion !== predicate.version) {
    return [{ kind: 'other', id: lock.pattern, text: `it was given for ${predicate.pattern} ${predicate.version}, this is ${lock.pattern} ${lock.patternVersion}` }];
  }
  const approved = new Map(subject.map(({ name, digest }) => [cloudOfSubject(name, predicate), digest.sha256]));
  const missing = clouds.filter((cloud) => !approved.has(cloud));
  const changed = clouds.filter((cloud) => approved.has(cloud) && approved.get(cloud) !== functionDigest(lock, predicate.function, cloud, owners));
  const found = changesSince(predicate, lock, owners, changed);
  const why: Lapse[] = changed.length > 0 && found.length === 0
    ? [{ kind: 'other', id: changed.join(), text: `what it approved on ${inARow(changed)} is not what the lock says` }]
    : found;
  return [...missing.map((cloud): Lapse => ({ kind: 'cloud', id: cloud, text: `it was not given for ${cloud}` })), ...why];
}

/** What is different from what was approved, whatever the version of the pattern is now. */
export function changesSince(approval: Approval, lock: ShapeLock, owners: Owners, clouds = cloudsOf(lock)): Lapse[] {
  return [...contractLapse(approval, lock, clouds), ...shapeLapses(approval, lock, clouds), ...controlLapses(approval, lock, owners, clouds)];
}

function contractLapse(approval: Approval, lock: ShapeLock, clouds: readonly string[]): Lapse[] {
  const same = clouds.length === 0 || approval.contract === lock.contract;
  return same ? [] : [{ kind: 'contract', id: 'contract', text: 'what the pattern takes, or within which bounds, was changed' }];
}

function controlLapses(approval: Approval, lock: ShapeLock, owners: Owners, clouds: readonly string[]): Lapse[] {
  const readings = new Map(clouds.map((cloud) => [cloud, readingsOf(lock, approval.function, cloud, owners)]));
  const ids = new Set([...Object.keys(approval.controls), ...[...readings.values()].flatMap((of) => Object.keys(of))]);
  return [...ids].sort().flatMap((id) => {
    const byText = new Map<string, string[]>();
    for (const cloud of clouds) {
      const text = controlChange(approval, id, cloud, readings.get(cloud)![id]);
      if (text !== undefined) { byText.set(text, [...byText.get(text) ?? [], cloud]); }
    }
    return [...byText].map(([text, where]): Lapse => ({ kind: 'control', id, text: `${id} ${text} on ${inARow(where)}` }));
  });
}

type Readings = ReturnType<typeof readingsOf>;

/** What is different of one control on one cloud; undefined if nothing is. */
function controlChange(approval: Approval, id: string, cloud: string, now: Readings[string] | undefined): string | undefined {
  const { reads, outcome } = approval.controls[id] ?? { reads: {}, outcome: {} };
  const before = reads[cloud];
  if (before === undefined) { return now === undefined ? undefined : 'is new'; }
  if (now === undefined) { return 'is gone'; }
  if (before === digestOf(now)) { return undefined; }
  const worst = worstOf(now);
  return outcome[cloud] === worst ? 'reads something else' : `was "${outcome[cloud]}", is "${worst}"`;
}

/** Differences that only a function which answers for the shape as a whole has digests of. */
function shapeLapses({ inventory, places }: Approval, lock: ShapeLock, clouds: readonly string[]): Lapse[] {
  if (inventory === undefined) { return []; }
  const slices = clouds.flatMap((cloud) => {
    const now = Object.fromEntries(Object.entries(inventoryOf(lock, cloud)).map(([slice, variants]) => [slice, digestOf(variants)]));
    const before = Object.keys(inventory).filter((slice) => slice.startsWith(`${cloud}/`));
    return [...new Set([...before, ...Object.keys(now)])].sort().filter((slice) => inventory[slice] !== now[slice]);
  });
  const reached = clouds.filter((cloud) => places?.[cloud] !== digestOf(lock.places[cloud] ?? {}));
  return [
    ...(slices.length > 0 ? [{ kind: 'shape' as const, id: slices.join(), text: `what it is made of was changed in ${inARow(slices)}` }] : []),
    ...(reached.length > 0 ? [{ kind: 'places' as const, id: reached.join(), text: `an input reaches other places on ${inARow(reached)}` }] : []),
  ];
}

/**
 * Why an approval does not cover the controls and providers of today, though the pattern is the same: a control of its function is new,
 * gone, or asks for something else; or a provider has another version.
 */
export function movedOn(approval: Approval, definitions: ReadonlyMap<string, string>, providers: { readonly [cloud: string]: string }, clouds: readonly string[]): Lapse[] {
  const ids = [...new Set([...Object.keys(approval.controls), ...definitions.keys()])].sort();
  const controls = ids.flatMap((id): Lapse[] => {
    const [before, now] = [approval.controls[id]?.definition, definitions.get(id)];
    if (before === now) { return []; }
    return [{ kind: 'definition', id, text: `${id} ${before === undefined ? 'is a new control' : now === undefined ? 'is not applied any more' : 'asks for something else'}` }];
  });
  const versions = clouds.flatMap((cloud): Lapse[] => {
    const [before, now] = [approval.providers[cloud], providers[cloud]];
    return now === undefined || before === now ? [] : [{ kind: 'provider', id: cloud, text: `the provider of ${cloud} was ${before ?? 'not stated'}, is ${now}` }];
  });
  return [...controls, ...versions];
}

/** Reasons of both kinds; a control that is new, or gone, is told once. */
export function together(found: readonly Lapse[], moved: readonly Lapse[]): Lapse[] {
  return [...found, ...moved.filter(({ id }) => !found.some((lapse) => lapse.kind === 'control' && lapse.id === id))];
}
