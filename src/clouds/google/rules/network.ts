import { all, cidr, exactlyOne, never, oneOf, pattern, range } from '../../rule-makers';
import { blocksOf, cidrRange, isSet, listOf, numeric, text, texts } from '../../rule-values';
import { Rule } from '../../rules';

const VPC = 'https://cloud.google.com/vpc/docs';
const LB = 'https://cloud.google.com/load-balancing/docs';

const NAMED = [
  'google_compute_network', 'google_compute_subnetwork', 'google_compute_router', 'google_compute_router_nat', 'google_compute_address', 'google_compute_global_address', 'google_compute_firewall', 'google_compute_route',
  'google_compute_network_firewall_policy', 'google_compute_backend_service', 'google_compute_region_backend_service', 'google_compute_url_map', 'google_compute_region_url_map', 'google_compute_target_https_proxy',
  'google_compute_region_target_https_proxy', 'google_compute_ssl_policy', 'google_compute_region_ssl_policy', 'google_compute_security_policy', 'google_compute_region_network_endpoint_group', 'google_compute_forwarding_rule',
  'google_compute_global_forwarding_rule', 'google_dns_policy', 'google_network_connectivity_service_connection_policy',
];

function portsProblem(value: any): string | undefined {
  const odd = texts(value).find((port) => {
    const match = /^(\d+)(?:-(\d+))?$/.exec(port);
    return !match || Number(match[1]) > 65535 || match[2] !== undefined && (Number(match[2]) > 65535 || Number(match[2]) < Number(match[1]));
  });
  return odd === undefined ? undefined : `"${odd}" is no port and no range such as 8000-8080`;
}

/** Networks, NAT, firewall, DNS, Private Service Connect. */
export const networkRules: readonly Rule[] = [
  {
    id: 'google/compute-name', types: NAMED, argument: 'name', problem: pattern(/^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/, 'up to 63 lower-case letters, digits and hyphens, beginning with a letter'), mend: 'Rename it.', source: 'https://cloud.google.com/compute/docs/naming-resources',
  },
  {
    id: 'google/subnet-cidr', types: ['google_compute_subnetwork'], argument: 'ip_cidr_range', problem: cidr(4, 29), mend: 'Write the block without host bits, /29 at most.', source: `${VPC}/subnets#valid-ranges`,
  },
  {
    id: 'google/subnet-secondary-cidr', types: ['google_compute_subnetwork'], argument: 'secondary_ip_range.ip_cidr_range', problem: cidr(4, 29), mend: 'Write the block without host bits.', source: `${VPC}/subnets#valid-ranges`,
  },
  {
    id: 'google/subnet-overlap', types: ['google_compute_subnetwork'], argument: 'ip_cidr_range',
    problem: (value, subnet, context) => {
      const mine = cidrRange(value);
      const other = mine && context.graph.all('google_compute_subnetwork').find((entry) => {
        const theirs = cidrRange(entry.body.ip_cidr_range);
        return entry.address < context.address && entry.body.network === subnet.network && theirs && mine.first <= theirs.last && theirs.first <= mine.last;
      });
      return other ? `${value} overlaps ${other.address} (${other.body.ip_cidr_range})` : undefined;
    },
    mend: 'Give each subnet addresses of its own.', source: `${VPC}/subnets#subnet-ranges`,
  },
  {
    id: 'google/proxy-subnet-logs', types: ['google_compute_subnetwork'], argument: '',
    problem: (subnet) => (/PROXY|PRIVATE_SERVICE_CONNECT|PRIVATE_NAT/.test(text(subnet.purpose) ?? '') && (isSet(subnet.log_config) || subnet.private_ip_google_access === true) ? `has flow logs or private Google access with purpose ${subnet.purpose}` : undefined),
    mend: 'Leave both out of proxy-only subnets.', source: `${LB}/proxy-only-subnets`,
  },
  {
    id: 'google/proxy-subnet-size', types: ['google_compute_subnetwork'], argument: 'ip_cidr_range',
    problem: (value, subnet) => (/MANAGED_PROXY/.test(text(subnet.purpose) ?? '') && (cidrRange(value)?.prefix ?? 0) > 26 ? `${value} is smaller than /26` : undefined), mend: 'Use /26 at least.', source: `${LB}/proxy-only-subnets`,
  },
  {
    id: 'google/proxy-subnet-role', types: ['google_compute_subnetwork'], argument: 'role', references: true,
    problem: (value, subnet) => (isSet(value) && isSet(text(subnet.purpose)) && !/MANAGED_PROXY|INTERNAL_HTTPS_LOAD_BALANCER/.test(subnet.purpose) ? `is set with purpose ${subnet.purpose}` : !isSet(value) && /MANAGED_PROXY/.test(text(subnet.purpose) ?? '') ? 'is missing on a proxy-only subnet' : undefined),
    mend: 'Set role ACTIVE on proxy-only subnets only.', source: `${LB}/proxy-only-subnets`,
  },
  {
    id: 'google/nat-subnets', types: ['google_compute_router_nat'], argument: 'source_subnetwork_ip_ranges_to_nat',
    problem: all(oneOf('ALL_SUBNETWORKS_ALL_IP_RANGES', 'ALL_SUBNETWORKS_ALL_PRIMARY_IP_RANGES', 'LIST_OF_SUBNETWORKS'), (value, nat) => (value === 'LIST_OF_SUBNETWORKS' && !isSet(nat.subnetwork) ? 'is LIST_OF_SUBNETWORKS without subnetwork' : isSet(value) && value !== 'LIST_OF_SUBNETWORKS' && isSet(nat.subnetwork) ? `is ${value}, and subnetworks are listed` : undefined)),
    mend: 'List the subnetworks, or take all.', source: 'https://cloud.google.com/nat/docs/nat-ip-addresses-ports',
  },
  {
    id: 'google/nat-addresses', types: ['google_compute_router_nat'], argument: 'nat_ip_allocate_option',
    problem: (value, nat) => (value === 'MANUAL_ONLY' && !isSet(nat.nat_ips) && !isSet(nat.initial_nat_ips) ? 'is MANUAL_ONLY without nat_ips' : value === 'AUTO_ONLY' && isSet(nat.nat_ips) ? 'is AUTO_ONLY with nat_ips' : undefined), mend: 'Name the addresses with MANUAL_ONLY.', source: 'https://cloud.google.com/nat/docs/nat-ip-addresses-ports',
  },
  {
    id: 'google/nat-ports', types: ['google_compute_router_nat'], argument: 'min_ports_per_vm',
    problem: (value, nat) => {
      const [min, max] = [numeric(value), numeric(nat.max_ports_per_vm)];
      const dynamic = nat.enable_dynamic_port_allocation === true;
      return dynamic && min !== undefined && (min < 32 || min & (min - 1)) ? `${min} is no power of two from 32` : max !== undefined && !dynamic ? 'has max_ports_per_vm without dynamic allocation' : undefined;
    },
    mend: 'Use a power of two from 32 with dynamic allocation.', source: 'https://cloud.google.com/nat/docs/ports-and-addresses',
  },
  {
    id: 'google/firewall-ports', types: ['google_compute_firewall'], argument: '',
    problem: (firewall) => {
      for (const block of [...blocksOf(firewall.allow), ...blocksOf(firewall.deny)]) {
        const protocol = text(block.protocol);
        const problem = isSet(block.ports) && protocol !== undefined && !/^(tcp|udp|sctp|6|17|132)$/i.test(protocol) ? `names ports with protocol ${protocol}` : portsProblem(block.ports);
        if (problem) {
          return problem;
        }
      }
      return undefined;
    },
    mend: 'Write ports as "443" or "8000-8080", with tcp, udp or sctp.', source: 'https://cloud.google.com/firewall/docs/firewalls#protocols_and_ports',
  },
  {
    id: 'google/firewall-rule-ports', types: ['google_compute_network_firewall_policy_rule', 'google_compute_region_network_firewall_policy_rule'], argument: 'match.layer4_configs.ports', problem: portsProblem, mend: 'Write ports as "443" or "8000-8080".', source: 'https://cloud.google.com/firewall/docs/firewall-policies-rule-details',
  },
  {
    id: 'google/firewall-rule-priority', types: ['google_compute_network_firewall_policy_rule'], argument: 'priority', references: true,
    problem: (value, rule, context) => {
      const other = context.graph.all(context.type)
        .find((entry) => entry.address < context.address && entry.body.firewall_policy === rule.firewall_policy && isSet(value) && entry.body.priority === value);
      return other ? `${value} is the priority of ${other.address} too` : undefined;
    },
    mend: 'Give each rule of a policy a priority of its own.', source: 'https://cloud.google.com/firewall/docs/firewall-policies-rule-details',
  },
  {
    id: 'google/firewall-direction', types: ['google_compute_firewall'], argument: '', references: true,
    problem: (firewall) => {
      const egress = text(firewall.direction) === 'EGRESS';
      const odd = egress ? ['source_ranges', 'source_tags', 'source_service_accounts'].find((name) => isSet(firewall[name])) : undefined;
      return odd ? `has ${odd} in direction EGRESS` : !isSet(firewall.allow) && !isSet(firewall.deny) ? 'allows and denies nothing' : isSet(firewall.allow) && isSet(firewall.deny) ? 'allows and denies' : undefined;
    },
    mend: 'Give sources with INGRESS, destinations with EGRESS, and allow or deny.', source: 'https://cloud.google.com/firewall/docs/firewalls',
  },
  {
    id: 'google/dns-name', types: ['google_dns_managed_zone'], argument: 'dns_name', problem: pattern(/^([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9])?\.)+$/i, 'a DNS name with a dot at its end'), mend: 'End the name with a dot.', source: 'https://cloud.google.com/dns/docs/zones',
  },
  {
    id: 'google/dns-record-name', types: ['google_dns_record_set'], argument: 'name', problem: pattern(/\.$/, 'a DNS name with a dot at its end'), mend: 'End the name with a dot.', source: 'https://cloud.google.com/dns/docs/records',
  },
  {
    id: 'google/dns-record-in-zone', types: ['google_dns_record_set'], argument: 'name',
    problem: (value, record, context) => {
      const zone = text(context.graph.literal(context.graph.target(record.managed_zone)?.body.dns_name));
      return typeof value === 'string' && zone !== undefined && value !== zone && !value.endsWith(`.${zone}`) ? `${value} is not within ${zone}` : undefined;
    },
    mend: 'Put the record into the zone of its name.', source: 'https://cloud.google.com/dns/docs/records',
  },
  {
    id: 'google/dns-record-values', types: ['google_dns_record_set'], argument: 'rrdatas',
    problem: (value, record) => {
      const type = text(record.type);
      const odd = texts(value).find((one) => (type === 'A' && !/^\d{1,3}(\.\d{1,3}){3}$/.test(one)) || (type === 'CNAME' && !one.endsWith('.')) || (type === 'AAAA' && !one.includes(':')));
      return odd ? `"${odd}" is no value of a ${type} record` : type === 'CNAME' && listOf(value).length > 1 ? 'has several values of a CNAME record' : undefined;
    },
    mend: 'Give addresses to A and AAAA, a name with a dot at its end to CNAME.', source: 'https://cloud.google.com/dns/docs/records',
  },
  {
    id: 'google/psc-apis-name', types: ['google_compute_global_forwarding_rule'], argument: 'name',
    problem: (value, rule) => (['all-apis', 'vpc-sc'].includes(text(rule.target) ?? '') && !/^[a-z0-9]{1,20}$/.test(value ?? 'x') ? `"${value}" is not up to 20 lower-case letters and digits` : undefined), mend: 'Use 20 letters and digits at most, no hyphen.', source: `${VPC}/configure-private-service-connect-apis`,
  },
  {
    id: 'google/psc-apis-scheme', types: ['google_compute_global_forwarding_rule'], argument: 'load_balancing_scheme',
    problem: (value, rule) => (['all-apis', 'vpc-sc'].includes(text(rule.target) ?? '') && value !== '' ? `is ${value === undefined ? 'EXTERNAL by default' : value}` : undefined), mend: 'Set it to "".', source: `${VPC}/configure-private-service-connect-apis`,
  },
  {
    id: 'google/psc-apis-address', types: ['google_compute_global_address'], argument: 'address',
    problem: (value, address, context) => {
      const ip = cidrRange(`${value}/32`);
      const inside = text(address.purpose) === 'PRIVATE_SERVICE_CONNECT' && ip ? context.graph.all('google_compute_subnetwork').find((entry) => {
        const range_ = cidrRange(entry.body.ip_cidr_range);
        return range_ && ip.first >= range_.first && ip.first <= range_.last;
      }) : undefined;
      return inside ? `${value} lies within ${inside.address}` : undefined;
    },
    mend: 'Use an address outside every subnet.', source: `${VPC}/configure-private-service-connect-apis`,
  },
  {
    id: 'google/psc-endpoint-scheme', types: ['google_compute_forwarding_rule'], argument: 'load_balancing_scheme', references: true,
    problem: (value, rule) => (/psc_service_attachment_link|serviceAttachments\//.test(String(rule.target)) && value !== '' ? `is ${value === undefined ? 'EXTERNAL by default' : value} for a service attachment` : undefined), mend: 'Set it to "".', source: `${VPC}/configure-private-service-connect-services`,
  },
  {
    id: 'google/internal-rule-after-proxy-subnet', types: ['google_compute_forwarding_rule'], argument: 'load_balancing_scheme', references: true,
    problem: (value, rule, context) => {
      const proxy = value === 'INTERNAL_MANAGED' ? context.graph.all('google_compute_subnetwork').find((entry) => text(entry.body.purpose) === 'REGIONAL_MANAGED_PROXY' && entry.body.network === rule.network) : undefined;
      return proxy && !context.graph.isAfter(context, proxy) ? `is made before ${proxy.address}` : undefined;
    },
    mend: 'Put the proxy-only subnet into depends_on.', source: `${LB}/proxy-only-subnets`,
  },
  {
    id: 'google/forwarding-scheme-written', types: ['google_compute_global_forwarding_rule', 'google_compute_backend_service'], argument: 'load_balancing_scheme', references: true,
    problem: (value) => (value === undefined ? 'is not written; its default changes with provider 8' : undefined), mend: 'Write it: EXTERNAL_MANAGED.', source: 'https://github.com/hashicorp/terraform-provider-google/blob/main/website/docs/r/compute_backend_service.html.markdown',
  },
  {
    id: 'google/network-firewall-name', types: ['google_compute_network_firewall_policy_rule'], argument: 'rule_name', problem: never(/[^a-zA-Z0-9 ._-]/, 'hold other characters than letters, digits and . _ -'), mend: 'Rename the rule.', source: 'https://cloud.google.com/firewall/docs/firewall-policies-rule-details',
  },
  {
    id: 'google/route-next-hop', types: ['google_compute_route'], argument: '',
    problem: (route) => exactlyOne('next_hop_gateway', 'next_hop_instance', 'next_hop_ip', 'next_hop_vpn_tunnel', 'next_hop_ilb')(route, route, undefined as never), mend: 'Give a route one next hop.', source: `${VPC}/routes`,
  },
  {
    id: 'google/route-priority', types: ['google_compute_route'], argument: 'priority', problem: range(0, 65535), mend: 'Use 0 to 65535.', source: `${VPC}/routes`,
  },
  {
    id: 'google/flow-sampling', types: ['google_compute_subnetwork'], argument: 'log_config.flow_sampling', problem: range(0, 1), mend: 'Write half of the flows as 0.5.', source: `${VPC}/flow-logs`,
  },
];
