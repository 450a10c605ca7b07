import { Difference } from './differences';

/** A number that may only grow, or only shrink, within what the provider takes: what it would refuse makes nothing safer. */
interface Range { readonly more?: true; readonly less?: true; readonly from: number; readonly to: number }

/** What is safer of a value: more, less, one of two states, or one word of a scale from worst to best. */
type Order = Range | boolean | readonly string[];

const more = (from: number, to: number): Order => ({ more: true, from, to });
const less = (from: number, to: number): Order => ({ less: true, from, to });
const DAY = 86_400;
const TLS: Order = ['TLS1_0', 'TLS1_1', 'TLS1_2', 'TLS1_3'];
const GROUP_DAYS = 3653;

/**
 * Arguments whose change in one direction only makes things safer, by type. Whoever tightens along one of these needs nobody's consent; any other
 * change is a deviation. More days of keeping are safer here because what is kept is protected as before; nothing is listed whose increase opens,
 * moves or shares anything. Ranges are those of the providers' documentation.
 */
export const TIGHTENINGS: { readonly [type: string]: { readonly [argument: string]: Order } } = {
  '*': { 'lifecycle.prevent_destroy': true },
  'aws_rds_cluster': { backup_retention_period: more(1, 35), deletion_protection: true, skip_final_snapshot: false, delete_automated_backups: false },
  'aws_dynamodb_table': { deletion_protection_enabled: true },
  'aws_cloudwatch_log_group': { retention_in_days: more(1, GROUP_DAYS) },
  'aws_cognito_user_pool': { deletion_protection: ['INACTIVE', 'ACTIVE'] },
  'aws_kms_key': { deletion_window_in_days: more(7, 30), rotation_period_in_days: less(90, 2560) },
  'aws_secretsmanager_secret': { recovery_window_in_days: more(7, 30) },
  'aws_s3_bucket': { force_destroy: false },
  'aws_lb': { enable_deletion_protection: true },
  'aws_backup_plan': { 'rule.lifecycle.delete_after': more(1, 36_500) },
  'aws_elasticache_serverless_cache': { snapshot_retention_limit: more(1, 35) },
  'aws_ecr_repository': { force_delete: false },
  'azurerm_postgresql_flexible_server': { backup_retention_days: more(7, 35) },
  'azurerm_key_vault': { soft_delete_retention_days: more(7, 90), purge_protection_enabled: true },
  'azurerm_storage_account': {
    'min_tls_version': TLS, 'blob_properties.delete_retention_policy.days': more(1, 365), 'blob_properties.container_delete_retention_policy.days': more(1, 365),
  },
  'azurerm_log_analytics_workspace': { retention_in_days: more(30, 730) },
  'azurerm_data_protection_backup_vault': { retention_duration_in_days: more(14, 180) },
  'google_sql_database_instance': {
    'deletion_protection': true, 'settings.deletion_protection_enabled': true, 'settings.retain_backups_on_delete': true,
    'settings.backup_configuration.backup_retention_settings.retained_backups': more(1, 365),
  },
  'google_logging_project_bucket_config': { retention_days: more(1, 3650) },
  'google_storage_bucket': { 'force_destroy': false, 'soft_delete_policy.retention_duration_seconds': more(7 * DAY, 90 * DAY) },
  'google_kms_crypto_key': { rotation_period: less(DAY, 100 * 365 * DAY), destroy_scheduled_duration: more(DAY, 120 * DAY) },
  'google_cloud_run_v2_service': { deletion_protection: true },
  'google_cloud_run_v2_job': { deletion_protection: true },
  'google_memorystore_instance': { deletion_protection_enabled: true },
  'google_secret_manager_secret': { deletion_protection: true },
  'google_firestore_database': { delete_protection_state: ['DELETE_PROTECTION_DISABLED', 'DELETE_PROTECTION_ENABLED'] },
};

/** Whether a difference only makes things safer, along a declared order. */
export function tightens({ kind, address, argument, approved, actual }: Difference): boolean {
  if (kind !== 'changed' || argument === undefined) { return false; }
  const [type] = address.split('.');
  const plain = argument.replace(/\.\d+(?=\.|$)/g, '');
  const order = own(own(TIGHTENINGS, type) ?? {}, plain) ?? own(TIGHTENINGS['*'], plain);
  if (order === undefined || (type === 'data' || type === 'output')) { return false; }
  if (typeof order === 'boolean') { return actual === order; }
  if (isScale(order)) { return order.indexOf(approved) >= 0 && order.indexOf(actual) > order.indexOf(approved); }
  const [from, to] = [numberOf(approved), numberOf(actual)];
  // Zero often means "never" or "for ever": it is no place on the scale.
  return from !== undefined && to !== undefined && from > 0 && to >= order.from && to <= order.to && (order.more ? to > from : to < from);
}

function isScale(order: Order): order is readonly string[] { return Array.isArray(order); }

/** Never what every object has by itself: a type or an argument can have any name. */
function own<T>(table: { readonly [name: string]: T }, name: string): T | undefined {
  return Object.prototype.hasOwnProperty.call(table, name) ? table[name] : undefined;
}

/** A number, or seconds as Google Cloud writes them: `7776000s`. */
function numberOf(value: any): number | undefined {
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.replace(/s$/, '') : '';
  return /^\d+(\.\d+)?$/.test(text) ? Number(text) : undefined;
}
