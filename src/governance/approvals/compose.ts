import { IControl } from '../control';
import { ExceptionRecord, Outcome, OUTCOMES } from '../model';
import { GovernanceSettings, parametersOf } from '../settings';
import { digestOf } from '../shape/inventory';
import { ShapeLock } from '../shape/lock';
import { cloudsOf, functionDigest, inventoryOf, lockDigest, Owners, ownsShape, readingsOf } from './digest';
import { remembered } from './remembered';
import { Approval, ApprovalStatement, ApprovedControl, APPROVAL_TYPE, STATEMENT_TYPE, subjectName, withContent } from './statement';

/** Owner of each control of the settings. */
export function ownersOf(controls: readonly IControl[]): Owners {
  return owners(controls, controls);
}

const owners = remembered((controls: readonly IControl[]): Owners => new Map(controls.map(({ definition }) => [definition.id, definition.owner])));

/**
 * What a control asks for, as a digest: whoever changes it changes what was approved. Severity and words of help decide nothing, and are not in it.
 */
export function definitionDigest({ definition }: IControl, settings: GovernanceSettings['settings']): string {
  const { id, version, title, owner, clouds, unknownFails = true } = definition;
  const setting = settings.get(id);
  return digestOf({ id, version, title, owner, clouds, unknownFails, parameters: parametersOf(definition, setting), reportOnly: setting?.reportOnly ?? false });
}

/** Digests of what the controls of one function ask for, by id. */
export function definitionsOf(fn: string, { controls, settings }: Pick<GovernanceSettings, 'controls' | 'settings'>): ReadonlyMap<string, string> {
  return definitions(controls, settings, fn);
}

const definitions = remembered((controls: readonly IControl[], settings: GovernanceSettings['settings'], fn: string): ReadonlyMap<string, string> => (
  new Map(controls.filter(({ definition }) => definition.owner === fn).map((control) => [control.definition.id, definitionDigest(control, settings)]))));

/** Who approves, and until when. */
export interface Decision {
  readonly function: string;
  readonly email: string;
  readonly reference: string;
  /** ISO dates. */
  readonly approved: string;
  readonly expires: string;
  /** What was shown, in words. */
  readonly summary: readonly string[];
}

/** The approval of a lock by one function. */
export function statementFor(lock: ShapeLock, decision: Decision, governance: GovernanceSettings): ApprovalStatement {
  const { pattern, patternVersion: version } = lock;
  const fn = decision.function;
  const owned = ownersOf(governance.controls);
  const clouds = cloudsOf(lock);
  const predicate: Approval = {
    pattern, version, function: fn, approver: { email: decision.email }, reference: decision.reference, approved: decision.approved, expires: decision.expires,
    contract: lock.contract, controlPack: lock.controlPack, controls: approvedControls(lock, fn, owned, governance),
    ...(ownsShape(fn) ? {
      inventory: Object.fromEntries(clouds.flatMap((cloud) => Object.entries(inventoryOf(lock, cloud)).map(([slice, variants]) => [slice, digestOf(variants)]))),
      places: Object.fromEntries(clouds.map((cloud) => [cloud, digestOf(lock.places[cloud] ?? {})])),
    } : {}),
    providers: lock.providers,
    exceptions: exceptionsFor(pattern, governance.exceptions, decision.approved).map(({ id }) => id),
    lock: lockDigest(lock), authors: [...governance.approvals?.authors.get(pattern) ?? []].sort(), summary: decision.summary, content: '',
  };
  const subject = clouds.map((cloud) => ({ name: subjectName(pattern, version, cloud), digest: { sha256: functionDigest(lock, fn, cloud, owned) } }));
  return withContent({ _type: STATEMENT_TYPE, subject, predicateType: APPROVAL_TYPE, predicate });
}

/** Exceptions that accept something of the pattern itself, on a day: wherever it is used, not in one environment or one construct. */
export function exceptionsFor(pattern: string, exceptions: readonly ExceptionRecord[], date: string): ExceptionRecord[] {
  const isFor = ({ pattern: of, environment, construct, expires }: ExceptionRecord) => of === pattern && environment === undefined && construct === undefined && expires >= date;
  return exceptions.filter(isFor).sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Every control of the function that is set, also one that found nothing to read. */
function approvedControls(lock: ShapeLock, fn: string, owned: Owners, governance: GovernanceSettings): { [control: string]: ApprovedControl } {
  const byCloud = cloudsOf(lock).map((cloud) => [cloud, readingsOf(lock, fn, cloud, owned)] as const);
  return Object.fromEntries([...definitionsOf(fn, governance)].sort(([a], [b]) => (a < b ? -1 : 1)).map(([id, definition]) => {
    const read = byCloud.filter(([, readings]) => readings[id] !== undefined);
    return [id, {
      definition,
      reads: Object.fromEntries(read.map(([cloud, readings]) => [cloud, digestOf(readings[id])])),
      outcome: Object.fromEntries(read.map(([cloud, readings]) => [cloud, worstOf(readings[id])])),
    }];
  }));
}

/** The worst outcome of one control in all slices of a cloud. */
export function worstOf(readings: { readonly [slice: string]: { readonly outcome: string } }): string {
  const found = new Set(Object.values(readings).map(({ outcome }) => outcome));
  return OUTCOMES.find((outcome: Outcome) => found.has(outcome)) ?? [...found].sort()[0] ?? 'not applicable';
}
