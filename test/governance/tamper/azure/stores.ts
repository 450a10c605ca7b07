import { ELSEWHERE, GONE, STRANGER, Table } from './places';

const OTHER_KEY = 'https://elsewhere.vault.azure.net/keys/data';
const PREVENT = { 'lifecycle.prevent_destroy': [false], 'lifecycle.ignore_changes': ['all'] };

/** Keys, databases, objects, caches, items, and their copies. */
export const STORES: Table = {
  azurerm_key_vault: {
    ...PREVENT,
    'public_network_access_enabled': [true], 'purge_protection_enabled': [false, GONE], 'rbac_authorization_enabled': [false], 'sku_name': ['standard'], 'soft_delete_retention_days': [7],
    'network_acls': [GONE], 'network_acls.default_action': ['Allow'], 'network_acls.ip_rules': [['0.0.0.0/0']], 'enabled_for_deployment': [true], 'enabled_for_template_deployment': [true], 'enabled_for_disk_encryption': [true],
    'tenant_id': [STRANGER],
    'access_policy': [[{ tenant_id: STRANGER, object_id: STRANGER, key_permissions: ['Get', 'Decrypt', 'UnwrapKey', 'Purge'], secret_permissions: ['Get', 'List'] }]],
  },
  azurerm_postgresql_flexible_server: {
    ...PREVENT,
    'backup_retention_days': [1], 'geo_redundant_backup_enabled': [true], 'public_network_access_enabled': [true, GONE], 'version': ['11'], 'high_availability': [GONE], 'high_availability.mode': ['SameZone'],
    'authentication': [GONE], 'authentication.password_auth_enabled': [true, GONE], 'authentication.active_directory_auth_enabled': [false], 'authentication.tenant_id': [STRANGER],
    'customer_managed_key': [GONE], 'customer_managed_key.key_vault_key_id': [OTHER_KEY], 'sku_name': ['MO_Standard_E96ds_v5'], 'storage_mb': [33553408], 'auto_grow_enabled': [false],
    'administrator_password': ['correct-horse-battery-staple'],
  },
  azurerm_postgresql_flexible_server_configuration: {
    value: [(old: string) => ({
      'PGAUDIT,PG_STAT_STATEMENTS': 'PG_STAT_STATEMENTS,DBLINK', 'pgaudit,pg_stat_statements': 'pg_stat_statements', 'ddl,role': 'none', 'off': 'on', 'on': 'off', 'TLSv1.2': 'TLSv1', 'ddl': 'none', '7': '1',
    })[old]],
  },
  azurerm_postgresql_flexible_server_active_directory_administrator: { object_id: [STRANGER], tenant_id: [STRANGER], principal_type: ['User'] },
  azurerm_management_lock: { scope: [`${ELSEWHERE}/Microsoft.Storage/storageAccounts/other`] },
  azurerm_cosmosdb_account: {
    ...PREVENT,
    'access_key_metadata_writes_enabled': [true], 'is_virtual_network_filter_enabled': [false], 'key_vault_key_id': [GONE, OTHER_KEY], 'local_authentication_disabled': [false, GONE],
    'minimal_tls_version': ['Tls'], 'network_acl_bypass_for_azure_services': [true], 'public_network_access_enabled': [true, GONE], 'ip_range_filter': [['0.0.0.0']], 'backup': [GONE, { type: 'Periodic', retention_in_hours: 8, interval_in_minutes: 1440 }],
    'geo_location.0.location': ['eastus'], 'geo_location.0.zone_redundant': [false], 'geo_location.1': [{ location: 'eastus', failover_priority: 1 }], 'cors_rule': [[{ allowed_origins: ['*'], allowed_methods: ['GET'], allowed_headers: ['*'], exposed_headers: ['*'], max_age_in_seconds: 1 }]],
  },
  azurerm_cosmosdb_sql_container: { 'autoscale_settings.max_throughput': [1_000_000], 'default_ttl': [60] },
  azurerm_cosmosdb_sql_role_definition: {
    'permissions.0.data_actions': [['Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers/*'], ['Microsoft.DocumentDB/databaseAccounts/*']],
    'assignable_scopes': [[ELSEWHERE]],
  },
  azurerm_cosmosdb_sql_role_assignment: {
    principal_id: [STRANGER], scope: [(old: string) => old.replace('/dbs/app/colls/items', '')],
    role_definition_id: [(old: string) => `${old.replace(/_sql_role_definition.*\.id/, '_account.orders_items_account_62AB2A51.id')}/sqlRoleDefinitions/00000000-0000-0000-0000-000000000002`],
  },
  azurerm_managed_redis: {
    ...PREVENT,
    'high_availability_enabled': [false], 'public_network_access': ['Enabled', GONE], 'customer_managed_key': [GONE], 'customer_managed_key.key_vault_key_id': [`${OTHER_KEY}/1`], 'default_database.client_protocol': ['Plaintext'],
    'default_database.access_keys_authentication_enabled': [true], 'sku_name': ['MemoryOptimized_M2000'],
  },
  azurerm_storage_account: {
    ...PREVENT,
    'account_replication_type': ['LRS', 'GRS'], 'allow_nested_items_to_be_public': [true, GONE], 'allowed_copy_scope': [GONE], 'default_to_oauth_authentication': [false], 'https_traffic_only_enabled': [false],
    'infrastructure_encryption_enabled': [false], 'local_user_enabled': [true, GONE], 'min_tls_version': ['TLS1_0'], 'public_network_access_enabled': [true, GONE], 'shared_access_key_enabled': [true, GONE], 'sftp_enabled': [true], 'nfsv3_enabled': [true],
    'blob_properties': [GONE], 'blob_properties.versioning_enabled': [false], 'blob_properties.change_feed_enabled': [false], 'blob_properties.container_delete_retention_policy': [GONE], 'blob_properties.container_delete_retention_policy.days': [1],
    'blob_properties.delete_retention_policy': [GONE], 'blob_properties.delete_retention_policy.days': [1], 'blob_properties.change_feed_retention_in_days': [1],
    'blob_properties.cors_rule': [[{ allowed_origins: ['*'], allowed_methods: ['GET', 'PUT'], allowed_headers: ['*'], exposed_headers: ['*'], max_age_in_seconds: 1 }]],
    'customer_managed_key': [GONE], 'customer_managed_key.key_vault_key_id': [OTHER_KEY], 'network_rules': [GONE], 'network_rules.default_action': ['Allow'], 'network_rules.ip_rules': [['0.0.0.0/1']],
    'network_rules.private_link_access': [[{ endpoint_resource_id: `${ELSEWHERE}/Microsoft.Security/datascanners/x`, endpoint_tenant_id: STRANGER }]], 'sas_policy': [GONE], 'sas_policy.expiration_period': ['3650.00:00:00'], 'static_website': [{ index_document: 'index.html' }],
  },
  azurerm_storage_container: { ...PREVENT, container_access_type: ['blob', 'container'] },
  azurerm_storage_management_policy: {
    'rule.0.enabled': [false], 'rule.0.actions.version.delete_after_days_since_creation': [1], 'rule.0.actions.snapshot.delete_after_days_since_creation_greater_than': [1],
  },
  azurerm_data_protection_backup_policy_postgresql_flexible_server: {
    'backup_repeating_time_intervals': [[], ['R/2025-01-05T02:00:00+00:00/P1Y']], 'default_retention_rule.life_cycle.0.duration': ['P1D'], 'vault_id': [`${ELSEWHERE}/Microsoft.DataProtection/backupVaults/other`],
  },
  azurerm_data_protection_backup_policy_blob_storage: {
    backup_repeating_time_intervals: [[], ['R/2025-01-05T03:00:00+00:00/P1Y']], vault_default_retention_duration: ['P1D'], vault_id: [`${ELSEWHERE}/Microsoft.DataProtection/backupVaults/other`],
  },
  azurerm_data_protection_backup_instance_postgresql_flexible_server: { server_id: [`${ELSEWHERE}/Microsoft.DBforPostgreSQL/flexibleServers/other`], vault_id: [`${ELSEWHERE}/Microsoft.DataProtection/backupVaults/other`], backup_policy_id: [`${ELSEWHERE}/Microsoft.DataProtection/backupVaults/other/backupPolicies/x`] },
  azurerm_data_protection_backup_instance_blob_storage: {
    storage_account_container_names: [[], ['other']], storage_account_id: [`${ELSEWHERE}/Microsoft.Storage/storageAccounts/other`], vault_id: [`${ELSEWHERE}/Microsoft.DataProtection/backupVaults/other`], backup_policy_id: [`${ELSEWHERE}/Microsoft.DataProtection/backupVaults/other/backupPolicies/x`],
  },
  azurerm_resource_group: PREVENT,
};
