import { ControlSeverity, GovernanceFunction, Objective } from '../control';
import { ofFact } from './answers';
import { control, finding } from './build';

/** What can be told a secret: workloads, those who log in, what keeps secrets. */
const TAKERS = [
  'aws_lambda_function', 'aws_ecs_task_definition', 'aws_instance', 'aws_launch_template', 'aws_rds_cluster', 'aws_db_instance', 'aws_docdb_cluster', 'aws_redshift_cluster', 'aws_elasticache_user',
  'aws_elasticache_replication_group', 'aws_secretsmanager_secret_version', 'aws_ssm_parameter', 'aws_cognito_user_pool_client', 'aws_codebuild_project', 'aws_cloudwatch_event_connection',
  'azurerm_container_app', 'azurerm_container_app_job', 'azurerm_linux_function_app', 'azurerm_linux_web_app', 'azurerm_postgresql_flexible_server', 'azurerm_mysql_flexible_server', 'azurerm_mssql_server',
  'azurerm_key_vault_secret', 'azurerm_resource_group_template_deployment', 'azurerm_linux_virtual_machine', 'azurerm_windows_virtual_machine', 'azurerm_api_management_named_value', 'azurerm_api_management_api_policy',
  'google_cloud_run_v2_service', 'google_cloud_run_v2_job', 'google_cloudfunctions2_function', 'google_sql_database_instance', 'google_sql_user', 'google_secret_manager_secret_version', 'google_compute_instance',
];

/** Terraform is read by many, and so is its state. */
export const secretsNotWritten = control({
  id: 'secrets.not-written',
  title: 'No secret stands in the Terraform',
  objective: Objective.SECRETS,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.CRITICAL,
  why: 'whoever reads the code, the plan or the state has it, and it stays in their history',
  mend: 'Use the Secret capability, an identity, or a write-only argument; replace the secret that was written.',
  scanners: ['CKV_AWS_41', 'CKV_AWS_45', 'CKV_AWS_46', 'CKV_SECRET_6', 'CKV_AZURE_45'],
  card: 'Database login by identity, no stored password',
}, (context) => {
  const facts = context.facts(['secret.written']);
  const written = new Set(facts.map(({ subject }) => subject));
  return [
    ...facts.map((fact) => ofFact(fact, fact.value === false || fact.text)),
    ...context.resources(TAKERS).filter(({ address }) => !written.has(address)).map(({ address }) => finding(address, true)),
  ];
});
