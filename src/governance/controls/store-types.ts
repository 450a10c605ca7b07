/**
 * Types that hold data, by what they are. A control that asks all of them something asks those too of which no reader could tell: what is an
 * expression there is known only when it is applied, and that is no pass.
 */
export const DATABASES: readonly string[] = [
  'aws_rds_cluster', 'aws_db_instance', 'aws_docdb_cluster', 'aws_neptune_cluster',
  'azurerm_postgresql_flexible_server', 'azurerm_mysql_flexible_server', 'azurerm_mssql_database', 'google_sql_database_instance', 'google_alloydb_cluster', 'google_spanner_database',
];

/** Items by key, and documents. */
export const ITEMS: readonly string[] = ['aws_dynamodb_table', 'azurerm_cosmosdb_account', 'google_firestore_database', 'google_bigtable_instance'];

export const OBJECTS: readonly string[] = ['aws_s3_bucket', 'azurerm_storage_account', 'google_storage_bucket'];

/** What can be made again from elsewhere, so that its loss is none. */
export const CACHES: readonly string[] = [
  'aws_elasticache_serverless_cache', 'aws_elasticache_replication_group', 'aws_memorydb_cluster', 'azurerm_managed_redis', 'azurerm_redis_cache',
  'google_memorystore_instance', 'google_redis_cluster', 'google_redis_instance', 'google_memcache_instance',
];

export const WAREHOUSES: readonly string[] = ['aws_redshift_cluster', 'aws_opensearch_domain', 'azurerm_kusto_cluster', 'azurerm_search_service', 'google_bigquery_dataset', 'google_filestore_instance', 'aws_efs_file_system'];

export const DISKS: readonly string[] = ['aws_ebs_volume', 'azurerm_managed_disk', 'google_compute_disk', 'google_compute_region_disk'];

export const REGISTRIES: readonly string[] = ['aws_ecr_repository', 'azurerm_container_registry', 'google_artifact_registry_repository'];

export const SECRETS: readonly string[] = ['aws_secretsmanager_secret', 'azurerm_key_vault_secret', 'google_secret_manager_secret', 'google_secret_manager_regional_secret'];

/** Queues, topics and streams. */
export const MESSAGES: readonly string[] = [
  'aws_sqs_queue', 'aws_sns_topic', 'aws_kinesis_stream', 'aws_kinesis_firehose_delivery_stream', 'aws_msk_cluster', 'azurerm_servicebus_namespace', 'azurerm_eventhub_namespace',
  'azurerm_eventgrid_topic', 'azurerm_eventgrid_domain', 'google_pubsub_topic',
];

/** Where copies are kept. */
export const VAULTS: readonly string[] = ['aws_backup_vault', 'azurerm_data_protection_backup_vault', 'google_backup_dr_backup_vault'];

/** What only lasts as long as its data. */
export const STORES: readonly string[] = [...DATABASES, ...ITEMS, ...OBJECTS, ...WAREHOUSES];
