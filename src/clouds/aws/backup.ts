import { Construct } from 'constructs';
import { BackupProps } from '../../capabilities/backup';
import { IResourceBackend } from '../../capabilities/backends';
import { environmentOf } from '../../environment/environment-rules';
import { physicalName } from '../../environment/physical-name';
import { GroundworkError } from '../../errors';
import { backupDays } from './backup-limits';
import { awsPlace } from './context';
import { BackupPlan, BackupSelection } from './resources';
import { shared } from './shared';

function arnOf(store: IResourceBackend, where: string): string {
  const { arn } = store as IResourceBackend & { arn?: string };
  if (arn === undefined) {
    throw new GroundworkError('Nothing to back up', [{ where, problem: 'AWS Backup does not know this kind of store', mend: 'Leave it out: databases, key-value stores and object stores are backed up.' }]);
  }
  return arn;
}

/** Daily backups into the foundation's locked vault; what is in it, nobody deletes before its time. */
export function backup(scope: Construct, props: BackupProps): void {
  const { profile } = environmentOf(scope);
  const place = awsPlace(scope);
  const plan = new BackupPlan(scope, 'plan', {
    name: physicalName(scope, 'aws_backup_plan'),
    rule: [{
      ruleName: 'daily',
      targetVaultName: shared.backupVault(place),
      schedule: 'cron(0 2 * * ? *)',
      startWindow: 60,
      completionWindow: 360,
      lifecycle: { deleteAfter: backupDays(props.retentionDays ?? profile.backupRetentionDays) },
    }],
  });
  new BackupSelection(scope, 'selection', {
    name: physicalName(scope, 'aws_backup_selection'),
    planId: plan.id,
    iamRoleArn: shared.backupRoleArn(place),
    resources: props.stores.map((s) => arnOf(s, scope.node.path)),
  });
}
