import { Entry, TerraformGraph } from '../../clouds/rule-graph';
import { blocksOf, cidrRange, isSet, isUnresolved, numeric } from '../../clouds/rule-values';
import { Evidence } from '../model';
import { AwsStack, stackOf } from './stack';
import { items, plainly } from './values';

/** Who is on the other side of a rule. */
export interface Peer {
  readonly kind: 'internet' | 'range' | 'group' | 'elsewhere';
  /** Range, or id of a group or list of another stack. */
  readonly name: string;
  /** The group, if it is in this stack. */
  readonly group?: Entry;
}

/** One opening of a security group. */
export interface Opening {
  readonly group: Entry;
  readonly direction: 'in' | 'out';
  readonly peer: Peer;
  /** `443`, `8000-8080`, `all`. */
  readonly ports: string;
  readonly first: number;
  readonly last: number;
  readonly protocol: string;
  readonly evidence: Evidence;
}

/** Types that hold rules of security groups. */
export const GROUP_TYPES = ['aws_security_group', 'aws_default_security_group', 'aws_vpc_security_group_ingress_rule', 'aws_vpc_security_group_egress_rule', 'aws_security_group_rule'];

/** Where resources name their security groups. */
const MEMBERS: { readonly [type: string]: string } = {
  aws_ecs_service: 'network_configuration.security_groups', aws_lb: 'security_groups', aws_alb: 'security_groups', aws_elb: 'security_groups', aws_rds_cluster: 'vpc_security_group_ids',
  aws_db_instance: 'vpc_security_group_ids', aws_docdb_cluster: 'vpc_security_group_ids', aws_neptune_cluster: 'vpc_security_group_ids', aws_redshift_cluster: 'vpc_security_group_ids',
  aws_elasticache_serverless_cache: 'security_group_ids', aws_elasticache_replication_group: 'security_group_ids', aws_elasticache_cluster: 'security_group_ids', aws_memorydb_cluster: 'security_group_ids',
  aws_lambda_function: 'vpc_config.security_group_ids', aws_instance: 'vpc_security_group_ids', aws_launch_template: 'vpc_security_group_ids', aws_vpc_endpoint: 'security_group_ids',
  aws_apigatewayv2_vpc_link: 'security_group_ids', aws_efs_mount_target: 'security_groups', aws_msk_cluster: 'broker_node_group_info.security_groups', aws_opensearch_domain: 'vpc_options.security_group_ids',
  aws_network_interface: 'security_groups', aws_eks_cluster: 'vpc_config.security_group_ids', aws_vpclattice_service_network_vpc_association: 'security_group_ids',
};

const INTERNET = /^(0\.0\.0\.0|::)\/0$/;

/** The openings of all security groups of a stack, and who is in them. */
export class SecurityGroups {
  public readonly openings: Opening[] = [];
  private readonly inGroup = new Map<string, Entry[]>();
  private readonly groupsBy = new Map<string, Entry[]>();
  private readonly to = new Map<string, Opening[]>();

  public constructor(graph: TerraformGraph) {
    const stack = stackOf(graph);
    this.rules(stack);
    for (const [type, path] of Object.entries(MEMBERS)) {
      for (const member of graph.all(type)) {
        for (const id of below(member.body, path.split('.'))) {
          const group = stack.find(id);
          if (!group) { continue; }
          // What belongs to another resource stands for that.
          const main = type === 'aws_efs_mount_target' ? stack.find(member.body.file_system_id) ?? member
            : type === 'aws_vpclattice_service_network_vpc_association' ? stack.find(member.body.service_network_identifier) ?? member : member;
          push(this.inGroup, group.address, main);
          push(this.groupsBy, main.address, group);
        }
      }
    }
    for (const opening of this.openings) { push(this.to, opening.group.address, opening); }
  }

  /** What is in a group. */
  public members(group: Entry): Entry[] { return [...new Set(this.inGroup.get(group.address) ?? [])]; }

  /** The groups that something is in. */
  public groups(member: Entry): Entry[] { return this.groupsBy.get(member.address) ?? []; }

  /** The openings of a group. */
  public of(group: Entry): Opening[] { return this.to.get(group.address) ?? []; }

  private rules(stack: AwsStack): void {
    const { graph } = stack;
    const one = (group: Entry, direction: 'in' | 'out', peers: Peer[], rule: any, protocol: any, evidence: Evidence): void => {
      for (const peer of peers) { this.openings.push({ group, direction, peer, ...portsOf(rule.from_port, rule.to_port, protocol), evidence }); }
    };
    for (const [type, direction] of [['aws_vpc_security_group_ingress_rule', 'in'], ['aws_vpc_security_group_egress_rule', 'out']] as const) {
      for (const rule of graph.all(type)) {
        const { body } = rule;
        const group = stack.find(body.security_group_id) ?? rule;
        const peers = peersOf(stack, group, { ranges: [body.cidr_ipv4, body.cidr_ipv6], groups: [body.referenced_security_group_id], lists: [body.prefix_list_id] });
        one(group, direction, peers, body, body.ip_protocol, { address: rule.address });
      }
    }
    for (const rule of graph.all('aws_security_group_rule')) {
      const { body } = rule;
      const group = stack.find(body.security_group_id) ?? rule;
      const peers = peersOf(stack, group, { ...written(body), groups: [body.source_security_group_id] });
      one(group, body.type === 'egress' ? 'out' : 'in', peers, body, body.protocol, { address: rule.address });
    }
    for (const group of graph.all('aws_security_group', 'aws_default_security_group')) {
      for (const [argument, direction] of [['ingress', 'in'], ['egress', 'out']] as const) {
        blocksOf(group.body[argument]).forEach((rule, i) => {
          one(group, direction, peersOf(stack, group, written(rule)), rule, rule.protocol, { address: group.address, argument: `${argument}.${i}` });
        });
      }
    }
  }
}

interface Peers { readonly ranges: any[]; readonly groups: any[]; readonly lists: any[]; readonly self?: boolean }

// The peers of a rule that names many at once.
function written(rule: any): Peers {
  const ranges = [...items(rule.cidr_blocks), ...items(rule.ipv6_cidr_blocks)];
  return { ranges, groups: items(rule.security_groups), lists: items(rule.prefix_list_ids), self: rule.self === true };
}

function peersOf(stack: AwsStack, own: Entry, { ranges, groups, lists, self }: Peers): Peer[] {
  return [
    ...ranges.filter(isSet).map((range): Peer => rangeOf(stack.graph.literal(range) ?? String(range))),
    ...groups.filter(isSet).map((id): Peer => ({ kind: stack.find(id) ? 'group' : 'elsewhere', name: plainly(id), group: stack.find(id) })),
    ...lists.filter(isSet).map((id): Peer => ({ kind: 'elsewhere', name: plainly(id) })),
    ...(self ? [{ kind: 'group' as const, name: own.address, group: own }] : []),
  ];
}

/** A range of addresses; so wide that it is the internet, or not. */
function rangeOf(range: string): Peer {
  const known = cidrRange(range);
  const wide = INTERNET.test(range) || (known !== undefined && known.prefix < 8) || wide6(range);
  return wide ? { kind: 'internet', name: 'internet' } : { kind: 'range', name: plainly(range) };
}

// All of the addresses that are given out begin with 001: a range of version 6 that holds a large share of them is the internet.
function wide6(range: string): boolean {
  const prefix = /^([0-9a-f]{0,4}):[0-9a-f:]*\/(\d+)$/i.exec(range);
  return prefix !== null && Number(prefix[2]) < 12 && !/^f[cdef]/i.test(prefix[1]);
}

/** Whether a range is of a private network. */
export function isPrivateRange(range: string): boolean {
  return /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|169\.254\.|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|f[cd])/i.test(range) || range.includes('.cidr');
}

function portsOf(from: any, to: any, protocol: any): { ports: string; first: number; last: number; protocol: string } {
  const name = String(protocol ?? '-1').toLowerCase();
  const shown = { '-1': 'any', 'all': 'any', '6': 'TCP', '17': 'UDP', '1': 'ICMP' }[name] ?? name.toUpperCase();
  const [first, last] = [numeric(from), numeric(to)];
  if (isUnresolved(from) || isUnresolved(to)) { return { ports: 'known only at apply', first: 0, last: 65535, protocol: shown }; }
  if (shown === 'any' || first === undefined || last === undefined || first < 0 || (first === 0 && last === 65535)) { return { ports: 'all', first: 0, last: 65535, protocol: shown }; }
  return { ports: first === last ? `${first}` : `${first}-${last}`, first, last, protocol: shown };
}

function below(value: any, path: string[]): any[] {
  if (path.length === 0) { return items(value); }
  return blocksOf(value).flatMap((block) => below(block[path[0]], path.slice(1)));
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) { list.push(value); } else { map.set(key, [value]); }
}

const made = new WeakMap<TerraformGraph, SecurityGroups>();

/** The security groups of a stack; read once. */
export function securityGroups(graph: TerraformGraph): SecurityGroups {
  let known = made.get(graph);
  if (!known) { made.set(graph, known = new SecurityGroups(graph)); }
  return known;
}
