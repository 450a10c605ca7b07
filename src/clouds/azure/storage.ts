import { Construct } from 'constructs';
import { StorageAccount } from './resources';

/** What differs between the storage accounts of Groundwork. */
export interface AccountSettings {
  readonly name: string;
  readonly location: string;
  readonly resourceGroupName: string;
  readonly keyId: string;
  readonly identityId: string;
  /** `ZRS`, or `LRS` for one zone. */
  readonly replication: string;
  /** Days for which deleted blobs and containers can be brought back. */
  readonly keepDeletedDays: number;
  /** Whether earlier versions of a blob are kept. @default false */
  readonly versioned?: boolean;
}

/** A storage account that is reached privately, by identity, over TLS 1.2, encrypted twice and with the customer's key. */
export function privateAccount(scope: Construct, id: string, settings: AccountSettings): StorageAccount {
  return new StorageAccount(scope, id, {
    name: settings.name,
    location: settings.location,
    resourceGroupName: settings.resourceGroupName,
    accountKind: 'StorageV2',
    accountTier: 'Standard',
    accountReplicationType: settings.replication,
    httpsTrafficOnlyEnabled: true,
    minTlsVersion: 'TLS1_2',
    publicNetworkAccessEnabled: false,
    allowNestedItemsToBePublic: false,
    sharedAccessKeyEnabled: false,
    defaultToOauthAuthentication: true,
    localUserEnabled: false,
    crossTenantReplicationEnabled: false,
    allowedCopyScope: 'AAD',
    infrastructureEncryptionEnabled: true,
    queueEncryptionKeyType: 'Account',
    tableEncryptionKeyType: 'Account',
    identity: { type: 'UserAssigned', identityIds: [settings.identityId] },
    customerManagedKey: { keyVaultKeyId: settings.keyId, userAssignedIdentityId: settings.identityId },
    sasPolicy: { expirationPeriod: '00.01:00:00', expirationAction: 'Log' },
    // Azure Monitor and Azure Backup come in as trusted services.
    networkRules: { defaultAction: 'Deny', bypass: ['AzureServices', 'Logging', 'Metrics'] },
    blobProperties: {
      versioningEnabled: settings.versioned ?? false,
      changeFeedEnabled: settings.versioned ?? false,
      ...(settings.versioned ? { changeFeedRetentionInDays: settings.keepDeletedDays } : {}),
      deleteRetentionPolicy: { days: settings.keepDeletedDays },
      containerDeleteRetentionPolicy: { days: settings.keepDeletedDays },
    },
  });
}
