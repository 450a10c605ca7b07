import { readAzure } from '../../../src/review/azure';
import { beside, copyOf, lines, may, one, read, said, ways, without } from './support';

const APP = 'azurerm_container_app.orders_service';
const STORES = ['azurerm_postgresql_flexible_server.', 'azurerm_cosmosdb_account.', 'azurerm_managed_redis.', 'azurerm_storage_account.'];

describe('what can be reached', () => {
  const written = readAzure(copyOf());

  test('the service, from the internet, by the edge alone', () => {
    const rows = ways(written, 'in', 'internet', APP);
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ ports: '443', tls: 'TLS 1.2', authentication: 'token of https://login.acme.example/, none for GET /health', filter: 'web application firewall blocks', weak: false });
    expect(rows[0].through.map((address) => address.split('.')[0])).toEqual([
      'azurerm_cdn_frontdoor_custom_domain', 'azurerm_cdn_frontdoor_firewall_policy', 'azurerm_cdn_frontdoor_route', 'azurerm_api_management_api',
    ]);
    for (const store of STORES) { expect(ways(written, 'in', 'internet', store)).toEqual([]); }
  });

  test('each way once', () => {
    const keys = written.reach.map((r) => [r.direction, r.from, r.to, r.ports].join(' '));
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('calls out go through the firewall to named hosts', () => {
    const out = ways(written, 'out', APP, '');
    expect(out.find((r) => r.to === 'login.acme.example')).toMatchObject({ ports: '443', filter: 'firewall lets named hosts pass', weak: false });
    expect(out.some((r) => r.to === 'internet' || r.weak)).toBe(false);
  });

  type Way = [name: string, change: (tf: any) => void, direction: 'in' | 'out', from: string, to: string, expected: object | undefined];
  const rule = (tf: any, name: string) => one(tf, 'azurerm_network_security_rule', name);
  const WAYS: Way[] = [
    ['tokens not asked for', (tf) => without(tf, 'azurerm_api_management_api_policy'), 'in', 'internet', 'azurerm_api_management_api.', { weak: true, authentication: 'none' }],
    ['an operation opened', (tf) => { const p = one(tf, 'azurerm_api_management_api_policy'); p.xml_content = p.xml_content.replace('{"health"}', '{"health", "placeorder-852fo8"}'); },
      'in', 'internet', APP, { weak: true, authentication: expect.stringContaining('none for GET /health, POST /orders') }],
    ['firewall not joined', (tf) => without(tf, 'azurerm_cdn_frontdoor_security_policy'), 'in', 'internet', APP, { weak: true, filter: 'none' }],
    ['firewall detects', (tf) => { one(tf, 'azurerm_cdn_frontdoor_firewall_policy').mode = 'Detection'; }, 'in', 'internet', APP, { weak: true, filter: 'web application firewall only counts' }],
    ['callers without TLS', (tf) => { one(tf, 'azurerm_cdn_frontdoor_route').https_redirect_enabled = false; }, 'in', 'internet', APP, { weak: true, tls: 'none', ports: '80, 443' }],
    ['apps public', (tf) => { const e = one(tf, 'azurerm_container_app_environment'); delete e.internal_load_balancer_enabled; delete e.public_network_access; },
      'in', 'internet', APP, { weak: true, through: [], authentication: 'none' }],
    ['database public', (tf) => { delete one(tf, 'azurerm_postgresql_flexible_server').public_network_access_enabled; }, 'in', 'internet', STORES[0], { weak: true, ports: '5432' }],
    ['objects public', (tf) => { const a = one(tf, 'azurerm_storage_account'); a.public_network_access_enabled = true; delete a.network_rules; }, 'in', 'internet', STORES[3], { weak: true, filter: 'none' }],
    ['objects from a range', (tf) => { const a = one(tf, 'azurerm_storage_account'); a.public_network_access_enabled = true; a.network_rules.ip_rules = ['203.0.113.0/24']; },
      'in', '203.0.113.0/24', STORES[3], { weak: false, filter: 'addresses named' }],
    ['rule opened to the internet', (tf) => { rule(tf, 'orders_database_endpoint-from-apps').source_address_prefix = '*'; }, 'in', 'internet', STORES[0], { weak: true, ports: '5432' }],
    ['rule opened to half of the internet', (tf) => { rule(tf, 'orders_database_endpoint-from-apps').source_address_prefix = '0.0.0.0/1'; }, 'in', '0.0.0.0/1', STORES[0], { weak: true }],
    ['an open rule behind a denial', (tf) => { Object.assign(rule(tf, 'orders_database_endpoint-from-apps'), { source_address_prefix: '*', priority: 4097 }); }, 'in', 'internet', STORES[0], undefined],
    ['denial of the endpoints gone', (tf) => without(tf, 'azurerm_network_security_rule', 'network_endpoints-deny-inbound'), 'in', 'the network and its peers', STORES[2], { ports: 'all', weak: false }],
    ['endpoints without their rules', (tf) => { delete one(tf, 'azurerm_subnet', 'network_endpoints').private_endpoint_network_policies; }, 'in', 'the network and its peers', STORES[1], { filter: 'none' }],
    ['group not on the subnet', (tf) => without(tf, 'azurerm_subnet_network_security_group_association', 'network_endpoints'), 'in', 'the network and its peers', STORES[0], { filter: 'none' }],
    ['no route to the firewall', (tf) => without(tf, 'azurerm_subnet_route_table_association'), 'out', APP, 'internet', { weak: true, ports: '80, 443', filter: 'security group' }],
    ['route to the internet', (tf) => { one(tf, 'azurerm_route_table').route[0].next_hop_type = 'Internet'; }, 'out', APP, 'internet', { weak: true }],
    ['denial of calls out gone', (tf) => { without(tf, 'azurerm_network_security_rule', 'network_apps-deny-outbound'); without(tf, 'azurerm_subnet_route_table_association'); },
      'out', APP, 'internet', { weak: true, ports: 'all' }],
    ['every host allowed', (tf) => { one(tf, 'azurerm_firewall_policy_rule_collection_group').application_rule_collection[0].rule[0].destination_fqdns = ['*']; }, 'out', APP, 'internet', { weak: true }],
    ['one more host', (tf) => { one(tf, 'azurerm_firewall_policy_rule_collection_group').application_rule_collection[0].rule[0].destination_fqdns.push('paste.example'); },
      'out', APP, 'paste.example', { weak: false }],
    ['rule to a public range', (tf) => { rule(tf, 'network_apps-ToDns').destination_address_prefix = '203.0.113.9'; }, 'out', APP, '203.0.113.9', { weak: true }],
  ];
  test.each(WAYS.map((way) => [way[0], way] as const))('%s', (_name, [, change, direction, from, to, expected]) => {
    const tf = copyOf();
    change(tf);
    const rows = ways(readAzure(tf), direction, from, to);
    if (expected) { expect(rows).toEqual(expect.arrayContaining([expect.objectContaining(expected)])); } else { expect(rows).toEqual([]); }
  });

  test('what a team adds beside', () => {
    const tf = copyOf();
    beside(tf, 'azurerm_storage_account', 'raw', { name: 'rawaccount', location: 'westeurope', account_replication_type: 'LRS', account_tier: 'Standard' });
    beside(tf, 'azurerm_storage_container', 'raw', { name: 'open', storage_account_id: '${azurerm_storage_account.raw.id}', container_access_type: 'blob' });
    beside(tf, 'azurerm_linux_web_app', 'raw', { name: 'raw', site_config: {} });
    beside(tf, 'azurerm_network_security_rule', 'raw', {
      name: 'ssh', network_security_group_name: 'elsewhere', direction: 'Inbound', access: 'Allow', priority: 100, protocol: 'Tcp', source_address_prefix: 'Internet', destination_port_range: '22', destination_address_prefix: '*',
    });
    const found = readAzure(tf);
    expect(ways(found, 'in', 'internet', 'azurerm_storage_container.raw')[0]).toMatchObject({ weak: true, authentication: 'none' });
    expect(ways(found, 'in', 'internet', 'azurerm_storage_account.raw')[0]).toMatchObject({ weak: true, authentication: 'shared key' });
    expect(ways(found, 'in', 'internet', 'azurerm_linux_web_app.raw')[0]).toMatchObject({ weak: true, ports: '80, 443', tls: 'none' });
    expect(ways(found, 'in', 'internet', 'azurerm_network_security_rule.raw')[0]).toMatchObject({ weak: true, ports: '22' });
    expect(said(found, 'data.public', 'azurerm_storage_account.raw')).toBe(true);
    expect(said(found, 'data.deletion-protection', 'azurerm_storage_account.raw')).toBe(false);
    expect(may(found, 'anyone', 'azurerm_storage_container.raw')[0]).toMatchObject({ verbs: ['read'], weak: true });
  });

  test('a firewall that leads inside, a load balancer, a cluster', () => {
    const found = read({
      azurerm_firewall_policy_rule_collection_group: { dnat: { name: 'in', nat_rule_collection: [{ action: 'Dnat', rule: [{ source_addresses: ['*'], destination_ports: ['3389'], translated_address: '10.0.0.4', protocols: ['TCP'] }] }] } },
      azurerm_lb: { raw: { name: 'lb', frontend_ip_configuration: [{ name: 'public', public_ip_address_id: '${azurerm_public_ip.raw.id}' }] } },
      azurerm_lb_rule: { raw: { loadbalancer_id: '${azurerm_lb.raw.id}', frontend_ip_configuration_name: 'public', frontend_port: 8080, protocol: 'Tcp' } },
      azurerm_public_ip: { raw: { name: 'ip' } },
      azurerm_kubernetes_cluster: { raw: { name: 'aks', default_node_pool: { vm_size: 'Standard_D4s_v5', node_count: 3 } } },
    });
    expect(ways(found, 'in', 'internet', '10.0.0.4')[0]).toMatchObject({ weak: true, ports: '3389' });
    expect(ways(found, 'in', 'internet', 'azurerm_lb.raw')[0]).toMatchObject({ weak: true, ports: '8080' });
    expect(ways(found, 'in', 'internet', 'azurerm_kubernetes_cluster.raw')[0]).toMatchObject({ weak: true, authentication: 'shared key' });
    expect(said(found, 'network.public-address', 'azurerm_lb.raw')).toBe(true);
  });
});

describe('who may do what', () => {
  const written = readAzure(copyOf());

  test('the service, on its stores alone, nothing by wildcard', () => {
    const service = written.permissions.filter((p) => p.principal.includes('orders_service_identity'));
    expect(service.filter((p) => p.resource.startsWith('azurerm_')).map((p) => [p.resource.split('.')[0], p.verbs.join(' ')]).sort()).toEqual([
      ['azurerm_application_insights', 'write'], ['azurerm_cosmosdb_account', 'delete read write'], ['azurerm_managed_redis', 'delete read write'],
      ['azurerm_postgresql_flexible_server', 'delete read use write'], ['azurerm_storage_container', 'delete read write'],
    ]);
    expect(service.filter((p) => p.foreign).map((p) => p.actions)).toEqual([['AcrPull']]);
    expect(written.permissions.filter((p) => p.weak || p.wildcard)).toEqual([]);
    expect(may(written, 'data-key_identity', 'data-key')[0]).toMatchObject({ verbs: ['use'], actions: ['Key Vault Crypto Service Encryption User'] });
  });

  type Grant = [name: string, change: (tf: any) => void, principal: string, resource: string, expected: object];
  const role = (tf: any, name: string) => one(tf, 'azurerm_role_assignment', name);
  const SERVICE = 'orders_service_identity';
  const GRANTS: Grant[] = [
    ['owner', (tf) => { role(tf, 'orders_objects_read-write').role_definition_name = 'Owner'; }, SERVICE, 'azurerm_storage_container', { weak: true, wildcard: true }],
    ['owner by its id', (tf) => { const r = role(tf, 'orders_objects_read-write'); delete r.role_definition_name; r.role_definition_id = '/providers/Microsoft.Authorization/roleDefinitions/8E3AF657-a8ff-443c-a75c-2fe8c4bcb635'; },
      SERVICE, 'azurerm_storage_container', { weak: true, actions: ['Owner'] }],
    ['gives roles', (tf) => { role(tf, 'orders_objects_read-write').role_definition_name = 'Role Based Access Control Administrator'; }, SERVICE, 'azurerm_storage_container', { weak: true, verbs: ['administer'] }],
    ['whole subscription', (tf) => { role(tf, 'orders_objects_read-write').scope = '/subscriptions/3f0c9b7e-52d4-4a1e-8f6b-90c1d27e5a48'; }, SERVICE, '/subscriptions/', { weak: true, wildcard: true }],
    ['somebody else', (tf) => { role(tf, 'orders_objects_read-write').principal_id = '11111111-2222-3333-4444-555555555555'; }, 'service principal 1111', 'azurerm_storage_container', { weak: true, foreign: true }],
    ['all items', (tf) => { one(tf, 'azurerm_cosmosdb_sql_role_definition').permissions[0].data_actions = ['Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers/items/*']; },
      SERVICE, 'azurerm_cosmosdb_account', { weak: true, wildcard: true, condition: 'only dbs/app/colls/items' }],
    ['items of the account', (tf) => { one(tf, 'azurerm_cosmosdb_sql_role_assignment').scope = one(tf, 'azurerm_cosmosdb_sql_role_assignment').scope.replace(/\/dbs.*/, ''); },
      SERVICE, 'azurerm_cosmosdb_account', { condition: undefined }],
    ['everybody in the database', (tf) => { const e = one(tf, 'azurerm_container_app_job').template.container[0].env.find((v: any) => v.name === 'GRANTS_SQL'); e.value += '\nGRANT ALL ON ALL TABLES IN SCHEMA public TO PUBLIC;'; },
      'whoever may log in', 'azurerm_postgresql_flexible_server', { weak: true }],
    ['another user of the cache', (tf) => { const d = one(tf, 'azurerm_resource_group_template_deployment', 'orders_cache_login'); d.parameters_content = '{"principal":{"value":"11111111-2222-3333-4444-555555555555"}}'; },
      'principal 1111', 'azurerm_managed_redis', { weak: true, foreign: true }],
    ['tokens of others', (tf) => beside(tf, 'azurerm_federated_identity_credential', 'raw', { parent_id: tf.resource.azurerm_role_assignment && '${azurerm_user_assigned_identity.orders_service_identity_ABB0060D.id}', issuer: 'https://token.example', subject: 'repo:*', audience: ['api'] }),
      'repo:* of https://token.example', '', { weak: true, verbs: ['assume'], foreign: true }],
    ['a role of one\'s own', (tf) => {
      beside(tf, 'azurerm_role_definition', 'raw', { name: 'all', permissions: [{ actions: ['MICROSOFT.Authorization/roleAssignments/WRITE'] }] });
      const r = role(tf, 'orders_objects_read-write');
      delete r.role_definition_name;
      r.role_definition_id = '${azurerm_role_definition.raw.role_definition_resource_id}';
    }, SERVICE, 'azurerm_storage_container', { weak: true, actions: ['microsoft.authorization/roleassignments/write'] }],
    ['only some objects', (tf) => { role(tf, 'orders_objects_read-write').condition = "((@Resource[Microsoft.Storage/storageAccounts/blobServices/containers:name] StringEquals 'objects'))"; },
      SERVICE, 'azurerm_storage_container', { condition: "only where containers:name StringEquals 'objects'" }],
  ];
  test.each(GRANTS.map((grant) => [grant[0], grant] as const))('%s', (_name, [, change, principal, resource, expected]) => {
    const tf = copyOf();
    change(tf);
    expect(may(readAzure(tf), principal, resource)).toEqual(expect.arrayContaining([expect.objectContaining(expected)]));
  });

  test('policies of vaults', () => {
    const vault = { name: 'v', rbac_authorization_enabled: false, access_policy: [{ object_id: '11111111-2222-3333-4444-555555555555', secret_permissions: ['Get', 'Purge'], key_permissions: ['WrapKey'] }] };
    const found = read({ azurerm_key_vault: { raw: vault } });
    expect(may(found, 'principal 1111', 'azurerm_key_vault.raw')[0]).toMatchObject({ verbs: ['delete', 'read', 'use'], weak: true, foreign: true });
    expect(read({ azurerm_key_vault: { raw: { ...vault, rbac_authorization_enabled: true } } }).permissions).toEqual([]);
  });

  test('order and case of actions do not matter', () => {
    const tf = copyOf();
    const definition = one(tf, 'azurerm_cosmosdb_sql_role_definition').permissions[0];
    definition.data_actions = [...definition.data_actions].reverse().map((action: string) => action.toUpperCase());
    expect(readAzure(tf).permissions).toEqual(readAzure(copyOf()).permissions);
  });
});

describe('what talks to what', () => {
  test('callers, service, stores, logs and copies', () => {
    expect(lines(readAzure(copyOf()))).toEqual(expect.arrayContaining([
      'internet calls orders_gateway_domain 443', 'orders_gateway_domain calls orders_gateway_api 443', 'orders_gateway_api calls orders_service_app 443',
      'orders_service_app reads and writes orders_database_server 5432', 'orders_service_app reads and writes orders_items_account 443', 'orders_service_app reads and writes orders_cache_redis 10000',
      'orders_service_app reads and writes orders_objects_account 443', 'orders_service_app pulls images from foundation', 'orders_database_server keeps copies in foundation',
      'orders_database_server sends logs to foundation', 'shared_workspace sends logs to foundation', 'orders_probe_test calls orders_gateway_domain 443', 'network_vnet is joined with foundation',
    ]));
  });

  test('each once, none from a resource to itself', () => {
    const flows = readAzure(copyOf()).flows;
    expect(new Set(flows.map((f) => `${f.from} ${f.verb} ${f.to}`)).size).toBe(flows.length);
    expect(flows.filter((f) => f.from === f.to)).toEqual([]);
  });

  test('a network that lets nothing through has no port', () => {
    const tf = copyOf();
    without(tf, 'azurerm_network_security_rule', 'orders_database_endpoint-from-apps');
    expect(lines(readAzure(tf))).toContain('orders_service_app reads and writes orders_database_server');
  });
});

describe('what costs money', () => {
  test('is what the card of the pattern lists', () => {
    const costs = readAzure(copyOf()).costs.filter((c) => c.billed === 'running').map((c) => `${c.driver}: ${c.quantity}`);
    expect(costs).toEqual(expect.arrayContaining([
      'database capacity: 2 instances (one stands by) of GP_Standard_D4ds_v5', 'database storage: 64 GiB twice', 'cache capacity: Balanced_B3 with standby',
      'container time at rest: 3 replicas of 1 vCPU and 2 GiB', 'request units: 100 to 1000 RU/s', 'metric alerts: 22 rules', 'log alerts: 11 rules', 'key in hardware: 1 key',
    ]));
    expect(costs.filter((c) => c.startsWith('private endpoint'))).toHaveLength(4);
  });

  test('weighs more when it is more', () => {
    const weight = (change: (tf: any) => void, driver: string) => {
      const tf = copyOf();
      change(tf);
      return readAzure(tf).costs.find((c) => c.driver === driver)!.weight;
    };
    const same = () => undefined;
    expect(weight((tf) => { one(tf, 'azurerm_postgresql_flexible_server').sku_name = 'GP_Standard_D16ds_v5'; }, 'database capacity')).toBeGreaterThan(weight(same, 'database capacity'));
    expect(weight((tf) => { one(tf, 'azurerm_container_app').template.min_replicas = 9; }, 'container time at rest')).toBeGreaterThan(weight(same, 'container time at rest'));
    expect(weight((tf) => { delete one(tf, 'azurerm_postgresql_flexible_server').high_availability; }, 'database capacity')).toBeLessThan(weight(same, 'database capacity'));
  });
});
