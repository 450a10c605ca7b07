import { Access } from '../../../src/capabilities/common';
import { Cache } from '../../../src/capabilities/cache';
import { IConnectable } from '../../../src/capabilities/capability';
import { KeyValueStore } from '../../../src/capabilities/key-value-store';
import { ObjectStore } from '../../../src/capabilities/object-store';
import { Service } from '../../../src/capabilities/service';
import { Environment } from '../../../src/environment/environment';
import { Stage } from '../../../src/environment/stage';
import { environment, foundation, grants, waitsFor } from './support';

type Make = (env: Environment) => IConnectable;
const connected = (make: Make, access: Access) => environment((env) => { new Service(env, 'orders').connectTo(make(env), access); });

describe('a key-value store', () => {
  const make: Make = (env) => new KeyValueStore(env, 'sessions', { sortKey: 'sk', expiryAttribute: 'expires' });
  const tf = connected(make, Access.READ_WRITE);
  const database = tf.one('google_firestore_database');

  test('is a database of its own: encrypted, restorable, protected', () => {
    expect(database).toMatchObject({
      name: 'shop-sessions', type: 'FIRESTORE_NATIVE', point_in_time_recovery_enablement: 'POINT_IN_TIME_RECOVERY_ENABLED',
      delete_protection_state: 'DELETE_PROTECTION_ENABLED', deletion_policy: 'ABANDON', lifecycle: { prevent_destroy: true },
    });
    expect(database.cmek_config.kms_key_name).toContain('google_kms_crypto_key.data-key');
    expect(waitsFor(database, 'google_kms_crypto_key_iam_member')).toBe(true);
  });

  test('items expire by their attribute', () => {
    expect(tf.one('google_firestore_field')).toMatchObject({ field: 'expires', collection: 'items', ttl_config: {} });
  });

  test.each([
    [Access.READ, 'roles/datastore.viewer'],
    [Access.READ_WRITE, 'roles/datastore.user'],
    [Access.WRITE, expect.stringMatching(/^projects\/acme-eu-1\/roles\/acme_eu_google_firestore_writer_/)],
  ])('%s is granted on this database alone', (access, role) => {
    const given = grants(connected(make, access)).filter((g) => g.condition);
    const condition = 'resource.name == "projects/acme-eu-1/databases/shop-sessions"';
    expect(given).toEqual([{ type: 'google_project_iam_member', role, member: expect.stringContaining('orders_identity'), condition }]);
  });

  test('writing does not read', () => {
    const { permissions } = foundation().one('google_project_iam_custom_role', '/firestore-writer/');
    expect(permissions).not.toContain('datastore.entities.get');
    expect(permissions).not.toContain('datastore.entities.list');
    expect(permissions.every((p: string) => !p.includes('*'))).toBe(true);
  });

  test('a development one can go with its environment', () => {
    const dev = environment((env) => { make(env); }, { stage: Stage.DEVELOPMENT }).one('google_firestore_database');
    expect(dev).toMatchObject({ delete_protection_state: 'DELETE_PROTECTION_DISABLED', deletion_policy: 'DELETE' });
  });
});

describe('a cache', () => {
  const make: Make = (env) => new Cache(env, 'cache');
  const tf = connected(make, Access.READ_WRITE);
  const instance = tf.one('google_memorystore_instance');

  test('is logged in to by identity over TLS, encrypted, on the private network', () => {
    expect(instance).toMatchObject({
      authorization_mode: 'IAM_AUTH', transit_encryption_mode: 'SERVER_AUTHENTICATION', deletion_protection_enabled: true,
      desired_auto_created_endpoints: [{ network: 'projects/acme-eu-1/global/networks/acme-eu-google', project_id: 'acme-eu-1' }],
    });
    expect(instance.kms_key).toContain('google_kms_crypto_key.data-key');
    expect(waitsFor(instance, 'google_kms_crypto_key_iam_member')).toBe(true);
  });

  test('is reached by the connected service alone', () => {
    const rule = tf.one('google_compute_firewall');
    expect(rule).toMatchObject({ target_tags: ['shop-orders'], allow: [{ protocol: 'tcp', ports: ['6379'] }] });
    expect(rule.destination_ranges[0]).toContain('CONNECTION_TYPE_PRIMARY');
    expect(grants(tf).find((g) => g.role === 'roles/memorystore.dbConnectionUser')!.condition)
      .toBe('resource.name == "projects/acme-eu-1/locations/europe-west3/instances/shop-cache"');
  });

  test('tells the service which authority to trust: its own, which no trust store has', () => {
    const settings = Object.fromEntries(tf.one('google_cloud_run_v2_service').template.containers[0].env.map((e: any) => [e.name, e.value]));
    expect(settings.CACHE_CA).toMatch(/^\$\{join\("\\n", flatten\(google_memorystore_instance\.[^.]+\.managed_server_ca\[\*\]\.ca_certs\[\*\]\.certificates\)\)\}$/);
  });

  test('has a replica in another zone in production, and the smallest node in development', () => {
    expect(instance).toMatchObject({ replica_count: 1, zone_distribution_config: { mode: 'MULTI_ZONE' } });
    const dev = environment((env) => { make(env); }, { stage: Stage.DEVELOPMENT }).one('google_memorystore_instance');
    expect(dev).toMatchObject({ node_type: 'SHARED_CORE_NANO', replica_count: 0, zone_distribution_config: { mode: 'SINGLE_ZONE', zone: 'europe-west3-a' } });
  });

  test('says that it cannot let somebody read only', () => {
    expect(() => connected(make, Access.READ)).toThrow(/cannot be granted read\. .*lets an identity in or not/);
  });
});

describe('an object store', () => {
  const make: Make = (env) => new ObjectStore(env, 'documents', { expireDays: 30 });
  const tf = connected(make, Access.READ);
  const bucket = tf.one('google_storage_bucket');

  test('is private, encrypted, versioned and cannot be emptied with its environment', () => {
    expect(bucket).toMatchObject({
      location: 'EUROPE-WEST3', uniform_bucket_level_access: true, public_access_prevention: 'enforced', versioning: { enabled: true },
      force_destroy: false, lifecycle: { prevent_destroy: true },
    });
    expect(bucket.encryption.default_kms_key_name).toContain('google_kms_crypto_key.data-key');
    expect(waitsFor(bucket, 'google_kms_crypto_key_iam_member')).toBe(true);
    expect(bucket.lifecycle_rule).toContainEqual({ action: { type: 'Delete' }, condition: { age: 30 } });
    expect(bucket.name).toMatch(/^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/);
  });

  test.each([
    [Access.READ, 'roles/storage.objectViewer'],
    [Access.WRITE, 'roles/storage.objectCreator'],
    [Access.READ_WRITE, 'roles/storage.objectUser'],
  ])('%s is a role on the bucket itself', (access, role) => {
    const member = connected(make, access).one('google_storage_bucket_iam_member');
    expect(member).toMatchObject({ role, bucket: expect.stringContaining('google_storage_bucket.documents') });
  });

  test('immutable days are locked', () => {
    const locked = environment((env) => new ObjectStore(env, 'documents', { immutableDays: 10 })).one('google_storage_bucket');
    expect(locked.retention_policy).toEqual({ is_locked: true, retention_period: 864000 });
    expect(locked.versioning).toBeUndefined();
  });
});
