import { Example, many, one } from '../example';

const NET = { azurerm_virtual_network: { main: { name: 'vnet', address_space: ['10.40.0.0/16'] } } };
const SUBNETS = { ...NET, azurerm_subnet: { a: { name: 'a', virtual_network_name: '${azurerm_virtual_network.main.name}', address_prefixes: ['10.40.0.0/24'] }, b: { name: 'b', virtual_network_name: '${azurerm_virtual_network.main.name}', address_prefixes: ['10.40.1.0/24'] } } };
const delegated = (service: string) => ({ name: 's', address_prefixes: ['10.40.2.0/23'], delegation: [{ name: 'd', service_delegation: { name: service } }] });
const SUBNET = '${azurerm_subnet.s.id}';
const ENDPOINT = {
  azurerm_key_vault: { keys: {} }, azurerm_private_dns_zone: { vault: { name: 'privatelink.vaultcore.azure.net' } },
  azurerm_private_dns_zone_virtual_network_link: { vault: { private_dns_zone_name: '${azurerm_private_dns_zone.vault.name}' } },
  azurerm_private_endpoint: {
    vault: {
      private_dns_zone_group: { private_dns_zone_ids: ['${azurerm_private_dns_zone.vault.id}'] }, depends_on: ['azurerm_private_dns_zone_virtual_network_link.vault'],
      private_service_connection: { is_manual_connection: false, private_connection_resource_id: '${azurerm_key_vault.keys.id}', subresource_names: ['vault'] },
    },
  },
};
const RULE = { name: 'in', direction: 'Inbound', priority: 100, source_address_prefix: 'VirtualNetwork', destination_address_prefix: '*' };
const FLOW = { azurerm_virtual_network: { main: {} }, azurerm_storage_account: { logs: {} }, azurerm_network_watcher_flow_log: { main: { target_resource_id: '${azurerm_virtual_network.main.id}', storage_account_id: '${azurerm_storage_account.logs.id}' } } };

export const azureNetworkExamples: Example[] = [
  one('azure/subnet-cidr', 'azurerm_subnet', { address_prefixes: ['10.40.0.0/24'] }, { 'subnet block with host bits': { address_prefixes: ['10.40.0.1/24'] } }),
  one('azure/virtual-network-cidr', 'azurerm_virtual_network', { address_space: ['10.40.0.0/16'] }, { 'network block with host bits': { address_space: ['10.40.1.0/16'] } }),
  many('azure/subnet-within-network', SUBNETS, { 'subnet outside its network': (r) => { r.azurerm_subnet.b.address_prefixes = ['10.50.0.0/24']; } }),
  many('azure/subnet-overlap', SUBNETS, { 'overlapping Azure subnets': (r) => { r.azurerm_subnet.b.address_prefixes = ['10.40.0.128/25']; } }),
  many('azure/firewall-subnet', { azurerm_subnet: { s: { name: 'AzureFirewallSubnet' } }, azurerm_firewall: { main: { ip_configuration: { subnet_id: SUBNET } } } }, { 'firewall subnet with another name': (r) => { r.azurerm_subnet.s.name = 'snet-firewall'; } }),
  one('azure/firewall-subnet-size', 'azurerm_subnet', { name: 'AzureFirewallSubnet', address_prefixes: ['10.40.0.0/26'] }, { 'firewall subnet of /27': { address_prefixes: ['10.40.0.0/27'] } }),
  many('azure/delegation-container-app-environment', { azurerm_subnet: { s: delegated('Microsoft.App/environments') }, azurerm_container_app_environment: { main: { infrastructure_subnet_id: SUBNET } } }, { 'container environment without delegation': (r) => { delete r.azurerm_subnet.s.delegation; } }),
  many('azure/delegation-postgresql-flexible-server', { azurerm_subnet: { s: delegated('Microsoft.DBforPostgreSQL/flexibleServers') }, azurerm_postgresql_flexible_server: { main: { delegated_subnet_id: SUBNET } } }, { 'PostgreSQL subnet delegated to another service': (r) => { r.azurerm_subnet.s = delegated('Microsoft.App/environments'); } }),
  many('azure/delegation-api-management', { azurerm_subnet: { s: delegated('Microsoft.Web/serverFarms') }, azurerm_api_management: { main: { sku_name: 'StandardV2_1', virtual_network_configuration: { subnet_id: SUBNET } } } }, { 'API Management V2 without delegation': (r) => { delete r.azurerm_subnet.s.delegation; } }),
  many('azure/api-management-delegation-mode', { azurerm_subnet: { s: delegated('Microsoft.Web/serverFarms') }, azurerm_api_management: { main: { sku_name: 'PremiumV2_1', virtual_network_type: 'External', virtual_network_configuration: { subnet_id: SUBNET } } } }, { 'API Management delegation for the other mode': (r) => { r.azurerm_api_management.main.virtual_network_type = 'Internal'; } }),
  many('azure/container-environment-subnet-size', { azurerm_subnet: { s: delegated('Microsoft.App/environments') }, azurerm_container_app_environment: { main: { infrastructure_subnet_id: SUBNET, workload_profile: [{ name: 'Consumption' }] } } }, { 'container environment subnet of /28': (r) => { r.azurerm_subnet.s.address_prefixes = ['10.40.2.0/28']; } }),
  many('azure/private-endpoint-subresource', ENDPOINT, { 'wrong private endpoint subresource': (r) => { r.azurerm_private_endpoint.vault.private_service_connection.subresource_names = ['Vault']; } }),
  many('azure/private-endpoint-zone', ENDPOINT, { 'wrong privatelink zone name': (r) => { r.azurerm_private_dns_zone.vault.name = 'privatelink.vault.azure.net'; } }),
  many('azure/private-endpoint-message', ENDPOINT, { 'request message on an automatic private endpoint': (r) => { r.azurerm_private_endpoint.vault.private_service_connection.request_message = 'please'; } }),
  many('azure/private-endpoint-after-zone-link', ENDPOINT, { 'private endpoint not after the zone link': (r) => { delete r.azurerm_private_endpoint.vault.depends_on; } }),
  many('azure/subnet-one-owner', { azurerm_subnet: { s: { name: 's' } }, azurerm_private_endpoint: { main: { subnet_id: SUBNET } } }, { 'private endpoint in a delegated subnet': (r) => { r.azurerm_subnet.s = delegated('Microsoft.App/environments'); } }),
  one('azure/security-rule-priority', 'azurerm_network_security_group', { security_rule: [RULE, { ...RULE, priority: 110 }] }, { 'duplicate security rule priority': { security_rule: [RULE, RULE] }, 'security rule priority 5000': { security_rule: [{ ...RULE, priority: 5000 }] } }),
  one('azure/security-rule-address', 'azurerm_network_security_group', { security_rule: [RULE] }, { 'security rule without source': { security_rule: [{ ...RULE, source_address_prefix: undefined }] } }),
  one('azure/route-next-hop', 'azurerm_route_table', { route: [{ next_hop_type: 'VirtualAppliance', next_hop_in_ip_address: '10.40.0.4' }] }, { 'route to an appliance without address': { route: [{ next_hop_type: 'VirtualAppliance' }] } }),
  many('azure/flow-log-target', FLOW, { 'flow log of a network security group': (r) => { r.azurerm_network_security_group = { a: {} }; r.azurerm_network_watcher_flow_log.main.target_resource_id = '${azurerm_network_security_group.a.id}'; } }),
  many('azure/flow-log-account-policy', FLOW, { 'lifecycle policy on the flow log account': (r) => { r.azurerm_storage_management_policy = { logs: { storage_account_id: '${azurerm_storage_account.logs.id}' } }; } }),
  many('azure/private-zone-twice', { azurerm_private_dns_zone: { a: { name: 'privatelink.azurecr.io', resource_group_name: 'rg' } } }, { 'private zone twice': (r) => { r.azurerm_private_dns_zone.b = { name: 'privatelink.azurecr.io', resource_group_name: 'rg' }; } }),
  one('azure/firewall-threat-features', 'azurerm_firewall_policy', { sku: 'Premium', intrusion_detection: { mode: 'Deny' } }, { 'firewall intrusion detection below Premium': { sku: 'Standard' } }),
  many('azure/firewall-tier', { azurerm_firewall_policy: { main: { sku: 'Premium' } }, azurerm_firewall: { main: { sku_tier: 'Premium', firewall_policy_id: '${azurerm_firewall_policy.main.id}' } } }, { 'Premium policy on a Standard firewall': (r) => { r.azurerm_firewall.main.sku_tier = 'Standard'; } }),
  one('azure/frontdoor-route-caching', 'azurerm_cdn_frontdoor_route', { https_redirect_enabled: true, supported_protocols: ['Http', 'Https'] }, { 'redirect with one protocol': { supported_protocols: ['Https'] } }),
  one('azure/firewall-rule-source', 'azurerm_firewall_policy_rule_collection_group', { application_rule_collection: [{ rule: [{ source_addresses: ['10.40.0.0/16'] }] }] }, { 'firewall rule without source': { application_rule_collection: [{ rule: [{ name: 'x' }] }] } }),
];
