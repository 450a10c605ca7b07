import { Access, Size } from '../../../src/capabilities/common';
import { Database } from '../../../src/capabilities/database';
import { Service } from '../../../src/capabilities/service';
import { Stage } from '../../../src/environment/stage';
import { environment, googleStandards, grants, waitsFor } from './support';

describe('a database', () => {
  const tf = environment((env) => { new Service(env, 'orders').connectTo(new Database(env, 'database'), Access.READ_WRITE); });
  const instance = tf.one('google_sql_database_instance');

  test('is private, encrypted and answers over TLS only', () => {
    expect(instance.settings.ip_configuration).toMatchObject({
      ipv4_enabled: false, ssl_mode: 'ENCRYPTED_ONLY', psc_config: [{ psc_enabled: true, allowed_consumer_projects: ['acme-eu-1'] }],
    });
    expect(instance.encryption_key_name).toContain('google_kms_crypto_key.data-key');
    expect(waitsFor(instance, 'google_kms_crypto_key_iam_member')).toBe(true);
  });

  test('has a private endpoint under its own name', () => {
    expect(tf.one('google_compute_forwarding_rule')).toMatchObject({ load_balancing_scheme: '', subnetwork: expect.stringContaining('-endpoints') });
    expect(tf.one('google_compute_address')).toMatchObject({ address_type: 'INTERNAL' });
    // The API's name ends with a dot. A record needs it, a client that compares it with the certificate must not have it.
    const name = expect.stringMatching(/^\$\{trimsuffix\(google_sql_database_instance\.[^.]+\.dns_name, "\."\)\}\.$/);
    expect(tf.one('google_dns_record_set')).toMatchObject({ managed_zone: 'acme-eu-google-sql', name });
  });

  test('is logged in to by identity: no password anywhere', () => {
    const flags = Object.fromEntries(instance.settings.database_flags.map((f: any) => [f.name, f.value]));
    expect(flags).toMatchObject({
      'cloudsql.iam_authentication': 'on', 'cloudsql.enable_pgaudit': 'on', 'log_statement': 'ddl', 'log_min_duration_statement': '-1',
    });
    expect(tf.one('google_sql_user')).toMatchObject({ type: 'CLOUD_IAM_SERVICE_ACCOUNT', name: 'shop-orders-identity@acme-eu-1.iam' });
    expect(tf.text()).not.toContain('password');
  });

  test('grants are for this instance alone', () => {
    const onInstance = grants(tf).filter((g) => g.role.startsWith('roles/cloudsql.'));
    expect(onInstance.map((g) => g.role).sort()).toEqual(['roles/cloudsql.client', 'roles/cloudsql.instanceUser']);
    for (const grant of onInstance) { expect(grant.condition).toBe('resource.name == "projects/acme-eu-1/instances/shop-database"'); }
  });

  test('the network is open from the connected service to its address and port', () => {
    const rule = tf.one('google_compute_firewall');
    expect(rule).toMatchObject({ direction: 'EGRESS', target_tags: ['shop-orders'], allow: [{ protocol: 'tcp', ports: ['5432'] }] });
    expect(rule.destination_ranges).toEqual([expect.stringMatching(/^\$\{google_compute_address\..*\.address\}\/32$/)]);
  });

  test('in a shared VPC the rule is in the project of the network', () => {
    const standards = googleStandards({ facts: { network: 'projects/hub-1/global/networks/shared' } });
    const shared = environment((env) => { new Service(env, 'orders').connectTo(new Database(env, 'database'), Access.READ); }, { standards });
    expect(shared.one('google_compute_firewall')).toMatchObject({ project: 'hub-1', network: 'projects/hub-1/global/networks/shared' });
  });

  test('the service knows where it is', () => {
    const settings = Object.fromEntries(tf.one('google_cloud_run_v2_service').template.containers[0].env.map((e: any) => [e.name, e.value]));
    expect(settings).toMatchObject({
      DATABASE_PORT: '5432',
      DATABASE_NAME: 'app',
      DATABASE_HOST: expect.stringMatching(/^\$\{trimsuffix\(.*\.dns_name, "\."\)\}$/),
      DATABASE_CA: expect.stringContaining('.server_ca_cert[0].cert'),
    });
  });

  test('production has a standby, backups, restore to any second and cannot be deleted', () => {
    expect(instance).toMatchObject({ deletion_protection: true, lifecycle: { prevent_destroy: true } });
    expect(instance.settings).toMatchObject({
      availability_type: 'REGIONAL', deletion_protection_enabled: true, retain_backups_on_delete: true, edition: 'ENTERPRISE', tier: 'db-custom-2-7680',
      backup_configuration: {
        enabled: true, point_in_time_recovery_enabled: true, transaction_log_retention_days: 7, backup_retention_settings: { retained_backups: 35 },
      },
    });
  });

  test('development is cheap and can go', () => {
    const dev = environment((env) => new Database(env, 'database'), { stage: Stage.DEVELOPMENT }).one('google_sql_database_instance');
    expect(dev.deletion_protection).toBe(false);
    expect(dev.settings).toMatchObject({ tier: 'db-g1-small', availability_type: 'ZONAL', deletion_protection_enabled: false });
  });

  test('more than seven days of restore takes the edition that keeps them', () => {
    const standards = googleStandards({}, { stages: { production: { pointInTimeDays: 35 } } });
    const long = environment((env) => new Database(env, 'database', { size: Size.LARGE }), { standards }).one('google_sql_database_instance');
    expect(long.settings).toMatchObject({ edition: 'ENTERPRISE_PLUS', tier: 'db-perf-optimized-N-8' });
  });

  test('two services have their own login and rule', () => {
    const two = environment((env) => {
      const database = new Database(env, 'database');
      new Service(env, 'orders').connectTo(database, Access.READ);
      new Service(env, 'invoices').connectTo(database, Access.READ_WRITE);
    });
    expect(two.all('google_sql_user')).toHaveLength(2);
    expect(two.all('google_compute_firewall').map((r) => r.body.target_tags[0]).sort()).toEqual(['shop-invoices', 'shop-orders']);
  });
});
