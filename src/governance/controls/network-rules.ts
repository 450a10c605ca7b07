import { ControlContext, ControlledResource } from '../control-context';
import { blocks, target } from './judging';

/** One rule of a firewall, a security group or a network security group, in the same words on every cloud. */
export interface NetworkRule {
  readonly address: string;
  readonly argument?: string;
  readonly allow: boolean;
  readonly inbound: boolean;
  /** Ranges, tags, hosts; `any` for everything. */
  readonly peers: string[];
  readonly ports: string;
  /** For everything in the network, every port and every protocol. */
  readonly all: boolean;
  /** Among the members of one subnet, or out to another of this stack, whose own rules have the ports. */
  readonly within?: boolean;
  /** Group, policy or network that it belongs to: an address, or what is written. */
  readonly owner: string;
}

const EVERYWHERE = /^(\*|any|internet|0\.0\.0\.0\/0|::\/0|0\.0\.0\.0\/1|128\.0\.0\.0\/1)$/i;
const TYPES: { readonly [type: string]: (resource: ControlledResource) => NetworkRule[] } = {
  aws_vpc_security_group_ingress_rule: (r) => single(r, true),
  aws_vpc_security_group_egress_rule: (r) => single(r, false),
  aws_security_group_rule: (r) => [group(r, r.argument(''), r.argument('type') !== 'egress', undefined, ownerOf(r.argument('security_group_id')))],
  aws_security_group: inline, aws_default_security_group: inline,
  azurerm_network_security_group: (r) => blocks(r.argument('security_rule')).map((rule) => azure(r.address, rule, r.address, 'security_rule')),
  azurerm_network_security_rule: (r) => [azure(r.address, r.argument(''), ownerOf(r.argument('network_security_group_name')), 'access')],
  google_compute_firewall: classic,
  google_compute_network_firewall_policy_rule: (r) => [policy(r)], google_compute_region_network_firewall_policy_rule: (r) => [policy(r)],
};

/** Every rule of the stack that is switched on. */
export function networkRules(context: ControlContext): NetworkRule[] {
  return context._shared('network rules', () => context.resources(Object.keys(TYPES)).flatMap((resource) => TYPES[resource.type](resource)));
}

/** Whether a peer is as good as everybody. */
export function isEverywhere(peer: string): boolean { return EVERYWHERE.test(peer); }

function ownerOf(value: unknown): string { return target(value) ?? String(value); }

function single(r: ControlledResource, inbound: boolean): NetworkRule[] { return [group(r, r.argument(''), inbound, undefined, ownerOf(r.argument('security_group_id')))]; }

function inline(r: ControlledResource): NetworkRule[] {
  return [['ingress', true], ['egress', false]].flatMap(([argument, inbound]) => blocks(r.argument(String(argument))).map((rule) => group(r, rule, Boolean(inbound), String(argument), r.address)));
}

const PEERS = ['cidr_ipv4', 'cidr_ipv6', 'cidr_blocks', 'ipv6_cidr_blocks', 'prefix_list_id', 'prefix_list_ids', 'referenced_security_group_id', 'source_security_group_id', 'security_groups'];

function group(r: ControlledResource, rule: any, inbound: boolean, argument: string | undefined, owner: string): NetworkRule {
  const peers = PEERS.flatMap((name) => (rule[name] === undefined ? [] : blocks(rule[name]).map(String)));
  const ports = String(rule.ip_protocol ?? rule.protocol) === '-1' ? 'all' : [...new Set([rule.from_port, rule.to_port])].join('-');
  return { address: r.address, argument: argument ?? ['cidr_ipv4', 'cidr_ipv6', 'cidr_blocks'].find((name) => rule[name] !== undefined), allow: true, inbound, peers, ports, all: ports === 'all', owner };
}

function azure(address: string, rule: any, owner: string, argument: string): NetworkRule {
  const inbound = rule.direction !== 'Outbound';
  const many = (one: string) => [rule[one], rule[`${one}es`]].flat().filter((v) => v !== undefined && v !== null).map(String);
  const [sources, destinations] = [many('source_address_prefix'), many('destination_address_prefix')];
  const ports = [rule.destination_port_range, rule.destination_port_ranges].flat().filter((v) => v !== undefined && v !== null).map(String);
  const everything = rule.protocol === '*' && ports.includes('*') && [...sources, ...destinations].every((prefix) => isEverywhere(prefix));
  const own = destinations.length > 0 && destinations.every((prefix) => target(prefix)?.startsWith('azurerm_subnet.') ?? /\$\{.*azurerm_subnet\./.test(prefix));
  const within = own && (!inbound || sources.join() === destinations.join());
  return { address, argument, allow: rule.access !== 'Deny', inbound, peers: inbound ? sources : destinations, ports: ports.join(', '), all: everything, within, owner };
}

function classic(r: ControlledResource): NetworkRule[] {
  if (r.argument('disabled') === true) { return []; }
  const inbound = r.argument('direction') !== 'EGRESS';
  const argument = inbound ? 'source_ranges' : 'destination_ranges';
  const ranges = blocks(r.argument(argument)).map(String);
  const tags = [...blocks(r.argument('source_tags')), ...blocks(r.argument('source_service_accounts'))].map(String);
  const peers = ranges.length > 0 ? ranges : inbound && tags.length > 0 ? tags : ['any'];
  const everybody = blocks(r.argument('target_tags')).length === 0 && blocks(r.argument('target_service_accounts')).length === 0;
  return (['allow', 'deny'] as const).flatMap((action) => blocks(r.argument(action)).map((one): NetworkRule => ({
    address: r.address, argument, allow: action === 'allow', inbound, peers, ports: blocks(one.ports).join(', ') || 'all', all: everybody && one.protocol === 'all' && blocks(one.ports).length === 0, owner: ownerOf(r.argument('network')),
  })));
}

function policy(r: ControlledResource): NetworkRule {
  const inbound = r.argument('direction') !== 'EGRESS';
  const match = blocks(r.argument('match'))[0] ?? {};
  const side = inbound ? 'src' : 'dest';
  const peers = ['ip_ranges', 'fqdns', 'region_codes', 'address_groups', 'threat_intelligences', 'secure_tags'].flatMap((kind) => blocks(match[`${side}_${kind}`])).map((one) => (typeof one === 'string' ? one : 'tag'));
  const layers = blocks(match.layer4_configs);
  const allow = r.argument('action') === 'allow' || r.argument('action') === 'apply_security_profile_group';
  return {
    address: r.address, argument: 'match', allow, inbound, peers: peers.length > 0 ? peers : ['any'], ports: layers.flatMap((layer) => blocks(layer.ports)).join(', ') || 'all', owner: ownerOf(r.argument('firewall_policy')),
    all: r.argument('disabled') !== true && r.argument('action') === 'deny' && layers.every((layer) => layer.ip_protocol === 'all') && blocks(r.argument('target_service_accounts')).length === 0,
  };
}
