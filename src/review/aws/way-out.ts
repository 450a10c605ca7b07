import { Entry, TerraformGraph } from '../../clouds/rule-graph';
import { blockOf, blocksOf, isSet } from '../../clouds/rule-values';
import { passingRules } from './passing-rules';
import { AwsStack, stackOf } from './stack';
import { items, word } from './values';

/** Where traffic to the internet goes from a subnet first. */
export interface WayOut {
  readonly kind: 'firewall' | 'direct' | 'other';
  /** Firewall, gateway. */
  readonly by?: Entry;
  /** The route. */
  readonly route: Entry;
}

/** Hosts that a firewall lets through; `*` where it lets everything through. */
export interface Passed { readonly hosts: { readonly name: string; readonly ports: string }[]; readonly all: boolean }

const made = new WeakMap<TerraformGraph, WaysOut>();

/** The ways out of a stack's networks; read once. */
export function waysOut(graph: TerraformGraph): WaysOut {
  let known = made.get(graph);
  if (!known) { made.set(graph, known = new WaysOut(stackOf(graph))); }
  return known;
}

/** Default routes of subnets, and what firewalls on them let through. */
export class WaysOut {
  private readonly byTable = new Map<string, WayOut>();
  private readonly infrastructure = new Set<string>();

  public constructor(private readonly stack: AwsStack) {
    const { graph } = stack;
    for (const route of graph.all('aws_route')) { this.note(stack.find(route.body.route_table_id), route, route.body, route.body.destination_cidr_block ?? route.body.destination_ipv6_cidr_block); }
    for (const table of graph.all('aws_route_table', 'aws_default_route_table')) {
      for (const route of blocksOf(table.body.route)) { this.note(table, table, route, route.cidr_block ?? route.ipv6_cidr_block); }
    }
    const used = [
      ...graph.all('aws_networkfirewall_firewall').flatMap((f) => blocksOf(f.body.subnet_mapping).map((m) => m.subnet_id)), ...graph.all('aws_nat_gateway').map((n) => n.body.subnet_id),
    ];
    for (const id of used) { const subnet = stack.find(id); if (subnet) { this.infrastructure.add(subnet.address); } }
  }

  /** Whether a subnet is there for a firewall or a gateway only. */
  public isInfrastructure(subnet: Entry): boolean { return this.infrastructure.has(subnet.address); }

  /** The way out of a subnet of this stack; `undefined` if it has none. */
  public of(subnet: Entry): WayOut | undefined {
    const association = this.stack.of(subnet, 'aws_route_table_association', 'subnet_id')[0];
    const table = association ? this.stack.find(association.body.route_table_id) : this.mainTable(subnet);
    return table ? this.byTable.get(table.address) : undefined;
  }

  /** What a firewall lets through. */
  public passed(firewall: Entry): Passed {
    const policy = this.stack.find(firewall.body.firewall_policy_arn);
    const rules = blockOf(policy?.body.firewall_policy);
    const stateful = items(rules.stateful_default_actions).map(String);
    const stateless = items(rules.stateless_default_actions).map(String);
    const strict = word(blockOf(rules.stateful_engine_options).rule_order) === 'STRICT_ORDER';
    const drops = stateless.some((a) => a === 'aws:drop') || (strict && stateful.some((a) => a.startsWith('aws:drop')));
    const passing = this.groups(firewall).flatMap((group) => passingRules(group));
    const hosts = passing.filter((p) => p.name !== '*');
    // An allow list of its own drops what is not on it where the order is the cloud's.
    return { hosts, all: passing.some((p) => p.name === '*') || stateless.includes('aws:pass') || !(drops || (!strict && hosts.length > 0)) };
  }

  /** The groups of rules of a firewall. */
  public groups(firewall: Entry): Entry[] {
    const rules = blockOf(this.stack.find(firewall.body.firewall_policy_arn)?.body.firewall_policy);
    const named = [...blocksOf(rules.stateful_rule_group_reference), ...blocksOf(rules.stateless_rule_group_reference)];
    return named.map((r) => this.stack.find(r.resource_arn)).filter((g): g is Entry => g !== undefined);
  }

  private mainTable(subnet: Entry): Entry | undefined {
    const vpc = this.stack.find(subnet.body.vpc_id);
    const main = vpc && this.stack.of(vpc, 'aws_main_route_table_association', 'vpc_id')[0];
    return main ? this.stack.find(main.body.route_table_id) : vpc && this.stack.of(vpc, 'aws_default_route_table', 'default_route_table_id')[0];
  }

  private note(table: Entry | undefined, route: Entry, body: any, destination: unknown): void {
    if (!table || !/^(0\.0\.0\.0|::)\/0$/.test(String(destination))) { return; }
    const by = this.stack.find(body.vpc_endpoint_id) ?? this.stack.find(body.nat_gateway_id) ?? this.stack.find(body.gateway_id) ?? this.stack.find(body.egress_only_gateway_id);
    const direct = isSet(body.nat_gateway_id) || isSet(body.gateway_id) || isSet(body.egress_only_gateway_id);
    const kind = by?.type === 'aws_networkfirewall_firewall' ? 'firewall' : direct ? 'direct' : 'other';
    const before = this.byTable.get(table.address);
    if (!before || kind === 'direct') { this.byTable.set(table.address, { kind, by, route }); }
  }
}
