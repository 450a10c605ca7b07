import { Construct } from 'constructs';
import { preventDestroy } from '../../../environment/order';
import { diagnose } from '../diagnostics';
import { makeKey } from '../key-template';
import { KeyVault, ManagementLock, UserAssignedIdentity } from '../resources';
import { assignRole } from '../role';
import { FoundationContext, FoundationKey, place } from './context';

/** Vault and key for what the foundation keeps: archive, registry, backups. */
export function foundationKey(context: FoundationContext): FoundationKey {
  const { ids, zone } = context;
  const scope = new Construct(context.scope, 'key');
  const where = place(context, 'platform');
  const vaultName = ids.name('azurerm_key_vault', 'platform');
  const vault = preventDestroy(new KeyVault(scope, 'vault', {
    ...where,
    name: vaultName,
    tenantId: zone.tenant,
    skuName: 'premium',
    rbacAuthorizationEnabled: true,
    publicNetworkAccessEnabled: false,
    purgeProtectionEnabled: true,
    softDeleteRetentionDays: 90,
    networkAcls: { bypass: 'AzureServices', defaultAction: 'Deny' },
  }), true);
  diagnose(scope, 'vault', vault.id, 'vault', context.workspace.id);
  new ManagementLock(scope, 'lock', { name: 'no-delete', scope: vault.id, lockLevel: 'CanNotDelete', notes: 'Holds the key of archive, registry and backups.' });
  const key = makeKey(scope, { keyName: 'platform', vault, vaultName, group: ids.group('platform'), subscription: ids.subscription });
  const identity = new UserAssignedIdentity(scope, 'identity', { ...where, name: ids.name('azurerm_user_assigned_identity', 'encryption') });
  const role = assignRole(scope, 'services-use-key', {
    scope: key.resourceId, principal: identity.principalId, role: 'Key Vault Crypto Service Encryption User', after: [key.deployment],
  });
  return { vault, key, identity, role };
}
