import { TerraformStack } from 'cdktf';
import { LandingZone } from '../../environment/landing-zone';
import { Standards } from '../../standards/standards';
import { AzurermProvider } from './resources';

/**
 * The azurerm provider, signed in by whoever runs Terraform (`az login`, or workload identity federation with
 * `ARM_USE_OIDC`). Nothing soft-deleted is purged, and a group that still holds something is not deleted.
 */
export function configureProviders(stack: TerraformStack, zone: LandingZone, _standards: Standards): void {
  new AzurermProvider(stack, 'azurerm', {
    subscriptionId: zone.account,
    tenantId: zone.tenant,
    // Resource providers are registered once, in the bootstrap of the subscription.
    resourceProviderRegistrations: 'none',
    storageUseAzuread: true,
    features: [{
      apiManagement: [{ purgeSoftDeleteOnDestroy: false, recoverSoftDeleted: true }],
      keyVault: [{
        purgeSoftDeleteOnDestroy: false,
        purgeSoftDeletedKeysOnDestroy: false,
        purgeSoftDeletedSecretsOnDestroy: false,
        recoverSoftDeletedKeyVaults: true,
        recoverSoftDeletedKeys: true,
        recoverSoftDeletedSecrets: true,
      }],
      logAnalyticsWorkspace: [{ permanentlyDeleteOnDestroy: false }],
      resourceGroup: [{ preventDeletionIfContainsResources: true }],
      // Storage accounts are private: whoever runs Terraform need not reach their data plane.
      storage: [{ dataPlaneAvailable: false }],
      // A template made a key or a secret; what deletes the template leaves them (they are purge protected anyway).
      templateDeployment: [{ deleteNestedItemsDuringDeletion: false }],
    }],
  });
}
