import { Example, many, one } from '../example';

const SERVER = '${azurerm_postgresql_flexible_server.main.id}';
const GRANT = { role_definition_name: 'Key Vault Crypto Service Encryption User', scope: '${azurerm_key_vault_key.main.resource_versionless_id}' };
const BLOB = { versioning_enabled: true, change_feed_enabled: true, delete_retention_policy: { days: 30 }, restore_policy: { days: 7 } };
const VAULT = '${azurerm_data_protection_backup_vault.main';

export const azureDataExamples: Example[] = [
  one('azure/postgresql-backup', 'azurerm_postgresql_flexible_server', { backup_retention_days: 35 }, { 'PostgreSQL backups kept 5 days': { backup_retention_days: 5 } }),
  one('azure/postgresql-login', 'azurerm_postgresql_flexible_server', { authentication: { password_auth_enabled: false } }, { 'PostgreSQL login with password login off': { administrator_login: 'admin' }, 'PostgreSQL password login without login': { authentication: { password_auth_enabled: true } } }),
  one('azure/postgresql-availability', 'azurerm_postgresql_flexible_server', { sku_name: 'GP_Standard_D2ds_v5', zone: '1', high_availability: { mode: 'ZoneRedundant', standby_availability_zone: '2' } }, {
    'PostgreSQL high availability on Burstable': { sku_name: 'B_Standard_B1ms' }, 'PostgreSQL standby in the same zone': { zone: '2' },
  }),
  one('azure/postgresql-geo-key', 'azurerm_postgresql_flexible_server', { geo_redundant_backup_enabled: true, customer_managed_key: { key_vault_key_id: 'x', geo_backup_key_vault_key_id: 'y', geo_backup_user_assigned_identity_id: 'z' } }, { 'PostgreSQL geo backup without geo key': { customer_managed_key: { key_vault_key_id: 'x' } } }),
  one('azure/postgresql-tier', 'azurerm_postgresql_flexible_server', { storage_mb: 131072, storage_tier: 'P15' }, { 'PostgreSQL storage tier below the size': { storage_tier: 'P4' } }),
  one('azure/postgresql-storage', 'azurerm_postgresql_flexible_server', { storage_mb: 32768 }, { 'PostgreSQL storage of 50000 MB': { storage_mb: 50000 } }),
  many('azure/postgresql-network', { azurerm_postgresql_flexible_server: { main: { delegated_subnet_id: '${azurerm_subnet.pg.id}', private_dns_zone_id: 'z' } } }, {
    'PostgreSQL subnet together with a private endpoint': (r) => { r.azurerm_private_endpoint = { pg: { private_service_connection: { private_connection_resource_id: SERVER } } }; }, 'PostgreSQL subnet without zone': (r) => { delete r.azurerm_postgresql_flexible_server.main.private_dns_zone_id; },
  }),
  many('azure/postgresql-order', { azurerm_postgresql_flexible_server_configuration: { a: { server_id: SERVER }, b: { server_id: SERVER, depends_on: ['azurerm_postgresql_flexible_server_configuration.a'] } } }, { 'PostgreSQL configurations at the same time': (r) => { delete r.azurerm_postgresql_flexible_server_configuration.b.depends_on; } }),
  many('azure/postgresql-database-order', {
    azurerm_postgresql_flexible_server: { main: {} }, azurerm_postgresql_flexible_server_configuration: { a: { server_id: SERVER } },
    azurerm_postgresql_flexible_server_database: { app: { server_id: SERVER, depends_on: ['azurerm_postgresql_flexible_server_configuration.a'] } },
  }, { 'PostgreSQL database at the same time as a configuration': (r) => { delete r.azurerm_postgresql_flexible_server_database.app.depends_on; } }),
  one('azure/cosmos-identity', 'azurerm_cosmosdb_account', { key_vault_key_id: '${azurerm_key_vault_key.c.versionless_id}', backup: { type: 'Continuous' }, default_identity_type: 'UserAssignedIdentity=${azurerm_user_assigned_identity.c.id}' }, { 'Cosmos DB key with continuous backup and no default identity': { default_identity_type: undefined } }),
  one('azure/cosmos-regions', 'azurerm_cosmosdb_account', { geo_location: [{ failover_priority: 0 }, { failover_priority: 1 }] }, { 'Cosmos DB regions of one priority': { geo_location: [{ failover_priority: 0 }, { failover_priority: 0 }] } }),
  one('azure/cosmos-throughput', 'azurerm_cosmosdb_sql_container', { autoscale_settings: { max_throughput: 4000 } }, { 'autoscale maximum of 1500': { autoscale_settings: { max_throughput: 1500 } } }),
  one('azure/storage-restore', 'azurerm_storage_account', { blob_properties: BLOB }, {
    'blob restore without versioning': { blob_properties: { ...BLOB, versioning_enabled: false } }, 'blob restore as long as deleted blobs are kept': { blob_properties: { ...BLOB, restore_policy: { days: 30 } } }, 'blob restore without change feed': { blob_properties: { ...BLOB, change_feed_enabled: false } },
  }),
  one('azure/storage-key-identity', 'azurerm_storage_account', { identity: { type: 'UserAssigned' }, customer_managed_key: { user_assigned_identity_id: 'x' } }, { 'storage key identity that the account lacks': { identity: { type: 'SystemAssigned' } } }),
  many('azure/storage-key-after-role', { azurerm_key_vault_key: { main: {} }, azurerm_role_assignment: { cmk: GRANT }, azurerm_storage_account: { main: { customer_managed_key: { key_vault_key_id: '${azurerm_key_vault_key.main.versionless_id}' }, depends_on: ['azurerm_role_assignment.cmk'] } } }, { 'account not after the role on its key': (r) => { delete r.azurerm_storage_account.main.depends_on; } }),
  many('azure/storage-data-plane', { provider: { azurerm: { features: { storage: { data_plane_available: false } } } }, azurerm_storage_account: { main: { public_network_access_enabled: false } } }, { 'private account with the data plane polled': (r) => { r.provider.azurerm.features = {}; } }),
  one('azure/storage-retention', 'azurerm_storage_account', { blob_properties: { delete_retention_policy: { days: 30 } } }, { 'deleted blobs kept 400 days': { blob_properties: { delete_retention_policy: { days: 400 } } } }),
  one('azure/immutability-days', 'azurerm_storage_container_immutability_policy', { immutability_period_in_days: 400 }, { 'immutability of 0 days': { immutability_period_in_days: 0 } }),
  one('azure/backup-vault-redundancy', 'azurerm_data_protection_backup_vault', { redundancy: 'GeoRedundant', cross_region_restore_enabled: true }, { 'cross-region restore without geo redundancy': { redundancy: 'ZoneRedundant' } }),
  many('azure/backup-key-identity', { azurerm_data_protection_backup_vault: { main: { identity: { type: 'SystemAssigned' } } }, azurerm_data_protection_backup_vault_customer_managed_key: { main: { data_protection_backup_vault_id: `${VAULT}.id}` } } }, { 'backup key with a user-assigned identity': (r) => { r.azurerm_data_protection_backup_vault.main.identity.type = 'UserAssigned'; } }),
  many('azure/backup-key-after-role', {
    azurerm_data_protection_backup_vault: { main: { identity: { type: 'SystemAssigned' } } }, azurerm_role_assignment: { cmk: { ...GRANT, principal_id: `${VAULT}.identity[0].principal_id}` } },
    azurerm_data_protection_backup_vault_customer_managed_key: { main: { data_protection_backup_vault_id: `${VAULT}.id}`, depends_on: ['azurerm_role_assignment.cmk'] } },
  }, { 'backup key not after its role': (r) => { delete r.azurerm_data_protection_backup_vault_customer_managed_key.main.depends_on; } }),
  one('azure/redis-persistence', 'azurerm_managed_redis', { default_database: { persistence_redis_database_backup_frequency: '1h' } }, { 'Redis with both kinds of persistence': { default_database: { persistence_redis_database_backup_frequency: '1h', persistence_append_only_file_backup_frequency: '1s' } } }),
];
