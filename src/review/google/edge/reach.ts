import { Entry } from '../../../clouds/rule-graph';
import { Evidence, Reach } from '../../model';
import { askedOfPublic, publicGrants } from '../iam/grants';
import { Scope, Topic } from '../scope';
import { at, flagAt, textAt } from '../values';
import { Route, routesOf } from './balancers';
import { firewallOf, oldestTls, unique, withCertificate } from './gateway';
import { frontOf, needsIdentity } from './front';
import { append } from '../../group';

const FILTER = { blocks: 'web application firewall blocks', counts: 'web application firewall only counts', none: 'none' };

/** What can be reached from the internet, and through what. */
export const entrances: Topic = {
  types: [],
  read(scope) {
    const groups = new Map<string, Route[]>();
    for (const route of routesOf(scope).filter((one) => one.internet)) {
      const key = `${route.to.address}\n${route.ports}\n${route.redirects}`;
      append(groups, key, route);
    }
    for (const routes of groups.values()) { scope.reach(through(scope, routes)); }
    scope.all('google_cloud_run_v2_service').forEach((service) => direct(scope, service));
    functions(scope);
  },
};

/** By a load balancer. */
function through(scope: Scope, routes: Route[]): Reach {
  const [{ to, ports, redirects }] = routes;
  const proxies = unique(routes.map((route) => route.proxy));
  const backends = unique(routes.map((route) => route.backend));
  const tls = proxies.map((proxy) => oldestTls(scope, proxy));
  const walls = backends.map((backend) => firewallOf(scope, backend));
  const wall = (['none', 'counts', 'blocks'] as const).find((strength) => walls.some(([found]) => found === strength)) ?? (backends.length === 0 ? 'none' : undefined);
  const signedIn = backends.length > 0 && backends.every((backend) => flagAt(backend.body, 'iap.enabled', false) === true);
  const authentication = redirects ? 'none' : signedIn ? 'identity' : who(scope, to, withCertificate(scope, routes));
  const web = proxies.length > 0 && proxies.every((proxy) => /_target_https?_proxy$/.test(proxy.type));
  return {
    direction: 'in',
    from: 'internet',
    through: [...unique(routes.map((route) => route.rule)), ...proxies, ...unique(routes.map((route) => route.urlMap)), ...backends, ...unique(routes.map((route) => route.group))]
      .map((entry) => entry.address).filter((address) => address !== to.address),
    to: to.address,
    ports,
    protocol: !web ? 'TCP' : proxies.every((proxy) => /https_proxy$/.test(proxy.type)) ? 'HTTPS' : 'HTTP',
    authentication,
    tls: tls.map(([version]) => version ?? 'not known').sort()[0] ?? 'not known',
    filter: redirects ? 'redirects to TLS' : wall === undefined ? 'a firewall policy of another stack' : FILTER[wall],
    weak: !redirects && (authentication === 'none' || authentication === 'not known' || wall === 'none' || wall === 'counts' || !/^443$/.test(ports)),
    evidence: [...unique(routes.map((route) => route.rule)).map(({ address }) => ({ address })), ...walls.flatMap(([, evidence]) => evidence)],
  };
}

/** How callers of what answers prove who they are. */
function who(scope: Scope, to: Entry, certificate: boolean): string {
  const words = authenticationOf(scope, to);
  return certificate ? (words === 'none' ? 'client certificate' : `client certificate and ${words}`) : words;
}

function authenticationOf(scope: Scope, to: Entry): string {
  if (/_backend_(service|bucket)$|_bucket$/.test(to.type)) { return 'none'; }
  if (to.type !== 'google_cloud_run_v2_service') { return 'none'; }
  const front = frontOf(scope, to);
  const identity = needsIdentity(to, publicGrants(scope).get(to.address) ?? []);
  if (identity === true) { return 'identity that may invoke it'; }
  // Somebody is let in by a grant: with a Google account at least, unless it is for all, or nothing is asked.
  if (flagAt(to.body, 'invoker_iam_disabled', false) === false && askedOfPublic(scope, to) !== 'none') { return 'any Google account'; }
  if (front.kind === 'unknown') { return 'not known'; }
  const operations = front.envoy?.operations ?? [];
  if (!operations.some((one) => one.token)) { return 'none'; }
  const issuers = front.envoy?.issuers.map(({ issuer }) => issuer) ?? [];
  const free = operations.filter((one) => !one.token).map((one) => one.name).sort();
  return `token of ${issuers.join(' or ') || 'nobody'}${free.length === 0 ? '' : `, none for ${free.length <= 3 ? free.join(', ') : `${free.length} operations`}`}`;
}

/** Cloud Run's own host name, which the internet reaches unless ingress says otherwise. */
function direct(scope: Scope, service: Entry): void {
  if (textAt(service.body, 'ingress', 'INGRESS_TRAFFIC_ALL') !== 'INGRESS_TRAFFIC_ALL') { return; }
  const evidence: Evidence[] = [{ address: service.address, argument: 'ingress' }];
  scope.reach({
    direction: 'in', from: 'internet', through: [], to: service.address, ports: '443', protocol: 'HTTPS', authentication: authenticationOf(scope, service), tls: 'TLS', filter: 'none', weak: true, evidence,
  });
}

/** Functions and services of the first kind have host names of their own as well. */
function functions(scope: Scope): void {
  const rows = [
    ...scope.all('google_cloudfunctions2_function').map((entry) => ({ entry, path: 'service_config.ingress_settings', event: entry.body.event_trigger })),
    ...scope.all('google_cloudfunctions_function').map((entry) => ({ entry, path: 'ingress_settings', event: entry.body.trigger_http ? undefined : entry.body.event_trigger })),
    ...scope.all('google_cloud_run_service').map((entry) => ({ entry, path: 'metadata.annotations', event: ingressOf(entry) === 'all' ? undefined : 'none' })),
  ];
  for (const { entry, path, event } of rows) {
    const open = publicGrants(scope).get(entry.address) ?? [];
    if (event !== undefined || (path.endsWith('ingress_settings') && textAt(entry.body, path, 'ALLOW_ALL') !== 'ALLOW_ALL')) { continue; }
    scope.reach({
      direction: 'in', from: 'internet', through: [], to: entry.address, ports: '443', protocol: 'HTTPS', authentication: open.length > 0 ? askedOfPublic(scope, entry) : 'identity that may invoke it',
      tls: 'TLS', filter: 'none', weak: true, evidence: [{ address: entry.address, argument: path }, ...open],
    });
  }
}

/** Services of the first kind say in an annotation who may come. */
function ingressOf(service: Entry): string {
  const annotations = at(service.body, 'metadata.annotations');
  return String((typeof annotations === 'object' ? annotations?.['run.googleapis.com/ingress'] : undefined) ?? 'all');
}
