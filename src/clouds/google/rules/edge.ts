import { all, count, oneOf, pattern, range, unique } from '../../rule-makers';
import { blockOf, blocksOf, isSet, listOf, numeric, text } from '../../rule-values';
import { Rule, RuleContext } from '../../rules';

const ARMOR = 'https://cloud.google.com/armor/docs';
const LB = 'https://cloud.google.com/load-balancing/docs';
const CERT = 'https://cloud.google.com/certificate-manager/docs';

function serverless(backendService: any, context: RuleContext): boolean {
  return blocksOf(backendService.backend).some((backend) => text(context.graph.target(backend.group)?.body.network_endpoint_type) === 'SERVERLESS');
}

/** Texts in any depth below a value. */
function has(value: any, names: readonly string[], depth = 0): string | undefined {
  if (typeof value !== 'object' || value === null || depth > 8) {
    return undefined;
  }
  for (const [name, inner] of Object.entries(value)) {
    if (names.includes(name) && isSet(inner)) {
      return name;
    }
    const deeper = has(inner, names, depth + 1);
    if (deeper) {
      return deeper;
    }
  }
  return undefined;
}

/** Cloud Armor, load balancers, certificates. */
export const edgeRules: readonly Rule[] = [
  {
    id: 'google/armor-action', types: ['google_compute_security_policy'], argument: 'rule.action',
    problem: pattern(/^(allow|deny(\((403|404|429|502)\))?|redirect|rate_based_ban|throttle)$/, 'allow, deny(403), deny(404), deny(429), deny(502), throttle, rate_based_ban or redirect'), mend: 'Deny with 403, 404, 429 or 502.', source: `${ARMOR}/security-policy-overview`,
  },
  {
    id: 'google/armor-priority', types: ['google_compute_security_policy'], argument: 'rule', problem: unique('priority'), mend: 'Give each rule a priority of its own.', source: `${ARMOR}/security-policy-overview`,
  },
  {
    id: 'google/armor-default-rule', types: ['google_compute_security_policy'], argument: 'rule', references: true,
    problem: (value) => (isSet(value) && !blocksOf(value).some((rule) => numeric(rule.priority) === 2147483647) ? 'has no default rule' : undefined), mend: 'Add a rule with priority 2147483647 for all addresses.', source: `${ARMOR}/security-policy-overview`,
  },
  {
    id: 'google/armor-expression', types: ['google_compute_security_policy'], argument: 'rule.match.expr.expression',
    problem: (value) => {
      const expression = value ?? '';
      const plain = expression.replace(/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"/g, '');
      const parts = plain.split(/&&|\|\|/).length;
      return expression.length > 2048 ? `has ${expression.length} characters, 2048 are the most` : parts > 5 ? `joins ${parts} expressions, 5 are the most` : plain.split('(').length !== plain.split(')').length ? 'has brackets that do not match' : undefined;
    },
    mend: 'Split it into several rules.', source: 'https://cloud.google.com/armor/quotas',
  },
  {
    id: 'google/armor-rate-key', types: ['google_compute_security_policy'], argument: 'rule.rate_limit_options.*',
    problem: (options) => {
      const several = blocksOf(options?.enforce_on_key_configs).map((one) => ({ enforce_on_key: one.enforce_on_key_type, enforce_on_key_name: one.enforce_on_key_name }));
      const keys = [options, ...several];
      return keys.some((one) => text(one?.enforce_on_key) === 'HTTP_HEADER' && /^authorization$/i.test(text(one.enforce_on_key_name) ?? '')) ? 'counts by the authorization header, of which 128 bytes are read: all tokens of a signer look alike'
        : keys.some((one) => ['HTTP_HEADER', 'HTTP_COOKIE'].includes(text(one?.enforce_on_key) ?? '') && !isSet(one.enforce_on_key_name)) ? 'counts by a header or cookie without name' : undefined;
    },
    mend: 'Count by address or by a short header.', source: `${ARMOR}/rate-limiting-overview`,
  },
  {
    id: 'google/armor-rate-options', types: ['google_compute_security_policy'], argument: 'rule.*',
    problem: (rule) => {
      const limited = /^(throttle|rate_based_ban)$/.test(text(rule?.action) ?? '');
      const options = blockOf(rule?.rate_limit_options);
      return limited && !isSet(rule.rate_limit_options) ? `is ${rule.action} without rate_limit_options` : !limited && isSet(text(rule?.action)) && isSet(rule.rate_limit_options) ? `has rate_limit_options with ${rule.action}`
        : limited && isSet(options.exceed_action) && !/^(deny\((403|404|429|502)\)|redirect)$/.test(text(options.exceed_action) ?? 'redirect') ? `answers ${options.exceed_action}` : undefined;
    },
    mend: 'Give threshold and exceed_action with throttle and rate_based_ban only.', source: `${ARMOR}/rate-limiting-overview`,
  },
  {
    id: 'google/armor-interval', types: ['google_compute_security_policy'], argument: 'rule.rate_limit_options.rate_limit_threshold.interval_sec', problem: oneOf(10, 30, 60, 120, 180, 240, 270, 300, 600, 900, 1200, 1800, 2700, 3600), mend: 'Use one of the intervals.', source: `${ARMOR}/rate-limiting-overview`,
  },
  {
    id: 'google/armor-final-throttle', types: ['google_compute_security_policy'], argument: 'rule',
    problem: (value) => {
      const rules = blocksOf(value);
      const all_ = rules.filter((rule) => text(rule.action) === 'throttle' && listOf(blockOf(blockOf(rule.match).config).src_ip_ranges).includes('*') && text(blockOf(rule.rate_limit_options).conform_action) === 'allow');
      const firsts = all_.map((rule) => numeric(rule.priority)).filter((one): one is number => one !== undefined);
      const late = rules.find((rule) => /^deny/.test(text(rule.action) ?? '') && firsts.some((first) => (numeric(rule.priority) ?? 0) > first && numeric(rule.priority) !== 2147483647));
      return late ? `has deny rule ${late.priority} behind a throttle for everybody: the first match ends the evaluation` : undefined;
    },
    mend: 'Give deny rules smaller priority numbers than the throttle.', source: `${ARMOR}/rate-limiting-overview`,
  },
  {
    id: 'google/armor-ranges', types: ['google_compute_security_policy'], argument: 'rule.match.config.src_ip_ranges', problem: count(1, 10, 'ranges'), mend: 'Keep ten ranges a rule.', source: 'https://cloud.google.com/armor/quotas',
  },
  {
    id: 'google/backend-serverless', types: ['google_compute_backend_service', 'google_compute_region_backend_service'], argument: '', references: true,
    problem: (body, _block, context) => {
      if (!serverless(body, context)) {
        return undefined;
      }
      const set = ['timeout_sec', 'health_checks', 'port_name', 'affinity_cookie_ttl_sec'].find((name) => isSet(body[name])) ?? blocksOf(body.backend).flatMap((backend) => ['max_utilization', 'max_rate', 'max_rate_per_instance', 'max_connections'].filter((name) => isSet(backend[name])))[0];
      return set ? `has ${set} with a serverless backend` : undefined;
    },
    mend: 'Leave it out; the request timeout is that of the service.', source: `${LB}/negs/serverless-neg-concepts`,
  },
  {
    id: 'google/backend-scheme-features', types: ['google_compute_url_map'], argument: '', references: true,
    problem: (map, _block, context) => {
      const used = has(map, ['route_rules', 'header_action', 'path_template_match', 'fault_injection_policy']);
      const backend = context.graph.target(map.default_service);
      return used && backend?.type === 'google_compute_backend_service' && (text(backend.body.load_balancing_scheme) ?? 'EXTERNAL') === 'EXTERNAL' ? `uses ${used} with ${backend.address}, whose scheme is EXTERNAL` : undefined;
    },
    mend: 'Use scheme EXTERNAL_MANAGED.', source: `${LB}/url-map-concepts`,
  },
  {
    id: 'google/url-map-priority', types: ['google_compute_url_map', 'google_compute_region_url_map'], argument: 'path_matcher.route_rules', problem: unique('priority'), mend: 'Give each route rule a priority of its own.', source: `${LB}/url-map-concepts`,
  },
  {
    id: 'google/url-map-matcher', types: ['google_compute_url_map', 'google_compute_region_url_map'], argument: 'host_rule.path_matcher',
    problem: (value, _rule, context) => (isSet(value) && !blocksOf(context.body.path_matcher).some((matcher) => matcher.name === value) ? `"${value}" is no path matcher of the map` : undefined), mend: 'Name a path matcher of the map.', source: `${LB}/url-map-concepts`,
  },
  {
    id: 'google/url-map-rules', types: ['google_compute_url_map', 'google_compute_region_url_map'], argument: 'path_matcher.*',
    problem: (matcher) => (isSet(matcher?.path_rule) && isSet(matcher.route_rules) ? 'has path_rule and route_rules' : blocksOf(matcher?.route_rules).length > 200 ? `has ${blocksOf(matcher.route_rules).length} route rules, 200 are the most` : undefined), mend: 'Use one of the two, up to 200 rules.', source: 'https://cloud.google.com/load-balancing/docs/quotas',
  },
  {
    id: 'google/certificate-map-form', types: ['google_compute_target_https_proxy'], argument: 'certificate_map', references: true,
    problem: (value) => (isSet(value) && !/^\/\/certificatemanager\.googleapis\.com\//.test(String(value)) && !/^\$\{.*\}$/.test(String(value)) || /^\$\{google_certificate_manager_certificate_map\.[\w-]+\.id\}$/.test(String(value)) ? 'does not begin with //certificatemanager.googleapis.com/' : undefined),
    mend: 'Write "//certificatemanager.googleapis.com/" before the id of the map.', source: 'https://github.com/hashicorp/terraform-provider-google/blob/main/website/docs/r/compute_target_https_proxy.html.markdown',
  },
  {
    id: 'google/proxy-certificate', types: ['google_compute_target_https_proxy'], argument: '', references: true,
    problem: (proxy) => (['certificate_map', 'ssl_certificates', 'certificate_manager_certificates'].some((name) => isSet(proxy[name])) || isSet(proxy.server_tls_policy) ? undefined : 'has no certificate'), mend: 'Give a certificate map.', source: `${CERT}/overview`,
  },
  {
    id: 'google/proxy-after-map-entry', types: ['google_compute_target_https_proxy'], argument: 'certificate_map', references: true,
    problem: (value, _proxy, context) => {
      const map = context.graph.target(value);
      const entry = map && context.graph.all('google_certificate_manager_certificate_map_entry').find((one) => context.graph.refersTo(one, map));
      return entry && !context.graph.isAfter(context, entry) ? `serves before ${entry.address}` : undefined;
    },
    mend: 'Put the map entry into depends_on.', source: `${CERT}/maps`,
  },
  {
    id: 'google/map-entry-host', types: ['google_certificate_manager_certificate_map_entry'], argument: '',
    problem: (entry) => (isSet(entry.hostname) === isSet(entry.matcher) ? 'needs hostname or matcher, one of them' : undefined), mend: 'Give hostname, or matcher PRIMARY.', source: `${CERT}/maps`,
  },
  {
    id: 'google/ssl-policy-custom', types: ['google_compute_ssl_policy', 'google_compute_region_ssl_policy'], argument: 'profile',
    problem: (value, policy) => (value === 'CUSTOM' && !isSet(policy.custom_features) ? 'is CUSTOM without custom_features' : isSet(value) && value !== 'CUSTOM' && isSet(policy.custom_features) ? `is ${value} with custom_features` : undefined), mend: 'Give the features with CUSTOM only.', source: `${LB}/ssl-policies-concepts`,
  },
  {
    id: 'google/neg-create-first', types: ['google_compute_region_network_endpoint_group'], argument: '', references: true,
    problem: (neg) => (text(neg.network_endpoint_type) === 'SERVERLESS' && blockOf(neg.lifecycle).create_before_destroy !== true ? 'has no create_before_destroy: a backend service holds it' : undefined), mend: 'Create before destroying.', source: 'https://github.com/hashicorp/terraform-provider-google/issues/15283',
  },
  {
    id: 'google/backend-log-rate', types: ['google_compute_backend_service', 'google_compute_region_backend_service'], argument: 'log_config.sample_rate', problem: range(0, 1), mend: 'Write half of the requests as 0.5.', source: `${LB}/https/https-logging-monitoring`,
  },
  {
    id: 'google/response-headers', types: ['google_compute_backend_service'], argument: 'custom_response_headers', problem: all(count(0, 16, 'headers'), pattern(/^[A-Za-z0-9-]+:.*$/, 'a header such as "Name: value"')), mend: 'Write name, colon and value, 16 headers at most.', source: `${LB}/https/custom-headers`,
  },
];
