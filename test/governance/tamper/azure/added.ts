import { Mutant } from '../environments';
import { ELSEWHERE, nameOf, STRANGER } from './places';

const place = { location: 'germanywestcentral', resource_group_name: 'orders-production-eu-azure' };
const SUBSCRIPTION = '/subscriptions/3f0c9b7e-52d4-4a1e-8f6b-90c1d27e5a48';
const address = (tf: any, type: string, attribute: string, name = '') => `\${${type}.${nameOf(tf, type, name)}.${attribute}}`;
const rules = (tf: any) => ({ resource_group_name: 'orders-production-eu-azure', network_security_group_name: address(tf, 'azurerm_network_security_group', 'name') });
const open = { name: 'open', priority: 101, access: 'Allow', protocol: '*', source_port_range: '*', destination_port_range: '*', source_address_prefix: '*', destination_address_prefix: '*' };
const role = (role_definition_name: string, scope: string) => (tf: any) => ({ role_definition_name, scope, principal_id: address(tf, 'azurerm_user_assigned_identity', 'principal_id', 'orders_service') });
const server = (tf: any) => ({ server_id: address(tf, 'azurerm_postgresql_flexible_server', 'id') });

/** Resources that a team might write beside the pattern, each weak in a way of its own. */
const RAW: { readonly [what: string]: readonly [type: string, body: (tf: any) => object] } = {
  'an account that anybody reads': ['azurerm_storage_account', () => ({ ...place, name: 'beside', account_tier: 'Standard', account_replication_type: 'LRS', allow_nested_items_to_be_public: true, public_network_access_enabled: true })],
  'an account without a key': ['azurerm_storage_account', () => ({ ...place, name: 'beside', account_tier: 'Standard', account_replication_type: 'ZRS', public_network_access_enabled: false, shared_access_key_enabled: false })],
  'an open container': ['azurerm_storage_container', (tf) => ({ name: 'public', container_access_type: 'blob', storage_account_id: address(tf, 'azurerm_storage_account', 'id') })],
  'a login to files': ['azurerm_storage_account_local_user', (tf) => ({ name: 'sftp', ssh_password_enabled: true, storage_account_id: address(tf, 'azurerm_storage_account', 'id') })],
  'everybody comes in': ['azurerm_network_security_rule', (tf) => ({ ...open, ...rules(tf), direction: 'Inbound' })],
  'everything goes out': ['azurerm_network_security_rule', (tf) => ({ ...open, ...rules(tf), direction: 'Outbound' })],
  'administration from the internet': ['azurerm_network_security_rule', (tf) => ({ ...open, ...rules(tf), direction: 'Inbound', protocol: 'Tcp', destination_port_range: '22', source_address_prefix: 'Internet' })],
  'a group that is open': ['azurerm_network_security_group', () => ({ ...place, name: 'beside', security_rule: [{ ...open, direction: 'Inbound' }] })],
  'an address on the internet': ['azurerm_public_ip', () => ({ ...place, name: 'beside', allocation_method: 'Static', sku: 'Standard' })],
  'a way out of one\'s own': ['azurerm_nat_gateway', () => ({ ...place, name: 'beside' })],
  'a machine': ['azurerm_linux_virtual_machine', () => ({ ...place, name: 'beside', size: 'Standard_B1s', admin_username: 'azureuser', disable_password_authentication: false, admin_password: 'correct-horse-battery-staple', network_interface_ids: ['x'], os_disk: [{ caching: 'None', storage_account_type: 'Standard_LRS' }] })],
  'a database without a key': ['azurerm_postgresql_flexible_server', () => ({ ...place, name: 'beside', sku_name: 'GP_Standard_D2ds_v5', version: '16', public_network_access_enabled: false })],
  'a database of another kind': ['azurerm_mssql_server', () => ({ ...place, name: 'beside', version: '12.0', administrator_login: 'sa', administrator_login_password: 'correct-horse-battery-staple' })],
  'a door in the database\'s wall': ['azurerm_postgresql_flexible_server_firewall_rule', (tf) => ({ ...server(tf), name: 'all', start_ip_address: '0.0.0.0', end_ip_address: '255.255.255.255' })],
  'a person who rules the database': ['azurerm_postgresql_flexible_server_active_directory_administrator', () => ({ server_name: 'orders', resource_group_name: 'orders-production-eu-azure', tenant_id: STRANGER, object_id: STRANGER, principal_name: 'mallory', principal_type: 'User' })],
  'a cache with a key': ['azurerm_redis_cache', () => ({ ...place, name: 'beside', capacity: 1, family: 'C', sku_name: 'Basic', non_ssl_port_enabled: true, minimum_tls_version: '1.0' })],
  'items with a key': ['azurerm_cosmosdb_account', () => ({ ...place, name: 'beside', offer_type: 'Standard', consistency_policy: [{ consistency_level: 'Session' }], geo_location: [{ location: 'eastus', failover_priority: 0 }] })],
  'an owner': ['azurerm_role_assignment', role('Owner', SUBSCRIPTION)],
  'a contributor of the group': ['azurerm_role_assignment', role('Contributor', `${SUBSCRIPTION}/resourceGroups/orders-production-eu-azure`)],
  'who gives roles': ['azurerm_role_assignment', role('User Access Administrator', `${SUBSCRIPTION}/resourceGroups/orders-production-eu-azure`)],
  'who reads every secret': ['azurerm_role_assignment', role('Key Vault Administrator', SUBSCRIPTION)],
  'who reads every object': ['azurerm_role_assignment', role('Storage Blob Data Owner', SUBSCRIPTION)],
  'somebody elsewhere who reads': ['azurerm_role_assignment', (tf) => ({ role_definition_name: 'Storage Blob Data Reader', scope: address(tf, 'azurerm_storage_account', 'id'), principal_id: STRANGER })],
  'a role with everything': ['azurerm_role_definition', () => ({ name: 'all', scope: SUBSCRIPTION, permissions: [{ actions: ['*'] }] })],
  'a role that gives roles': ['azurerm_role_definition', () => ({ name: 'roles', scope: SUBSCRIPTION, permissions: [{ actions: ['Microsoft.Authorization/roleAssignments/write'] }] })],
  'a token of any repository': ['azurerm_federated_identity_credential', (tf) => ({ name: 'ci', resource_group_name: 'x', audience: ['api://AzureADTokenExchange'], issuer: 'https://token.actions.githubusercontent.com', subject: 'repo:*', parent_id: address(tf, 'azurerm_user_assigned_identity', 'id', 'orders_service') })],
  'a password of an application': ['azuread_application_password', () => ({ application_id: '/applications/00000000-0000-0000-0000-000000000001' })],
  'a person in the vault': ['azurerm_key_vault_access_policy', (tf) => ({ key_vault_id: address(tf, 'azurerm_key_vault', 'id'), tenant_id: STRANGER, object_id: STRANGER, key_permissions: ['Get', 'Decrypt', 'Purge'] })],
  'a vault that can be purged': ['azurerm_key_vault', () => ({ ...place, name: 'beside', sku_name: 'standard', tenant_id: STRANGER })],
  'a key that is not rotated': ['azurerm_key_vault_key', (tf) => ({ name: 'beside', key_type: 'RSA', key_size: 2048, key_opts: ['decrypt'], key_vault_id: address(tf, 'azurerm_key_vault', 'id') })],
  'a secret in words': ['azurerm_key_vault_secret', (tf) => ({ name: 'beside', value: 'correct-horse-battery-staple', key_vault_id: address(tf, 'azurerm_key_vault', 'id') })],
  'messages with a key': ['azurerm_servicebus_namespace', () => ({ ...place, name: 'beside', sku: 'Standard', minimum_tls_version: '1.0' })],
  'a key of messages': ['azurerm_servicebus_namespace_authorization_rule', () => ({ namespace_id: `${ELSEWHERE}/Microsoft.ServiceBus/namespaces/x`, name: 'all', listen: true, send: true, manage: true })],
  'a registry for everybody': ['azurerm_container_registry', () => ({ ...place, name: 'beside', sku: 'Standard', admin_enabled: true, anonymous_pull_enabled: true })],
  'a web site': ['azurerm_linux_web_app', () => ({ ...place, name: 'beside', service_plan_id: 'x', https_only: false, site_config: [{}] })],
  'a container on the internet': ['azurerm_container_group', () => ({ ...place, name: 'beside', os_type: 'Linux', ip_address_type: 'Public', container: [{ name: 'x', image: 'nginx:latest', cpu: 1, memory: 1, ports: [{ port: 80 }] }] })],
  'a cluster': ['azurerm_kubernetes_cluster', () => ({ ...place, name: 'beside', dns_prefix: 'x', default_node_pool: [{ name: 'x', vm_size: 'Standard_B2s', node_count: 1 }], identity: [{ type: 'SystemAssigned' }] })],
  'a network of another firm': ['azurerm_virtual_network_peering', (tf) => ({ name: 'beside', resource_group_name: 'x', virtual_network_name: address(tf, 'azurerm_virtual_network', 'name'), remote_virtual_network_id: `${ELSEWHERE}/Microsoft.Network/virtualNetworks/other` })],
  'a subnet without rules': ['azurerm_subnet', (tf) => ({ name: 'beside', resource_group_name: 'x', virtual_network_name: address(tf, 'azurerm_virtual_network', 'name'), address_prefixes: ['10.81.9.0/28'] })],
  'a setting that opens the database': ['azurerm_postgresql_flexible_server_configuration', (tf) => ({ ...server(tf), name: 'require_secure_transport', value: 'off' })],
  'a template that opens the account': ['azurerm_resource_group_template_deployment', (tf) => ({ name: 'open', resource_group_name: 'orders-production-eu-azure', deployment_mode: 'Incremental', template_content: JSON.stringify({ resources: [{ type: 'Microsoft.Storage/storageAccounts', apiVersion: '2023-05-01', name: tf.resource.azurerm_storage_account[nameOf(tf, 'azurerm_storage_account')].name, location: 'germanywestcentral', sku: { name: 'Standard_LRS' }, kind: 'StorageV2', properties: { allowBlobPublicAccess: true, publicNetworkAccess: 'Enabled', allowSharedKeyAccess: true, minimumTlsVersion: 'TLS1_0' } }] }) })],
  'an API without a policy': ['azurerm_api_management_api', () => ({ resource_group_name: 'acme-eu-azure-edge', api_management_name: 'acme-eu-azure-gateway-5jkm2t', name: 'beside', revision: '1', display_name: 'Beside', path: 'beside', protocols: ['https'], subscription_required: false, service_url: 'https://elsewhere.example' })],
  'a policy around the checks': ['azurerm_api_management_api_operation_policy', (tf) => ({ resource_group_name: 'acme-eu-azure-edge', api_management_name: 'acme-eu-azure-gateway-5jkm2t', api_name: address(tf, 'azurerm_api_management_api', 'name'), operation_id: 'placeorder-852fo8', xml_content: '<policies><inbound></inbound><backend><base /></backend><outbound /><on-error /></policies>' })],
  'a route around the firewall': ['azurerm_cdn_frontdoor_route', () => ({ name: 'beside', cdn_frontdoor_endpoint_id: `${SUBSCRIPTION}/x`, cdn_frontdoor_origin_group_id: `${SUBSCRIPTION}/y`, cdn_frontdoor_origin_ids: [`${SUBSCRIPTION}/z`], patterns_to_match: ['/beside/*'], supported_protocols: ['Http'], https_redirect_enabled: false, link_to_default_domain: true, forwarding_protocol: 'HttpOnly' })],
  'an app on the internet': ['azurerm_container_app', (tf) => ({ ...place, name: 'beside', revision_mode: 'Single', container_app_environment_id: address(tf, 'azurerm_container_app_environment', 'id'), ingress: [{ external_enabled: true, allow_insecure_connections: true, target_port: 80, traffic_weight: [{ percentage: 100, latest_revision: true }] }], template: { container: [{ name: 'x', image: 'nginx:latest', cpu: 0.25, memory: '0.5Gi' }] } })],
  'alarms that are muted': ['azurerm_monitor_alert_processing_rule_suppression', () => ({ name: 'quiet', resource_group_name: 'x', scopes: [SUBSCRIPTION] })],
};

export const added: readonly Mutant[] = Object.entries(RAW).map(([what, [type, body]]): Mutant => ({
  name: `${type} added: ${what}`, mutate: (tf) => { tf.resource[type] = { ...tf.resource[type], beside: body(tf) }; },
}));
