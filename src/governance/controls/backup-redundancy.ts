import { ControlSeverity, GovernanceFunction, Objective } from '../control';
import { ControlContext } from '../control-context';
import { onAnswers, typeOf } from './answers';
import { DISKS, OBJECTS } from './store-types';

const SCALE = ['one', 'zone', 'zones', 'regions'];
const TYPES = ['aws_rds_cluster', 'aws_db_instance', 'aws_dynamodb_table', 'azurerm_postgresql_flexible_server', 'azurerm_cosmosdb_account', 'azurerm_managed_redis', 'google_sql_database_instance', 'google_memorystore_instance', 'google_firestore_database', ...OBJECTS];

// A disk is where its machine is.
function asked(context: ControlContext, address: string): boolean { return context.lasting && !DISKS.includes(typeOf(address)); }

/** What stands in one building stops with it. */
export const backupRedundancy = onAnswers({
  id: 'backup.redundancy',
  title: 'Stores of lasting stages survive the loss of a zone',
  objective: Objective.BACKUP_AND_RECOVERY,
  owner: GovernanceFunction.ARCHITECTURE,
  severity: ControlSeverity.MEDIUM,
  why: 'the environment stops, for hours or days, with one building of the cloud',
  mend: 'Leave redundancy to the stage, or choose copies in several zones.',
  scanners: ['CKV_AWS_157', 'CKV_AZURE_206'],
  card: 'Autoscaling, health-checked rolling deploy, rollback',
  parameters: [{ name: 'least', description: 'Least redundancy of a lasting stage: one, zone, zones or regions', defaultValue: 'zones' }],
}, { rules: ['data.redundancy'], types: TYPES, asked }, ({ value, text }, context) => SCALE.indexOf(value) >= SCALE.indexOf(context.parameter('least')) || text);
