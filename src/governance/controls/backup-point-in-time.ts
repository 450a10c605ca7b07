import { ControlSeverity, GovernanceFunction, Objective } from '../control';
import { lasts, onAnswers } from './answers';
import { DATABASES, ITEMS } from './store-types';

const NOT_ANSWERED = ['google_spanner_database', 'google_bigtable_instance', 'azurerm_mssql_database'];

/** Between two copies a day of work can be lost. */
export const backupPointInTime = onAnswers({
  id: 'backup.point-in-time',
  title: 'Lasting databases and items can be restored to any point in time',
  objective: Objective.BACKUP_AND_RECOVERY,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.HIGH,
  why: 'a faulty deployment at noon takes the work of the morning with it',
  mend: 'Leave backups to the stage, or switch recovery to a point in time on.',
  scanners: ['CKV_AWS_28', 'CKV_GCP_14'],
  card: 'Backup',
}, { rules: ['data.point-in-time'], types: [...DATABASES, ...ITEMS].filter((type) => !NOT_ANSWERED.includes(type)), asked: lasts }, ({ value, text }) => value === true || text);
