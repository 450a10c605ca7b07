import { CloudName } from '../../environment/landing-zone';
import { ControlSeverity, GovernanceFunction, Objective } from '../control';
import { blocks } from './judging';
import { is, isOrAbsent, onRows, row } from './rows';

const MAP = 'google_compute_url_map';
const BACKEND = 'google_compute_backend_service';
const PROXY = 'google_compute_target_https_proxy';
const CERTIFICATE = 'google_certificate_manager_certificate';
const ENTRY = 'google_certificate_manager_certificate_map_entry';
const refers = (type: string) => (value: unknown) => String(value).includes(`\${${type}.`);
const added = (headers: unknown, name: RegExp) => blocks(headers).find((header) => name.test(String(header.header_name)));

/** What the load balancer does before and after the gateway. */
export const edgeBalancerSettings = onRows({
  id: 'edge.load-balancer',
  title: 'The load balancer answers for its own host, over current TLS, and keeps nothing',
  objective: Objective.EDGE_PROTECTION,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.HIGH,
  why: 'requests for other hosts, repeated early data, answers from a store that others share and names that lead elsewhere go past what the gateway asks',
  mend: 'Leave the load balancer to the gateway.',
  clouds: [CloudName.GOOGLE],
}, [
  row(MAP, 'default_route_action.fault_injection_policy.abort.percentage', 'passes on what is for another host', is(100)),
  row(MAP, 'host_rule', 'answers for every host', (rules) => blocks(rules).length > 0 && blocks(rules).every((rule) => [rule.hosts].flat().every((host) => typeof host === 'string' && !host.includes('*')))),
  row(MAP, 'header_action.response_headers_to_add', 'lets browsers guess what an answer is', (headers) => added(headers, /^x-content-type-options$/i)?.header_value === 'nosniff'),
  row(MAP, 'header_action.response_headers_to_add', 'leaves a weaker HSTS of others in place', (headers) => blocks(headers).every((header) => header.replace === true)),
  row(MAP, 'header_action.response_headers_to_remove', 'tells what runs behind it', (names) => ['server', 'x-powered-by'].every((name) => [names].flat().includes(name))),
  row(MAP, 'default_service', 'sends requests elsewhere', refers(BACKEND)),
  row(MAP, 'path_matcher', 'sends requests elsewhere', (matchers) => blocks(matchers).every((one) => refers(BACKEND)(one.default_service))),
  row(BACKEND, 'protocol', 'speaks plain HTTP to what is behind it', is('HTTPS', 'HTTP2')),
  row(BACKEND, 'enable_cdn', 'keeps answers for others', isOrAbsent(false)),
  row(BACKEND, 'load_balancing_scheme', 'is of another kind than the firewall and the log are for', is('EXTERNAL_MANAGED', 'INTERNAL_MANAGED')),
  row('google_compute_global_forwarding_rule', 'load_balancing_scheme', 'is of another kind than the firewall and the log are for', is('EXTERNAL_MANAGED')),
  row('google_compute_global_forwarding_rule', 'port_range', 'takes more than HTTPS', (ports) => ['443', '443-443'].includes(String(ports))),
  row('google_compute_ssl_policy', 'profile', 'takes ciphers that are out of date', is('RESTRICTED', 'FIPS_202205')),
  row(PROXY, 'tls_early_data', 'takes early data, which can be sent again by others', isOrAbsent('DISABLED')),
  row(PROXY, 'certificate_map', 'shows a certificate of others', refers('google_certificate_manager_certificate_map')),
  row(PROXY, 'url_map', 'sends requests elsewhere', refers(MAP)),
  row(ENTRY, 'certificates', 'shows a certificate of others', (names) => [names].flat().every(refers(CERTIFICATE))),
  row(ENTRY, 'hostname', 'is for a host that no load balancer here answers for', (host, _, context) => context.resources([MAP]).some((map) => blocks(map.argument('host_rule')).some((rule) => rule.hosts?.includes(host)))),
  row(CERTIFICATE, 'managed.domains', 'is for a host that no load balancer here answers for', (hosts, _, context) => [hosts].flat().length > 0 && [hosts].flat().every((host) => context.resources([MAP]).some((map) => blocks(map.argument('host_rule')).some((rule) => rule.hosts?.includes(host))))),
  row(CERTIFICATE, 'managed.dns_authorizations', 'nobody proves whose the host is', (names) => [names].flat().filter(Boolean).length > 0),
  row('google_dns_record_set', 'rrdatas', 'leads to an address that nobody here has', (addresses) => [addresses].flat().length > 0 && [addresses].flat().every((address) => String(address).includes('${'))),
  row('google_dns_record_set', 'managed_zone', 'is in a zone that is not of this landing zone', (zone, one) => {
    const network = String(one.argument('managed_zone') ?? '');
    return network.includes('${') || ZONE.test(String(zone));
  }),
  row('google_compute_firewall', 'log_config', 'connections that it lets pass are not logged', (log) => log !== undefined),
  row('google_compute_firewall', 'target_tags', 'is for everything in the network', (tags) => [tags].flat().filter(Boolean).length > 0),
  row('google_compute_forwarding_rule', 'allow_psc_global_access', 'is reached from every region', isOrAbsent(false)),
]);

/** Zones of a landing zone are called after it, and after what they are for. */
const ZONE = /-(public|sql)$/;
