import { ControlSeverity, GovernanceFunction, Objective } from '../control';
import { isGuarded, onAnswers } from './answers';

/** Whether a destroy stops at what is not empty. */
export const deletionContents = onAnswers({
  id: 'deletion.contents',
  title: 'What holds data is never deleted with its contents',
  objective: Objective.DELETION_PROTECTION,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.HIGH,
  why: 'a destroy empties the store first, versions and all',
  mend: 'Leave force_destroy and its kin away.',
  card: 'Deletion protection in production',
}, { rules: ['data.force-destroy'], types: ['aws_s3_bucket', 'google_storage_bucket', 'aws_ecr_repository', 'aws_backup_vault', 'azurerm_resource_group'], asked: isGuarded }, ({ value, text }) => value === false || text);
