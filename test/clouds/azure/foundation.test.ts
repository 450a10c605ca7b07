import { App, TerraformStack } from 'cdktf';
import { ResourceGroup } from '@cdktf/provider-azurerm/lib/resource-group';
import { azureFacts } from '../../../src/clouds/azure/facts';
import { FoundationIds } from '../../../src/clouds/azure/ids';
import { archiveContainers } from '../../../src/clouds/azure/diagnostics';
import { putTags } from '../../../src/clouds/azure/tags';
import { Service, Stage } from '../../../src';
import { testStandards } from '../../support/standards';
import { parseXml } from './support/xml';
import { azureEnvironment, azureFoundation, templateOf, waitsFor } from './support/stacks';

const tf = azureFoundation({ identityProvider: { issuer: 'https://login.acme.example/' }, retention: { audit: 731 } });

test('the foundation tells every fact that environments ask for', () => {
  expect(Object.keys(tf.json.output).sort()).toEqual(azureFacts.map((f) => f.name).sort());
});

test('what environments compute is what the foundation makes', () => {
  const standards = testStandards();
  const ids = new FoundationIds(standards.landingZone('eu-azure'), standards);
  const name = (type: string, under = '') => tf.one(type, under).name;
  expect(ids.hubNetwork).toContain(`/${tf.one('azurerm_resource_group', 'network/').name}/`);
  expect(ids.hubNetwork).toMatch(new RegExp(`/${name('azurerm_virtual_network')}$`));
  expect(ids.firewallPolicy).toMatch(new RegExp(`/${name('azurerm_firewall_policy')}$`));
  expect(ids.addressPool).toMatch(new RegExp(`/networkManagers/${name('azurerm_network_manager')}/ipamPools/${name('azurerm_network_manager_ipam_pool')}$`));
  expect(ids.registry).toMatch(new RegExp(`/${name('azurerm_container_registry')}$`));
  expect(ids.archive).toMatch(new RegExp(`/${name('azurerm_storage_account')}$`));
  expect(ids.gateway).toMatch(new RegExp(`/${name('azurerm_api_management')}$`));
  expect(ids.frontDoorEndpoint).toMatch(new RegExp(`/${name('azurerm_cdn_frontdoor_profile')}/afdEndpoints/${name('azurerm_cdn_frontdoor_endpoint')}$`));
  expect(ids.origin).toMatch(new RegExp(`/originGroups/${name('azurerm_cdn_frontdoor_origin_group')}/origins/${name('azurerm_cdn_frontdoor_origin')}$`));
  expect(ids.backupVault).toMatch(new RegExp(`/${name('azurerm_data_protection_backup_vault')}$`));
  expect(ids.publicZone).toMatch(new RegExp(`/${name('azurerm_dns_zone')}$`));
  expect(ids.workspace).toMatch(new RegExp(`/${name('azurerm_log_analytics_workspace')}$`));
  expect(ids.privateLinkScope).toBe(name('azurerm_monitor_private_link_scope'));
  expect(ids.role('blob-writer').uuid).toBe(tf.one('azurerm_role_definition', 'blob-writer').role_definition_id);
  const zones = tf.all('azurerm_private_dns_zone').map((z) => z.body.name);
  for (const zone of ['vault', 'blob', 'registry', 'postgres', 'cosmos', 'redis'] as const) { expect(zones).toContain(ids.privateZone(zone).split('/').pop()); }
});

describe('the archive', () => {
  test('has a locked container for everything that is audited, before the first record', () => {
    expect(tf.all('azurerm_storage_container').map((c) => c.body.name).sort()).toEqual(archiveContainers());
    const policies = tf.all('azurerm_storage_container_immutability_policy');
    expect(policies).toHaveLength(archiveContainers().length);
    for (const policy of policies) { expect(policy.body).toMatchObject({ immutability_period_in_days: 731, locked: true, protected_append_writes_all_enabled: true }); }
  });

  test('deletes nothing before that, and cannot be deleted', () => {
    expect(tf.one('azurerm_storage_management_policy').rule[0].actions.base_blob.delete_after_days_since_modification_greater_than).toBeGreaterThan(731);
    expect(tf.one('azurerm_management_lock', 'archive/')).toMatchObject({ lock_level: 'CanNotDelete' });
    expect(tf.one('azurerm_storage_account')).toMatchObject({ shared_access_key_enabled: false, public_network_access_enabled: false, lifecycle: { prevent_destroy: true } });
  });

  test('takes the activity log of the subscription', () => {
    const activity = tf.one('azurerm_monitor_diagnostic_setting', 'monitoring/activity');
    expect(activity.enabled_log.map((l: any) => l.category)).toEqual(expect.arrayContaining(['Administrative', 'Security', 'Policy']));
    expect(activity.storage_account_id).toContain(tf.all('azurerm_storage_account')[0].address);
  });

  test('is there, with every container locked, before anything is told to write to it', () => {
    const lock = tf.all('azurerm_management_lock', 'archive/')[0];
    for (const policy of tf.all('azurerm_storage_container_immutability_policy')) { expect(waitsFor(lock.body, policy.address)).toBe(true); }
    const writers = tf.all('azurerm_monitor_diagnostic_setting').filter((s) => s.body.storage_account_id);
    expect(writers.length).toBeGreaterThan(5);
    for (const writer of writers) { expect([writer.address, waitsFor(writer.body, lock.address)]).toEqual([writer.address, true]); }
  });

  test('does not log itself into itself', () => {
    const settings = tf.all('azurerm_monitor_diagnostic_setting', 'archive/').map((s) => s.body);
    expect(settings.length).toBe(2);
    for (const setting of settings) { expect(setting.storage_account_id).toBeUndefined(); }
  });
});

describe('the way out', () => {
  test('is one firewall that refuses known bad addresses, detects intrusions and answers DNS', () => {
    expect(tf.one('azurerm_firewall_policy')).toMatchObject({ threat_intelligence_mode: 'Deny', dns: { proxy_enabled: true }, intrusion_detection: { mode: 'Deny' } });
    expect(tf.one('azurerm_firewall')).toMatchObject({ sku_tier: 'Premium', zones: ['1', '2', '3'] });
    expect(waitsFor(tf.one('azurerm_firewall'), tf.all('azurerm_firewall_policy_rule_collection_group')[0].address)).toBe(true);
  });

  test('allows names, never everything', () => {
    const [collection] = tf.one('azurerm_firewall_policy_rule_collection_group').application_rule_collection;
    for (const rule of collection.rule) { expect(rule.destination_fqdns).not.toContain('*'); }
    expect(collection.rule.find((r: any) => r.name === 'identity-provider').destination_fqdns).toEqual(['login.acme.example']);
    expect(tf.one('azurerm_firewall_policy_rule_collection_group').network_rule_collection).toBeUndefined();
  });

  test('the pool gives nobody the hub\'s own range', () => {
    const [hub] = tf.one('azurerm_virtual_network').address_space;
    expect(tf.one('azurerm_network_manager_ipam_pool_static_cidr').address_prefixes).toEqual([hub]);
    expect(tf.one('azurerm_network_manager_ipam_pool').address_prefixes).toEqual(['10.64.0.0/12']);
  });

  test('subnets of the hub deny what is not allowed', () => {
    for (const group of tf.all('azurerm_network_security_group')) {
      const denied = group.body.security_rule.filter((r: any) => r.access === 'Deny').map((r: any) => `${r.direction} ${r.priority}`);
      expect(denied.sort()).toEqual(['Inbound 4096', 'Outbound 4096']);
      expect(group.body.security_rule.filter((r: any) => r.access === 'Allow' && r.source_address_prefix === '*')).toEqual([]);
    }
  });
});

describe('the gateway', () => {
  test('is closed to the public, but for a first apply that somebody asks for', () => {
    const gateway = tf.one('azurerm_api_management');
    expect(gateway.public_network_access_enabled).toBe('${var.gateway_public_access}');
    expect(tf.json.variable.gateway_public_access).toMatchObject({ default: false, type: 'bool' });
    expect(gateway).toMatchObject({ sku_name: 'StandardV2_1', virtual_network_type: 'External', lifecycle: { prevent_destroy: true } });
    expect(tf.one('azurerm_subnet', 'gateway-subnet').delegation[0].service_delegation.name).toBe('Microsoft.Web/serverFarms');
  });

  test('lets in only what comes by our Front Door', () => {
    const policy = parseXml(tf.one('azurerm_api_management_policy').xml_content.replace(/\$\{([^}]+)\}/g, '$1'));
    const [check] = policy.children[0].children;
    expect(check.attributes).toMatchObject({ 'name': 'X-Azure-FDID', 'failed-check-httpcode': '403' });
    expect(check.children[0].text).toBe(`${tf.all('azurerm_cdn_frontdoor_profile')[0].address}.resource_guid`);
  });

  test('is reached by a private link, and logged without bodies', () => {
    expect(tf.one('azurerm_cdn_frontdoor_origin')).toMatchObject({ certificate_name_check_enabled: true, private_link: { target_type: 'Gateway' } });
    const requests = tf.one('azurerm_resource_group_template_deployment', 'gateway/requests');
    const [logger, diagnostic] = templateOf(requests).resources;
    expect(logger).toMatchObject({ type: 'Microsoft.ApiManagement/service/loggers', name: `${tf.one('azurerm_api_management').name}/azuremonitor`, properties: { loggerType: 'azureMonitor' } });
    expect(diagnostic).toMatchObject({ type: 'Microsoft.ApiManagement/service/diagnostics', name: logger.name, properties: { verbosity: 'information', logClientIp: false } });
    for (const part of [diagnostic.properties.frontend.request, diagnostic.properties.backend.response]) {
      expect(part.body).toEqual({ bytes: 0 });
      expect(part.dataMasking.queryParams).toEqual([{ mode: 'Mask', value: '*' }]);
      expect(part.dataMasking.headers).toContainEqual({ mode: 'Mask', value: 'Authorization' });
    }
    expect(waitsFor(requests, tf.all('azurerm_api_management')[0].address)).toBe(true);
  });
});

describe('registry, backup and guardrails', () => {
  test('the registry has no keys, no public address, and the foundation\'s own key', () => {
    expect(tf.one('azurerm_container_registry')).toMatchObject({
      sku: 'Premium', admin_enabled: false, anonymous_pull_enabled: false, public_network_access_enabled: false, export_policy_enabled: false, zone_redundancy_enabled: true,
    });
    expect(tf.all('azurerm_container_registry_cache_rule').map((r) => r.body.source_repo)).toEqual(expect.arrayContaining(['mcr.microsoft.com/*', 'registry.k8s.io/*']));
  });

  test('the backup vault is immutable for ever, and gets its key before it is used', () => {
    expect(tf.one('azurerm_data_protection_backup_vault')).toMatchObject({ immutability: 'Locked', soft_delete: 'AlwaysOn', redundancy: 'ZoneRedundant' });
    expect(waitsFor(tf.one('azurerm_data_protection_backup_vault_customer_managed_key'), tf.all('azurerm_role_assignment', 'backup/')[0].address)).toBe(true);
  });

  test('policies hold in the whole subscription', () => {
    const assigned = tf.all('azurerm_subscription_policy_assignment').map((p) => p.body);
    expect(assigned.map((p) => p.name).sort()).toEqual(['locations', 'storage-private', 'vaults-not-purged', 'vaults-private']);
    expect(JSON.parse(assigned.find((p) => p.name === 'locations').parameters).listOfAllowedLocations.value).toEqual(['germanywestcentral']);
    for (const policy of assigned.filter((p) => p.name !== 'locations')) { expect(policy.parameters).toContain('"Deny"'); expect(policy.enforce).toBe(true); }
  });

  test('no lock is above what environments come and go with', () => {
    const locked = tf.all('azurerm_management_lock').map((l) => l.body.scope);
    for (const scope of locked) { expect(scope).not.toMatch(/azurerm_(resource_group|api_management|virtual_network|cdn_frontdoor_profile|dns_zone|container_registry)\./); }
  });

  test('roles of ours allow named actions, and none reads', () => {
    for (const role of tf.all('azurerm_role_definition')) {
      const [permissions] = role.body.permissions;
      expect([...permissions.actions, ...permissions.data_actions].join(' ')).not.toContain('*');
      expect(permissions.data_actions.join(' ')).not.toMatch(/read|delete/);
    }
  });

  test('nothing is left in a region without permission, or without tags', () => {
    for (const resource of tf.everything().filter((r) => r.body.location && !['global'].includes(r.body.location))) { expect(resource.body.location).toBe('germanywestcentral'); }
    for (const type of ['azurerm_storage_account', 'azurerm_key_vault', 'azurerm_firewall', 'azurerm_api_management']) { expect(tf.one(type).tags).toMatchObject({ 'managed-by': 'groundwork', 'landing-zone': 'eu-azure' }); }
  });
});

test('an environment carries the tags of its pod on everything that can', () => {
  const env = azureEnvironment((e) => { new Service(e, 'api', {}); }, Stage.DEVELOPMENT, {}, { tags: { division: 'sales' } });
  expect(env.one('azurerm_container_app').tags).toMatchObject({ pod: 'orders', stage: 'development', division: 'sales' });
  expect(env.one('azurerm_subnet', 'apps-subnet').tags).toBeUndefined();
});

test('tags are put within Azure\'s own rules, and those of the resource stay', () => {
  const stack = new TerraformStack(new App(), 'own');
  const group = new ResourceGroup(stack, 'group', { name: 'own', location: 'westeurope', tags: { pod: 'mine' } });
  putTags(group, { 'a/b<c': 'x'.repeat(300), 'azure-thing': 'd', 'pod': 'orders', ...Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`t${i}`, 'v'])) });
  const tags = group.tagsInput!;
  expect(tags['a-b-c']).toHaveLength(256);
  expect(tags['x-azure-thing']).toBe('d');
  expect(tags.pod).toBe('mine');
  expect(Object.keys(tags)).toHaveLength(50);
});
