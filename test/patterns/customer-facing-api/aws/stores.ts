import { Found, Terraform } from '../../../support/terraform';
import { typesOf } from '../stores';

const at = (path: string) => (store: Found) => path.split('.').reduce((body, name) => body?.[name], store.body);

/** The key of each kind of store, wherever it is said. */
const KEY_OF: { readonly [type: string]: (store: Found, tf: Terraform) => unknown } = {
  aws_rds_cluster: (store) => (store.body.storage_encrypted === true && store.body.master_user_secret_kms_key_id === store.body.kms_key_id ? store.body.kms_key_id : undefined),
  aws_rds_cluster_instance: at('performance_insights_kms_key_id'),
  aws_dynamodb_table: (store) => (store.body.server_side_encryption?.enabled === true ? store.body.server_side_encryption.kms_key_arn : undefined),
  aws_elasticache_serverless_cache: at('kms_key_id'),
  aws_cloudwatch_log_group: at('kms_key_id'),
  aws_sns_topic: at('kms_master_key_id'),
  aws_s3_object: (store) => (store.body.server_side_encryption === 'aws:kms' ? store.body.kms_key_id : undefined),
  aws_s3_bucket: (store, tf) => tf.all('aws_s3_bucket_server_side_encryption_configuration').map((c) => c.body).find((c) => c.bucket === `\${${store.address}.id}`)
    ?.rule[0].apply_server_side_encryption_by_default.kms_master_key_id,
  aws_ecr_repository: (store) => (store.body.encryption_configuration?.[0].encryption_type === 'KMS' ? store.body.encryption_configuration[0].kms_key : undefined),
  // A function keeps its variables; one without any keeps nothing.
  aws_lambda_function: (store, tf) => (store.body.environment ? store.body.kms_key_arn : ownKeys(tf)[0]),
};

/** Kinds that keep no data of their own, or keep it in one of those above. */
const NO_STORE = typesOf(`
  aws_acm_certificate aws_acm_certificate_validation aws_api_gateway_base_path_mapping aws_api_gateway_deployment aws_api_gateway_domain_name
  aws_api_gateway_method_settings aws_api_gateway_rest_api aws_api_gateway_stage aws_appautoscaling_policy aws_appautoscaling_target aws_backup_plan
  aws_backup_selection aws_budgets_budget aws_cloudwatch_composite_alarm aws_cloudwatch_dashboard aws_cloudwatch_event_rule aws_cloudwatch_event_target
  aws_cloudwatch_log_data_protection_policy aws_cloudwatch_log_metric_filter aws_cloudwatch_log_subscription_filter aws_cloudwatch_metric_alarm
  aws_db_event_subscription aws_db_parameter_group aws_db_subnet_group aws_ecr_lifecycle_policy aws_ecs_cluster aws_ecs_cluster_capacity_providers aws_ecs_service
  aws_ecs_task_definition aws_elasticache_user aws_elasticache_user_group aws_iam_role aws_iam_role_policy aws_kms_alias aws_kms_key aws_lambda_invocation
  aws_lambda_permission aws_lb aws_lb_listener aws_lb_target_group aws_rds_cluster_parameter_group aws_route53_record aws_s3_bucket_lifecycle_configuration
  aws_s3_bucket_logging aws_s3_bucket_notification aws_s3_bucket_ownership_controls aws_s3_bucket_policy aws_s3_bucket_public_access_block
  aws_s3_bucket_server_side_encryption_configuration aws_s3_bucket_versioning aws_security_group aws_sns_topic_policy aws_sns_topic_subscription
  aws_vpc_security_group_egress_rule aws_vpc_security_group_ingress_rule aws_wafv2_web_acl aws_wafv2_web_acl_association
  aws_wafv2_web_acl_logging_configuration
`);

/** Kinds of resource of which nobody has said whether they keep data. */
export function unclassified(tf: Terraform): string[] {
  return [...new Set(tf.everything().map((r) => r.type))].filter((type) => !(type in KEY_OF) && !NO_STORE.has(type));
}

function ownKeys(tf: Terraform): string[] {
  return tf.all('aws_kms_key').map((k) => `\${${k.address}.arn}`);
}

/** Stores without a key of the environment. */
export function unencrypted(tf: Terraform): string[] {
  return tf.everything().filter((r) => r.type in KEY_OF && !ownKeys(tf).includes(KEY_OF[r.type](r, tf) as string)).map((r) => r.address);
}
