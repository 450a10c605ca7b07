import { Concern, Metric, Threshold } from '../../capabilities/common';

/** A measurement of one resource that Azure Monitor takes. */
export interface PlatformQuery {
  readonly kind: 'metric';
  /** Id of the resource. */
  readonly resource: string;
  readonly namespace: string;
  readonly name: string;
  readonly aggregation: 'Average' | 'Maximum' | 'Minimum' | 'Total' | 'Count';
  readonly dimension?: { readonly name: string; readonly values: string[] };
}

/** A measurement that a query makes of logs; it ends with one column `Value`. */
export interface LogQuery {
  readonly kind: 'log';
  /** Id of the workspace. */
  readonly workspace: string;
  readonly query: string;
}

/** What `Metric.query` is on Azure, as JSON text. */
export type AzureQuery = PlatformQuery | LogQuery;

/** Reads `Metric.query`. */
export function queryOf(metric: Metric): AzureQuery {
  return JSON.parse(metric.query) as AzureQuery;
}

/** What people are told of a metric. */
export interface MetricText {
  readonly id: string;
  readonly title: string;
  readonly concern: Concern;
  readonly unit: string;
  readonly warning?: Threshold;
  readonly critical?: Threshold;
}

/** Puts text and measurement together. */
export function metric(text: MetricText, query: AzureQuery): Metric {
  return { ...text, query: JSON.stringify(query) };
}

/** Metrics of one resource: says resource and namespace once. */
export function platformMetrics(resource: string, namespace: string): (text: MetricText, name: string, aggregation: PlatformQuery['aggregation'], dimension?: PlatformQuery['dimension']) => Metric {
  return (text, name, aggregation, dimension) => metric(text, { kind: 'metric', resource, namespace, name, aggregation, ...(dimension ? { dimension } : {}) });
}
