import { Concern, Metric } from '../../../capabilities/common';
import { AwsMetric, metric, percentage } from '../metric-query';

/** A metric of one stage of one API. */
export function stageMetric(api: string, stage: string, name: string, stat: string): AwsMetric {
  return { namespace: 'AWS/ApiGateway', name, stat, dimensions: { ApiName: api, Stage: stage } };
}

/** What the edge tells: rate, errors, duration, and what was kept out. */
export function edgeMetrics(api: string, stage: string, region: string, firewall: string, authorizer: string): Metric[] {
  const of = (name: string, stat: string) => stageMetric(api, stage, name, stat);
  const requests = of('Count', 'Sum');
  return [
    metric('requests', 'Requests', Concern.TRAFFIC, 'count', requests),
    metric('client-errors', 'Refused requests', Concern.ERRORS, '%', percentage(of('4XXError', 'Sum'), requests), { value: 30, minutes: 15 }),
    metric('server-errors', 'Server errors', Concern.ERRORS, '%', percentage(of('5XXError', 'Sum'), requests), { value: 1 }, { value: 5 }),
    metric('latency', 'Latency, 99th percentile', Concern.LATENCY, 'ms', of('Latency', 'p99'), { value: 2000, minutes: 15 }),
    metric('blocked', 'Blocked by the firewall', Concern.SECURITY, 'count', {
      namespace: 'AWS/WAFV2', name: 'BlockedRequests', stat: 'Sum', dimensions: { WebACL: firewall, Region: region, Rule: 'ALL' },
    }, { value: 1000, minutes: 15 }),
    metric('authorizer-errors', 'Failures of the token authorizer', Concern.ERRORS, 'count', {
      namespace: 'AWS/Lambda', name: 'Errors', stat: 'Sum', dimensions: { FunctionName: authorizer },
    }),
  ];
}
