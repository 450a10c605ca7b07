import { Difference } from './differences';

/** What is safer of a value: more, less, or one word of a scale from worst to best. */
type Order = 'more' | 'less' | true | false | readonly string[];

const TLS: Order = ['TLS1_0', 'TLS1_1', 'TLS1_2', 'TLS1_3'];

/**
 * Arguments whose change in one direction only makes things safer, by type. Whoever tightens along one of these needs nobody's consent; any other
 * change is a deviation. More days of keeping are safer here because what is kept is protected as before; nothing is listed whose increase opens,
 * moves or shares anything.
 */
const ORDERS: { readonly [type: string]: { readonly [argument: string]: Order } } = {
  '*': { 'lifecycle.prevent_destroy': true },
  'aws_rds_cluster': { 'backup_retention_period': 'more', 'deletion_protection': true, 'skip_final_snapshot': false },
  'aws_dynamodb_table': { 'deletion_protection_enabled': true },
  'aws_cloudwatch_log_group': { retention_in_days: 'more' },
  'aws_kms_key': { deletion_window_in_days: 'more', rotation_period_in_days: 'less' },
  'aws_secretsmanager_secret': { recovery_window_in_days: 'more' },
  'aws_s3_bucket': { force_destroy: false },
  'aws_lb': { enable_deletion_protection: true },
  'aws_backup_plan': { 'rule.lifecycle.delete_after': 'more' },
  'aws_elasticache_serverless_cache': { snapshot_retention_limit: 'more' },
  'aws_ecr_repository': { force_delete: false },
  'azurerm_postgresql_flexible_server': { backup_retention_days: 'more' },
  'azurerm_key_vault': { soft_delete_retention_days: 'more', purge_protection_enabled: true },
  'azurerm_storage_account': {
    'min_tls_version': TLS, 'blob_properties.delete_retention_policy.days': 'more', 'blob_properties.container_delete_retention_policy.days': 'more',
  },
  'azurerm_log_analytics_workspace': { retention_in_days: 'more' },
  'azurerm_data_protection_backup_vault': { retention_duration_in_days: 'more' },
  'google_sql_database_instance': {
    'deletion_protection': true, 'settings.deletion_protection_enabled': true, 'settings.backup_configuration.backup_retention_settings.retained_backups': 'more',
  },
  'google_logging_project_bucket_config': { retention_days: 'more' },
  'google_storage_bucket': { 'force_destroy': false, 'soft_delete_policy.retention_duration_seconds': 'more' },
  'google_kms_crypto_key': { rotation_period: 'less', destroy_scheduled_duration: 'more' },
  'google_cloud_run_v2_service': { deletion_protection: true },
  'google_firestore_database': { delete_protection_state: ['DELETE_PROTECTION_DISABLED', 'DELETE_PROTECTION_ENABLED'] },
};

/** Whether a difference only makes things safer, along a declared order. */
export function tightens({ kind, address, argument, approved, actual }: Difference): boolean {
  if (kind !== 'changed' || argument === undefined) { return false; }
  const [type] = address.split('.');
  const plain = argument.replace(/\.\d+(?=\.|$)/g, '');
  const order = ORDERS[type]?.[plain] ?? ORDERS['*'][plain];
  if (order === undefined || (type === 'data' || type === 'output')) { return false; }
  if (typeof order === 'boolean') { return actual === order; }
  if (typeof order !== 'string') { return order.indexOf(approved) >= 0 && order.indexOf(actual) > order.indexOf(approved); }
  const [from, to] = [numberOf(approved), numberOf(actual)];
  // Zero often means "never" or "for ever": it is no place on the scale.
  return from !== undefined && to !== undefined && from > 0 && to > 0 && (order === 'more' ? to > from : to < from);
}

/** A number, or seconds as Google Cloud writes them: `7776000s`. */
function numberOf(value: any): number | undefined {
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.replace(/s$/, '') : '';
  return /^\d+(\.\d+)?$/.test(text) ? Number(text) : undefined;
}
