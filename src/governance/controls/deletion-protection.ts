import { ControlSeverity, GovernanceFunction, Objective } from '../control';
import { onAnswers, typeOf } from './answers';
import { MESSAGES } from './store-types';

const TYPES = [
  'aws_rds_cluster', 'aws_db_instance', 'aws_dynamodb_table', 'azurerm_postgresql_flexible_server', 'azurerm_cosmosdb_account', 'azurerm_storage_account', 'azurerm_key_vault',
  'google_sql_database_instance', 'google_firestore_database', 'google_cloud_run_v2_service', 'google_memorystore_instance', 'aws_lb',
];

/** The cloud itself refuses, whoever asks: Terraform, a script, or somebody at the console. */
export const deletionProtection = onAnswers({
  id: 'deletion.protection',
  title: 'The cloud refuses to delete what lasts',
  objective: Objective.DELETION_PROTECTION,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.HIGH,
  why: 'one call, meant for another environment, deletes the data',
  mend: 'Leave deletion protection to the stage; on Azure a lock of the resource is one as well.',
  scanners: ['CKV_AWS_293', 'CKV_AWS_139', 'CKV_AWS_150', 'CKV_AZURE_110'],
  card: 'Deletion protection in production',
  parameters: [{
    name: 'exempt', defaultValue: ['azurerm_container_registry', 'azurerm_managed_redis', 'azurerm_redis_cache'],
    description: 'Resource types that need none: a lock on a registry of Azure would also keep its rules from being changed, so only Terraform refuses to destroy it; a cache of Azure knows no protection but a lock, and can be filled again',
  }],
}, {
  rules: ['data.deletion-protection', 'compute.deletion-protection'], types: TYPES,
  asked: (context, address) => context.protectedFromDeletion && ![...MESSAGES, ...context.parameter('exempt')].includes(typeOf(address)),
}, ({ value, text }) => value === true || text);
