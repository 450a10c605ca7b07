import { Construct } from 'constructs';
import { after, preventDestroy } from '../../../environment/order';
import { diagnose } from '../diagnostics';
import { DataProtectionBackupVault, DataProtectionBackupVaultCustomerManagedKey } from '../resources';
import { assignRole } from '../role';
import { FoundationContext, FoundationKey, place } from './context';

/**
 * Backups of all environments, out of reach of their pods. `Locked` and `AlwaysOn` cannot be taken back: what is in the vault
 * stays until its retention ends.
 */
export function backupVault(context: FoundationContext, key: FoundationKey): DataProtectionBackupVault {
  const scope = new Construct(context.scope, 'backup');
  const vault = preventDestroy(new DataProtectionBackupVault(scope, 'vault', {
    ...place(context, 'platform'),
    name: context.ids.name('azurerm_data_protection_backup_vault', 'backup'),
    datastoreType: 'VaultStore',
    redundancy: 'ZoneRedundant',
    immutability: 'Locked',
    softDelete: 'AlwaysOn',
    retentionDurationInDays: 30,
    identity: { type: 'SystemAssigned' },
  }), true);
  // A backup vault takes its own identity only.
  const role = assignRole(scope, 'uses-key', {
    scope: key.key.resourceId, principal: vault.identity.principalId, role: 'Key Vault Crypto Service Encryption User', after: [key.key.deployment],
  });
  after(new DataProtectionBackupVaultCustomerManagedKey(scope, 'key', { dataProtectionBackupVaultId: vault.id, keyVaultKeyId: key.key.versionlessId }), role);
  diagnose(scope, 'vault', vault.id, 'backup', context.workspace.id);
  return vault;
}
