import { add, Cloud, document, drop, one, Which } from './access-subjects';

/** What is done to a copy, and what must not pass any more. */
export interface Change {
  readonly which?: Which;
  readonly change: (tf: any) => void;
  /** @default fail */
  readonly outcome?: 'fail' | 'unknown';
}

/** By control, by cloud, by what is done in words. */
export type Changes = { readonly [control: string]: { readonly [cloud in Cloud]?: { readonly [what: string]: Change | ((tf: any) => void) } } };

const each = (tf: any, types: string[], change: (body: any) => void) => types.flatMap((type) => Object.values(tf.resource[type] ?? {})).forEach(change);
const gone = (...types: string[]) => (tf: any) => types.forEach((type) => { if (!tf.resource[type]) { throw new Error(`no ${type}`); } delete tf.resource[type]; });

const PUBLIC_AWS = (tf: any) => {
  one(tf, 'aws_lb').internal = false;
  add(tf, 'aws_vpc_security_group_ingress_rule', { ...one(tf, 'aws_vpc_security_group_ingress_rule', 'orders_service_balancer_from-edge'), referenced_security_group_id: undefined, cidr_ipv4: '0.0.0.0/0' });
};

/** Ways around the architecture. */
export const ARCHITECTURE: Changes = {
  'architecture.complete': {
    aws: {
      'an alarm goes': (tf) => drop(tf, 'aws_cloudwatch_metric_alarm', 'orders_database_alarms_cpu'), 'a role goes': (tf) => drop(tf, 'aws_iam_role', 'orders_service_role'),
      'a key goes': (tf) => drop(tf, 'aws_kms_key', 'log-key'), 'a detector of threats goes': { which: 'foundation', change: gone('aws_guardduty_detector') },
    },
    azure: {
      'a server\'s configuration goes': (tf) => drop(tf, 'azurerm_postgresql_flexible_server_configuration', 'orders_database_require-secure-transport'),
      'a table of the audit log goes': (tf) => drop(tf, 'azurerm_log_analytics_workspace_table', 'orders_audit-log'),
      'a lock goes': { which: 'foundation', change: (tf) => drop(tf, 'azurerm_management_lock', 'key_lock') },
      'the vault cannot read the database that is there': (tf) => drop(tf, 'azurerm_role_assignment', 'orders_backup_vault-reads-database-0'),
      'objects that are there have no policy of backups': (tf) => drop(tf, 'azurerm_data_protection_backup_policy_blob_storage'),
    },
    google: {
      'the job that gives rights goes': gone('google_cloud_scheduler_job'), 'a bucket of logs goes': (tf) => drop(tf, 'google_logging_project_bucket_config', 'orders_audit-log'),
      'a guardrail goes': { which: 'foundation', change: (tf) => drop(tf, 'google_org_policy_policy') },
      'a database that is there is in no plan of backups': gone('google_backup_dr_backup_plan_association'),
      'items that are there have no daily backup': (tf) => drop(tf, 'google_firestore_backup_schedule', 'orders_backup_key-value-items_daily'),
    },
  },
  'architecture.gateway': {
    aws: { 'the gateway goes': gone('aws_api_gateway_rest_api'), 'a load balancer is open': PUBLIC_AWS },
    azure: {
      'the gateway goes': gone('azurerm_api_management_api'),
      'the app is open': (tf) => Object.assign(one(tf, 'azurerm_container_app_environment'), { internal_load_balancer_enabled: false, public_network_access: 'Enabled' }),
    },
    google: { 'the gateway goes': gone('google_compute_url_map'), 'the service is open': (tf) => {
      one(tf, 'google_cloud_run_v2_service').ingress = 'INGRESS_TRAFFIC_ALL';
      add(tf, 'google_cloud_run_v2_service_iam_member', { name: `\${google_cloud_run_v2_service.${Object.keys(tf.resource.google_cloud_run_v2_service)[0]}.name}`, location: 'europe-west3', role: 'roles/run.invoker', member: 'allUsers' });
    } },
  },
  'architecture.private-connectivity': {
    aws: {
      'the balancer is public': (tf) => { one(tf, 'aws_lb').internal = false; },
      'the mesh goes': { which: 'foundation', change: gone('aws_vpclattice_service_network') },
      'the mesh asks nobody': { which: 'foundation', change: (tf) => { one(tf, 'aws_vpclattice_service_network').auth_type = 'NONE'; } },
    },
    azure: {
      'the app is reached from outside': (tf) => { gone('azurerm_container_app')(tf); },
      'the private names go': { which: 'foundation', change: gone('azurerm_private_dns_zone') },
    },
    google: {
      'the service is reached from everywhere': (tf) => { one(tf, 'google_cloud_run_v2_service').ingress = 'INGRESS_TRAFFIC_ALL'; },
      'private service connections go': { which: 'foundation', change: gone('google_network_connectivity_service_connection_policy') },
    },
  },
  'architecture.dashboard': {
    aws: {
      'it goes': gone('aws_cloudwatch_dashboard'),
      'latency goes': (tf) => document(one(tf, 'aws_cloudwatch_dashboard'), 'dashboard_body', (d) => { d.widgets = d.widgets.filter((w: any) => !JSON.stringify(w).includes('"Latency"')); }),
    },
    azure: {
      'it goes': gone('azurerm_application_insights_workbook'),
      'errors go': (tf) => document(one(tf, 'azurerm_application_insights_workbook'), 'data_json', (d) => { d.items = d.items.filter((i: any) => !/ResultCode/.test(JSON.stringify(i))); }),
    },
    google: {
      'it goes': gone('google_monitoring_dashboard'),
      'it shows nothing': (tf) => document(one(tf, 'google_monitoring_dashboard'), 'dashboard_json', (d) => { d.mosaicLayout.tiles = []; }),
    },
  },
  'architecture.probe': {
    aws: {
      'its schedule goes': gone('aws_cloudwatch_event_target'),
      'its schedule is off': (tf) => { one(tf, 'aws_cloudwatch_event_rule', 'orders_probe').state = 'DISABLED'; },
      'nobody hears it': (tf) => { one(tf, 'aws_cloudwatch_metric_alarm', 'orders_probe').alarm_actions = []; },
    },
    azure: {
      'it goes': gone('azurerm_application_insights_standard_web_test'),
      'it is off': (tf) => { one(tf, 'azurerm_application_insights_standard_web_test').enabled = false; },
      'its alarm goes': (tf) => drop(tf, 'azurerm_monitor_metric_alert', 'orders_probe'),
    },
    google: {
      'it goes': gone('google_monitoring_uptime_check_config'),
      'its alarms are off': (tf) => Object.entries<any>(tf.resource.google_monitoring_alert_policy).filter(([name]) => name.startsWith('orders_probe')).forEach(([, body]) => { body.enabled = false; }),
    },
  },
  'architecture.objectives': {
    aws: {
      'a fast burn goes': (tf) => drop(tf, 'aws_cloudwatch_composite_alarm', 'orders_objectives_availability-fast'),
      'nobody hears a slow burn': (tf) => { one(tf, 'aws_cloudwatch_composite_alarm', 'orders_objectives_latency-slow').alarm_actions = []; },
    },
    azure: {
      'a slow burn goes': (tf) => drop(tf, 'azurerm_monitor_scheduled_query_rules_alert_v2', 'orders_objectives_latency-slow'),
      'a fast burn is off': (tf) => { one(tf, 'azurerm_monitor_scheduled_query_rules_alert_v2', 'orders_objectives_availability-fast').enabled = false; },
    },
    google: {
      'a fast burn goes': (tf) => drop(tf, 'google_monitoring_alert_policy', 'orders_objectives_latency-fast-burn'),
      'nobody hears a slow burn': (tf) => { one(tf, 'google_monitoring_alert_policy', 'orders_objectives_availability-slow-burn').notification_channels = []; },
    },
  },
  'architecture.traces': {
    aws: {
      'the gateway does not trace': (tf) => { one(tf, 'aws_api_gateway_stage').xray_tracing_enabled = false; },
      'the service may not write': (tf) => drop(tf, 'aws_iam_role_policy', 'orders_service_allow-traces'),
      'the authorizer does not trace': (tf) => { delete one(tf, 'aws_lambda_function', 'orders_gateway').tracing_config; },
    },
    azure: {
      'the context is lost': (tf) => { one(tf, 'azurerm_api_management_api_diagnostic').http_correlation_protocol = 'None'; },
      'the service may not write': (tf) => drop(tf, 'azurerm_role_assignment', 'orders_service_writes-traces'),
    },
    google: {
      'the service may not write': gone('google_project_iam_member'),
      'the service does not hear where': (tf) => each(tf, ['google_cloud_run_v2_service'], (b) => b.template.containers.forEach((c: any) => { c.env = (c.env ?? []).filter((e: any) => e.name !== 'OTEL_EXPORTER_OTLP_ENDPOINT'); })),
    },
  },
  'architecture.structured-logs': {
    aws: {
      'prose instead of JSON': (tf) => { one(tf, 'aws_api_gateway_stage').access_log_settings.format = '$context.requestId'; },
      'the container writes nowhere': (tf) => each(tf, ['aws_ecs_task_definition'], (b) => { b.container_definitions = b.container_definitions.replace('"logDriver":"awslogs"', '"logDriver":"none"'); }),
      'the requests are not logged': (tf) => { delete one(tf, 'aws_api_gateway_stage').access_log_settings; },
    },
    azure: {
      'half of the requests': (tf) => { one(tf, 'azurerm_api_management_api_diagnostic').sampling_percentage = 50; },
      'the diagnostic goes': gone('azurerm_api_management_api_diagnostic'),
      'the containers write nowhere': (tf) => { delete one(tf, 'azurerm_container_app_environment').logs_destination; },
    },
    google: { 'the log of the service goes': (tf) => drop(tf, 'google_logging_project_sink', 'orders_service'), 'its bucket goes': (tf) => drop(tf, 'google_logging_project_bucket_config', 'orders_service') },
  },
};

/** What moves by itself, and what nobody can see. */
export const FOUNDED: Changes = {
  'architecture.supported-versions': {
    aws: {
      'an old runtime': (tf) => each(tf, ['aws_lambda_function'], (b) => { b.runtime = 'nodejs16.x'; }),
      'an old engine': (tf) => { one(tf, 'aws_rds_cluster').engine_version = '12.9'; },
      'no version': (tf) => { delete one(tf, 'aws_elasticache_serverless_cache').major_engine_version; },
      'one of a variable': { change: (tf) => { one(tf, 'aws_lambda_function').runtime = '${var.runtime}'; }, outcome: 'unknown' },
    },
    azure: {
      'an old engine': (tf) => { one(tf, 'azurerm_postgresql_flexible_server').version = '11'; },
      'no version': (tf) => { delete one(tf, 'azurerm_postgresql_flexible_server').version; },
    },
    google: {
      'an old engine': (tf) => { one(tf, 'google_sql_database_instance').database_version = 'POSTGRES_9_6'; },
      'no version': (tf) => { delete one(tf, 'google_memorystore_instance').engine_version; },
    },
  },
  'architecture.resource-types': {
    aws: { 'a user': (tf) => add(tf, 'aws_iam_user', { name: 'deploy' }), 'a machine': (tf) => add(tf, 'aws_instance', { instance_type: 't3.micro' }) },
    azure: { 'a machine': (tf) => add(tf, 'azurerm_linux_virtual_machine', { name: 'm' }) },
    google: { 'a key': (tf) => add(tf, 'google_service_account_key', { service_account_id: 'x' }) },
  },
  'architecture.provider-versions': Object.fromEntries(([['aws', 'aws'], ['azure', 'azurerm'], ['google', 'google']] as const).map(([cloud, provider]) => [cloud, {
    'a range': (tf: any) => { tf.terraform.required_providers[provider].version = '~> 6.0'; },
    'nothing': (tf: any) => { delete tf.terraform.required_providers; },
    'another provider': (tf: any) => { tf.provider.random = [{}]; },
    'any Terraform': (tf: any) => { delete tf.terraform.required_version; },
  }])),
  'architecture.state': {
    aws: {
      'not locked': (tf) => { delete tf.terraform.backend.s3.use_lockfile; }, 'not encrypted': (tf) => { tf.terraform.backend.s3.encrypt = false; },
      'on the machine': (tf) => { tf.terraform.backend = { local: { path: 'x' } }; }, 'nowhere': (tf) => { delete tf.terraform.backend; },
    },
    azure: { 'by key': (tf) => { delete tf.terraform.backend.azurerm.use_azuread_auth; }, 'nowhere': (tf) => { delete tf.terraform.backend; } },
    google: { 'on the machine': (tf) => { tf.terraform.backend = { local: {} }; }, 'nowhere': (tf) => { delete tf.terraform.backend; } },
  },
  'architecture.no-lookups': Object.fromEntries((['aws', 'azure', 'google'] as const).map((cloud) => [cloud, {
    'a data source': (tf: any) => { tf.data = { http: { page: { url: 'https://elsewhere.example' } } }; },
    'a program': (tf: any) => { one(tf, Object.keys(tf.resource)[0]).provisioner = [{ 'local-exec': { command: 'sh' } }]; },
    'a module': (tf: any) => { tf.module = { network: { source: 'elsewhere/network' } }; },
  }])),
  'architecture.ignored-changes': {
    aws: { 'everything': (tf) => { one(tf, 'aws_s3_bucket').lifecycle = { ignore_changes: 'all' }; }, 'a policy': (tf) => { one(tf, 'aws_s3_bucket_policy').lifecycle = { ignore_changes: ['policy'] }; } },
    azure: { 'everything': (tf) => { one(tf, 'azurerm_storage_account').lifecycle = { ignore_changes: ['all'] }; }, 'the network': (tf) => { one(tf, 'azurerm_storage_account').lifecycle = { ignore_changes: ['network_rules'] }; } },
    google: { 'everything': (tf) => { one(tf, 'google_storage_bucket').lifecycle = { ignore_changes: 'all' }; }, 'settings': (tf) => { one(tf, 'google_sql_database_instance').lifecycle.ignore_changes = ['settings[0].ip_configuration']; } },
  },
  'values.unresolved': {
    aws: { 'a token': (tf) => { one(tf, 'aws_s3_bucket').bucket = 'logs-${TfToken[TOKEN.7]}'; }, 'in a policy': (tf) => { one(tf, 'aws_s3_bucket_policy').policy = '{"Resource":"<unresolved-token>"}'; } },
    azure: { 'an object': (tf) => { one(tf, 'azurerm_storage_account').name = '[object Object]'; }, 'nothing': (tf) => { one(tf, 'azurerm_storage_account').name = 'acme-undefined'; } },
    google: { 'no number': (tf) => { one(tf, 'google_storage_bucket').name = 'bucket-NaN'; }, 'in a variable': (tf) => { tf.variable = { x: { default: '<unresolved-token>' } }; } },
  },
  'values.references': {
    aws: { 'a key goes': gone('aws_kms_key'), 'a role of another name': (tf) => { one(tf, 'aws_ecs_task_definition').task_role_arn = '${aws_iam_role.nobody.arn}'; } },
    azure: { 'a network goes': gone('azurerm_virtual_network') },
    google: { 'a key goes': gone('google_kms_crypto_key'), 'what it waits for goes': (tf) => { one(tf, 'google_sql_database_instance').depends_on = ['google_kms_crypto_key_iam_member.nobody']; } },
  },
  'values.unread-types': {
    aws: { 'a type of nobody': { change: (tf) => add(tf, 'aws_nobody_knows_this', {}), outcome: 'unknown' } },
    azure: { 'a type of nobody': { change: (tf) => add(tf, 'azurerm_nobody_knows_this', {}), outcome: 'unknown' } },
    google: { 'a type of nobody': { change: (tf) => add(tf, 'google_nobody_knows_this', {}), outcome: 'unknown' } },
  },
};

/** What costs, what is whose, and what is how sensitive. */
export const KEPT: Changes = {
  'cost.budget': {
    aws: { 'it goes': gone('aws_budgets_budget'), 'nobody is told': (tf) => { one(tf, 'aws_budgets_budget').notification = []; }, 'no forecast': (tf) => { one(tf, 'aws_budgets_budget').notification.pop(); } },
    azure: { 'it goes': gone('azurerm_consumption_budget_resource_group'), 'one share less': (tf) => { one(tf, 'azurerm_consumption_budget_resource_group').notification.shift(); } },
    google: { 'it goes': gone('google_billing_budget'), 'one share less': (tf) => { one(tf, 'google_billing_budget').threshold_rules.shift(); } },
  },
  'cost.autoscaling': {
    aws: { 'it goes': gone('aws_appautoscaling_policy'), 'without end': (tf) => { one(tf, 'aws_appautoscaling_target').max_capacity = 2000; } },
    azure: {
      'its rules go': (tf) => { const { template } = one(tf, 'azurerm_container_app'); delete template.http_scale_rule; delete template.custom_scale_rule; },
      'without end': (tf) => { one(tf, 'azurerm_container_app').template.max_replicas = 2000; },
    },
    google: { 'its bound goes': (tf) => { delete one(tf, 'google_cloud_run_v2_service').template.scaling; }, 'without end': (tf) => { one(tf, 'google_cloud_run_v2_service').template.scaling.max_instance_count = 2000; } },
  },
  'cost.expiry': {
    aws: {
      'versions stay': gone('aws_s3_bucket_lifecycle_configuration'), 'images stay': gone('aws_ecr_lifecycle_policy'),
      'a log stays': (tf) => { delete one(tf, 'aws_cloudwatch_log_group').retention_in_days; },
    },
    azure: { 'versions stay': gone('azurerm_storage_management_policy'), 'the rule is off': (tf) => { one(tf, 'azurerm_storage_management_policy').rule[0].enabled = false; } },
    google: {
      'versions stay': (tf) => each(tf, ['google_storage_bucket'], (b) => { delete b.lifecycle_rule; }), 'images stay': (tf) => { delete one(tf, 'google_artifact_registry_repository').cleanup_policies; },
      'a log stays twenty years': (tf) => { one(tf, 'google_logging_project_bucket_config').retention_days = 7300; },
    },
  },
  'cost.sizes': {
    aws: {
      'a large class': (tf) => { one(tf, 'aws_rds_cluster_instance').instance_class = 'db.r6g.16xlarge'; }, 'no bound': (tf) => { delete one(tf, 'aws_elasticache_serverless_cache').cache_usage_limits; },
      'many units': (tf) => { one(tf, 'aws_rds_cluster').serverlessv2_scaling_configuration.max_capacity = 128; },
    },
    azure: { 'a large SKU': (tf) => { one(tf, 'azurerm_postgresql_flexible_server').sku_name = 'MO_Standard_E96ds_v5'; }, 'none': (tf) => { delete one(tf, 'azurerm_managed_redis').sku_name; } },
    google: { 'a large tier': (tf) => { one(tf, 'google_sql_database_instance').settings.tier = 'db-custom-96-368640'; }, 'no bound of the disk': (tf) => { delete one(tf, 'google_sql_database_instance').settings.disk_autoresize_limit; } },
  },
  'tags.required': {
    aws: { 'all go': (tf) => { delete one(tf, 'aws_dynamodb_table').tags; }, 'nobody pays': (tf) => { delete one(tf, 'aws_rds_cluster').tags['cost-centre']; }, 'of a foundation': { which: 'foundation', change: (tf) => { delete one(tf, 'aws_vpc').tags; } } },
    azure: { 'all go': (tf) => { delete one(tf, 'azurerm_storage_account').tags; }, 'no pattern': (tf) => { delete one(tf, 'azurerm_postgresql_flexible_server').tags.pattern; } },
    google: { 'all go': (tf) => { delete one(tf, 'google_sql_database_instance').settings.user_labels; }, 'no owner': (tf) => { one(tf, 'google_storage_bucket').labels.owner = ''; } },
  },
  'data.classification': {
    aws: { 'its tag goes': (tf) => { delete one(tf, 'aws_dynamodb_table').tags['data-classification']; }, 'said to be public': (tf) => { one(tf, 'aws_rds_cluster').tags['data-classification'] = 'public'; } },
    azure: { 'its tags go': (tf) => { delete one(tf, 'azurerm_cosmosdb_account').tags; }, 'said to be public': (tf) => { one(tf, 'azurerm_storage_account').tags['data-classification'] = 'public'; } },
    google: { 'its labels go': (tf) => { delete one(tf, 'google_memorystore_instance').labels; }, 'said to be public': (tf) => { one(tf, 'google_sql_database_instance').settings.user_labels['data-classification'] = 'public'; } },
  },
  'data.sensitive-stores': {
    aws: { 'the provider\'s key': (tf) => { delete one(tf, 'aws_dynamodb_table').server_side_encryption; }, 'a public bucket': (tf) => { gone('aws_s3_bucket_public_access_block')(tf); one(tf, 'aws_s3_bucket_policy').policy = JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: `\${aws_s3_bucket.${Object.keys(tf.resource.aws_s3_bucket)[0]}.arn}/*` }] }); } },
    azure: { 'the provider\'s key': (tf) => { delete one(tf, 'azurerm_postgresql_flexible_server').customer_managed_key; }, 'open': (tf) => { Object.assign(one(tf, 'azurerm_cosmosdb_account'), { public_network_access_enabled: true, is_virtual_network_filter_enabled: false }); } },
    google: { 'the provider\'s key': (tf) => { delete one(tf, 'google_sql_database_instance').encryption_key_name; }, 'open': (tf) => {
      each(tf, ['google_storage_bucket'], (b) => { delete b.public_access_prevention; });
      add(tf, 'google_storage_bucket_iam_member', { bucket: `\${google_storage_bucket.${Object.keys(tf.resource.google_storage_bucket).find((n) => n.startsWith('orders_objects'))}.name}`, role: 'roles/storage.objectViewer', member: 'allUsers' });
    } },
  },
};
