import { Entry, TerraformGraph } from '../../clouds/rule-graph';
import { cidrRange, isSet, isUnresolved, text } from '../../clouds/rule-values';
import { Evidence, Reach } from '../model';
import { Notes, Reader } from '../reader';
import { AzureNetwork, networkOf } from './network';
import { isWide } from './openings';
import { Rows } from './rows';
import { rulesByGroup, SecurityRule } from './security-rules';
import { stackOf } from './stack';
import { loginWords } from './stores';
import { valuesAt, word } from './values';
import { append } from '../group';

/** Subnets that Azure does not let security groups into, or whose traffic is the service's own. */
const SERVICE_SUBNETS = ['AzureFirewallSubnet', 'AzureFirewallManagementSubnet', 'AzureBastionSubnet', 'GatewaySubnet', 'RouteServerSubnet'];

/** What may be called from where, by the rules of network security groups. Between subnets of this stack that is a flow, no reach. */
export const reachNetwork: Reader = {
  types: [
    'azurerm_network_security_group', 'azurerm_network_security_rule', 'azurerm_subnet', 'azurerm_subnet_network_security_group_association',
    'azurerm_network_interface_security_group_association', 'azurerm_network_interface', 'azurerm_virtual_network', 'azurerm_application_security_group',
    'azurerm_private_endpoint', 'azurerm_private_endpoint_application_security_group_association', 'azurerm_network_watcher_flow_log',
  ],
  read(graph: TerraformGraph, notes: Notes): void {
    const stack = stackOf(graph);
    const network = networkOf(stack);
    const rows = new Rows();
    const subnets = subnetsByGroup(graph, network);
    const guarded = new Set<string>();
    for (const [group, rules] of rulesByGroup(stack)) {
      const places = subnets.get(group) ?? [];
      places.forEach((place) => guarded.add(place.address));
      for (const rule of rules) {
        if (rule.inbound) { inbound(network, rows, group, places, rule); } else { outbound(network, rows, places, rule); }
      }
    }
    for (const subnet of graph.all('azurerm_subnet')) {
      if (SERVICE_SUBNETS.includes(text(subnet.body.name) ?? '')) { continue; }
      const policies = ['Enabled', 'NetworkSecurityGroupEnabled'].includes(word(subnet.body.private_endpoint_network_policies, 'Disabled') ?? 'Enabled');
      for (const { entry, called, endpoint } of network.in(subnet)) {
        if (called && (!guarded.has(subnet.address) || (endpoint && !policies))) { rows.add(row('VirtualNetwork', [], entry.address, 'all', 'any', 'none', [{ address: subnet.address, ...(endpoint ? { argument: 'private_endpoint_network_policies' } : {}) }])); }
      }
    }
    rows.into(notes);
    answered(notes);
    for (const vnet of graph.all('azurerm_virtual_network')) {
      const flows = stack.at('azurerm_network_watcher_flow_log', 'target_resource_id', vnet).filter((log) => log.body.enabled !== false);
      notes.state('network.flow-logs', vnet, flows.length > 0, flows.length > 0 ? flows.map((log) => ({ address: log.address, argument: 'enabled' })) : undefined);
    }
  },
};

/** A store asks for a login on every way to it; stores have said theirs before networks are read. */
function answered(notes: Notes): void {
  const said = new Map(notes.statements.filter((s) => s.rule === 'data.login' || s.rule === 'data.transit').map((s) => [`${s.rule} ${s.subject}`, String(s.value)]));
  const rows = notes.reach.splice(0).map((row) => {
    const login = row.direction === 'in' && row.authentication === 'not applicable' ? said.get(`data.login ${row.to}`) : undefined;
    return login ? { ...row, authentication: loginWords(login), tls: said.get(`data.transit ${row.to}`) ?? row.tls } : row;
  });
  notes.reach.push(...rows);
}

function subnetsByGroup(graph: TerraformGraph, network: AzureNetwork): Map<string, Entry[]> {
  const found = new Map<string, Entry[]>();
  const add = (group: unknown, place: unknown) => {
    const [to, what] = [network.stack.find(group), network.stack.find(place)];
    if (to && what) { append(found, to.address, what); }
  };
  for (const link of graph.all('azurerm_subnet_network_security_group_association')) { add(link.body.network_security_group_id, link.body.subnet_id); }
  for (const link of graph.all('azurerm_network_interface_security_group_association')) { add(link.body.network_security_group_id, link.body.network_interface_id); }
  return found;
}

function inbound(network: AzureNetwork, rows: Rows, group: string, places: Entry[], rule: SecurityRule): void {
  const targets = reached(network, group, places, rule);
  for (const from of rule.sources) {
    // Probes of the load balancer carry no calls.
    if (isSubnet(network, from) || from === 'AzureLoadBalancer') { continue; }
    for (const to of targets) {
      // Azure's own rule opens an empty subnet to nobody.
      if (rule.builtIn && places.some((place) => place.address === to)) { continue; }
      rows.add(row(isUnresolved(from) ? 'a range known at apply' : from, [], to, rule.ports, rule.protocol, rule.builtIn ? 'none' : 'security group', [rule.evidence]));
    }
  }
}

/** Addresses of what a rule lets calls through to: a service, or the subnet where nothing is known of what is in it. */
function reached(network: AzureNetwork, group: string, places: Entry[], rule: SecurityRule): string[] {
  if (rule.destinationGroups.length > 0) { return network.inGroups(rule.destinationGroups).map((entry) => entry.address); }
  const named = rule.destinations.map((d) => network.subnet(d)).filter((s): s is Entry => s !== undefined);
  const where = named.length > 0 ? named : places;
  const members = where.flatMap((place) => (place.type === 'azurerm_subnet' ? network.in(place).filter((m) => m.called).map((m) => m.entry.address) : [place.address]));
  return members.length > 0 ? [...new Set(members)] : where.length > 0 ? where.map((place) => place.address) : [group];
}

/** Calls to ranges elsewhere; the way to the internet is the reader of egress's. */
function outbound(network: AzureNetwork, rows: Rows, places: Entry[], rule: SecurityRule): void {
  for (const to of rule.destinations) {
    if (['internet', 'VirtualNetwork'].includes(to) || isSubnet(network, to)) { continue; }
    const callers = places.flatMap((place) => (place.type === 'azurerm_subnet' ? network.in(place).filter((m) => m.calls).map((m) => m.entry.address) : [place.address]));
    const target = isUnresolved(to) ? 'a range known at apply' : to;
    for (const from of callers) {
      rows.add({ ...row(from, [], target, rule.ports, rule.protocol, 'security group', [rule.evidence]), direction: 'out', weak: isPublic(to) });
    }
  }
}

function isSubnet(network: AzureNetwork, prefix: string): boolean { return network.subnet(prefix) !== undefined; }

function isPublic(prefix: string): boolean {
  const range = cidrRange(prefix.includes('/') ? prefix : `${prefix}/32`);
  if (!range) { return prefix === 'AzureCloud'; }
  const [a, b] = [range.first >>> 24, (range.first >>> 16) & 255];
  return !(a === 10 || (a === 172 && b >= 16 && b < 32) || (a === 192 && b === 168) || (a === 100 && b >= 64 && b < 128) || (a === 169 && b === 254) || prefix.startsWith('168.63.129.16'));
}

function row(from: string, through: string[], to: string, ports: string, protocol: string, filter: string, evidence: Evidence[]): Reach {
  return {
    direction: 'in', from: from === 'VirtualNetwork' ? 'the network and its peers' : from, through, to, ports, protocol: protocol === '*' ? 'any' : protocol.toUpperCase(), authentication: isWide(from) ? 'none' : 'not applicable',
    tls: 'not applicable', filter, weak: isWide(from), evidence,
  };
}

/** Resources that carry a public address, and the address. */
export function publicAddresses(graph: TerraformGraph): { entry: Entry; address: Entry }[] {
  const stack = stackOf(graph);
  const users = [
    ['azurerm_firewall', 'ip_configuration.public_ip_address_id'], ['azurerm_network_interface', 'ip_configuration.public_ip_address_id'], ['azurerm_lb', 'frontend_ip_configuration.public_ip_address_id'],
    ['azurerm_application_gateway', 'frontend_ip_configuration.public_ip_address_id'], ['azurerm_bastion_host', 'ip_configuration.public_ip_address_id'],
    ['azurerm_virtual_network_gateway', 'ip_configuration.public_ip_address_id'], ['azurerm_nat_gateway_public_ip_association', 'public_ip_address_id'],
  ].flatMap(([type, path]) => graph.all(type).flatMap((entry) => valuesAt(entry.body, path).filter(isSet).map((id) => ({ entry, address: stack.find(id) }))));
  return users.filter((u): u is { entry: Entry; address: Entry } => u.address !== undefined);
}
