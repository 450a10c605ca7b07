import { Construct } from 'constructs';
import { Severity } from '../../capabilities/common';
import { ServiceLevelObjectiveProps } from '../../capabilities/service-level-objective';
import { logAlert } from './alarm';
import { AzureGateway } from './api-gateway';

/** How fast an error budget of 30 days may burn before somebody hears of it: over a long window, and still now. */
interface Burn {
  readonly id: string;
  readonly rate: number;
  readonly long: string;
  readonly minutes: number;
  readonly short: string;
  readonly every: number;
  readonly severity: Severity;
}

/** Azure looks back two days at most: the third pair would be three days elsewhere. Source: Google SRE workbook, chapter 5. */
const BURNS: Burn[] = [
  { id: 'fast', rate: 14.4, long: '1h', minutes: 60, short: '5m', every: 5, severity: Severity.CRITICAL },
  { id: 'slow', rate: 6, long: '6h', minutes: 360, short: '30m', every: 15, severity: Severity.CRITICAL },
  { id: 'trickle', rate: 1, long: '2d', minutes: 2880, short: '6h', every: 60, severity: Severity.WARNING },
];

/** Query that answers 1 where the budget burns faster than `rate` in both windows. */
export function burnQuery(requests: string, bad: string, objective: number, burn: Burn): string {
  return [
    `let budget = ${Number((1 - objective).toFixed(6))};`,
    `let burn = (span: timespan) { toscalar(${requests} | where TimeGenerated > ago(span) | summarize todouble(countif(${bad})) / max_of(count(), 1) / budget) };`,
    `print Long = burn(${burn.long}), Short = burn(${burn.short})`,
    `| extend Value = iff(Long > ${burn.rate} and Short > ${burn.rate}, 1, 0), TimeGenerated = now()`,
  ].join('\n');
}

/** Alarms on the error budgets of availability and latency. Azure has no object for an objective: these queries are it. */
export function serviceLevelObjective(scope: Construct, props: ServiceLevelObjectiveProps): void {
  const gateway = props.gateway as AzureGateway;
  const objectives = [
    { id: 'availability', share: props.availability ?? 0.999, bad: 'toint(ResultCode) >= 500', text: 'answered without a server error' },
    { id: 'latency', share: props.latencyShare ?? 0.99, bad: `DurationMs > ${props.latencyMilliseconds ?? 500}`, text: `answered within ${props.latencyMilliseconds ?? 500} ms` },
  ];
  for (const objective of objectives) {
    for (const burn of BURNS) {
      logAlert(scope, `${objective.id}-${burn.id}`, {
        workspace: gateway.workspace,
        query: burnQuery(gateway.requests, objective.bad, objective.share, burn),
        column: 'Value',
        operator: 'GreaterThan',
        threshold: 0,
        minutes: burn.minutes,
        every: burn.every,
        severity: burn.severity,
        title: `${objective.id} budget burns ${burn.rate} times too fast`,
        description: `Objective: ${100 * objective.share} % of requests ${objective.text}. The error budget of 30 days burns at more than ${burn.rate} times the even rate over ${burn.long} and ${burn.short}.`,
      });
    }
  }
}
