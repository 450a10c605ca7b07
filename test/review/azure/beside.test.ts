import { bareTree, buildModel } from '../../../src/review/build';
import { copyOf, lines, may, one, read, said, beside, ways } from './support';
import { readAzure } from '../../../src/review/azure';

const SECRET = 'Hunter2-Plain-Passw0rd!';
const SUBSCRIPTION = '/subscriptions/3f0c9b7e-52d4-4a1e-8f6b-90c1d27e5a48';
const service = (tf: any) => `\${azurerm_user_assigned_identity.${Object.keys(tf.resource.azurerm_user_assigned_identity).find((n) => n.startsWith('orders_service'))}.principal_id}`;

describe('secrets in the Terraform are told, and not repeated', () => {
  test.each<[name: string, type: string, body: any, at: string]>([
    ['a password of a machine', 'azurerm_linux_virtual_machine', { admin_password: SECRET }, 'admin_password'],
    ['a secret of a vault', 'azurerm_key_vault_secret', { value: SECRET }, 'value'],
    ['a setting of a function', 'azurerm_linux_function_app', { app_settings: { DB_PASSWORD: SECRET }, site_config: {} }, 'app_settings.DB_PASSWORD'],
    ['a connection in a setting', 'azurerm_linux_web_app', { app_settings: { QUEUE: 'Endpoint=sb://x;SharedAccessKey=abcdefgh12345678=' }, site_config: {} }, 'app_settings.QUEUE'],
    ['a variable of a container', 'azurerm_container_app', { template: { container: [{ name: 'c', image: 'i', env: [{ name: 'API_TOKEN_SECRET', value: '${var.x}' }, { name: 'DB_PASSWORD', value: SECRET }] }] } }, 'template.container.env.value'],
    ['a secret of a container', 'azurerm_container_app', { secret: [{ name: 'db', value: SECRET }] }, 'secret.value'],
    ['settings of an extension', 'azurerm_virtual_machine_extension', { protected_settings: `{"password":"${SECRET}"}` }, 'protected_settings'],
    ['a value of the gateway', 'azurerm_api_management_named_value', { value: SECRET, secret: true }, 'value'],
    ['a secret of a template', 'azurerm_resource_group_template_deployment', { template_content: JSON.stringify({ resources: [{ type: 'Microsoft.KeyVault/vaults/secrets', name: 'v/s', properties: { value: SECRET } }] }) }, 'template_content'],
  ])('%s', (_name, type, body, at) => {
    const terraform = { resource: { [type]: { raw: { name: 'raw', ...body } } } };
    const model = buildModel(terraform, JSON.stringify(terraform), bareTree('s'));
    expect(model.statements.filter((s) => s.rule === 'secret.written')).toEqual([expect.objectContaining({ weak: true, subject: `${type}.raw`, evidence: [{ address: `${type}.raw`, argument: at }] })]);
    expect(JSON.stringify(model)).not.toContain(SECRET);
    expect(JSON.stringify(model)).not.toContain('abcdefgh12345678');
  });

  test.each(['foundation', 'environment', 'mutualTls'] as const)('nothing in what is made for the %s looks like one', (stack) => {
    expect(readAzure(copyOf(stack)).statements.filter((s) => s.rule === 'secret.written')).toEqual([]);
  });

  test('names of what is kept elsewhere, expressions and scripts are none', () => {
    const found = read({
      azurerm_container_app: { raw: { secret: [{ name: 'db', key_vault_secret_id: 'https://v.vault.azure.net/secrets/db', identity: 'System' }], template: { container: [{ command: ['sh', 'PGPASSWORD="$(token --for database)" psql'], env: [{ name: 'DB_PASSWORD', secret_name: 'db' }] }] } } },
      azurerm_key_vault_secret: { raw: { name: 's', value: '${random_password.raw.result}' } },
    });
    expect(found.statements.filter((s) => s.rule === 'secret.written')).toEqual([]);
  });
});

describe('stores', () => {
  test('secrets are stores, not the vault that they are in', () => {
    const vault = { name: 'v', location: 'westeurope', public_network_access_enabled: false };
    const alone = read({ azurerm_key_vault: { raw: vault } });
    expect(said(alone, 'data.key', 'azurerm_key_vault.raw')).toBe('fixed');
    const filled = read({ azurerm_key_vault: { raw: vault }, azurerm_key_vault_secret: { raw: { name: 's', key_vault_id: '${azurerm_key_vault.raw.id}' } } });
    expect(said(filled, 'data.key', 'azurerm_key_vault.raw')).toBeUndefined();
    expect(said(filled, 'data.key', 'azurerm_key_vault_secret.raw')).toBe('fixed');
    expect(said(filled, 'data.public', 'azurerm_key_vault_secret.raw')).toBe(false);
  });

  test('disks, search, settings, managed instances', () => {
    const found = read({
      azurerm_managed_disk: { raw: { name: 'd', storage_account_type: 'Premium_LRS', disk_size_gb: 64 } },
      azurerm_search_service: { raw: { name: 's', sku: 'standard' } },
      azurerm_app_configuration: { raw: { name: 'c' } },
      azurerm_kusto_cluster: { raw: { name: 'k', allowed_ip_ranges: ['203.0.113.0/24'] } },
      azurerm_mssql_managed_instance: { raw: { name: 'm', public_data_endpoint_enabled: true } },
    });
    expect(found.unread).toEqual([]);
    expect(new Set(found.statements.filter((s) => s.rule === 'data.key').map((s) => s.value))).toEqual(new Set(['provider']));
    expect(ways(found, 'in', 'internet', 'azurerm_search_service.raw')[0]).toMatchObject({ weak: true, authentication: 'shared key' });
    expect(ways(found, 'in', 'internet', 'azurerm_app_configuration.raw')[0]).toMatchObject({ weak: true, authentication: 'shared key' });
    expect(ways(found, 'in', 'internet', 'azurerm_mssql_managed_instance.raw')[0]).toMatchObject({ weak: true, ports: '3342', authentication: 'password' });
    expect(ways(found, 'in', '203.0.113.0/24', 'azurerm_kusto_cluster.raw')[0]).toMatchObject({ weak: false });
  });

  test('an account that is a website, and one with SFTP', () => {
    const found = read({ azurerm_storage_account: { raw: { name: 'a', static_website: { index_document: 'i' }, sftp_enabled: true, allow_nested_items_to_be_public: false } } });
    expect(ways(found, 'in', 'internet', 'azurerm_storage_account.raw').map((w) => `${w.ports} ${w.authentication}`).sort()).toEqual(['22 password or key', '443 none']);
    expect(may(found, 'anyone', 'azurerm_storage_account.raw')[0]).toMatchObject({ verbs: ['read'], condition: 'only container $web' });
  });

  test('items are kept as long as their container says, told of the account', () => {
    const tf = copyOf();
    one(tf, 'azurerm_cosmosdb_sql_container').default_ttl = 86400;
    expect(said(readAzure(tf), 'data.expiry-days', 'azurerm_cosmosdb_account', 'items')).toBe(1);
  });
});

describe('subnets within a virtual network', () => {
  const open = { name: 'ssh', priority: 100, direction: 'Inbound', access: 'Allow', protocol: 'Tcp', source_address_prefix: '*', destination_port_range: '22', destination_address_prefix: '*' };
  const machine = (subnet: string) => ({
    azurerm_network_security_group: { raw: { name: 'g', security_rule: [open] } },
    azurerm_virtual_network: { raw: { name: 'n', address_space: ['10.9.0.0/16'], subnet: [
      { name: 'a', address_prefixes: ['10.9.1.0/24'], security_group: '${azurerm_network_security_group.raw.id}' }, { name: 'b', address_prefixes: ['10.9.2.0/24'] },
    ] } },
    azurerm_network_interface: { raw: { name: 'i', ip_configuration: [{ name: 'x', subnet_id: subnet }] } },
    azurerm_linux_virtual_machine: { raw: { name: 'm', network_interface_ids: ['${azurerm_network_interface.raw.id}'] } },
  });
  test.each([
    ['an expression with its name', '${[for s in azurerm_virtual_network.raw.subnet : s.id if s.name == "a"][0]}'],
    ['its id', `${SUBSCRIPTION}/resourceGroups/r/providers/Microsoft.Network/virtualNetworks/n/subnets/a`],
  ])('what is in one is found by %s', (_name, subnet) => {
    const found = read(machine(subnet));
    expect(ways(found, 'in', 'internet', 'azurerm_linux_virtual_machine.raw')[0]).toMatchObject({ weak: true, ports: '22' });
    expect(ways(found, 'out', 'azurerm_linux_virtual_machine.raw', 'internet')[0]).toMatchObject({ weak: true });
    expect(JSON.stringify(found)).not.toContain('azurerm_subnet');
  });

  test('one without a group leaves all open to the network', () => {
    const found = read(machine('${[for s in azurerm_virtual_network.raw.subnet : s.id if s.name == "b"][0]}'));
    expect(ways(found, 'in', 'internet', 'azurerm_linux_virtual_machine.raw')).toEqual([]);
    expect(ways(found, 'in', 'the network and its peers', 'azurerm_linux_virtual_machine.raw')[0]).toMatchObject({ filter: 'none', ports: 'all' });
  });
});

describe('who and where', () => {
  test.each([
    ["[subscriptionResourceId('Microsoft.Authorization/roleDefinitions','8e3af657-a8ff-443c-a75c-2fe8c4bcb635')]", 'Owner'],
    ["[subscriptionResourceId('Microsoft.Authorization/roleDefinitions','b24988ac-6180-42a0-ab88-20f7382dd24c')]", 'Contributor'],
  ])('a template gives %s', (roleDefinitionId, name) => {
    const template = { resources: [{ type: 'Microsoft.Authorization/roleAssignments', name: 'g', properties: { roleDefinitionId, principalId: '11111111-2222-3333-4444-555555555555' } }] };
    const found = read({ azurerm_resource_group_template_deployment: { raw: { name: 'd', resource_group_name: 'r', template_content: JSON.stringify(template) } } });
    expect(may(found, '1111', 'r')[0]).toMatchObject({ weak: true, actions: [name] });
  });

  test('whoever may do everything with a vault is to look at', () => {
    const tf = copyOf();
    beside(tf, 'azurerm_role_assignment', 'raw', { scope: `\${azurerm_key_vault.${Object.keys(tf.resource.azurerm_key_vault)[0]}.id}`, role_definition_name: 'Key Vault Administrator', principal_id: service(tf) });
    expect(may(readAzure(tf), 'orders_service', 'azurerm_key_vault')[0]).toMatchObject({ weak: true, wildcard: true });
  });

  test.each<[name: string, actions: string[]]>([
    ['keys of an account', ['Microsoft.Storage/storageAccounts/listKeys/action']],
    ['a login of a cluster', ['Microsoft.ContainerService/managedClusters/listClusterAdminCredential/action']],
    ['commands on a machine', ['Microsoft.Compute/virtualMachines/runCommand/action']],
    ['tokens of others for an identity', ['Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials/write']],
  ])('a role that hands over %s is to look at', (_name, actions) => {
    const found = read({ azurerm_role_definition: { raw: { name: 'r', permissions: [{ actions }] } } });
    expect(may(found, 'whoever is given the role r', 'what it is granted on')[0]).toMatchObject({ weak: true });
    const harmless = read({ azurerm_role_definition: { raw: { name: 'r', permissions: [{ actions: ['Microsoft.Storage/storageAccounts/read', 'Microsoft.Storage/storageAccounts/listServices/action'] }] } } });
    expect(may(harmless, 'whoever is given the role r', 'what it is granted on')[0]).toMatchObject({ weak: false, verbs: ['read'] });
  });

  test('a role that is only eligible is one once it is activated', () => {
    const found = read({ azurerm_pim_eligible_role_assignment: { raw: { scope: SUBSCRIPTION, role_definition_id: `${SUBSCRIPTION}/providers/Microsoft.Authorization/roleDefinitions/8e3af657-a8ff-443c-a75c-2fe8c4bcb635`, principal_id: '11111111-2222-3333-4444-555555555555' } } });
    expect(may(found, '1111', SUBSCRIPTION)[0]).toMatchObject({ weak: true, condition: 'only once activated', actions: ['Owner'] });
  });

  test('policies of vaults for all of its keys', () => {
    const found = read({ azurerm_user_assigned_identity: { raw: { name: 'i' } }, azurerm_key_vault: { raw: { name: 'v', access_policy: [{ object_id: '${azurerm_user_assigned_identity.raw.principal_id}', key_permissions: ['All'] }] } } });
    expect(may(found, 'azurerm_user_assigned_identity.raw', 'azurerm_key_vault.raw')[0]).toMatchObject({ weak: true, wildcard: true });
  });

  test('a cluster without roles', () => {
    const found = read({ azurerm_kubernetes_cluster: { raw: { name: 'k', private_cluster_enabled: true, role_based_access_control_enabled: false } } });
    expect(may(found, 'login of the cluster', 'azurerm_kubernetes_cluster.raw')[0]).toMatchObject({ verbs: ['administer'], weak: true });
  });

  test('whom a webhook tells, without what may be secret in its address', () => {
    const found = read({ azurerm_monitor_action_group: { raw: { name: 'g', webhook_receiver: [{ name: 'hook', service_uri: 'https://elsewhere.example/token-123' }] } } });
    expect(said(found, 'alert.receivers', 'azurerm_monitor_action_group.raw')).toEqual(['hook at elsewhere.example']);
  });

  test('a firewall with a rule that lets everything past is none', () => {
    const tf = copyOf();
    const [policy] = Object.values<any>(tf.resource.azurerm_cdn_frontdoor_firewall_policy);
    const past = { name: 'past', type: 'MatchRule', action: 'Allow', priority: 1, match_condition: [{ match_variable: 'RemoteAddr', operator: 'IPMatch', match_values: ['0.0.0.0/0'] }] };
    policy.custom_rule.unshift(past);
    expect(said(readAzure(tf), 'edge.firewall', 'azurerm_cdn_frontdoor_custom_domain.')).toBe('none');
    past.match_condition[0].match_values = ['203.0.113.7/32'];
    expect(said(readAzure(tf), 'edge.firewall', 'azurerm_cdn_frontdoor_custom_domain.')).toBe('blocks');
  });

  test('what the firewall keeps out of its log is told in words', () => {
    const fields = said(readAzure(copyOf()), 'log.masked-fields', 'azurerm_cdn_frontdoor_firewall_policy.');
    expect(fields).toEqual(expect.arrayContaining(['every query parameter', 'address of the caller', 'header Authorization', 'body field email']));
  });

  test('images are named as they are, with their digest', () => {
    expect(said(readAzure(copyOf()), 'compute.image', 'azurerm_container_app.')).toBe('the image in variable image_orders_service');
    expect(said(readAzure(copyOf()), 'compute.image', 'azurerm_container_app_job.')).toMatch(/postgres@variable psql_digest$/);
  });

  test('an archive in another subscription is none of ours', () => {
    const tf = copyOf();
    one(tf, 'azurerm_log_analytics_data_export_rule').destination_resource_id = '/subscriptions/99999999-0000-0000-0000-000000000000/resourceGroups/r/providers/Microsoft.Storage/storageAccounts/a';
    const found = readAzure(tf);
    expect(said({ ...found, statements: found.statements.filter((s) => s.detail === undefined) }, 'log.archived', 'azurerm_log_analytics_workspace.')).toBe(false);
  });

  test("a registry's administrator has a shared password", () => {
    const found = read({ azurerm_container_registry: { raw: { name: 'r', admin_enabled: true, public_network_access_enabled: false } } });
    expect(said(found, 'data.login', 'azurerm_container_registry.raw')).toBe('key');
    expect(may(found, 'administrator password', 'azurerm_container_registry.raw')[0]).toMatchObject({ verbs: ['delete', 'pull', 'push'], weak: true });
  });

  test('what a template makes without a reader is named', () => {
    const content = JSON.stringify({ resources: [{ type: 'Microsoft.Storage/storageAccounts', name: 'evil', properties: {} }] });
    expect([...read({ azurerm_resource_group_template_deployment: { raw: { name: 'd', template_content: content } } }).unread].sort())
      .toEqual(['Microsoft.Storage/storageAccounts in a template', 'azurerm_resource_group_template_deployment']);
  });

  test('another subscription is no foundation', () => {
    const tf = copyOf();
    beside(tf, 'azurerm_virtual_network_peering', 'raw', { virtual_network_name: one(tf, 'azurerm_virtual_network').name, remote_virtual_network_id: '/subscriptions/99999999-0000-0000-0000-000000000000/resourceGroups/r/providers/Microsoft.Network/virtualNetworks/n' });
    const joined = lines(readAzure(tf)).filter((line) => line.includes('is joined with'));
    expect(joined).toEqual(['network_vnet is joined with foundation', 'network_vnet is joined with subscription 99999999-0000-0000-0000-000000000000']);
  });

  test('a firewall for which every host is named lets all of them pass, and calls out are no way in', () => {
    const tf = copyOf();
    one(tf, 'azurerm_firewall_policy_rule_collection_group').application_rule_collection[0].rule[0].destination_fqdns = ['*'];
    expect(readAzure(tf).reach.find((r) => r.direction === 'out' && r.to === 'internet')).toMatchObject({ weak: true, filter: 'firewall lets every host pass' });
    expect(said(readAzure(copyOf('foundation')), 'network.public-address', 'azurerm_firewall.')).toBeUndefined();
  });

  test('a private way to a store asks for what the store asks for', () => {
    expect(ways(readAzure(copyOf('foundation')), 'in', '10.80.0.0/12', 'azurerm_storage_account')[0]).toMatchObject({ authentication: 'identity', tls: 'TLS 1.2' });
  });

  test('a rule for 0.0.0.0 admits other customers', () => {
    const found = read({
      azurerm_mssql_server: { raw: { name: 's' } },
      azurerm_mssql_firewall_rule: { raw: { server_id: '${azurerm_mssql_server.raw.id}', start_ip_address: '0.0.0.0', end_ip_address: '0.0.0.0' } },
    });
    expect(ways(found, 'in', 'other customers', 'azurerm_mssql_server.raw')[0]).toMatchObject({ weak: true });
  });
});

test('a topic of Event Grid passes events on: it is no store, and Terraform destroys no data with it', () => {
  const findings = read({ azurerm_eventgrid_topic: { t: { name: 't', location: 'westeurope', resource_group_name: 'g' } } });
  expect(said(findings, 'messaging.key', 'eventgrid_topic')).toBe('fixed');
  for (const rule of ['data.key', 'data.prevent-destroy', 'data.deletion-protection']) { expect(said(findings, rule, 'eventgrid_topic')).toBeUndefined(); }
  expect(said(findings, 'data.public', 'eventgrid_topic')).toBe(true);
});
