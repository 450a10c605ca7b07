import { ControlSeverity, GovernanceFunction, Objective } from '../control';
import { ControlContext, ControlledResource } from '../control-context';
import { control, finding } from './build';
import { factsBelow, isBelow, partsInPatterns, resourcesBelow, saidOf } from './platform-places';

/** Arguments that say that something traces, with the values that do. */
const SWITCHES: { readonly [type: string]: { readonly argument: string; readonly on: readonly any[] } } = {
  aws_api_gateway_stage: { argument: 'xray_tracing_enabled', on: [true] },
  aws_lambda_function: { argument: 'tracing_config.0.mode', on: ['Active', 'PassThrough'] },
  azurerm_api_management_api_diagnostic: { argument: 'http_correlation_protocol', on: ['W3C'] },
};

/** Workloads that hear from their environment where traces go. */
const WORKLOADS = ['aws_ecs_task_definition', 'azurerm_container_app', 'google_cloud_run_v2_service'];
const TARGETS = /OTEL_EXPORTER_OTLP_ENDPOINT|APPLICATIONINSIGHTS_CONNECTION_STRING/;
const MAY_WRITE = /^xray:PutTraceSegments$|^Monitoring Metrics Publisher$|^roles\/(cloudtrace\.agent|telemetry\.(tracesWriter|writer))$/;

function switchesOf(context: ControlContext, pattern: string) {
  return Object.entries(SWITCHES).flatMap(([type, { argument, on }]) => resourcesBelow(context, pattern, [type]).map((one) => {
    const found = one.argument(argument);
    return finding(one.address, on.includes(found) || 'does not trace', argument, `${found ?? 'not set'}`);
  }));
}

/** Whether a service knows where its traces go, and may write them there. */
function serviceSays(context: ControlContext, place: string, workloads: ControlledResource[]): true | string {
  if (workloads.length === 0 && factsBelow(context, place, ['compute.image']).length === 0) { return 'has no workload'; }
  const deaf = workloads.find((one) => !TARGETS.test(JSON.stringify(one.argument('')) ?? ''));
  if (deaf) { return `does not hear where its traces go (${deaf.address})`; }
  const writes = context.permissions().some(({ effect, actions, grantedBy }) => effect === 'allow' && isBelow(context.pathOf(grantedBy), place) && actions.some((action) => MAY_WRITE.test(action)));
  return writes || 'may not write traces';
}

/** A request can be followed from the gateway through the service. */
export const architectureTraces = control({
  id: 'architecture.traces',
  title: 'Gateways, functions and services of a pattern write traces',
  objective: Objective.LOGGING_AND_ALERTING,
  owner: GovernanceFunction.ARCHITECTURE,
  severity: ControlSeverity.MEDIUM,
  why: 'a slow request is found by following it; without traces every team looks at its own part and finds nothing',
  mend: 'Leave tracing on, and the identity of the service as the capability makes it.',
  scanners: ['CKV_AWS_50', 'CKV_AWS_73'],
  card: 'Traces',
}, (context) => [
  ...context.patterns().flatMap(({ path }) => switchesOf(context, path)),
  ...partsInPatterns(context, 'Service').map((place) => saidOf(place, serviceSays(context, place, resourcesBelow(context, place, WORKLOADS)))),
]);
