import { Example, many, one } from '../example';

const SETTINGS = {
  tier: 'db-perf-optimized-N-2', edition: 'ENTERPRISE_PLUS', availability_type: 'REGIONAL', disk_type: 'PD_SSD', database_flags: [{ name: 'cloudsql.iam_authentication', value: 'on' }, { name: 'log_checkpoints', value: 'on' }],
  ip_configuration: { ipv4_enabled: false, psc_config: [{ psc_enabled: true }] },
  backup_configuration: { enabled: true, transaction_log_retention_days: 14, backup_retention_settings: { retained_backups: 30 }, point_in_time_recovery_enabled: true },
};
const INSTANCE = { name: 'orders-pg1', database_version: 'POSTGRES_18', settings: SETTINGS };
const sql = (rule: string, bad: { [fault: string]: any }) => one(rule, 'google_sql_database_instance', INSTANCE, bad);
const settings = (change: any) => ({ settings: { ...SETTINGS, ...change } });
const BUCKET = { name: 'orders-prod-files', retention_policy: { is_locked: true, retention_period: '2592000' }, soft_delete_policy: { retention_duration_seconds: 604800 }, lifecycle_rule: [{ action: { type: 'Delete' }, condition: { age: 400 } }] };
const VALKEY = { instance_id: 'orders-prod', node_type: 'HIGHMEM_MEDIUM', mode: 'CLUSTER_DISABLED', shard_count: 1, replica_count: 1, automated_backup_config: { retention: '3024000s' } };
const valkey = (rule: string, bad: { [fault: string]: any }) => one(rule, 'google_memorystore_instance', VALKEY, bad);

export const googleDataExamples: Example[] = [
  one('google/bucket-name', 'google_storage_bucket', BUCKET, { 'bucket name in upper case on Google': { name: 'Orders' }, 'bucket name beginning with goog': { name: 'google-orders' }, 'bucket name of two characters': { name: 'ab' }, 'bucket name of 64 characters': { name: 'a'.repeat(64) } }),
  one('google/bucket-lock-and-versions', 'google_storage_bucket', BUCKET, { 'locked retention with versioning': { versioning: { enabled: true } } }),
  one('google/bucket-retention', 'google_storage_bucket', BUCKET, { 'retention of 0 s': { retention_policy: { retention_period: '0' } } }),
  one('google/bucket-expiry-after-retention', 'google_storage_bucket', BUCKET, { 'objects deleted before their retention ends': { lifecycle_rule: [{ action: [{ type: 'Delete' }], condition: [{ age: 10 }] }] } }),
  one('google/bucket-soft-delete', 'google_storage_bucket', BUCKET, { 'soft delete of a day': { soft_delete_policy: { retention_duration_seconds: 86400 } } }),
  sql('google/sql-name', { 'Cloud SQL name in upper case': { name: 'Orders' } }),
  sql('google/sql-tier', { 'unknown Cloud SQL tier': settings({ tier: 'db-large' }), 'custom tier with too little memory': settings({ edition: 'ENTERPRISE', tier: 'db-custom-4-1024' }) }),
  sql('google/sql-edition-tier', { 'tier of the other edition': settings({ tier: 'db-custom-2-7680' }) }),
  sql('google/sql-flag', { 'unknown Cloud SQL flag': settings({ database_flags: [{ name: 'lgo_checkpoints', value: 'on' }] }), 'flag that Cloud SQL keeps to itself': settings({ database_flags: [{ name: 'listen_addresses', value: '*' }] }) }),
  sql('google/sql-network', { 'Cloud SQL without any network': settings({ ip_configuration: { ipv4_enabled: false } }) }),
  sql('google/sql-log-days', { 'recovery logs of 35 days on ENTERPRISE': settings({ edition: 'ENTERPRISE', backup_configuration: { transaction_log_retention_days: 35 } }) }),
  sql('google/sql-backups-within-logs', { 'fewer backups than days of logs': settings({ backup_configuration: { transaction_log_retention_days: 14, backup_retention_settings: { retained_backups: 7 } } }) }),
  sql('google/sql-availability', { 'REGIONAL without backups': settings({ backup_configuration: { enabled: false } }) }),
  one('google/sql-iam-user', 'google_sql_user', { type: 'CLOUD_IAM_SERVICE_ACCOUNT', name: '${trimsuffix(google_service_account.app.email, ".gserviceaccount.com")}' }, { 'SQL IAM user with .gserviceaccount.com': { name: '${google_service_account.app.email}' } }),
  many('google/sql-iam-flag', { google_sql_database_instance: { main: INSTANCE }, google_sql_user: { app: { type: 'CLOUD_IAM_SERVICE_ACCOUNT', instance: '${google_sql_database_instance.main.name}' } } }, { 'SQL IAM user without the flag': (r) => { r.google_sql_database_instance.main.settings.database_flags = []; } }),
  one('google/firestore-name', 'google_firestore_database', { name: 'orders-prod' }, { 'Firestore name in upper case': { name: 'Orders' } }),
  one('google/firestore-backup', 'google_firestore_backup_schedule', { retention: '8467200s' }, { 'Firestore backup above 14 weeks': { retention: '8467201s' } }),
  valkey('google/valkey-node', { 'unknown Valkey node type': { node_type: 'MEDIUM' } }),
  valkey('google/valkey-replicas', { 'six replicas': { replica_count: 6 } }),
  valkey('google/valkey-shards', { 'three shards without cluster mode': { shard_count: 3 } }),
  valkey('google/valkey-backup', { 'cache backup in days': { automated_backup_config: { retention: '35d' } } }),
  valkey('google/valkey-id', { 'Valkey id of three characters': { instance_id: 'abc' } }),
  many('google/valkey-after-policy', {
    google_network_connectivity_service_connection_policy: { cache: { service_class: 'gcp-memorystore' } }, google_memorystore_instance: { main: { desired_auto_created_endpoints: [{ network: 'x' }], depends_on: ['google_network_connectivity_service_connection_policy.cache'] } },
  }, { 'Valkey not after the connection policy': (r) => { delete r.google_memorystore_instance.main.depends_on; } }),
  one('google/vault-retention', 'google_backup_dr_backup_vault', { backup_minimum_enforced_retention_duration: '2592000s' }, { 'vault that enforces 0s': { backup_minimum_enforced_retention_duration: '0s' } }),
  many('google/plan-within-vault', { google_backup_dr_backup_vault: { main: { backup_minimum_enforced_retention_duration: '2592000s' } }, google_backup_dr_backup_plan: { sql: { backup_vault: '${google_backup_dr_backup_vault.main.id}', backup_rules: [{ backup_retention_days: 35 }] } } }, { 'plan retention below the vault minimum': (r) => { r.google_backup_dr_backup_plan.sql.backup_rules[0].backup_retention_days = 7; } }),
  many('google/backup-of-sql', {
    google_sql_database_instance: { main: { ...INSTANCE, lifecycle: { ignore_changes: ['settings[0].backup_configuration'] } } }, google_backup_dr_backup_plan_association: { sql: { resource: 'projects/x/instances/${google_sql_database_instance.main.name}' } },
  }, { 'backup plan on an instance that does not ignore it': (r) => { delete r.google_sql_database_instance.main.lifecycle; } }),
  sql('google/sql-disk', { 'unknown disk type': settings({ disk_type: 'SSD' }) }),
];
