import { ControlFinding, ControlSeverity, GovernanceFunction, Objective } from '../control';
import { ControlContext, ControlledResource } from '../control-context';
import { control, finding, isUnknown, Judgement } from './build';
import { asFlag, refersTo } from './values';

const count = (text: string, pattern: RegExp) => (text.match(pattern) ?? []).length;

/** What each kind of workload must say of its lines. */
const ASKED: { readonly [type: string]: readonly [argument: string, says: (value: any, one: ControlledResource, context: ControlContext) => Judgement] } = {
  // Definitions with expressions between their values are no JSON: containers and their logs are counted.
  aws_ecs_task_definition: ['container_definitions', (value) => {
    const text = typeof value === 'string' ? value : JSON.stringify(value ?? '');
    return count(text, /"logDriver"\s*:\s*"(awslogs|awsfirelens)"/g) >= count(text, /"image"\s*:/g) || 'a container writes its lines nowhere';
  }],
  aws_lambda_function: ['logging_config.0.log_group', (value, one, context) => value !== undefined || context.resources(['aws_cloudwatch_log_group']).some((group) => String(group.argument('name')) === `/aws/lambda/${one.argument('function_name')}`) || 'its log group is none of the stack: kept for ever, under the provider\'s key'],
  azurerm_container_app_environment: ['logs_destination', (value, one) => isUnknown(value) || ['azure-monitor', 'log-analytics'].includes(value) || one.argument('log_analytics_workspace_id') !== undefined || 'its lines are kept nowhere'],
  azurerm_application_insights: ['workspace_id', (value) => (value !== undefined && value !== null) || 'keeps its lines outside of the workspace'],
  google_cloud_run_v2_service: ['name', (value, one, context) => context.resources(['google_logging_project_sink']).some((sink) => asFlag(sink.argument('disabled')) !== true
    && (String(sink.argument('filter')).includes(`"${value}"`) || refersTo(sink.argument('filter'), one.address)) && /^logging\.googleapis\.com\//.test(String(sink.argument('destination')))) || 'no sink takes its lines to a log of the environment'],
};

function judged(context: ControlContext, type: string): ControlFinding[] {
  const [argument, says] = ASKED[type];
  return context.resources([type]).map((one) => finding(one.address, says(one.argument(argument), one, context), argument));
}

/** Asked of what runs, not of logs: a workload without a log has none that could be weak. */
export const logsWorkloads = control({
  id: 'logs.workloads',
  title: 'Every workload writes to a log of the environment',
  objective: Objective.LOGGING_AND_ALERTING,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.MEDIUM,
  why: 'nobody sees what it does, or what was done to it',
  mend: 'Leave logging to the capability; a workload of your own needs a log group, a destination or a sink.',
  card: 'Structured logs',
}, (context) => Object.keys(ASKED).flatMap((type) => judged(context, type)));
