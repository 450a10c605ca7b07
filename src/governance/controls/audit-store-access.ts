import { ControlSeverity, GovernanceFunction, Objective } from '../control';
import { lasts, onAnswers } from './answers';

const TYPES = ['aws_rds_cluster', 'aws_db_instance', 'azurerm_postgresql_flexible_server', 'azurerm_cosmosdb_account', 'azurerm_storage_account', 'azurerm_key_vault', 'azurerm_container_registry', 'azurerm_log_analytics_workspace', 'google_sql_database_instance'];

/** Who read or changed data. On Google Cloud the project's log says it for everything but the inside of databases. */
export const auditStoreAccess = onAnswers({
  id: 'audit.store-access',
  title: 'Access to lasting data is logged',
  objective: Objective.IMMUTABLE_AUDIT,
  owner: GovernanceFunction.COMPLIANCE,
  severity: ControlSeverity.HIGH,
  why: 'after a breach nobody can say whose data was read',
  mend: 'Leave the log of access to the capability; on Azure, a diagnostic setting with the categories of access.',
  scanners: ['CKV_AWS_18', 'CKV2_AWS_30', 'CKV_AWS_129', 'CKV_AWS_324', 'CKV_AZURE_33', 'CKV2_AZURE_21', 'CKV_GCP_62', 'CKV_GCP_110'],
  card: 'Audit log of who called what, with an immutable copy',
}, { rules: ['data.access-log'], types: TYPES, asked: lasts }, ({ value, text }) => value === true || text);
