/** Full names of Envoy's configuration types, by a short word of ours. */
const TYPES = {
  hcm: 'extensions.filters.network.http_connection_manager.v3.HttpConnectionManager',
  jwt: 'extensions.filters.http.jwt_authn.v3.JwtAuthentication',
  jwtRoute: 'extensions.filters.http.jwt_authn.v3.PerRouteConfig',
  rbac: 'extensions.filters.http.rbac.v3.RBAC',
  rbacRoute: 'extensions.filters.http.rbac.v3.RBACPerRoute',
  rateLimit: 'extensions.filters.http.local_ratelimit.v3.LocalRateLimit',
  buffer: 'extensions.filters.http.buffer.v3.Buffer',
  extAuthz: 'extensions.filters.http.ext_authz.v3.ExtAuthz',
  headers: 'extensions.filters.http.header_mutation.v3.HeaderMutation',
  earlyHeaders: 'extensions.http.early_header_mutation.header_mutation.v3.HeaderMutation',
  router: 'extensions.filters.http.router.v3.Router',
  stdout: 'extensions.access_loggers.stream.v3.StdoutAccessLog',
  tls: 'extensions.transport_sockets.tls.v3.UpstreamTlsContext',
  connections: 'extensions.resource_monitors.downstream_connections.v3.DownstreamConnectionsConfig',
  off: 'config.route.v3.FilterConfig',
};

/** A piece of configuration with its type, as Envoy wants it. */
export function typed(type: keyof typeof TYPES, config: object = {}): object {
  return { '@type': `type.googleapis.com/envoy.${TYPES[type]}`, ...config };
}

/** A named extension with its configuration. */
export function extension(name: string, type: keyof typeof TYPES, config: object = {}): { name: string; typed_config: object } {
  return { name, typed_config: typed(type, config) };
}

/** Names of the HTTP filters, in the order in which a request meets them. */
export const FILTERS = { headers: 'headers', overall: 'overall', token: 'token', access: 'access', perClient: 'per-client', size: 'size', validate: 'validate', router: 'router' };

/** Switches a filter off for one route. */
export const OFF = typed('off', { disabled: true });

/** Where the token's claims are once it has been verified. */
export const CLAIMS = { filter: 'envoy.filters.http.jwt_authn', key: 'claims' };

/** Header with the token's subject on its way to the validator, and the pseudonym that comes back for the log. */
export const SUBJECT_HEADER = 'x-groundwork-sub';
export const PSEUDONYM_HEADER = 'x-groundwork-subject';
