import { Concern, Metric } from '../../capabilities/common';
import { metric } from './metrics';

/** Query for the requests that the gateway answered for one API. */
export function requestsOf(api: string): string {
  return `AppRequests | where tostring(Properties["API Name"]) == "${api}"`;
}

/** Requests, errors and duration at the gateway. */
export function gatewayMetrics(workspace: string, requests: string): Metric[] {
  const counted = (expression: string) => ({ kind: 'log' as const, workspace, query: `${requests} | summarize Value = ${expression} by bin(TimeGenerated, 5m)` });
  const status = 'toint(ResultCode)';
  return [
    metric({ id: 'requests', title: 'Requests', concern: Concern.TRAFFIC, unit: 'count' }, counted('todouble(count())')),
    metric({ id: 'server-errors', title: 'Server errors', concern: Concern.ERRORS, unit: '%', warning: { value: 1 }, critical: { value: 5 } },
      counted(`100.0 * countif(${status} >= 500) / max_of(count(), 1)`)),
    metric({ id: 'client-errors', title: 'Refused requests', concern: Concern.ERRORS, unit: '%' },
      counted(`100.0 * countif(${status} >= 400 and ${status} < 500) / max_of(count(), 1)`)),
    metric({ id: 'denied', title: 'Denied requests', concern: Concern.SECURITY, unit: 'count', warning: { value: 500, minutes: 15 } },
      counted(`todouble(countif(${status} in (401, 403, 429)))`)),
    metric({ id: 'latency', title: 'Latency (95th percentile)', concern: Concern.LATENCY, unit: 'ms', warning: { value: 1000, minutes: 15 }, critical: { value: 5000, minutes: 15 } },
      counted('percentile(DurationMs, 95)')),
  ];
}
