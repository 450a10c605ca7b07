import { App, TerraformStack } from 'cdktf';
import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider';
import { LogClass, LogStream, Service, Stage } from '../../../src';
import { EmbeddedEnvironment } from '../../../src/environment/embedded-environment';
import { partOf } from '../../../src/clouds/azure/addresses';
import { archiveContainers } from '../../../src/clouds/azure/diagnostics';
import { foundationOf, segment, uuidOf } from '../../../src/clouds/azure/ids';
import { fieldPattern } from '../../../src/clouds/azure/masking';
import { STANDARDS, testStandards } from '../../support/standards';
import { Terraform } from '../../support/terraform';
import { azureEnvironment, templateOf, waitsFor } from './support/stacks';

const nothing = () => undefined;

describe('keys on Azure', () => {
  const tf = azureEnvironment(nothing);

  test('are in a private vault that nobody can purge', () => {
    expect(tf.one('azurerm_key_vault')).toMatchObject({
      rbac_authorization_enabled: true, public_network_access_enabled: false, purge_protection_enabled: true, soft_delete_retention_days: 90, sku_name: 'premium',
      network_acls: { default_action: 'Deny', bypass: 'AzureServices' }, lifecycle: { prevent_destroy: true },
    });
    expect(tf.one('azurerm_key_vault').name).toMatch(/^[a-z][a-z0-9-]{1,22}[a-z0-9]$/);
  });

  test('are made by Resource Manager, in hardware, rotate each year and expire', () => {
    const [key] = templateOf(tf.one('azurerm_resource_group_template_deployment', 'data-key/key')).resources;
    expect(key.type).toBe('Microsoft.KeyVault/vaults/keys');
    expect(key.properties).toMatchObject({ kty: 'RSA-HSM', keySize: 3072, attributes: { exportable: false }, rotationPolicy: { attributes: { expiryTime: 'P2Y' } } });
    expect(key.properties.attributes.exp).toContain('P2Y');
    expect(key.properties.rotationPolicy.lifetimeActions[0]).toEqual({ action: { type: 'rotate' }, trigger: { timeAfterCreate: 'P1Y' } });
    expect(waitsFor(tf.one('azurerm_resource_group_template_deployment', 'data-key/key'), tf.all('azurerm_key_vault')[0].address)).toBe(true);
  });

  test('are wrapped and unwrapped by one identity, on that key only', () => {
    const role = tf.one('azurerm_role_assignment', 'data-key/');
    expect(role).toMatchObject({ role_definition_name: 'Key Vault Crypto Service Encryption User', principal_type: 'ServicePrincipal' });
    expect(role.scope).toMatch(/\/vaults\/[^/]+\/keys\/data$/);
  });

  test('a key for logs is not made where nothing takes it', () => {
    expect(tf.all('azurerm_resource_group_template_deployment', 'log-key/')).toEqual([]);
  });
});

describe('the network on Azure', () => {
  const tf = azureEnvironment(nothing, Stage.PRODUCTION, { network: { allowedHosts: ['api.payments.example'] } }, { identityProvider: { issuer: 'https://login.acme.example/' } });

  test('takes its ranges from the pool and names none itself', () => {
    expect(tf.one('azurerm_virtual_network').ip_address_pool).toEqual([{ id: expect.stringMatching(/ipamPools/), number_of_ip_addresses: '256' }]);
    for (const subnet of tf.all('azurerm_subnet')) {
      expect(subnet.body.address_prefixes).toBeUndefined();
      expect(subnet.body).toMatchObject({ default_outbound_access_enabled: false, private_endpoint_network_policies: 'Enabled' });
    }
    expect(tf.one('azurerm_subnet', 'apps-subnet').delegation[0].service_delegation.name).toBe('Microsoft.App/environments');
    expect(JSON.stringify(tf.json.resource).match(/"\d+\.\d+\.\d+\.\d+\/\d+"/g)?.filter((r) => !/^"(0\.0\.0\.0\/0|10\.64\.0\.)/.test(r)) ?? []).toEqual([]);
  });

  test('denies in both directions what is not allowed', () => {
    for (const subnet of ['apps', 'endpoints']) {
      for (const direction of ['Inbound', 'Outbound']) {
        const rules = tf.all('azurerm_network_security_rule', `network/${subnet}-`).map((r) => r.body).filter((r) => r.direction === direction);
        const last = rules.sort((a, b) => b.priority - a.priority)[0];
        expect(last).toMatchObject({ access: 'Deny', protocol: '*', source_address_prefix: '*', destination_address_prefix: '*', destination_port_range: '*', priority: 4096 });
        for (const rule of rules.slice(1)) { expect(rule).not.toMatchObject({ source_address_prefix: expect.stringMatching(/^(\*|Internet|0\.0\.0\.0\/0)$/) }); }
      }
    }
    expect(tf.all('azurerm_network_security_rule', 'network/').filter((r) => r.body.direction === 'Inbound' && r.body.access === 'Allow' && r.path.includes('endpoints-'))).toEqual([]);
  });

  test('leaves by the firewall, to named hosts only', () => {
    expect(tf.one('azurerm_route_table').route).toEqual([expect.objectContaining({ address_prefix: '0.0.0.0/0', next_hop_type: 'VirtualAppliance' })]);
    const [rule] = tf.one('azurerm_firewall_policy_rule_collection_group').application_rule_collection[0].rule;
    expect(rule.destination_fqdns).toEqual(['api.payments.example', 'login.acme.example']);
    expect(rule.protocols).toEqual([{ port: 443, type: 'Https' }]);
    expect(tf.all('azurerm_public_ip')).toEqual([]);
  });

  test('is peered from both sides, one after the other', () => {
    const [toHub] = tf.all('azurerm_virtual_network_peering', 'to-hub');
    const fromHub = tf.one('azurerm_virtual_network_peering', 'from-hub');
    expect(waitsFor(fromHub, toHub.address)).toBe(true);
    expect(fromHub.resource_group_name).not.toBe(toHub.body.resource_group_name);
  });
});

describe('logs and audit on Azure', () => {
  const tf = azureEnvironment((env) => {
    new LogStream(env, 'access', { logClass: LogClass.ACCESS, maskedFields: ['phone', 'email'] });
    new LogStream(env, 'audited', { logClass: LogClass.AUDIT });
    new LogStream(env, 'again', { logClass: LogClass.AUDIT });
  }, Stage.PRODUCTION, {}, { retention: { access: 180, audit: 2557 } });

  test('come in privately and without keys', () => {
    expect(tf.one('azurerm_log_analytics_workspace')).toMatchObject({ local_authentication_enabled: false, internet_ingestion_enabled: false });
    expect(tf.all('azurerm_monitor_private_link_scoped_service')).toHaveLength(1);
  });

  test('are kept as the standards say, within what a table can', () => {
    expect(tf.one('azurerm_log_analytics_workspace_table', 'access/')).toMatchObject({ name: 'AppRequests', retention_in_days: 180, total_retention_in_days: 180 });
    expect(tf.one('azurerm_log_analytics_workspace_table', 'audited/AppTraces')).toMatchObject({ retention_in_days: 730, total_retention_in_days: 2922 });
    expect(tf.all('azurerm_log_analytics_workspace_table', 'again/')).toEqual([]);
  });

  test('are masked before they are stored, by a rule that the workspace uses', () => {
    const rule = tf.one('azurerm_monitor_data_collection_rule');
    const console = rule.data_flow.find((f: any) => f.streams[0] === 'Microsoft-Table-ContainerAppConsoleLogs').transform_kql;
    expect(console).toContain('email|phone');
    // Transformations refuse the functions that queries have for it.
    for (const flow of rule.data_flow) { expect(flow.transform_kql).not.toMatch(/replace_(regex|strings?)\(/); }
    expect(console).toMatch(/^source \| extend Log = replace\(@'[^']+', '\*\*\*', Log\) \| extend Log = replace\(@'.+', @'\\1"\*\*\*"', Log\)$/);
    expect(rule.kind).toBe('WorkspaceTransforms');
    const link = templateOf(tf.one('azurerm_resource_group_template_deployment', 'masking-link'));
    expect(link.resources[0].properties.defaultDataCollectionRuleResourceId).toBe("[parameters('rule')]");
    expect(tf.one('azurerm_log_analytics_workspace').lifecycle.ignore_changes).toContain('data_collection_rule_id');
  });

  test.each([
    ['{"email":"ada@example.com","id":1}', '{"email":"***","id":1}'],
    ['level=info email=ada@example.com id=1', 'level=info email="***" id=1'],
    ['GET /orders?email=ada&id=1', 'GET /orders?email="***"&id=1'],
    ["{'phone': '+49 30'}", "{'phone': \"***\"}"],
    ['{"email":"a\\"b c","id":1}', '{"email":"***","id":1}'],
    ['{"email":["a b","c"],"phone":{"home":"1 2"}}', '{"email":"***","phone":"***"}'],
    ['{"emailed":true,"noemail":1}', '{"emailed":true,"noemail":1}'],
    ['{"line":"{\\"email\\":\\"ada\\"}"}', '{"line":"{\\"email\\":"***"}"}'],
  ])('mask %s', (line, masked) => {
    // RE2, which Kusto uses, and JavaScript read this expression alike.
    expect(line.replace(new RegExp(fieldPattern(['email', 'phone']), 'g'), '$1"***"')).toBe(masked);
  });

  test('what the gateway audits goes to the immutable archive', () => {
    const rule = tf.one('azurerm_log_analytics_data_export_rule');
    expect(rule.table_names).toEqual(['AppRequests', 'AppTraces']);
    expect(segment(rule.destination_resource_id, 'storageAccounts')).toMatch(/^[a-z0-9]{3,24}$/);
    for (const table of rule.table_names) { expect(archiveContainers()).toContain(`am-${table.toLowerCase()}`); }
  });

  test('every audited category has its container in the archive', () => {
    const settings = tf.all('azurerm_monitor_diagnostic_setting').map((s) => s.body).filter((s) => s.storage_account_id);
    expect(settings.length).toBeGreaterThan(0);
    for (const { category } of settings.flatMap((s) => s.enabled_log)) { expect(archiveContainers()).toContain(`insights-logs-${category.toLowerCase()}`); }
  });
});

describe('alerts and budget on Azure', () => {
  const tf = azureEnvironment(nothing);

  test('have a group for working hours and one that wakes somebody, with short names that Azure takes', () => {
    const groups = tf.all('azurerm_monitor_action_group').map((g) => g.body);
    expect(groups).toHaveLength(2);
    for (const group of groups) { expect(group.short_name.length).toBeLessThanOrEqual(12); expect(group.email_receiver.length).toBeGreaterThan(0); }
    expect(groups[0].short_name).not.toBe(groups[1].short_name);
  });

  test('tell at 50, 80 and 100 % of the environment\'s group, and on the forecast', () => {
    const budget = tf.one('azurerm_consumption_budget_resource_group');
    expect(budget.notification.map((n: any) => `${n.threshold_type} ${n.threshold}`)).toEqual(['Actual 50', 'Actual 80', 'Actual 100', 'Forecasted 100']);
    expect(budget.resource_group_id).toContain(tf.all('azurerm_resource_group')[0].address);
    expect(budget.lifecycle.ignore_changes).toEqual(['time_period']);
  });
});

describe('names, ids and addresses on Azure', () => {
  test('a range is cut into parts', () => {
    expect(partOf('10.64.0.0/12', 24, 0)).toBe('10.64.0.0/24');
    expect(partOf('10.64.0.0/24', 26, 3)).toBe('10.64.0.192/26');
    expect(partOf('10.255.255.0/24', 26, 1)).toBe('10.255.255.64/26');
    expect(() => partOf('10.0.0.0/24', 23, 0)).toThrow();
  });

  test('a UUID is one, and always the same', () => {
    expect(uuidOf('a')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(uuidOf('a')).toBe(uuidOf('a'));
    expect(uuidOf('a')).not.toBe(uuidOf('b'));
  });

  test('an environment refers to a hub that the enterprise states', () => {
    const hub = '/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/corp-net/providers/Microsoft.Network/virtualNetworks/corp';
    const zones = STANDARDS.landingZones.map((z) => (z.name === 'eu-azure' ? { ...z, facts: { hub_network_id: hub, firewall_private_ip: '10.0.0.4' } } : z));
    const tf = azureEnvironment(nothing, Stage.PRODUCTION, {}, { landingZones: zones as any });
    expect(tf.one('azurerm_virtual_network_peering', 'to-hub').remote_virtual_network_id).toBe(hub);
    expect(tf.one('azurerm_virtual_network_peering', 'from-hub')).toMatchObject({ resource_group_name: 'corp-net', virtual_network_name: 'corp' });
    expect(tf.one('azurerm_virtual_network').dns_servers).toEqual(['10.0.0.4']);
    expect(Object.keys(tf.json.variable ?? {})).toEqual([]);
  });

  test('hostile names stay inside every rule', () => {
    const name = `x${'-very-long-name'.repeat(2)}`.slice(0, 32).replace(/-$/, 'x');
    const tf = azureEnvironment((env) => { new Service(env, 'a-service-with-a-long-name-that-goes-on-and-on', {}); }, Stage.PRODUCTION, { name });
    expect(tf.one('azurerm_container_app').name).toMatch(/^(?!.*--)[a-z][a-z0-9-]{0,30}[a-z0-9]$/);
    expect(tf.one('azurerm_key_vault').name.length).toBeLessThanOrEqual(24);
  });

  test('an environment fits into a stack that a team has', () => {
    const app = new App();
    const stack = new TerraformStack(app, 'own');
    new AzurermProvider(stack, 'azurerm', { features: [{}] });
    const environment = new EmbeddedEnvironment(stack, 'orders-prod', { standards: testStandards(), pod: 'orders', stage: Stage.DEVELOPMENT, landingZone: 'eu-azure' });
    new Service(environment, 'api', {});
    expect(foundationOf(environment).subscription).toBe('11111111-2222-3333-4444-555555555555');
    const tf = new Terraform(stack.toTerraform());
    expect(tf.all('azurerm_container_app')).toHaveLength(1);
    expect(Object.keys(tf.json.provider)).toEqual(['azurerm']);
  });
});
