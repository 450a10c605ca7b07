import { blockOf, blocksOf, isBlock, listOf } from '../../../clouds/rule-values';
import type { Filter } from './envoy';

/** One operation that Envoy passes on to the service. */
export interface EnvoyOperation {
  /** `GET /orders/{orderId}`. */
  readonly name: string;
  /** A token that was verified is needed. */
  readonly token: boolean;
  readonly scopes: string[];
  readonly purposes: string[];
  /** The validator is asked. */
  readonly validated: boolean;
}

/** What a caller's token has to hold. */
interface Claims { readonly scopes: string[]; readonly purposes: string[]; readonly others: boolean }

const NOTHING: Claims = { scopes: [], purposes: [], others: false };
const SCOPES = ['scope', 'scopes', 'scp'];

/** Operations in the order of their names. What Envoy answers itself is none. */
export function operationsOf(manager: { readonly [key: string]: any }, filters: Filter[], templates: (operation: string) => string | undefined): EnvoyOperation[] {
  const hosts = blocksOf(blockOf(manager.route_config).virtual_hosts);
  const passedOn = hosts.flatMap((host) => blocksOf(host.routes).filter((route) => isBlock(route.route)).map((route) => ({ route, host })));
  return passedOn.map(({ route, host }) => operation(route, [route, host, blockOf(manager.route_config)], filters, templates))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function operation(route: { [key: string]: any }, around: { [key: string]: any }[], filters: Filter[], templates: (operation: string) => string | undefined): EnvoyOperation {
  const own = (filter: Filter) => around.map((place) => blockOf(place.typed_per_filter_config)[filter.name]).find(isBlock) ?? {};
  const scopeNames = scopeClaims(filters);
  const claims = filters.filter(({ kind }) => kind === 'RBAC').map((filter) => accessOf(filter, own(filter), scopeNames)).reduce(both, NOTHING);
  const { method, path } = matched(route);
  const name = `${method} ${path}`;
  const verified = filters.filter(({ kind }) => kind === 'JwtAuthentication').map((filter) => verification(filter, own(filter), path));
  const asked = claims.others || claims.scopes.length > 0 || claims.purposes.length > 0;
  return {
    name: templates(`${String(route.name)} ${name}`) ?? name,
    // Where no token is needed, but claims of one are, nobody comes in without one: claims are there only of verified tokens.
    token: verified.includes('needed') || asked,
    scopes: claims.scopes,
    purposes: claims.purposes,
    validated: filters.some((filter) => filter.kind === 'ExtAuthz' && filter.config.failure_mode_allow !== true && own(filter).disabled !== true),
  };
}

/** Claims that hold scopes: the usual names, and the first of those that the token filter splits into words. */
function scopeClaims(filters: Filter[]): string[] {
  const providers = filters.filter(({ kind }) => kind === 'JwtAuthentication').flatMap(({ config }) => Object.values(blockOf(config.providers)).filter(isBlock));
  return [...SCOPES, ...providers.map((provider) => String(listOf(blockOf(provider.normalize_payload_in_metadata).space_delimited_claims)[0]))];
}

function matched(route: { [key: string]: any }): { method: string; path: string } {
  const match = blockOf(route.match);
  const header = blocksOf(match.headers).find((one) => one.name === ':method');
  const method = header ? String(blockOf(header.string_match).exact ?? header.exact_match ?? 'any method') : 'any method';
  const regex = blockOf(match.safe_regex).regex;
  const path = match.path ?? (regex === undefined ? undefined : String(regex).replace(/\[\^\/\]\+/g, '{}').replace(/\\(.)/g, '$1')) ?? (match.prefix === undefined ? undefined : `${match.prefix}*`) ?? match.path_separated_prefix;
  return { method, path: String(path ?? 'any path') };
}

/** Whether a route needs a token, by the filter's rules and the route's own word. */
function verification(filter: Filter, own: { [key: string]: any }, path: string): 'needed' | 'optional' | 'none' {
  if (own.disabled === true) { return 'none'; }
  const named = own.requirement_name === undefined ? undefined : blockOf(filter.config.requirement_map)[String(own.requirement_name)];
  const rule = blocksOf(filter.config.rules).find((one) => covers(blockOf(one.match), path));
  const requires = named ?? rule?.requires ?? (rule?.requirement_name === undefined ? undefined : blockOf(filter.config.requirement_map)[String(rule.requirement_name)]);
  if (!isBlock(requires)) { return 'none'; }
  return /"allow_missing(_or_failed)?"/.test(JSON.stringify(requires)) ? 'optional' : 'needed';
}

function covers(match: { [key: string]: any }, path: string): boolean {
  if (typeof match.prefix === 'string') { return path.startsWith(match.prefix); }
  return match.path === undefined ? match.safe_regex !== undefined : match.path === path;
}

/** What a route asks of claims: its own policies count before the filter's. */
function accessOf(filter: Filter, own: { [key: string]: any }, scopeNames: string[]): Claims {
  if (own.disabled === true) { return NOTHING; }
  const replaced = own['@type'] !== undefined;
  const rules = replaced ? blockOf(own.rbac).rules : filter.config.rules;
  // A route that replaces the rules by none switches the filter off.
  if (!isBlock(rules)) { return NOTHING; }
  const action = String(rules.action ?? 'ALLOW');
  if (action !== 'ALLOW') { return NOTHING; }
  const ways = Object.values(blockOf(rules.policies)).filter(isBlock).flatMap((policy) => blocksOf(policy.principals).map((principal) => claimsOf(principal, scopeNames)));
  // No policy at all: nobody is let in.
  return ways.length === 0 ? { ...NOTHING, others: true } : ways.reduce(either);
}

/** Everything that one principal is made of. */
function claimsOf(principal: { [key: string]: any }, scopeNames: string[]): Claims {
  const ids = isBlock(principal.and_ids) ? blocksOf(principal.and_ids.ids) : [principal];
  return ids.map((id): Claims => {
    if (isBlock(id.and_ids)) { return claimsOf(id, scopeNames); }
    if (isBlock(id.or_ids)) {
      const [first, ...rest] = blocksOf(id.or_ids.ids).map((one) => claimsOf(one, scopeNames));
      return first === undefined ? NOTHING : rest.reduce(either, first);
    }
    const matcher = blockOf(blockOf(id.sourced_metadata).metadata_matcher ?? id.metadata);
    const claim = String(blocksOf(matcher.path).pop()?.key ?? '');
    const word = blockOf(blockOf(blockOf(blockOf(matcher.value).list_match).one_of).string_match).exact;
    if (!claim) { return NOTHING; }
    if (word === undefined) { return { ...NOTHING, others: true }; }
    return scopeNames.includes(claim) ? { ...NOTHING, scopes: [String(word)] } : { ...NOTHING, purposes: [String(word)] };
  }).reduce(both, NOTHING);
}

function both(a: Claims, b: Claims): Claims {
  return { scopes: union(a.scopes, b.scopes), purposes: union(a.purposes, b.purposes), others: a.others || b.others };
}

/** What a caller needs in any case, whichever of two ways it comes. */
function either(a: Claims, b: Claims): Claims {
  const common = (x: string[], y: string[]) => x.filter((one) => y.includes(one));
  return { scopes: common(a.scopes, b.scopes), purposes: common(a.purposes, b.purposes), others: isAsked(a) && isAsked(b) };
}

function isAsked({ scopes, purposes, others }: Claims): boolean {
  return others || scopes.length > 0 || purposes.length > 0;
}

function union(a: string[], b: string[]): string[] {
  return [...new Set([...listOf(a), ...listOf(b)])].sort();
}
