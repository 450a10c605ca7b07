import { ControlContext, ControlledResource } from '../control-context';
import { ControlDefinition, ControlFinding, IControl } from '../control';
import { control, finding, isUnknown, UNKNOWN } from './build';

/** What one argument of every resource of a type must be. */
export interface Row {
  readonly type: string;
  readonly argument: string;
  readonly holds: (value: any, resource: ControlledResource, context: ControlContext) => boolean;
  /** What is wrong where it does not hold. */
  readonly problem: string;
}

/** One finding for each resource of each row. An expression that no row takes is not known. */
export function judgeRows(context: ControlContext, rows: readonly Row[]): ControlFinding[] {
  return rows.flatMap(({ type, argument, holds, problem }) => context.resources([type]).map((resource) => {
    const value = resource.argument(argument);
    return finding(resource.address, holds(value, resource, context) || (isUnknown(value) ? UNKNOWN : problem), argument, shown(value));
  }));
}

/** A control on arguments of environments. */
export function onRows(definition: ControlDefinition, rows: readonly Row[]): IControl {
  return control(definition, (context) => (context.kind === 'environment' ? judgeRows(context, rows) : []));
}

function shown(value: unknown): string {
  const text = value === undefined ? 'absent' : typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}

export const row = (type: string, argument: string, problem: string, holds: Row['holds']): Row => ({ type, argument, holds, problem });
export const is = (...values: unknown[]) => (value: unknown): boolean => values.includes(value);
/** Left out, or one of these. */
export const isOrAbsent = (...values: unknown[]) => (value: unknown): boolean => value === undefined || values.includes(value);
/** Seconds as Google writes them, `30s`. */
export const secondsOf = (value: unknown): number | undefined => (typeof value === 'string' && /^\d+(\.\d+)?s$/.test(value) ? Number(value.slice(0, -1)) : undefined);
