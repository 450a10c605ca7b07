import { Entry, TerraformGraph } from '../../clouds/rule-graph';
import { blocksOf, isSet, isUnresolved, listOf, text, texts } from '../../clouds/rule-values';
import { Evidence } from '../model';
import { Notes, Reader } from '../reader';
import { AzureNetwork, networkOf } from './network';
import { isWide, origin } from './openings';
import { publicAddresses } from './reach-network';
import { Rows } from './rows';
import { rulesByGroup } from './security-rules';
import { AzureStack, stackOf } from './stack';
import { portsOf, when, word } from './values';

/** The ways to the internet: routes, the firewall and the hosts that it lets pass, public addresses. */
export const egress: Reader = {
  types: [
    'azurerm_firewall', 'azurerm_firewall_policy', 'azurerm_firewall_policy_rule_collection_group', 'azurerm_route_table', 'azurerm_route',
    'azurerm_subnet_route_table_association', 'azurerm_public_ip', 'azurerm_nat_gateway', 'azurerm_nat_gateway_public_ip_association', 'azurerm_subnet_nat_gateway_association',
  ],
  read(graph: TerraformGraph, notes: Notes): void {
    const stack = stackOf(graph);
    const network = networkOf(stack);
    const rows = new Rows();
    const behind = routes(stack);
    const named = new Set<string>();
    const ways = waysOf(network, graph, behind);
    for (const group of graph.all('azurerm_firewall_policy_rule_collection_group')) { readGroup(network, notes, rows, group, named, behind, ways); }
    for (const subnet of graph.all('azurerm_subnet')) { waysOut(network, rows, subnet, behind.get(subnet.address), named); }
    rows.into(notes);
    for (const policy of graph.all('azurerm_firewall_policy')) {
      const intrusion = word([policy.body.intrusion_detection].flat()[0]?.mode, 'Off');
      const threats = word(policy.body.threat_intelligence_mode, 'Alert');
      notes.state('guard.enabled', policy, intrusion && when(intrusion === 'Deny', true, false), 'intrusion_detection.mode', 'intrusion detection');
      notes.state('guard.enabled', policy, threats && when(threats === 'Deny', true, false), 'threat_intelligence_mode', 'threat intelligence');
    }
    const used = new Set<string>();
    const inward = graph.all('azurerm_firewall_policy_rule_collection_group', 'azurerm_firewall_nat_rule_collection').some((group) => isSet(group.body.nat_rule_collection) || isSet(group.body.rule));
    for (const { entry, address } of publicAddresses(graph)) {
      used.add(address.address);
      // Nobody can call an address that is for calls out: no rule leads from it to what is inside.
      if (entry.type === 'azurerm_nat_gateway_public_ip_association' || (entry.type === 'azurerm_firewall' && !inward)) { continue; }
      notes.state('network.public-address', entry, true, [{ address: address.address }]);
    }
    for (const address of graph.all('azurerm_public_ip')) { if (!used.has(address.address)) { notes.state('network.public-address', address, true); } }
  },
};

interface Way { readonly hop: string; readonly table: Entry; readonly evidence: Evidence }

/** Where the default route of each subnet leads. */
function routes(stack: AzureStack): Map<string, Way> {
  const tables = new Map<string, Way>();
  for (const table of stack.graph.all('azurerm_route_table')) {
    const route = blocksOf(table.body.route).find((r) => r.address_prefix === '0.0.0.0/0');
    if (route) { tables.set(table.address, { hop: text(route.next_hop_type) ?? 'unknown', table, evidence: { address: table.address, argument: 'route' } }); }
  }
  for (const route of stack.graph.all('azurerm_route')) {
    const table = stack.named('azurerm_route_table', route.body.route_table_name);
    if (table && route.body.address_prefix === '0.0.0.0/0') { tables.set(table.address, { hop: text(route.body.next_hop_type) ?? 'unknown', table, evidence: { address: route.address, argument: 'next_hop_type' } }); }
  }
  const ways = new Map<string, Way>();
  for (const link of stack.graph.all('azurerm_subnet_route_table_association')) {
    const subnet = stack.find(link.body.subnet_id);
    const way = tables.get(stack.find(link.body.route_table_id)?.address ?? '');
    if (subnet && way) { ways.set(subnet.address, way); }
  }
  return ways;
}

/** Route tables on the way of each subnet and of what is in it. */
function waysOf(network: AzureNetwork, graph: TerraformGraph, behind: Map<string, Way>): Map<string, string[]> {
  return new Map(graph.all('azurerm_subnet').flatMap((subnet) => {
    const way = behind.get(subnet.address);
    return way ? [subnet.address, ...network.in(subnet).map((m) => m.entry.address)].map((address): [string, string[]] => [address, [way.table.address]]) : [];
  }));
}

const passesFirewall = (way: Way | undefined) => way?.hop === 'VirtualAppliance' || way?.hop === 'VirtualNetworkGateway';

function readGroup(network: AzureNetwork, notes: Notes, rows: Rows, group: Entry, named: Set<string>, behind: Map<string, Way>, ways: Map<string, string[]>): void {
  const hosts: string[] = [];
  const collections = (kind: string) => blocksOf(group.body[`${kind}_rule_collection`]);
  for (const [kind, collection] of [...collections('application').map((c) => ['application', c] as const), ...collections('network').map((c) => ['network', c] as const)]) {
    if (text(collection.action) === 'Deny') { continue; }
    for (const rule of blocksOf(collection.rule)) {
      const to = destinations(rule);
      hosts.push(...to);
      const ports = kind === 'application' ? portsOf(blocksOf(rule.protocols).map((p) => p.port)) : portsOf(rule.destination_ports);
      const protocol = kind === 'application' ? [...new Set(blocksOf(rule.protocols).map((p) => String(p.type).toUpperCase()))].sort().join(', ') : texts(rule.protocols).sort().join(', ').toUpperCase();
      for (const from of callers(network, rule, named, behind)) {
        for (const host of to) { rows.add(out(from, [...ways.get(from) ?? [], group.address], host === '*' ? 'internet' : host, ports, protocol, host === '*' ? 'firewall lets every host pass' : 'firewall lets named hosts pass', host === '*', [{ address: group.address, argument: `${kind}_rule_collection` }])); }
      }
    }
  }
  notes.state('network.egress-hosts', group, hosts, 'application_rule_collection');
  for (const collection of collections('nat')) {
    for (const rule of blocksOf(collection.rule)) { translated(rows, group, rule); }
  }
}

function destinations(rule: { [argument: string]: any }): string[] {
  const addresses = texts(rule.destination_addresses).map(origin).map((a) => (a === 'internet' ? '*' : a));
  const written = ['destination_fqdns', 'destination_urls', 'destination_fqdn_tags'].flatMap((argument) => listOf(rule[argument]).map((value) => (isUnresolved(value) ? 'a host known at apply' : String(value))));
  return [...addresses, ...written];
}

/** Who a rule is for: what is in a subnet of this stack, or a range. */
function callers(network: AzureNetwork, rule: { [argument: string]: any }, named: Set<string>, behind: Map<string, Way>): string[] {
  return listOf(rule.source_addresses).flatMap((source) => {
    const subnet = network.subnet(source);
    if (!subnet) {
      network.within(source).forEach((inner) => named.add(inner.address));
      return [isUnresolved(source) ? 'a range known at apply' : origin(String(source)) === 'internet' ? 'whatever is behind the firewall' : String(source)];
    }
    named.add(subnet.address);
    // Traffic that no route leads to the firewall does not ask it.
    if (!passesFirewall(behind.get(subnet.address))) { return []; }
    const members = network.in(subnet).filter((m) => m.calls).map((m) => m.entry.address);
    return members.length > 0 ? members : [subnet.address];
  });
}

/** A port of the firewall's public address that leads inside. */
function translated(rows: Rows, group: Entry, rule: { [argument: string]: any }): void {
  const to = text(rule.translated_address) ?? text(rule.translated_fqdn) ?? 'an address known at apply';
  for (const source of listOf(rule.source_addresses).map((s) => (isUnresolved(s) ? 'a range known at apply' : origin(String(s))))) {
    rows.add({
      ...out(source, [group.address], to, portsOf(rule.destination_ports), texts(rule.protocols).sort().join(', '), source === 'internet' ? 'none' : 'firewall lets named addresses pass', source === 'internet',
        [{ address: group.address, argument: 'nat_rule_collection' }]), direction: 'in', authentication: isWide(source) ? 'none' : 'not applicable',
    });
  }
}

function waysOut(network: AzureNetwork, rows: Rows, subnet: Entry, way: Way | undefined, named: Set<string>): void {
  const callersOf = network.in(subnet).filter((m) => m.calls && m.entry.type !== 'azurerm_firewall');
  if (callersOf.length === 0 || way?.hop === 'None') { return; }
  const group = network.stack.at('azurerm_subnet_network_security_group_association', 'subnet_id', subnet)[0];
  const rules = group ? rulesByGroup(network.stack).get(network.stack.find(group.body.network_security_group_id)?.address ?? '') : undefined;
  const open = rules?.filter((rule) => !rule.inbound && rule.destinations.includes('internet'));
  // A security group elsewhere is not known; it is taken for one that lets all pass, as Azure's own rules do.
  const ways = open ? open.map((rule) => ({ ports: rule.ports, protocol: rule.protocol, evidence: rule.evidence })) : [{ ports: 'all', protocol: '*', evidence: { address: subnet.address } }];
  for (const { ports, protocol, evidence } of ways) {
    if (passesFirewall(way) && named.has(subnet.address)) { continue; }
    const filter = passesFirewall(way) ? 'firewall of another stack' : open ? 'security group' : 'none';
    for (const { entry } of callersOf) {
      rows.add(out(entry.address, way ? [way.table.address] : [], 'internet', ports, protocol === '*' ? 'any' : protocol.toUpperCase(), filter, !passesFirewall(way), way ? [evidence, way.evidence] : [evidence, { address: subnet.address }]));
    }
  }
}

function out(from: string, way: string[], to: string, ports: string, protocol: string, filter: string, weak: boolean, evidence: Evidence[]) {
  return { direction: 'out' as const, from, through: way, to, ports, protocol: isSet(protocol) && protocol ? protocol : 'any', authentication: 'not applicable', tls: protocol.startsWith('HTTPS') ? 'TLS' : 'not applicable', filter, weak, evidence };
}
