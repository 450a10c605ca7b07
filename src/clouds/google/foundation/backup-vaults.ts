import { Construct } from 'constructs';
import { Stage } from '../../../environment/stage';
import { Standards } from '../../../standards/standards';
import { References } from '../references';
import { BackupDrBackupVault, ProjectIamMember } from '../resources';

/**
 * One vault for each stage, since a vault has one minimum retention: what is in it cannot be deleted before, by anybody.
 * Vaults cost nothing while they are empty.
 */
export function backupVaults(scope: Construct, standards: Standards): void {
  const references = References.of(scope);
  for (const stage of Object.values(Stage)) {
    const vault = new BackupDrBackupVault(scope, stage, {
      backupVaultId: references.name('google_backup_dr_backup_vault', stage),
      location: references.region,
      description: `Backups of environments of stage ${stage}`,
      backupMinimumEnforcedRetentionDuration: `${standards.profile(stage).backupRetentionDays * 24 * 3600}s`,
      accessRestriction: 'WITHIN_ORGANIZATION',
      forceUpdate: false,
      ignoreInactiveDatasources: false,
      ignoreBackupPlanReferences: false,
      allowMissing: false,
    });
    // The vault's identity takes the backups; instances have no IAM policy of their own.
    new ProjectIamMember(scope, `${stage}-operator`, {
      project: references.project,
      role: 'roles/backupdr.cloudSqlOperator',
      member: `serviceAccount:${vault.serviceAccount}`,
    });
  }
}
