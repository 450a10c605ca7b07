import { blockOf, blocksOf, isBlock, json, listOf, numeric, seconds } from '../../../clouds/rule-values';
import { hostOf } from '../values';
import { EnvoyOperation, operationsOf } from './envoy-routes';

/** What a configuration of Envoy enforces. */
export interface EnvoyReading {
  readonly issuers: { readonly issuer: string; readonly audiences: string[]; readonly keys?: string }[];
  readonly operations: EnvoyOperation[];
  /** Requests a minute that one instance lets pass. */
  readonly overall?: number;
  readonly perClient?: number;
  /** Bytes of the largest body that passes. */
  readonly largestBody?: number;
  readonly hsts: boolean;
  readonly accessLog: boolean;
  /** Hosts beyond the instance that requests can be sent to, with their ports. */
  readonly hosts: { readonly host: string; readonly port: string }[];
  /** A program is asked about each request, and without its answer none passes. */
  readonly asks: boolean;
}

/** One HTTP filter in its place. */
export interface Filter {
  readonly name: string;
  readonly kind: string;
  readonly config: { readonly [key: string]: any };
}

/** More than this many requests at once is no limit. */
const UNLIMITED = 4_000_000_000;

/**
 * Reads what an Envoy file does with what comes to a port; nothing where it is none. `$${` and `%%{` are Terraform's way to
 * write `${` and `%{`.
 */
export function envoyOf(content: unknown, port: number | undefined, templates: (operation: string) => string | undefined): EnvoyReading | undefined {
  const config = typeof content === 'string' ? json(content.replace(/\$\$\{/g, '${').replace(/%%\{/g, '%{')) : undefined;
  const resources = blockOf(blockOf(config).static_resources);
  const all = blocksOf(resources.listeners);
  const own = all.filter((listener) => numeric(blockOf(blockOf(listener.address).socket_address).port_value) === port);
  const managers = (own.length > 0 ? own : all).flatMap((listener) => blocksOf(listener.filter_chains)).flatMap((chain) => blocksOf(chain.filters))
    .map((filter) => blockOf(filter.typed_config)).filter((typed) => kindOf(typed) === 'HttpConnectionManager');
  const [first, ...rest] = managers.map((manager) => managerOf(manager, templates));
  return first && { ...rest.reduce(weaker, first), hosts: hostsOf(resources) };
}

function managerOf(manager: { [key: string]: any }, templates: (operation: string) => string | undefined): EnvoyReading {
  const filters = blocksOf(manager.http_filters).filter((filter) => filter.disabled !== true)
    .map((filter) => ({ name: String(filter.name), config: blockOf(filter.typed_config), kind: kindOf(blockOf(filter.typed_config)) }));
  const bodies = filters.filter(({ kind }) => kind === 'Buffer').map(({ config }) => numeric(config.max_request_bytes)).filter((size): size is number => size !== undefined);
  return {
    issuers: issuersOf(filters),
    operations: operationsOf(manager, filters, templates),
    ...limitsOf(filters),
    ...(bodies.length > 0 ? { largestBody: Math.min(...bodies) } : {}),
    hsts: filters.some(({ kind, config }) => kind === 'HeaderMutation' && setsHsts(config)),
    accessLog: listOf(manager.access_log).length > 0,
    hosts: [],
    asks: filters.some(({ kind, config }) => kind === 'ExtAuthz' && config.failure_mode_allow !== true && (isBlock(config.http_service) || isBlock(config.grpc_service))),
  };
}

/** Of two doors the weaker one counts. */
function weaker(a: EnvoyReading, b: EnvoyReading): EnvoyReading {
  const larger = (x?: number, y?: number) => (x === undefined || y === undefined ? undefined : Math.max(x, y));
  return {
    issuers: [...a.issuers, ...b.issuers], operations: [...a.operations, ...b.operations], hosts: [],
    overall: larger(a.overall, b.overall), perClient: larger(a.perClient, b.perClient), largestBody: larger(a.largestBody, b.largestBody),
    hsts: a.hsts && b.hsts, accessLog: a.accessLog && b.accessLog, asks: a.asks && b.asks,
  };
}

function hostsOf(resources: { [key: string]: any }): EnvoyReading['hosts'] {
  const addresses = blocksOf(resources.clusters).flatMap((cluster) => blocksOf(blockOf(cluster.load_assignment).endpoints)).flatMap((group) => blocksOf(group.lb_endpoints))
    .map((one) => blockOf(blockOf(blockOf(one.endpoint).address).socket_address));
  return addresses.filter(({ address }) => typeof address === 'string' && !/^(127\.|::1$|localhost$)/.test(address)).map(({ address, port_value: port }) => ({ host: String(address), port: String(port) }));
}

/** `JwtAuthentication` of `type.googleapis.com/envoy.extensions.filters.http.jwt_authn.v3.JwtAuthentication`. */
export function kindOf(typed: { readonly [key: string]: any }): string {
  return String(typed['@type'] ?? '').split('.').pop() ?? '';
}

function issuersOf(filters: Filter[]): EnvoyReading['issuers'] {
  return filters.filter(({ kind }) => kind === 'JwtAuthentication').flatMap(({ config }) => Object.values(blockOf(config.providers)).filter(isBlock).map((provider) => ({
    issuer: typeof provider.issuer === 'string' ? provider.issuer : 'any issuer',
    audiences: listOf(provider.audiences).map(String).sort(),
    keys: hostOf(blockOf(blockOf(provider.remote_jwks).http_uri).uri),
  })));
}

/** The strictest limits that are enforced. Both shares of requests for which a filter is on are none unless they are stated. */
function limitsOf(filters: Filter[]): { overall?: number; perClient?: number } {
  const overall: number[] = [];
  const perClient: number[] = [];
  for (const { kind, config } of filters) {
    if (kind !== 'LocalRateLimit' || share(config.filter_enabled) < 100 || share(config.filter_enforced) < 100) { continue; }
    const all = perMinute(config.token_bucket);
    if (all !== undefined) { overall.push(all); }
    const each = blocksOf(config.descriptors).map((descriptor) => perMinute(descriptor.token_bucket));
    if (listOf(config.rate_limits).length > 0) { perClient.push(...each.filter((rate): rate is number => rate !== undefined)); }
  }
  return { ...(overall.length > 0 ? { overall: Math.min(...overall) } : {}), ...(perClient.length > 0 ? { perClient: Math.min(...perClient) } : {}) };
}

function share(fraction: any): number {
  const value = blockOf(blockOf(fraction).default_value);
  const whole = ({ HUNDRED: 100, TEN_THOUSAND: 10_000, MILLION: 1_000_000 } as { [name: string]: number })[String(value.denominator ?? 'HUNDRED')] ?? 100;
  return ((numeric(value.numerator) ?? 0) * 100) / whole;
}

function perMinute(bucket: any): number | undefined {
  const { max_tokens: max, tokens_per_fill: fill = 1, fill_interval: interval } = blockOf(bucket);
  const [tokens, length] = [numeric(fill), seconds(interval)];
  if (tokens === undefined || !length || (numeric(max) ?? 0) > UNLIMITED) { return undefined; }
  return Math.round((tokens * 60) / length);
}

function setsHsts(config: { readonly [key: string]: any }): boolean {
  return blocksOf(blockOf(config.mutations).response_mutations).map((mutation) => blockOf(blockOf(mutation.append).header))
    .some((header) => String(header.key).toLowerCase() === 'strict-transport-security' && isHsts(header.value));
}

/** A header that tells browsers to come by TLS only; `max-age=0` takes it back. */
export function isHsts(value: unknown): boolean {
  return Number(/max-age\s*=\s*"?(\d+)/i.exec(String(value))?.[1] ?? 0) > 0;
}
