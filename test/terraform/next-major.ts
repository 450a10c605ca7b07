import { BlockSchema } from '../../scripts/lib/schema-format';
import { providerSchema } from './schema-data';

/** Arguments that the next major takes away while the bound version has no other: the one list to go through when the binding moves. */
export const UNAVOIDABLE: { readonly [path: string]: string } = {
  'azurerm_cdn_frontdoor_rule.behavior_on_match': 'behavior_on_match is renamed with the actions and conditions',
  'azurerm_cdn_frontdoor_rule.actions.request_header_action': 'every action block is renamed; the bound version knows the old name only',
  'azurerm_cdn_frontdoor_rule.actions.response_header_action': 'every action block is renamed; the bound version knows the old name only',
  'azurerm_cdn_frontdoor_rule.actions.url_redirect_action': 'every action block is renamed; the bound version knows the old name only',
  'azurerm_cdn_frontdoor_rule.actions.url_rewrite_action': 'every action block is renamed; the bound version knows the old name only',
  'azurerm_cdn_frontdoor_rule.actions.route_configuration_override_action': 'every action block is renamed; the bound version knows the old name only',
  'azurerm_cdn_frontdoor_rule.conditions.*': 'every condition block is renamed; the bound version knows the old name only',
  'azurerm_private_dns_zone_virtual_network_link.private_dns_zone_name': 'replaced by private_dns_zone_id, which the bound version does not know',
  'azurerm_private_dns_zone_virtual_network_link.resource_group_name': 'replaced by private_dns_zone_id, which the bound version does not know',
  'azurerm_private_dns_a_record.zone_name': 'replaced by private_dns_zone_id, which the bound version does not know',
  'azurerm_private_dns_a_record.resource_group_name': 'replaced by private_dns_zone_id, which the bound version does not know',
  'azurerm_private_dns_cname_record.zone_name': 'replaced by private_dns_zone_id, which the bound version does not know',
  'azurerm_private_dns_cname_record.resource_group_name': 'replaced by private_dns_zone_id, which the bound version does not know',
  'azurerm_private_dns_txt_record.zone_name': 'replaced by private_dns_zone_id, which the bound version does not know',
  'azurerm_private_dns_txt_record.resource_group_name': 'replaced by private_dns_zone_id, which the bound version does not know',
  'azurerm_application_insights.disable_ip_masking': 'becomes ip_masking_enabled, which the bound version does not know',
  'azurerm_application_insights.local_authentication_disabled': 'becomes local_authentication_enabled, which the bound version does not know',
  'azurerm_cosmosdb_account.local_authentication_disabled': 'becomes local_authentication_enabled, which the bound version does not know',
  'azurerm_eventgrid_system_topic_event_subscription.service_bus_queue_endpoint_id': 'becomes service_bus_queue_id, which the bound version does not know',
  'azurerm_log_analytics_workspace.internet_ingestion_enabled': 'becomes internet_ingestion_access_type, which the bound version does not know',
  'azurerm_log_analytics_workspace.internet_query_enabled': 'becomes internet_query_access_type, which the bound version does not know',
  'azurerm_subnet.service_endpoints': 'no argument of the bound version takes its place',
  'azurerm_federated_identity_credential.parent_id': 'replaced by user_assigned_identity_id; see the schema of the bound version',
  'azurerm_federated_identity_credential.resource_group_name': 'required by the bound version',
  'azurerm_log_analytics_linked_storage_account.workspace_resource_id': 'required by the bound version',
  'azurerm_storage_account_customer_managed_key.key_vault_id': 'replaced by key_vault_key_id, which the bound version does not know here',
  'azurerm_storage_account_customer_managed_key.key_name': 'replaced by key_vault_key_id, which the bound version does not know here',
};

/** What a stack uses that the next major of its provider takes away or newly demands, though the bound version has both ways. */
export function checkNextMajor(cloud: 'azure' | 'google', tf: any): string[] {
  const next = providerSchema(`${cloud}-next`);
  const current = providerSchema(cloud);
  const problems: string[] = [];
  for (const [type, named] of Object.entries<any>(tf.resource ?? {})) {
    if (!current.resources[type]) {
      continue;
    }
    for (const [name, body] of Object.entries<any>(named)) {
      if (next.resources[type]) {
        compare(current.resources[type], next.resources[type], body, type, `${type}.${name}`, problems);
      } else {
        problems.push(`${type}.${name}: the type goes away in ${next.version}`);
      }
    }
  }
  return problems;
}

function compare(current: BlockSchema, next: BlockSchema, body: any, general: string, path: string, problems: string[]): void {
  for (const [name, value] of Object.entries<any>(body)) {
    // The schemas of the next majors were kept without descriptions, and lost the argument of that name with them.
    if (value === null || name === 'description' || !current.a[name] && !current.b[name]) {
      continue;
    }
    if (!next.a[name] && !next.b[name]) {
      if (!UNAVOIDABLE[`${general}.${name}`] && !UNAVOIDABLE[`${general}.*`]) {
        problems.push(`${path}.${name}: goes away in the next major`);
      }
    } else if (current.b[name] && next.b[name]) {
      const blocks = Array.isArray(value) ? value : [value];
      blocks.forEach((block) => compare(current.b[name].s, next.b[name].s, block, `${general}.${name}`, `${path}.${name}`, problems));
    }
  }
  for (const [name, attribute] of Object.entries(next.a)) {
    const settableNow = current.a[name] && /[ro]/.test(current.a[name].f);
    if (attribute.f.includes('r') && settableNow && (body[name] === undefined || body[name] === null)) {
      problems.push(`${path}.${name}: is required from the next major on`);
    }
  }
}
