import { Construct } from 'constructs';
import { ANYONE, policy, trustService } from '../policy';
import {
  BackupRegionSettings, BackupVault, BackupVaultLockConfiguration, BackupVaultNotifications, BackupVaultPolicy, SnsTopic,
} from '../resources';
import { LONGEST_BACKUP_DAYS, SHORTEST_BACKUP_DAYS } from '../backup-limits';
import { shared } from '../shared';
import { FoundationContext, foundationRole } from './foundation-context';

/** Every type that AWS Backup knows must be named; only what environments have is on. */
const OPTED_IN = ['Aurora', 'DynamoDB', 'RDS', 'S3'];
const KNOWN = [
  ...OPTED_IN, 'CloudFormation', 'DocumentDB', 'EBS', 'EC2', 'EFS', 'FSx', 'Neptune', 'Redshift', 'SAP HANA on Amazon EC2', 'Storage Gateway', 'Timestream', 'VirtualMachine',
];

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
    backupVaultName: vault.name, snsTopicArn: alerts.arn, backupVaultEvents: ['BACKUP_JOB_COMPLETED', 'BACKUP_JOB_FAILED', 'COPY_JOB_FAILED', 'RESTORE_JOB_COMPLETED', 'S3_BACKUP_OBJECT_FAILED'],
  });
  new BackupRegionSettings(scope, 'types', {
    resourceTypeOptInPreference: Object.fromEntries([...KNOWN].sort().map((type) => [type, OPTED_IN.includes(type)])),
    resourceTypeManagementPreference: { DynamoDB: true, EFS: true },
  });
  foundationRole(scope, place, 'backup', 'Backs up and restores the data stores of environments', trustService(place, 'backup.amazonaws.com'), {
    managed: [
      'service-role/AWSBackupServiceRolePolicyForBackup', 'service-role/AWSBackupServiceRolePolicyForRestores',
      'AWSBackupServiceRolePolicyForS3Backup', 'AWSBackupServiceRolePolicyForS3Restore',
    ],
  });
}
