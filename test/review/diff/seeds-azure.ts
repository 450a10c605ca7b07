import { Seed } from './seed';

/** Changes that a reviewer fears, on Azure. */
export const AZURE: Seed[] = [
  ['automatic backups kept shorter', (c) => { c.one('azurerm_postgresql_flexible_server').backup_retention_days = 1; }, 'data-loss', 'wider', /orders\/database\/server: automatic backups kept \d+ -> 1 day/],
  ['lock removed', (c) => { c.drop('azurerm_management_lock', 'orders_database'); }, 'data-loss', 'wider', /orders\/database\/server: deletion protection is off/],
  ['vault can be purged', (c) => { c.one('azurerm_key_vault').purge_protection_enabled = false; }, 'data-loss', 'wider', /shared\/vault/],
  ['container removed', (c) => { c.drop('azurerm_storage_container'); }, 'data-loss', 'wider', /orders\/objects\/container: storage container is removed; what it holds is deleted/],
  ['store in another place', (c) => { c.one('azurerm_cosmosdb_account').location = 'westeurope'; }, 'data-loss', 'unknown', /location germanywestcentral -> westeurope; it may be replaced/],
  ['store reached from the internet', (c) => { c.one('azurerm_storage_account').public_network_access_enabled = true; }, 'exposure', 'wider', /orders\/objects\/account/],
  ['firewall only detects', (c) => { c.one('azurerm_cdn_frontdoor_firewall_policy').mode = 'Detection'; }, 'exposure', 'wider', /firewall blocks -> counts/],
  ['authentication dropped from one operation', (c) => { const policy = c.one('azurerm_api_management_api_policy'); policy.xml_content = policy.xml_content.replace('{"health"}', '{"health", "listorders-jgtsc7"}'); }, 'exposure', 'wider', /orders\/gateway\/api: operations without a token: adds GET \/orders \(1 -> 2\)/],
  ['network rule for the internet', (c) => { c.one('azurerm_network_security_rule', 'orders_database_endpoint-from-apps').source_address_prefix = 'Internet'; }, 'exposure', 'wider', /orders\/database/],
  ['deny rule of a subnet removed', (c) => { c.drop('azurerm_network_security_rule', 'network_endpoints-deny-inbound'); }, 'exposure', 'wider', /network/],
  ['role for somebody else', (c) => { c.add('azurerm_role_assignment', 'orders/objects/extra', { principal_id: '11111111-2222-3333-4444-555555555555', role_definition_name: 'Owner', scope: '${azurerm_storage_account.orders_objects_account_81C90557.id}' }); }, 'permission', 'wider', /may now .*(Owner|\*)/],
  ['TLS of the database lowered', (c) => { c.one('azurerm_postgresql_flexible_server_configuration', 'orders_database_ssl-min').value = 'TLSv1.1'; }, 'protection', 'wider', /TLS 1\.\d -> TLS 1\.1/],
  ['export of the audit log off', (c) => { c.drop('azurerm_log_analytics_data_export_rule'); }, 'protection', 'wider', /audit|archive/],
  ['receiver of alerts removed', (c) => { c.one('azurerm_monitor_action_group', 'alerts_critical').email_receiver.pop(); }, 'protection', 'wider', /alerts\/critical.*removes .*platform@acme\.example/],
  ['one zone only', (c) => { c.one('azurerm_cosmosdb_account').geo_location[0].zone_redundant = false; }, 'availability', 'wider', /orders\/items\/account/],
  ['larger budget', (c) => { c.one('azurerm_consumption_budget_resource_group').amount = 60000; }, 'cost', 'wider', /budget.* -> 60000/],
  ['another image', (c) => { c.tf.variable.image_orders_service.default = 'acmeeuazureh4ys95.azurecr.io/k8s/other:1'; }, 'configuration', 'unknown', /variable image_orders_service: default/],
];
