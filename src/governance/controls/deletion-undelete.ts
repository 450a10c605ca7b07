import { ControlSeverity, GovernanceFunction, Objective } from '../control';
import { CloudName } from '../../environment/landing-zone';
import { isGuarded, onAnswers } from './answers';

/** The last way back of what was deleted by mistake. */
export const deletionUndelete = onAnswers({
  id: 'deletion.undelete',
  title: 'Deleted data can be brought back for a while',
  objective: Objective.DELETION_PROTECTION,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.MEDIUM,
  why: 'a deletion by mistake is noticed days later',
  mend: 'Leave soft deletion, or the earlier versions, to the stage.',
  scanners: ['CKV2_AZURE_38', 'CKV_AZURE_42'],
  card: 'Deletion protection in production',
  parameters: [{ name: 'leastDays', description: 'Least days in which deleted data of a lasting stage can be brought back', defaultValue: 7 }],
}, {
  rules: ['data.undelete-days'], types: ['aws_s3_bucket', 'aws_rds_cluster', 'aws_db_instance', 'azurerm_storage_account', 'azurerm_key_vault'], asked: isGuarded,
  // Automatic backups of AWS go with their database unless they are told to stay.
  unsaid: ({ cloud }) => (cloud === CloudName.AWS ? 'its automatic backups go with it' : undefined),
}, ({ value, text }, context) => value >= context.parameter('leastDays') || text);
