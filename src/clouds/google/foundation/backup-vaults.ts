import { Construct } from 'constructs';
import { preventDestroy } from '../../../environment/order';
import { Stage } from '../../../environment/stage';
import { Standards } from '../../../standards/standards';
import { Agent, agentMember } from '../agents';
import { References } from '../references';
import { BackupDrBackupVault, ProjectIamMember } from '../resources';

/**
 * One vault for each stage, since a vault has one minimum retention: what is in it cannot be deleted before, by anybody.
 * Vaults cost nothing while they are empty.
 */
export function backupVaults(scope: Construct, standards: Standards): void {
  const references = References.of(scope);
  for (const stage of Object.values(Stage)) {
    const vault = preventDestroy(new BackupDrBackupVault(scope, stage, {
      backupVaultId: references.name('google_backup_dr_backup_vault', stage),
      location: references.region,
      description: `Backups of environments of stage ${stage}`,
      backupMinimumEnforcedRetentionDuration: `${standards.profile(stage).backupRetentionDays * 24 * 3600}s`,
      accessRestriction: 'WITHIN_ORGANIZATION',
      forceUpdate: false,
      ignoreInactiveDatasources: false,
      ignoreBackupPlanReferences: false,
      allowMissing: false,
    }), true);
    // The vault's identity takes the backups; instances have no IAM policy of their own.
    new ProjectIamMember(scope, `${stage}-operator`, {
      project: references.project,
      role: 'roles/backupdr.cloudSqlOperator',
      member: `serviceAccount:${vault.serviceAccount}`,
    });
  }
  bucketCopies(scope, references);
}

/** What copying from bucket to bucket as objects come needs of the project: notifications, and the topics they go to. */
function bucketCopies(scope: Construct, references: References): void {
  const grant = (id: string, agent: Agent, role: string) => new ProjectIamMember(scope, id, {
    project: references.project, role, member: agentMember(references.zone, agent),
  });
  grant('bucket-notifications', Agent.STORAGE, 'roles/pubsub.publisher');
  grant('bucket-transfer', Agent.STORAGE_TRANSFER, 'roles/storagetransfer.serviceAgent');
}
