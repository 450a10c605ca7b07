import { ControlSeverity } from '../governance/control';
import { ExceptionProps, GovernanceProps } from '../governance/governance-props';
import { entries, Loose } from './check-meaning';
import {
  controlOrDeviation, exceptionEverywhere, noDate, notAnApprover, ownApproval, reasonOfSpaces, tooLong, tooWideForCritical, wholeWithoutEnvironment,
} from './errors-governance';
import { Fault, Path } from './faults';
import { KnownControls } from './known-controls';

/** Longest time for which anything is accepted. */
const MAX_DAYS = 400;
const MIN_REASON = 20;
const DAY = 24 * 60 * 60 * 1000;

type Section = NonNullable<Loose<GovernanceProps>>;
type Exception = Partial<ExceptionProps>;

/** Faults of the exceptions. That one has expired is none of them: it fails what it would cover, and nothing else. */
export function checkExceptions(section: Section, known: KnownControls, today: string): Fault[] {
  return entries(section.exceptions).flatMap(([item, i]) => {
    const exception = item as Exception;
    const path: Path = ['governance', 'exceptions', i];
    return [
      ...checkObject(exception, path, known),
      ...checkReach(exception, path, section, known),
      ...(exception.reason !== undefined && exception.reason.trim().length < MIN_REASON ? [reasonOfSpaces([...path, 'reason'])] : []),
      ...checkExpiry(exception.expires, [...path, 'expires'], today),
      ...checkApprover(exception, [...path, 'approver'], section, known),
    ];
  });
}

/** A value that the schema refused is there without a value; it is not missing. */
function states(exception: Exception, ...names: (keyof ExceptionProps)[]): boolean {
  return names.some((name) => name in exception);
}

function checkObject(exception: Exception, path: Path, known: KnownControls): Fault[] {
  const both = states(exception, 'control') && states(exception, 'deviation');
  if (both || !states(exception, 'control', 'deviation')) { return [controlOrDeviation(path, both)]; }
  return known.faults([...path, 'control'], exception.control);
}

function checkReach(exception: Exception, path: Path, { controls }: Section, known: KnownControls): Fault[] {
  if (!states(exception, 'construct', 'pattern')) { return [exceptionEverywhere(path, states(exception, 'environment'))]; }
  if (exception.construct === '.' && !states(exception, 'environment')) { return [wholeWithoutEnvironment([...path, 'construct'])]; }
  const severity = controls?.find((c) => c?.id === exception.control)?.severity ?? known.find(exception.control)?.severity;
  const missing = (['construct', 'environment'] as const).filter((name) => !states(exception, name));
  return severity === ControlSeverity.CRITICAL && missing.length > 0 ? [tooWideForCritical(path, exception.control!, missing)] : [];
}

function checkExpiry(value: string | undefined, path: Path, today: string): Fault[] {
  if (value === undefined) { return []; }
  const day = new Date(`${value}T00:00:00Z`);
  if (Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== value) { return [noDate(path, value)]; }
  return day.getTime() - Date.parse(`${today}T00:00:00Z`) > MAX_DAYS * DAY ? [tooLong(path, value, MAX_DAYS)] : [];
}

/** Of a deviation, the function that must look is known only when it is found: see `applyExceptions`. */
function checkApprover(exception: Exception, path: Path, { approvers }: Section, known: KnownControls): Fault[] {
  const { approver, owner } = exception;
  if (approver === undefined) { return []; }
  if (owner !== undefined && sameAddress(owner, approver)) { return [ownApproval(path, approver)]; }
  const listed = entries(approvers).map(([a]) => a as { function?: string; email?: string }).filter((a) => a.email !== undefined);
  const control = known.find(exception.control);
  const able = control ? listed.filter((a) => a.function === control.owner) : listed;
  if (able.length === 0 || able.some((a) => sameAddress(a.email!, approver))) { return []; }
  return [notAnApprover(path, approver, control ? `for ${control.owner}, which owns ${control.id}` : 'of any function', [...new Set(able.map((a) => a.email!))])];
}

function sameAddress(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
