import { ControlSeverity, GovernanceFunction, Objective } from '../control';
import { ControlContext, ControlledResource } from '../control-context';
import { control } from './build';
import { resourcesBelow, saidOf } from './platform-places';

/** Where each cloud keeps what a dashboard shows. */
const PANELS: { readonly [type: string]: string } = {
  aws_cloudwatch_dashboard: 'dashboard_body.widgets', azurerm_application_insights_workbook: 'data_json.items', google_monitoring_dashboard: 'dashboard_json.mosaicLayout.tiles',
};

/** What charts of a gateway ask for: its requests, its errors, how long it takes. */
const ASKED: { readonly [cloud: string]: { readonly [what: string]: RegExp } } = {
  aws: { requests: /"AWS\/ApiGateway","Count"/, errors: /"AWS\/ApiGateway","5XXError"/, duration: /"AWS\/ApiGateway","Latency"/ },
  azure: { requests: /AppRequests.*count\(\)/, errors: /AppRequests.*ResultCode/, duration: /AppRequests.*DurationMs/ },
  google: { requests: /loadbalancing[^"]*\/request_count/, errors: /loadbalancing[^"]*\/request_count.*response_code_class=5/, duration: /loadbalancing[^"]*\/total_latencies/ },
};

/** Charts of dashboards: panels that ask something. Titles and text are none. */
function chartsOf(board: ControlledResource): string[] {
  const panels = board.argument(PANELS[board.type]);
  return (Array.isArray(panels) ? panels : []).map((panel) => JSON.stringify(panel).replace(/\\"/g, '"')).filter((text) => /"metrics":\[\[|"query":"|"timeSeries(Filter|Query)/.test(text));
}

/** Every pattern shows how it is. */
export const architectureDashboard = control({
  id: 'architecture.dashboard',
  title: 'Every pattern has a dashboard of requests, errors and duration',
  objective: Objective.LOGGING_AND_ALERTING,
  owner: GovernanceFunction.ARCHITECTURE,
  severity: ControlSeverity.MEDIUM,
  why: 'whoever is woken at night begins with a search instead of a look',
  mend: 'Leave the pattern\'s dashboard as it is; add charts with addMetrics.',
  card: 'Dashboard of requests, errors, duration',
}, (context: ControlContext) => context.patterns().map(({ path }) => {
  const boards = resourcesBelow(context, path, Object.keys(PANELS));
  if (boards.length === 0) { return saidOf(path, 'has no dashboard'); }
  const charts = boards.flatMap(chartsOf);
  const gateway = context.partsOf('ApiGateway').some((part) => part.startsWith(`${path}/`));
  const missing = Object.entries(gateway ? ASKED[context.cloud] : {}).filter(([, asks]) => !charts.some((text) => asks.test(text))).map(([what]) => what);
  return saidOf(path, charts.length === 0 ? 'its dashboard shows nothing' : missing.length === 0 || `its dashboard has no chart of ${missing.join(', ')}`, `${charts.length} charts`);
}));
