import { ControlContext } from '../control-context';
import { gatewaysOf } from './doors';
import { isBelow } from './platform-places';

/**
 * Fields that a log must not show: those of the APIs of its own pattern, and of a log that patterns share, those of every API. Undefined where no
 * API is known, so that nothing says which fields are personal.
 */
export function fieldsToMask(context: ControlContext, log: string): string[] | undefined {
  const edges = gatewaysOf(context).flatMap((gateway) => {
    const edge = context._edgeOf(gateway);
    return edge ? [{ fields: edge.maskedFields, pattern: patternAround(context, gateway) }] : [];
  });
  if (edges.length === 0) { return undefined; }
  const own = patternAround(context, log);
  // What stands beside the patterns of AWS and Google is a team's own; the workspace of Azure is everybody's.
  const meant = own === undefined && log.startsWith('azurerm_') ? edges : edges.filter(({ pattern }) => pattern === own);
  return [...new Set(meant.flatMap(({ fields }) => fields))].sort();
}

/** Whether a log that masks `masked` masks a field; what comes after a sign that the cloud's patterns do not take is not seen. */
export function isMasked(masked: readonly string[], field: string): boolean {
  return masked.includes(field) || masked.includes(/^[\w-]*/.exec(field)![0]);
}

/** Whether two logs are about the same: both of one pattern, or neither of any. */
export function areOfOne(context: ControlContext, log: string, other: string): boolean {
  return patternAround(context, log) === patternAround(context, other);
}

function patternAround(context: ControlContext, address: string): string | undefined {
  const path = context.pathOf(address);
  return context.patterns().find((pattern) => isBelow(path, pattern.path))?.path;
}
