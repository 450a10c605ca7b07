import { Entry } from '../../../clouds/rule-graph';
import { blocksOf, isUnresolved } from '../../../clouds/rule-values';
import { grouped, Scope, Topic } from '../scope';
import { at, flagAt, numberAt, textAt } from '../values';
import { FirewallRule, firewallRules, FIREWALL_TYPES, isInternet, isPrivate, isStop, isWide, stopsBefore } from './firewalls';
import { append } from '../../group';

/** Google logs every second flow, where nothing else is said; less is no log to look things up in. */
const HALF = 0.5;

/** Networks, their firewalls, and the ways out. */
export const networks: Topic = {
  types: [
    ...FIREWALL_TYPES, 'google_compute_network', 'google_compute_subnetwork', 'google_compute_router', 'google_compute_router_nat', 'google_compute_route',
    'google_compute_network_firewall_policy', 'google_compute_network_firewall_policy_association', 'google_compute_region_network_firewall_policy',
    'google_compute_region_network_firewall_policy_association', 'google_compute_firewall_policy', 'google_compute_firewall_policy_association', 'google_compute_network_peering',
    'google_vpc_access_connector', 'google_compute_vpn_tunnel', 'google_compute_vpn_gateway', 'google_compute_ha_vpn_gateway', 'google_compute_external_vpn_gateway',
  ],
  read(scope) {
    for (const subnet of scope.all('google_compute_subnetwork')) {
      const purpose = textAt(subnet.body, 'purpose', 'PRIVATE');
      // Flows of subnets of proxies and of endpoints cannot be logged.
      if (purpose !== undefined && /^PRIVATE$/.test(purpose)) { scope.state('network.flow-logs', subnet, blocksOf(subnet.body.log_config).length > 0 && (numberAt(subnet.body, 'log_config.flow_sampling', HALF) ?? HALF) >= HALF, 'log_config'); }
    }
    const owners = ownersOf(scope);
    // Rules of a network that is not of this stack stand for themselves.
    const rules = grouped(firewallRules(scope), (rule) => [owners(rule)?.address ?? '']);
    for (const [network, own] of rules) {
      for (const rule of own.filter((one) => one.allows && (network === '' || !stopsBefore(own, one)))) {
        if (rule.direction === 'INGRESS') { opened(scope, rule, network); } else { leaves(scope, rule, network); }
      }
    }
    wayOut(scope, rules);
    peerings(scope);
    tunnels(scope);
    endpoints(scope);
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
function opened(scope: Scope, rule: FirewallRule, network: string): void {
  if (rule.fromWorkloads) { return; }
  for (const peer of rule.peers) {
    const wide = isWide(peer);
    const from = isInternet(peer) ? 'internet' : isUnresolved(peer) ? scope.lookup.find(peer)?.address ?? 'a range known at apply' : peer;
    for (const to of endsOf(scope, rule, network)) {
      scope.reach({
        direction: 'in', from, through: to === rule.entry.address ? [] : [rule.entry.address], to, ports: rule.ports, protocol: rule.protocol, authentication: 'none', tls: 'not applicable',
        filter: wide ? 'none' : 'firewall rule', weak: wide || from === 'a range known at apply', evidence: [{ address: rule.entry.address, argument: rule.peersAt }],
      });
    }
  }
}

/** What a rule lets out. What leads to a resource of this stack is a flow. */
function leaves(scope: Scope, rule: FirewallRule, network: string): void {
  for (const peer of rule.peers) {
    if (isPrivate(peer) || (isUnresolved(peer) && scope.lookup.find(peer))) { continue; }
    const wide = isWide(peer);
    for (const from of endsOf(scope, rule, network)) {
      scope.reach({
        direction: 'out', from, through: from === rule.entry.address ? [] : [rule.entry.address], to: isInternet(peer) ? 'internet' : isUnresolved(peer) ? 'a range known at apply' : peer,
        ports: rule.ports, protocol: rule.protocol, authentication: 'not applicable', tls: 'not applicable', filter: wide ? 'none' : /[a-z]\.[a-z]/i.test(peer) ? 'firewall lets named hosts pass' : 'firewall rule',
        weak: wide || isUnresolved(peer), evidence: [{ address: rule.entry.address, argument: rule.peersAt }],
      });
    }
  }
}

/** Workloads of a rule, or its network, or the rule itself where the network is of another stack. */
function endsOf(scope: Scope, rule: FirewallRule, network: string): string[] {
  return targetsOf(scope, rule) ?? [network === '' ? rule.entry.address : network];
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

/** Networks of this stack with a way to the internet, and what their firewall leaves of it. Without a rule that denies, everything is allowed. */
function wayOut(scope: Scope, rules: Map<string, FirewallRule[]>): void {
  const exits = new Map<string, string[]>();
  const add = (network: Entry | undefined, address: string) => { if (network) { append(exits, network.address, address); } };
  for (const route of scope.all('google_compute_route')) {
    if (isInternet(String(route.body.dest_range)) && at(route.body, 'next_hop_gateway') !== undefined) { add(scope.lookup.find(route.body.network), route.address); }
  }
  for (const nat of scope.all('google_compute_router_nat')) { add(scope.lookup.find(scope.graph.target(nat.body.router)?.body.network), nat.address); }
  for (const network of scope.all('google_compute_network')) {
    const standard = flagAt(network.body, 'delete_default_routes_on_create', false) !== true;
    const through = (exits.get(network.address) ?? []).sort();
    if (standard || through.length > 0) { outOf(scope, network, (rules.get(network.address) ?? []).filter((rule) => rule.direction === 'EGRESS'), through); }
  }
}

function outOf(scope: Scope, network: Entry, rules: FirewallRule[], through: string[]): void {
  const stop = rules.find(isStop);
  const allowed = rules.filter((rule) => rule.allows && !stopsBefore(rules, rule));
  const hosts = new Set(allowed.flatMap((rule) => rule.peers.filter((peer) => !isUnresolved(peer) && !isPrivate(peer)).map((peer) => (isWide(peer) ? '*' : peer))));
  const evidence = stop ? [{ address: stop.entry.address, argument: stop.entry.type === 'google_compute_firewall' ? 'deny' : 'action' }] : [{ address: network.address }];
  if (!stop) {
    hosts.add('*');
    scope.reach({ direction: 'out', from: network.address, through, to: 'internet', ports: 'all', protocol: 'any', authentication: 'not applicable', tls: 'not applicable', filter: 'none', weak: true, evidence });
  }
  scope.state('network.egress-hosts', network, [...hosts], [...evidence, ...allowed.map(({ entry, peersAt }) => ({ address: entry.address, argument: peersAt }))]);
}

/** Other networks that reach this one. One that is not of this stack may be anybody's. */
function peerings(scope: Scope): void {
  for (const peering of scope.all('google_compute_network_peering')) {
    const network = scope.lookup.find(peering.body.network);
    const peer = scope.lookup.find(peering.body.peer_network);
    const name = scope.graph.literal(peering.body.peer_network)?.split('/').slice(-5).join('/');
    scope.reach({
      direction: 'in', from: peer?.address ?? `network ${name ?? 'known at apply'}`, through: [peering.address], to: network?.address ?? peering.address, ports: 'all', protocol: 'any',
      authentication: 'none', tls: 'not applicable', filter: 'firewall rules of the network', weak: peer === undefined, evidence: [{ address: peering.address, argument: 'peer_network' }],
    });
  }
}

/** Tunnels from elsewhere. */
function tunnels(scope: Scope): void {
  for (const tunnel of scope.all('google_compute_vpn_tunnel')) {
    const peer = scope.lookup.find(at(tunnel.body, 'peer_gcp_gateway'));
    const address = scope.graph.literal(at(tunnel.body, 'peer_ip'));
    scope.reach({
      direction: 'in', from: peer?.address ?? address ?? 'a network known at apply', through: [], to: tunnel.address, ports: 'all', protocol: 'any', authentication: 'shared key', tls: 'IPsec',
      filter: 'firewall rules of the network', weak: peer === undefined, evidence: [{ address: tunnel.address, argument: address === undefined ? 'peer_external_gateway' : 'peer_ip' }],
    });
  }
}

/** Endpoints of Google's interfaces: whoever sends to one may use it for projects of others, unless a perimeter is around this one. */
function endpoints(scope: Scope): void {
  if (scope.all('google_access_context_manager_service_perimeter', 'google_access_context_manager_service_perimeter_resource').length > 0) { return; }
  for (const rule of scope.all('google_compute_global_forwarding_rule')) {
    if (/^(all-apis|vpc-sc)$/.test(textAt(rule.body, 'target') ?? '')) { scope.state('network.endpoint-limited', rule, false, 'target'); }
  }
}
