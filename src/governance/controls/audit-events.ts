import { ControlSeverity, GovernanceFunction, Objective, ControlFinding } from '../control';
import { ControlContext, ControlledResource } from '../control-context';
import { CloudName } from '../../environment/landing-zone';
import { control, finding } from './build';
import { asList, refersTo } from './values';

/** What a rule that watches a service must hear of. */
const HEARD: { readonly [source: string]: readonly string[] } = {
  'kms.amazonaws.com': ['DisableKey', 'ScheduleKeyDeletion', 'PutKeyPolicy', 'DisableKeyRotation'],
  'logs.amazonaws.com': ['DeleteLogGroup', 'DeleteLogStream', 'DeleteRetentionPolicy', 'PutRetentionPolicy', 'DeleteSubscriptionFilter', 'DeleteDataProtectionPolicy'],
};

function events(rule: ControlledResource): ControlFinding[] {
  const sources = asList(rule.argument('event_pattern.detail.eventSource')).filter((source) => source in HEARD);
  const heard = asList(rule.argument('event_pattern.detail.eventName'));
  return sources.map((source) => {
    const missing = HEARD[source].filter((name) => !heard.includes(name));
    return finding(rule.address, missing.length === 0 || `does not hear of ${missing.join(', ')}`, 'event_pattern', source);
  });
}

/** Programs that call the API from outside. */
function probes(context: ControlContext): ControlFinding[] {
  const hosts = context.resources(['aws_api_gateway_domain_name']).map((one) => one.argument('domain_name'));
  const paths = context.resources(['aws_api_gateway_rest_api']).flatMap((one) => Object.keys(one.argument('body.paths') ?? {}));
  return context.resources(['aws_lambda_function']).filter((one) => one.argument('environment.variables.EXPECTED_STATUS') !== undefined).flatMap((probe) => {
    const [status, host, path] = ['EXPECTED_STATUS', 'HOST', 'PATH_TO_CALL'].map((name) => String(probe.argument(`environment.variables.${name}`)));
    const targets = context.resources(['aws_cloudwatch_event_target']).filter((one) => refersTo(one.argument('arn'), probe.address));
    const rules = context.resources(['aws_cloudwatch_event_rule']).filter((rule) => targets.some((one) => refersTo(one.argument('rule'), rule.address)));
    return [
      finding(probe.address, /^(2\d\d|401|404)$/.test(status) || `takes ${status} for a good answer`, 'environment'),
      finding(probe.address, hosts.length === 0 || hosts.includes(host) || `calls ${host}, which is no gateway here`, 'environment'),
      finding(probe.address, paths.length === 0 || paths.includes(path) || status === '404' || `calls ${path}, which the API does not have`, 'environment'),
      ...rules.map((rule) => finding(rule.address, /^rate\([1-5] minutes?\)$/.test(String(rule.argument('schedule_expression'))) || 'calls more seldom than every five minutes', 'schedule_expression')),
    ];
  });
}

/** Budgets that are of this environment, and are reached. */
function budgets(context: ControlContext): ControlFinding[] {
  const environment = context.resources(['aws_kms_key', 'aws_ecs_service', 'aws_sns_topic']).map((one) => one.argument('tags.environment')).find((name) => typeof name === 'string');
  return context.kind !== 'environment' ? [] : context.resources(['aws_budgets_budget']).flatMap((one) => [
    finding(one.address, Number(one.argument('limit_amount')) <= context.parameter('largestBudget') || 'is a budget that nobody reaches', 'limit_amount'),
    finding(one.address, environment === undefined || JSON.stringify(one.argument('cost_filter') ?? '').includes(`$${environment}"`) || 'is of another environment', 'cost_filter'),
  ]);
}

/** Each thing that somebody must hear of. */
export const auditEvents = control({
  id: 'audit.events',
  title: 'Rules, probes and budgets see what they are for',
  objective: Objective.LOGGING_AND_ALERTING,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.MEDIUM,
  why: 'a rule that leaves out one call, and a probe of another address, keep silent when it matters, and look the same',
  mend: 'Leave them to the audit trail, the probe and the environment.',
  clouds: [CloudName.AWS],
  parameters: [{ name: 'largestBudget', description: 'Amount a month, in the currency of the budget, above which a budget is none', defaultValue: 1_000_000 }],
}, (context) => [...context.resources(['aws_cloudwatch_event_rule']).flatMap(events), ...probes(context), ...budgets(context)]);
