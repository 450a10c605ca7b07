import { Entry } from '../../../clouds/rule-graph';
import { blocksOf, cidrRange, isUnresolved, listOf, numeric, text, texts } from '../../../clouds/rule-values';
import { Scope } from '../scope';
import { flagAt, textAt } from '../values';

/** A rule of a firewall, of whichever kind. */
export interface FirewallRule {
  readonly entry: Entry;
  readonly direction: 'INGRESS' | 'EGRESS';
  readonly allows: boolean;
  readonly priority: number;
  /** Ranges, host names and regions on the other side, as written. */
  readonly peers: string[];
  /** Argument that names them. */
  readonly peersAt: string;
  /** Only from workloads with a tag or an account, or to named kinds of addresses. */
  readonly fromWorkloads: boolean;
  readonly ports: string;
  readonly protocol: string;
  readonly tags: string[];
  readonly accounts: string[];
  /** Network or policy that it belongs to, as written. */
  readonly owner: unknown;
}

export const FIREWALL_TYPES = ['google_compute_firewall', 'google_compute_network_firewall_policy_rule', 'google_compute_region_network_firewall_policy_rule', 'google_compute_firewall_policy_rule'];

const PRIVATE = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', '35.191.0.0/16', '130.211.0.0/22', '35.235.240.0/20'].map((range) => cidrRange(range)!);

const cached = new WeakMap<Scope, FirewallRule[]>();

/** The rules of a stack that are switched on. */
export function firewallRules(scope: Scope): FirewallRule[] {
  let rules = cached.get(scope);
  if (!rules) {
    rules = [
      ...scope.all('google_compute_firewall').filter((entry) => flagAt(entry.body, 'disabled', false) !== true).flatMap(classic),
      ...scope.all(...FIREWALL_TYPES.slice(1)).filter((entry) => flagAt(entry.body, 'disabled', false) !== true).flatMap(ofPolicy),
    ];
    cached.set(scope, rules);
  }
  return rules;
}

function classic(entry: Entry): FirewallRule[] {
  const { body } = entry;
  const direction = textAt(body, 'direction', 'INGRESS') === 'EGRESS' ? 'EGRESS' : 'INGRESS';
  const argument = direction === 'EGRESS' ? 'destination_ranges' : 'source_ranges';
  const workloads = listOf(body.source_tags).length + listOf(body.source_service_accounts).length > 0 && direction === 'INGRESS';
  // Without a source, everything is one.
  const peers = strings(body[argument]).length > 0 ? strings(body[argument]) : workloads ? [] : ['0.0.0.0/0'];
  return (['allow', 'deny'] as const).flatMap((action) => blocksOf(body[action]).map((one): FirewallRule => ({
    entry, direction, allows: action === 'allow', priority: numeric(body.priority) ?? 1000,
    peers, peersAt: argument, fromWorkloads: workloads && strings(body[argument]).length === 0,
    ports: portsOf(one.ports, one.protocol), protocol: protocolOf(one.protocol),
    tags: texts(body.target_tags), accounts: strings(body.target_service_accounts), owner: body.network,
  })));
}

function ofPolicy(entry: Entry): FirewallRule[] {
  const { body } = entry;
  const direction = textAt(body, 'direction', 'INGRESS') === 'EGRESS' ? 'EGRESS' : 'INGRESS';
  const action = text(body.action);
  if (action === 'goto_next') { return []; }
  const match = blocksOf(body.match)[0] ?? {};
  const side = direction === 'EGRESS' ? 'dest' : 'src';
  const named = (what: string) => strings(match[`${side}_${what}`]);
  const kinds = [
    ...named('ip_ranges'), ...named('fqdns'), ...named('region_codes').map((code) => `addresses in ${code}`),
    ...named('address_groups').map(() => 'a group of addresses'), ...named('threat_intelligences').map((list) => `list ${list}`),
  ];
  const workloads = blocksOf(match.src_secure_tags).length > 0 && direction === 'INGRESS';
  const layers = blocksOf(match.layer4_configs);
  return (layers.length > 0 ? layers : [{}]).map((layer): FirewallRule => ({
    entry, direction, allows: action === 'allow' || action === 'apply_security_profile_group', priority: numeric(body.priority) ?? 0,
    peers: kinds.length > 0 ? kinds : workloads ? [] : ['0.0.0.0/0'], peersAt: 'match', fromWorkloads: workloads && kinds.length === 0,
    ports: portsOf(layer.ports, layer.ip_protocol), protocol: protocolOf(layer.ip_protocol), tags: [], accounts: strings(body.target_service_accounts), owner: body.firewall_policy,
  }));
}

function strings(value: any): string[] {
  return listOf(value).filter((item): item is string => typeof item === 'string');
}

function portsOf(ports: any, protocol: any): string {
  const listed = listOf(ports).map((port) => (isUnresolved(port) ? 'known at apply' : String(port))).sort((a, b) => Number(a.split('-')[0]) - Number(b.split('-')[0]) || (a < b ? -1 : 1));
  return listed.length > 0 ? listed.join(', ') : /^(icmp|ah|esp)$/i.test(String(protocol)) ? 'none' : 'all';
}

function protocolOf(protocol: any): string {
  const name = text(protocol) ?? 'all';
  return ({ '6': 'TCP', '17': 'UDP', '1': 'ICMP' } as { [number: string]: string })[name] ?? (name === 'all' ? 'any' : name.toUpperCase());
}

/** The whole internet, in either version of IP. */
export function isInternet(range: string): boolean {
  return /^(0\.0\.0\.0\/0|::\/0)$/.test(range);
}

/** As good as the internet: `0.0.0.0/1` and `128.0.0.0/1` together are all of it. */
export function isWide(range: string): boolean {
  const block = cidrRange(range);
  return isInternet(range) || (block !== undefined && block.prefix < 8) || /^[0-9a-f:]*::\/[0-9]$/i.test(range);
}

/** Addresses that no one on the internet has, and Google's own for health checks and tunnels. */
export function isPrivate(peer: string): boolean {
  const range = cidrRange(peer);
  if (!range) { return /^f[cd]/i.test(peer); }
  return PRIVATE.some((outer) => range.first >= outer.first && range.last <= outer.last);
}

/** A rule of the same kind that ends for everybody before this one is asked. */
export function stopsBefore(rules: FirewallRule[], rule: FirewallRule): boolean {
  return rules.some((other) => isStop(other) && other.direction === rule.direction && other.entry.type === rule.entry.type && other.priority <= rule.priority);
}

/** Denies everything, for all of the network. */
export function isStop(rule: FirewallRule): boolean {
  return !rule.allows && rule.ports === 'all' && rule.protocol === 'any' && rule.peers.some(isInternet) && rule.tags.length === 0 && rule.accounts.length === 0;
}
