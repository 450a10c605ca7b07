import { ControlSeverity, GovernanceFunction, Objective } from '../control';
import { CloudName } from '../../environment/landing-zone';
import { isGuarded, onAnswers } from './answers';

/** Azure keeps the copies of a deleted server for days by itself, and has no switch for it. */
export const deletionFinalCopy = onAnswers({
  id: 'deletion.final-copy',
  title: 'A deleted database leaves a last copy',
  objective: Objective.DELETION_PROTECTION,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.MEDIUM,
  why: 'whatever was written since the last backup is gone with it',
  mend: 'Leave the last copy to the stage: no skip_final_snapshot, and backups are retained.',
  clouds: [CloudName.AWS, CloudName.GOOGLE],
  card: 'Deletion protection in production',
}, { rules: ['data.final-copy'], types: ['aws_rds_cluster', 'aws_db_instance', 'google_sql_database_instance'], asked: isGuarded }, ({ value, text }) => value === true || text);
