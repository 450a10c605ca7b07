import { ApiDocument, ApiGateway, Backup, Cache, Dashboard, Database, KeyValueStore, LogClass, LogStream, ObjectStore, Probe, Service, ServiceLevelObjective, Stage, UserDirectory } from '../../../src';
import { duration } from '../../../src/clouds/azure/alarm';
import { burnQuery } from '../../../src/clouds/azure/service-level-objective';
import { azureEnvironment, templateOf, waitsFor } from './support/stacks';

const tf = azureEnvironment((env) => {
  const service = new Service(env, 'api', {});
  const gateway = new ApiGateway(env, 'gateway', {
    api: ApiDocument.fromObject({ openapi: '3.0.3', info: { title: 'Orders', version: '1' }, paths: { '/a': { get: { responses: { 200: { description: 'ok' } } } } } }),
    target: service.backend,
    authentication: { issuer: 'https://login.acme.example/', audience: 'orders' },
    accessLog: new LogStream(env, 'access', { logClass: LogClass.ACCESS }).backend,
    auditLog: new LogStream(env, 'audit-log', { logClass: LogClass.AUDIT }).backend,
  });
  const database = new Database(env, 'database', {});
  new ServiceLevelObjective(env, 'objectives', { gateway: gateway.backend, availability: 0.995, latencyMilliseconds: 300 });
  new Probe(env, 'probe', { hostname: gateway.backend.hostname, path: '/a', expectedStatus: 401 });
  new Dashboard(env, 'dashboard', { title: 'Orders ${x}', sections: [{ title: 'Edge', metrics: gateway.backend.metrics }, { title: 'Data', metrics: database.backend.metrics }] });
});

describe('alarms on Azure', () => {
  const groups = Object.fromEntries(tf.all('azurerm_monitor_action_group').map((g) => [g.path.split('/').pop(), g.address]));

  test('go to the group of their severity', () => {
    const alarms = [...tf.all('azurerm_monitor_metric_alert', '/alarms/'), ...tf.all('azurerm_monitor_scheduled_query_rules_alert_v2', '/alarms/')];
    expect(alarms.length).toBeGreaterThan(8);
    for (const alarm of alarms) {
      const critical = alarm.path.includes('-critical/');
      expect(alarm.body.severity).toBe(critical ? 0 : 2);
      expect(JSON.stringify(alarm.body.action)).toContain(groups[critical ? 'critical' : 'warning']);
    }
  });

  test('look back in windows that Azure knows, never shorter than they are asked', () => {
    for (const alarm of tf.all('azurerm_monitor_metric_alert')) {
      expect(['PT5M', 'PT15M', 'PT30M', 'PT1H', 'PT6H', 'PT12H', 'P1D']).toContain(alarm.body.window_size);
      expect(['PT1M', 'PT5M']).toContain(alarm.body.frequency);
    }
    expect(duration(2880)).toBe('P2D');
    expect(duration(90)).toBe('PT90M');
    expect(duration(120)).toBe('PT2H');
  });

  test('fall below where below is bad', () => {
    expect(tf.one('azurerm_monitor_metric_alert', 'database/alarms/alive-critical').criteria[0]).toMatchObject({ metric_name: 'is_db_alive', operator: 'LessThan', threshold: 1 });
  });

  test('query logs by an identity that may only read this workspace', () => {
    const role = tf.all('azurerm_role_assignment', 'alerting-reads-logs')[0];
    expect(role.body).toMatchObject({ role_definition_name: 'Log Analytics Reader' });
    expect(role.body.scope).toContain(tf.all('azurerm_log_analytics_workspace')[0].address);
    for (const alert of tf.all('azurerm_monitor_scheduled_query_rules_alert_v2')) {
      expect(alert.body.identity.type).toBe('UserAssigned');
      expect(waitsFor(alert.body, role.address)).toBe(true);
    }
  });
});

describe('objectives on Azure', () => {
  const alerts = tf.all('azurerm_monitor_scheduled_query_rules_alert_v2', 'objectives/');

  test('burn fast and slow, within two days', () => {
    expect(alerts.map((a) => `${a.path.split('/').pop()} ${a.body.window_duration}`).sort()).toEqual([
      'availability-fast PT1H', 'availability-slow PT6H', 'availability-trickle P2D', 'latency-fast PT1H', 'latency-slow PT6H', 'latency-trickle P2D',
    ]);
  });

  test('count what the objective counts, of this API only', () => {
    const query = (name: string) => alerts.find((a) => a.path.endsWith(name))!.body.criteria[0].query;
    expect(query('availability-fast')).toContain('let budget = 0.005;');
    expect(query('availability-fast')).toContain('countif(toint(ResultCode) >= 500)');
    expect(query('availability-fast')).toContain('== "orders-prod-gateway"');
    expect(query('availability-fast')).toContain('Long > 14.4 and Short > 14.4');
    expect(query('latency-slow')).toContain('countif(DurationMs > 300)');
  });

  test('a budget of a small share is no rounding error', () => {
    expect(burnQuery('T', 'bad', 0.9999, { id: 'x', rate: 1, long: '1h', short: '5m' } as any)).toContain('let budget = 0.0001;');
  });
});

describe('probe and dashboard on Azure', () => {
  test('the probe asks from five places and wakes somebody when two fail', () => {
    const test = tf.one('azurerm_application_insights_standard_web_test');
    expect(test.geo_locations).toHaveLength(5);
    expect(test.geo_locations.every((l: string) => l.startsWith('emea-'))).toBe(true);
    expect(test.validation_rules).toMatchObject({ expected_status_code: 401, ssl_check_enabled: true });
    expect(test.request.url).toBe(`https://${tf.one('azurerm_cdn_frontdoor_custom_domain').host_name}/a`);
    expect(tf.one('azurerm_monitor_metric_alert', 'probe/').application_insights_web_test_location_availability_criteria.failed_location_count).toBe(2);
  });

  test('the dashboard draws every metric of every section', () => {
    const workbook = tf.one('azurerm_application_insights_workbook');
    expect(workbook.name).toMatch(/^[0-9a-f]{8}-/);
    expect(workbook.display_name).toBe('Orders $${x}');
    const items = JSON.parse(workbook.data_json).items;
    expect(items.filter((i: any) => i.type === 1).map((i: any) => i.content.json)).toEqual(['## Edge', '## Data']);
    expect(items.filter((i: any) => i.type === 3)).toHaveLength(5);
    expect(items.filter((i: any) => i.type === 10).map((i: any) => i.content.metrics[0].metric)).toContain('microsoft.dbforpostgresql/flexibleservers--cpu_percent');
  });
});

describe('backup on Azure', () => {
  const kept = azureEnvironment((env) => {
    new Backup(env, 'backup', {
      stores: [new Database(env, 'database', {}).backend, new ObjectStore(env, 'objects', {}).backend, new KeyValueStore(env, 'items', {}).backend, new Cache(env, 'cache', {}).backend],
      retentionDays: 60,
    });
  });

  test('puts databases weekly and objects nightly into the foundation\'s vault', () => {
    expect(kept.one('azurerm_data_protection_backup_policy_postgresql_flexible_server').backup_repeating_time_intervals[0]).toMatch(/P1W$/);
    expect(kept.one('azurerm_data_protection_backup_policy_blob_storage')).toMatchObject({ vault_default_retention_duration: 'P60D', backup_repeating_time_intervals: [expect.stringMatching(/P1D$/)] });
    expect(kept.one('azurerm_data_protection_backup_instance_blob_storage').storage_account_container_names).toEqual(['objects']);
    for (const type of ['azurerm_data_protection_backup_instance_blob_storage', 'azurerm_data_protection_backup_instance_postgresql_flexible_server']) {
      expect(kept.one(type).vault_id).toMatch(/backupVaults\/acme-eu-azure-backup$/);
    }
  });

  test('lets objects be replicated to where the vault keeps them, from no other account', () => {
    expect(kept.one('azurerm_storage_account').cross_tenant_replication_enabled).toBe(true);
    const alone = azureEnvironment((env) => { new ObjectStore(env, 'objects', {}); });
    expect(alone.one('azurerm_storage_account').cross_tenant_replication_enabled).toBe(false);
  });

  test('only after the vault may read', () => {
    const instance = kept.one('azurerm_data_protection_backup_instance_postgresql_flexible_server');
    for (const role of kept.all('azurerm_role_assignment', 'backup/').filter((r) => !r.path.includes('objects'))) { expect(waitsFor(instance, role.address)).toBe(true); }
  });

  test('needs nothing where no store of these kinds is', () => {
    const none = azureEnvironment((env) => { new Backup(env, 'backup', { stores: [new KeyValueStore(env, 'items', {}).backend] }); }, Stage.DEVELOPMENT);
    expect(none.everything().filter((r) => r.type.startsWith('azurerm_data_protection'))).toEqual([]);
  });
});

describe('a directory of end users on Azure', () => {
  const directory = azureEnvironment((env) => { new UserDirectory(env, 'users', { callbackUrls: ['https://shop.example/back'], scopes: ['orders.read'] }); });

  test('is a tenant of its own, with its data where the environment is', () => {
    const [tenant] = templateOf(directory.one('azurerm_resource_group_template_deployment', 'users/')).resources;
    expect(tenant).toMatchObject({ type: 'Microsoft.AzureActiveDirectory/ciamDirectories', location: 'Europe', properties: { createTenantProperties: { countryCode: 'DE' } } });
    expect(tenant.name).toMatch(/^[a-z0-9]{1,26}\.onmicrosoft\.com$/);
  });

  test('lets nobody in before an application is registered', () => {
    const [audience] = Object.values<any>(directory.json.variable).filter((v) => v.description.startsWith('Client id'));
    expect(audience.default).toBe('00000000-0000-0000-0000-000000000000');
    expect(audience.description).toContain('https://shop.example/back');
  });
});
