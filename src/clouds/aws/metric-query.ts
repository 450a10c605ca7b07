import { Concern, Metric, Threshold } from '../../capabilities/common';

/** One CloudWatch metric. */
export interface AwsMetric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: { [name: string]: string };
  /** `Sum`, `Average`, `Maximum`, `p99`. */
  readonly stat: string;
}

/** What `Metric.query` holds on AWS: one metric, or an expression over several. */
export interface AwsQuery {
  readonly metrics: { [id: string]: AwsMetric };
  /** CloudWatch metric math over the ids. @default - the only metric itself */
  readonly expression?: string;
}

/** Reads `Metric.query` back. */
export function parseQuery(text: string): AwsQuery {
  return JSON.parse(text);
}

/** A metric for dashboards and alarms. */
export function metric(
  id: string, title: string, concern: Concern, unit: string, source: AwsMetric | AwsQuery, warning?: Threshold, critical?: Threshold,
): Metric {
  const query: AwsQuery = 'metrics' in source ? source : { metrics: { m1: source } };
  return { id, title, concern, unit, query: JSON.stringify(query), ...(warning ? { warning } : {}), ...(critical ? { critical } : {}) };
}

/** Share of `part` in `whole` in percent, 0 where nothing happened. */
export function percentage(part: AwsMetric, whole: AwsMetric): AwsQuery {
  return { metrics: { part, whole }, expression: 'IF(FILL(whole, 0) > 0, 100 * FILL(part, 0) / whole, 0)' };
}

/** Sum of metrics that exist only while something happens: what is missing counts as nothing. */
export function total(parts: AwsMetric[]): AwsQuery {
  return { metrics: Object.fromEntries(parts.map((part, i) => [`m${i + 1}`, part])), expression: 'SUM(METRICS())' };
}
