import { Rule } from '../catalogue/rule';
import { Consequence } from '../model';

/** What a change of some arguments means, where no reader says it. */
export interface ArgumentRule {
  /** Of the type; without it, of any. */
  readonly types?: RegExp;
  /** Of the path of the argument, without indices: `settings.ip_configuration.ipv4_enabled`. */
  readonly arguments: RegExp;
  readonly consequence: Consequence;
  /** What is safer, as in the catalogue. @default - nobody can say */
  readonly safer?: Rule['safer'];
  readonly worse?: string;
  readonly noise?: true;
}

const last = (...names: string[]) => new RegExp(`(^|\\.)(${names.join('|')})$`, 'i');
const within = (...names: string[]) => new RegExp(`(^|\\.)(${names.join('|')})(\\.|$)`, 'i');

const TLS = ['TLS_1_0', 'TLS10', 'TLS1_0', 'TLSv1', 'TLS_1_1', 'TLS11', 'TLS1_1', 'TLS_1_2', 'TLS12', 'TLS1_2', 'TLSv1.2_2021', 'SecurityPolicy_TLS12_2018_EDGE', 'TLS_1_3', 'TLS13', 'TLS1_3', 'SecurityPolicy_TLS13_1_3_2025_EDGE'];
const DAYS = [
  'backup_retention_period', 'backup_retention_days', 'retention_in_days', 'total_retention_in_days', 'retention_days', 'snapshot_retention_limit', 'retained_backups', 'transaction_log_retention_days', 'soft_delete_retention_days',
  'deletion_window_in_days', 'recovery_window_in_days', 'backup_retention_days', 'delete_after', 'noncurrent_days', 'message_retention_duration', 'message_retention_seconds', 'immutability_period_since_creation_in_days', 'min_retention_days',
];

/** In this order: the first row that fits decides. What no row knows is configuration, of unknown direction. */
export const ARGUMENTS: readonly ArgumentRule[] = [
  // Texts, tags, hashes: counted, not opened.
  { arguments: /^(tags|tags_all|labels|terraform_labels|effective_labels|resource_labels)(\.|$)|(^|\.)user_labels(\.|$)|\.labels(\.|$)/, consequence: 'cosmetic', noise: true, safer: 'neither' },
  { arguments: last('description', 'comments?', 'notes', 'display_name', 'alarm_description', 'friendly_name', 'title', 'summary', 'subject', 'Sid', 'sid', 'metric_name', 'version_description'), consequence: 'cosmetic', noise: true, safer: 'neither' },
  { arguments: within('documentation', 'annotations', 'dashboard_body', 'dashboard_json', 'data_json', 'timeouts', 'user_data_replace_on_change'), consequence: 'cosmetic', noise: true, safer: 'neither' },
  { arguments: last('source_code_hash', 'source_hash', 'source_md5hash', 'detect_md5hash', 'content_md5', 'content_hash', 'content_base64sha256', 'etag', 'md5', 'filename', 'code_sha256'), consequence: 'cosmetic', noise: true, safer: 'neither' },
  { arguments: within('triggers', 'replace_triggered_by', 'depends_on'), consequence: 'cosmetic', noise: true, safer: 'neither' },

  // Data that can be lost.
  { arguments: last(...DAYS), consequence: 'data-loss', safer: 'more', worse: 'what is older is deleted' },
  { types: /_lb$|cloud_run|compute_|alb$|firewall/, arguments: last('deletion_protection', 'enable_deletion_protection', 'delete_protection'), consequence: 'availability', safer: 'yes' },
  { arguments: last('deletion_protection', 'deletion_protection_enabled', 'enable_deletion_protection', 'purge_protection_enabled', 'prevent_destroy', 'point_in_time_recovery_enabled', 'prevent_deletion_if_contains_resources', 'versioning_enabled', 'last_access_time_enabled'), consequence: 'data-loss', safer: 'yes' },
  { arguments: last('force_destroy', 'force_delete', 'skip_final_snapshot', 'delete_automated_backups', 'purge_soft_delete_on_destroy'), consequence: 'data-loss', safer: 'no' },
  { arguments: last('delete_protection_state', 'deletion_policy', 'point_in_time_recovery_enablement', 'lock_level', 'final_snapshot_identifier'), consequence: 'data-loss' },
  { arguments: within('versioning', 'versioning_configuration', 'object_lock_configuration', 'immutability_policy', 'retention_policy', 'soft_delete_policy', 'delete_retention_policy', 'point_in_time_recovery', 'backup_configuration', 'restore_policy'), consequence: 'data-loss', safer: 'longer' },
  { arguments: within('expiration', 'noncurrent_version_expiration', 'lifecycle_rule', 'lifecycle_rules', 'ttl_config', 'ttl', 'default_ttl'), consequence: 'data-loss', safer: 'fewer' },
  { types: /s3_bucket_lifecycle|storage_management_policy/, arguments: /^rule(\.|$)/, consequence: 'data-loss' },
  { types: /backup|storage_transfer/, arguments: /^(rule|rules|plan|retention|resources?|schedule|backup_rules|lifecycle|selection_tag|not_resources|daily_recurrence|weekly_recurrence|storage_account_container_names|transfer_spec|backup_repeating_time_intervals|vault_default_retention_duration|default_retention_rule|retention_rule)(\.|$)/, consequence: 'data-loss', safer: 'longer' },
  { types: /kms|key/, arguments: last('is_enabled', 'enabled'), consequence: 'data-loss', safer: 'yes', worse: 'nobody can read the data' },
  { types: /ecr_lifecycle_policy/, arguments: /^policy/, consequence: 'data-loss' },
  { arguments: last('destroy_scheduled_duration'), consequence: 'data-loss' },

  // Who can reach it.
  { arguments: last('publicly_accessible', 'public_network_access', 'public_network_access_enabled', 'ipv4_enabled', 'allow_nested_items_to_be_public', 'allow_blob_public_access', 'assign_public_ip', 'associate_public_ip_address', 'map_public_ip_on_launch', 'allow_insecure_connections', 'internet_ingestion_enabled', 'internet_query_enabled', 'data_trace_enabled', 'enable_private_path_for_google_cloud_services_only', 'public_ip_address_enabled', 'admin_enabled', 'anonymous_pull_enabled', 'follow_redirects_enabled', 'internet_mode_enabled'), consequence: 'exposure', safer: 'no' },
  { arguments: last('block_public_acls', 'block_public_policy', 'ignore_public_acls', 'restrict_public_buckets', 'internal', 'internal_load_balancer_enabled', 'private_endpoint_enabled'), consequence: 'exposure', safer: 'yes' },
  { arguments: last('public_access_prevention'), consequence: 'exposure', safer: ['inherited', 'enforced'] },
  { arguments: last('container_access_type'), consequence: 'exposure', safer: ['container', 'blob', 'private'] },
  { arguments: within('ingress', 'egress', 'cidr_blocks', 'cidr_ipv4', 'cidr_ipv6', 'ipv6_cidr_blocks', 'source_ranges', 'destination_ranges', 'source_address_prefix', 'source_address_prefixes', 'destination_address_prefix', 'destination_address_prefixes', 'authorized_networks', 'network_acls', 'network_rules', 'ip_rules', 'ip_range_filter', 'ip_security_restriction', 'ip_restriction', 'acl', 'external_enabled', 'scheme', 'load_balancing_scheme', 'endpoint_configuration', 'address_type', 'cors', 'cors_rule', 'cors_rules', 'from_port', 'to_port', 'ip_protocol', 'destination_port_range', 'destination_port_ranges', 'source_port_range', 'referenced_security_group_id', 'prefix_list_id', 'target_tags', 'source_tags', 'source_service_accounts', 'target_service_accounts', 'destination_fqdns', 'target_fqdns', 'domains', 'peer', 'access', 'direction', 'security_groups', 'security_group_ids', 'vpc_security_group_ids'), consequence: 'exposure', safer: 'fewer' },
  { types: /waf|firewall|security_policy|network_security|apigateway|api_gateway|api_management|networkfirewall/, arguments: /^(rule|rules|custom_rule|managed_rule|default_action|mode|enabled|allow|deny|priority|action|rule_group|policy_type|firewall_policy|stateful|stateless|xml_content|body|application_rule_collection|network_rule_collection|authorization|subscription_required|security_policies|match|adaptive_protection_config|advanced_options_config)(\.|_|$)/, consequence: 'exposure', safer: 'longer' },
  { types: /dns_|route53|url_map/, arguments: /^(records|rrdatas|record|alias|host_rule|path_matcher|default_route_action|default_service|name|zone_id|type)(\.|$)/, consequence: 'availability' },

  // Who may do what.
  { arguments: within('assume_role_policy', 'policy', 'policy_json', 'inline_policy', 'managed_policy_arns', 'permissions_boundary', 'role', 'roles', 'role_arn', 'role_definition_id', 'role_definition_name', 'member', 'members', 'principal', 'principal_id', 'principals', 'actions', 'data_actions', 'not_actions', 'permissions', 'scope', 'assignable_scopes', 'execution_role_arn', 'task_role_arn', 'iam_role_arn', 'service_account', 'service_account_email', 'identity', 'identity_ids', 'access_policy', 'access_string', 'user_ids', 'function_url_auth_type', 'source_arn', 'source_account', 'condition'), consequence: 'permission', safer: 'fewer' },
  { arguments: last('local_authentication_enabled', 'local_auth_enabled', 'shared_access_key_enabled', 'access_keys_authentication_enabled', 'password_auth_enabled', 'access_key_metadata_writes_enabled', 'allow_resource_only_permissions', 'privileged', 'local_authentication_disabled'), consequence: 'permission' },
  { arguments: within('authentication', 'authorization', 'authorizer_id', 'authorization_mode', 'rbac_authorization_enabled', 'iam_database_authentication_enabled'), consequence: 'permission' },

  // What protects it.
  { arguments: last('min_tls_version', 'minimum_tls_version', 'security_policy', 'ssl_policy', 'minimum_version'), consequence: 'protection', safer: TLS },
  { arguments: last('enable_key_rotation', 'storage_encrypted', 'encrypted', 'enable_log_file_validation', 'validate_certificate_chain', 'validate_certificate_name', 'require_ssl', 'https_only', 'https_traffic_only_enabled', 'readonlyRootFilesystem', 'cloudwatch_metrics_enabled', 'actions_enabled', 'scan_on_push', 'immutable_tags', 'auto_minor_version_upgrade', 'copy_tags_to_snapshot', 'network_policy_enabled', 'insights_enabled', 'performance_insights_enabled', 'query_insights_enabled', 'always_log_errors', 'enable_logging', 'is_multi_region_trail', 'include_global_service_events'), consequence: 'protection', safer: 'yes' },
  { arguments: last('rotation_period_in_days', 'automatically_after_days'), consequence: 'protection', safer: 'less' },
  { arguments: last('image_tag_mutability'), consequence: 'protection', safer: ['MUTABLE', 'IMMUTABLE'] },
  { arguments: within('kms_\\w+', 'kms_key', '\\w*encrypt\\w*', 'cmek\\w*', 'customer_managed_key', 'key_vault_key_id', 'default_identity_type', '\\w*tls\\w*', '\\w*ssl\\w*', 'rotation_\\w+', 'log_config', 'logging_config\\w*', 'access_log_settings', 'enabled_log', 'enabled_metric', 'enabled_cloudwatch_logs_exports', 'data_masking', 'redacted_fields', 'policy_document', 'transform_kql', 'exclusions', 'filter', 'destination', 'destination_arn', 'log_destination\\w*', 'storage_account_id', 'log_analytics_workspace_id', 'event_selector', 'advanced_event_selector', 'audit_log_config', 'binary_authorization', 'image_scanning_configuration', 'client_certificate_mode', 'certificate\\w*', 'database_flags', 'parameter', 'server_certificate\\w*', 'sampling_percentage', 'sample_rate', 'log_publishing_options', 'logging_level', 'verbosity'), consequence: 'protection', safer: 'longer' },
  { types: /budget/, arguments: within('limit_amount', 'amount', 'units'), consequence: 'cost', safer: 'less' },
  { types: /alarm|alert|notification|action_group|budget|sns_topic_subscription|monitoring|event_subscription|guardduty|inspector|security_center|composite/, arguments: /./, consequence: 'protection', safer: 'longer' },

  // Whether it keeps running.
  { arguments: last('min_capacity', 'min_instance_count', 'min_replicas', 'min_size', 'desired_count', 'minimum_instances', 'replica_count', 'shard_count', 'deployment_minimum_healthy_percent', 'minimum_healthy_percent', 'number_of_instances', 'replicas_per_shard'), consequence: 'availability', safer: 'more', worse: 'fewer keep it running' },
  { arguments: last('multi_az', 'zone_redundant', 'zone_redundancy_enabled', 'automatic_failover_enabled', 'multiple_write_locations_enabled', 'high_availability_enabled', 'enable_cross_zone_load_balancing', 'circuit_breaker'), consequence: 'availability', safer: 'yes', worse: 'a failed zone stops it' },
  { arguments: last('availability_type'), consequence: 'availability', safer: ['ZONAL', 'REGIONAL'] },
  { arguments: within('high_availability', 'availability_zones?', 'zones?', 'zone_distribution_config', 'geo_location', 'health_check\\w*', 'liveness_probe', 'startup_probe', 'readiness_probe', 'deployment_circuit_breaker', 'circuit_breaker_rule', 'throttling_\\w+', 'rate_limit\\w*', 'maintenance_window', 'preferred_maintenance_window', 'target_tracking_scaling_policy_configuration', 'scale_in_cooldown', 'scale_out_cooldown', 'failover_priority', 'subnet_ids', 'subnets', 'account_replication_type', 'deployment_configuration', 'strategy', 'consistency_policy'), consequence: 'availability' },

  // What it costs.
  { arguments: last('max_capacity', 'max_instance_count', 'max_replicas', 'max_size', 'allocated_storage', 'max_allocated_storage', 'storage_mb', 'disk_size', 'max_throughput', 'read_capacity', 'write_capacity', 'maximum', 'max_ncus', 'daily_quota_gb', 'reserved_concurrent_executions', 'limit_amount', 'amount', 'units', 'count', 'memory_size', 'node_count', 'cpu', 'memory', 'limits\\.(cpu|memory)', 'capacity', 'max_read_request_units', 'max_write_request_units'), consequence: 'cost', safer: 'less' },
  { arguments: within('instance_class', 'instance_type', 'node_type', 'machine_type', 'sku', 'sku_name', 'tier', 'account_tier', 'size', 'storage_type', 'throughput_mode', 'billing_mode', 'edition', 'database_edition', 'serverlessv2_scaling_configuration', 'autoscale_settings', 'cache_usage_limits', 'storage_tier', 'capacity_provider_strategy', 'plan', 'iops', 'price_class', 'workload_profile'), consequence: 'cost' },
];

/** What a change of an argument means; `undefined` where no row knows it. */
export function argumentRule(type: string, argument: string): ArgumentRule | undefined {
  return ARGUMENTS.find((row) => row.arguments.test(argument) && (!row.types || row.types.test(type)));
}
