import { Entry } from '../../../clouds/rule-graph';
import { listOf } from '../../../clouds/rule-values';
import { Scope } from '../scope';
import { at, blocksAt, flagAt, textAt } from '../values';

/** One way from a public port to what answers. */
export interface Route {
  readonly rule: Entry;
  readonly proxy?: Entry;
  readonly urlMap?: Entry;
  readonly backend?: Entry;
  readonly group?: Entry;
  /** What answers in the end; the last resource that is known. */
  readonly to: Entry;
  readonly ports: string;
  /** Only tells callers to come by TLS. */
  readonly redirects: boolean;
  readonly internet: boolean;
}

const RULES = ['google_compute_global_forwarding_rule', 'google_compute_forwarding_rule'];
const PROXIES = /_target_(https?|ssl|tcp|grpc)_proxy$/;
const BACKENDS = /_backend_(service|bucket)$/;
const cached = new WeakMap<Scope, Route[]>();

/** All ways through load balancers. A forwarding rule without a scheme is external; an empty one is a private endpoint. */
export function routesOf(scope: Scope): Route[] {
  let routes = cached.get(scope);
  if (!routes) {
    const services = servicesOfUrlMaps(scope);
    routes = scope.all(...RULES).flatMap((rule) => routesOfRule(scope, rule, services));
    cached.set(scope, routes);
  }
  return routes;
}

function routesOfRule(scope: Scope, rule: Entry, services: (urlMap: Entry) => Entry[]): Route[] {
  const scheme = at(rule.body, 'load_balancing_scheme') ?? (rule.body.load_balancing_scheme === '' ? '' : 'EXTERNAL');
  if (scheme === '') { return []; }
  const internet = !/^INTERNAL/.test(String(scheme));
  const ports = portsOf(rule);
  const proxy = scope.graph.target(at(rule.body, 'target') ?? at(rule.body, 'backend_service'));
  const base = { rule, ports, internet, redirects: false };
  if (!proxy || !PROXIES.test(proxy.type)) { return [{ ...base, to: proxy ?? rule, ...(proxy && BACKENDS.test(proxy.type) ? ends(scope, proxy)[0] : {}) }]; }
  const urlMap = scope.graph.target(proxy.body.url_map);
  if (!urlMap) {
    const backend = scope.graph.target(proxy.body.backend_service);
    return backend ? ends(scope, backend).map((end) => ({ ...base, proxy, ...end })) : [{ ...base, proxy, to: proxy }];
  }
  const backends = services(urlMap);
  if (backends.length === 0) { return [{ ...base, proxy, urlMap, to: urlMap, redirects: flagAt(urlMap.body, 'default_url_redirect.https_redirect', false) === true }]; }
  return backends.flatMap((backend) => ends(scope, backend).map((end) => ({ ...base, proxy, urlMap, ...end })));
}

function portsOf(rule: Entry): string {
  if (flagAt(rule.body, 'all_ports', false)) { return 'all'; }
  const listed = listOf(at(rule.body, 'ports')).map(String).sort();
  return listed.length > 0 ? listed.join(', ') : textAt(rule.body, 'port_range')?.replace(/^(\d+)-\1$/, '$1') ?? (typeof rule.body.port_range === 'number' ? String(rule.body.port_range) : 'all');
}

/** Backends that a URL map leads to, wherever in it they are named. */
function servicesOfUrlMaps(scope: Scope): (urlMap: Entry) => Entry[] {
  const known = new Map<string, Entry[]>();
  return (urlMap) => {
    let found = known.get(urlMap.address);
    if (!found) {
      const named = new Map<string, Entry>();
      collect(urlMap.body, (value) => {
        const target = scope.graph.target(value);
        if (target && BACKENDS.test(target.type)) { named.set(target.address, target); }
      }, 0);
      found = [...named.values()];
      known.set(urlMap.address, found);
    }
    return found;
  };
}

function collect(value: any, see: (text: string) => void, depth: number): void {
  if (typeof value === 'string') { if (value.includes('${')) { see(value); } } else if (typeof value === 'object' && value !== null && depth < 12) {
    for (const [key, item] of Object.entries(value)) { if (key !== '//' && key !== 'depends_on') { collect(item, see, depth + 1); } }
  }
}

/** The groups of a backend and what is in them. */
function ends(scope: Scope, backend: Entry): { backend: Entry; group?: Entry; to: Entry }[] {
  if (backend.type.endsWith('_bucket')) {
    const bucket = scope.lookup.find(backend.body.bucket_name) ?? scope.lookup.byName('storage', backend.body.bucket_name);
    return [{ backend, to: bucket ?? backend }];
  }
  const groups = blocksAt(backend.body, 'backend').map((one) => scope.graph.target(one.group)).filter((group): group is Entry => group !== undefined);
  return groups.length === 0 ? [{ backend, to: backend }] : groups.map((group) => ({ backend, group, to: serving(scope, group) ?? group }));
}

/** What is behind a serverless group. */
function serving(scope: Scope, group: Entry): Entry | undefined {
  const [run, name] = [at(group.body, 'cloud_run.service'), at(group.body, 'cloud_function.function')];
  return scope.lookup.find(run) ?? scope.lookup.byName('services', run) ?? scope.lookup.find(name) ?? scope.lookup.byName('functions', name);
}
