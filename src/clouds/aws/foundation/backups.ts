import { Construct } from 'constructs';
import { ANYONE, policy, trustService } from '../policy';
import {
  BackupRegionSettings, BackupVault, BackupVaultLockConfiguration, BackupVaultNotifications, BackupVaultPolicy, SnsTopic,
} from '../resources';
import { LONGEST_BACKUP_DAYS, SHORTEST_BACKUP_DAYS } from '../backup-limits';
import { shared } from '../shared';
import { FoundationContext, foundationRole } from './foundation-context';

/** What environments have. Plans name each store, so a type that AWS Backup has on of its own accord backs nothing up. */
const OPTED_IN = ['Aurora', 'DynamoDB', 'RDS', 'S3'];

/** A vault whose lock nobody lifts after three days, and the role that fills it. */
export function backups(scope: Construct, context: FoundationContext, alerts: SnsTopic): void {
  const { place, keys } = context;
  const vault = new BackupVault(scope, 'vault', { name: shared.backupVault(place), kmsKeyArn: keys.data.arn, forceDestroy: false, lifecycle: { preventDestroy: true } });
  new BackupVaultLockConfiguration(scope, 'lock', {
    backupVaultName: vault.name, minRetentionDays: SHORTEST_BACKUP_DAYS, maxRetentionDays: LONGEST_BACKUP_DAYS, changeableForDays: 3,
  });
  new BackupVaultPolicy(scope, 'policy', {
    backupVaultName: vault.name,
    policy: policy({
      sid: 'NoDeletion',
      effect: 'Deny',
      principal: ANYONE,
      actions: ['backup:DeleteBackupVaultLockConfiguration', 'backup:DeleteRecoveryPoint', 'backup:UpdateRecoveryPointLifecycle'],
      // Everything in this vault: recovery points have no ARN of their vault.
      resources: ['*'],
    }),
  });
  new BackupVaultNotifications(scope, 'notifications', {
    backupVaultName: vault.name, snsTopicArn: alerts.arn, backupVaultEvents: ['COPY_JOB_FAILED', 'RESTORE_JOB_COMPLETED', 'S3_BACKUP_OBJECT_FAILED'],
  });
  new BackupRegionSettings(scope, 'types', {
    resourceTypeOptInPreference: Object.fromEntries(OPTED_IN.map((type) => [type, true])),
    resourceTypeManagementPreference: { DynamoDB: true },
    // AWS refuses types that a region has not, and answers with all that it has, more every year: every plan would find a difference.
    lifecycle: { ignoreChanges: ['resource_type_opt_in_preference', 'resource_type_management_preference'] },
  });
  foundationRole(scope, place, 'backup', 'Backs up and restores the data stores of environments', trustService(place, 'backup.amazonaws.com'), {
    managed: [
      'service-role/AWSBackupServiceRolePolicyForBackup', 'service-role/AWSBackupServiceRolePolicyForRestores',
      'AWSBackupServiceRolePolicyForS3Backup', 'AWSBackupServiceRolePolicyForS3Restore',
    ],
  });
}
