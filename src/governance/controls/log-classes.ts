import { ControlContext } from '../control-context';
import { refersTo } from './values';

/** What a log holds, which decides how long it is kept. */
export type LogClass = 'application' | 'access' | 'security' | 'audit';

/** What writes to log groups of AWS, and the argument that names the group. */
const WRITERS: { readonly [type: string]: readonly [argument: string, holds: LogClass] } = {
  aws_api_gateway_stage: ['access_log_settings', 'access'],
  aws_apigatewayv2_stage: ['access_log_settings', 'access'],
  aws_wafv2_web_acl_logging_configuration: ['log_destination_configs', 'security'],
  aws_flow_log: ['log_destination', 'security'],
  aws_networkfirewall_logging_configuration: ['logging_configuration', 'security'],
  aws_route53_resolver_query_log_config: ['destination_arn', 'security'],
  aws_vpclattice_access_log_subscription: ['destination_arn', 'access'],
  aws_cloudtrail: ['cloud_watch_logs_group_arn', 'security'],
};

const TABLES: { readonly [table: string]: LogClass } = { AppRequests: 'access', AppTraces: 'audit', AZKVAuditLogs: 'audit' };

/** Tables of a workspace that must be kept longer than the rest, by what writes to them. */
export const TABLES_BY_WRITER: { readonly [type: string]: readonly string[] } = { azurerm_application_insights: ['AppRequests', 'AppTraces'], azurerm_key_vault: ['AZKVAuditLogs'] };

/** What a log holds, by what writes to it. */
export function classOf(context: ControlContext, address: string, table?: string): LogClass {
  if (address.startsWith('azurerm_')) { return TABLES[table ?? ''] ?? 'application'; }
  // Only records of calls are copied to the archive.
  if (context.kind === 'environment' && context.facts(['log.archived']).some(({ subject, value }) => subject === address && value === true)) { return 'audit'; }
  if (address.startsWith('google_')) { return ofSinks(context, address); }
  const writer = Object.keys(WRITERS).find((type) => context.resources([type]).some((one) => refersTo(one.argument(WRITERS[type][0]), address)));
  return writer ? WRITERS[writer][1] : 'application';
}

/** What the sinks of a log bucket let pass, without what they keep out. */
function ofSinks(context: ControlContext, address: string): LogClass {
  const filters = context.resources(['google_logging_project_sink']).filter((sink) => refersTo(sink.argument('destination'), address)).map((sink) => String(sink.argument('filter')).replace(/NOT \((?:[^()]|\([^()]*\))*\)/g, '').replace(/NOT [\w.]+:"[^"]*"/g, ''));
  const takes = (pattern: RegExp) => filters.some((filter) => pattern.test(filter));
  return takes(/cloudaudit|networksecurity|gce_firewall/) ? 'security' : takes(/http_load_balancer|type="access"/) ? 'access' : 'application';
}
