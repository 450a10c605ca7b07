import { Token } from 'cdktf';
import { EdgePlan } from './edge-plan';
import { httpFilters } from './envoy-filters';
import { envoyRoutes, statusPathOf } from './envoy-routes';
import { CLAIMS, extension, PSEUDONYM_HEADER, SUBJECT_HEADER } from './envoy-types';
import { edgeFile, EdgeFile } from './validator-bundle';

/** Where the gateway listens and what is beside it. */
export interface EnvoyOptions {
  /** Port the gateway listens on. */
  readonly listenPort: number;
  /** Port of the service, on loopback. */
  readonly servicePort: number;
  /** Port of the validator, on loopback. */
  readonly validatorPort: number;
  /** Instances among which the limits are shared: each instance counts for itself. */
  readonly instances: number;
  /** Seconds after which the service is given up. @default 29 */
  readonly timeoutSeconds?: number;
  /** File with the certificate authorities that are trusted for the issuer. @default '/etc/ssl/certs/ca-certificates.crt' */
  readonly caFile?: string;
}

/** Arguments of Envoy besides its file: its own log tells of trouble only, and the access log is written within a second. */
export const ENVOY_ARGUMENTS = ['--log-level', 'warning', '--file-flush-interval-msec', '1000'];

/** Path at which the gateway says that it is up, without a token. */
export { statusPathOf } from './envoy-routes';

/**
 * Configuration of Envoy that enforces a plan.
 *
 * @throws where the issuer is known at apply only, or limits cannot be kept: an Envoy file holds literal addresses.
 */
export function envoyConfig(plan: EdgePlan, options: EnvoyOptions): any {
  check(plan, options);
  return {
    static_resources: {
      listeners: [{
        name: 'edge',
        address: socket('0.0.0.0', options.listenPort),
        per_connection_buffer_limit_bytes: 32_768,
        filter_chains: [{ filters: [extension('http', 'hcm', connectionManager(plan, options))] }],
      }],
      clusters: [local('service', options.servicePort), local('validator', options.validatorPort), issuerCluster(plan, options)],
    },
    overload_manager: {
      resource_monitors: [extension('envoy.resource_monitors.global_downstream_max_connections', 'connections', { max_active_downstream_connections: 10_000 })],
    },
  };
}

/** The same as a file, with its digest. */
export function envoyFile(plan: EdgePlan, options: EnvoyOptions): EdgeFile {
  return edgeFile(JSON.stringify(envoyConfig(plan, options)));
}

function check(plan: EdgePlan, { instances }: EnvoyOptions): void {
  const unknown = Object.entries({ issuer: plan.issuer, audience: plan.audience, jwksUri: plan.jwksUri }).filter(([, value]) => Token.isUnresolved(value));
  if (unknown.length > 0) {
    throw new Error(`authentication.${unknown.map(([name]) => name).join(', ')} must be literal text: the gateway's configuration is a file, named by its content`);
  }
  if (!Number.isInteger(instances) || instances < 1) {
    throw new Error(`instances: ${instances} must be a whole number from 1`);
  }
}

function connectionManager(plan: EdgePlan, { instances, validatorPort, timeoutSeconds = 29 }: EnvoyOptions): object {
  const statusPath = statusPathOf(plan);
  return {
    stat_prefix: 'edge',
    server_header_transformation: 'PASS_THROUGH',
    normalize_path: true,
    merge_slashes: true,
    path_with_escaped_slashes_action: 'REJECT_REQUEST',
    common_http_protocol_options: { idle_timeout: '300s', max_headers_count: 100, headers_with_underscores_action: underscores(plan) },
    request_headers_timeout: '10s',
    request_timeout: `${timeoutSeconds}s`,
    stream_idle_timeout: `${timeoutSeconds + 1}s`,
    use_remote_address: false,
    early_header_mutation_extensions: [extension('strangers', 'earlyHeaders', { mutations: [SUBJECT_HEADER, PSEUDONYM_HEADER].map((remove) => ({ remove })) })],
    access_log: [accessLog(plan, statusPath)],
    local_reply_config: localReplies(),
    http_filters: httpFilters(plan, instances, validatorPort),
    route_config: envoyRoutes(plan, statusPath, timeoutSeconds),
  };
}

/** Servers that read `a_b` as `a-b` can be tricked with the one for the other; a document that declares such a header wants it. */
function underscores(plan: EdgePlan): string {
  const declared = plan.routes.some((route) => route.parameters.some((parameter) => parameter.in === 'header' && String(parameter.name).includes('_')));
  return declared ? 'ALLOW' : 'REJECT_REQUEST';
}

/** Who called what, and how it went: no token, address, query, path parameter or body. */
function accessLog(plan: EdgePlan, statusPath: string): object {
  return {
    filter: { header_filter: { header: { name: ':path', string_match: { exact: statusPath }, invert_match: true } } },
    ...extension('stdout', 'stdout', {
      log_format: {
        json_format: {
          type: 'access',
          time: '%START_TIME%',
          operation: '%ROUTE_NAME%',
          method: '%REQ(:METHOD):10%',
          status: '%RESPONSE_CODE%',
          client: `%CEL(metadata.filter_metadata['${CLAIMS.filter}']['${CLAIMS.key}']['${plan.clientClaim}'])%`,
          subject: `%DYNAMIC_METADATA(envoy.filters.http.ext_authz:${PSEUDONYM_HEADER})%`,
          duration_ms: '%DURATION%',
          bytes_received: '%BYTES_RECEIVED%',
          bytes_sent: '%BYTES_SENT%',
          flags: '%RESPONSE_FLAGS%',
          details: '%RESPONSE_CODE_DETAILS%',
          trace: '%REQ(TRACEPARENT):55%',
        },
      },
    }),
  };
}

/** What the gateway itself answers, as problem details (RFC 9457). The validator's answers are that already. */
function localReplies(): object {
  const format = { json_format: { type: 'about:blank', status: '%RESPONSE_CODE%', title: '%LOCAL_REPLY_BODY%' }, content_type: 'application/problem+json' };
  const status = (code: number) => ({ status_code_filter: { comparison: { op: 'EQ', value: { default_value: code, runtime_key: 'unused' } } } });
  const refusedToken = { metadata_filter: { matcher: { filter: CLAIMS.filter, path: [{ key: 'refused' }], value: { present_match: true } }, match_if_key_not_found: false } };
  return {
    mappers: [
      // Envoy says 403 to a token for another audience; to the caller it is a token that does not count
      { filter: { and_filter: { filters: [status(403), refusedToken] } }, status_code: 401, body_format_override: format },
      ...[401, 403, 404, 413, 429, 503, 504].map((code) => ({ filter: status(code), body_format_override: format })),
    ],
  };
}

function socket(address: string, port: number): object {
  return { socket_address: { address, port_value: port } };
}

function endpoints(name: string, address: object): object {
  return { cluster_name: name, endpoints: [{ lb_endpoints: [{ endpoint: { address } }] }] };
}

function local(name: string, port: number): object {
  return { name, type: 'STATIC', connect_timeout: '2s', load_assignment: endpoints(name, socket('127.0.0.1', port)) };
}

function issuerCluster(plan: EdgePlan, { caFile = '/etc/ssl/certs/ca-certificates.crt' }: EnvoyOptions): object {
  const { hostname, port } = new URL(plan.jwksUri);
  const isAddress = /^[\d.]+$/.test(hostname);
  return {
    name: 'issuer',
    type: isAddress ? 'STATIC' : 'STRICT_DNS',
    dns_lookup_family: 'V4_PREFERRED',
    connect_timeout: '3s',
    load_assignment: endpoints('issuer', socket(hostname, Number(port || 443))),
    transport_socket: extension('tls', 'tls', {
      ...(isAddress ? {} : { sni: hostname }),
      common_tls_context: {
        tls_params: { tls_minimum_protocol_version: 'TLSv1_2' },
        validation_context: {
          trusted_ca: { filename: caFile },
          match_typed_subject_alt_names: [{ san_type: isAddress ? 'IP_ADDRESS' : 'DNS', matcher: { exact: hostname } }],
        },
      },
    }),
  };
}
