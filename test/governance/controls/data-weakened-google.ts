import { add, drop, nameOf, one } from './access-subjects';
import { CloudCases, dropAll, put, without } from './data-weakened';

const flag = (tf: any, name: string) => one(tf, 'google_sql_database_instance').settings.database_flags.find((f: any) => f.name === name);
const key = (tf: any) => `\${google_kms_crypto_key.${nameOf(tf, 'google_kms_crypto_key', 'data-key')}.id}`;

/** A secret as a team would make it by hand. */
function secret(tf: any, more: object): void {
  add(tf, 'google_secret_manager_secret', {
    secret_id: 'own', deletion_protection: true, version_destroy_ttl: '604800s', rotation: { rotation_period: '2592000s', next_rotation_time: '2030-01-01T00:00:00Z' },
    replication: { user_managed: { replicas: [{ location: 'europe-west3', customer_managed_encryption: { kms_key_name: key(tf) } }] } }, ...more,
  });
}

function topic(tf: any, more: object): void {
  add(tf, 'google_pubsub_topic', { name: 'own', kms_key_name: key(tf), message_storage_policy: { allowed_persistence_regions: ['europe-west3'] }, lifecycle: { prevent_destroy: true }, ...more });
}

export const GOOGLE: CloudCases = {
  cloud: 'google', cases: [
    { control: 'encryption.data-stores', what: 'items under the provider\'s key', change: (tf) => without(one(tf, 'google_firestore_database'), 'cmek_config') },
    { control: 'encryption.data-stores', what: 'a bucket without a key', change: (tf) => without(one(tf, 'google_storage_bucket', 'orders_objects'), 'encryption') },
    { control: 'encryption.backups', where: 'foundation', what: 'a vault with a key of another project', change: (tf) => { one(tf, 'google_backup_dr_backup_vault').encryption_config = { kms_key_name: 'projects/others/locations/europe-west3/keyRings/r/cryptoKeys/k' }; } },
    { control: 'encryption.logs', what: 'a log under the provider\'s key', change: (tf) => without(one(tf, 'google_logging_project_bucket_config', 'orders_audit-log'), 'cmek_settings') },
    { control: 'encryption.messages', what: 'a topic by hand without a key', change: (tf) => topic(tf, { kms_key_name: undefined }) },
    { control: 'encryption.workloads', what: 'a service under the provider\'s key', change: (tf) => put(one(tf, 'google_cloud_run_v2_service'), 'template.encryption_key', undefined) },
    { control: 'transit.data-stores', what: 'a database that takes plain connections', change: (tf) => put(one(tf, 'google_sql_database_instance'), 'settings.ip_configuration.ssl_mode', 'ALLOW_UNENCRYPTED_AND_ENCRYPTED') },
    { control: 'transit.data-stores', what: 'no word of TLS', change: (tf) => without(one(tf, 'google_memorystore_instance'), 'transit_encryption_mode') },
    { control: 'transit.object-stores', where: 'foundation', what: 'no constraint of transport', unknown: true, change: (tf) => drop(tf, 'google_org_policy_policy', 'guardrails_storage-secureHttpTransport') },
    { control: 'transit.object-stores', where: 'foundation', what: 'a constraint that is not enforced', change: (tf) => put(one(tf, 'google_org_policy_policy', 'guardrails_storage-secureHttpTransport'), 'spec.rules', [{ enforce: 'FALSE' }]) },
    { control: 'keys.rotation', what: 'a key that is not rotated', change: (tf) => without(one(tf, 'google_kms_crypto_key', 'data-key'), 'rotation_period') },
    { control: 'keys.rotation', what: 'rotation once a year', change: (tf) => { one(tf, 'google_kms_crypto_key', 'log-key').rotation_period = '31536000s'; } },
    { control: 'keys.undelete', what: 'a day to bring a key back', change: (tf) => { one(tf, 'google_kms_crypto_key', 'data-key').destroy_scheduled_duration = '86400s'; } },
    { control: 'keys.prevent-destroy', what: 'a key without a life cycle', change: (tf) => without(one(tf, 'google_kms_crypto_key', 'data-key'), 'lifecycle') },
    { control: 'keys.enabled', what: 'a key without a version', change: (tf) => { one(tf, 'google_kms_crypto_key', 'data-key').skip_initial_version_creation = true; } },
    { control: 'keys.policy', what: 'a key that is open to anybody', change: (tf) => add(tf, 'google_kms_crypto_key_iam_member', { crypto_key_id: key(tf), role: 'roles/cloudkms.cryptoKeyDecrypter', member: 'allAuthenticatedUsers' }) },
    { control: 'secrets.not-written', what: 'a password among the variables of a job', change: (tf) => one(tf, 'google_cloud_run_v2_job').template.template.containers[0].env.push({ name: 'DB_PASSWORD', value: 'correct-horse-battery' }) },
    { control: 'secrets.no-passwords', what: 'a user with a password', change: (tf) => { one(tf, 'google_sql_user').type = 'BUILT_IN'; } },
    { control: 'secrets.no-passwords', what: 'a user of no type', change: (tf) => without(one(tf, 'google_sql_user'), 'type') },
    { control: 'secrets.rotation', what: 'a secret that nobody replaces', change: (tf) => secret(tf, { rotation: undefined }) },
    { control: 'secrets.undelete', what: 'a secret that is gone at once', change: (tf) => secret(tf, { version_destroy_ttl: undefined }) },
    { control: 'backup.days', what: 'three copies of a database', change: (tf) => put(one(tf, 'google_sql_database_instance'), 'settings.backup_configuration.backup_retention_settings.retained_backups', 3) },
    { control: 'backup.days', what: 'items for three days', change: (tf) => { one(tf, 'google_firestore_backup_schedule', 'orders_backup_key-value-items_daily').retention = '259200s'; } },
    { control: 'backup.point-in-time', what: 'a database without it', change: (tf) => put(one(tf, 'google_sql_database_instance'), 'settings.backup_configuration.point_in_time_recovery_enabled', false) },
    { control: 'backup.point-in-time', what: 'items without a word of it', change: (tf) => without(one(tf, 'google_firestore_database'), 'point_in_time_recovery_enablement') },
    { control: 'backup.coverage', what: 'a database that no plan covers', change: (tf) => drop(tf, 'google_backup_dr_backup_plan_association') },
    { control: 'backup.coverage', what: 'objects that nobody copies', change: (tf) => drop(tf, 'google_storage_transfer_job') },
    { control: 'backup.coverage', what: 'items without a schedule', also: ['backup.days'], change: (tf) => dropAll(tf, 'google_firestore_backup_schedule') },
    { control: 'backup.versions', what: 'no versions of objects', change: (tf) => without(one(tf, 'google_storage_bucket', 'orders_objects'), 'versioning') },
    { control: 'backup.redundancy', what: 'a database in one zone', change: (tf) => put(one(tf, 'google_sql_database_instance'), 'settings.availability_type', 'ZONAL') },
    { control: 'backup.redundancy', what: 'a cache without a replica', change: (tf) => without(one(tf, 'google_memorystore_instance'), 'replica_count') },
    { control: 'backup.vaults-locked', where: 'foundation', what: 'copies kept for a day', change: (tf) => { one(tf, 'google_backup_dr_backup_vault', 'backup_production').backup_minimum_enforced_retention_duration = '86400s'; } },
    { control: 'deletion.protection', what: 'a database that can be deleted', change: (tf) => put(one(tf, 'google_sql_database_instance'), 'settings.deletion_protection_enabled', false) },
    { control: 'deletion.protection', what: 'items without a word of it', change: (tf) => without(one(tf, 'google_firestore_database'), 'delete_protection_state') },
    { control: 'deletion.prevent-destroy', what: 'a bucket without a life cycle', change: (tf) => without(one(tf, 'google_storage_bucket', 'orders_objects'), 'lifecycle') },
    { control: 'deletion.contents', what: 'a bucket that is emptied first', change: (tf) => { one(tf, 'google_storage_bucket', 'orders_objects').force_destroy = true; } },
    { control: 'deletion.final-copy', what: 'copies that go with the database', change: (tf) => put(one(tf, 'google_sql_database_instance'), 'settings.retain_backups_on_delete', undefined) },
    { control: 'deletion.undelete', what: 'objects that are gone at once', change: (tf) => put(one(tf, 'google_storage_bucket', 'orders_objects'), 'soft_delete_policy.retention_duration_seconds', 0) },
    { control: 'residency.stores', what: 'objects in America', also: ['residency.resources'], change: (tf) => { one(tf, 'google_storage_bucket', 'orders_objects').location = 'US'; } },
    { control: 'residency.resources', what: 'a service in America', change: (tf) => { one(tf, 'google_cloud_run_v2_service').location = 'us-central1'; } },
    { control: 'residency.copies', what: 'backups in America', change: (tf) => put(one(tf, 'google_sql_database_instance'), 'settings.backup_configuration.location', 'us') },
    { control: 'residency.copies', what: 'a copy in a bucket elsewhere', also: ['backup.coverage'], change: (tf) => put(one(tf, 'google_storage_transfer_job'), 'replication_spec.gcs_data_sink.bucket_name', 'somebody-elses') },
    { control: 'residency.stores', what: 'messages anywhere', change: (tf) => topic(tf, { message_storage_policy: undefined }) },
    { control: 'residency.guardrails', where: 'foundation', what: 'no constraint of places', change: (tf) => drop(tf, 'google_org_policy_policy', 'guardrails_gcp-resourceLocations') },
    { control: 'residency.guardrails', where: 'foundation', what: 'a constraint that allows more', change: (tf) => put(one(tf, 'google_org_policy_policy', 'guardrails_gcp-resourceLocations'), 'spec.rules', [{ values: { allowed_values: ['in:europe-west3-locations', 'in:us-locations'] } }]) },
    { control: 'audit.calls', where: 'foundation', what: 'no log of reads', change: (tf) => { const config = one(tf, 'google_project_iam_audit_config'); config.audit_log_config = config.audit_log_config.filter((l: any) => l.log_type !== 'DATA_READ'); }, also: ['audit.store-access'] },
    { control: 'audit.calls', where: 'foundation', what: 'no log of access at all', change: (tf) => drop(tf, 'google_project_iam_audit_config') },
    { control: 'audit.archive-locked', where: 'foundation', what: 'a lock that can be lifted', change: (tf) => put(one(tf, 'google_storage_bucket', 'audit_archive'), 'retention_policy.is_locked', false) },
    { control: 'audit.archive-locked', where: 'foundation', what: 'no retention of the archive', also: ['backup.versions', 'deletion.undelete'], change: (tf) => without(one(tf, 'google_storage_bucket', 'audit_archive'), 'retention_policy') },
    { control: 'audit.changes-noticed', where: 'foundation', what: 'nobody who hears of changed sinks', change: (tf) => drop(tf, 'google_monitoring_alert_policy', 'alerts_log-routing') },
    { control: 'audit.store-access', what: 'a database without its audit', change: (tf) => { flag(tf, 'cloudsql.enable_pgaudit').value = 'off'; } },
    { control: 'audit.copies', what: 'no copy of the audit log', change: (tf) => drop(tf, 'google_logging_project_sink', 'orders_audit-log_archive') },
    { control: 'audit.copies', where: 'foundation', what: 'no copy of the project\'s log', also: ['audit.archive-locked'], change: (tf) => drop(tf, 'google_logging_project_sink', 'audit_sink') },
    { control: 'logs.retention', what: 'requests for a month', change: (tf) => { one(tf, 'google_logging_project_bucket_config', 'orders_access-log').retention_days = 30; } },
    { control: 'logs.retention', where: 'foundation', what: 'security logs for the days of the provider', change: (tf) => without(one(tf, 'google_logging_project_bucket_config', 'logs_security'), 'retention_days') },
    { control: 'logs.workloads', what: 'a service without a sink', also: ['audit.copies', 'masking.logs'], change: (tf) => dropAll(tf, 'google_logging_project_sink') },
    { control: 'logs.complete', what: 'a sink that is off', also: ['masking.logs'], change: (tf) => { one(tf, 'google_logging_project_sink', 'orders_access-log').disabled = true; } },
    { control: 'logs.complete', what: 'errors that are kept out', change: (tf) => one(tf, 'google_logging_project_sink', 'orders_service').exclusions.push({ name: 'errors', filter: 'severity>=ERROR' }) },
    { control: 'logs.network-flows', where: 'foundation', what: 'a subnet without a flow log', change: (tf) => without(one(tf, 'google_compute_subnetwork'), 'log_config') },
    { control: 'alerting.alarms', what: 'an alarm that is off', change: (tf) => { one(tf, 'google_monitoring_alert_policy', 'orders_database_alarms_cpu-critical').enabled = false; } },
    { control: 'alerting.alarms', what: 'an alarm that goes to nobody', change: (tf) => without(one(tf, 'google_monitoring_alert_policy', 'orders_database_alarms_cpu-critical'), 'notification_channels') },
    { control: 'alerting.coverage', what: 'a cache that nobody watches', change: (tf) => dropAll(tf, 'google_monitoring_alert_policy', 'orders_cache_') },
    { control: 'alerting.receivers', what: 'a channel that is off', change: (tf) => { one(tf, 'google_monitoring_notification_channel').enabled = false; } },
    { control: 'alerting.keys', where: 'foundation', what: 'nobody who hears of destroyed keys', change: (tf) => drop(tf, 'google_monitoring_alert_policy', 'alerts_key-destruction') },
    { control: 'alerting.account', where: 'foundation', what: 'nobody who hears of owners', change: (tf) => drop(tf, 'google_monitoring_alert_policy', 'alerts_owner') },
    { control: 'masking.logs', what: 'a log in the clear', also: ['masking.fields'], change: (tf) => without(one(tf, 'google_logging_project_sink', 'orders_service'), 'exclusions') },
    { control: 'masking.fields', what: 'a field readable in one log', change: (tf) => { const [exclusion] = one(tf, 'google_logging_project_sink', 'orders_access-log').exclusions; exclusion.filter = exclusion.filter.replace(/\(jsonPayload\."phone":.*? OR /, ''); } },
    { control: 'masking.gateways', what: 'headers in the log of the balancer', change: (tf) => put(one(tf, 'google_compute_backend_service'), 'log_config.optional_mode', 'INCLUDE_ALL_OPTIONAL') },
    { control: 'masking.statements', what: 'every statement in the log', change: (tf) => { flag(tf, 'log_statement').value = 'all'; } },
    { control: 'masking.statements', what: 'slow statements with their values', change: (tf) => { flag(tf, 'log_min_duration_statement').value = '500'; } },
  ],
};
