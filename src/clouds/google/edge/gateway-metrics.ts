import { Concern, Metric } from '../../../capabilities/common';
import { allOf, equals, is, metricFilter, P99, RATE, toMetrics } from '../metrics';

/** Filter of a measurement of the load balancer. */
export function loadBalancerFilter(urlMapName: string, metric: string): string {
  return metricFilter(`loadbalancing.googleapis.com/${metric}`, 'https_lb_rule', is('resource.labels.url_map_name', urlMapName));
}

/** Requests, refusals, errors, duration at the edge. */
export function gatewayMetrics(urlMapName: string, firewallName: string): Metric[] {
  const requests = loadBalancerFilter(urlMapName, 'https/request_count');
  const ofClass = (first: number) => allOf(requests, equals('metric.labels.response_code_class', first));
  const share = { denominator: requests, factor: 100, ...RATE };
  return toMetrics([
    { id: 'requests', title: 'Requests', concern: Concern.TRAFFIC, unit: 'count/s', query: { filter: requests, ...RATE } },
    {
      id: 'client-errors', title: 'Refused or wrong requests (4xx)', concern: Concern.ERRORS, unit: '%',
      // No threshold: where nobody calls but the probe without a token, every answer is one of these.
      query: { filter: ofClass(400), ...share },
    },
    {
      id: 'server-errors', title: 'Server errors (5xx)', concern: Concern.ERRORS, unit: '%',
      query: { filter: ofClass(500), ...share }, warning: { value: 1, minutes: 10 }, critical: { value: 5 },
    },
    {
      id: 'latency', title: 'Duration, 99th percentile', concern: Concern.LATENCY, unit: 'ms',
      query: { filter: loadBalancerFilter(urlMapName, 'https/total_latencies'), ...P99 },
      warning: { value: 1000, minutes: 10 }, critical: { value: 3000, minutes: 10 },
    },
    {
      id: 'blocked', title: 'Requests that the firewall blocked', concern: Concern.SECURITY, unit: 'count/s',
      query: {
        filter: metricFilter('networksecurity.googleapis.com/https/request_count', 'network_security_policy',
          is('resource.labels.policy_name', firewallName), equals('metric.labels.blocked', true)),
        ...RATE,
      },
      warning: { value: 10, minutes: 10 },
    },
  ]);
}
