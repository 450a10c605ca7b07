/**
 * Arguments of stores and keys whose change makes the provider replace the resource, as the providers document or implement it
 * ("Forces new resource", `ForceNew`, `RequiresReplace`). The schema does not say it, so the list is kept by hand and short.
 */
const FORCE_NEW: { readonly [type: string]: readonly string[] } = {
  aws_s3_bucket: ['bucket', 'bucket_prefix', 'object_lock_enabled'],
  aws_rds_cluster: ['availability_zones', 'cluster_identifier', 'cluster_identifier_prefix', 'database_name', 'db_subnet_group_name', 'engine', 'engine_mode', 'kms_key_id', 'master_username', 'snapshot_identifier', 'storage_encrypted'],
  aws_dynamodb_table: ['name', 'hash_key', 'range_key', 'local_secondary_index'],
  aws_elasticache_serverless_cache: ['name', 'engine', 'kms_key_id', 'major_engine_version', 'snapshot_arns_to_restore', 'subnet_ids'],
  aws_kms_key: ['custom_key_store_id', 'customer_master_key_spec', 'key_usage', 'multi_region'],
  aws_cloudwatch_log_group: ['name', 'name_prefix', 'log_group_class'],
  aws_ecr_repository: ['name', 'encryption_configuration'],
  aws_secretsmanager_secret: ['name', 'name_prefix'],
  aws_backup_vault: ['name', 'kms_key_arn'],
  aws_cognito_user_pool: ['alias_attributes', 'username_attributes'],
  azurerm_resource_group: ['name', 'location'],
  azurerm_storage_account: ['name', 'resource_group_name', 'location', 'account_tier', 'is_hns_enabled', 'nfsv3_enabled', 'queue_encryption_key_type', 'table_encryption_key_type', 'infrastructure_encryption_enabled', 'edge_zone'],
  azurerm_storage_container: ['name', 'storage_account_id', 'storage_account_name', 'default_encryption_scope', 'encryption_scope_override_enabled'],
  azurerm_postgresql_flexible_server: ['name', 'resource_group_name', 'location', 'geo_redundant_backup_enabled', 'delegated_subnet_id', 'point_in_time_restore_time_in_utc', 'source_server_id'],
  azurerm_postgresql_flexible_server_database: ['name', 'server_id', 'charset', 'collation'],
  azurerm_cosmosdb_account: ['name', 'resource_group_name', 'location', 'create_mode', 'kind', 'free_tier_enabled', 'analytical_storage_enabled', 'key_vault_key_id'],
  azurerm_cosmosdb_sql_database: ['name', 'resource_group_name', 'account_name'],
  azurerm_cosmosdb_sql_container: ['name', 'resource_group_name', 'account_name', 'database_name', 'partition_key_paths', 'partition_key_kind', 'unique_key', 'conflict_resolution_policy'],
  azurerm_managed_redis: ['name', 'resource_group_name', 'location', 'high_availability_enabled'],
  azurerm_key_vault: ['name', 'resource_group_name', 'location'],
  azurerm_log_analytics_workspace: ['name', 'resource_group_name', 'location'],
  azurerm_container_registry: ['name', 'resource_group_name', 'location', 'zone_redundancy_enabled'],
  azurerm_data_protection_backup_vault: ['name', 'resource_group_name', 'location', 'datastore_type', 'redundancy'],
  google_storage_bucket: ['name', 'location', 'project', 'enable_object_retention', 'hierarchical_namespace'],
  google_sql_database_instance: ['name', 'region', 'project', 'encryption_key_name'],
  google_sql_database: ['name', 'instance', 'project'],
  google_firestore_database: ['name', 'location_id', 'project', 'cmek_config', 'database_edition'],
  google_memorystore_instance: ['instance_id', 'location', 'project', 'authorization_mode', 'kms_key', 'mode', 'transit_encryption_mode', 'zone_distribution_config', 'desired_auto_created_endpoints'],
  google_kms_crypto_key: ['name', 'key_ring', 'purpose', 'destroy_scheduled_duration', 'import_only', 'crypto_key_backend'],
  google_kms_key_ring: ['name', 'location', 'project'],
  google_logging_project_bucket_config: ['bucket_id', 'location', 'project'],
  google_artifact_registry_repository: ['repository_id', 'location', 'project', 'format', 'kms_key_name', 'mode'],
  google_secret_manager_secret: ['secret_id', 'project', 'replication'],
  google_backup_dr_backup_vault: ['backup_vault_id', 'location', 'project'],
  google_pubsub_topic: ['name', 'project'],
};

/** Whether a change of the argument may replace the resource, and with it what it holds. */
export function mayReplace(type: string, argument: string): boolean {
  return FORCE_NEW[type]?.includes(argument.split(/[.[]/)[0]) ?? false;
}
