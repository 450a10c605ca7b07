import { add, document, drop, nameOf, one } from './access-subjects';
import { CloudCases, dropAll, put, without } from './data-weakened';

const parameter = (tf: any, name: string) => one(tf, 'aws_rds_cluster_parameter_group').parameter.find((p: any) => p.name === name);
const withoutParameter = (tf: any, name: string) => { const group = one(tf, 'aws_rds_cluster_parameter_group'); group.parameter = group.parameter.filter((p: any) => p.name !== name); };

/** A database as a team would make it by hand, with everything that is asked of one. */
function instance(tf: any, more: object = {}): void {
  add(tf, 'aws_db_parameter_group', { family: 'postgres16', parameter: [{ name: 'rds.force_ssl', value: '1' }, { name: 'log_connections', value: '1' }] }, 'own');
  add(tf, 'aws_db_instance', {
    engine: 'postgres', engine_version: '16.6', storage_encrypted: true, kms_key_id: `\${aws_kms_key.${nameOf(tf, 'aws_kms_key', 'data-key')}.arn}`, backup_retention_period: 14, multi_az: true,
    deletion_protection: true, skip_final_snapshot: false, final_snapshot_identifier: 'last', delete_automated_backups: false, manage_master_user_password: true, parameter_group_name: '${aws_db_parameter_group.own.name}',
    iam_database_authentication_enabled: true, enabled_cloudwatch_logs_exports: ['postgresql'], publicly_accessible: false, lifecycle: { prevent_destroy: true }, ...more,
  }, 'own');
  one(tf, 'aws_backup_selection').resources.push('${aws_db_instance.own.arn}');
  add(tf, 'aws_cloudwatch_metric_alarm', {
    alarm_name: 'own', comparison_operator: 'GreaterThanThreshold', evaluation_periods: 1, threshold: 80, metric_name: 'CPUUtilization', period: 300,
    dimensions: { DBInstanceIdentifier: '${aws_db_instance.own.identifier}' }, alarm_actions: [`\${aws_sns_topic.${nameOf(tf, 'aws_sns_topic', 'alerts_critical')}.arn}`],
  }, 'own');
}

function secret(tf: any, more: object, rotated: boolean): void {
  add(tf, 'aws_secretsmanager_secret', { name: 'own', kms_key_id: `\${aws_kms_key.${nameOf(tf, 'aws_kms_key', 'data-key')}.arn}`, ...more }, 'own');
  if (rotated) { add(tf, 'aws_secretsmanager_secret_rotation', { secret_id: '${aws_secretsmanager_secret.own.id}', rotation_lambda_arn: 'arn:aws:lambda:eu-central-1:123456789012:function:turn', rotation_rules: { automatically_after_days: 30 } }, 'own'); }
}

const allowAll = { Sid: 'Open', Effect: 'Allow', Principal: '*', Action: 'kms:*', Resource: '*' };

export const AWS: CloudCases = {
  cloud: 'aws', cases: [
    { control: 'encryption.data-stores', what: 'items under the provider\'s key', change: (tf) => without(one(tf, 'aws_dynamodb_table').server_side_encryption, 'kms_key_arn') },
    { control: 'encryption.data-stores', what: 'no encryption of a bucket', change: (tf) => drop(tf, 'aws_s3_bucket_server_side_encryption_configuration') },
    { control: 'encryption.data-stores', what: 'a database that may not be encrypted', unknown: true, change: (tf) => { one(tf, 'aws_rds_cluster').storage_encrypted = '${var.encrypted}'; } },
    { control: 'encryption.data-stores', what: 'a database by hand without a key', change: (tf) => instance(tf, { kms_key_id: undefined }) },
    { control: 'encryption.backups', where: 'foundation', what: 'a vault under the provider\'s key', change: (tf) => without(one(tf, 'aws_backup_vault'), 'kms_key_arn') },
    { control: 'encryption.logs', what: 'a log under the provider\'s key', change: (tf) => without(one(tf, 'aws_cloudwatch_log_group', 'orders_service_log'), 'kms_key_id') },
    { control: 'encryption.logs', where: 'foundation', what: 'a trail under the provider\'s key', change: (tf) => without(one(tf, 'aws_cloudtrail'), 'kms_key_id') },
    { control: 'encryption.messages', what: 'a topic without a key', change: (tf) => without(one(tf, 'aws_sns_topic', 'alerts_critical'), 'kms_master_key_id') },
    { control: 'encryption.messages', where: 'foundation', what: 'a stream without encryption', change: (tf) => without(one(tf, 'aws_kinesis_firehose_delivery_stream'), 'server_side_encryption') },
    { control: 'encryption.workloads', where: 'foundation', what: 'mirrored images under the provider\'s key', change: (tf) => without(one(tf, 'aws_ecr_repository_creation_template'), 'encryption_configuration') },
    { control: 'transit.data-stores', what: 'a database that takes plain connections', change: (tf) => { parameter(tf, 'rds.force_ssl').value = '0'; } },
    { control: 'transit.data-stores', what: 'no word of TLS', change: (tf) => withoutParameter(tf, 'rds.force_ssl') },
    { control: 'transit.object-stores', what: 'no policy of a bucket', change: (tf) => drop(tf, 'aws_s3_bucket_policy') },
    { control: 'transit.object-stores', where: 'foundation', what: 'a policy that does not deny plain HTTP', change: (tf) => document(one(tf, 'aws_s3_bucket_policy', 'buckets_artifacts'), 'policy', (p) => { p.Statement = p.Statement.filter((s: any) => !JSON.stringify(s).includes('SecureTransport')); }) },
    { control: 'transit.messages', what: 'no policy of a topic', change: (tf) => drop(tf, 'aws_sns_topic_policy', 'alerts_critical') },
    { control: 'transit.minimum-version', what: 'an old version of TLS', change: (tf) => { parameter(tf, 'ssl_min_protocol_version').value = 'TLSv1.1'; } },
    { control: 'keys.rotation', what: 'a key that is not rotated', change: (tf) => { one(tf, 'aws_kms_key', 'data-key').enable_key_rotation = false; } },
    { control: 'keys.rotation', what: 'rotation left away', change: (tf) => without(one(tf, 'aws_kms_key', 'log-key'), 'enable_key_rotation', 'rotation_period_in_days') },
    { control: 'keys.rotation', where: 'foundation', what: 'rotation every three years', change: (tf) => { one(tf, 'aws_kms_key', 'keys_data').rotation_period_in_days = 1095; } },
    { control: 'keys.undelete', what: 'a week to bring a key back', change: (tf) => { one(tf, 'aws_kms_key', 'data-key').deletion_window_in_days = 7; } },
    { control: 'keys.prevent-destroy', what: 'a key without a life cycle', change: (tf) => without(one(tf, 'aws_kms_key', 'data-key'), 'lifecycle') },
    { control: 'keys.enabled', what: 'a key that is off', change: (tf) => { one(tf, 'aws_kms_key', 'data-key').is_enabled = false; } },
    { control: 'keys.policy', what: 'a key that is open to anybody', change: (tf) => document(one(tf, 'aws_kms_key', 'data-key'), 'policy', (p) => { p.Statement.push(allowAll); }) },
    { control: 'keys.policy', what: 'a key without a policy', change: (tf) => without(one(tf, 'aws_kms_key', 'log-key'), 'policy') },
    { control: 'secrets.not-written', what: 'a password among the variables of a function', change: (tf) => put(one(tf, 'aws_lambda_function', 'orders_probe'), 'environment.variables.DB_PASSWORD', 'correct-horse-battery') },
    { control: 'secrets.no-passwords', what: 'a password that somebody keeps', change: (tf) => without(one(tf, 'aws_rds_cluster'), 'manage_master_user_password') },
    { control: 'secrets.rotation', what: 'a secret that nobody replaces', change: (tf) => secret(tf, {}, false) },
    { control: 'secrets.undelete', what: 'a secret that is gone at once', change: (tf) => secret(tf, { recovery_window_in_days: 0 }, true) },
    { control: 'backup.days', what: 'copies for three days', change: (tf) => put(one(tf, 'aws_backup_plan'), 'rule.lifecycle.delete_after', 3) },
    { control: 'backup.days', what: 'a cluster that keeps a day', also: ['deletion.undelete'], change: (tf) => { one(tf, 'aws_rds_cluster').backup_retention_period = 1; } },
    { control: 'backup.point-in-time', what: 'items without it', also: ['backup.days'], change: (tf) => without(one(tf, 'aws_dynamodb_table'), 'point_in_time_recovery') },
    { control: 'backup.coverage', what: 'no selection', change: (tf) => drop(tf, 'aws_backup_selection') },
    { control: 'backup.coverage', what: 'a plan without a rule', change: (tf) => without(one(tf, 'aws_backup_plan'), 'rule') },
    { control: 'deletion.undelete', what: 'automatic backups that go with the database', change: (tf) => without(one(tf, 'aws_rds_cluster'), 'delete_automated_backups') },
    { control: 'backup.coverage', what: 'a store left out of the selection', change: (tf) => { one(tf, 'aws_backup_selection').resources.pop(); } },
    { control: 'backup.coverage', what: 'a table by hand', also: ['encryption.data-stores', 'backup.days', 'backup.point-in-time', 'deletion.protection', 'deletion.prevent-destroy'], change: (tf) => add(tf, 'aws_dynamodb_table', { name: 'own', hash_key: 'id' }) },
    { control: 'backup.versions', what: 'no versions of objects', also: ['deletion.undelete'], change: (tf) => drop(tf, 'aws_s3_bucket_versioning') },
    { control: 'backup.redundancy', what: 'a database in one zone', change: (tf) => instance(tf, { multi_az: false }) },
    { control: 'backup.vaults-locked', where: 'foundation', what: 'no lock of the vault', change: (tf) => drop(tf, 'aws_backup_vault_lock_configuration') },
    { control: 'backup.vaults-locked', where: 'foundation', what: 'a lock of a day', change: (tf) => { one(tf, 'aws_backup_vault_lock_configuration').min_retention_days = 1; } },
    { control: 'deletion.protection', what: 'a cluster that can be deleted', change: (tf) => { one(tf, 'aws_rds_cluster').deletion_protection = false; } },
    { control: 'deletion.protection', what: 'items without a word of it', change: (tf) => without(one(tf, 'aws_dynamodb_table'), 'deletion_protection_enabled') },
    { control: 'deletion.protection', what: 'a balancer that can be deleted', change: (tf) => { one(tf, 'aws_lb').enable_deletion_protection = false; } },
    { control: 'deletion.prevent-destroy', what: 'a bucket without a life cycle', change: (tf) => without(one(tf, 'aws_s3_bucket'), 'lifecycle') },
    { control: 'deletion.contents', what: 'a bucket that is emptied first', change: (tf) => { one(tf, 'aws_s3_bucket').force_destroy = true; } },
    { control: 'deletion.final-copy', what: 'no last snapshot', change: (tf) => { one(tf, 'aws_rds_cluster').skip_final_snapshot = true; } },
    { control: 'deletion.undelete', what: 'versions for a day', change: (tf) => { for (const rule of one(tf, 'aws_s3_bucket_lifecycle_configuration').rule) { if (rule.noncurrent_version_expiration) { put(rule, 'noncurrent_version_expiration.noncurrent_days', 1); } } } },
    { control: 'residency.stores', what: 'a bucket in America', also: ['residency.resources'], change: (tf) => { one(tf, 'aws_s3_bucket').region = 'us-east-1'; } },
    { control: 'residency.resources', what: 'a function in America', change: (tf) => { one(tf, 'aws_lambda_function', 'orders_probe').region = 'us-east-1'; } },
    { control: 'residency.resources', where: 'foundation', what: 'a subnet that only apply knows the zone of', unknown: true, change: (tf) => { one(tf, 'aws_subnet').availability_zone = '${var.zone}'; } },
    { control: 'residency.resources', where: 'foundation', what: 'a queue by a provider elsewhere', change: (tf) => add(tf, 'aws_cloudwatch_dashboard', { provider: 'aws.us_east_1', dashboard_name: 'own', dashboard_body: '{}' }) },
    { control: 'residency.copies', what: 'a replica of items', change: (tf) => { one(tf, 'aws_dynamodb_table').replica = [{ region_name: 'us-east-1' }]; } },
    { control: 'residency.copies', what: 'backups copied to another region', change: (tf) => put(one(tf, 'aws_backup_plan'), 'rule.copy_action', { destination_vault_arn: 'arn:aws:backup:us-west-2:123456789012:backup-vault:far' }) },
    { control: 'audit.calls', where: 'foundation', what: 'a trail that is off', change: (tf) => { one(tf, 'aws_cloudtrail').enable_logging = false; } },
    { control: 'audit.calls', where: 'foundation', what: 'a trail of one region', change: (tf) => { one(tf, 'aws_cloudtrail').is_multi_region_trail = false; } },
    { control: 'audit.calls', where: 'foundation', what: 'no trail', also: ['audit.archive-locked'], change: (tf) => drop(tf, 'aws_cloudtrail') },
    { control: 'audit.archive-locked', where: 'foundation', what: 'an archive without a lock', change: (tf) => drop(tf, 'aws_s3_bucket_object_lock_configuration') },
    { control: 'audit.archive-locked', where: 'foundation', what: 'a lock that can be lifted', change: (tf) => put(one(tf, 'aws_s3_bucket_object_lock_configuration'), 'rule.default_retention.mode', 'GOVERNANCE') },
    { control: 'audit.tamper-evident', where: 'foundation', what: 'files that nobody signs', change: (tf) => without(one(tf, 'aws_cloudtrail'), 'enable_log_file_validation') },
    { control: 'audit.changes-noticed', what: 'nobody who hears of deleted logs', change: (tf) => drop(tf, 'aws_cloudwatch_event_rule', 'audit_logs') },
    { control: 'audit.changes-noticed', where: 'foundation', what: 'no rule for the trail', change: (tf) => drop(tf, 'aws_cloudwatch_event_rule', 'account_finding-trail') },
    { control: 'audit.store-access', what: 'a bucket whose access nobody logs', change: (tf) => drop(tf, 'aws_s3_bucket_logging') },
    { control: 'audit.store-access', what: 'a cluster that exports no log', change: (tf) => without(one(tf, 'aws_rds_cluster'), 'enabled_cloudwatch_logs_exports') },
    { control: 'audit.copies', what: 'no copy of the audit log', change: (tf) => drop(tf, 'aws_cloudwatch_log_subscription_filter') },
    { control: 'audit.copies', what: 'a copy of some lines only', change: (tf) => { one(tf, 'aws_cloudwatch_log_subscription_filter').filter_pattern = '{ $.decision = "deny" }'; } },
    { control: 'logs.retention', what: 'requests for a month', change: (tf) => { one(tf, 'aws_cloudwatch_log_group', 'orders_access-log').retention_in_days = 30; } },
    { control: 'logs.retention', what: 'a log for ever', change: (tf) => without(one(tf, 'aws_cloudwatch_log_group', 'orders_service_log'), 'retention_in_days') },
    { control: 'logs.retention', where: 'foundation', what: 'flows for a month', change: (tf) => { one(tf, 'aws_cloudwatch_log_group', 'flows_').retention_in_days = 30; } },
    { control: 'logs.workloads', what: 'a container that writes nowhere', change: (tf) => { const task = one(tf, 'aws_ecs_task_definition'); task.container_definitions = task.container_definitions.replace('"logDriver":"awslogs"', '"logDriver":"none"'); } },
    { control: 'logs.workloads', what: 'a function without a log group', change: (tf) => without(one(tf, 'aws_lambda_function', 'orders_gateway_authorizer'), 'logging_config') },
    { control: 'logs.network-flows', where: 'foundation', what: 'no flow log', change: (tf) => drop(tf, 'aws_flow_log') },
    { control: 'alerting.alarms', what: 'an alarm that is off', also: ['alerting.metrics'], change: (tf) => { one(tf, 'aws_cloudwatch_metric_alarm', 'orders_database_alarms_cpu').actions_enabled = false; } },
    { control: 'alerting.alarms', what: 'an alarm that goes to nobody', also: ['alerting.metrics'], change: (tf) => without(one(tf, 'aws_cloudwatch_metric_alarm', 'orders_database_alarms_cpu'), 'alarm_actions') },
    { control: 'alerting.coverage', what: 'items that nobody watches', also: ['alerting.metrics'], change: (tf) => dropAll(tf, 'aws_cloudwatch_metric_alarm', 'orders_items_') },
    { control: 'alerting.coverage', what: 'a database by hand that nobody watches', change: (tf) => { instance(tf); delete tf.resource.aws_cloudwatch_metric_alarm.own; } },
    { control: 'alerting.receivers', where: 'foundation', what: 'a topic without subscribers', also: ['audit.changes-noticed', 'alerting.alarms', 'alerting.keys', 'alerting.account'], change: (tf) => dropAll(tf, 'aws_sns_topic_subscription') },
    { control: 'alerting.keys', what: 'no rule for keys', change: (tf) => drop(tf, 'aws_cloudwatch_event_rule', 'audit_keys') },
    { control: 'alerting.keys', where: 'foundation', what: 'a rule that does not hear of deletion', change: (tf) => document(one(tf, 'aws_cloudwatch_event_rule', 'account_finding-key'), 'event_pattern', (p) => { p.detail.eventName = ['DisableKey']; }) },
    { control: 'alerting.account', where: 'foundation', what: 'no rule for the root user', change: (tf) => drop(tf, 'aws_cloudwatch_event_rule', 'account_finding-root') },
    { control: 'alerting.account', where: 'foundation', what: 'a rule for threats that is off', also: ['alerting.alarms'], change: (tf) => { one(tf, 'aws_cloudwatch_event_rule', 'account_finding-threat').state = 'DISABLED'; } },
    { control: 'alerting.alarms', what: 'an alarm that is raised at nothing', change: (tf) => without(one(tf, 'aws_cloudwatch_metric_alarm', 'orders_database_alarms_cpu'), 'threshold') },
    { control: 'alerting.metrics', what: 'a single alarm that is missing', change: (tf) => drop(tf, 'aws_cloudwatch_metric_alarm', 'orders_service_alarms_memory-warning') },
    { control: 'audit.guardrails', where: 'foundation', what: 'threat detection that is off', change: (tf) => { one(tf, 'aws_guardduty_detector').enable = false; } },
    { control: 'audit.guardrails', where: 'foundation', what: 'disks that nobody encrypts', change: (tf) => drop(tf, 'aws_ebs_encryption_by_default') },
    { control: 'masking.logs', what: 'the service\'s log in the clear', change: (tf) => drop(tf, 'aws_cloudwatch_log_data_protection_policy', 'orders_service') },
    { control: 'masking.fields', what: 'addresses readable in one log', change: (tf) => document(one(tf, 'aws_cloudwatch_log_data_protection_policy', 'orders_access-log'), 'policy_document', (p) => { p.Statement[1].DataIdentifier.shift(); }) },
    { control: 'masking.fields', what: 'a field readable in one log', change: (tf) => { const policy = one(tf, 'aws_cloudwatch_log_data_protection_policy', 'orders_service'); policy.policy_document = policy.policy_document.replace('phone.{1,4}[^,}]{1,99}|', ''); } },
    { control: 'masking.fields', what: 'a personal field readable in every log', change: (tf) => { for (const policy of Object.values<any>(tf.resource.aws_cloudwatch_log_data_protection_policy)) { policy.policy_document = policy.policy_document.split('phone.{1,4}[^,}]{1,99}|').join(''); } } },
    { control: 'masking.gateways', what: 'whole requests in the log', change: (tf) => put(one(tf, 'aws_api_gateway_method_settings'), 'settings.data_trace_enabled', true) },
    { control: 'masking.gateways', what: 'nothing redacted by the firewall', change: (tf) => without(one(tf, 'aws_wafv2_web_acl_logging_configuration'), 'redacted_fields') },
    { control: 'masking.gateways', what: 'addresses in the access log', change: (tf) => put(one(tf, 'aws_api_gateway_stage'), 'access_log_settings.format', '$context.identity.sourceIp $context.requestId') },
    { control: 'masking.statements', what: 'every statement in the log', change: (tf) => { parameter(tf, 'log_statement').value = 'all'; } },
    { control: 'masking.statements', what: 'slow statements with their values', change: (tf) => withoutParameter(tf, 'log_parameter_max_length') },
  ],
};
