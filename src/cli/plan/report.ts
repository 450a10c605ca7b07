import { table } from '../table';
import type { PlanResult } from './plan-stack';

/** Whether anything in a plan is wrong. */
export function failed(one: PlanResult): boolean {
  return one.diagnostics.some((found) => found.severity === 'error');
}

/** Offline plans as text: a table, then what was found and what was left out. */
export function planReport(results: readonly PlanResult[]): string {
  const count = (one: PlanResult, severity: string) => one.diagnostics.filter((found) => found.severity === severity).length;
  const checked = results.filter((one) => !one.skipped);
  const lines = results.flatMap((one) => [
    ...one.leftOut.map((text) => `left out  ${one.stack}: ${text}`),
    ...one.diagnostics.map((found) => `${found.severity.padEnd(8)}  ${one.stack}: ${found.text}`),
    ...(one.skipped ? [`skipped   ${one.stack}: ${one.skipped}`] : []),
  ]);
  return [
    ...(checked.length > 0 ? [table(
      ['stack', 'errors', 'warnings', 'planned', 'left out', 'seconds'],
      checked.map((one) => [one.stack, count(one, 'error'), count(one, 'warning'), one.planned, one.leftOut.length, one.seconds]),
    )] : []),
    ...lines,
  ].join('\n');
}
