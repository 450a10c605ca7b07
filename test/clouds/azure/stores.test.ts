import { Access, Cache, Database, KeyValueStore, ObjectStore, Secret, Service, Stage } from '../../../src';
import { Terraform } from '../../support/terraform';
import { azureEnvironment, templateOf, waitsFor } from './support/stacks';

const KEY = /^https:\/\/[a-z0-9-]+\.vault\.azure\.net\/keys\/data$/;

function store<T extends Database | KeyValueStore | Cache | ObjectStore | Secret>(make: (env: any) => T, access = Access.READ_WRITE, stage: Stage = Stage.PRODUCTION): Terraform {
  return azureEnvironment((env) => { new Service(env, 'api', {}).connectTo(make(env), access); }, stage);
}

/** Settings that the service gets. */
function settings(tf: Terraform): { [name: string]: string } {
  return Object.fromEntries(tf.one('azurerm_container_app').template.container[0].env.map((e: any) => [e.name, e.value]));
}

function opensOnly(tf: Terraform, path: string, port: string): void {
  const rules = tf.all('azurerm_network_security_rule', `${path}/`).map((r) => r.body);
  expect(rules).toHaveLength(1);
  expect(rules[0]).toMatchObject({ direction: 'Inbound', access: 'Allow', protocol: 'Tcp', destination_port_ranges: [port] });
  expect(rules[0].destination_application_security_group_ids[0]).toContain(tf.all('azurerm_application_security_group', `${path}/`)[0].address);
  expect(rules[0].source_address_prefix).toContain('apps-subnet');
}

function reachedPrivately(tf: Terraform, path: string, part: string, zone: string): void {
  const endpoint = tf.one('azurerm_private_endpoint', `${path}/`);
  expect(endpoint.private_service_connection).toMatchObject({ subresource_names: [part], is_manual_connection: false });
  expect(endpoint.private_dns_zone_group.private_dns_zone_ids[0]).toMatch(new RegExp(`/privateDnsZones/${zone.replace(/\./g, '\\.')}$`));
}

describe('a database on Azure', () => {
  const tf = store((env) => new Database(env, 'database', {}));
  const server = tf.one('azurerm_postgresql_flexible_server');

  test('takes no password, no public connection, and the environment\'s key', () => {
    expect(server).toMatchObject({
      authentication: { active_directory_auth_enabled: true, password_auth_enabled: false }, public_network_access_enabled: false,
      customer_managed_key: { key_vault_key_id: expect.stringMatching(KEY) }, lifecycle: { prevent_destroy: true },
    });
    expect(server.administrator_login).toBeUndefined();
    expect(tf.text()).not.toMatch(/administrator_password/);
    expect(waitsFor(server, tf.all('azurerm_role_assignment', 'data-key/')[0].address)).toBe(true);
    reachedPrivately(tf, 'database', 'postgresqlServer', 'privatelink.postgres.database.azure.com');
    opensOnly(tf, 'database', '5432');
  });

  test('has a standby in another zone in production only', () => {
    expect(server.high_availability).toEqual({ mode: 'ZoneRedundant', standby_availability_zone: '2' });
    expect(server.sku_name).not.toMatch(/^B_/);
    const small = store((env) => new Database(env, 'database', {}), Access.READ, Stage.DEVELOPMENT).one('azurerm_postgresql_flexible_server');
    expect(small.high_availability).toBeUndefined();
    expect(small.sku_name).toBe('B_Standard_B1ms');
    expect(small.lifecycle.prevent_destroy).toBeUndefined();
  });

  test('audits rights and structure, not what people read, and speaks TLS 1.2 at least', () => {
    const values = Object.fromEntries(tf.all('azurerm_postgresql_flexible_server_configuration').map((c) => [c.body.name, c.body.value]));
    expect(values).toMatchObject({ 'pgaudit.log': 'ddl,role', 'pgaudit.log_parameter': 'off', 'require_secure_transport': 'on', 'ssl_min_protocol_version': 'TLSv1.2', 'log_statement': 'ddl' });
  });

  test('is configured one step after the other', () => {
    const steps = [...tf.all('azurerm_postgresql_flexible_server_database'), ...tf.all('azurerm_postgresql_flexible_server_active_directory_administrator'), ...tf.all('azurerm_postgresql_flexible_server_configuration')];
    for (const step of steps.slice(1)) { expect(steps.some((other) => step.body.depends_on?.includes(other.address))).toBe(true); }
    const followed = steps.map((s) => steps.filter((o) => o.body.depends_on?.includes(s.address)).length);
    expect(Math.max(...followed)).toBe(1);
    const [last] = steps.filter((_, i) => followed[i] === 0);
    expect(waitsFor(tf.one('azurerm_private_endpoint', 'database/'), last.address)).toBe(true);
  });

  test('says where it is and never a secret', () => {
    expect(settings(tf)).toMatchObject({ DATABASE_PORT: '5432', DATABASE_NAME: 'app', DATABASE_USER: 'orders-prod-api', DATABASE_SSLMODE: 'verify-full' });
    expect(Object.keys(settings(tf)).filter((name) => /PASSWORD|SECRET|KEY/.test(name))).toEqual([]);
  });

  test.each([
    [Access.READ, 'GRANT SELECT ON ALL TABLES', ['INSERT', 'UPDATE', 'DELETE', 'CREATE ON SCHEMA public TO "']],
    [Access.WRITE, 'GRANT INSERT, UPDATE ON ALL TABLES', ['SELECT ON ALL TABLES', 'DELETE']],
    [Access.READ_WRITE, 'GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES', []],
  ])('%s becomes rights of a role', (access, granted, never) => {
    const env = store((e) => new Database(e, 'database', {}), access).one('azurerm_container_app_job').template.container[0].env;
    const sql = env.find((v: any) => v.name === 'GRANTS_SQL').value;
    expect(sql).toContain(granted);
    for (const text of never) { expect(sql.replace(/REVOKE.*\n/g, '')).not.toContain(text); }
    expect(env.find((v: any) => v.name === 'ROLES_SQL').value).toMatch(/SECURITY LABEL FOR "pgaadauth" ON ROLE "orders-prod-api" IS 'aadauth,oid=\$\{azurerm_user_assigned_identity\.api_[^}]*\.principal_id\},type=service'/);
  });

  test('refuses a verb that means nothing to it', () => {
    expect(() => store((env) => new Database(env, 'database', {}), Access.PUBLISH)).toThrow(/cannot be given "publish"/);
  });
});

describe('a key-value store on Azure', () => {
  const tf = store((env) => new KeyValueStore(env, 'items', { sortKey: 'sk' }));

  test('takes identities only, privately, with the environment\'s key and continuous backup', () => {
    const account = tf.one('azurerm_cosmosdb_account');
    expect(account).toMatchObject({
      local_authentication_disabled: true, public_network_access_enabled: false, key_vault_key_id: expect.stringMatching(KEY), minimal_tls_version: 'Tls12',
      backup: { type: 'Continuous' }, access_key_metadata_writes_enabled: false,
    });
    expect(account.default_identity_type).toMatch(/^UserAssignedIdentity=\$\{/);
    reachedPrivately(tf, 'items', 'Sql', 'privatelink.documents.azure.com');
    opensOnly(tf, 'items', '443');
    expect(tf.one('azurerm_cosmosdb_sql_container').partition_key_paths).toEqual(['/pk', '/sk']);
  });

  test('costs nothing at rest in development, and is in several zones in production', () => {
    const small = store((env) => new KeyValueStore(env, 'items', {}), Access.READ, Stage.DEVELOPMENT);
    expect(small.one('azurerm_cosmosdb_account').capabilities).toEqual([{ name: 'EnableServerless' }]);
    expect(small.one('azurerm_cosmosdb_sql_container').autoscale_settings).toBeUndefined();
    expect(tf.one('azurerm_cosmosdb_account').geo_location[0].zone_redundant).toBe(true);
  });

  test.each([
    [Access.READ, ['items/read', 'executeQuery'], ['create', 'replace', 'upsert', 'delete']],
    [Access.WRITE, ['items/create', 'items/upsert'], ['items/read', 'executeQuery', 'delete']],
    [Access.READ_WRITE, ['items/read', 'items/create', 'items/delete'], []],
  ])('%s becomes named actions on the one container', (access, has, never) => {
    const granted = store((env) => new KeyValueStore(env, 'items', {}), access);
    const actions = granted.one('azurerm_cosmosdb_sql_role_definition').permissions[0].data_actions.join(' ');
    for (const action of has) { expect(actions).toContain(action); }
    for (const action of [...never, '*']) { expect(actions).not.toContain(action); }
    expect(granted.one('azurerm_cosmosdb_sql_role_assignment').scope).toMatch(/\/dbs\/app\/colls\/items$/);
  });
});

describe('a cache on Azure', () => {
  const tf = store((env) => new Cache(env, 'cache', {}));

  test('takes tokens only, encrypted, privately, on one port', () => {
    expect(tf.one('azurerm_managed_redis')).toMatchObject({
      public_network_access: 'Disabled', high_availability_enabled: true,
      default_database: { access_keys_authentication_enabled: false, client_protocol: 'Encrypted', clustering_policy: 'EnterpriseCluster' },
    });
    // Redis alone takes a key with its version, which is asked for again in each year: the key rotates every year.
    const [version] = tf.all('azurerm_resource_group_template_deployment', 'cache/key-version');
    expect(tf.one('azurerm_managed_redis').customer_managed_key.key_vault_key_id).toBe(`\${jsondecode(${version.address}.output_content).keyUriWithVersion.value}`);
    expect(version.body.parameters_content).toBe('{"year":{"value":"${substr(plantimestamp(), 0, 4)}"}}');
    expect(templateOf(version.body).outputs.keyUriWithVersion.value).toMatch(/^\[reference\('.*\/keys\/data', '2023-07-01'\)\.keyUriWithVersion\]$/);
    expect(waitsFor(version.body, tf.all('azurerm_resource_group_template_deployment', 'data-key')[0].address)).toBe(true);
    reachedPrivately(tf, 'cache', 'redisEnterprise', 'privatelink.redis.azure.net');
    opensOnly(tf, 'cache', '10000');
  });

  test('lets the one identity in', () => {
    const login = tf.one('azurerm_resource_group_template_deployment', 'cache/login');
    expect(templateOf(login).resources[0]).toMatchObject({
      type: 'Microsoft.Cache/redisEnterprise/databases/accessPolicyAssignments', properties: { user: { objectId: "[parameters('principal')]" } },
    });
    expect(login.parameters_content).toContain(`${tf.all('azurerm_user_assigned_identity', 'api/')[0].address}.principal_id`);
    expect(waitsFor(login, tf.all('azurerm_managed_redis')[0].address)).toBe(true);
  });
});

describe('an object store on Azure', () => {
  const tf = store((env) => new ObjectStore(env, 'objects', { immutableDays: 30, expireDays: 400 }));

  test('takes identities only, privately, over TLS 1.2, encrypted twice, versioned', () => {
    expect(tf.one('azurerm_storage_account')).toMatchObject({
      shared_access_key_enabled: false, public_network_access_enabled: false, allow_nested_items_to_be_public: false, min_tls_version: 'TLS1_2',
      https_traffic_only_enabled: true, local_user_enabled: false, cross_tenant_replication_enabled: false, infrastructure_encryption_enabled: true,
      customer_managed_key: { key_vault_key_id: expect.stringMatching(KEY) }, network_rules: { default_action: 'Deny' }, blob_properties: { versioning_enabled: true },
      account_replication_type: 'ZRS',
    });
    expect(tf.one('azurerm_storage_container').container_access_type).toBe('private');
    reachedPrivately(tf, 'objects', 'blob', 'privatelink.blob.core.windows.net');
    opensOnly(tf, 'objects', '443');
  });

  test('is immutable and expires as asked; locked in production only', () => {
    expect(tf.one('azurerm_storage_container_immutability_policy')).toMatchObject({ immutability_period_in_days: 30, locked: true });
    expect(tf.one('azurerm_storage_management_policy').rule[0].actions.base_blob).toEqual({ delete_after_days_since_modification_greater_than: 400 });
    const small = store((env) => new ObjectStore(env, 'objects', { immutableDays: 3 }), Access.READ, Stage.DEVELOPMENT);
    expect(small.one('azurerm_storage_container_immutability_policy').locked).toBe(false);
    expect(small.all('azurerm_management_lock')).toEqual([]);
  });

  test.each([
    [Access.READ, { role_definition_name: 'Storage Blob Data Reader' }],
    [Access.READ_WRITE, { role_definition_name: 'Storage Blob Data Contributor' }],
    [Access.WRITE, { role_definition_id: expect.stringMatching(/^\/subscriptions\/[0-9a-f-]+\/providers\/Microsoft\.Authorization\/roleDefinitions\/[0-9a-f-]{36}$/) }],
  ])('%s becomes one role on the one container', (access, role) => {
    const granted = store((env) => new ObjectStore(env, 'objects', {}), access);
    const assignment = granted.one('azurerm_role_assignment', 'objects/');
    expect(assignment).toMatchObject({ ...role, principal_type: 'ServicePrincipal' });
    expect(assignment.scope).toContain(granted.all('azurerm_storage_container')[0].address);
  });
});

describe('a secret on Azure', () => {
  const tf = store((env) => new Secret(env, 'token', { description: 'signs', rotationDays: 10 }), Access.READ);

  test('is made while Resource Manager deploys, so that Terraform never has the value', () => {
    const [made] = templateOf(tf.one('azurerm_resource_group_template_deployment', 'token/first-value')).resources;
    const { template } = made.properties;
    expect(template.parameters.value).toEqual({ type: 'SecureString', defaultValue: '[concat(newGuid(), newGuid())]' });
    expect(template.resources[0].properties.value).toBe("[parameters('value')]");
    expect(template.outputs).toBeUndefined();
    expect(tf.all('azurerm_key_vault_secret')).toEqual([]);
  });

  test('is worked out anew by each deployment, and by none for the sake of tags', () => {
    const first = tf.one('azurerm_resource_group_template_deployment', 'token/first-value');
    // Parameters of the outer template come back from the state: the date as it was, the value as nothing, which Azure refuses.
    expect(templateOf(first).parameters).toEqual({});
    expect(first.parameters_content).toBeUndefined();
    expect(templateOf(first).resources[0].properties.expressionEvaluationOptions).toEqual({ scope: 'inner' });
    expect(first.lifecycle).toEqual({ ignore_changes: ['tags'] });
  });

  test('is replaced every ten days by a workflow whose history shows nothing', () => {
    expect(tf.one('azurerm_logic_app_trigger_recurrence')).toMatchObject({ frequency: 'Day', interval: 10 });
    const action = JSON.parse(tf.one('azurerm_logic_app_action_custom').body);
    expect(action.runtimeConfiguration.secureData.properties).toEqual(['inputs', 'outputs']);
    expect(action.inputs.uri).toMatch(/\/vaults\/[^/]+\/secrets\/token\?/);
    expect(action.inputs.body.properties.value).toBe('@{guid()}@{guid()}');
    expect(waitsFor(tf.one('azurerm_logic_app_trigger_recurrence'), tf.all('azurerm_logic_app_action_custom')[0].address)).toBe(true);
    expect(waitsFor(tf.one('azurerm_logic_app_trigger_recurrence'), tf.all('azurerm_role_assignment', 'token/rotation-sets-value')[0].address)).toBe(true);
  });

  test('is read by the workload, and set but not read by the workflow', () => {
    const reader = tf.one('azurerm_role_assignment', 'token/read');
    expect(reader).toMatchObject({ role_definition_name: 'Key Vault Secrets User' });
    const setter = tf.one('azurerm_role_assignment', 'token/rotation-sets-value');
    expect(setter.role_definition_name).toBeUndefined();
    for (const role of [reader, setter]) { expect(role.scope).toMatch(/\/secrets\/token$/); }
    reachedPrivately(tf, 'vault-access', 'vault', 'privatelink.vaultcore.azure.net');
    expect(settings(tf).TOKEN_URI).toMatch(/^https:\/\/[a-z0-9-]+\.vault\.azure\.net\/secrets\/token$/);
  });

  test('can only be read', () => {
    expect(() => store((env) => new Secret(env, 'token', { description: 'signs' }), Access.READ_WRITE)).toThrow(/cannot be given/);
  });
});

test('connecting twice gives and opens once', () => {
  const tf = azureEnvironment((env) => {
    const service = new Service(env, 'api', {});
    const objects = new ObjectStore(env, 'objects', {});
    const items = new KeyValueStore(env, 'items', {});
    const database = new Database(env, 'database', {});
    for (const target of [objects, items, database, objects, items, database]) { service.connectTo(target, Access.READ); }
  });
  expect(tf.all('azurerm_role_assignment', 'objects/')).toHaveLength(1);
  expect(tf.all('azurerm_cosmosdb_sql_role_assignment')).toHaveLength(1);
  expect(tf.all('azurerm_network_security_rule', 'objects/')).toHaveLength(1);
});

test('addresses are the same in every environment: they name places, not names', () => {
  const addresses = (stage: Stage, name: string) => azureEnvironment((env) => {
    const service = new Service(env, 'api', {});
    for (const target of [new ObjectStore(env, 'objects', {}), new KeyValueStore(env, 'items', {}), new Cache(env, 'cache', {}), new Database(env, 'database', {})]) {
      service.connectTo(target, Access.READ_WRITE);
    }
  }, stage, { name }).everything().map((r) => r.address).sort();
  expect(addresses(Stage.PRODUCTION, 'one')).toEqual(addresses(Stage.PRODUCTION, 'two'));
});
