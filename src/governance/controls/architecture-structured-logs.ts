import { ControlSeverity, GovernanceFunction, Objective } from '../control';
import { ControlContext, ControlledResource } from '../control-context';
import { control, finding, isUnknown, Judgement, UNKNOWN } from './build';
import { factsBelow, partsInPatterns, patternOf, resourcesBelow, saidOf } from './platform-places';

/** What says that lines of requests or of a workload are written, and in a form that machines read. */
const FORMS: { readonly [type: string]: (one: ControlledResource, context: ControlContext) => Judgement } = {
  aws_api_gateway_stage: (one) => {
    const format = one.argument('access_log_settings.0.format');
    return (typeof format === 'object' && format !== null) || (typeof format === 'string' && /^\s*\{.*\}\s*$/s.test(format)) || 'writes no lines of requests in JSON';
  },
  aws_ecs_task_definition: (one) => {
    const containers = one.argument('container_definitions');
    const text = typeof containers === 'string' ? containers : JSON.stringify(containers ?? '');
    const [all, logged] = [/"image":/g, /"logDriver":"(awslogs|awsfirelens)"/g].map((part) => (text.match(part) ?? []).length);
    return (all > 0 && logged >= all) || (all === 0 && isUnknown(text) ? UNKNOWN : 'a container writes to no log');
  },
  azurerm_api_management_api_diagnostic: (one) => one.argument('sampling_percentage') === 100 || 'does not write a line of every request',
  azurerm_container_app_environment: (one) => ['azure-monitor', 'log-analytics'].includes(one.argument('logs_destination')) || 'its containers write to no log',
};

/** What has to be below a service or a pattern for its lines to be kept, by cloud. */
const KEPT: { readonly [cloud: string]: readonly string[] } = {
  aws: ['aws_cloudwatch_log_group'], azure: ['azurerm_container_app'], google: ['google_logging_project_sink', 'google_logging_project_bucket_config'],
};

function serviceSays(context: ControlContext, place: string): true | string {
  const missing = KEPT[context.cloud].filter((type) => resourcesBelow(context, place, [type]).length === 0);
  return missing.length === 0 || `keeps no lines: it has no ${missing.join(', no ')}`;
}

function gatewaySays(context: ControlContext, place: string): true | string {
  const facts = factsBelow(context, place, ['edge.access-log']);
  return facts.length === 0 ? 'nothing says that its requests are logged' : facts.every(({ value }) => value === true) || 'requests are not logged';
}

/** What happened can be searched. */
export const architectureStructuredLogs = control({
  id: 'architecture.structured-logs',
  title: 'Gateways and services of a pattern write structured logs',
  objective: Objective.LOGGING_AND_ALERTING,
  owner: GovernanceFunction.ARCHITECTURE,
  severity: ControlSeverity.MEDIUM,
  why: 'objectives, alarms and audit read the lines: what is not written, or only as prose, is neither counted nor found',
  mend: 'Leave the logs of gateway and service as the pattern makes them.',
  scanners: ['CKV_AWS_76'],
  card: 'Structured logs',
}, (context) => [
  ...Object.entries(FORMS).flatMap(([type, judge]) => context.resources([type]).map((one) => finding(one.address, judge(one, context)))),
  ...partsInPatterns(context, 'ApiGateway').flatMap((place) => [
    saidOf(place, gatewaySays(context, place)),
    ...(context.cloud === 'azure' ? [saidOf(place, resourcesBelow(context, patternOf(context, place), ['azurerm_api_management_api_diagnostic']).length > 0 || 'has no diagnostic that writes its requests')] : []),
  ]),
  ...partsInPatterns(context, 'Service').map((place) => saidOf(place, serviceSays(context, place))),
]);
