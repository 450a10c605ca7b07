import { Found, Terraform } from '../../../support/terraform';
import { typesOf } from '../stores';

/** Where each kind of store names the environment's key. */
const KEY_OF: { readonly [type: string]: string } = {
  azurerm_postgresql_flexible_server: 'customer_managed_key.key_vault_key_id',
  azurerm_cosmosdb_account: 'key_vault_key_id',
  azurerm_managed_redis: 'customer_managed_key.key_vault_key_id',
  azurerm_storage_account: 'customer_managed_key.key_vault_key_id',
};

/**
 * Stores that Microsoft encrypts with its own keys: a key of ours would need a dedicated Log Analytics cluster with a commitment
 * of at least 100 GB a day. The card says so.
 */
export const WITHOUT_KEY = ['azurerm_application_insights', 'azurerm_log_analytics_workspace'];

/** Kinds that keep no data of their own, or keep it in one of those above. */
const NO_STORE = typesOf(`
  azurerm_api_management_api azurerm_api_management_api_diagnostic azurerm_api_management_api_policy azurerm_api_management_backend
  azurerm_application_insights_standard_web_test azurerm_application_insights_workbook azurerm_application_security_group
  azurerm_cdn_frontdoor_custom_domain azurerm_cdn_frontdoor_custom_domain_association azurerm_cdn_frontdoor_firewall_policy
  azurerm_cdn_frontdoor_route azurerm_cdn_frontdoor_security_policy azurerm_consumption_budget_resource_group azurerm_container_app
  azurerm_container_app_environment azurerm_container_app_job azurerm_cosmosdb_sql_container azurerm_cosmosdb_sql_database
  azurerm_cosmosdb_sql_role_assignment azurerm_cosmosdb_sql_role_definition azurerm_data_protection_backup_instance_blob_storage
  azurerm_data_protection_backup_instance_postgresql_flexible_server azurerm_data_protection_backup_policy_blob_storage
  azurerm_data_protection_backup_policy_postgresql_flexible_server azurerm_dns_cname_record azurerm_dns_txt_record
  azurerm_firewall_policy_rule_collection_group azurerm_key_vault azurerm_log_analytics_data_export_rule azurerm_log_analytics_workspace_table
  azurerm_management_lock azurerm_monitor_action_group azurerm_monitor_data_collection_rule azurerm_monitor_diagnostic_setting
  azurerm_monitor_metric_alert azurerm_monitor_private_link_scoped_service azurerm_monitor_scheduled_query_rules_alert_v2
  azurerm_network_security_group azurerm_network_security_rule azurerm_postgresql_flexible_server_active_directory_administrator
  azurerm_postgresql_flexible_server_configuration azurerm_postgresql_flexible_server_database azurerm_private_dns_a_record
  azurerm_private_dns_zone azurerm_private_dns_zone_virtual_network_link azurerm_private_endpoint
  azurerm_private_endpoint_application_security_group_association azurerm_resource_group azurerm_resource_group_template_deployment
  azurerm_role_assignment azurerm_route_table azurerm_storage_container azurerm_storage_management_policy azurerm_subnet
  azurerm_subnet_network_security_group_association azurerm_subnet_route_table_association azurerm_user_assigned_identity azurerm_virtual_network
  azurerm_virtual_network_peering
`);

/** Kinds of resource of which nobody has said whether they keep data. */
export function unclassified(tf: Terraform): string[] {
  return [...new Set(tf.everything().map((r) => r.type))].filter((type) => !(type in KEY_OF) && !NO_STORE.has(type) && !WITHOUT_KEY.includes(type));
}

/** The key's address without a version, or what the deployment that asks for its version answers. */
function isOwnKey(tf: Terraform, key: unknown): boolean {
  const vault = tf.one('azurerm_key_vault').name;
  const asked = tf.all('azurerm_resource_group_template_deployment', '/key-version').find((d) => String(key).includes(`(${d.address}.`));
  return key === `https://${vault}.vault.azure.net/keys/data`
    || (!!asked && JSON.parse(asked.body.template_content).outputs.keyUriWithVersion.value.includes(`/vaults/${vault}/keys/data'`));
}

/** Stores without the key of the environment. */
export function unencrypted(tf: Terraform): string[] {
  const keyOf = (store: Found) => KEY_OF[store.type].split('.').reduce((body, name) => body?.[name], store.body);
  return tf.everything().filter((r) => r.type in KEY_OF && !isOwnKey(tf, keyOf(r))).map((r) => r.address);
}
