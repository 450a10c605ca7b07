import { Construct } from 'constructs';
import { DashboardProps, DashboardSection } from '../../capabilities/dashboard';
import { baseOf } from './base';
import { uuidOf } from './ids';
import { literalText } from './literal-text';
import { LogQuery, PlatformQuery, queryOf } from './metrics';
import { ApplicationInsightsWorkbook } from './resources';

/** Numbers that workbooks use for aggregations. */
const AGGREGATIONS: { readonly [name in PlatformQuery['aggregation']]: number } = { Total: 1, Minimum: 2, Maximum: 3, Average: 4, Count: 7 };
const DAY = 86400000;

/** A workbook: one title for each section, one chart for each metric, of Azure Monitor's metrics or of logs. */
export function dashboard(scope: Construct, props: DashboardProps): void {
  const base = baseOf(scope);
  new ApplicationInsightsWorkbook(scope, 'workbook', {
    // The name of a workbook is a UUID.
    name: uuidOf(`${base.subscription}/${base.groupName}/${scope.node.path}`),
    displayName: literalText(props.title),
    location: base.location,
    resourceGroupName: base.group.name,
    category: 'workbook',
    // Azure lower-cases this, and a difference would replace the workbook.
    sourceId: 'azure monitor',
    dataJson: JSON.stringify({ version: 'Notebook/1.0', items: props.sections.flatMap(section), fallbackResourceIds: ['azure monitor'], $schema: SCHEMA }),
  });
}

const SCHEMA = 'https://github.com/Microsoft/Application-Insights-Workbooks/blob/master/schema/workbook.json';

function section(part: DashboardSection): object[] {
  const title = { type: 1, name: `title-${part.title}`, content: { json: `## ${literalText(part.title)}` } };
  return [title, ...part.metrics.map((m) => {
    const query = queryOf(m);
    const name = literalText(`${m.title} (${m.unit})`);
    return query.kind === 'metric' ? metricChart(`${part.title}-${m.id}`, name, query) : logChart(`${part.title}-${m.id}`, name, query);
  })];
}

function metricChart(id: string, title: string, query: PlatformQuery): object {
  const namespace = query.namespace.toLowerCase();
  return {
    type: 10,
    name: id,
    customWidth: '33',
    content: {
      version: 'MetricsItem/2.0',
      chartId: id,
      size: 1,
      chartType: 2,
      resourceType: namespace,
      metricScope: 0,
      resourceIds: [query.resource],
      timeContext: { durationMs: DAY },
      title,
      metrics: [{
        namespace,
        metric: `${namespace}--${query.name}`,
        aggregation: AGGREGATIONS[query.aggregation],
        ...(query.dimension ? { filters: query.dimension.values.map((v, i) => ({ id: String(i), key: query.dimension!.name, operator: 0, values: [v] })) } : {}),
      }],
    },
  };
}

function logChart(id: string, title: string, query: LogQuery): object {
  return {
    type: 3,
    name: id,
    customWidth: '33',
    content: {
      version: 'KqlItem/1.0',
      query: query.query,
      size: 1,
      title,
      timeContext: { durationMs: DAY },
      queryType: 0,
      resourceType: 'microsoft.operationalinsights/workspaces',
      crossComponentResources: [query.workspace],
      visualization: 'timechart',
    },
  };
}
