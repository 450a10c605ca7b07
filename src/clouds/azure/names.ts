import { NameRule, NameScope } from '../../environment/naming';

const SOURCE = 'https://learn.microsoft.com/en-us/azure/azure-resource-manager/management/resource-name-rules';
const WORDS = { source: SOURCE, scope: NameScope.ACCOUNT };

/** Names of letters, digits and dashes, unique in their resource group or subscription. */
const dashed = (max: number, min = 1): NameRule => ({ ...WORDS, min, max });
/** Names that are part of a host name, unique in the whole of Azure. */
const host = (max: number, min = 3): NameRule => ({ source: SOURCE, scope: NameScope.GLOBAL, min, max });
/** Names of letters and digits only, unique in the whole of Azure. */
const bare = (max: number, min: number): NameRule => ({ source: SOURCE, scope: NameScope.GLOBAL, min, max, allowed: 'a-z0-9', separator: '' });
/** Names inside a parent resource. */
const inside = (max: number, min = 1): NameRule => ({ source: SOURCE, scope: NameScope.PARENT, min, max });

/** What Azure accepts as the name of each resource type. */
export const azureNameRules: { [terraformType: string]: NameRule } = {
  azurerm_api_management: host(50, 1),
  // 256 are taken, but the address of the API, gateway included, has 128 characters at most.
  azurerm_api_management_api: dashed(50),
  azurerm_api_management_backend: dashed(80),
  azurerm_api_management_logger: dashed(80),
  azurerm_application_insights: dashed(255),
  azurerm_application_insights_standard_web_test: dashed(64),
  azurerm_application_security_group: dashed(80),
  azurerm_cdn_frontdoor_custom_domain: dashed(260, 2),
  azurerm_cdn_frontdoor_endpoint: host(46, 2),
  // Unique in the subscription, whatever the group.
  azurerm_cdn_frontdoor_firewall_policy: bare(128, 1),
  azurerm_cdn_frontdoor_profile: dashed(90, 2),
  azurerm_cdn_frontdoor_route: dashed(90, 2),
  azurerm_cdn_frontdoor_security_policy: dashed(90, 2),
  azurerm_consumption_budget_resource_group: dashed(63),
  azurerm_container_app: { ...dashed(32, 2), forbidden: ['--'] },
  azurerm_container_app_environment: { ...dashed(32, 2), forbidden: ['--'] },
  azurerm_container_app_job: { ...dashed(32, 2), forbidden: ['--'] },
  azurerm_container_registry: bare(50, 5),
  azurerm_cosmosdb_account: host(44),
  azurerm_cosmosdb_sql_role_definition: dashed(64),
  azurerm_data_protection_backup_instance: dashed(64),
  azurerm_data_protection_backup_policy: dashed(64, 3),
  azurerm_data_protection_backup_vault: dashed(50, 2),
  azurerm_firewall: dashed(56),
  azurerm_firewall_policy: dashed(80),
  azurerm_firewall_policy_rule_collection_group: dashed(80),
  azurerm_key_vault: { ...host(24), forbidden: ['--'] },
  azurerm_key_vault_secret: inside(127),
  azurerm_log_analytics_data_export_rule: dashed(63, 4),
  azurerm_log_analytics_workspace: dashed(63, 4),
  azurerm_logic_app_workflow: dashed(80),
  azurerm_managed_redis: host(60),
  azurerm_monitor_action_group: dashed(200),
  azurerm_monitor_activity_log_alert: dashed(200),
  azurerm_monitor_data_collection_rule: dashed(64, 3),
  azurerm_monitor_metric_alert: dashed(200),
  azurerm_monitor_private_link_scope: dashed(200),
  azurerm_monitor_private_link_scoped_service: dashed(200),
  azurerm_monitor_scheduled_query_rules_alert_v2: dashed(200),
  azurerm_network_manager: dashed(64),
  azurerm_network_manager_ipam_pool: dashed(64),
  azurerm_network_security_group: dashed(80),
  azurerm_network_watcher_flow_log: dashed(80),
  azurerm_portal_dashboard: dashed(64, 3),
  azurerm_postgresql_flexible_server: host(63),
  azurerm_private_dns_zone_virtual_network_link: dashed(80),
  azurerm_private_endpoint: dashed(64, 2),
  azurerm_public_ip: dashed(80),
  azurerm_resource_group: dashed(90),
  azurerm_resource_group_template_deployment: dashed(64),
  azurerm_role_definition: dashed(128),
  azurerm_route_table: dashed(80),
  azurerm_storage_account: bare(24, 3),
  azurerm_storage_container: { ...inside(63, 3), forbidden: ['--'] },
  azurerm_subnet: inside(80),
  azurerm_user_assigned_identity: dashed(128, 3),
  azurerm_virtual_network: dashed(64, 2),
  azurerm_virtual_network_peering: dashed(80),
};
