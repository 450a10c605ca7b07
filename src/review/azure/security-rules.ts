import { blocksOf, isSet, isUnresolved, numeric, text } from '../../clouds/rule-values';
import { origin } from './openings';
import { AzureStack } from './stack';
import { portsOf } from './values';

/** One rule of a network security group, ours, inline or Azure's own. */
export interface SecurityRule {
  readonly name: string;
  readonly inbound: boolean;
  readonly allow: boolean;
  readonly priority: number;
  readonly protocol: string;
  /** Prefixes, tags, or expressions; `internet` for all. */
  readonly sources: string[];
  readonly sourceGroups: unknown[];
  readonly destinations: string[];
  readonly destinationGroups: unknown[];
  readonly ports: string;
  readonly evidence: { readonly address: string; readonly argument?: string };
  /** Whether it is one that Azure adds to every group. */
  readonly builtIn: boolean;
}

/** Rules in force by the address of their network security group: what an earlier rule refuses altogether is left out. */
export function rulesByGroup(stack: AzureStack): Map<string, SecurityRule[]> {
  const made = known.get(stack) ?? collect(stack);
  known.set(stack, made);
  return made;
}

const known = new WeakMap<AzureStack, Map<string, SecurityRule[]>>();

function collect(stack: AzureStack): Map<string, SecurityRule[]> {
  const found = new Map<string, SecurityRule[]>();
  for (const group of stack.graph.all('azurerm_network_security_group')) {
    found.set(group.address, blocksOf(group.body.security_rule).map((rule) => read(rule, { address: group.address, argument: 'security_rule' })));
  }
  for (const rule of stack.graph.all('azurerm_network_security_rule')) {
    const group = stack.named('azurerm_network_security_group', rule.body.network_security_group_name);
    // A rule in a group elsewhere stands for itself: the others of its group are not known.
    const place = group?.address ?? rule.address;
    if (!found.has(place)) { found.set(place, []); }
    found.get(place)?.push(read(rule.body, { address: rule.address, argument: 'access' }));
  }
  const own = new Set(stack.graph.all('azurerm_network_security_group').map((group) => group.address));
  for (const [address, rules] of found) { found.set(address, inForce(own.has(address) ? [...rules, ...builtIn(address)] : rules)); }
  return found;
}

function read(body: { [argument: string]: any }, evidence: SecurityRule['evidence']): SecurityRule {
  const many = (one: string, more: string) => [body[one], body[more]].flat().filter(isSet).map((value) => (isUnresolved(value) ? String(value) : origin(String(value))));
  return {
    name: text(body.name) ?? '',
    inbound: text(body.direction) !== 'Outbound',
    allow: text(body.access) !== 'Deny',
    priority: numeric(body.priority) ?? 0,
    protocol: text(body.protocol) ?? '*',
    sources: many('source_address_prefix', 'source_address_prefixes'),
    sourceGroups: [body.source_application_security_group_ids].flat().filter(isSet),
    destinations: many('destination_address_prefix', 'destination_address_prefixes'),
    destinationGroups: [body.destination_application_security_group_ids].flat().filter(isSet),
    ports: portsOf(body.destination_port_range, body.destination_port_ranges),
    evidence,
    builtIn: false,
  };
}

/** What Azure adds to every group. Source: learn.microsoft.com/azure/virtual-network/network-security-groups-overview */
function builtIn(address: string): SecurityRule[] {
  const rule = (name: string, inbound: boolean, allow: boolean, priority: number, from: string, to: string): SecurityRule => ({
    name, inbound, allow, priority, protocol: '*', sources: [from], sourceGroups: [], destinations: [to], destinationGroups: [], ports: 'all', evidence: { address }, builtIn: true,
  });
  return [
    rule('AllowVnetInBound', true, true, 65000, 'VirtualNetwork', 'VirtualNetwork'),
    rule('DenyAllInBound', true, false, 65500, 'internet', 'internet'),
    rule('AllowVnetOutBound', false, true, 65000, 'VirtualNetwork', 'VirtualNetwork'),
    rule('AllowInternetOutBound', false, true, 65001, 'internet', 'internet'),
    rule('DenyAllOutBound', false, false, 65500, 'internet', 'internet'),
  ];
}

function inForce(rules: SecurityRule[]): SecurityRule[] {
  const sorted = [...rules].sort((a, b) => a.priority - b.priority);
  const denials: SecurityRule[] = [];
  return sorted.filter((rule) => {
    if (!rule.allow) {
      denials.push(rule);
      return false;
    }
    return !denials.some((denial) => covers(denial, rule));
  });
}

function covers(denial: SecurityRule, rule: SecurityRule): boolean {
  const all = (wide: string[], narrow: string[], groups: unknown[]) => wide.includes('internet') || (groups.length === 0 && narrow.length > 0 && narrow.every((n) => wide.includes(n)));
  return denial.inbound === rule.inbound && denial.sourceGroups.length === 0 && denial.destinationGroups.length === 0
    && (denial.protocol === '*' || denial.protocol === rule.protocol) && (denial.ports === 'all' || denial.ports === rule.ports)
    && all(denial.sources, rule.sources, rule.sourceGroups) && all(denial.destinations, rule.destinations, rule.destinationGroups);
}
