import { blockOf, text } from '../../clouds/rule-values';
import { Notes } from '../reader';
import { retentionOf } from './backups';
import { countsByGroup, processors, running, usage } from './cost-notes';
import { AzureStack } from './stack';
import { amountOf, inside, table, valuesAt, word } from './values';

/** Larger is dearer; these only put one size of a service above another. */
const SIZES: { readonly [sku: string]: number } = table({
  Basic: 1, Standard: 4, Premium: 12, Developer: 1, Consumption: 0.1, BasicV2: 3, StandardV2: 14, PremiumV2: 56, Standard_AzureFrontDoor: 1, Premium_AzureFrontDoor: 8,
});

/** Costs of what is mostly shared: gateway, firewall, registry, keys, alerts, protection plans, and of what a team adds. */
export function costsOfPlatform(stack: AzureStack, notes: Notes): void {
  const { graph } = stack;
  for (const instance of graph.all('azurerm_api_management')) {
    const [tier, units] = (word(instance.body.sku_name) ?? 'unknown_1').split('_');
    running(notes, instance, 'gateway capacity', `${units} ${units === '1' ? 'unit' : 'units'} of ${tier}`, (SIZES[tier] ?? 1) * (Number(units) || 1), 'sku_name');
  }
  for (const profile of graph.all('azurerm_cdn_frontdoor_profile')) { running(notes, profile, 'edge profile', word(profile.body.sku_name) ?? 'unknown', SIZES[word(profile.body.sku_name) ?? ''] ?? 1, 'sku_name'); }
  for (const route of graph.all('azurerm_cdn_frontdoor_route')) { usage(notes, route, 'requests at the edge', 'requests and GB sent', 1); }
  for (const firewall of graph.all('azurerm_firewall')) { running(notes, firewall, 'egress firewall', `1 of ${word(firewall.body.sku_tier) ?? 'unknown'}`, (SIZES[word(firewall.body.sku_tier) ?? ''] ?? 4) * 4, 'sku_tier'); }
  for (const registry of graph.all('azurerm_container_registry')) { running(notes, registry, 'registry', word(registry.body.sku) ?? 'unknown', (SIZES[word(registry.body.sku) ?? ''] ?? 1) / 4, 'sku'); }
  for (const address of graph.all('azurerm_public_ip')) { running(notes, address, 'public address', '1 address', 0.1); }
  for (const gateway of graph.all('azurerm_nat_gateway', 'azurerm_bastion_host')) { running(notes, gateway, 'gateway', '1 gateway', 2); }
  for (const gateway of graph.all('azurerm_application_gateway')) {
    running(notes, gateway, 'gateway capacity', word(inside(gateway.body.sku, 'name')) ?? 'unknown', 4 * (amountOf(inside(gateway.body.sku, 'capacity') ?? inside(gateway.body.autoscale_configuration, 'min_capacity'), 1) ?? 1), 'sku');
  }
  machines(stack, notes);
  messages(stack, notes);
  keys(stack, notes);
  watching(stack, notes);
}

function machines(stack: AzureStack, notes: Notes): void {
  const { graph } = stack;
  for (const machine of graph.all('azurerm_linux_virtual_machine', 'azurerm_windows_virtual_machine')) { running(notes, machine, 'virtual machine', word(machine.body.size) ?? 'unknown', processors(word(machine.body.size)), 'size'); }
  for (const cluster of graph.all('azurerm_kubernetes_cluster')) {
    const pool = blockOf(cluster.body.default_node_pool);
    const nodes = amountOf(pool.min_count ?? pool.node_count, 1) ?? 1;
    running(notes, cluster, 'cluster nodes', `${nodes} ${nodes === 1 ? 'node' : 'nodes'} of ${word(pool.vm_size) ?? 'unknown'}`, nodes * processors(word(pool.vm_size)), 'default_node_pool');
  }
  for (const plan of graph.all('azurerm_service_plan')) {
    const [sku, workers] = [word(plan.body.sku_name) ?? 'unknown', amountOf(plan.body.worker_count, 1) ?? 1];
    running(notes, plan, 'app service plan', `${workers} of ${sku}`, workers * (Number(/(\d)/.exec(sku)?.[1] ?? 0) || 0.1), 'sku_name');
  }
}

function messages(stack: AzureStack, notes: Notes): void {
  for (const namespace of stack.graph.all('azurerm_servicebus_namespace', 'azurerm_eventhub_namespace')) {
    const [sku, capacity] = [word(namespace.body.sku) ?? 'unknown', Math.max(1, amountOf(namespace.body.capacity, 1) ?? 1)];
    running(notes, namespace, 'messaging capacity', `${capacity} ${capacity === 1 ? 'unit' : 'units'} of ${sku}`, capacity * (SIZES[sku] ?? 1), 'sku');
  }
}

/** Keys in hardware are billed by the month. */
function keys(stack: AzureStack, notes: Notes): void {
  for (const made of stack.templates) {
    if (stack.keyTemplates.has(made.entry.address) && /-HSM$/.test(String(made.properties.kty))) { running(notes, made.entry, 'key in hardware', '1 key', 0.2, 'template_content'); }
  }
  for (const key of stack.graph.all('azurerm_key_vault_key')) { if (/-HSM$/.test(text(key.body.key_type) ?? '')) { running(notes, key, 'key in hardware', '1 key', 0.2, 'key_type'); } }
}

function watching(stack: AzureStack, notes: Notes): void {
  const alerts: readonly [string, string, number][] = [['azurerm_monitor_metric_alert', 'metric alerts', 0.02], ['azurerm_monitor_scheduled_query_rules_alert_v2', 'log alerts', 0.1]];
  for (const [type, driver, each] of alerts) {
    for (const [place, count] of countsByGroup(stack, type)) { running(notes, place, driver, `${count} ${count === 1 ? 'rule' : 'rules'}`, count * each); }
  }
  for (const test of stack.graph.all('azurerm_application_insights_standard_web_test')) {
    const [seconds, places] = [amountOf(test.body.frequency, 300) ?? 300, valuesAt(test.body, 'geo_locations').length];
    running(notes, test, 'web test', `every ${seconds / 60} minutes from ${places} ${places === 1 ? 'place' : 'places'}`, places * 300 / seconds / 5, 'frequency');
  }
  for (const plan of stack.graph.all('azurerm_security_center_subscription_pricing')) {
    if (plan.body.tier === 'Standard') { usage(notes, plan, 'threat detection', `plan for ${word(plan.body.resource_type, 'virtual machines') ?? 'unknown'}`, 0.5, 'tier'); }
  }
  for (const policy of stack.graph.all('azurerm_data_protection_backup_policy_blob_storage', 'azurerm_data_protection_backup_policy_postgresql_flexible_server')) {
    const days = retentionOf(policy)?.days ?? 30;
    usage(notes, policy, 'backup storage', `GB of copies, kept ${days} days`, days / 30);
  }
}
