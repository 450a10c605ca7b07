import { Entry } from '../../../clouds/rule-graph';
import { blocksOf, cidrRange, isUnresolved } from '../../../clouds/rule-values';
import { Scope, Topic } from '../scope';
import { at, flagAt, textAt } from '../values';
import { FirewallRule, firewallRules, FIREWALL_TYPES, isInternet } from './firewalls';

/** Networks, their firewalls, and the ways out. */
export const networks: Topic = {
  types: [
    ...FIREWALL_TYPES, 'google_compute_network', 'google_compute_subnetwork', 'google_compute_router', 'google_compute_router_nat', 'google_compute_route',
    'google_compute_network_firewall_policy', 'google_compute_network_firewall_policy_association', 'google_compute_region_network_firewall_policy',
    'google_compute_region_network_firewall_policy_association', 'google_compute_firewall_policy', 'google_compute_firewall_policy_association', 'google_compute_network_peering',
    'google_vpc_access_connector', 'google_compute_vpn_tunnel',
  ],
  read(scope) {
    for (const subnet of scope.all('google_compute_subnetwork')) {
      const purpose = textAt(subnet.body, 'purpose', 'PRIVATE');
      // Flows of subnets of proxies and of endpoints cannot be logged.
      if (purpose !== undefined && /^PRIVATE$/.test(purpose)) { scope.state('network.flow-logs', subnet, subnet.body.log_config !== undefined && blocksOf(subnet.body.log_config).length > 0, 'log_config'); }
    }
    const owners = ownersOf(scope);
    for (const rule of firewallRules(scope)) { if (rule.direction === 'INGRESS' && rule.allows) { opened(scope, rule, owners); } }
    egress(scope, owners);
    peerings(scope);
  },
};

/** The network of a rule: its own, or the one that its policy is for. */
function ownersOf(scope: Scope): (rule: FirewallRule) => Entry | undefined {
  const byPolicy = new Map<string, Entry>();
  for (const link of scope.all('google_compute_network_firewall_policy_association', 'google_compute_region_network_firewall_policy_association', 'google_compute_firewall_policy_association')) {
    const policy = scope.graph.target(link.body.firewall_policy);
    const network = scope.lookup.find(link.body.attachment_target);
    if (policy && network) { byPolicy.set(policy.address, network); }
  }
  return (rule) => {
    const owner = scope.lookup.find(rule.owner) ?? scope.lookup.byName('networks', rule.owner);
    return owner?.type === 'google_compute_network' ? owner : owner && byPolicy.get(owner.address);
  };
}

/** What a rule lets in from ranges. */
function opened(scope: Scope, rule: FirewallRule, owners: (rule: FirewallRule) => Entry | undefined): void {
  if (rule.fromWorkloads) { return; }
  const targets = targetsOf(scope, rule) ?? [owners(rule)?.address ?? rule.entry.address];
  for (const peer of rule.peers) {
    const internet = isInternet(peer);
    const from = internet ? 'internet' : isUnresolved(peer) ? scope.lookup.find(peer)?.address ?? 'a range known at apply' : peer;
    for (const to of targets) {
      scope.reach({
        direction: 'in', from, through: to === rule.entry.address ? [] : [rule.entry.address], to, ports: rule.ports, protocol: rule.protocol, authentication: 'none', tls: 'not applicable',
        filter: internet ? 'none' : 'firewall rule', weak: internet || !isPrivate(peer), evidence: [{ address: rule.entry.address, argument: rule.peersAt }],
      });
    }
  }
}

/** Workloads that a rule is for; nothing where it is for all of the network. */
function targetsOf(scope: Scope, rule: FirewallRule): string[] | undefined {
  if (rule.tags.length === 0 && rule.accounts.length === 0) { return undefined; }
  const accounts = rule.accounts.map((account) => scope.lookup.account(account)?.address);
  const found = [
    ...rule.tags.flatMap((tag) => scope.taggedWith(tag)),
    ...accounts.flatMap((account) => (account ? scope.runningAs(account) : [])),
  ].map((workload) => workload.entry.address);
  return found.length > 0 ? [...new Set(found)] : undefined;
}

function isPrivate(peer: string): boolean {
  const range = cidrRange(peer);
  if (!range) { return isUnresolved(peer) || /^f[cd]/i.test(peer); }
  const inside = (block: string) => { const outer = cidrRange(block)!; return range.first >= outer.first && range.last <= outer.last; };
  return ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', '35.191.0.0/16', '130.211.0.0/22', '35.235.240.0/20'].some(inside);
}

/** Where the networks of this stack may send. Without a rule that denies, everything is allowed. */
function egress(scope: Scope, owners: (rule: FirewallRule) => Entry | undefined): void {
  const rules = new Map<string, FirewallRule[]>();
  for (const rule of firewallRules(scope)) {
    const network = rule.direction === 'EGRESS' ? owners(rule) : undefined;
    if (network) { rules.set(network.address, [...rules.get(network.address) ?? [], rule]); }
  }
  const leaving = new Map<string, string[]>();
  const add = (network: Entry | undefined, address: string) => { if (network) { leaving.set(network.address, [...leaving.get(network.address) ?? [], address]); } };
  for (const route of scope.all('google_compute_route')) {
    if (isInternet(String(route.body.dest_range)) && at(route.body, 'next_hop_gateway') !== undefined) { add(scope.lookup.find(route.body.network), route.address); }
  }
  for (const network of scope.all('google_compute_network')) {
    if (flagAt(network.body, 'delete_default_routes_on_create', false) === false) { add(network, network.address); }
  }
  for (const nat of scope.all('google_compute_router_nat')) { add(scope.lookup.find(scope.graph.target(nat.body.router)?.body.network), nat.address); }
  for (const network of scope.all('google_compute_network')) { outOf(scope, network, rules.get(network.address) ?? [], leaving.get(network.address) ?? []); }
}

function outOf(scope: Scope, network: Entry, rules: FirewallRule[], through: string[]): void {
  if (through.length === 0) { return; }
  const stop = rules.filter((rule) => !rule.allows && rule.ports === 'all' && rule.protocol === 'all' && rule.peers.some(isInternet) && rule.tags.length === 0 && rule.accounts.length === 0);
  const closed = stop.length > 0 ? Math.min(...stop.map((rule) => rule.priority)) : Infinity;
  const allowed = rules.filter((rule) => rule.allows && rule.priority < closed);
  const evidence = stop.length > 0 ? [{ address: stop[0].entry.address, argument: 'action' }] : [{ address: network.address }];
  const hosts = new Set<string>();
  for (const rule of allowed) {
    for (const peer of rule.peers) {
      if (isUnresolved(peer) || cidrRange(peer) && isPrivate(peer)) { continue; }
      const all = isInternet(peer);
      hosts.add(all ? '*' : peer);
      scope.reach({
        direction: 'out', from: network.address, through: [...through].sort(), to: all ? 'internet' : peer, ports: rule.ports, protocol: rule.protocol, authentication: 'not applicable', tls: 'not applicable',
        filter: all ? 'none' : 'firewall lets this pass', weak: all, evidence: [{ address: rule.entry.address, argument: rule.peersAt }],
      });
    }
  }
  if (closed === Infinity) {
    hosts.add('*');
    scope.reach({ direction: 'out', from: network.address, through: [...through].sort(), to: 'internet', ports: 'all', protocol: 'all', authentication: 'not applicable', tls: 'not applicable', filter: 'none', weak: true, evidence });
  }
  scope.state('network.egress-hosts', network, [...hosts], [...evidence, ...allowed.map(({ entry, peersAt }) => ({ address: entry.address, argument: peersAt }))]);
}

/** Other networks that reach this one. */
function peerings(scope: Scope): void {
  for (const peering of scope.all('google_compute_network_peering')) {
    const network = scope.lookup.find(peering.body.network);
    const peer = scope.lookup.find(peering.body.peer_network);
    const name = scope.graph.literal(peering.body.peer_network)?.split('/').slice(-5).join('/');
    scope.reach({
      direction: 'in', from: peer?.address ?? `network ${name ?? 'known at apply'}`, through: [peering.address], to: network?.address ?? peering.address, ports: 'all', protocol: 'all',
      authentication: 'none', tls: 'not applicable', filter: 'firewall rules of the network', weak: false, evidence: [{ address: peering.address, argument: 'peer_network' }],
    });
  }
}
