import { ControlSeverity, GovernanceFunction, Objective } from '../control';
import { ControlledResource } from '../control-context';
import { Hardened, none, off, on, oneOf, refused, settingsControl, there } from './azure-hardened';
import { asList } from './values';

const PRIVATE = /^(10\.|172\.(1[6-9]|2\d|3[01])\.|192\.168\.|168\.63\.129\.16$)/;
const privately = (value: any) => asList(value).every((one) => typeof one !== 'string' || one.includes('${') || PRIVATE.test(one));

/** Whether a rule is of a subnet with itself, where the platform asks for everything. */
const within = (rule: ControlledResource) => rule.argument('source_address_prefix') !== undefined && rule.argument('source_address_prefix') === rule.argument('destination_address_prefix');
const denies = (rule: ControlledResource) => rule.argument('access') === 'Deny';
const names = (rule: ControlledResource) => asList(rule.argument('destination_port_ranges')).join() === '53';

const AZURE: Hardened = {
  azurerm_virtual_network: [['dns_servers', (value) => privately(value), 'asks name servers on the internet']],
  azurerm_subnet: [['private_endpoint_network_policies', oneOf('Enabled'), 'rules do not count for private endpoints']],
  azurerm_network_security_rule: [
    ['protocol', (value, rule) => value !== '*' || denies(rule) || within(rule) || names(rule), 'allows every protocol'],
    ['destination_port_ranges', (value, rule) => !asList(value).includes('0-65535') || denies(rule) || within(rule) || rule.argument('direction') === 'Outbound', 'allows every port'],
  ],
  azurerm_route_table: [
    ['bgp_route_propagation_enabled', refused, 'takes routes that others announce'],
    ['route', (value) => asList(value).every((route) => ['VirtualAppliance', 'VnetLocal', 'None'].includes(route?.next_hop_type)), 'leads around the firewall'],
    ['route', (value) => asList(value).every((route) => privately(route?.next_hop_in_ip_address)), 'leads to an address on the internet'],
  ],
  azurerm_firewall_policy_rule_collection_group: [
    ['application_rule_collection', (value) => asList(value).every((c) => asList(c?.rule).every((r) => !asList(r?.source_addresses).includes('*'))), 'lets everybody out'],
    ['application_rule_collection', (value, _, context) => asList(value).every((c) => asList(c?.rule).every((r) => asList(r?.protocols).every((p) => p?.type === 'Https')) || context.kind === 'foundation'), 'lets out what is not encrypted'],
  ],
  azurerm_private_endpoint: [
    ['private_dns_zone_group', there, 'has no private name: the public one is asked'],
    ['private_service_connection.0.is_manual_connection', off, 'waits for somebody else\'s approval'],
  ],
  azurerm_private_dns_zone_virtual_network_link: [['registration_enabled', off, 'lets every machine write names']],
  azurerm_private_dns_a_record: [['records', privately, 'leads to an address on the internet']],
  azurerm_nat_gateway: [['', () => false, 'is a way out around the firewall']],
  azurerm_container_app_environment: [['mutual_tls_enabled', on, 'lets services talk in clear']],
  azurerm_container_app: [['ingress.0.allow_insecure_connections', off, 'takes plain HTTP']],
  azurerm_api_management_backend: [
    ['tls.0.validate_certificate_chain', (value, one) => !refused(value) && there(one.argument('tls')), 'trusts any certificate'],
    ['tls.0.validate_certificate_name', (value, one) => !refused(value) && there(one.argument('tls')), 'trusts a certificate of any name'],
    ['url', (value) => /^https:\/\//.test(String(value)), 'is called over plain HTTP'],
    ['circuit_breaker_rule', there, 'is called on while it fails'],
    ['credentials', none, 'is called with a key'],
  ],
  azurerm_cdn_frontdoor_route: [
    ['forwarding_protocol', oneOf('HttpsOnly'), 'calls the gateway over plain HTTP'],
    ['supported_protocols', (value) => asList(value).includes('Https'), 'is not offered over HTTPS'],
    ['cache', none, 'keeps answers at the edge'],
  ],
  azurerm_cdn_frontdoor_firewall_policy: [
    ['managed_rule', (value) => asList(value).every((set) => set?.type !== 'Microsoft_DefaultRuleSet' || Number(set.version) >= 2.1), 'has rules of old'],
    ['managed_rule', (value) => asList(value).every((set) => none(set?.exclusion)), 'leaves parts of requests out'],
    ['custom_rule', (value) => methods(value), 'takes methods that nobody offers'],
    ['custom_rule', (value) => asList(value).every((rule) => rule?.action !== 'Allow'), 'lets some pass without any check'],
  ],
};

/** Whether a rule blocks what is none of the usual methods. */
function methods(rules: any): boolean {
  return asList(rules).some((rule) => rule?.action === 'Block' && rule.enabled !== false && asList(rule.match_condition).some((c) => c?.match_variable === 'RequestMethod' && c.negation_condition === true
    && asList(c.match_values).every((method) => !['TRACE', 'CONNECT', 'TRACK'].includes(method))));
}

/** What no other control of networks asks. */
export const azureNetworkSettings = settingsControl({
  id: 'network.azure-settings',
  title: 'Names, routes, rules and connections are as strict as the service allows',
  objective: Objective.NETWORK_ISOLATION,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.HIGH,
  why: 'one open setting of a name, a route or a certificate takes traffic around everything else that protects it',
  mend: 'Leave the setting to the capability or to the environment\'s network.',
}, AZURE);
