import { Entry } from '../../../clouds/rule-graph';
import { Evidence } from '../../model';
import { Scope, Topic } from '../scope';
import { at, blocksAt, flagAt, hostOf, isOpen, numberAt, textAt } from '../values';
import { rulesOf, strength } from './armor';
import { Route, routesOf } from './balancers';
import { isHsts } from './envoy';
import { Front, frontOf } from './front';
import { append } from '../../group';

const TLS: { readonly [version: string]: string } = { TLS_1_0: 'TLS 1.0', TLS_1_1: 'TLS 1.1', TLS_1_2: 'TLS 1.2', TLS_1_3: 'TLS 1.3' };

/** Load balancers that can be reached from the internet, and what stands behind them. */
export const gateways: Topic = {
  types: [
    'google_compute_global_forwarding_rule', 'google_compute_forwarding_rule', 'google_compute_url_map', 'google_compute_region_url_map', 'google_compute_target_https_proxy',
    'google_compute_region_target_https_proxy', 'google_compute_target_http_proxy', 'google_compute_region_target_http_proxy', 'google_compute_target_ssl_proxy',
    'google_compute_target_tcp_proxy', 'google_compute_region_target_tcp_proxy', 'google_compute_ssl_policy', 'google_compute_region_ssl_policy',
    'google_compute_backend_service', 'google_compute_region_backend_service', 'google_compute_backend_bucket', 'google_compute_region_network_endpoint_group',
    'google_compute_network_endpoint_group', 'google_compute_global_network_endpoint_group', 'google_network_security_server_tls_policy', 'google_compute_target_pool',
  ],
  read(scope) {
    const byMap = new Map<string, Route[]>();
    for (const route of routesOf(scope).filter((one) => one.internet)) {
      const subject = route.urlMap ?? route.backend ?? route.rule;
      append(byMap, subject.address, route);
    }
    for (const routes of byMap.values()) { balancer(scope, routes[0].urlMap ?? routes[0].backend ?? routes[0].rule, routes); }
  },
};

function balancer(scope: Scope, subject: Entry, routes: Route[]): void {
  const open = routes.filter((route) => !route.redirects);
  if (open.length === 0) { return; }
  scope.state('edge.tls', subject, ...oldestOf(unique(open.map((route) => route.proxy)).map((proxy) => oldestTls(scope, proxy))));
  const backends = unique(open.map((route) => route.backend));
  for (const backend of backends) {
    const detail = backends.length > 1 ? backend.name : undefined;
    scope.state('edge.firewall', subject, ...firewallOf(scope, backend), detail);
    const logged = flagAt(backend.body, 'log_config.enable', false);
    const sample = numberAt(backend.body, 'log_config.sample_rate', 1);
    if (!backend.type.endsWith('_bucket')) {
      scope.state('edge.access-log', subject, logged === undefined || sample === undefined ? undefined : logged && sample === 1, [{ address: backend.address, argument: logged ? 'log_config.sample_rate' : 'log_config.enable' }], detail);
    }
  }
  const services = unique(open.map((route) => (/^google_cloud_run/.test(route.to.type) ? route.to : undefined)));
  for (const service of services) {
    const detail = services.length > 1 ? service.name : undefined;
    const front = frontOf(scope, service);
    privateOrigin(scope, subject, service, detail);
    enforced(scope, subject, front, withCertificate(scope, open), detail);
    hsts(scope, subject, front, detail);
  }
  if (services.length === 0 && subject.type.endsWith('url_map')) { hsts(scope, subject, undefined, undefined); }
}

/** The oldest version that callers may come with. Without a policy the load balancer takes TLS 1.0. */
export function oldestTls(scope: Scope, proxy: Entry): [string | undefined, Evidence[]] {
  if (!/_target_(https|ssl)_proxy$/.test(proxy.type)) { return ['none', [{ address: proxy.address }]]; }
  const policy = at(proxy.body, 'ssl_policy');
  if (policy === undefined) { return ['TLS 1.0', [{ address: proxy.address, argument: 'ssl_policy' }]]; }
  const entry = scope.graph.target(policy);
  if (!entry) { return [undefined, []]; }
  const version = textAt(entry.body, 'min_tls_version', 'TLS_1_0');
  return [version === undefined ? undefined : TLS[version], [{ address: entry.address, argument: 'min_tls_version' }]];
}

/** Of several ways the one with the oldest version counts, and an unknown one makes it unknown. */
function oldestOf(versions: [string | undefined, Evidence[]][]): [string | undefined, Evidence[]] {
  const order = ['none', ...Object.values(TLS)];
  return [...versions].sort(([a], [b]) => order.indexOf(a ?? '') - order.indexOf(b ?? ''))[0] ?? [undefined, []];
}

/** What the firewall of a backend does. */
export function firewallOf(scope: Scope, backend: Entry): ['none' | 'counts' | 'blocks' | undefined, Evidence[]] {
  const argument = backend.type.endsWith('_bucket') ? 'edge_security_policy' : 'security_policy';
  const written = at(backend.body, argument);
  if (written === undefined) { return ['none', [{ address: backend.address, argument }]]; }
  const policy = scope.graph.target(written);
  if (!policy || isOpen(at(policy.body, 'rule'))) { return [undefined, []]; }
  return [strength(rulesOf(scope, policy)), [{ address: policy.address, argument: 'rule' }, { address: backend.address, argument }]];
}

/** Whether callers must show a certificate as well. */
export function withCertificate(scope: Scope, routes: Route[]): boolean {
  const proxies = unique(routes.map((route) => route.proxy));
  return proxies.length > 0 && proxies.every((proxy) => {
    const policy = scope.graph.target(proxy.body.server_tls_policy);
    return policy !== undefined && textAt(policy.body, 'mtls_policy.client_validation_mode') === 'REJECT_INVALID' && flagAt(policy.body, 'allow_open', false) === false;
  });
}

function privateOrigin(scope: Scope, subject: Entry, service: Entry, detail?: string): void {
  const ingress = textAt(service.body, 'ingress', 'INGRESS_TRAFFIC_ALL');
  scope.state('edge.private-origin', subject, ingress === undefined ? undefined : ingress !== 'INGRESS_TRAFFIC_ALL', [{ address: service.address, argument: 'ingress' }], detail);
}

function hsts(scope: Scope, subject: Entry, front: Front | undefined, detail?: string): void {
  const headers = [...blocksAt(subject.body, 'header_action.response_headers_to_add'), ...blocksAt(subject.body, 'path_matcher').flatMap((matcher) => blocksAt(matcher, 'header_action.response_headers_to_add'))];
  const here = headers.some((header) => String(header.header_name).toLowerCase() === 'strict-transport-security' && isHsts(header.header_value));
  const inFront = front?.envoy?.hsts ?? false;
  if (!here && front?.kind === 'unknown') { return; }
  scope.state('edge.hsts', subject, here || inFront, here ? 'header_action.response_headers_to_add' : front && inFront ? front.evidence : undefined, detail);
}

/** What Envoy asks of each request. */
function enforced(scope: Scope, subject: Entry, front: Front, certificate: boolean, detail?: string): void {
  const { envoy, evidence } = front;
  if (!envoy) {
    if (front.kind === 'none') { scope.state('edge.authentication', subject, 'none', evidence, detail); }
    return;
  }
  const { operations } = envoy;
  const free = operations.filter((one) => !one.token).map((one) => one.name);
  const some = free.length === 0 && operations.length > 0 ? 'token' : free.length < operations.length ? 'optional' : 'none';
  scope.state('edge.authentication', subject, some === 'token' && certificate ? 'token and certificate' : some, evidence, detail);
  envoy.issuers.forEach(({ issuer, audiences, keys }) => {
    const which = envoy.issuers.length > 1 ? [detail, issuer].filter(Boolean).join(' ') : detail;
    // Who holds the keys makes the tokens, whatever name they carry.
    scope.state('edge.issuer', subject, keys === hostOf(issuer) ? issuer : `${issuer} with keys of ${keys ?? 'the file'}`, evidence, which);
    scope.state('edge.audience', subject, audiences, evidence, which);
  });
  scope.state('edge.open-operations', subject, free, evidence, detail);
  scope.state('edge.operations', subject, operations.map((one) => one.name), evidence, detail);
  scope.state('edge.scopes', subject, operations.flatMap((one) => one.scopes.map((word) => `${one.name}: ${word}`)), evidence, detail);
  scope.state('edge.consent', subject, operations.flatMap((one) => one.purposes.map((word) => `${one.name}: ${word}`)), evidence, detail);
  scope.state('edge.validation', subject, envoy.asks && operations.every((one) => one.validated), evidence, detail);
  scope.state('edge.access-log', subject, envoy.accessLog, evidence, [detail, 'at the gateway'].filter(Boolean).join(' '));
  scope.state('edge.body-limit', subject, envoy.largestBody, evidence, detail);
  limits(scope, subject, front, detail);
}

/** Every instance counts for itself: at rest the fewest instances share the limit, under load each brings its own. */
function limits(scope: Scope, subject: Entry, front: Front, detail?: string): void {
  const of = (rule: string, rate: number | undefined) => {
    if (rate === undefined) { return; }
    scope.state(rule, subject, rate * front.least, front.evidence, detail);
    if (front.most !== undefined && front.most > front.least) { scope.state(rule, subject, rate * front.most, front.evidence, [detail, `with all ${front.most} instances`].filter(Boolean).join(' ')); }
  };
  of('edge.client-limit', front.envoy?.perClient);
  of('edge.overall-limit', front.envoy?.overall);
}

export function unique(entries: (Entry | undefined)[]): Entry[] {
  return [...new Map(entries.filter((entry): entry is Entry => entry !== undefined).map((entry) => [entry.address, entry])).values()];
}
