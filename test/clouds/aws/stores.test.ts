import { Backup } from '../../../src/capabilities/backup';
import { Cache } from '../../../src/capabilities/cache';
import { Access } from '../../../src/capabilities/common';
import { Database } from '../../../src/capabilities/database';
import { KeyValueStore } from '../../../src/capabilities/key-value-store';
import { ObjectStore } from '../../../src/capabilities/object-store';
import { Service } from '../../../src/capabilities/service';
import { Environment } from '../../../src/environment/environment';
import { Stage } from '../../../src/environment/stage';
import { Terraform } from '../../support/terraform';
import { actions, containers, environment, statements } from './support/aws';

/** Policies that a connection gives, without the service's own. */
function granted(access: Access, make: (env: Environment) => any): { tf: Terraform; statements: any[]; settings: { [name: string]: string } } {
  const tf = environment((env) => { new Service(env, 'service').connectTo(make(env), access); });
  const policies = tf.all('aws_iam_role_policy', '/service/allow-store');
  const task = containers(tf)[0];
  return { tf, statements: policies.flatMap((p) => statements(p.body.policy)), settings: Object.fromEntries(task.environment.map((e: any) => [e.name, e.value])) };
}

const NAMED = /aws_(dynamodb_table|s3_bucket|elasticache_serverless_cache|elasticache_user|kms_key|rds_cluster)\./;

const table = (env: Environment) => new KeyValueStore(env, 'store', { sortKey: 'sk', expiryAttribute: 'expires' });
const bucket = (env: Environment) => new ObjectStore(env, 'store', {});
const cache = (env: Environment) => new Cache(env, 'store', {});
const database = (env: Environment) => new Database(env, 'store', {});

describe('grants', () => {
  test.each([
    ['table', table, Access.READ, ['dynamodb:BatchGetItem', 'dynamodb:ConditionCheckItem', 'dynamodb:DescribeTable', 'dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:Scan', 'kms:Decrypt', 'kms:DescribeKey']],
    ['table', table, Access.WRITE, ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'kms:Decrypt', 'kms:DescribeKey']],
    ['bucket', bucket, Access.READ, ['kms:Decrypt', 's3:GetObject', 's3:ListBucket']],
    ['bucket', bucket, Access.WRITE, ['kms:Decrypt', 'kms:GenerateDataKey', 's3:AbortMultipartUpload', 's3:PutObject']],
    ['bucket', bucket, Access.READ_WRITE, ['kms:Decrypt', 'kms:GenerateDataKey', 's3:AbortMultipartUpload', 's3:DeleteObject', 's3:GetObject', 's3:ListBucket', 's3:PutObject']],
    ['cache', cache, Access.READ, ['elasticache:Connect']],
    ['cache', cache, Access.READ_WRITE, ['elasticache:Connect']],
    ['database', database, Access.READ, ['rds-db:connect']],
    ['database', database, Access.READ_WRITE, ['rds-db:connect']],
  ] as const)('%s %#: %s', (_name, make, access, expected) => {
    expect(actions(granted(access, make).statements)).toEqual(expected);
  });

  test('name the one resource, never all of them', () => {
    for (const make of [table, bucket, cache, database]) {
      for (const access of [Access.READ, Access.WRITE, Access.READ_WRITE]) {
        for (const s of granted(access, make).statements) {
          for (const r of s.Resource) { expect(r).toMatch(NAMED); }
        }
      }
    }
  });

  test('the key is lent through the store\'s own service', () => {
    const key = granted(Access.READ, table).statements.find((s) => s.Sid === 'Key');
    expect(key.Condition).toEqual({ StringEquals: { 'kms:ViaService': 'dynamodb.eu-central-1.amazonaws.com' } });
  });

  test('an update that returns the item is no mere write', () => {
    const items = granted(Access.WRITE, table).statements.find((s) => s.Sid === 'Items');
    expect(items.Condition).toEqual({ StringEqualsIfExists: { 'dynamodb:ReturnValues': 'NONE' } });
  });

  test.each([Access.PUBLISH, Access.CONSUME, Access.INVOKE])('%s means nothing to a store', (access) => {
    for (const make of [table, bucket, cache, database]) { expect(() => granted(access, make)).toThrow(/nobody can be granted/); }
  });

  test('who reads logs in as somebody else than who writes', () => {
    expect(granted(Access.READ, database).settings.STORE_USER).toBe('app_read');
    expect(granted(Access.READ_WRITE, database).settings.STORE_USER).toBe('app_all');
    const reader = granted(Access.READ, cache).tf.one('aws_elasticache_user', '/user-read/');
    expect(reader.access_string).not.toContain('+@write');
    expect(reader.access_string).toContain('+@read');
    // A serverless cache is a cluster: a client that may not ask for its slots connects to nothing.
    expect(reader.access_string).toContain('+cluster|slots');
    expect(reader.access_string).not.toMatch(/\+cluster( |$)/);
  });
});

describe('database', () => {
  let tf: Terraform;
  beforeAll(() => { tf = granted(Access.READ_WRITE, database).tf; });

  test('is encrypted, logged into by role, and its administrator\'s password is RDS\'s own affair', () => {
    const cluster = tf.one('aws_rds_cluster');
    expect(cluster).toMatchObject({
      storage_encrypted: true, iam_database_authentication_enabled: true, manage_master_user_password: true, deletion_protection: true, copy_tags_to_snapshot: true,
    });
    expect(cluster.kms_key_id).toContain('data-key');
    expect(cluster.master_password).toBeUndefined();
  });

  test('takes TLS only and audits structure and rights', () => {
    const parameters = Object.fromEntries(tf.one('aws_rds_cluster_parameter_group').parameter.map((p: any) => [p.name, p]));
    expect(parameters['rds.force_ssl']).toMatchObject({ value: '1', apply_method: 'pending-reboot' });
    expect(parameters['shared_preload_libraries'].value).toContain('pgaudit');
    expect(parameters['pgaudit.log'].value).toBe('ddl,role');
  });

  test('has a standby in production, and pauses in development', () => {
    expect(tf.all('aws_rds_cluster_instance').length).toBeGreaterThan(1);
    const small = environment((env) => { database(env); }, { stage: Stage.DEVELOPMENT });
    expect(small.all('aws_rds_cluster_instance')).toHaveLength(1);
    expect(small.one('aws_rds_cluster').serverlessv2_scaling_configuration).toMatchObject({ min_capacity: 0, seconds_until_auto_pause: 1800 });
    expect(tf.one('aws_rds_cluster').serverlessv2_scaling_configuration.min_capacity).toBeGreaterThan(0);
  });

  test('admits the service and nobody else, on its port', () => {
    const into = tf.all('aws_vpc_security_group_ingress_rule', '/store/').map((r) => r.body);
    expect(into).toHaveLength(1);
    expect(into[0]).toMatchObject({ from_port: 5432, to_port: 5432 });
    expect(into[0].referenced_security_group_id).toContain('aws_security_group.service_security-group');
  });

  test('its roles are made by a function that may do nothing else', () => {
    const own = tf.all('aws_iam_role_policy', '/store/roles/').flatMap((p) => statements(p.body.policy)).filter((s) => ['Database', 'Administrator', 'Key'].includes(s.Sid));
    expect(actions(own)).toEqual(['kms:Decrypt', 'rds-data:ExecuteStatement', 'secretsmanager:GetSecretValue']);
    const input = JSON.parse(tf.one('aws_lambda_invocation').input);
    expect(input).toMatchObject({ database: 'app', roles: { owner: 'app_owner', read: 'app_read', write: 'app_write', all: 'app_all' } });
    expect(tf.one('aws_lambda_invocation').depends_on.join()).toContain('aws_rds_cluster_instance');
  });

  test('its log group is there before it, with key and retention', () => {
    const group = tf.all('aws_cloudwatch_log_group').find((g) => g.body.name === `/aws/rds/cluster/${tf.one('aws_rds_cluster').cluster_identifier}/postgresql`);
    expect(tf.one('aws_rds_cluster').depends_on).toContain(group!.address);
  });

  test('an unknown version is refused', () => {
    expect(() => environment((env) => { new Database(env, 'store', { version: '9' }); })).toThrow(/PostgreSQL 9 is not offered/);
  });
});

test('a table is encrypted with the customer key, recoverable, and protected in production', () => {
  const made = granted(Access.READ, table).tf.one('aws_dynamodb_table');
  expect(made).toMatchObject({ billing_mode: 'PAY_PER_REQUEST', deletion_protection_enabled: true, point_in_time_recovery: { enabled: true }, server_side_encryption: { enabled: true } });
  expect(made.server_side_encryption.kms_key_arn).toContain('data-key');
  expect(made.attribute.map((a: any) => a.name)).toEqual(['pk', 'sk']);
});

test('a table\'s alarms watch metrics that exist: throttling of the table, errors of each operation', () => {
  const tf = environment((env) => { table(env); });
  const dimensions = (id: string) => tf.one('aws_cloudwatch_metric_alarm', `/store/alarms/${id}-warning/`).metric_query
    .flatMap((q: any) => (q.metric ? [[q.metric.metric_name, ...Object.keys(q.metric.dimensions).sort()].join(' ')] : [q.expression]));
  expect(dimensions('throttles')).toEqual(['SUM(METRICS())', 'ReadThrottleEvents TableName', 'WriteThrottleEvents TableName']);
  expect([...new Set(dimensions('errors'))]).toEqual(['SUM(METRICS())', 'SystemErrors Operation TableName']);
  // An alarm holds ten metrics at most.
  expect(dimensions('errors')).toHaveLength(11);
});

test('a bucket takes no other key, and can be locked', () => {
  const tf = environment((env) => { new ObjectStore(env, 'store', { immutableDays: 30, expireDays: 10 }); });
  expect(statements(tf.one('aws_s3_bucket_policy').policy).map((s) => s.Sid)).toEqual(['TlsOnly', 'Tls12', 'OnlyOwnKey']);
  expect(tf.one('aws_s3_bucket_object_lock_configuration').rule.default_retention).toEqual({ mode: 'COMPLIANCE', days: 30 });
  expect(tf.one('aws_s3_bucket_lifecycle_configuration').rule.find((r: any) => r.id === 'expire').expiration[0].days).toBe(31);
});

test('a cache has a bill\'s ceiling, the customer key, and no default user', () => {
  const tf = granted(Access.READ_WRITE, cache).tf;
  expect(tf.one('aws_elasticache_serverless_cache').cache_usage_limits[0].data_storage[0].maximum).toBeGreaterThan(0);
  expect(tf.one('aws_elasticache_serverless_cache').kms_key_id).toContain('data-key');
  for (const user of tf.all('aws_elasticache_user')) {
    expect(user.body.user_id).toBe(user.body.user_name);
    expect(user.body.authentication_mode).toEqual({ type: 'iam' });
    expect(user.body.access_string).toContain('-@all');
  }
});

describe('backup', () => {
  const backup = (retentionDays?: number) => environment((env) => {
    new Backup(env, 'backup', { stores: [database(env).backend, new KeyValueStore(env, 'items', {}).backend], ...(retentionDays ? { retentionDays } : {}) });
  });

  test('goes into the foundation\'s locked vault, within the lock\'s limits', () => {
    const rule = backup(2).one('aws_backup_plan').rule[0];
    expect(rule.target_vault_name).toBe('acme-eu-aws-vault');
    expect(rule.lifecycle.delete_after).toBe(7);
  });

  test('names each store', () => {
    expect(backup().one('aws_backup_selection').resources).toEqual([expect.stringContaining('aws_rds_cluster.store'), expect.stringContaining('aws_dynamodb_table.items')]);
  });

  test('a store that AWS Backup does not know is a fault', () => {
    expect(() => environment((env) => { new Backup(env, 'backup', { stores: [cache(env).backend] }); })).toThrow(/does not know this kind of store/);
  });
});
