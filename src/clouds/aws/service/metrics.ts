import { Concern, Metric } from '../../../capabilities/common';
import { AwsMetric, metric, percentage } from '../metric-query';
import { LoadBalancer } from './load-balancer';

/** Traffic, errors and latency at the load balancer, saturation of the tasks. */
export function serviceMetrics(cluster: string, service: string, lb: LoadBalancer): Metric[] {
  const task = (name: string, stat = 'Average'): AwsMetric => ({ namespace: 'AWS/ECS', name, stat, dimensions: { ClusterName: cluster, ServiceName: service } });
  const targets = { LoadBalancer: lb.balancer.arnSuffix, TargetGroup: lb.targets.arnSuffix };
  const balancer = (name: string, stat: string): AwsMetric => ({ namespace: 'AWS/ApplicationELB', name, stat, dimensions: targets });
  const requests = balancer('RequestCount', 'Sum');
  return [
    metric('requests', 'Requests', Concern.TRAFFIC, 'count', requests),
    metric('errors', 'Server errors', Concern.ERRORS, '%', percentage(balancer('HTTPCode_Target_5XX_Count', 'Sum'), requests), { value: 1 }, { value: 5 }),
    metric('latency', 'Latency, 99th percentile', Concern.LATENCY, 's', balancer('TargetResponseTime', 'p99'), { value: 2, minutes: 15 }),
    metric('unhealthy', 'Unhealthy instances', Concern.AVAILABILITY, 'count', balancer('UnHealthyHostCount', 'Maximum'), { value: 0, minutes: 15 }),
    metric('cpu', 'CPU', Concern.SATURATION, '%', task('CPUUtilization'), { value: 85, minutes: 15 }),
    metric('memory', 'Memory', Concern.SATURATION, '%', task('MemoryUtilization'), { value: 85, minutes: 15 }, { value: 95 }),
  ];
}
