import { all, madeAfter, range, requires, step } from '../../rule-makers';
import { blockOf, flag, isSet, numeric, text } from '../../rule-values';
import { Rule } from '../../rules';

const PG = 'https://learn.microsoft.com/azure/postgresql/flexible-server';
const STORAGE = 'https://learn.microsoft.com/azure/storage/blobs';
const PROVIDER = 'https://github.com/hashicorp/terraform-provider-azurerm/blob/main/website/docs/r';

/** Storage sizes in MB with the lowest performance tier that each takes. */
const TIERS: { readonly [megabytes: number]: number } = {
  32768: 4, 65536: 6, 131072: 10, 262144: 15, 524288: 20, 1048576: 30, 2097152: 40, 4193280: 50, 4194304: 50, 8388608: 60, 16777216: 70, 33553408: 80,
};

/** PostgreSQL, Cosmos DB, Redis, storage accounts. */
export const dataRules: readonly Rule[] = [
  {
    id: 'azure/postgresql-backup', types: ['azurerm_postgresql_flexible_server'], argument: 'backup_retention_days', problem: range(7, 35, 'days'), mend: 'Use 7 to 35.', source: `${PG}/concepts-backup-restore`,
  },
  {
    id: 'azure/postgresql-login', types: ['azurerm_postgresql_flexible_server'], argument: '',
    problem: (server) => {
      const password = flag(blockOf(server.authentication).password_auth_enabled) ?? !isSet(server.authentication);
      const given = isSet(server.administrator_login) || isSet(server.administrator_password) || isSet(server.administrator_password_wo);
      const restores = isSet(server.create_mode) && server.create_mode !== 'Default';
      return password === false && given ? 'has an administrator login while password login is off' : password && !given && !restores ? 'takes passwords and has no administrator login' : undefined;
    },
    mend: 'Give administrator_login with password login, and leave it out without.', source: `${PROVIDER}/postgresql_flexible_server.html.markdown`,
  },
  {
    id: 'azure/postgresql-availability', types: ['azurerm_postgresql_flexible_server'], argument: 'high_availability.*',
    problem: (value, _block, context) => {
      const server = context.body;
      const [zone, standby] = [text(String(server.zone ?? '')), text(String(value?.standby_availability_zone ?? ''))];
      return /^B_/.test(text(server.sku_name) ?? '') ? `is set on burstable sku ${server.sku_name}`
        : text(value?.mode) === 'ZoneRedundant' && zone && zone === standby ? `has primary and standby in zone ${zone}` : undefined;
    },
    mend: 'Use a GP_ or MO_ sku and two zones.', source: `${PG}/concepts-high-availability`,
  },
  {
    id: 'azure/postgresql-geo-key', types: ['azurerm_postgresql_flexible_server'], argument: 'geo_redundant_backup_enabled',
    problem: (value, server) => {
      const key = blockOf(server.customer_managed_key);
      return flag(value) && isSet(server.customer_managed_key) && !(isSet(key.geo_backup_key_vault_key_id) && isSet(key.geo_backup_user_assigned_identity_id)) ? 'is on without key and identity for the other region' : undefined;
    },
    mend: 'Give geo_backup_key_vault_key_id and its identity.', source: `${PG}/concepts-data-encryption`,
  },
  {
    id: 'azure/postgresql-tier', types: ['azurerm_postgresql_flexible_server'], argument: 'storage_tier',
    problem: (value, server) => {
      const [tier, least] = [Number(/^P(\d+)$/.exec(value ?? '')?.[1]), TIERS[numeric(server.storage_mb) ?? 0]];
      return least !== undefined && tier < least ? `${value} is below P${least}, the lowest for ${server.storage_mb} MB` : undefined;
    },
    mend: 'Use the tier of the size, or a higher one.', source: `${PG}/concepts-storage`,
  },
  {
    id: 'azure/postgresql-storage', types: ['azurerm_postgresql_flexible_server'], argument: 'storage_mb',
    problem: (value) => (numeric(value) !== undefined && !(numeric(value)! in TIERS) ? `${value} MB is not one of ${Object.keys(TIERS).join(', ')}` : undefined),
    mend: 'Use one of the sizes.', source: `${PG}/concepts-storage`,
  },
  {
    id: 'azure/postgresql-network', types: ['azurerm_postgresql_flexible_server'], argument: 'delegated_subnet_id', references: true,
    problem: all(requires('private_dns_zone_id'), (value, _server, context) => {
      const endpoint = isSet(value) && context.graph.all('azurerm_private_endpoint').find((entry) => context.graph.target(blockOf(entry.body.private_service_connection).private_connection_resource_id)?.address === context.address);
      return endpoint ? `is set, and ${endpoint.address} exists: a server takes one or the other` : undefined;
    }, (value, server) => (isSet(value) && flag(server.public_network_access_enabled) === true ? 'is set with public network access' : undefined)),
    mend: 'Use a delegated subnet with its zone, or a private endpoint.', source: `${PG}/concepts-networking-private-link`,
  },
  {
    id: 'azure/postgresql-order', types: ['azurerm_postgresql_flexible_server_configuration'], argument: '', references: true,
    problem: (body, _block, context) => {
      const others = context.graph.all('azurerm_postgresql_flexible_server_configuration').filter((entry) => entry.address !== context.address && entry.body.server_id === body.server_id);
      const loose = others.find((entry) => !context.graph.isAfter(context, entry) && !context.graph.isAfter(entry, context));
      return loose ? `can be applied at the same time as ${loose.address}: the server answers busy` : undefined;
    },
    mend: 'Chain the configurations by depends_on.', source: `${PG}/concepts-server-parameters`,
  },
  {
    id: 'azure/postgresql-database-order', types: ['azurerm_postgresql_flexible_server_database', 'azurerm_postgresql_flexible_server_active_directory_administrator'], argument: '', references: true,
    problem: (body, _block, context) => {
      const server = context.graph.target(body.server_id ?? body.server_name);
      const others = server ? context.graph.all('azurerm_postgresql_flexible_server_configuration', 'azurerm_postgresql_flexible_server_database', 'azurerm_postgresql_flexible_server_active_directory_administrator')
        .filter((entry) => entry.address !== context.address && context.graph.refersTo(entry, server)) : [];
      const loose = others.find((entry) => !context.graph.isAfter(context, entry) && !context.graph.isAfter(entry, context));
      return loose ? `can be applied at the same time as ${loose.address}: the server answers busy` : undefined;
    },
    mend: 'Chain administrator, database and configurations by depends_on.', source: `${PG}/concepts-limits`,
  },
  {
    id: 'azure/cosmos-identity', types: ['azurerm_cosmosdb_account'], argument: 'key_vault_key_id', references: true,
    problem: (value, account) => {
      const continuous = text(blockOf(account.backup).type) === 'Continuous';
      const identity = account.default_identity_type;
      return isSet(value) && continuous && !(typeof identity === 'string' && identity.startsWith('UserAssignedIdentity=')) ? 'is set with continuous backup, and default_identity_type names no identity' : undefined;
    },
    mend: 'Set default_identity_type to UserAssignedIdentity=<id of the identity>.', source: 'https://learn.microsoft.com/azure/cosmos-db/how-to-setup-customer-managed-keys',
  },
  {
    id: 'azure/cosmos-regions', types: ['azurerm_cosmosdb_account'], argument: 'geo_location',
    problem: (value) => {
      const list = [value].flat().filter(isSet);
      const priorities = list.map((one) => numeric(one.failover_priority));
      return priorities.every(isSet) && (new Set(priorities).size !== priorities.length || priorities.length > 0 && !priorities.includes(0)) ? 'has failover priorities that are not 0, 1, 2, ...' : undefined;
    },
    mend: 'Number the regions from 0.', source: 'https://learn.microsoft.com/azure/cosmos-db/distribute-data-globally',
  },
  {
    id: 'azure/cosmos-throughput', types: ['azurerm_cosmosdb_sql_container', 'azurerm_cosmosdb_sql_database'], argument: 'autoscale_settings.max_throughput',
    problem: all(range(1000, 1000000), step(1000)),
    mend: 'Use a multiple of 1000.', source: 'https://learn.microsoft.com/azure/cosmos-db/provision-throughput-autoscale',
  },
  {
    id: 'azure/storage-restore', types: ['azurerm_storage_account'], argument: 'blob_properties.restore_policy',
    problem: (value, blob) => {
      if (!isSet(value)) {
        return undefined;
      }
      const [days, kept] = [numeric(blockOf(value).days), numeric(blockOf(blob.delete_retention_policy).days)];
      return flag(blob.versioning_enabled) !== true ? 'is set without versioning' : flag(blob.change_feed_enabled) !== true ? 'is set without change feed'
        : !isSet(blob.delete_retention_policy) ? 'is set without delete retention' : days !== undefined && kept !== undefined && days >= kept ? `restores ${days} days, deleted blobs are kept ${kept}` : undefined;
    },
    mend: 'Enable versioning and change feed, and keep deleted blobs longer than the restore window.', source: `${STORAGE}/point-in-time-restore-overview`,
  },
  {
    id: 'azure/storage-key-identity', types: ['azurerm_storage_account'], argument: 'customer_managed_key.user_assigned_identity_id', references: true,
    problem: (value, _block, context) => (isSet(value) && !/UserAssigned/.test(String(blockOf(context.body.identity).type)) ? 'names an identity that the account does not have' : undefined),
    mend: 'Put the identity into the identity block too.', source: 'https://learn.microsoft.com/azure/storage/common/customer-managed-keys-configure-new-account',
  },
  {
    id: 'azure/storage-key-after-role', types: ['azurerm_storage_account', 'azurerm_cosmosdb_account', 'azurerm_postgresql_flexible_server', 'azurerm_servicebus_namespace', 'azurerm_container_registry', 'azurerm_managed_redis'], argument: '', references: true,
    problem: (body, _block, context) => {
      const key = [body.key_vault_key_id, ...[body.customer_managed_key, body.encryption].flat().map((block) => block?.key_vault_key_id)].map((one) => context.graph.target(one)).find((one) => one?.type === 'azurerm_key_vault_key');
      const grants = key ? context.graph.all('azurerm_role_assignment').filter((entry) => /Crypto Service Encryption User/.test(text(entry.body.role_definition_name) ?? '') && context.graph.refersTo(entry, key)) : [];
      return grants.length > 0 && !grants.some((entry) => context.graph.isAfter(context, entry)) ? `uses ${key?.address} before ${grants[0].address} lets it` : undefined;
    },
    mend: 'Put the role assignment on the key into depends_on.', source: 'https://learn.microsoft.com/azure/storage/common/customer-managed-keys-overview',
  },
  {
    id: 'azure/storage-data-plane', types: ['azurerm_storage_account'], argument: 'public_network_access_enabled',
    problem: (value, _account, context) => {
      const providers = [context.graph.tf?.provider?.azurerm ?? []].flat();
      return flag(value) === false && providers.length > 0 && providers.every((one) => flag(blockOf(blockOf(one.features).storage).data_plane_available) !== false)
        ? 'is off, and the provider polls the data plane after creation' : undefined;
    },
    mend: 'Set features.storage.data_plane_available to false.', source: 'https://github.com/hashicorp/terraform-provider-azurerm/blob/main/website/docs/guides/features-block.html.markdown',
  },
  {
    id: 'azure/storage-retention', types: ['azurerm_storage_account'], argument: 'blob_properties.delete_retention_policy.days', problem: range(1, 365, 'days'), mend: 'Use 1 to 365.', source: `${STORAGE}/soft-delete-blob-overview`,
  },
  {
    id: 'azure/immutability-days', types: ['azurerm_storage_container_immutability_policy'], argument: 'immutability_period_in_days', problem: range(1, 146000, 'days'), mend: 'Use 1 to 146000.', source: `${STORAGE}/immutable-time-based-retention-policy-overview`,
  },
  {
    id: 'azure/backup-vault-redundancy', types: ['azurerm_data_protection_backup_vault'], argument: 'cross_region_restore_enabled',
    problem: (value, vault) => (flag(value) && text(vault.redundancy) !== 'GeoRedundant' ? `is on with redundancy ${vault.redundancy}` : undefined), mend: 'Use GeoRedundant with it.', source: 'https://learn.microsoft.com/azure/backup/create-manage-backup-vault',
  },
  {
    id: 'azure/backup-key-identity', types: ['azurerm_data_protection_backup_vault_customer_managed_key'], argument: 'data_protection_backup_vault_id', references: true,
    problem: (value, _block, context) => {
      const vault = context.graph.target(value);
      return vault && !/SystemAssigned/.test(String(blockOf(vault.body.identity).type)) ? `is ${vault.address}, which has no system-assigned identity: the key is read by that one` : undefined;
    },
    mend: 'Give the vault a system-assigned identity and grant it the key.', source: 'https://learn.microsoft.com/azure/backup/encryption-at-rest-with-cmk-for-backup-vault',
  },
  {
    id: 'azure/backup-key-after-role', types: ['azurerm_data_protection_backup_vault_customer_managed_key'], argument: '', references: true,
    problem: (body, block, context) => {
      const vault = context.graph.target(body.data_protection_backup_vault_id);
      return vault ? madeAfter('azurerm_role_assignment', (_mine, grant) => context.graph.target(grant.principal_id)?.address === vault.address && /Encryption User/.test(text(grant.role_definition_name) ?? ''))(body, block, context) : undefined;
    },
    mend: 'Put the role assignment of the vault into depends_on.', source: 'https://learn.microsoft.com/azure/backup/encryption-at-rest-with-cmk-for-backup-vault',
  },
  {
    id: 'azure/redis-persistence', types: ['azurerm_managed_redis'], argument: 'default_database.*',
    problem: (value) => (isSet(value?.persistence_append_only_file_backup_frequency) && isSet(value.persistence_redis_database_backup_frequency) ? 'has both kinds of persistence' : isSet(value?.geo_replication_group_name) && (isSet(value.persistence_append_only_file_backup_frequency) || isSet(value.persistence_redis_database_backup_frequency)) ? 'has persistence together with geo replication' : undefined),
    mend: 'Choose one kind, and none with geo replication.', source: `${PROVIDER}/managed_redis.html.markdown`,
  },
];
