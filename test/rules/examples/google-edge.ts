import { Example, many, one } from '../example';

const DENY = { priority: 100, action: 'deny(403)', match: { expr: { expression: "int(request.headers['content-length']) > 1048576 && request.path.matches('/a(b)')" } } };
const THROTTLE = { priority: 2000, action: 'throttle', match: { config: { src_ip_ranges: ['*'] } }, rate_limit_options: { conform_action: 'allow', exceed_action: 'deny(429)', enforce_on_key: 'IP', rate_limit_threshold: { count: 100, interval_sec: 60 } } };
const DEFAULT = { priority: 2147483647, action: 'deny(404)', match: { config: { src_ip_ranges: ['*'] } } };
const POLICY = { rule: [DENY, THROTTLE, DEFAULT] };
const deny = (change: any) => ({ rule: [{ ...DENY, ...change }, THROTTLE, DEFAULT] });
const throttle = (change: any) => ({ rule: [DENY, { ...THROTTLE, rate_limit_options: { ...THROTTLE.rate_limit_options, ...change } }, DEFAULT] });
const NEG = { google_compute_region_network_endpoint_group: { run: { network_endpoint_type: 'SERVERLESS' } }, google_compute_backend_service: { edge: { load_balancing_scheme: 'EXTERNAL_MANAGED', backend: [{ group: '${google_compute_region_network_endpoint_group.run.id}' }] } } };
const MAP = { default_service: '${google_compute_backend_service.edge.id}', host_rule: [{ path_matcher: 'api' }], path_matcher: [{ name: 'api', route_rules: [{ priority: 1 }, { priority: 2 }] }] };

export const googleEdgeExamples: Example[] = [
  one('google/armor-action', 'google_compute_security_policy', POLICY, { 'Cloud Armor deny(413)': deny({ action: 'deny(413)' }) }),
  one('google/armor-priority', 'google_compute_security_policy', POLICY, { 'duplicate Cloud Armor priority': deny({ priority: 2000 }) }),
  one('google/armor-default-rule', 'google_compute_security_policy', POLICY, { 'Cloud Armor without default rule': { rule: [DENY] } }),
  one('google/armor-expression', 'google_compute_security_policy', POLICY, { 'Cloud Armor expression of more than 2048 characters': deny({ match: { expr: { expression: `'${'a'.repeat(2050)}' == 'b'` } } }), 'Cloud Armor expression of six parts': deny({ match: { expr: { expression: 'a || b || c || d || e || f' } } }) }),
  one('google/armor-rate-key', 'google_compute_security_policy', POLICY, { 'rate limit by the authorization header': throttle({ enforce_on_key: 'HTTP_HEADER', enforce_on_key_name: 'Authorization' }) }),
  one('google/armor-rate-options', 'google_compute_security_policy', POLICY, { 'rate limit options on a deny rule': deny({ rate_limit_options: {} }), 'rate limit that answers 413': throttle({ exceed_action: 'deny(413)' }) }),
  one('google/armor-interval', 'google_compute_security_policy', POLICY, { 'rate limit over 90 s': throttle({ rate_limit_threshold: { count: 1, interval_sec: 90 } }) }),
  one('google/armor-final-throttle', 'google_compute_security_policy', POLICY, { 'firewall rule behind a throttle for everybody': deny({ priority: 3000 }) }),
  one('google/armor-ranges', 'google_compute_security_policy', POLICY, { 'eleven ranges in a rule': { rule: [{ ...DEFAULT, match: { config: { src_ip_ranges: Array(11).fill('10.0.0.0/8') } } }] } }),
  many('google/backend-serverless', NEG, {
    'timeout on a serverless backend': (r) => { r.google_compute_backend_service.edge.timeout_sec = 30; }, 'health check on a serverless backend': (r) => { r.google_compute_backend_service.edge.health_checks = ['x']; }, 'utilization on a serverless backend': (r) => { r.google_compute_backend_service.edge.backend[0].max_utilization = 0.8; },
  }),
  many('google/backend-scheme-features', { ...NEG, google_compute_url_map: { edge: MAP } }, { 'route rules with scheme EXTERNAL': (r) => { r.google_compute_backend_service.edge.load_balancing_scheme = 'EXTERNAL'; } }),
  one('google/url-map-priority', 'google_compute_url_map', MAP, { 'url map with duplicate route priority': { path_matcher: [{ name: 'api', route_rules: [{ priority: 1 }, { priority: 1 }] }] } }),
  one('google/url-map-matcher', 'google_compute_url_map', MAP, { 'url map with an unknown path matcher': { host_rule: [{ path_matcher: 'ap' }] } }),
  one('google/url-map-rules', 'google_compute_url_map', MAP, { 'url map with path and route rules': { path_matcher: [{ name: 'api', route_rules: [{ priority: 1 }], path_rule: [{ paths: ['/'] }] }] } }),
  one('google/certificate-map-form', 'google_compute_target_https_proxy', { certificate_map: '//certificatemanager.googleapis.com/${google_certificate_manager_certificate_map.api.id}' }, { 'certificate map without its prefix': { certificate_map: '${google_certificate_manager_certificate_map.api.id}' } }),
  one('google/proxy-certificate', 'google_compute_target_https_proxy', { ssl_certificates: ['x'] }, { 'proxy without certificate': { ssl_certificates: undefined } }),
  many('google/proxy-after-map-entry', {
    google_certificate_manager_certificate_map: { api: {} }, google_certificate_manager_certificate_map_entry: { api: { map: '${google_certificate_manager_certificate_map.api.name}' } },
    google_compute_target_https_proxy: { edge: { certificate_map: '//certificatemanager.googleapis.com/${google_certificate_manager_certificate_map.api.id}', depends_on: ['google_certificate_manager_certificate_map_entry.api'] } },
  }, { 'proxy not after the certificate map entry': (r) => { delete r.google_compute_target_https_proxy.edge.depends_on; } }),
  one('google/map-entry-host', 'google_certificate_manager_certificate_map_entry', { hostname: 'api.example.com' }, { 'map entry with hostname and matcher': { matcher: 'PRIMARY' } }),
  one('google/ssl-policy-custom', 'google_compute_ssl_policy', { profile: 'RESTRICTED' }, { 'SSL policy CUSTOM without features': { profile: 'CUSTOM' } }),
  one('google/neg-create-first', 'google_compute_region_network_endpoint_group', { network_endpoint_type: 'SERVERLESS', lifecycle: { create_before_destroy: true } }, { 'endpoint group without create_before_destroy': { lifecycle: undefined } }),
  one('google/backend-log-rate', 'google_compute_backend_service', { log_config: { sample_rate: 1 } }, { 'log rate as a percentage': { log_config: { sample_rate: 100 } } }),
  one('google/response-headers', 'google_compute_backend_service', { custom_response_headers: ['Cache-Control: no-store'] }, { 'response header without colon': { custom_response_headers: ['no-store'] } }),
];
