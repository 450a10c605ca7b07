import { Value } from '../../../src/review/model';
import { add, Answer, changed, document, drop, one, own, ref, stack } from './support';

const SQL = 'rds_cluster.orders_database';
const ITEMS = 'dynamodb_table.orders_items';
const CACHE = 'elasticache_serverless_cache.orders_cache';
const OBJECTS = 's3_bucket.orders_objects';
const EDGE = 'api_gateway_rest_api.orders_gateway';
const WALL = 'wafv2_web_acl.orders_gateway';
const SERVICE = 'ecs_service.orders_service';
const TASK = 'ecs_task_definition.orders_service';
const LOG = 'cloudwatch_log_group.orders_service_log';
const AUDIT = 'cloudwatch_log_group.orders_audit-log';
const ALARM = 'cloudwatch_metric_alarm.orders_database_alarms_cpu-warning';
const IMAGES = 'ecr_repository.orders_images';
const KEY = 'kms_key.data-key';
const TOPIC = 'sns_topic.alerts_critical';

const sql = (tf: any) => one(tf, 'aws_rds_cluster');
const parameters = (tf: any, without: string) => { const g = one(tf, 'aws_rds_cluster_parameter_group'); g.parameter = g.parameter.filter((p: any) => p.name !== without); };
const api = (tf: any, change: (d: any) => void) => document(one(tf, 'aws_api_gateway_rest_api'), 'body', change);
const wall = (tf: any) => one(tf, 'aws_wafv2_web_acl');
const rule = (tf: any, name: string) => wall(tf).rule.find((r: any) => r.name === name);
const containers = (tf: any) => one(tf, 'aws_ecs_task_definition');
const lock = (tf: any) => one(tf, 'aws_s3_bucket_public_access_block');
const bucketPolicy = (tf: any, sid: string) => document(one(tf, 'aws_s3_bucket_policy'), 'policy', (d) => { d.Statement = d.Statement.filter((s: any) => s.Sid !== sid); });

/** What is changed, what is said before and after, and of what. */
type Row = readonly [name: string, change: (tf: any) => void, rule: string, subject: string, before: Value | undefined, after: Value | undefined, detail?: string];

const ROWS: Row[] = [
  // database
  ['database without a key of its own', (tf) => { delete sql(tf).kms_key_id; }, 'data.key', SQL, 'customer', 'provider'],
  ['database with a key of another stack', (tf) => { sql(tf).kms_key_id = 'arn:aws:kms:eu-central-1:123456789012:key/other'; }, 'data.key', SQL, 'customer', 'foundation'],
  ['database not encrypted where nothing is said', (tf) => { delete sql(tf).storage_encrypted; }, 'data.key', SQL, 'customer', 'none'],
  ['database deleted by a call', (tf) => { delete sql(tf).deletion_protection; }, 'data.deletion-protection', SQL, true, false],
  ['database destroyed by a rename', (tf) => { delete sql(tf).lifecycle; }, 'data.prevent-destroy', SQL, true, false],
  ['backups where nothing is said', (tf) => { delete sql(tf).backup_retention_period; }, 'data.backup-days', SQL, 7, 1],
  ['no last copy', (tf) => { sql(tf).skip_final_snapshot = true; }, 'data.final-copy', SQL, true, false],
  ['backups deleted with it', (tf) => { delete sql(tf).delete_automated_backups; }, 'data.undelete-days', SQL, 7, undefined],
  ['backups and last copy gone', (tf) => { Object.assign(sql(tf), { delete_automated_backups: true, skip_final_snapshot: true }); }, 'data.undelete-days', SQL, 7, 0],
  ['no login by identity', (tf) => { delete sql(tf).iam_database_authentication_enabled; }, 'data.login', SQL, 'password or identity', 'password'],
  ['TLS not asked for', (tf) => parameters(tf, 'rds.force_ssl'), 'data.transit', SQL, 'TLS 1.2', 'optional'],
  ['no parameters at all', (tf) => { delete sql(tf).db_cluster_parameter_group_name; }, 'data.transit', SQL, 'TLS 1.2', 'optional'],
  ['older TLS', (tf) => { one(tf, 'aws_rds_cluster_parameter_group').parameter.find((p: any) => p.name === 'ssl_min_protocol_version').value = 'TLSv1.1'; }, 'data.transit', SQL, 'TLS 1.2', 'TLS 1.1'],
  ['logs not exported', (tf) => { delete sql(tf).enabled_cloudwatch_logs_exports; }, 'data.access-log', SQL, true, false],
  ['nothing of access in the logs', (tf) => { parameters(tf, 'pgaudit.log'); parameters(tf, 'log_connections'); }, 'data.access-log', SQL, true, false],
  ['public instance', (tf) => { one(tf, 'aws_rds_cluster_instance').publicly_accessible = true; }, 'data.public', SQL, false, true],
  ['an instance fewer', (tf) => drop(tf, 'aws_rds_cluster_instance'), 'compute.min-instances', SQL, 3, 2],
  ['unknown until apply', (tf) => { sql(tf).deletion_protection = '${var.x}'; }, 'data.deletion-protection', SQL, true, undefined],
  // items, cache
  ['items: key of the cloud', (tf) => { delete one(tf, 'aws_dynamodb_table').server_side_encryption; }, 'data.key', ITEMS, 'customer', 'provider'],
  ['items: no recovery of the moment', (tf) => { delete one(tf, 'aws_dynamodb_table').point_in_time_recovery; }, 'data.point-in-time', ITEMS, true, false],
  ['items: no backups', (tf) => { delete one(tf, 'aws_dynamodb_table').point_in_time_recovery; }, 'data.backup-days', ITEMS, 7, 0],
  ['items: recovery as long as the cloud has it', (tf) => { delete one(tf, 'aws_dynamodb_table').point_in_time_recovery.recovery_period_in_days; }, 'data.backup-days', ITEMS, 7, 35],
  ['items: no protection', (tf) => { delete one(tf, 'aws_dynamodb_table').deletion_protection_enabled; }, 'data.deletion-protection', ITEMS, true, false],
  ['cache: no backups', (tf) => { delete one(tf, 'aws_elasticache_serverless_cache').snapshot_retention_limit; }, 'data.backup-days', CACHE, 35, 0],
  ['cache: nobody is asked who they are', (tf) => { delete one(tf, 'aws_elasticache_serverless_cache').user_group_id; }, 'data.login', CACHE, 'identity', 'none'],
  ['cache: a user without password', (tf) => { one(tf, 'aws_elasticache_user', 'orders_cache_user-all').authentication_mode = { type: 'no-password-required' }; }, 'data.login', CACHE, 'identity', 'none'],
  ['cache: the default user is on', (tf) => { Object.assign(one(tf, 'aws_elasticache_user', 'orders_cache_user-nobody'), { access_string: 'on ~* +@all', authentication_mode: { type: 'password' } }); }, 'data.login', CACHE, 'identity', 'password or identity'],
  // objects
  ['bucket: key of the cloud', (tf) => drop(tf, 'aws_s3_bucket_server_side_encryption_configuration'), 'data.key', OBJECTS, 'customer', 'provider'],
  ['bucket: no versions', (tf) => drop(tf, 'aws_s3_bucket_versioning'), 'data.versions', OBJECTS, true, false],
  ['bucket: deleted is gone', (tf) => { one(tf, 'aws_s3_bucket_versioning').versioning_configuration.status = 'Suspended'; }, 'data.undelete-days', OBJECTS, 90, 0],
  ['bucket: deleted sooner', (tf) => { one(tf, 'aws_s3_bucket_lifecycle_configuration').rule[1].expiration = [{ days: 30 }]; }, 'data.expiry-days', OBJECTS, 365, 30],
  ['bucket: never deleted', (tf) => drop(tf, 'aws_s3_bucket_lifecycle_configuration'), 'data.expiry-days', OBJECTS, 365, 36500],
  ['bucket: no block of public access', (tf) => drop(tf, 'aws_s3_bucket_public_access_block'), 'data.public-blocked', OBJECTS, true, false],
  ['bucket: one block off', (tf) => { delete lock(tf).restrict_public_buckets; }, 'data.public-blocked', OBJECTS, true, false],
  ['bucket: public only where blocks are off', (tf) => { lock(tf).restrict_public_buckets = false; document(one(tf, 'aws_s3_bucket_policy'), 'policy', (d) => d.Statement.push({ Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::x/*' })); }, 'data.public', OBJECTS, false, true],
  ['bucket: a public policy behind blocks', (tf) => { document(one(tf, 'aws_s3_bucket_policy'), 'policy', (d) => d.Statement.push({ Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::x/*' })); }, 'data.public', OBJECTS, false, false],
  // Without TLS there is no version to compare, so the comparison refuses nothing.
  ['bucket: plain HTTP beside a least version', (tf) => bucketPolicy(tf, 'TlsOnly'), 'data.transit', OBJECTS, 'TLS 1.2', 'optional'],
  ['bucket: older TLS', (tf) => bucketPolicy(tf, 'Tls12'), 'data.transit', OBJECTS, 'TLS 1.2', 'TLS'],
  ['bucket: no policy', (tf) => drop(tf, 'aws_s3_bucket_policy'), 'data.transit', OBJECTS, 'TLS 1.2', 'optional'],
  ['bucket: access not logged', (tf) => drop(tf, 'aws_s3_bucket_logging'), 'data.access-log', OBJECTS, true, false],
  ['bucket: emptied on destroy', (tf) => { one(tf, 'aws_s3_bucket').force_destroy = true; }, 'data.force-destroy', OBJECTS, false, true],
  ['bucket: not in the backup', (tf) => { one(tf, 'aws_backup_selection').resources.pop(); }, 'data.backup-days', OBJECTS, 35, undefined],
  ['database: not in the backup', (tf) => { one(tf, 'aws_backup_selection').resources = one(tf, 'aws_backup_selection').resources.filter((r: string) => !r.includes('rds_cluster')); }, 'data.backup-days', SQL, 35, undefined, 'copies in a vault'],
  ['items: copies kept shorter', (tf) => { one(tf, 'aws_backup_plan').rule[0].lifecycle.delete_after = 3; }, 'data.backup-days', ITEMS, 35, 3, 'copies in a vault'],
  ['tokens for another system', (tf) => { one(tf, 'aws_lambda_function', 'orders_gateway_authorizer').environment.variables.AUDIENCE = 'billing'; }, 'edge.audience', EDGE, ['orders'], ['billing']],
  ['images: destroyed with all', (tf) => { one(tf, 'aws_ecr_repository').force_delete = true; }, 'data.force-destroy', 'ecr_repository', false, true],
  ['backups kept shorter', (tf) => { one(tf, 'aws_backup_plan').rule[0].lifecycle.delete_after = 3; }, 'backup.days', 'backup_plan', 35, 3, 'daily'],
  // keys, images
  ['key not rotated', (tf) => { delete one(tf, 'aws_kms_key', 'data-key').enable_key_rotation; }, 'key.rotation-days', KEY, 365, 36500],
  ['key deleted sooner', (tf) => { one(tf, 'aws_kms_key', 'data-key').deletion_window_in_days = 7; }, 'key.undelete-days', KEY, 30, 7],
  ['key destroyed by a rename', (tf) => { delete one(tf, 'aws_kms_key', 'data-key').lifecycle.prevent_destroy; }, 'key.prevent-destroy', KEY, true, false],
  ['key off', (tf) => { one(tf, 'aws_kms_key', 'data-key').is_enabled = false; }, 'key.enabled', KEY, true, false],
  ['tags can be moved', (tf) => { delete one(tf, 'aws_ecr_repository').image_tag_mutability; }, 'image.immutable', IMAGES, true, false],
  ['images not scanned', (tf) => { delete one(tf, 'aws_ecr_repository').image_scanning_configuration; }, 'image.scan', IMAGES, true, false],
  // edge
  ['older TLS at the edge', (tf) => { one(tf, 'aws_api_gateway_domain_name').security_policy = 'TLS_1_0'; }, 'edge.tls', EDGE, 'TLS 1.2', 'TLS 1.0'],
  ['a second name with older TLS', (tf) => { delete one(tf, 'aws_api_gateway_rest_api').disable_execute_api_endpoint; }, 'edge.tls', EDGE, 'TLS 1.2', 'TLS 1.0'],
  ['firewall off', (tf) => drop(tf, 'aws_wafv2_web_acl_association'), 'edge.firewall', EDGE, 'blocks', 'none'],
  ['firewall counts only', (tf) => { for (const r of wall(tf).rule) { if (r.action) { r.action = { count: {} }; } else { r.override_action = { count: {} }; } } }, 'edge.firewall', EDGE, 'blocks', 'counts'],
  ['a managed rule counts only', (tf) => { rule(tf, 'AWSManagedRulesSQLiRuleSet').override_action = { count: {} }; }, 'edge.firewall-rule', WALL, 'blocks', 'counts', 'AWSManagedRulesSQLiRuleSet'],
  ['a rule for some requests only', (tf) => { rule(tf, 'rate-client').statement.rate_based_statement.scope_down_statement = { geo_match_statement: {} }; }, 'edge.firewall-rule', WALL, 'limits', undefined, 'rate-client'],
  ['larger bodies', (tf) => { rule(tf, 'body-size').statement.size_constraint_statement.size = 65536; }, 'edge.body-limit', WALL, 8192, 65536],
  ['more requests of one client', (tf) => { rule(tf, 'rate-client').statement.rate_based_statement.limit = 6000; }, 'edge.client-limit', EDGE, 300, 6000],
  ['the same limit in a longer time', (tf) => { delete rule(tf, 'rate-client').statement.rate_based_statement.evaluation_window_sec; }, 'edge.client-limit', EDGE, 300, 60],
  ['no limit for all', (tf) => drop(tf, 'aws_api_gateway_method_settings'), 'edge.overall-limit', EDGE, 3000, undefined],
  ['one more operation without a token', (tf) => api(tf, (d) => { d.paths['/orders'].get.security = []; }), 'edge.open-operations', EDGE, ['GET /health'], ['GET /health', 'GET /orders']],
  ['a key is no token', (tf) => api(tf, (d) => { delete d.components.securitySchemes.tokens['x-amazon-apigateway-authorizer']; }), 'edge.authentication', EDGE, 'optional', 'none'],
  ['an alternative without proof', (tf) => api(tf, (d) => { d.paths['/orders'].get.security.push({}); }), 'edge.open-operations', EDGE, ['GET /health'], ['GET /health', 'GET /orders']],
  ['another issuer', (tf) => { one(tf, 'aws_lambda_function', 'orders_gateway_authorizer').environment.variables.ISSUER = 'https://evil.example/'; }, 'edge.issuer', EDGE, 'https://login.acme.example/', 'https://evil.example/'],
  ['another program decides', (tf) => { one(tf, 'aws_s3_object', 'orders_gateway_authorizer').content_base64 = 'bm90IGEgemlw'; }, 'edge.consent', EDGE, [
    'GET /orders/{orderId}/customer: order-fulfilment', 'POST /orders: order-fulfilment', 'PUT /newsletter/preferences: marketing', 'PUT /orders/{orderId}/customer: order-fulfilment'], undefined],
  ['bodies are not checked', (tf) => api(tf, (d) => { d['x-amazon-apigateway-request-validators'].all.validateRequestBody = false; }), 'edge.validation', EDGE, true, false],
  ['one operation is not checked', (tf) => api(tf, (d) => { d.paths['/orders'].get['x-amazon-apigateway-request-validator'] = 'none'; }), 'edge.validation', EDGE, true, false],
  ['refusals without the header', (tf) => api(tf, (d) => { d['x-amazon-apigateway-gateway-responses'].DEFAULT_4XX.responseParameters = {}; }), 'edge.hsts', EDGE, true, false],
  ['answers without the header', (tf) => { delete one(tf, 'aws_lb_listener').routing_http_response_strict_transport_security_header_value; }, 'edge.hsts', EDGE, true, false],
  ['over the internet to the service', (tf) => api(tf, (d) => { delete d.paths['/orders'].get['x-amazon-apigateway-integration'].connectionType; }), 'edge.private-origin', EDGE, true, false],
  ['requests not logged', (tf) => { delete one(tf, 'aws_api_gateway_stage').access_log_settings; }, 'edge.access-log', EDGE, true, false],
  ['balancer with older TLS', (tf) => { one(tf, 'aws_lb_listener').ssl_policy = 'ELBSecurityPolicy-2016-08'; }, 'edge.tls', 'lb.orders', 'TLS 1.2', 'TLS 1.0'],
  // service
  ['fewer instances', (tf) => { one(tf, 'aws_appautoscaling_target').min_capacity = 1; }, 'compute.min-instances', SERVICE, 3, 1],
  ['no scaling', (tf) => drop(tf, 'aws_appautoscaling_target'), 'compute.max-instances', SERVICE, 20, 3],
  ['no rollback', (tf) => { delete one(tf, 'aws_ecs_service').deployment_circuit_breaker; }, 'compute.rollback', SERVICE, true, false],
  ['no rollback on an alarm', (tf) => { delete one(tf, 'aws_ecs_service').alarms; }, 'compute.rollback', SERVICE, true, undefined, 'when an alarm is raised'],
  ['public address', (tf) => { one(tf, 'aws_ecs_service').network_configuration.assign_public_ip = true; }, 'network.public-address', SERVICE, false, true],
  ['shell', (tf) => { one(tf, 'aws_ecs_service').enable_execute_command = true; }, 'compute.shell', SERVICE, false, true],
  ['file system can be written', (tf) => { const t = containers(tf); t.container_definitions = t.container_definitions.replace('"readonlyRootFilesystem":true', '"readonlyRootFilesystem":false'); }, 'compute.read-only', TASK, true, false, 'service'],
  ['container with privileges', (tf) => { const t = containers(tf); t.container_definitions = t.container_definitions.replace('"privileged":false', '"privileged":true'); }, 'compute.privileged', TASK, false, true, 'service'],
  ['health not checked', (tf) => { one(tf, 'aws_lb_target_group').health_check.enabled = false; }, 'compute.health-check', SERVICE, true, false],
  // logs, alarms, money
  ['log kept shorter', (tf) => { one(tf, 'aws_cloudwatch_log_group', 'orders_service_log').retention_in_days = 7; }, 'log.retention-days', LOG, 90, 7],
  ['log kept for ever', (tf) => { delete one(tf, 'aws_cloudwatch_log_group', 'orders_service_log').retention_in_days; }, 'log.retention-days', LOG, 90, 36500],
  ['log: key of the cloud', (tf) => { delete one(tf, 'aws_cloudwatch_log_group', 'orders_service_log').kms_key_id; }, 'log.key', LOG, 'customer', 'provider'],
  ['log not masked', (tf) => drop(tf, 'aws_cloudwatch_log_data_protection_policy', 'orders_service'), 'log.masked', LOG, true, false],
  ['a field readable in the log', (tf) => { const policy = one(tf, 'aws_cloudwatch_log_data_protection_policy', 'orders_service'); policy.policy_document = policy.policy_document.replace('phone.{1,4}[^,}]{1,99}|', ''); },
    'log.masked-fields', LOG, ['AwsSecretKey', 'CreditCardNumber', 'EmailAddress', 'PkcsPrivateKey', 'address', 'city', 'email', 'name', 'phone', 'postalCode', 'street'],
    ['AwsSecretKey', 'CreditCardNumber', 'EmailAddress', 'PkcsPrivateKey', 'address', 'city', 'email', 'name', 'postalCode', 'street']],
  ['a balancer that can be deleted', (tf) => { delete one(tf, 'aws_lb').enable_deletion_protection; }, 'compute.deletion-protection', 'lb.orders_service', true, false],
  ['log only looked through', (tf) => document(one(tf, 'aws_cloudwatch_log_data_protection_policy', 'orders_service'), 'policy_document', (d) => { d.Statement = d.Statement.filter((s: any) => !s.Operation.Deidentify); }), 'log.masked', LOG, true, false],
  ['audit log not archived', (tf) => drop(tf, 'aws_cloudwatch_log_subscription_filter'), 'log.archived', AUDIT, true, false],
  ['some of the audit log archived', (tf) => { one(tf, 'aws_cloudwatch_log_subscription_filter').filter_pattern = '{ $.decision = "deny" }'; }, 'log.archived', AUDIT, true, false],
  ['alarm off', (tf) => { one(tf, 'aws_cloudwatch_metric_alarm', 'orders_database_alarms_cpu-warning').actions_enabled = false; }, 'alarm.enabled', ALARM, true, false],
  ['alarm that nobody hears', (tf) => { delete one(tf, 'aws_cloudwatch_metric_alarm', 'orders_database_alarms_cpu-warning').alarm_actions; }, 'alarm.heard', ALARM, true, false],
  ['alarm to a topic without receivers', (tf) => { tf.resource.aws_sns_topic_subscription = {}; }, 'alarm.heard', ALARM, true, false],
  ['higher threshold', (tf) => { one(tf, 'aws_cloudwatch_metric_alarm', 'orders_database_alarms_cpu-warning').threshold = 99; }, 'alarm.threshold', ALARM, '> 90 percent for 15 minutes', '> 99 percent for 15 minutes'],
  ['part of an alarm that nobody hears', (tf) => drop(tf, 'aws_cloudwatch_composite_alarm', 'orders_objectives_availability-fast'), 'alarm.heard', 'cloudwatch_metric_alarm.orders_objectives_availability-fast-5m', true, false],
  ['nobody gets alerts', (tf) => { tf.resource.aws_sns_topic_subscription = {}; }, 'alert.receivers', TOPIC, ['oncall@acme.example', 'orders@acme.example', 'platform@acme.example'], []],
  ['topic not encrypted', (tf) => { delete one(tf, 'aws_sns_topic', 'alerts_critical').kms_master_key_id; }, 'messaging.key', TOPIC, 'customer', 'none'],
  ['rule for events off', (tf) => { one(tf, 'aws_cloudwatch_event_rule', 'audit_keys').state = 'DISABLED'; }, 'alarm.enabled', 'cloudwatch_event_rule.audit_keys', true, false],
  ['larger budget', (tf) => { one(tf, 'aws_budgets_budget').limit_amount = '20000'; }, 'budget.amount', 'budgets_budget', 6600, 20000, 'in USD'],
  ['budget of a year', (tf) => { one(tf, 'aws_budgets_budget').time_unit = 'ANNUALLY'; }, 'budget.amount', 'budgets_budget', 6600, 550, 'in USD'],
  ['nobody hears of money', (tf) => { delete one(tf, 'aws_budgets_budget').notification; }, 'budget.alerts', 'budgets_budget', ['100 percent', '100 percent of the forecast', '50 percent', '80 percent'], []],
];

describe('what is changed in an environment is said', () => {
  const before = new Answer(stack());

  test.each(ROWS)('%s', (...row) => {
    const [, change, rule_, subject, was, is, detail] = row as unknown as Row;
    expect(before.says(rule_, subject, detail)).toEqual(was);
    expect(changed(change).says(rule_, subject, detail)).toEqual(is);
  });
});

const FOUNDATION: Row[] = [
  ['archive not locked', (tf) => drop(tf, 'aws_s3_bucket_object_lock_configuration'), 'audit.immutable-days', 'cloudtrail.trail', 400, 0],
  ['lock that can be lifted', (tf) => { one(tf, 'aws_s3_bucket_object_lock_configuration').rule.default_retention.mode = 'GOVERNANCE'; }, 'data.lock', 's3_bucket.buckets_archive', 'final', 'lifted'],
  ['audit off', (tf) => { one(tf, 'aws_cloudtrail').enable_logging = false; }, 'audit.enabled', 'cloudtrail.trail', true, false],
  ['audit of one region', (tf) => { delete one(tf, 'aws_cloudtrail').is_multi_region_trail; }, 'audit.enabled', 'cloudtrail.trail', true, false, 'in all regions'],
  ['audit without objects', (tf) => { one(tf, 'aws_cloudtrail').advanced_event_selector.splice(1, 1); }, 'audit.enabled', 'cloudtrail.trail', true, undefined, 'access to S3 Object'],
  ['changes are not noticed', (tf) => { delete one(tf, 'aws_cloudtrail').enable_log_file_validation; }, 'guard.enabled', 'cloudtrail.trail', true, false, 'a change of the audit log is noticed'],
  ['firewall lets all pass', (tf) => { one(tf, 'aws_networkfirewall_firewall_policy').firewall_policy.stateful_default_actions = []; }, 'network.egress-hosts', 'networkfirewall_firewall.', ['cognito-idp.eu-central-1.amazonaws.com', 'login.acme.example'], ['*']],
  ['one host more', (tf) => { one(tf, 'aws_networkfirewall_rule_group').rule_group.rules_source.rules_source_list.targets.push('.example'); }, 'network.egress-hosts', 'networkfirewall_firewall.', ['cognito-idp.eu-central-1.amazonaws.com', 'login.acme.example'], ['.example', 'cognito-idp.eu-central-1.amazonaws.com', 'login.acme.example']],
  ['flows not logged', (tf) => drop(tf, 'aws_flow_log'), 'network.flow-logs', 'vpc.', true, false],
  ['endpoint without limits', (tf) => { delete one(tf, 'aws_vpc_endpoint', 'endpoints_s3').policy; }, 'network.endpoint-limited', 'vpc_endpoint.endpoints_s3', true, false],
  ['threats not looked for', (tf) => { one(tf, 'aws_guardduty_detector').enable = false; }, 'guard.enabled', 'guardduty_detector.', true, false, 'threats are looked for'],
  ['names answered while the firewall is down', (tf) => { one(tf, 'aws_route53_resolver_firewall_config').firewall_fail_open = 'ENABLED'; }, 'guard.enabled', 'route53_resolver_firewall_config.', true, false, 'no name is answered while the firewall for names is down'],
  ['every name answered', (tf) => { one(tf, 'aws_route53_resolver_firewall_rule', 'names_block').action = 'ALERT'; }, 'guard.enabled', 'route53_resolver_firewall_rule_group.', true, false, 'names that are not listed are not answered'],
  ['buckets can be public', (tf) => { delete one(tf, 'aws_s3_account_public_access_block').block_public_policy; }, 'guard.enabled', 's3_account_public_access_block.', true, false],
  ['vault destroyed with its backups', (tf) => { one(tf, 'aws_backup_vault').force_destroy = true; }, 'data.force-destroy', 'backup_vault.', false, true],
  ['logs of access no longer taken', (tf) => { for (const name of ['buckets_archive', 'buckets_artifacts']) { drop(tf, 'aws_s3_bucket_logging', name); } }, 'data.key', 's3_bucket.buckets_access-logs', 'fixed', 'provider'],
  ['nobody hears of keys', (tf) => { one(tf, 'aws_cloudwatch_event_rule', 'account_finding-key').state = 'DISABLED'; }, 'alarm.enabled', 'cloudwatch_event_rule.account_finding-key', true, false],
  ['vault not locked', (tf) => drop(tf, 'aws_backup_vault_lock_configuration'), 'data.immutable-days', 'backup_vault.', 7, 0],
  ['rules in the default group', (tf) => { one(tf, 'aws_default_security_group').egress = [{ cidr_blocks: ['0.0.0.0/0'] }]; }, 'guard.enabled', 'default_security_group.', true, false, 'the default security group lets nothing pass'],
  ['disks not encrypted', (tf) => { one(tf, 'aws_ebs_encryption_by_default').enabled = false; }, 'guard.enabled', 'ebs_encryption_by_default.', true, false, 'every disk is encrypted'],
];

describe('what is changed in a foundation is said', () => {
  const before = new Answer(stack('foundation'));

  test.each(FOUNDATION)('%s', (...row) => {
    const [, change, rule_, subject, was, is, detail] = row as unknown as Row;
    expect(before.says(rule_, subject, detail)).toEqual(was);
    expect(changed(change, stack('foundation')).says(rule_, subject, detail)).toEqual(is);
  });
});

test('client certificates are part of the authentication, and only if there is no way around', () => {
  const asked = new Answer(stack('mutualTls'));
  const health = asked.says('edge.open-operations', EDGE) as string[];
  expect(asked.says('edge.authentication', EDGE)).toBe(health.length > 0 ? 'optional' : 'token and certificate');
  expect(asked.reaches('internet', 'aws_ecs_service')[0].authentication).toMatch(/^client certificate and token of /);
  const around = changed((tf) => { delete one(tf, 'aws_api_gateway_rest_api').disable_execute_api_endpoint; }, stack('mutualTls'));
  expect(around.reaches('internet', 'aws_ecs_service')[0].authentication).not.toContain('certificate');
});

test('an account block keeps a bucket from being public whatever the bucket says', () => {
  const open = changed((tf) => { drop(tf, 'aws_s3_bucket_public_access_block', 'buckets_archive'); }, stack('foundation'));
  expect(open.says('data.public-blocked', 's3_bucket.buckets_archive')).toBe(true);
});

test('a claim names the resource that says it', () => {
  const tf = stack();
  const { found } = new Answer(tf);
  const key = found.statements.find((s) => s.rule === 'data.key' && s.subject.startsWith('aws_s3_bucket.'))!;
  expect(key.evidence[0].address).toMatch(/^aws_s3_bucket_server_side_encryption_configuration\./);
  add(tf, 'aws_s3_bucket', 'bare', { bucket: 'bare' });
  const bare = new Answer(tf).found.statements.find((s) => s.rule === 'data.public-blocked' && s.subject === 'aws_s3_bucket.bare')!;
  expect([bare.value, bare.evidence]).toEqual([false, [{ address: 'aws_s3_bucket.bare' }]]);
  expect(ref(tf, 'aws_s3_bucket', 'bare')).toBe('${aws_s3_bucket.bare.id}');
});

test('the unit of a token\'s life is no token, and a directory takes no key', () => {
  const found = own({
    aws_cognito_user_pool: { people: { name: 'people' } },
    aws_cognito_user_pool_client: { web: { name: 'web', access_token_validity: 30, token_validity_units: [{ access_token: 'minutes', refresh_token: 'hours' }] } },
  });
  expect(found.says('secret.written', 'cognito_user_pool_client.web')).toBeUndefined();
  expect(found.says('data.key', 'cognito_user_pool.people')).toBe('fixed');
});
