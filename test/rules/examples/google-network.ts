import { Example, many, one } from '../example';

const NETWORK = '${google_compute_network.main.id}';
const APIS = { name: 'ordersapis', target: 'all-apis', load_balancing_scheme: '' };
const RULE = { firewall_policy: 'p', priority: 1000, rule_name: 'google-apis', match: { layer4_configs: [{ ip_protocol: 'tcp', ports: ['443', '8000-8080'] }] } };
const ZONE = { google_dns_managed_zone: { main: { dns_name: 'orders.example.com.' } }, google_dns_record_set: { api: { name: 'api.orders.example.com.', managed_zone: '${google_dns_managed_zone.main.name}', type: 'A', rrdatas: ['10.0.0.1'] } } };

export const googleNetworkExamples: Example[] = [
  one('google/compute-name', 'google_compute_network', { name: 'orders-prod' }, { 'network name in upper case': { name: 'Orders' } }),
  one('google/subnet-cidr', 'google_compute_subnetwork', { ip_cidr_range: '10.20.0.0/22' }, { 'host bits in a subnet CIDR': { ip_cidr_range: '10.20.1.0/22' } }),
  one('google/subnet-secondary-cidr', 'google_compute_subnetwork', { secondary_ip_range: [{ ip_cidr_range: '10.30.0.0/20' }] }, { 'host bits in a secondary range': { secondary_ip_range: [{ ip_cidr_range: '10.30.1.0/20' }] } }),
  many('google/subnet-overlap', { google_compute_subnetwork: { a: { network: NETWORK, ip_cidr_range: '10.20.0.0/24' }, b: { network: NETWORK, ip_cidr_range: '10.20.1.0/24' } } }, { 'overlap of subnet CIDRs': (r) => { r.google_compute_subnetwork.b.ip_cidr_range = '10.20.0.128/25'; } }),
  one('google/proxy-subnet-logs', 'google_compute_subnetwork', { purpose: 'REGIONAL_MANAGED_PROXY' }, { 'log_config on a proxy-only subnet': { log_config: { flow_sampling: 1 } } }),
  one('google/proxy-subnet-size', 'google_compute_subnetwork', { purpose: 'REGIONAL_MANAGED_PROXY', ip_cidr_range: '10.20.8.0/26' }, { 'proxy-only subnet of /28': { ip_cidr_range: '10.20.8.0/28' } }),
  one('google/proxy-subnet-role', 'google_compute_subnetwork', { purpose: 'REGIONAL_MANAGED_PROXY', role: 'ACTIVE' }, { 'role on an ordinary subnet': { purpose: 'PRIVATE' } }),
  one('google/nat-subnets', 'google_compute_router_nat', { source_subnetwork_ip_ranges_to_nat: 'LIST_OF_SUBNETWORKS', subnetwork: [{ name: 'a' }] }, { 'NAT LIST_OF_SUBNETWORKS without subnetwork': { subnetwork: [] } }),
  one('google/nat-addresses', 'google_compute_router_nat', { nat_ip_allocate_option: 'MANUAL_ONLY', nat_ips: ['a'] }, { 'NAT MANUAL_ONLY without nat_ips': { nat_ips: undefined } }),
  one('google/nat-ports', 'google_compute_router_nat', { enable_dynamic_port_allocation: true, min_ports_per_vm: 64 }, { 'NAT ports that are no power of two': { min_ports_per_vm: 100 } }),
  one('google/firewall-ports', 'google_compute_firewall', { allow: [{ protocol: 'tcp', ports: ['443'] }] }, { 'firewall port as text': { allow: [{ protocol: 'tcp', ports: ['https'] }] }, 'ports with icmp': { allow: [{ protocol: 'icmp', ports: ['1'] }] } }),
  one('google/firewall-rule-ports', 'google_compute_network_firewall_policy_rule', RULE, { 'policy rule port as text': { match: { layer4_configs: [{ ip_protocol: 'tcp', ports: ['https'] }] } } }),
  many('google/firewall-rule-priority', { google_compute_network_firewall_policy_rule: { a: RULE, b: { ...RULE, priority: 1010 } } }, { 'duplicate firewall policy priority': (r) => { r.google_compute_network_firewall_policy_rule.b.priority = 1000; } }),
  one('google/firewall-direction', 'google_compute_firewall', { direction: 'INGRESS', source_ranges: ['10.0.0.0/8'], allow: [{ protocol: 'tcp' }] }, { 'egress firewall with sources': { direction: 'EGRESS' } }),
  one('google/dns-name', 'google_dns_managed_zone', { dns_name: 'orders.example.com.' }, { 'DNS zone name without dot': { dns_name: 'orders.example.com' } }),
  one('google/dns-record-name', 'google_dns_record_set', { name: 'api.orders.example.com.' }, { 'DNS record name without dot': { name: 'api.orders.example.com' } }),
  many('google/dns-record-in-zone', ZONE, { 'record outside its zone': (r) => { r.google_dns_record_set.api.name = 'api.other.example.com.'; } }),
  many('google/dns-record-values', ZONE, { 'A record with a name': (r) => { r.google_dns_record_set.api.rrdatas = ['example.com.']; } }),
  one('google/psc-apis-name', 'google_compute_global_forwarding_rule', APIS, { 'Google APIs endpoint name with a hyphen': { name: 'orders-apis' } }),
  one('google/psc-apis-scheme', 'google_compute_global_forwarding_rule', APIS, { 'Google APIs endpoint without empty scheme': { load_balancing_scheme: undefined } }),
  many('google/psc-apis-address', { google_compute_subnetwork: { a: { ip_cidr_range: '10.20.0.0/24' } }, google_compute_global_address: { apis: { purpose: 'PRIVATE_SERVICE_CONNECT', address: '10.20.255.10' } } }, { 'Google APIs endpoint inside a subnet': (r) => { r.google_compute_global_address.apis.address = '10.20.0.10'; } }),
  one('google/psc-endpoint-scheme', 'google_compute_forwarding_rule', { target: '${google_sql_database_instance.main.psc_service_attachment_link}', load_balancing_scheme: '' }, { 'Private Service Connect endpoint with a scheme': { load_balancing_scheme: 'INTERNAL' } }),
  many('google/internal-rule-after-proxy-subnet', {
    google_compute_subnetwork: { proxy: { purpose: 'REGIONAL_MANAGED_PROXY', network: NETWORK } }, google_compute_forwarding_rule: { main: { load_balancing_scheme: 'INTERNAL_MANAGED', network: NETWORK, depends_on: ['google_compute_subnetwork.proxy'] } },
  }, { 'internal load balancer not after the proxy-only subnet': (r) => { delete r.google_compute_forwarding_rule.main.depends_on; } }),
  one('google/forwarding-scheme-written', 'google_compute_backend_service', { load_balancing_scheme: 'EXTERNAL_MANAGED' }, { 'load balancing scheme left to its default': { load_balancing_scheme: undefined } }),
  one('google/network-firewall-name', 'google_compute_network_firewall_policy_rule', RULE, { 'firewall rule name with a slash': { rule_name: 'a/b' } }),
  one('google/route-next-hop', 'google_compute_route', { next_hop_gateway: 'default-internet-gateway' }, { 'route without next hop': { next_hop_gateway: undefined } }),
  one('google/route-priority', 'google_compute_route', { priority: 1000 }, { 'route priority 70000': { priority: 70000 } }),
  one('google/flow-sampling', 'google_compute_subnetwork', { log_config: { flow_sampling: 0.5 } }, { 'flow sampling as a percentage': { log_config: { flow_sampling: 50 } } }),
];
