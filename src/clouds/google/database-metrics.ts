import { Concern, Metric } from '../../capabilities/common';
import { is, MAX, MEAN, metricFilter, MetricSpec, toMetrics } from './metrics';

/** What a Cloud SQL instance offers to dashboards and alarms. */
export function databaseMetrics(project: string, instance: string, rights: MetricSpec): Metric[] {
  const own = is('resource.labels.database_id', `${project}:${instance}`);
  const filter = (metric: string, ...terms: string[]) => metricFilter(`cloudsql.googleapis.com/database/${metric}`, 'cloudsql_database', own, ...terms);
  const share = (id: string, title: string, metric: string, warning: number, critical: number) => ({
    id, title, concern: Concern.SATURATION, unit: '%', query: { filter: filter(metric), factor: 100, ...MEAN },
    warning: { value: warning, minutes: 15 }, critical: { value: critical, minutes: 15 },
  });
  return toMetrics([
    share('cpu', 'Database CPU', 'cpu/utilization', 80, 95),
    share('memory', 'Database memory', 'memory/utilization', 90, 97),
    share('disk', 'Database disk', 'disk/utilization', 80, 92),
    {
      id: 'connections', title: 'Database connections', concern: Concern.TRAFFIC, unit: 'count',
      query: { filter: filter('postgresql/num_backends'), aligner: 'ALIGN_MEAN', reducer: 'REDUCE_SUM' },
    },
    {
      id: 'deadlocks', title: 'Deadlocks', concern: Concern.ERRORS, unit: 'count',
      query: { filter: filter('postgresql/deadlock_count'), aligner: 'ALIGN_DELTA', reducer: 'REDUCE_SUM' }, warning: { value: 5, minutes: 15 },
    },
    { id: 'availability', title: 'Database up', concern: Concern.AVAILABILITY, unit: 'count', query: { filter: filter('up'), ...MAX } },
    rights,
  ]);
}
