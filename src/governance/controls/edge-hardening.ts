import { GovernanceFunction, Objective, ControlSeverity } from '../control';
import { CloudName } from '../../environment/landing-zone';
import { control } from './build';
import { blocks } from './judging';
import { is, Row, judgeRows, isOrAbsent } from './rows';

const shown = (rules: any, flag: string, wanted: boolean): boolean => blocks(rules).every((rule) => blocks(rule.visibility_config).every((one) => one[flag] === wanted));
const EDGE: readonly Row[] = [
  { type: 'aws_lb', argument: 'drop_invalid_header_fields', holds: is(true), problem: 'passes headers that are none' },
  { type: 'aws_lb', argument: 'desync_mitigation_mode', holds: isOrAbsent('defensive', 'strictest'), problem: 'passes requests that two servers read differently' },
  { type: 'aws_lb', argument: 'connection_logs.enabled', holds: is(true), problem: 'writes down no connection that fails before its request' },
  { type: 'aws_lb_target_group', argument: 'health_check.matcher', holds: (value) => isOrAbsent()(value) || /^[23]\d\d([,-][23]\d\d)*$/.test(String(value)), problem: 'takes an error for health' },
  { type: 'aws_lb_listener', argument: 'routing_http_response_server_enabled', holds: isOrAbsent(false), problem: 'says what it is made of' },
  { type: 'aws_lb_listener', argument: 'routing_http_response_x_content_type_options_header_value', holds: is('nosniff'), problem: 'lets browsers guess what an answer is' },
  { type: 'aws_acm_certificate', argument: 'options.certificate_transparency_logging_preference', holds: isOrAbsent('ENABLED'), problem: 'is in no public log: nobody would see a false one beside it' },
  { type: 'aws_acm_certificate', argument: 'key_algorithm', holds: isOrAbsent('RSA_2048', 'RSA_3072', 'RSA_4096', 'EC_prime256v1', 'EC_secp384r1', 'EC_secp521r1'), problem: 'has a key that can be broken' },
  { type: 'aws_api_gateway_rest_api', argument: 'endpoint_configuration.types', holds: (value) => JSON.stringify(value) !== '["EDGE"]', problem: 'answers from edges all over the world' },
  { type: 'aws_api_gateway_stage', argument: 'cache_cluster_enabled', holds: isOrAbsent(false), problem: 'keeps answers, which are somebody\'s data' },
  { type: 'aws_api_gateway_method_settings', argument: 'settings.caching_enabled', holds: isOrAbsent(false), problem: 'keeps answers, which are somebody\'s data' },
  { type: 'aws_api_gateway_method_settings', argument: 'settings.logging_level', holds: is('ERROR', 'INFO'), problem: 'writes down none of its own errors' },
  { type: 'aws_api_gateway_method_settings', argument: 'settings.metrics_enabled', holds: is(true), problem: 'counts nothing' },
  { type: 'aws_api_gateway_method_settings', argument: 'method_path', holds: is('*/*'), problem: 'is about one operation only' },
  { type: 'aws_api_gateway_method_settings', argument: 'settings.throttling_burst_limit', holds: (value, _, context) => value >= 0 && value <= context.parameter('burst'), problem: 'lets any number of requests through at once' },
  { type: 'aws_wafv2_web_acl', argument: 'visibility_config.cloudwatch_metrics_enabled', holds: is(true), problem: 'counts nothing of what it stops' },
  { type: 'aws_wafv2_web_acl', argument: 'visibility_config.sampled_requests_enabled', holds: is(false), problem: 'keeps requests as they came, with what is personal in them' },
  { type: 'aws_wafv2_web_acl', argument: 'rule', holds: (value) => shown(value, 'cloudwatch_metrics_enabled', true), problem: 'has a rule that counts nothing' },
  { type: 'aws_wafv2_web_acl', argument: 'rule', holds: (value) => shown(value, 'sampled_requests_enabled', false), problem: 'has a rule that keeps requests as they came, with what is personal in them' },
  { type: 'aws_wafv2_web_acl', argument: 'rule', holds: (value) => blocks(value).every((rule) => rule.statement?.managed_rule_group_statement?.scope_down_statement === undefined), problem: 'looks at some requests only' },
  { type: 'aws_wafv2_web_acl', argument: 'rule', holds: (value) => blocks(value).every((rule) => rule.statement?.managed_rule_group_statement?.version === undefined), problem: 'has a rule that stays at an old version' },
  { type: 'aws_wafv2_web_acl_logging_configuration', argument: 'logging_filter', holds: isOrAbsent(), problem: 'writes down some requests only' },
  { type: 'aws_wafv2_web_acl_logging_configuration', argument: 'log_destination_configs', holds: (value) => blocks(value).every((one) => String(one).includes('${aws_')), problem: 'writes to where nobody here looks' },
];

/** What edges do by habit, and should not. */
export const edgeHardening = control({
  id: 'edge.hardening',
  title: 'The edge refuses what is malformed, tells nothing of itself, keeps no requests and counts everything',
  objective: Objective.EDGE_PROTECTION,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.MEDIUM,
  why: 'requests that servers read differently, guessed types and kept requests are how edges are got around, and what nobody counts nobody sees',
  mend: 'Leave balancer, gateway and firewall to the capability.',
  clouds: [CloudName.AWS],
  scanners: ['CKV_AWS_131', 'CKV_AWS_328', 'CKV_AWS_234', 'CKV2_AWS_4'],
  parameters: [{ name: 'burst', description: 'Most requests that a gateway takes at once', defaultValue: 10000 }],
}, (context) => judgeRows(context, EDGE));
