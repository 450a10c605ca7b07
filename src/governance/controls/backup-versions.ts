import { ControlSeverity, GovernanceFunction, Objective } from '../control';
import { lasts, onAnswers } from './answers';

/** Earlier versions of objects. What is locked against change needs none and says nothing. */
export const backupVersions = onAnswers({
  id: 'backup.versions',
  title: 'Lasting object stores keep earlier versions',
  objective: Objective.BACKUP_AND_RECOVERY,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.MEDIUM,
  why: 'an object that is overwritten by mistake is lost until the next copy, or for good',
  mend: 'Leave versions to the capability, or switch them on.',
  scanners: ['CKV_AWS_21', 'CKV_GCP_78'],
  card: 'Backup',
}, { rules: ['data.versions'], types: ['aws_s3_bucket'], asked: lasts }, ({ value, text }) => value === true || text);
