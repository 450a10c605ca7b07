import { Concern, Metric } from '../../capabilities/common';
import { is, metricFilter, P99, RATE, toMetrics } from './metrics';

/** What a Cloud Run service offers to dashboards and alarms. */
export function serviceMetrics(serviceName: string, maxInstances: number): Metric[] {
  const own = is('resource.labels.service_name', serviceName);
  const filter = (metric: string, ...terms: string[]) => metricFilter(`run.googleapis.com/${metric}`, 'cloud_run_revision', own, ...terms);
  const errors = is('metric.labels.response_code_class', '5xx');
  return toMetrics([
    { id: 'requests', title: 'Requests', concern: Concern.TRAFFIC, unit: 'count/s', query: { filter: filter('request_count'), ...RATE } },
    {
      id: 'errors', title: 'Server errors', concern: Concern.ERRORS, unit: '%',
      query: { filter: filter('request_count', errors), denominator: filter('request_count'), factor: 100, ...RATE },
      warning: { value: 1, minutes: 10 }, critical: { value: 5 },
    },
    {
      id: 'latency', title: 'Duration, 99th percentile', concern: Concern.LATENCY, unit: 'ms',
      query: { filter: filter('request_latencies'), ...P99 }, warning: { value: 1000, minutes: 10 },
    },
    {
      id: 'instances', title: 'Instances', concern: Concern.SATURATION, unit: 'count',
      query: { filter: filter('container/instance_count'), aligner: 'ALIGN_MAX', reducer: 'REDUCE_SUM' },
      warning: { value: Math.max(1, Math.floor(maxInstances * 0.8)), minutes: 15 },
    },
    {
      id: 'cpu', title: 'CPU, 99th percentile', concern: Concern.SATURATION, unit: '%',
      query: { filter: filter('container/cpu/utilizations'), factor: 100, ...P99 }, warning: { value: 85, minutes: 15 },
    },
    {
      id: 'memory', title: 'Memory, 99th percentile', concern: Concern.SATURATION, unit: '%',
      query: { filter: filter('container/memory/utilizations'), factor: 100, ...P99 }, warning: { value: 90, minutes: 15 },
    },
    { id: 'startup', title: 'Start of an instance', concern: Concern.LATENCY, unit: 'ms', query: { filter: filter('container/startup_latencies'), ...P99 } },
  ]);
}
