import { ControlFinding, ControlSeverity, GovernanceFunction, Objective } from '../control';
import { ControlContext, ControlledResource } from '../control-context';
import { control, finding, isUnknown, Judgement, UNKNOWN } from './build';
import { asFlag, asList } from './values';

type Says = (one: ControlledResource) => readonly (readonly [argument: string, says: Judgement])[];

const PARTS = ['frontend_request', 'frontend_response', 'backend_request', 'backend_response'];

/** What AWS's firewall writes without a word of it is the whole line of a request. */
function redacted(one: ControlledResource): Judgement {
  const fields = asList(one.argument('redacted_fields'));
  const has = (name: string) => fields.some((field: any) => asList(field?.[name]).length > 0 || (field?.[name] !== undefined && field[name] !== null));
  const headers = fields.flatMap((field: any) => asList(field?.single_header)).map((header: any) => String(header?.name).toLowerCase());
  const readable = [...(has('query_string') ? [] : ['queries']), ...(has('uri_path') ? [] : ['paths']), ...['authorization', 'cookie'].filter((name) => !headers.includes(name)).map((name) => `the header ${name}`)];
  return readable.length === 0 || `the log of the firewall shows ${readable.join(', ')}`;
}

function scrubbed(one: ControlledResource): Judgement {
  const rules = asList(one.argument('log_scrubbing.0.scrubbing_rule')).filter((rule: any) => asFlag(rule?.enabled) !== false).map((rule: any) => rule?.match_variable);
  if (asFlag(one.argument('log_scrubbing.0.enabled')) === false) { return 'the log of the firewall is not scrubbed'; }
  const missing = ['QueryStringArgNames', 'RequestIPAddress', 'RequestHeaderNames'].filter((name) => !rules.includes(name));
  return missing.length === 0 || `the log of the firewall is not scrubbed of ${missing.join(', ')}`;
}

/** What gateways would log of requests if they were told to, or not told otherwise. */
const GATEWAYS: { readonly [type: string]: Says } = {
  aws_api_gateway_method_settings: (one) => [['settings.0.data_trace_enabled', asFlag(one.argument('settings.0.data_trace_enabled')) !== true || 'whole requests and answers are logged']],
  aws_api_gateway_stage: (one) => [['access_log_settings.0.format', !/\$context\.(path|requestOverride|identity\.sourceIp)\b|\$input/.test(String(one.argument('access_log_settings.0.format') ?? '')) || 'lines hold values of the path or addresses']],
  aws_wafv2_web_acl_logging_configuration: (one) => [['redacted_fields', redacted(one)]],
  azurerm_api_management_api_diagnostic: (one) => PARTS.flatMap((part) => {
    const bytes = one.argument(`${part}.0.body_bytes`);
    const queries = asList(one.argument(`${part}.0.data_masking.0.query_params`)).some((rule: any) => rule?.value === '*' && ['Mask', 'Hide'].includes(rule?.mode));
    const asked = part.endsWith('request');
    return [[`${part}.body_bytes`, isUnknown(bytes) ? UNKNOWN : bytes === undefined || Number(bytes) === 0 || `${bytes} bytes of every body are logged`] as const,
      ...(asked ? [[`${part}.data_masking`, queries || 'queries are logged as they are'] as const] : [])];
  }),
  azurerm_cdn_frontdoor_firewall_policy: (one) => [['log_scrubbing', scrubbed(one)]],
  google_compute_backend_service: (one) => [['log_config.0.optional_mode', [undefined, null, 'EXCLUDE_ALL_OPTIONAL'].includes(one.argument('log_config.0.optional_mode')) || 'lines hold headers that were asked for']],
};

function judged(context: ControlContext, type: string): ControlFinding[] {
  return context.resources([type]).flatMap((one) => GATEWAYS[type](one).map(([argument, says]) => finding(one.address, says, argument)));
}

/** The edge knows which operation was called, and by whom: it needs no more. */
export const maskingGateways = control({
  id: 'masking.gateways',
  title: 'Gateways and firewalls log no body, no query and no token',
  objective: Objective.DATA_MASKING,
  owner: GovernanceFunction.COMPLIANCE,
  severity: ControlSeverity.HIGH,
  why: 'personal data and tokens stand in bodies, queries and headers, and stay in the log for a year',
  mend: 'Leave logging to the gateway.',
  scanners: ['CKV_AWS_276'],
  card: 'Masking of personal fields in logs',
}, (context) => Object.keys(GATEWAYS).flatMap((type) => judged(context, type)));
