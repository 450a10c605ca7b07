import { Construct } from 'constructs';
import { INetworkEndpoint, IResourceBackend, IWorkloadIdentity } from '../../capabilities/backends';
import { Access, Concern, Direction, Metric } from '../../capabilities/common';
import { ObjectStoreProps } from '../../capabilities/object-store';
import { GroundworkError } from '../../errors';
import { environmentOf } from '../../environment/environment-rules';
import { preventDestroy } from '../../environment/order';
import { physicalName } from '../../environment/physical-name';
import { baseOf } from './base';
import { diagnose } from './diagnostics';
import { foundationOf } from './ids';
import { AzureKey } from './key';
import { platformMetrics } from './metrics';
import { AzureEndpoint } from './network';
import { Access as PrivateAccess, reachPrivately } from './private-endpoint';
import { protectData } from './protection';
import { StorageAccount, StorageContainer, StorageContainerImmutabilityPolicy, StorageManagementPolicy } from './resources';
import { assignRole } from './role';
import { privateAccount } from './storage';
import { AzureIdentity } from './workload-identity';

/** Name of the container. */
export const CONTAINER = 'objects';
/** Earlier versions are kept at least this long. */
const VERSION_DAYS = 90;

/** A storage account with one container. */
export class AzureObjectStore implements IResourceBackend {
  public readonly settings: { [name: string]: string };
  public readonly metrics: Metric[];
  public readonly account: StorageAccount;
  public readonly container: StorageContainer;
  private readonly access: PrivateAccess;

  public constructor(private readonly scope: Construct, props: ObjectStoreProps) {
    const { profile } = environmentOf(scope);
    this.account = this.build();
    this.container = preventDestroy(new StorageContainer(scope, 'container', {
      name: CONTAINER, storageAccountId: this.account.id, containerAccessType: 'private',
    }), profile.deletionProtection);
    this.keep(props);
    this.access = reachPrivately(scope, 'endpoint', { id: this.account.id, part: 'blob', zone: 'blob', port: 443 });
    const workspace = baseOf(scope).workspace.id;
    diagnose(scope, 'account', this.account.id, 'account', workspace);
    diagnose(scope, 'blobs', `${this.account.id}/blobServices/default`, 'blob', workspace);
    this.settings = { ENDPOINT: this.account.primaryBlobEndpoint, NAME: CONTAINER };
    this.metrics = this.measure();
  }

  public grant(identity: IWorkloadIdentity, access: Access): void {
    const roles: { [verb in Access]?: { role?: string; roleId?: string } } = {
      [Access.READ]: { role: 'Storage Blob Data Reader' },
      // No built-in role writes without reading.
      [Access.WRITE]: { roleId: foundationOf(this.scope).role('blob-writer').id },
      [Access.READ_WRITE]: { role: 'Storage Blob Data Contributor' },
    };
    const role = roles[access];
    if (!role) {
      throw new GroundworkError('Wrong grant', [{ where: this.scope.node.path, problem: `an object store cannot be given "${access}"`, mend: 'Use READ, WRITE or READ_WRITE.' }]);
    }
    const { place, principalId } = identity as AzureIdentity;
    const id = `${access}-${place}`;
    if (!this.scope.node.tryFindChild(id)) { assignRole(this.scope, id, { scope: this.container.id, principal: principalId, ...role }); }
  }

  public allowFrom(endpoint: INetworkEndpoint): void {
    this.access.allowFrom(endpoint as AzureEndpoint);
  }

  private build(): StorageAccount {
    const { profile, dataKey } = environmentOf(this.scope);
    const base = baseOf(this.scope);
    const key = dataKey as AzureKey;
    const account = key.protect(privateAccount(this.scope, 'account', {
      name: physicalName(this.scope, 'azurerm_storage_account'),
      location: base.location,
      resourceGroupName: base.group.name,
      keyId: key.reference,
      identityId: key.identityId,
      replication: profile.highlyAvailable ? 'ZRS' : 'LRS',
      keepDeletedDays: Math.min(365, Math.max(7, profile.backupRetentionDays)),
      versioned: true,
    }));
    return protectData(this.scope, account, profile.deletionProtection);
  }

  /** Immutable for some days, if asked; deleted after some, if asked; old versions do not stay for ever. */
  private keep(props: ObjectStoreProps): void {
    const { profile } = environmentOf(this.scope);
    if ((props.immutableDays ?? 0) > 0) {
      new StorageContainerImmutabilityPolicy(this.scope, 'immutable', {
        storageContainerResourceManagerId: this.container.id,
        immutabilityPeriodInDays: props.immutableDays!,
        protectedAppendWritesAllEnabled: false,
        // Locked for ever where data is to be protected; elsewhere the environment can still be taken down.
        locked: profile.deletionProtection,
      });
    }
    new StorageManagementPolicy(this.scope, 'ageing', {
      storageAccountId: this.account.id,
      rule: [{
        name: 'objects',
        enabled: true,
        filters: { blobTypes: ['blockBlob'], prefixMatch: [`${CONTAINER}/`] },
        actions: {
          baseBlob: props.expireDays === undefined ? undefined : { deleteAfterDaysSinceModificationGreaterThan: props.expireDays },
          snapshot: { deleteAfterDaysSinceCreationGreaterThan: VERSION_DAYS },
          version: { deleteAfterDaysSinceCreation: VERSION_DAYS },
        },
      }],
    });
  }

  private measure(): Metric[] {
    const of = platformMetrics(this.account.id, 'Microsoft.Storage/storageAccounts');
    return [
      of({ id: 'requests', title: 'Requests', concern: Concern.TRAFFIC, unit: 'count' }, 'Transactions', 'Total'),
      of({ id: 'denied', title: 'Denied requests', concern: Concern.SECURITY, unit: 'count', warning: { value: 20, minutes: 15 } },
        'Transactions', 'Total', { name: 'ResponseType', values: ['AuthorizationError', 'AuthenticationError'] }),
      of({ id: 'latency', title: 'Latency', concern: Concern.LATENCY, unit: 'ms', warning: { value: 1000, minutes: 15 } }, 'SuccessE2ELatency', 'Average'),
      of({ id: 'availability', title: 'Availability', concern: Concern.AVAILABILITY, unit: '%', critical: { value: 99, direction: Direction.BELOW, minutes: 15 } }, 'Availability', 'Average'),
    ];
  }
}

/** An object store: private, versioned, encrypted with the environment's key, reached by identity only. */
export function objectStore(scope: Construct, props: ObjectStoreProps): IResourceBackend {
  return new AzureObjectStore(scope, props);
}
