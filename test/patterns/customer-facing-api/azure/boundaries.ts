import { Terraform } from '../../../support/terraform';
import { Cell } from '../../cells';
import { drop, put, without } from '../edit';
import { PROPERTIES } from '../properties';
import { referred } from '../references';
import { publicPath } from './gateway';

const rules = (tf: Terraform) => tf.all('azurerm_network_security_rule').map((r) => r.body);

/** Sources outside of the network. */
const OUTSIDE = ['*', 'Internet', '0.0.0.0/0', undefined];

const PRIVATE = ['azurerm_postgresql_flexible_server', 'azurerm_cosmosdb_account', 'azurerm_managed_redis', 'azurerm_storage_account'];

const edgeOnly: Cell = {
  property: PROPERTIES.edgeOnly,
  by: 'Front Door\'s host name is all; gateway behind a private link, apps on an internal load balancer, stores behind private endpoints',
  resources: ['azurerm_cdn_frontdoor_route', 'azurerm_container_app_environment', 'azurerm_private_endpoint', 'azurerm_network_security_rule'],
  check: ({ environment, foundation }) => {
    publicPath(environment, foundation);
    expect(environment.one('azurerm_container_app_environment')).toMatchObject({ internal_load_balancer_enabled: true, public_network_access: 'Disabled' });
    expect(environment.all('azurerm_public_ip')).toEqual([]);
    const closed = (type: string, body: any) => (type === 'azurerm_managed_redis' ? body.public_network_access === 'Disabled' : body.public_network_access_enabled === false);
    for (const type of [...PRIVATE, 'azurerm_key_vault']) {
      for (const { address, body } of environment.all(type)) { expect({ address, closed: closed(type, body) }).toEqual({ address, closed: true }); }
    }
    const reached = environment.all('azurerm_private_endpoint').map((e) => referred(environment, e.body.private_service_connection.private_connection_resource_id));
    for (const type of PRIVATE) { expect({ type, reached: reached.includes(environment.one(type)) }).toEqual({ type, reached: true }); }
    expect(rules(environment).filter((r) => r.direction === 'Inbound' && r.access === 'Allow' && OUTSIDE.includes(r.source_address_prefix))).toEqual([]);
    for (const group of environment.all('azurerm_network_security_group')) {
      const last = rules(environment).find((r) => r.direction === 'Inbound' && r.access === 'Deny' && r.network_security_group_name === `\${${group.address}.name}`);
      expect(last).toMatchObject({ priority: 4096, source_address_prefix: '*', protocol: '*' });
    }
    const entries = rules(environment).filter((r) => r.direction === 'Inbound' && r.access === 'Allow' && r.destination_application_security_group_ids);
    expect(entries.map((r) => r.destination_port_ranges).sort()).toEqual([['10000'], ['443'], ['443'], ['5432']]);
    const apps = environment.all('azurerm_subnet', '/apps-subnet/')[0].address;
    for (const entry of entries) { expect(entry.source_address_prefix).toContain(`${apps}.ip_address_pool`); }
    for (const { body } of environment.all('azurerm_private_endpoint')) { expect(referred(environment, body.subnet_id)).toBe(environment.one('azurerm_subnet', '/endpoints-subnet/')); }
    expect(environment.one('azurerm_storage_container').container_access_type).toBe('private');
    expect(environment.one('azurerm_storage_account')).toMatchObject({ allow_nested_items_to_be_public: false, network_rules: { default_action: 'Deny' } });
  },
  remove: {
    'the internal load balancer': ({ environment }) => put(environment.one('azurerm_container_app_environment'), 'internal_load_balancer_enabled', false),
    'the private database': ({ environment }) => put(environment.one('azurerm_postgresql_flexible_server'), 'public_network_access_enabled', true),
    'the private cache': ({ environment }) => put(environment.one('azurerm_managed_redis'), 'public_network_access', 'Enabled'),
    'an endpoint': ({ environment }) => drop(environment.json.resource.azurerm_private_endpoint, environment.all('azurerm_private_endpoint', '/items/')[0].name),
    'a narrow source': ({ environment }) => put(environment.one('azurerm_network_security_rule', '/service/from-gateway/'), 'source_address_prefix', 'Internet'),
    'a narrow port': ({ environment }) => put(environment.one('azurerm_network_security_rule', '/database/endpoint-from-apps/'), 'destination_port_ranges', ['0-65535']),
    'the closed container': ({ environment }) => put(environment.one('azurerm_storage_container'), 'container_access_type', 'blob'),
    'denial': ({ environment }) => put(environment.one('azurerm_network_security_rule', '/network/apps-deny-inbound/'), 'access', 'Allow'),
    'the private link': ({ foundation }) => drop(foundation.one('azurerm_cdn_frontdoor_origin'), 'private_link'),
  },
};

const egress: Cell = {
  property: PROPERTIES.egress,
  by: 'Rules deny what they do not name, and the only route outside leads to the foundation\'s firewall, which lets named hosts pass',
  resources: ['azurerm_network_security_rule', 'azurerm_route_table', 'azurerm_firewall_policy_rule_collection_group'],
  check: ({ environment, foundation }) => {
    for (const group of environment.all('azurerm_network_security_group')) {
      const last = rules(environment).find((r) => r.direction === 'Outbound' && r.access === 'Deny' && r.network_security_group_name === `\${${group.address}.name}`);
      expect(last).toMatchObject({ priority: 4096, destination_address_prefix: '*', destination_port_range: '*', protocol: '*' });
    }
    const outside = rules(environment).filter((r) => r.direction === 'Outbound' && r.access === 'Allow' && OUTSIDE.includes(r.destination_address_prefix));
    expect(outside.map((r) => [r.name, r.destination_port_ranges])).toEqual([['ToFirewall', ['80', '443']]]);
    const firewall = environment.one('azurerm_route_table').route;
    expect(firewall).toMatchObject([{ address_prefix: '0.0.0.0/0', next_hop_type: 'VirtualAppliance', next_hop_in_ip_address: '10.80.0.4' }]);
    expect(referred(environment, environment.one('azurerm_subnet_route_table_association').subnet_id)).toBe(environment.one('azurerm_subnet', '/apps-subnet/'));
    expect(referred(environment, environment.one('azurerm_container_app_environment').infrastructure_subnet_id)).toBe(environment.one('azurerm_subnet', '/apps-subnet/'));
    const secured = environment.all('azurerm_subnet_network_security_group_association').map((a) => referred(environment, a.body.subnet_id));
    expect(secured).toEqual(environment.all('azurerm_subnet').map((s) => s.body));
    for (const { body } of environment.all('azurerm_subnet')) { expect(body.default_outbound_access_enabled).toBe(false); }
    const hosts = environment.one('azurerm_firewall_policy_rule_collection_group').application_rule_collection.flatMap((c: any) => c.rule.flatMap((r: any) => r.destination_fqdns));
    expect(hosts).toEqual(['login.acme.example']);
    // Azure Firewall denies what no rule allows; nothing in the foundation allows everything.
    const named = foundation.all('azurerm_firewall_policy_rule_collection_group').flatMap((g) => g.body.application_rule_collection ?? []);
    expect(JSON.stringify(named)).not.toMatch(/"destination_fqdns":\["\*"\]/);
    expect(foundation.all('azurerm_firewall_policy_rule_collection_group').filter((g) => g.body.network_rule_collection)).toEqual([]);
  },
  remove: {
    'denial': ({ environment }) => put(environment.one('azurerm_network_security_rule', '/network/apps-deny-outbound/'), 'access', 'Allow'),
    'the narrow rule': ({ environment }) => put(environment.one('azurerm_network_security_rule', '/network/apps-ToFirewall/'), 'destination_port_ranges', ['0-65535']),
    'the route': ({ environment }) => put(environment.one('azurerm_route_table'), 'route', []),
    'the subnet of the apps': ({ environment }) => drop(environment.one('azurerm_container_app_environment'), 'infrastructure_subnet_id'),
    'the route on the subnet': ({ environment }) => drop(environment.json.resource, 'azurerm_subnet_route_table_association'),
    'the rules on a subnet': ({ environment }) => drop(environment.json.resource, 'azurerm_subnet_network_security_group_association'),
    'the list of hosts': ({ environment }) => put(environment.one('azurerm_firewall_policy_rule_collection_group').application_rule_collection[0].rule[0], 'destination_fqdns', ['*']),
  },
};

const login: Cell = {
  property: PROPERTIES.login,
  by: 'Microsoft Entra alone: passwords, access keys and local users are off on every store',
  resources: ['azurerm_postgresql_flexible_server', 'azurerm_cosmosdb_account', 'azurerm_managed_redis', 'azurerm_storage_account', 'azurerm_container_app_job'],
  check: ({ environment }) => {
    const server = environment.one('azurerm_postgresql_flexible_server');
    expect(server.authentication).toMatchObject({ active_directory_auth_enabled: true, password_auth_enabled: false });
    expect(Object.keys(server).filter((key) => /administrator_(login|password)/.test(key))).toEqual([]);
    const administrator = referred(environment, environment.one('azurerm_postgresql_flexible_server_active_directory_administrator').object_id);
    const job = environment.one('azurerm_container_app_job', '/database/');
    expect(referred(environment, job.identity.identity_ids[0])).toBe(administrator);
    const identity = referred(environment, environment.one('azurerm_container_app').identity.identity_ids[0]);
    const sql = job.template.container[0].env.map((e: any) => e.value).join('\n');
    const label = new RegExp(`SECURITY LABEL FOR "pgaadauth" ON ROLE "${identity.name}" IS 'aadauth,oid=([^,]+),type=service'`).exec(sql);
    expect(referred(environment, label?.[1] ?? '')).toBe(identity);
    expect(sql).not.toMatch(/PASSWORD|SUPERUSER|GRANT ALL/i);
    expect(environment.one('azurerm_cosmosdb_account').local_authentication_disabled).toBe(true);
    expect(environment.one('azurerm_managed_redis').default_database.access_keys_authentication_enabled).toBe(false);
    expect(environment.one('azurerm_storage_account')).toMatchObject({ shared_access_key_enabled: false, local_user_enabled: false });
    expect(Object.keys(environment.json.resource).filter((type) => /random_password|key_vault_secret/.test(type))).toEqual([]);
  },
  remove: {
    'the refusal of passwords': ({ environment }) => put(environment.one('azurerm_postgresql_flexible_server'), 'authentication.password_auth_enabled', true),
    'the absence of a password': ({ environment }) => put(environment.one('azurerm_postgresql_flexible_server'), 'administrator_password', 'known'),
    'the role of the service': ({ environment }) => drop(environment.json.resource, 'azurerm_container_app_job'),
    'the refusal of keys of the items': ({ environment }) => put(environment.one('azurerm_cosmosdb_account'), 'local_authentication_disabled', false),
    'of the cache': ({ environment }) => put(environment.one('azurerm_managed_redis'), 'default_database.access_keys_authentication_enabled', true),
    'of the objects': ({ environment }) => put(environment.one('azurerm_storage_account'), 'shared_access_key_enabled', true),
  },
};

/** Roles that an environment gives. Reader on the environment's own group lets the backup vault find the server in it. */
const ROLES = [
  'AcrPull', 'Key Vault Crypto Service Encryption User', 'Log Analytics Reader', 'Monitoring Metrics Publisher',
  'PostgreSQL Flexible Server Long Term Retention Backup Role', 'Reader', 'Storage Account Backup Contributor', 'Storage Blob Data Contributor',
];

const leastPrivilege: Cell = {
  property: PROPERTIES.leastPrivilege,
  by: 'An identity for each workload, one role on one resource each; own role for items, without a wildcard',
  resources: ['azurerm_user_assigned_identity', 'azurerm_role_assignment', 'azurerm_cosmosdb_sql_role_definition', 'azurerm_cosmosdb_sql_role_assignment'],
  check: ({ environment }) => {
    for (const { address, body } of environment.all('azurerm_role_assignment')) {
      expect({ address, known: ROLES.includes(body.role_definition_name), id: body.role_definition_id }).toEqual({ address, known: true, id: undefined });
      const narrow = body.role_definition_name === 'Reader' ? /^\$\{azurerm_resource_group\./ : /^\$\{azurerm_(?!resource_group)|^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\/providers\/.+/;
      expect({ address, scope: body.scope, narrow: narrow.test(body.scope) }).toMatchObject({ address, narrow: true });
    }
    const actions = environment.all('azurerm_cosmosdb_sql_role_definition').flatMap((d) => d.body.permissions.flatMap((p: any) => p.data_actions));
    expect(actions.length).toBeGreaterThan(0);
    expect(actions.filter((a: string) => a.includes('*'))).toEqual([]);
    expect(environment.one('azurerm_cosmosdb_sql_role_assignment').scope).toMatch(/\/dbs\/app\/colls\/items$/);
    const service = environment.one('azurerm_user_assigned_identity', '/service/identity/');
    expect(referred(environment, environment.one('azurerm_cosmosdb_sql_role_assignment').principal_id)).toBe(service);
    const principals = environment.all('azurerm_role_assignment').map((r) => String(r.body.principal_id));
    // The gateway's and the vault's are facts of the foundation.
    expect(principals.filter((p) => !/^\$\{azurerm_user_assigned_identity\.[\w-]+\.principal_id\}$|^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$|^\$\{var\.foundation_\w+\}$/.test(p))).toEqual([]);
    const identities = environment.all('azurerm_container_app').map((a) => a.body.identity.identity_ids);
    expect(identities.map((ids) => ids.map((id: string) => referred(environment, id).name))).toEqual([['orders-production-orders-service']]);
  },
  remove: {
    'the narrow role': ({ environment }) => put(environment.one('azurerm_role_assignment', '/objects/'), 'role_definition_name', 'Contributor'),
    'the narrow scope': ({ environment }) => put(environment.one('azurerm_role_assignment', '/objects/'), 'scope', '${azurerm_resource_group.azure_group_86002E80.id}'),
    'the named actions': ({ environment }) => put(environment.one('azurerm_cosmosdb_sql_role_definition'), 'permissions.0.data_actions', ['Microsoft.DocumentDB/databaseAccounts/*']),
    'who': ({ environment }) => drop(environment.one('azurerm_cosmosdb_sql_role_assignment'), 'principal_id'),
    'the one container': ({ environment }) => put(environment.one('azurerm_cosmosdb_sql_role_assignment'), 'scope', '${azurerm_cosmosdb_account.orders_items_account_62AB2A51.id}'),
  },
};

/** What Terraform must not destroy, and what a lock keeps from everybody. */
const KEPT = [
  'azurerm_postgresql_flexible_server', 'azurerm_cosmosdb_account', 'azurerm_managed_redis', 'azurerm_storage_account', 'azurerm_storage_container',
  'azurerm_log_analytics_workspace', 'azurerm_key_vault', 'azurerm_resource_group',
];
const LOCKED = ['azurerm_postgresql_flexible_server', 'azurerm_cosmosdb_account', 'azurerm_storage_account'];

const deletion: Cell = {
  property: PROPERTIES.deletion,
  by: 'Terraform refuses to destroy stores, keys, logs; locks on database, items and objects; purge protection of the vault',
  resources: ['azurerm_management_lock', ...KEPT],
  check: ({ environment }) => {
    for (const type of KEPT) {
      for (const { address, body } of environment.all(type)) { expect({ address, kept: body.lifecycle?.prevent_destroy }).toEqual({ address, kept: true }); }
    }
    const locks = environment.all('azurerm_management_lock').filter((l) => l.body.lock_level === 'CanNotDelete').map((l) => referred(environment, l.body.scope));
    for (const type of LOCKED) { expect({ type, locked: locks.includes(environment.one(type)) }).toEqual({ type, locked: true }); }
    expect(environment.one('azurerm_key_vault').purge_protection_enabled).toBe(true);
    expect(environment.one('azurerm_storage_account').blob_properties.delete_retention_policy.days).toBeGreaterThanOrEqual(7);
  },
  remove: {
    ...Object.fromEntries(KEPT.map((type) => [`protection of a ${type}`, ({ environment }: { environment: Terraform }) => drop(environment.all(type)[0].body, 'lifecycle.prevent_destroy')])),
    'a lock': ({ environment }) => put(environment.one('azurerm_management_lock', '/items/'), 'lock_level', 'ReadOnly'),
    'purge protection': ({ environment }) => put(environment.one('azurerm_key_vault'), 'purge_protection_enabled', false),
  },
};

const budget: Cell = {
  property: PROPERTIES.budget,
  by: 'A monthly budget on the environment\'s resource group, mailed to pod and platform',
  resources: ['azurerm_consumption_budget_resource_group', 'azurerm_monitor_action_group'],
  check: ({ environment }) => {
    const { amount, time_grain: grain, notification, resource_group_id: group } = environment.one('azurerm_consumption_budget_resource_group');
    expect([amount, grain]).toEqual([6000, 'Monthly']);
    expect(notification.filter((n: any) => n.enabled).map((n: any) => `${n.threshold} ${n.threshold_type}`)).toEqual(['50 Actual', '80 Actual', '100 Actual', '100 Forecasted']);
    for (const n of notification) { expect(n.contact_emails).toEqual(['orders@acme.example', 'platform@acme.example']); }
    expect(referred(environment, group)).toBe(environment.one('azurerm_resource_group'));
  },
  remove: {
    '80 %': ({ environment }) => without(environment.one('azurerm_consumption_budget_resource_group').notification, (n) => n.threshold === 80),
    'the forecast': ({ environment }) => without(environment.one('azurerm_consumption_budget_resource_group').notification, (n) => n.threshold_type === 'Forecasted'),
    'the mail': ({ environment }) => put(environment.one('azurerm_consumption_budget_resource_group').notification[0], 'contact_emails', []),
    'the amount': ({ environment }) => drop(environment.one('azurerm_consumption_budget_resource_group'), 'amount'),
  },
};

/** Who reaches what, and what stays. */
export const BOUNDARIES = { edgeOnly, egress, login, leastPrivilege, deletion, budget };
