import { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { after, preventDestroy } from '../../../environment/order';
import { archiveContainers, diagnose } from '../diagnostics';
import { privateAccount } from '../storage';
import {
  ManagementLock, MonitorDiagnosticSetting, StorageAccount, StorageContainer, StorageContainerImmutabilityPolicy, StorageManagementPolicy,
} from '../resources';
import { FoundationContext, FoundationKey, FoundationNetwork, place } from './context';
import { hubEndpoint, PrivateNames } from './private-names';

/** The archive, and what stands once every container in it is locked. */
export interface Archive {
  readonly account: StorageAccount;
  readonly ready: ITerraformDependable;
}

/**
 * Where audit records of all environments end up. Each container that Azure writes to is there before the first record, with
 * a locked policy: for the days of the standards nobody changes or deletes a record, not Microsoft's support either.
 */
export function archive(context: FoundationContext, key: FoundationKey, network: FoundationNetwork, names: PrivateNames): Archive {
  const { ids, standards } = context;
  const scope = new Construct(context.scope, 'archive');
  const days = standards.retention.audit ?? 400;
  const locked: ITerraformDependable[] = [];
  const account = preventDestroy(after(privateAccount(scope, 'account', {
    ...place(context, 'audit'), name: ids.archiveName, keyId: key.key.versionlessId, identityId: key.identity.id, replication: 'ZRS', keepDeletedDays: 90,
  }), key.role), true);
  for (const name of archiveContainers()) {
    const container = preventDestroy(new StorageContainer(scope, name, { name, storageAccountId: account.id, containerAccessType: 'private' }), true);
    locked.push(preventDestroy(new StorageContainerImmutabilityPolicy(scope, `${name}-locked`, {
      storageContainerResourceManagerId: container.id,
      immutabilityPeriodInDays: days,
      // Records are appended for an hour to one blob: that stays possible, changing them does not.
      protectedAppendWritesAllEnabled: true,
      locked: true,
    }), true));
  }
  new StorageManagementPolicy(scope, 'ageing', {
    storageAccountId: account.id,
    rule: [{
      name: 'archive',
      enabled: true,
      filters: { blobTypes: ['blockBlob', 'appendBlob'] },
      actions: { baseBlob: { deleteAfterDaysSinceModificationGreaterThan: days + 30 } },
    }],
  });
  const ready = after(new ManagementLock(scope, 'lock', { name: 'no-delete', scope: account.id, lockLevel: 'CanNotDelete', notes: 'Immutable archive.' }), ...locked);
  hubEndpoint(scope, context, network, names, { id: account.id, name: 'archive', part: 'blob', zones: ['blob'] });
  diagnose(scope, 'account', account.id, 'account', context.workspace.id);
  // Its own log would otherwise grow by every record that it writes about itself.
  diagnose(scope, 'blobs', `${account.id}/blobServices/default`, 'blob', context.workspace.id, false);
  return { account, ready };
}

/**
 * Makes every setting below `scope` that writes to the archive wait for it: without the account Azure refuses the setting, and without
 * its containers it makes them itself, without a policy, after which Terraform cannot make them.
 */
export function recordAfter(scope: Construct, { ready }: Archive): void {
  for (const setting of scope.node.findAll()) {
    if (setting instanceof MonitorDiagnosticSetting && setting.storageAccountIdInput) { after(setting, ready); }
  }
}
