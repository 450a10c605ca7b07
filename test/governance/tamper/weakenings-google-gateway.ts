import { Mutant } from './environments';
import { documentChanges, named } from './weakenings-google-change';

/** What the gateway asks of each request, asked less: the configuration of Envoy, the plan of the validator, the rights in the database. */

type Config = any;
type Changes = { readonly [what: string]: (config: Config) => void };

const manager = (config: Config): any => config.static_resources.listeners[0].filter_chains[0].filters[0].typed_config;
const filters = (config: Config): any[] => manager(config).http_filters;
const filter = (config: Config, name: string): any => filters(config).find((f) => f.name === name).typed_config;
const routes = (config: Config): any[] => manager(config).route_config.virtual_hosts[0].routes;
const policyOf = (route: any): any => route.typed_per_filter_config?.access?.rbac?.rules.policies?.[route.name];
const idsOf = (route: any): any[] => policyOf(route).principals[0].and_ids.ids;
const issuer = (config: Config): any => filter(config, 'token').providers.issuer;
const cluster = (config: Config, name: string): any => config.static_resources.clusters.find((c: any) => c.name === name);
const DISABLED = { '@type': 'type.googleapis.com/envoy.config.route.v3.FilterConfig', 'disabled': true };

/** The whole of the gateway. */
const WHOLE: Changes = {
  ...Object.fromEntries(['headers', 'overall', 'token', 'access', 'per-client', 'size', 'validate'].map((name) => [`filter ${name} removed`, (c: Config) => { manager(c).http_filters = filters(c).filter((f) => f.name !== name); }])),
  ...Object.fromEntries([0, 1, 2, 3].map((i) => [`response header ${i} removed`, (c: Config) => { filter(c, 'headers').mutations.response_mutations.splice(i, 1); }])),
  'HSTS for a minute': (c) => { filter(c, 'headers').mutations.response_mutations[0].append.header.value = 'max-age=60'; },
  'all issuers': (c) => { delete issuer(c).issuer; },
  'another issuer': (c) => { issuer(c).issuer = 'https://elsewhere.example/'; },
  'no audience': (c) => { delete issuer(c).audiences; },
  'another audience': (c) => { issuer(c).audiences = ['another']; },
  'two audiences': (c) => { issuer(c).audiences.push('another'); },
  'tokens without end': (c) => { issuer(c).require_expiration = false; },
  'a clock a day wrong': (c) => { issuer(c).clock_skew_seconds = 86_400; },
  'keys from elsewhere': (c) => { issuer(c).remote_jwks.http_uri.uri = 'https://elsewhere.example/jwks.json'; },
  'keys in plain': (c) => { issuer(c).remote_jwks.http_uri.uri = 'http://login.acme.example/.well-known/jwks.json'; },
  'keys for a year': (c) => { issuer(c).remote_jwks.cache_duration = '31536000s'; },
  'keys written in': (c) => { delete issuer(c).remote_jwks; issuer(c).local_jwks = { inline_string: '{"keys":[]}' }; },
  'tokens in the address': (c) => { issuer(c).from_params = ['token']; },
  'a second issuer': (c) => { filter(c, 'token').providers.other = { ...issuer(c), issuer: 'https://elsewhere.example/' }; filter(c, 'token').rules[0].requires = { requires_any: { requirements: [{ provider_name: 'issuer' }, { provider_name: 'other' }] } }; },
  'no token is let in': (c) => { filter(c, 'token').rules[0].requires = { allow_missing_or_failed: {} }; },
  'a missing token is let in': (c) => { filter(c, 'token').rules[0].requires = { requires_any: { requirements: [{ provider_name: 'issuer' }, { allow_missing: {} }] } }; },
  'no rule for tokens': (c) => { filter(c, 'token').rules = []; },
  'tokens for some paths': (c) => { filter(c, 'token').rules[0].match = { prefix: '/orders' }; },
  'access only counted': (c) => { const access = filter(c, 'access'); access.shadow_rules = access.rules; delete access.rules; },
  'access by denial': (c) => { filter(c, 'access').rules.action = 'DENY'; },
  'access logged only': (c) => { filter(c, 'access').rules.action = 'LOG'; },
  'keys of the issuer over plain TCP': (c) => { delete cluster(c, 'issuer').transport_socket; },
  'the issuer is anybody': (c) => { delete cluster(c, 'issuer').transport_socket.typed_config.common_tls_context.validation_context; },
  'the issuer has any name': (c) => { delete cluster(c, 'issuer').transport_socket.typed_config.common_tls_context.validation_context.match_typed_subject_alt_names; },
  'old TLS to the issuer': (c) => { cluster(c, 'issuer').transport_socket.typed_config.common_tls_context.tls_params.tls_minimum_protocol_version = 'TLSv1_0'; },
  'the issuer elsewhere': (c) => { cluster(c, 'issuer').load_assignment.endpoints[0].lb_endpoints[0].endpoint.address.socket_address.address = 'elsewhere.example'; },
  'the validator elsewhere': (c) => { cluster(c, 'validator').load_assignment.endpoints[0].lb_endpoints[0].endpoint.address.socket_address.address = 'elsewhere.example'; },
  'the application elsewhere': (c) => { cluster(c, 'service').load_assignment.endpoints[0].lb_endpoints[0].endpoint.address.socket_address.address = 'elsewhere.example'; },
  ...Object.fromEntries(['overall', 'per-client'].flatMap((name) => [
    [`${name}: enforced for nobody`, (c: Config) => { filter(c, name).filter_enforced.default_value.numerator = 0; }],
    [`${name}: enabled for nobody`, (c: Config) => { filter(c, name).filter_enabled.default_value.numerator = 0; }],
    [`${name}: a thousand times`, (c: Config) => { const bucket = filter(c, name).descriptors?.[0].token_bucket ?? filter(c, name).token_bucket; bucket.max_tokens *= 1000; bucket.tokens_per_fill *= 1000; }],
    [`${name}: filled each second`, (c: Config) => { (filter(c, name).descriptors?.[0].token_bucket ?? filter(c, name).token_bucket).fill_interval = '1s'; }],
  ])),
  'per-client: no descriptor': (c) => { delete filter(c, 'per-client').descriptors; },
  'per-client: no client': (c) => { filter(c, 'per-client').rate_limits = []; },
  'per-client: by a header of the caller': (c) => { filter(c, 'per-client').rate_limits[0].actions = [{ request_headers: { header_name: 'x-client', descriptor_key: 'client' } }]; },
  'bodies a thousand times as large': (c) => { filter(c, 'size').max_request_bytes *= 1000; },
  'validated or not': (c) => { filter(c, 'validate').failure_mode_allow = true; },
  'part of the body validated': (c) => { filter(c, 'validate').with_request_body.allow_partial_message = true; },
  'no body validated': (c) => { delete filter(c, 'validate').with_request_body; },
  'the subject of the caller believed': (c) => { delete manager(c).early_header_mutation_extensions; manager(c).route_config.request_headers_to_remove = []; },
  'paths not normalized': (c) => { manager(c).normalize_path = false; },
  'slashes not merged': (c) => { manager(c).merge_slashes = false; },
  'escaped slashes let pass': (c) => { manager(c).path_with_escaped_slashes_action = 'KEEP_UNCHANGED'; },
  'underscores in headers': (c) => { manager(c).common_http_protocol_options.headers_with_underscores_action = 'ALLOW'; },
  'requests without end': (c) => { manager(c).request_timeout = '0s'; },
  'headers without end': (c) => { manager(c).request_headers_timeout = '0s'; },
  'no access log': (c) => { manager(c).access_log = []; },
  'tokens in the access log': (c) => { manager(c).access_log[0].typed_config.log_format.json_format.token = '%REQ(AUTHORIZATION)%'; },
  'queries in the access log': (c) => { manager(c).access_log[0].typed_config.log_format.json_format.path = '%REQ(:PATH)%'; },
  'the caller not in the access log': (c) => { delete manager(c).access_log[0].typed_config.log_format.json_format.client; },
  'errors only in the access log': (c) => { manager(c).access_log[0].filter = { status_code_filter: { comparison: { op: 'GE', value: { default_value: 500, runtime_key: 'x' } } } }; },
  'connections without number': (c) => { delete c.overload_manager; },
  'an admin interface': (c) => { c.admin = { address: { socket_address: { address: '0.0.0.0', port_value: 9901 } } }; },
  'everything else to the application': (c) => { const none = routes(c).find((r) => r.name === 'none'); delete none.direct_response; none.route = { cluster: 'service' }; },
  'a back door': (c) => { routes(c).unshift({ ...routes(c).find((r) => r.name === 'health'), name: 'debug', match: { prefix: '/debug' } }); },
  'other origins may read': (c) => { filter(c, 'headers').mutations.response_mutations.push({ append: { header: { key: 'access-control-allow-origin', value: '*' }, append_action: 'OVERWRITE_IF_EXISTS_OR_ADD' } }); },
};

/** One operation after the other. */
function ofOperations(config: Config): Changes {
  const change = (name: string, apply: (route: any) => void) => (c: Config) => apply(routes(c).find((r) => r.name === name));
  return Object.fromEntries(routes(config).filter((r) => policyOf(r) !== undefined).flatMap((r): [string, (c: Config) => void][] => [
    [`${r.name}: no token`, change(r.name, (route) => { route.typed_per_filter_config.token = { '@type': 'type.googleapis.com/envoy.extensions.filters.http.jwt_authn.v3.PerRouteConfig', 'disabled': true }; })],
    [`${r.name}: anybody`, change(r.name, (route) => { policyOf(route).principals = [{ any: true }]; })],
    [`${r.name}: not validated`, change(r.name, (route) => { route.typed_per_filter_config.validate = DISABLED; })],
    [`${r.name}: no limit of a client`, change(r.name, (route) => { route.typed_per_filter_config['per-client'] = DISABLED; })],
    [`${r.name}: no overall limit`, change(r.name, (route) => { route.typed_per_filter_config.overall = DISABLED; })],
    [`${r.name}: no limit of size`, change(r.name, (route) => { route.typed_per_filter_config.size = DISABLED; })],
    [`${r.name}: no access check`, change(r.name, (route) => { delete route.typed_per_filter_config.access; })],
    ...['scope', 'consented_purposes'].flatMap((claim): [string, (c: Config) => void][] => {
      const i = idsOf(r).findIndex((id) => JSON.stringify(id).includes(`"${claim}"`));
      return i < 0 ? [] : [
        [`${r.name}: no ${claim}`, change(r.name, (route) => { idsOf(route).splice(i, 1); })],
        [`${r.name}: any ${claim}`, change(r.name, (route) => { idsOf(route)[i].sourced_metadata.metadata_matcher.value.list_match.one_of.string_match = { prefix: '' }; })],
      ];
    }),
  ]));
}

/** The validator's plan, less of it. */
function ofPlan(plan: any): { readonly [what: string]: (p: any) => void } {
  const one = (p: any, id: string) => p.routes.find((r: any) => r.id === id);
  return Object.fromEntries<(p: any) => void>([
    ...plan.routes.flatMap(({ id, parameters, body, contentTypes }: any): [string, (p: any) => void][] => [
      ...(parameters.length > 0 ? [[`${id}: no parameters checked`, (p: any) => { one(p, id).parameters = []; }]] as [string, (p: any) => void][] : []),
      ...(body === undefined ? [] : [[`${id}: any body`, (p: any) => { one(p, id).body = {}; }], [`${id}: no body checked`, (p: any) => { delete one(p, id).body; }], [`${id}: no body needed`, (p: any) => { one(p, id).bodyRequired = false; }]] as [string, (p: any) => void][]),
      ...(contentTypes.length === 0 ? [] : [[`${id}: any type of content`, (p: any) => { one(p, id).contentTypes = ['*/*']; }]] as [string, (p: any) => void][]),
    ]),
    ['no route checked', (p: any) => { p.routes = []; }],
  ]);
}

/** Changes of what the gateway and the database are told in files. */
export function weakenedFiles(terraform: any): Mutant[] {
  const type = 'google_storage_bucket_object';
  const [envoy, plan, validator, rights] = ['orders_gateway_front_envoy', 'orders_gateway_front_plan', 'orders_gateway_front_validator', 'orders_database_rights_D'].map((name) => named(terraform, type, name));
  const objects = terraform.resource[type];
  const text = (name: string, what: string, change: (content: string) => string): Mutant => ({
    about: type, name: what, mutate: (tf) => { tf.resource[type][name].content = change(tf.resource[type][name].content); },
  });
  return [
    ...documentChanges<Config>(type, envoy, 'gateway', 'content', { ...WHOLE, ...ofOperations(JSON.parse(objects[envoy].content)) }),
    ...documentChanges<any>(type, plan, 'validator', 'content', ofPlan(JSON.parse(objects[plan].content))),
    text(validator, 'a validator that lets everything pass', () => 'require("http").createServer((q, s) => s.end()).listen(9001);'),
    text(rights, 'rights of everybody on the database', (sql) => `${sql}GRANT ALL ON DATABASE "app" TO PUBLIC;\n`),
    text(rights, 'rights of everybody are kept', (sql) => sql.replace(/REVOKE ALL.*\n/, '')),
    text(rights, 'everybody may create tables', (sql) => sql.replace(/REVOKE CREATE.*\n/, '')),
    text(rights, 'statements are not audited', (sql) => sql.replace(/CREATE EXTENSION.*\n/, '')),
    text(rights, 'the application rules the server', (sql) => `${sql}GRANT cloudsqlsuperuser TO "orders-production-order-d9lq3w@acme-eu-landing.iam";\n`),
  ];
}
