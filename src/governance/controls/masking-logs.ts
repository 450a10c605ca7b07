import { ControlFinding, ControlSeverity, GovernanceFunction, Objective } from '../control';
import { CloudName } from '../../environment/landing-zone';
import { ControlContext } from '../control-context';
import { ofFact } from './answers';
import { control, finding } from './build';
import { fieldsToMask } from './masked';
import { refersTo } from './values';

/** What writes lines about requests, and what programs of a team write, to log groups of AWS. */
const WRITERS: { readonly [type: string]: string } = { aws_wafv2_web_acl_logging_configuration: 'log_destination_configs', aws_api_gateway_stage: 'access_log_settings', aws_ecs_task_definition: 'container_definitions' };

/** Logs in which personal data can come to stand. */
function logsOf(context: ControlContext): string[] {
  if (context.cloud === CloudName.GOOGLE) { return context.resources(['google_logging_project_bucket_config']).map(({ address }) => address); }
  if (context.cloud === CloudName.AZURE) { return context.resources(['azurerm_log_analytics_workspace']).map(({ address }) => address); }
  const written = Object.entries(WRITERS).flatMap(([type, argument]) => context.resources([type]).map((one) => one.argument(argument)));
  return context.resources(['aws_cloudwatch_log_group']).map(({ address }) => address)
    .filter((address) => ['LogStream', 'AuditTrail'].includes(context.kindOf(address)) || written.some((value) => refersTo(value, address)));
}

/** Tables of a workspace with lines of programs; where no transformation names one, nothing is masked in it. */
function judged(context: ControlContext): ControlFinding[] {
  const facts = context.facts(['log.masked']);
  // An API without personal data has nothing to mask.
  return logsOf(context).filter((log) => fieldsToMask(context, log)?.length !== 0).flatMap((log) => {
    const own = facts.filter(({ subject }) => subject === log);
    return own.length === 0 && context.cloud !== CloudName.AZURE ? [finding(log, 'nothing says that personal data is masked in it')] : own.map((fact) => ofFact(fact, fact.value === true || fact.text));
  });
}

/** Asked where an API takes personal data: of the logs of requests, of what the service writes, and of the records of calls. */
export const maskingLogs = control({
  id: 'masking.logs',
  title: 'Personal data is masked in logs before it is kept',
  objective: Objective.DATA_MASKING,
  owner: GovernanceFunction.COMPLIANCE,
  severity: ControlSeverity.HIGH,
  why: 'logs are read by more people than data, and kept where nobody looks for personal data',
  mend: 'Leave masking to the pattern; a log of your own needs it too.',
  card: 'Masking of personal fields in logs',
}, (context) => (context.kind === 'environment' && context.partsOf('ApiGateway').length > 0 ? judged(context) : []));
