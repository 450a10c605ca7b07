import { Lazy } from 'cdktf';
import { Construct } from 'constructs';
import { Metric } from '../../capabilities/common';
import { DashboardProps } from '../../capabilities/dashboard';
import { physicalName } from '../../environment/physical-name';
import { awsPlace } from './context';
import { AwsMetric, parseQuery } from './metric-query';
import { CloudwatchDashboard } from './resources';

const COLUMNS = 24;
const WIDTH = 8;
const HEIGHT = 6;

function source(metric: AwsMetric, options: object): any[] {
  return [metric.namespace, metric.name, ...Object.entries(metric.dimensions).flat(), { stat: metric.stat, ...options }];
}

function widget(metric: Metric, region: string, x: number, y: number) {
  const query = parseQuery(metric.query);
  const entries = Object.entries(query.metrics);
  const metrics = query.expression === undefined
    ? [source(entries[0][1], { label: metric.title })]
    : [[{ expression: query.expression, id: 'result', label: metric.title }], ...entries.map(([id, m]) => source(m, { id, visible: false }))];
  const lines = [metric.warning, metric.critical].flatMap((t, i) => (t ? [{ value: t.value, label: i === 0 ? 'warning' : 'critical' }] : []));
  return {
    type: 'metric',
    x,
    y,
    width: WIDTH,
    height: HEIGHT,
    properties: {
      title: `${metric.title} (${metric.unit})`, view: 'timeSeries', region, period: 60, metrics, ...(lines.length > 0 ? { annotations: { horizontal: lines } } : {}),
    },
  };
}

/** Sections one below the other, three graphs in a row. */
function body(props: DashboardProps, region: string): string {
  const widgets: object[] = [];
  let y = 0;
  for (const section of props.sections) {
    widgets.push({ type: 'text', x: 0, y, width: COLUMNS, height: 1, properties: { markdown: `## ${section.title}` } });
    y += 1;
    section.metrics.forEach((m, i) => widgets.push(widget(m, region, (i * WIDTH) % COLUMNS, y + Math.floor((i * WIDTH) / COLUMNS) * HEIGHT)));
    y += Math.ceil((section.metrics.length * WIDTH) / COLUMNS) * HEIGHT;
  }
  return JSON.stringify({ widgets });
}

export function dashboard(scope: Construct, props: DashboardProps): void {
  new CloudwatchDashboard(scope, 'dashboard', {
    dashboardName: physicalName(scope, 'aws_cloudwatch_dashboard'),
    dashboardBody: Lazy.stringValue({ produce: () => body(props, awsPlace(scope).region) }),
  });
}
