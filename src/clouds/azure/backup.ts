import { Annotations } from 'cdktf';
import { Construct } from 'constructs';
import { BackupProps } from '../../capabilities/backup';
import { environmentOf } from '../../environment/environment-rules';
import { fact } from '../../environment/facts';
import { after } from '../../environment/order';
import { physicalName } from '../../environment/physical-name';
import { AzureDatabase } from './database';
import { baseOf } from './base';
import { AzureCache } from './cache';
import { foundationOf } from './ids';
import { AzureKeyValueStore } from './key-value-store';
import { AzureObjectStore, CONTAINER } from './object-store';
import {
  DataProtectionBackupInstanceBlobStorage, DataProtectionBackupInstancePostgresqlFlexibleServer, DataProtectionBackupPolicyBlobStorage,
  DataProtectionBackupPolicyPostgresqlFlexibleServer, RoleAssignment,
} from './resources';
import { assignRole } from './role';

/** The first backup that a schedule counts from: a Sunday at night. Only day and hour matter. */
const NIGHTLY = 'R/2025-01-05T03:00:00+00:00/P1D';
const WEEKLY = 'R/2025-01-05T02:00:00+00:00/P1W';

/** A vault keeps backups at least this long, and databases are backed up into it once a week only. */
const LEAST_DAYS = 30;

/**
 * Backups in the foundation's vault, whose immutability is locked. Databases weekly (their own backups reach back to any second of
 * the last days), objects nightly. A key-value store keeps its own continuous backup, which no vault takes; a cache holds
 * nothing to keep.
 */
export function backup(scope: Construct, props: BackupProps): void {
  const days = Math.max(LEAST_DAYS, props.retentionDays ?? environmentOf(scope).profile.backupRetentionDays);
  const databases = props.stores.filter((s): s is AzureDatabase => s instanceof AzureDatabase);
  const objects = props.stores.filter((s): s is AzureObjectStore => s instanceof AzureObjectStore);
  const others = props.stores.filter((s) => !(s instanceof AzureDatabase || s instanceof AzureObjectStore || s instanceof AzureKeyValueStore || s instanceof AzureCache));
  others.forEach(() => Annotations.of(scope).addWarning('A store of another make is not backed up here: Groundwork does not know how.'));
  if (databases.length > 0) { backUpDatabases(scope, databases, days); }
  if (objects.length > 0) { backUpObjects(scope, objects, days); }
}

function names(scope: Construct, kind: string) {
  return { vaultId: foundationOf(scope).backupVault, name: physicalName(scope, 'azurerm_data_protection_backup_policy', kind) };
}

function backUpDatabases(scope: Construct, databases: AzureDatabase[], days: number): void {
  const vault = { principal: fact(scope, 'backup_vault_principal_id') };
  const policy = new DataProtectionBackupPolicyPostgresqlFlexibleServer(scope, 'database-policy', {
    ...names(scope, 'database'),
    backupRepeatingTimeIntervals: [WEEKLY],
    timeZone: 'UTC',
    defaultRetentionRule: { lifeCycle: [{ dataStoreType: 'VaultStore', duration: `P${days}D` }] },
  });
  const reader = assignRole(scope, 'vault-finds-servers', { ...vault, scope: baseOf(scope).group.id, role: 'Reader' });
  databases.forEach((database, i) => {
    const role: RoleAssignment = assignRole(scope, `vault-reads-database-${i}`, { ...vault, scope: database.server.id, role: 'PostgreSQL Flexible Server Long Term Retention Backup Role' });
    after(new DataProtectionBackupInstancePostgresqlFlexibleServer(scope, `database-${i}`, {
      name: physicalName(scope, 'azurerm_data_protection_backup_instance', `database-${i}`),
      location: baseOf(scope).location,
      vaultId: foundationOf(scope).backupVault,
      serverId: database.server.id,
      backupPolicyId: policy.id,
    }), role, reader);
  });
}

function backUpObjects(scope: Construct, stores: AzureObjectStore[], days: number): void {
  const policy = new DataProtectionBackupPolicyBlobStorage(scope, 'objects-policy', {
    ...names(scope, 'objects'),
    backupRepeatingTimeIntervals: [NIGHTLY],
    timeZone: 'UTC',
    vaultDefaultRetentionDuration: `P${days}D`,
  });
  stores.forEach((store, i) => {
    // The vault's copies are in Microsoft's tenant and are made by object replication (error UserErrorCrossTenantOrsPolicyDisabled without this).
    store.account.crossTenantReplicationEnabled = true;
    const role = assignRole(scope, `vault-reads-objects-${i}`, {
      principal: fact(scope, 'backup_vault_principal_id'), scope: store.account.id, role: 'Storage Account Backup Contributor',
    });
    after(new DataProtectionBackupInstanceBlobStorage(scope, `objects-${i}`, {
      name: physicalName(scope, 'azurerm_data_protection_backup_instance', `objects-${i}`),
      location: baseOf(scope).location,
      vaultId: foundationOf(scope).backupVault,
      storageAccountId: store.account.id,
      storageAccountContainerNames: [CONTAINER],
      backupPolicyId: policy.id,
    }), role, store.container);
  });
}
