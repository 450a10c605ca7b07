import { Terraform } from '../../../support/terraform';
import { Cell } from '../../cells';
import { drop, put, without } from '../edit';
import { AUDIENCE, ISSUER, JWKS, MAX_BODY_BYTES, OPEN_OPERATION, OPERATIONS, OVERALL, PER_CLIENT } from '../expected';
import { PROPERTIES } from '../properties';
import { apiRoutes, demanded, editEnvoy, editPlan, envoy, filter, forget, manager, plan, publicPath, route, service } from './gateway';

const FRONT = ['google_storage_bucket_object', 'google_cloud_run_v2_service'];

const editProvider = (change: (provider: any) => void) => ({ environment }: { environment: Terraform }) =>
  editEnvoy(environment, (config) => change(filter(config, 'token').providers.issuer));

const dropFilter = (name: string) => ({ environment }: { environment: Terraform }) =>
  editEnvoy(environment, (config) => without(manager(config).http_filters, (f) => f.name === name));

const authentication: Cell = {
  property: PROPERTIES.authentication,
  by: 'Envoy beside the service checks every token against the issuer\'s keys',
  resources: FRONT,
  check: ({ environment }) => {
    const config = envoy(environment);
    const { providers, rules } = filter(config, 'token');
    expect(providers.issuer).toMatchObject({ issuer: ISSUER, audiences: [AUDIENCE], require_expiration: true });
    expect(providers.issuer.remote_jwks.http_uri).toMatchObject({ uri: JWKS, cluster: 'issuer' });
    expect(providers.issuer.from_headers).toEqual([{ name: 'Authorization', value_prefix: 'Bearer ' }]);
    expect(rules).toEqual([{ match: { prefix: '/' }, requires: { provider_name: 'issuer' } }]);
    const open = apiRoutes(config).filter((r) => r.typed_per_filter_config?.token?.disabled).map((r) => r.name);
    expect(open).toEqual([OPEN_OPERATION.id]);
    const tls = config.static_resources.clusters.find((c: any) => c.name === 'issuer').transport_socket.typed_config.common_tls_context;
    expect(tls.validation_context.match_typed_subject_alt_names[0].matcher.exact).toBe(new URL(JWKS).hostname);
    expect(service(environment).ingress).toBe('INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER');
  },
  remove: {
    'the filter': dropFilter('token'),
    'the issuer': editProvider((p) => drop(p, 'issuer')),
    'the audience': editProvider((p) => drop(p, 'audiences')),
    'the expiry': editProvider((p) => put(p, 'require_expiration', false)),
    'the keys': editProvider((p) => put(p, 'remote_jwks.http_uri.uri', 'https://elsewhere.example/keys')),
    'the check on one operation': ({ environment }) => editEnvoy(environment, (config) => {
      route(config, 'getOrder').typed_per_filter_config.token = { disabled: true };
    }),
    'the rule': ({ environment }) => editEnvoy(environment, (config) => put(filter(config, 'token'), 'rules', [])),
  },
};

const scopes: Cell = {
  property: PROPERTIES.scopes,
  by: 'A policy of Envoy for each operation, denied where there is none',
  resources: FRONT,
  check: ({ environment }) => {
    const config = envoy(environment);
    expect(filter(config, 'access').rules).toEqual({ action: 'ALLOW' });
    expect(apiRoutes(config).map((r) => r.name).sort()).toEqual([OPEN_OPERATION, ...OPERATIONS].map((o) => o.id).sort());
    for (const { id, method, scopes: wanted } of OPERATIONS) {
      expect({ id, scopes: demanded(config, id).scope }).toEqual({ id, scopes: wanted });
      expect(route(config, id).match.headers).toEqual([{ name: ':method', string_match: { exact: method } }]);
    }
  },
  remove: {
    'the filter': dropFilter('access'),
    'the scope of one operation': ({ environment }) => forget(environment, 'cancelOrder', 'scope'),
    'the method of one operation': ({ environment }) => editEnvoy(environment, (config) => put(route(config, 'cancelOrder'), 'match.headers', [])),
    'denial by default': ({ environment }) => editEnvoy(environment, (config) => put(filter(config, 'access'), 'rules.action', 'LOG')),
  },
};

const mutualTls: Cell = {
  property: PROPERTIES.mutualTls,
  by: 'The load balancer refuses connections without a certificate of a trusted authority',
  resources: ['google_network_security_server_tls_policy', 'google_certificate_manager_trust_config'],
  check: ({ mutualTls: tf }) => {
    const policy = tf.all('google_network_security_server_tls_policy')[0];
    const trust = tf.all('google_certificate_manager_trust_config')[0];
    expect(tf.one('google_compute_target_https_proxy').server_tls_policy).toBe(`\${${policy.address}.id}`);
    expect(policy.body).toMatchObject({ allow_open: false, mtls_policy: { client_validation_mode: 'REJECT_INVALID' } });
    expect(policy.body.mtls_policy.client_validation_trust_config).toBe(`\${${trust.address}.id}`);
    expect(trust.body.trust_stores.trust_anchors ?? trust.body.trust_stores[0].trust_anchors).toHaveLength(1);
  },
  remove: {
    'the policy on the proxy': ({ mutualTls: tf }) => drop(tf.one('google_compute_target_https_proxy'), 'server_tls_policy'),
    'the refusal': ({ mutualTls: tf }) => put(tf.one('google_network_security_server_tls_policy'), 'mtls_policy.client_validation_mode', 'ALLOW_INVALID_OR_MISSING_CLIENT_CERT'),
    'the authorities': ({ mutualTls: tf }) => drop(tf.one('google_certificate_manager_trust_config'), 'trust_stores'),
  },
};

/** Every instance counts for itself; the fewest that run share the limit, so that nobody is refused below it. */
function expectShare(bucket: any, { requests, seconds }: { requests: number; seconds: number }, tf: Terraform): void {
  const share = Math.ceil(requests / service(tf).template.scaling.min_instance_count);
  expect(bucket).toEqual({ max_tokens: share, tokens_per_fill: share, fill_interval: `${seconds}s` });
}

const ALWAYS = { default_value: { numerator: 100, denominator: 'HUNDRED' } };

const perClient: Cell = {
  property: PROPERTIES.perClient,
  by: 'Envoy counts by the client of the token, each instance its share',
  resources: FRONT,
  check: ({ environment }) => {
    const limit = filter(envoy(environment), 'per-client');
    expect(limit).toMatchObject({ filter_enabled: ALWAYS, filter_enforced: ALWAYS });
    expect(limit.descriptors.map((d: any) => d.entries)).toEqual([[{ key: 'client' }]]);
    expectShare(limit.descriptors[0].token_bucket, PER_CLIENT, environment);
    const { metadata } = limit.rate_limits[0].actions[0];
    expect([metadata.descriptor_key, ...metadata.metadata_key.path.map((p: any) => p.key)]).toEqual(['client', 'claims', 'client_id']);
    // A token without a client would be counted nowhere, so none passes.
    for (const { id } of OPERATIONS) { expect({ id, client: demanded(envoy(environment), id).client_id }).toEqual({ id, client: ['.+'] }); }
  },
  remove: {
    'the filter': dropFilter('per-client'),
    'the client': ({ environment }) => editEnvoy(environment, (config) => put(filter(config, 'per-client'), 'rate_limits', [{ actions: [] }])),
    'the limit': ({ environment }) => editEnvoy(environment, (config) => put(filter(config, 'per-client'), 'descriptors.0.token_bucket.max_tokens', 100_000)),
    'the need of a client': ({ environment }) => forget(environment, 'getOrder', 'client_id'),
  },
};

const overall: Cell = {
  property: PROPERTIES.overall,
  by: 'Envoy counts all requests, each instance its share; the firewall throttles an address at half of the whole',
  resources: [...FRONT, 'google_compute_security_policy'],
  check: ({ environment }) => {
    const limit = filter(envoy(environment), 'overall');
    expect(limit).toMatchObject({ filter_enabled: ALWAYS, filter_enforced: ALWAYS });
    expectShare(limit.token_bucket, OVERALL, environment);
    const off = apiRoutes(envoy(environment)).filter((r) => r.typed_per_filter_config?.overall);
    expect(off).toEqual([]);
    const throttle = environment.one('google_compute_security_policy').rule.filter((r: any) => r.action === 'throttle' && !r.preview);
    expect(throttle.map((r: any) => r.match)).toEqual([{ versioned_expr: 'SRC_IPS_V1', config: { src_ip_ranges: ['*'] } }]);
    expect(throttle.map((r: any) => r.rate_limit_options)).toMatchObject([
      { enforce_on_key: 'IP', exceed_action: 'deny(429)', rate_limit_threshold: { count: OVERALL.requests / 2, interval_sec: OVERALL.seconds } },
    ]);
  },
  remove: {
    'the filter': dropFilter('overall'),
    'the enforcement': ({ environment }) => editEnvoy(environment, (config) => put(filter(config, 'overall'), 'filter_enforced.default_value.numerator', 0)),
    'its reach': ({ environment }) => put(environment.one('google_compute_security_policy').rule.find((r: any) => r.action === 'throttle'), 'match.config.src_ip_ranges', ['192.0.2.0/24']),
    'the limit of an address': ({ environment }) => without(environment.one('google_compute_security_policy').rule, (r) => r.action === 'throttle'),
  },
};

const validation: Cell = {
  property: PROPERTIES.validation,
  by: 'The validator beside the service checks parameters and bodies; Envoy refuses what it does not pass',
  resources: FRONT,
  check: ({ environment }) => {
    const config = envoy(environment);
    const validator = filter(config, 'validate');
    expect(validator).toMatchObject({ failure_mode_allow: false, with_request_body: { max_request_bytes: MAX_BODY_BYTES, allow_partial_message: false } });
    const cluster = config.static_resources.clusters.find((c: any) => c.name === validator.http_service.server_uri.cluster);
    expect(cluster.load_assignment.endpoints[0].lb_endpoints[0].endpoint.address.socket_address.address).toBe('127.0.0.1');
    expect(apiRoutes(config).filter((r) => r.typed_per_filter_config?.validate)).toEqual([]);
    const { routes, $defs } = plan(environment);
    for (const operation of OPERATIONS) {
      const checked = routes.find((r: any) => r.id === operation.id);
      expect(checked).toMatchObject({ method: operation.method, path: operation.path, bodyRequired: operation.body !== undefined });
      const schema = checked.body?.$ref ? $defs[checked.body.$ref.split('/').pop()] : checked.body;
      expect({ id: operation.id, required: schema && (schema.required ?? []) }).toEqual({ id: operation.id, required: operation.body });
      if (schema) { expect(schema.additionalProperties).toBe(false); }
    }
    expect(routes.find((r: any) => r.id === 'listOrders').parameters[0].schema).toEqual({ type: 'integer', minimum: 1, maximum: 100 });
  },
  remove: {
    'the filter': dropFilter('validate'),
    'refusal where the validator is silent': ({ environment }) => editEnvoy(environment, (config) => put(filter(config, 'validate'), 'failure_mode_allow', true)),
    'the check on one operation': ({ environment }) => editEnvoy(environment, (config) => {
      route(config, 'placeOrder').typed_per_filter_config.validate = { disabled: true };
    }),
    'the body of one operation': ({ environment }) => editPlan(environment, (content) => drop(content.routes.find((r: any) => r.id === 'placeOrder'), 'body')),
    'a parameter': ({ environment }) => editPlan(environment, (content) => put(content.routes.find((r: any) => r.id === 'listOrders'), 'parameters', [])),
  },
};

const consent: Cell = {
  property: PROPERTIES.consent,
  by: 'A policy of Envoy for each operation on personal data compares the token\'s consented purposes',
  resources: FRONT,
  check: ({ environment }) => {
    const config = envoy(environment);
    expect(filter(config, 'access').rules.action).toBe('ALLOW');
    expect(filter(config, 'token').providers.issuer.normalize_payload_in_metadata.space_delimited_claims).toContain('consented_purposes');
    for (const { id, purpose } of OPERATIONS) {
      expect({ id, purpose: demanded(config, id).consented_purposes }).toEqual({ id, purpose: purpose && [purpose] });
    }
  },
  remove: {
    'the filter': dropFilter('access'),
    'the purpose of one operation': ({ environment }) => forget(environment, 'getOrderCustomer', 'consented_purposes'),
    'an operation\'s own purpose': ({ environment }) => forget(environment, 'setNewsletter', 'consented_purposes'),
  },
};

const bodySize: Cell = {
  property: PROPERTIES.bodySize,
  by: 'Envoy stops at 8192 bytes, also without a length; the firewall refuses a stated length above',
  resources: [...FRONT, 'google_compute_security_policy'],
  check: ({ environment }) => {
    const config = envoy(environment);
    expect(filter(config, 'size').max_request_bytes).toBe(MAX_BODY_BYTES);
    expect(apiRoutes(config).filter((r) => r.typed_per_filter_config?.size)).toEqual([]);
    const rules = environment.one('google_compute_security_policy').rule.map((r: any) => `${r.action} ${r.match.expr?.expression}`);
    expect(rules).toContain(`deny(403) has(request.headers['content-length']) && int(request.headers['content-length']) > ${MAX_BODY_BYTES}`);
    publicPath(environment);
  },
  remove: {
    'the filter': dropFilter('size'),
    'the rule of the firewall': ({ environment }) => without(environment.one('google_compute_security_policy').rule, (r) => r.match.expr?.expression.includes('content-length')),
  },
};

/** Who may call, how often, with what. */
export const ACCESS = { authentication, scopes, mutualTls, perClient, overall, validation, consent, bodySize };
