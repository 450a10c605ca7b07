import { Concern, Metric, Threshold } from '../../capabilities/common';

/** A measurement of Cloud Monitoring: what `Metric.query` holds as JSON. */
export interface GoogleQuery {
  /** Monitoring filter with metric and resource type. */
  readonly filter: string;
  readonly aligner: string;
  readonly reducer?: string;
  readonly groupBy?: string[];
  /** Filter of what the measurement is a share of. */
  readonly denominator?: string;
  /** What one unit of the cloud is in the unit of the metric: 100 where the cloud gives a fraction and people read per cent. @default 1 */
  readonly factor?: number;
}

/** A metric as capabilities declare it. */
export interface MetricSpec {
  readonly id: string;
  readonly title: string;
  readonly concern: Concern;
  readonly unit: string;
  readonly query: GoogleQuery;
  readonly warning?: Threshold;
  readonly critical?: Threshold;
}

/** Joins filter terms. */
export function allOf(...terms: string[]): string {
  return terms.join(' AND ');
}

/** `name="value"` as a filter term. */
export function is(name: string, value: string): string {
  return `${name}="${value}"`;
}

/** `name=value` for labels that are numbers or truth values. */
export function equals(name: string, value: number | boolean): string {
  return `${name}=${value}`;
}

/** Filter of one metric of one resource. */
export function metricFilter(metric: string, resourceType: string, ...terms: string[]): string {
  return allOf(is('metric.type', metric), is('resource.type', resourceType), ...terms);
}

/** Turns declarations into what the rest of Groundwork hands on. */
export function toMetrics(specs: MetricSpec[]): Metric[] {
  return specs.map((spec) => ({ ...spec, query: JSON.stringify(spec.query) }));
}

export function queryOf(metric: Metric): GoogleQuery {
  return JSON.parse(metric.query);
}

/** Shorthand for the aggregation that most gauges want. */
export const MEAN = { aligner: 'ALIGN_MEAN', reducer: 'REDUCE_MEAN' };
export const MAX = { aligner: 'ALIGN_MAX', reducer: 'REDUCE_MAX' };
export const RATE = { aligner: 'ALIGN_RATE', reducer: 'REDUCE_SUM' };
export const P99 = { aligner: 'ALIGN_DELTA', reducer: 'REDUCE_PERCENTILE_99' };
