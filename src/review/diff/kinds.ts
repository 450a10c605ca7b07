import { Consequence, Direction } from '../model';

/** What it means that a resource of some type is gone, or is new. */
export interface Kind {
  /** What it is; `store` and `key` hold what cannot be made again. */
  readonly kind: 'store' | 'key' | 'copy' | 'guard' | 'filter' | 'grant' | 'watch' | 'work' | 'entry' | 'money' | 'text' | 'other';
  readonly removed: readonly [Consequence, Direction];
  readonly added: readonly [Consequence, Direction];
  /** What the loss means, after a semicolon. */
  readonly loss?: string;
}

const STORE: Kind = { kind: 'store', removed: ['data-loss', 'wider'], added: ['configuration', 'same'], loss: 'what it holds is deleted' };
const KEY: Kind = { kind: 'key', removed: ['data-loss', 'wider'], added: ['protection', 'narrower'], loss: 'with the key, all data under it is lost' };
const COPY: Kind = { kind: 'copy', removed: ['data-loss', 'wider'], added: ['data-loss', 'narrower'], loss: 'no new copies are made' };
const LOCK: Kind = { kind: 'guard', removed: ['data-loss', 'wider'], added: ['data-loss', 'narrower'], loss: 'what it protected can be deleted or overwritten' };
/** What stops traffic. */
export const FILTER: Kind = { kind: 'filter', removed: ['exposure', 'wider'], added: ['exposure', 'narrower'], loss: 'what it stopped passes' };
const WAY_IN: Kind = { kind: 'entry', removed: ['exposure', 'narrower'], added: ['exposure', 'wider'] };
const GRANT: Kind = { kind: 'grant', removed: ['permission', 'narrower'], added: ['permission', 'wider'] };
const POLICY: Kind = { kind: 'grant', removed: ['permission', 'unknown'], added: ['permission', 'unknown'], loss: 'what it denied is allowed where others allow it' };
const GUARD: Kind = { kind: 'guard', removed: ['protection', 'wider'], added: ['protection', 'narrower'] };
const WATCH: Kind = { kind: 'watch', removed: ['protection', 'wider'], added: ['protection', 'narrower'], loss: 'nobody hears of it' };
const LOG: Kind = { kind: 'watch', removed: ['protection', 'wider'], added: ['protection', 'narrower'], loss: 'nothing more is recorded' };
const WORK: Kind = { kind: 'work', removed: ['availability', 'wider'], added: ['configuration', 'same'], loss: 'it no longer runs' };
const ENTRY: Kind = { kind: 'entry', removed: ['availability', 'wider'], added: ['exposure', 'unknown'], loss: 'callers no longer reach it' };
const MONEY: Kind = { kind: 'money', removed: ['cost', 'wider'], added: ['cost', 'narrower'], loss: 'nobody is told what is spent' };
const TEXT: Kind = { kind: 'text', removed: ['configuration', 'same'], added: ['cosmetic', 'same'] };
const OTHER: Kind = { kind: 'other', removed: ['configuration', 'unknown'], added: ['configuration', 'same'] };

/** By the type without the cloud's prefix; the first match wins, so what protects a thing comes before the thing. */
const KINDS: readonly (readonly [RegExp, Kind])[] = [
  // Not data, in spite of their names.
  [/^(route_table|route|route_table_association|subnet_route_table_association|default_route_table|db_subnet_group|db_parameter_group|rds_cluster_parameter_group)$/, OTHER],
  [/^(s3_bucket_public_access_block|s3_account_public_access_block|s3_bucket_ownership_controls)$/, { ...FILTER, loss: 'it can be made public' }],
  [/^s3_bucket_(versioning|object_lock_configuration)$|^management_lock$|^resource_manager_lien$|_immutability_policy$|^backup_vault_lock_configuration$/, LOCK],
  [/^(backup_plan|backup_selection|data_protection_backup_(policy|instance)_\w+|backup_protected_\w+|backup_policy_\w+|backup_dr_backup_plan(_association)?|firestore_backup_schedule|db_instance_automated_backups_replication|storage_transfer_job|s3_bucket_replication_configuration)$/, COPY],
  [/^(wafv2_web_acl(_association)?|cdn_frontdoor_(firewall_policy|security_policy)|web_application_firewall_policy|compute_security_policy(_rule)?|networkfirewall_(firewall|firewall_policy|rule_group)|firewall(_policy|_policy_rule_collection_group)?|compute_network_firewall_policy(_rule|_association)?|route53_resolver_firewall_\w+|network_security_group|subnet_network_security_group_association|default_security_group|network_acl)$/, FILTER],
  [/^(vpc_security_group_ingress_rule|security_group_rule|network_security_rule|compute_firewall|lb_listener|public_ip|eip|lambda_function_url|vpc_endpoint_service)$/, WAY_IN],
  [/^(s3_bucket_policy|sns_topic_policy|sqs_queue_policy|kms_key_policy|ecr_repository_policy|backup_vault_policy|cloudwatch_log_resource_policy|secretsmanager_secret_policy|vpclattice_auth_policy|api_gateway_rest_api_policy|iam_\w*permissions_boundary|\w+_iam_policy|\w+_iam_deny_policy)$/, POLICY],
  [/^(iam_\w+|\w+_iam_(member|binding)|lambda_permission|kms_grant|role_assignment|role_definition|cosmosdb_sql_role_(assignment|definition)|key_vault_access_policy|project_iam_custom_role|\w+_active_directory_administrator|sql_user|elasticache_user(_group)?)$/, GRANT],
  [/^(cloudwatch_metric_alarm|cloudwatch_composite_alarm|monitor_metric_alert|monitor_scheduled_query_rules_alert(_v2)?|monitor_activity_log_alert|monitoring_alert_policy|monitor_action_group|monitoring_notification_channel|sns_topic|sns_topic_subscription|db_event_subscription|guardduty_\w+|inspector2_enabler|accessanalyzer_analyzer|scc_v2_\w+|security_center_\w+|essential_contacts_contact|monitoring_(slo|custom_service|uptime_check_config)|application_insights_standard_web_test|backup_vault_notifications|cloudwatch_event_(rule|target)|cost_anomaly_alert)$/, WATCH],
  [/^(cloudtrail|flow_log|monitor_diagnostic_setting|logging_project_sink|logging_\w+_sink|project_iam_audit_config|cloudwatch_log_subscription_filter|log_analytics_data_export_rule|s3_bucket_logging|wafv2_web_acl_logging_configuration|networkfirewall_logging_configuration|route53_resolver_query_log_config(_association)?|api_management_api_diagnostic|vpclattice_access_log_subscription|monitor_data_collection_rule|network_watcher_flow_log)$/, LOG],
  [/^(cloudwatch_log_data_protection_policy|s3_bucket_server_side_encryption_configuration|data_protection_backup_vault_customer_managed_key|compute_ssl_policy|binary_authorization_policy|org_policy_policy|subscription_policy_assignment|ebs_encryption_by_default|iam_account_password_policy|ecr_registry_scanning_configuration|secretsmanager_secret_rotation|compute_project_metadata|network_security_server_tls_policy|route53_\w*dnssec\w*|certificate_manager_trust_config|dns_policy)$/, GUARD],
  [/^(budgets_budget|consumption_budget_\w+|billing_budget)$/, MONEY],
  [/^(cloudwatch_dashboard|application_insights_workbook|monitoring_dashboard|portal_dashboard|kms_alias)$/, TEXT],
  [/^(kms_key|kms_crypto_key|kms_key_ring|key_vault_key|kms_replica_key|kms_external_key)$/, KEY],
  [/^(s3_bucket|s3_directory_bucket|rds_cluster|rds_global_cluster|db_instance|dynamodb_table|dynamodb_global_table|elasticache_(serverless_cache|replication_group|cluster)|efs_file_system|ebs_volume|fsx_\w+|docdb_cluster|neptune_cluster|redshift_cluster|opensearch_domain|kinesis_stream|sqs_queue|msk_cluster|secretsmanager_secret|ecr_repository|cognito_user_pool|backup_vault|cloudwatch_log_group|ssm_parameter)$/, STORE],
  [/^(storage_(account|container|share|queue|table|blob)|postgresql_(flexible_)?server(_flexible_database|_database)?|postgresql_flexible_server_database|ms?sql_\w*(server|database)|mysql_\w*(server|database)|cosmosdb_(account|sql_database|sql_container)|(managed_)?redis(_cache)?|key_vault(_secret)?|log_analytics_workspace|container_registry|data_protection_backup_vault|recovery_services_vault|eventhub|servicebus_(queue|topic)|managed_disk|resource_group)$/, STORE],
  [/^(storage_bucket|sql_database(_instance)?|firestore_database|memorystore_instance|redis_(instance|cluster)|logging_project_bucket_config|artifact_registry_repository|backup_dr_backup_vault|secret_manager_secret|pubsub_(topic|subscription)|bigquery_(dataset|table)|bigtable_\w*(instance|table)|spanner_(instance|database)|alloydb_(cluster|instance)|filestore_instance|compute_(region_)?disk|identity_platform_(tenant|config))$/, STORE],
  [/^(ecs_(service|task_definition|cluster)|lambda_function|container_app(_job|_environment)?|cloud_run_v2_(service|job)|rds_cluster_instance|appautoscaling_\w+|autoscaling_\w+|cloud_scheduler_job|nat_gateway|compute_router_nat|instance|compute_instance|eks_cluster|kubernetes_cluster|container_cluster)$/, WORK],
  [/^(api_gateway_(rest_api|stage|deployment|domain_name|base_path_mapping)|apigatewayv2_\w+|lb|lb_target_group|api_management(_api|_backend)?|cdn_frontdoor_\w+|compute_(global_)?(forwarding_rule|address)|compute_(url_map|backend_service|target_https_proxy|region_network_endpoint_group)|route53_(record|zone)|dns_\w+|private_dns_\w+|acm_certificate(_validation)?|certificate_manager_\w+|private_endpoint|vpc_endpoint|vpclattice_\w+)$/, ENTRY],
];

const known = new Map<string, Kind>();

/** What a resource of this type is for, as far as its loss goes. */
export function kindOf(type: string): Kind {
  let kind = known.get(type);
  if (!kind) {
    const bare = type.replace(/^[a-z]+_/, '');
    kind = KINDS.find(([pattern]) => pattern.test(bare))?.[1] ?? OTHER;
    known.set(type, kind);
  }
  return kind;
}

/** A type in words: `rds cluster`. */
export function nounOf(type: string): string {
  return type.replace(/^[a-z0-9]+_/, '').replace(/_/g, ' ');
}
