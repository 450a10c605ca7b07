import { Entry, TerraformGraph } from '../../clouds/rule-graph';
import { isSet } from '../../clouds/rule-values';
import { Evidence, Reach } from '../model';
import { Notes, Reader } from '../reader';
import { binds, readPolicy } from './policy';
import { GROUP_TYPES, isPrivateRange, Opening, securityGroups, SecurityGroups } from './security-groups';
import { AwsStack, stackOf } from './stack';
import { where } from './store';
import { at, items, plainly, word, yes } from './values';
import { waysOut } from './way-out';

const MOST_MEMBERS = 3;

/** Networks: who gets in, what gets out, and what is written down of it. */
export const networks: Reader = {
  types: [
    ...GROUP_TYPES, 'aws_vpc', 'aws_flow_log', 'aws_subnet', 'aws_vpc_endpoint', 'aws_networkfirewall_firewall', 'aws_networkfirewall_firewall_policy', 'aws_networkfirewall_rule_group',
    'aws_networkfirewall_logging_configuration', 'aws_route', 'aws_route_table', 'aws_default_route_table', 'aws_route_table_association', 'aws_main_route_table_association', 'aws_nat_gateway', 'aws_eip',
    'aws_eip_association', 'aws_internet_gateway', 'aws_egress_only_internet_gateway', 'aws_apigatewayv2_vpc_link',
  ],
  read(graph: TerraformGraph, notes: Notes): void {
    const stack = stackOf(graph);
    const groups = securityGroups(graph);
    const rows = new Map<string, Reach>();
    inward(groups, notes, rows);
    outward(stack, groups, rows);
    for (const row of rows.values()) { notes.reaches(row); }
    fromNetworks(stack, notes);
    for (const vpc of graph.all('aws_vpc')) {
      const logs = stack.of(vpc, 'aws_flow_log', 'vpc_id');
      notes.state('network.flow-logs', vpc, logs.length > 0, logs.length > 0 ? logs.flatMap((l) => where(l)) : undefined);
    }
    for (const subnet of graph.all('aws_subnet')) {
      if (yes(subnet.body.map_public_ip_on_launch, false) === true) { notes.state('network.public-address', subnet, true, 'map_public_ip_on_launch'); }
    }
    for (const address of graph.all('aws_eip')) {
      const on = stack.find(address.body.instance) ?? stack.find(address.body.network_interface) ?? stack.of(address, 'aws_eip_association', 'allocation_id').map((a) => stack.find(a.body.instance_id))[0];
      if (on) { notes.state('network.public-address', on, true, where(address)); }
    }
    for (const endpoint of graph.all('aws_vpc_endpoint')) { limited(stack, notes, endpoint); }
  },
};

function add(rows: Map<string, Reach>, row: Reach): void {
  const key = [row.direction, row.from, row.to, row.ports].join('\n');
  const same = rows.get(key);
  rows.set(key, same ? { ...same, weak: same.weak || row.weak, through: [...new Set([...same.through, ...row.through])], evidence: [...same.evidence, ...row.evidence] } : row);
}

// Balancers say themselves who reaches what is behind them.
function inward(groups: SecurityGroups, notes: Notes, rows: Map<string, Reach>): void {
  const said = new Map(notes.statements.filter((s) => s.rule === 'data.login' || s.rule === 'data.transit').map((s) => [`${s.rule} ${s.subject}`, String(s.value)]));
  for (const o of groups.openings) {
    if (o.direction !== 'in' || (o.peer.kind !== 'internet' && o.peer.kind !== 'range')) { continue; }
    const all = groups.members(o.group);
    const members = all.filter((m) => !/^aws_(a?lb|elb)$/.test(m.type));
    if (all.length > 0 && members.length === 0) { continue; }
    const ends = members.length === 0 || members.length > MOST_MEMBERS ? [o.group] : members;
    for (const to of ends) {
      const login = said.get(`data.login ${to.address}`) ?? (to.type === 'aws_vpclattice_service_network' ? (word(to.body.auth_type, 'NONE') === 'AWS_IAM' ? 'identity' : 'none') : undefined);
      const endpoints = (members.length > 0 ? members : [to]).every((m) => m.type === 'aws_vpc_endpoint');
      add(rows, {
        direction: 'in', from: o.peer.name, through: to.address === o.group.address ? [] : [o.group.address], to: to.address, ports: o.ports, protocol: o.protocol,
        authentication: login ?? (endpoints ? 'identity' : 'none'), tls: said.get(`data.transit ${to.address}`) ?? (endpoints ? 'TLS 1.2' : 'not applicable'), filter: 'security group',
        weak: o.peer.kind === 'internet', evidence: [o.evidence],
      });
    }
  }
}

function outward(stack: AwsStack, groups: SecurityGroups, rows: Map<string, Reach>): void {
  for (const o of groups.openings) {
    if (o.direction !== 'out' || (o.peer.kind !== 'internet' && (o.peer.kind !== 'range' || isPrivateRange(o.peer.name)))) { continue; }
    const members = groups.members(o.group);
    for (const from of members.length === 0 ? [o.group] : members) {
      const { filter, weak, through } = filterOf(stack, from, o);
      add(rows, {
        direction: 'out', from: from.address, through: [o.group.address, ...through], to: o.peer.name, ports: o.ports, protocol: o.protocol, authentication: 'not applicable', tls: 'not applicable',
        filter, weak: o.peer.kind === 'internet' && weak, evidence: [o.evidence],
      });
    }
  }
}

// What filters what a member sends out, as its subnets are routed.
function filterOf(stack: AwsStack, member: Entry, opening: Opening): { filter: string; weak: boolean; through: string[] } {
  const { body } = member;
  const ids = ['network_configuration.subnets', 'vpc_config.subnet_ids', 'vpc_config.subnets', 'subnet_id', 'subnets', 'subnet_ids'].flatMap((path) => items(at(body, path)));
  const subnets = ids.map((id) => stack.find(id)).filter((s): s is Entry => s?.type === 'aws_subnet');
  const everything = opening.ports === 'all' || opening.protocol === 'any';
  if (subnets.length === 0) { return { filter: ids.length > 0 ? 'routes of the foundation' : 'security group', weak: everything || ids.length === 0, through: [] }; }
  const ways = subnets.map((s) => waysOut(stack.graph).of(s));
  const firewall = ways.find((w) => w?.kind === 'firewall')?.by;
  if (ways.every((w) => w?.kind === 'firewall') && firewall) { return { filter: 'egress firewall', weak: waysOut(stack.graph).passed(firewall).all, through: [firewall.address] }; }
  return ways.some((w) => w?.kind === 'direct') ? { filter: 'none', weak: true, through: [] } : { filter: ways.some(Boolean) ? 'routes to another network' : 'no route to the internet', weak: false, through: [] };
}

// What the networks of this stack let out, whoever is in them.
function fromNetworks(stack: AwsStack, notes: Notes): void {
  const rows = new Map<string, Reach>();
  const ways = waysOut(stack.graph);
  for (const firewall of stack.graph.all('aws_networkfirewall_firewall')) {
    const { hosts, all } = ways.passed(firewall);
    const policy = stack.find(firewall.body.firewall_policy_arn);
    const groups = ways.groups(firewall);
    notes.state('network.egress-hosts', firewall, all ? ['*'] : hosts.map((h) => h.name), [...(policy ? where(policy, 'firewall_policy') : []), ...groups.flatMap((g) => where(g, 'rule_group'))]);
    const log = stack.of(firewall, 'aws_networkfirewall_logging_configuration', 'firewall_arn')[0];
    notes.state('edge.access-log', firewall, log !== undefined, log ? where(log) : undefined);
  }
  for (const subnet of stack.graph.all('aws_subnet')) {
    const way = ways.of(subnet);
    if (!way || way.kind === 'other' || ways.isInfrastructure(subnet)) { continue; }
    const from = stack.find(subnet.body.vpc_id)?.address ?? plainly(subnet.body.vpc_id);
    const evidence: Evidence[] = where(way.route);
    const base = { direction: 'out' as const, from, protocol: 'TCP', authentication: 'not applicable', tls: 'not applicable', evidence };
    const passed = way.kind === 'firewall' && way.by ? ways.passed(way.by) : undefined;
    if (passed && !passed.all) {
      for (const host of passed.hosts) { add(rows, { ...base, through: way.by ? [way.by.address] : [], to: host.name, ports: host.ports, filter: 'egress firewall', weak: false }); }
    } else { add(rows, { ...base, protocol: 'any', through: way.by ? [way.by.address] : [], to: 'internet', ports: 'all', filter: passed ? 'egress firewall lets everything pass' : 'none', weak: true }); }
  }
  for (const row of rows.values()) { notes.reaches({ ...row, evidence: [...new Map(row.evidence.map((e) => [e.address, e])).values()] }); }
}

function limited(stack: AwsStack, notes: Notes, endpoint: Entry): void {
  if (!isSet(endpoint.body.policy)) { notes.state('network.endpoint-limited', endpoint, false); return; }
  const statements = readPolicy(stack.graph, endpoint.body.policy);
  const open = statements?.some((s) => s.effect === 'allow' && (s.otherActions || s.actions.some((a) => /^(\*|[\w-]+:\*)$/.test(a))) && s.resources.includes('*') && !binds(s.condition));
  notes.state('network.endpoint-limited', endpoint, open === undefined ? undefined : !open, 'policy');
}
