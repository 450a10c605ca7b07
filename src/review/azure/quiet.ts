import { TerraformGraph } from '../../clouds/rule-graph';
import { Notes, Reader } from '../reader';
import { stackOf } from './stack';
import { isUnread } from './templates';

/** Types that join, name or show, and carry nothing that a reviewer decides on. */
export const quiet: Reader = {
  types: [
    'azurerm_application_insights_workbook', 'azurerm_portal_dashboard', 'azurerm_cdn_frontdoor_custom_domain_association', 'azurerm_cdn_frontdoor_rule_set',
    'azurerm_dns_zone', 'azurerm_dns_a_record', 'azurerm_dns_aaaa_record', 'azurerm_dns_caa_record', 'azurerm_dns_cname_record', 'azurerm_dns_mx_record', 'azurerm_dns_ns_record', 'azurerm_dns_txt_record',
    'azurerm_private_dns_zone', 'azurerm_private_dns_zone_virtual_network_link', 'azurerm_private_dns_a_record', 'azurerm_private_dns_cname_record',
    'azurerm_monitor_private_link_scoped_service', 'azurerm_network_manager', 'azurerm_network_manager_ipam_pool', 'azurerm_network_manager_ipam_pool_static_cidr',
    'azurerm_postgresql_flexible_server_database', 'azurerm_mysql_flexible_database', 'azurerm_availability_set', 'azurerm_proximity_placement_group', 'azurerm_service_plan',
    'azurerm_api_management_api_version_set', 'azurerm_api_management_tag', 'azurerm_virtual_network_dns_servers', 'azurerm_lb_backend_address_pool', 'azurerm_lb_probe',
    'azurerm_network_interface_backend_address_pool_association', 'azurerm_network_interface_application_security_group_association',
    'azurerm_logic_app_workflow', 'azurerm_logic_app_action_custom', 'azurerm_logic_app_trigger_recurrence',
  ],
  read(graph: TerraformGraph, notes: Notes): void {
    // A template makes what Terraform does not see; what nobody reads of it is named, and so is the deployment, which the page counts.
    for (const made of stackOf(graph).templates.filter(isUnread)) { notes.unread.push(made.entry.type, `${made.type} in a template`); }
  },
};
