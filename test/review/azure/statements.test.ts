import { ruleOf } from '../../../src/review/catalogue';
import { readAzure } from '../../../src/review/azure';
import { Value } from '../../../src/review/model';
import { copyOf, one, said, without } from './support';

type Change = (tf: any) => void;
type Row = [name: string, rule: string, subject: string, before: Value | undefined, change: Change, after: Value | undefined, detail?: string];

const DATABASE = 'azurerm_postgresql_flexible_server.';
const ITEMS = 'azurerm_cosmosdb_account.';
const CACHE = 'azurerm_managed_redis.';
const OBJECTS = 'azurerm_storage_account.';
const VAULT = 'azurerm_key_vault.';
const KEY = 'data-key_';
const APP = 'azurerm_container_app.orders_service';
const WORKSPACE = 'azurerm_log_analytics_workspace.';
const API = 'azurerm_api_management_api.';
const DOMAIN = 'azurerm_cdn_frontdoor_custom_domain.';
const WALL = 'azurerm_cdn_frontdoor_firewall_policy.';

/** Takes an argument out of the only resource of a type, or sets it. */
const drop = (type: string, path: string, name = ''): Change => (tf) => {
  const keys = path.split('.');
  const parent = keys.slice(0, -1).reduce((inner, key) => inner[key], one(tf, type, name));
  if (!(keys[keys.length - 1] in parent)) { throw new Error(`no ${path}`); }
  delete parent[keys[keys.length - 1]];
};
const put = (type: string, path: string, value: any, name = ''): Change => (tf) => {
  const keys = path.split('.');
  keys.slice(0, -1).reduce((inner, key) => inner[key], one(tf, type, name))[keys[keys.length - 1]] = value;
};
const gone = (type: string, name = ''): Change => (tf) => without(tf, type, name);
const setting = (name: string, value: string): Change => put('azurerm_postgresql_flexible_server_configuration', 'value', value, name);
const policy = (from: string | RegExp, to: string): Change => (tf) => {
  const body = one(tf, 'azurerm_api_management_api_policy');
  const changed = body.xml_content.replace(from, to);
  if (changed === body.xml_content) { throw new Error(`nothing to change: ${String(from)}`); }
  body.xml_content = changed;
};
const key = (from: string, to: string): Change => (tf) => {
  const body = one(tf, 'azurerm_resource_group_template_deployment', KEY);
  const changed = body.template_content.replace(from, to);
  if (changed === body.template_content) { throw new Error(`nothing to change: ${from}`); }
  body.template_content = changed;
};

const ROWS: Row[] = [
  ['own key gone', 'data.key', DATABASE, 'customer', drop('azurerm_postgresql_flexible_server', 'customer_managed_key'), 'provider'],
  ['key of somebody else', 'data.key', DATABASE, 'customer', put('azurerm_postgresql_flexible_server', 'customer_managed_key.key_vault_key_id', 'https://other.vault.azure.net/keys/k'), 'foundation'],
  ['shorter backups', 'data.backup-days', DATABASE, 7, put('azurerm_postgresql_flexible_server', 'backup_retention_days', 35), 35],
  ['public without a word', 'data.public', DATABASE, false, drop('azurerm_postgresql_flexible_server', 'public_network_access_enabled'), true],
  ['TLS not needed', 'data.transit', DATABASE, 'TLS 1.2', setting('orders_database_require-secure-transport', 'off'), 'optional'],
  ['old TLS', 'data.transit', DATABASE, 'TLS 1.2', setting('orders_database_ssl-min-protocol', 'TLSv1'), 'TLS 1.0'],
  ['passwords', 'data.login', DATABASE, 'identity', drop('azurerm_postgresql_flexible_server', 'authentication.password_auth_enabled'), 'password or identity'],
  ['no standby', 'data.redundancy', DATABASE, 'zones', drop('azurerm_postgresql_flexible_server', 'high_availability'), 'one'],
  ['no lock', 'data.deletion-protection', DATABASE, true, gone('azurerm_management_lock', 'orders_database'), false],
  ['may be destroyed', 'data.prevent-destroy', DATABASE, true, drop('azurerm_postgresql_flexible_server', 'lifecycle'), false],
  ['no log of access', 'data.access-log', DATABASE, true, (tf) => { for (const n of Object.keys(tf.resource.azurerm_monitor_diagnostic_setting)) { if (n.startsWith('orders_database')) { delete tf.resource.azurerm_monitor_diagnostic_setting[n]; } } }, false],
  ['own key of items gone', 'data.key', ITEMS, 'customer', drop('azurerm_cosmosdb_account', 'key_vault_key_id'), 'provider'],
  ['periodic backups', 'data.point-in-time', ITEMS, true, drop('azurerm_cosmosdb_account', 'backup'), false],
  ['hours of backups', 'data.backup-days', ITEMS, 7, drop('azurerm_cosmosdb_account', 'backup'), 0.33],
  ['keys of the account', 'data.login', ITEMS, 'identity', drop('azurerm_cosmosdb_account', 'local_authentication_disabled'), 'key'],
  ['items public', 'data.public', ITEMS, false, (tf) => { const a = one(tf, 'azurerm_cosmosdb_account'); delete a.public_network_access_enabled; delete a.is_virtual_network_filter_enabled; }, true],
  ['items in one zone', 'data.redundancy', ITEMS, 'zones', drop('azurerm_cosmosdb_account', 'geo_location.0.zone_redundant'), 'one'],
  ['cache in the clear', 'data.transit', CACHE, 'TLS 1.2', put('azurerm_managed_redis', 'default_database.client_protocol', 'Plaintext'), 'none'],
  ['keys of the cache', 'data.login', CACHE, 'identity', put('azurerm_managed_redis', 'default_database.access_keys_authentication_enabled', true), 'key'],
  ['cache public', 'data.public', CACHE, false, drop('azurerm_managed_redis', 'public_network_access'), true],
  ['key of the cache gone', 'data.key', CACHE, 'customer', drop('azurerm_managed_redis', 'customer_managed_key'), 'provider'],
  ['keys of the storage', 'data.login', OBJECTS, 'identity', drop('azurerm_storage_account', 'shared_access_key_enabled'), 'key'],
  ['objects open', 'data.public-blocked', OBJECTS, true, drop('azurerm_storage_account', 'public_network_access_enabled'), false],
  ['objects public', 'data.public', OBJECTS, false, (tf) => { const a = one(tf, 'azurerm_storage_account'); a.public_network_access_enabled = true; delete a.network_rules; }, true],
  ['http', 'data.transit', OBJECTS, 'TLS 1.2', put('azurerm_storage_account', 'https_traffic_only_enabled', false), 'optional'],
  ['old TLS of objects', 'data.transit', OBJECTS, 'TLS 1.2', put('azurerm_storage_account', 'min_tls_version', 'TLS1_0'), 'TLS 1.0'],
  ['no versions', 'data.versions', OBJECTS, true, drop('azurerm_storage_account', 'blob_properties.versioning_enabled'), false],
  ['no undelete', 'data.undelete-days', OBJECTS, 35, drop('azurerm_storage_account', 'blob_properties.delete_retention_policy'), 0],
  ['no copies', 'data.backup-days', OBJECTS, 35, gone('azurerm_data_protection_backup_instance_blob_storage'), 0],
  ['shorter copies', 'data.backup-days', OBJECTS, 35, put('azurerm_data_protection_backup_policy_blob_storage', 'vault_default_retention_duration', 'P7D'), 7],
  ['sooner deleted', 'data.expiry-days', OBJECTS, 365, put('azurerm_storage_management_policy', 'rule.0.actions.base_blob.delete_after_days_since_modification_greater_than', 30), 30],
  ['one place', 'data.redundancy', OBJECTS, 'zones', put('azurerm_storage_account', 'account_replication_type', 'LRS'), 'zone'],
  ['other region', 'data.residency', OBJECTS, 'germanywestcentral', put('azurerm_storage_account', 'location', 'eastus'), 'eastus'],
  ['container may be destroyed', 'data.prevent-destroy', 'azurerm_storage_container.', true, drop('azurerm_storage_container', 'lifecycle'), false],
  ['nothing backed up', 'backup.stores', 'backup_policy_postgresql', [expect.stringContaining('orders_database_server') as any], gone('azurerm_data_protection_backup_instance_postgresql_flexible_server'), []],
  ['purge', 'data.deletion-protection', VAULT, true, drop('azurerm_key_vault', 'purge_protection_enabled'), false],
  ['vault open', 'data.public-blocked', VAULT, true, drop('azurerm_key_vault', 'public_network_access_enabled'), false],
  ['vault public', 'data.public', VAULT, false, (tf) => { const v = one(tf, 'azurerm_key_vault'); v.public_network_access_enabled = true; v.network_acls.default_action = 'Allow'; }, true],
  ['keys sooner gone', 'key.undelete-days', KEY, 90, put('azurerm_key_vault', 'soft_delete_retention_days', 7), 7],
  ['key may be destroyed', 'key.prevent-destroy', KEY, true, drop('azurerm_key_vault', 'lifecycle'), false],
  ['key never rotated', 'key.rotation-days', KEY, 365, key('"rotate"', '"notify"'), 36500],
  ['key rotated later', 'key.rotation-days', KEY, 365, key('"timeAfterCreate":"P1Y"', '"timeAfterCreate":"P2Y"'), 730],
  ['key in software', 'key.hardware', KEY, true, key('RSA-HSM', 'RSA'), false],
  ['key off', 'key.enabled', KEY, true, key('"enabled":true', '"enabled":false'), false],
  ['fewer instances', 'compute.min-instances', APP, 3, drop('azurerm_container_app', 'template.min_replicas'), 0],
  ['image by tag', 'compute.image-pinned', APP, true, put('azurerm_container_app', 'template.container.0.image', 'registry.example/app:latest'), false],
  ['no health check', 'compute.health-check', APP, true, (tf) => { const c = one(tf, 'azurerm_container_app').template.container[0]; delete c.liveness_probe; delete c.readiness_probe; }, false],
  ['no rollback', 'compute.rollback', APP, true, put('azurerm_container_app', 'revision_mode', 'Multiple'), false],
  ['apps public', 'edge.private-origin', APP, true, (tf) => { const e = one(tf, 'azurerm_container_app_environment'); delete e.internal_load_balancer_enabled; delete e.public_network_access; }, false],
  ['logs shorter', 'log.retention-days', WORKSPACE, 90, drop('azurerm_log_analytics_workspace', 'retention_in_days'), 30, ''],
  ['requests shorter', 'log.retention-days', WORKSPACE, 365, put('azurerm_log_analytics_workspace_table', 'total_retention_in_days', 30, 'orders_access-log'), 30, 'AppRequests'],
  ['no archive', 'log.archived', WORKSPACE, true, gone('azurerm_log_analytics_data_export_rule'), false, ''],
  ['archive off', 'log.archived', WORKSPACE, true, put('azurerm_log_analytics_data_export_rule', 'enabled', false), false, ''],
  ['no masking', 'log.masked', WORKSPACE, true, gone('azurerm_resource_group_template_deployment', 'shared_masking-link'), false, 'AppTraces'],
  ['one table not masked', 'log.masked', WORKSPACE, true, (tf) => { one(tf, 'azurerm_monitor_data_collection_rule').data_flow[1].transform_kql = 'source'; }, false, 'AppTraces'],
  ['alarm off', 'alarm.enabled', 'orders_database_alarms_storage-critical', true, put('azurerm_monitor_metric_alert', 'enabled', false, 'orders_database_alarms_storage-critical'), false],
  ['alarm later', 'alarm.threshold', 'orders_database_alarms_storage-critical', '> 92 percent for 15 minutes', put('azurerm_monitor_metric_alert', 'criteria.0.threshold', 99, 'orders_database_alarms_storage-critical'), '> 99 percent for 15 minutes'],
  ['alarm unheard', 'alarm.heard', 'orders_database_alarms_storage-critical', true, drop('azurerm_monitor_metric_alert', 'action', 'orders_database_alarms_storage-critical'), false],
  ['nobody in the group', 'alarm.heard', 'orders_database_alarms_storage-critical', true, drop('azurerm_monitor_action_group', 'email_receiver', 'alerts_critical'), false],
  ['slower burn', 'alarm.threshold', 'orders_objectives_availability-fast', expect.stringContaining('Long > 14.4') as any, (tf) => { const c = one(tf, 'azurerm_monitor_scheduled_query_rules_alert_v2', 'orders_objectives_availability-fast').criteria[0]; c.query = c.query.replace('Long > 14.4', 'Long > 99'); }, expect.stringContaining('Long > 99') as any],
  ['budget higher', 'budget.amount', 'budget_', 6000, put('azurerm_consumption_budget_resource_group', 'amount', 60000), 60000],
  ['budget unheard', 'budget.alerts', 'budget_', expect.arrayContaining(['80 percent', '100 percent forecast']) as any, put('azurerm_consumption_budget_resource_group', 'notification', []), []],
  ['firewall detects', 'edge.firewall', DOMAIN, 'blocks', put('azurerm_cdn_frontdoor_firewall_policy', 'mode', 'Detection'), 'counts'],
  ['firewall off', 'edge.firewall', DOMAIN, 'blocks', put('azurerm_cdn_frontdoor_firewall_policy', 'enabled', false), 'none'],
  ['firewall not joined', 'edge.firewall', DOMAIN, 'blocks', gone('azurerm_cdn_frontdoor_security_policy'), 'none'],
  ['firewall on one path', 'edge.firewall', DOMAIN, 'blocks', put('azurerm_cdn_frontdoor_security_policy', 'security_policies.firewall.association.patterns_to_match', ['/x']), 'none'],
  ['rule gone', 'edge.firewall-rule', WALL, 'blocks', (tf) => { one(tf, 'azurerm_cdn_frontdoor_firewall_policy').managed_rule.shift(); }, undefined, 'Microsoft_DefaultRuleSet 2.1'],
  ['rule logs', 'edge.firewall-rule', WALL, 'blocks', put('azurerm_cdn_frontdoor_firewall_policy', 'managed_rule.0.action', 'Log'), 'counts', 'Microsoft_DefaultRuleSet 2.1'],
  ['rule off', 'edge.firewall-rule', WALL, 'blocks', put('azurerm_cdn_frontdoor_firewall_policy', 'custom_rule.1.enabled', false), 'absent', 'MethodNotOffered'],
  ['limit of an address', 'edge.address-limit', WALL, 3000, put('azurerm_cdn_frontdoor_firewall_policy', 'custom_rule.2.rate_limit_threshold', 90000), 90000],
  ['bodies unread', 'edge.firewall-rule', WALL, 'blocks', put('azurerm_cdn_frontdoor_firewall_policy', 'request_body_check_enabled', false), 'absent', 'attacks in bodies'],
  ['plain callers', 'edge.tls', DOMAIN, 'TLS 1.2', put('azurerm_cdn_frontdoor_route', 'https_redirect_enabled', false), 'none'],
  ['no policy', 'edge.authentication', API, 'optional', gone('azurerm_api_management_api_policy'), 'none'],
  ['unsigned tokens', 'edge.authentication', API, 'optional', policy(/require-signed-tokens="true"/g, 'require-signed-tokens="false"'), 'none'],
  ['checks commented out', 'edge.authentication', API, 'optional', policy(/<validate-jwt[\s\S]*?<\/validate-jwt>/g, '<!-- $& -->'), 'none'],
  ['other issuer', 'edge.issuer', API, 'https://login.acme.example/', policy(/https:\/\/login\.acme\.example\//g, 'https://evil.example/'), 'https://evil.example/'],
  ['one operation open', 'edge.open-operations', API, ['GET /health'], policy(/\{"health"\}/, '{"health", "listorders-jgtsc7"}'), ['GET /health', 'GET /orders']],
  ['unknown operation answered', 'edge.operations', API, expect.arrayContaining(['GET /orders']) as any, (tf) => { const a = one(tf, 'azurerm_api_management_api').import; const d = JSON.parse(a.content_value); delete d.paths['/orders']; a.content_value = JSON.stringify(d); }, expect.not.arrayContaining(['GET /orders']) as any],
  ['scope gone', 'edge.scopes', API, expect.arrayContaining(['GET /orders: orders:read']) as any, policy(/<value>orders:read<\/value>/, '<value>anything</value>'), expect.arrayContaining(['GET /orders: anything']) as any],
  ['consent gone', 'edge.consent', API, expect.arrayContaining(['PUT /newsletter/preferences: marketing']) as any, policy(/<claim name="consented_purposes"[^>]*>\s*<value>marketing<\/value>\s*<\/claim>/, ''), expect.not.arrayContaining(['PUT /newsletter/preferences: marketing']) as any],
  ['clients unlimited', 'edge.client-limit', API, 300, policy(/<rate-limit-by-key calls="300"[^>]*client-[^>]*\/>/, ''), undefined],
  ['clients faster', 'edge.client-limit', API, 300, policy(/<rate-limit-by-key calls="300" renewal-period="60"/, '<rate-limit-by-key calls="300" renewal-period="1"'), 18000],
  ['more overall', 'edge.overall-limit', API, 3000, policy('calls="3000"', 'calls="900000"'), 900000],
  ['parameters unchecked', 'edge.validation', API, true, policy(/<validate-parameters[\s\S]*?<\/validate-parameters>/, ''), false],
  ['bodies only looked at', 'edge.validation', API, true, policy('validate-as="json" action="prevent"', 'validate-as="json" action="detect"'), false],
  ['no HSTS', 'edge.hsts', API, true, policy(/(<outbound>[\s\S]*?)max-age=63072000/, '$1max-age=0'), false],
  ['requests sampled', 'edge.access-log', API, true, put('azurerm_api_management_api_diagnostic', 'sampling_percentage', 5), false],
  ['bodies in the log', 'log.masked', API, true, put('azurerm_api_management_api_diagnostic', 'backend_request.body_bytes', 8192), false],
  ['any audience', 'edge.audience', API, ['orders'], policy(/<audiences>[\s\S]*?<\/audiences>/g, ''), []],
  ['larger bodies', 'edge.body-limit', API, 8192, policy('max-size="8192"', 'max-size="99999"'), 99999],
  ['larger bodies at the edge', 'edge.firewall-match', WALL, 'RequestHeader Content-Length GreaterThan 8192',
    put('azurerm_cdn_frontdoor_firewall_policy', 'custom_rule.0.match_condition.0.match_values', ['99999']), 'RequestHeader Content-Length GreaterThan 99999', 'BodyTooLarge'],
  ['rule looks elsewhere', 'edge.firewall-match', WALL, 'RequestMethod not Equal DELETE, GET, PATCH, POST, PUT', put('azurerm_cdn_frontdoor_firewall_policy', 'custom_rule.1.match_condition.0.match_values', ['GET']), 'RequestMethod not Equal GET', 'MethodNotOffered'],
  ['a field in the clear', 'log.masked-fields', WORKSPACE, expect.arrayContaining(['email']) as any, (tf) => { const f = one(tf, 'azurerm_monitor_data_collection_rule').data_flow[1]; f.transform_kql = f.transform_kql.replace('|email', ''); }, expect.not.arrayContaining(['email']) as any, 'AppTraces'],
  ['more hosts', 'network.egress-hosts', 'network_allowed-hosts', ['login.acme.example'], put('azurerm_firewall_policy_rule_collection_group', 'application_rule_collection.0.rule.0.destination_fqdns', ['*']), ['*']],
];

describe('a change of what is written for production changes what is said', () => {
  test.each(ROWS.map((row) => [row[0], row] as const))('%s', (_name, [, rule, subject, before, change, after, detail]) => {
    const pick = (tf: any) => {
      const findings = readAzure(tf);
      // An empty detail asks for the statement of the whole.
      const statements = detail === '' ? findings.statements.filter((s) => s.detail === undefined) : findings.statements;
      return said({ ...findings, statements }, rule, subject, detail || undefined);
    };
    const tf = copyOf();
    expect(pick(tf)).toEqual(before);
    change(tf);
    expect(pick(tf)).toEqual(after);
  });
});

describe('the foundation', () => {
  const FOUNDATION: Row[] = [
    ['archive unlocked', 'audit.immutable-days', OBJECTS, 400, put('azurerm_storage_container_immutability_policy', 'locked', false, 'archive_am-apptraces'), 0],
    ['archive shorter', 'audit.immutable-days', OBJECTS, 400, put('azurerm_storage_container_immutability_policy', 'immutability_period_in_days', 30, 'archive_am-apptraces'), 30],
    ['a container without', 'data.immutable-days', OBJECTS, 400, gone('azurerm_storage_container_immutability_policy', 'archive_am-apptraces'), 0],
    ['policy off', 'guard.enabled', 'governance_locations', true, put('azurerm_subscription_policy_assignment', 'enforce', false, 'governance_locations'), false],
    ['policy audits', 'guard.enabled', 'governance_storage-private', true, put('azurerm_subscription_policy_assignment', 'parameters', '{"effect":{"value":"Audit"}}', 'governance_storage-private'), false],
    ['detection off', 'guard.enabled', 'governance_defender-keyvaults', true, put('azurerm_security_center_subscription_pricing', 'tier', 'Free', 'governance_defender-keyvaults'), false],
    ['images unscanned', 'image.scan', 'azurerm_container_registry.', true, put('azurerm_security_center_subscription_pricing', 'tier', 'Free', 'governance_defender-containers'), false],
    ['registry anonymous', 'data.login', 'azurerm_container_registry.', 'identity', put('azurerm_container_registry', 'anonymous_pull_enabled', true), 'none'],
    ['copies may go', 'data.undelete-days', 'azurerm_data_protection_backup_vault.', 30, put('azurerm_data_protection_backup_vault', 'soft_delete', 'Off'), 0],
    ['vault unlocked', 'data.lock', 'azurerm_data_protection_backup_vault.', 'final', put('azurerm_data_protection_backup_vault', 'immutability', 'Unlocked'), 'lifted'],
    ['archive can be unlocked', 'data.lock', OBJECTS, 'final', put('azurerm_storage_container_immutability_policy', 'locked', false, 'archive_am-apptraces'), 'lifted'],
    ['another place allowed', 'guard.values', 'governance_locations', ['listOfAllowedLocations germanywestcentral'],
      put('azurerm_subscription_policy_assignment', 'parameters', '{"listOfAllowedLocations":{"value":["eastus"]}}', 'governance_locations'), ['listOfAllowedLocations eastus']],
    ['intrusions pass', 'guard.enabled', 'azurerm_firewall_policy.', true, put('azurerm_firewall_policy', 'intrusion_detection.mode', 'Alert'), false, 'intrusion detection'],
    ['activity unlogged', 'audit.enabled', 'monitoring_activity', true, (tf) => { one(tf, 'azurerm_monitor_diagnostic_setting', 'monitoring_activity').enabled_log.shift(); }, false],
    ['gateway beside the edge', 'edge.private-origin', 'azurerm_api_management.', true, (tf) => { one(tf, 'azurerm_api_management').public_network_access_enabled = true; without(tf, 'azurerm_api_management_policy'); }, false],
    ['origin without private link', 'edge.private-origin', 'azurerm_cdn_frontdoor_origin.', true, drop('azurerm_cdn_frontdoor_origin', 'private_link'), false],
  ];
  test.each(FOUNDATION.map((row) => [row[0], row] as const))('%s', (_name, [, rule, subject, before, change, after, detail]) => {
    const tf = copyOf('foundation');
    expect(said(readAzure(tf), rule, subject, detail)).toEqual(before);
    change(tf);
    expect(said(readAzure(tf), rule, subject, detail)).toEqual(after);
  });
});

describe('what is written for the example', () => {
  test.each(['foundation', 'environment', 'mutualTls'] as const)('%s: every type is read, every rule is in the catalogue, nothing is said twice', (stack) => {
    const findings = readAzure(copyOf(stack));
    expect(findings.unread).toEqual([]);
    const addresses = new Set(Object.entries<any>(copyOf(stack).resource).flatMap(([type, named]) => Object.keys(named).map((name) => `${type}.${name}`)));
    const keys = findings.statements.map((s) => `${s.rule} ${s.subject} ${s.detail ?? ''}`);
    expect(new Set(keys).size).toBe(keys.length);
    for (const statement of findings.statements) {
      expect(() => ruleOf(statement.rule)).not.toThrow();
      expect(ruleOf(statement.rule).say(statement.value)).not.toContain('undefined');
      const { safer } = ruleOf(statement.rule);
      if (Array.isArray(safer) && safer.length > 0) { expect(safer).toContain(statement.value); }
      for (const evidence of statement.evidence) { expect(addresses).toContain(evidence.address); }
    }
  });

  test('client certificates are seen where a template asks for them', () => {
    const [row] = readAzure(copyOf('mutualTls')).reach.filter((r) => r.from === 'internet' && r.to.startsWith('azurerm_container_app'));
    expect(row.authentication).toBe('token of https://login.acme.example/, client certificate');
  });
});
