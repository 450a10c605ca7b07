import { Construct } from 'constructs';
import { Metric } from '../../capabilities/common';
import { DashboardProps } from '../../capabilities/dashboard';
import { References } from './references';
import { queryOf } from './metrics';
import { MonitoringDashboard } from './resources';

const COLUMNS = 48;
const WIDTH = 24;
const HEIGHT = 16;
const TITLE_HEIGHT = 4;

/** Two charts a row, under the title of their section. */
export function dashboard(scope: Construct, props: DashboardProps): void {
  const tiles: object[] = [];
  let y = 0;
  for (const section of props.sections.filter((s) => s.metrics.length > 0)) {
    tiles.push({ xPos: 0, yPos: y, width: COLUMNS, height: TITLE_HEIGHT, widget: { title: section.title, sectionHeader: { subtitle: '', dividerBelow: true } } });
    y += TITLE_HEIGHT;
    section.metrics.forEach((metric, i) => {
      tiles.push({ xPos: (i % 2) * WIDTH, yPos: y + Math.floor(i / 2) * HEIGHT, width: WIDTH, height: HEIGHT, widget: chart(metric) });
    });
    y += Math.ceil(section.metrics.length / 2) * HEIGHT;
  }
  new MonitoringDashboard(scope, 'dashboard', {
    project: References.of(scope).project,
    dashboardJson: JSON.stringify({ displayName: props.title, mosaicLayout: { columns: COLUMNS, tiles } }),
  });
}

function chart(metric: Metric): object {
  const query = queryOf(metric);
  const aggregation = {
    alignmentPeriod: '60s', perSeriesAligner: query.aligner, crossSeriesReducer: query.reducer, groupByFields: query.groupBy,
  };
  const series = (filter: string) => ({ filter, aggregation });
  const timeSeriesQuery = query.denominator
    ? { timeSeriesFilterRatio: { numerator: series(query.filter), denominator: series(query.denominator) } }
    : { timeSeriesFilter: series(query.filter) };
  const threshold = (metric.critical ?? metric.warning)?.value;
  const unit = query.factor && metric.unit === '%' ? 'share' : metric.unit;
  return {
    title: `${metric.title} (${unit})`,
    xyChart: {
      dataSets: [{ plotType: 'LINE', targetAxis: 'Y1', timeSeriesQuery }],
      ...threshold === undefined ? {} : { thresholds: [{ value: threshold / (query.factor ?? 1), targetAxis: 'Y1' }] },
    },
  };
}
