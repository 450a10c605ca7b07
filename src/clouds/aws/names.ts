import { NameRule, NameScope } from '../../environment/naming';

const DNS = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html';
const account = (max: number, more: Partial<NameRule> = {}): NameRule => ({ max, scope: NameScope.ACCOUNT, ...more });
const parent = (max: number, more: Partial<NameRule> = {}): NameRule => ({ max, scope: NameScope.PARENT, ...more });

/** Name rules by Terraform resource type. Lengths and characters are those of the AWS API reference of each service. */
export const AWS_NAMES: { [terraformType: string]: NameRule } = {
  // Identity and keys
  aws_iam_role: account(64, { source: 'https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html' }),
  aws_iam_role_policy: parent(128),
  aws_kms_alias: account(256, { prefix: 'alias/', forbidden: ['alias/aws'] }),
  aws_accessanalyzer_analyzer: account(255),

  // Network
  dns_label: account(63, { source: 'https://www.rfc-editor.org/rfc/rfc1035#section-2.3.4' }),
  aws_security_group: account(255, { forbidden: ['sg-'] }),
  aws_lb: account(32, { forbidden: ['internal-'], source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html' }),
  aws_lb_target_group: account(32),
  aws_networkfirewall_firewall: account(128),
  aws_networkfirewall_firewall_policy: account(128),
  aws_networkfirewall_rule_group: account(128),
  aws_route53_resolver_firewall_rule_group: account(64),
  aws_route53_resolver_firewall_domain_list: account(64),
  aws_route53_resolver_firewall_rule: parent(64),
  aws_route53_resolver_query_log_config: account(64),
  aws_apigatewayv2_vpc_link: account(128),
  aws_vpclattice_service_network: account(63, { min: 3, forbidden: ['servicenetwork-'] }),
  aws_vpclattice_service: account(40, { min: 3, forbidden: ['svc-'], source: 'https://docs.aws.amazon.com/vpc-lattice/latest/APIReference/API_CreateService.html' }),
  aws_vpclattice_target_group: account(128, { min: 3, forbidden: ['tg-'] }),

  // Logs, events, alarms
  aws_cloudwatch_log_group: account(512, { prefix: '/', separator: '/', allowed: 'a-z0-9/_.-' }),
  aws_wafv2_log_group: account(512, { prefix: 'aws-waf-logs-', source: 'https://docs.aws.amazon.com/waf/latest/developerguide/logging-cw-logs.html' }),
  aws_cloudwatch_log_resource_policy: account(255),
  aws_cloudwatch_log_subscription_filter: parent(512),
  aws_cloudwatch_log_data_protection_policy: account(255),
  aws_cloudwatch_log_metric_filter: parent(512),
  aws_cloudwatch_metric_alarm: account(255),
  aws_cloudwatch_composite_alarm: account(255),
  aws_cloudwatch_dashboard: account(255),
  aws_cloudwatch_event_rule: account(64),
  aws_kinesis_firehose_delivery_stream: account(64),
  aws_cloudtrail: account(128, { min: 3 }),
  aws_sns_topic: account(256),
  aws_sqs_queue: account(80),
  aws_budgets_budget: account(100),
  aws_scheduler_schedule: account(64),
  aws_xray_group: account(32),
  aws_xray_sampling_rule: account(32),

  // Compute
  aws_ecr_repository: account(256, { min: 2, forbidden: ['--'], source: 'https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepository.html' }),
  aws_ecs_cluster: account(255),
  aws_ecs_service: account(255),
  aws_ecs_task_definition: account(255),
  aws_appautoscaling_policy: account(256),
  aws_lambda_function: account(64),

  // Edge
  aws_api_gateway_rest_api: account(255),
  aws_api_gateway_usage_plan: account(255),
  aws_wafv2_web_acl: account(128),

  // Data
  aws_s3_bucket: { max: 63, min: 3, scope: NameScope.GLOBAL, forbidden: ['xn--', '--'], source: DNS },
  aws_rds_cluster: account(63, { forbidden: ['--'] }),
  aws_rds_cluster_instance: account(63, { forbidden: ['--'] }),
  aws_rds_cluster_parameter_group: account(255, { forbidden: ['--'] }),
  aws_db_parameter_group: account(255, { forbidden: ['--'] }),
  aws_db_event_subscription: account(255, { forbidden: ['--'] }),
  aws_db_subnet_group: account(255, { forbidden: ['default'] }),
  aws_dynamodb_table: account(255, { min: 3 }),
  aws_elasticache_serverless_cache: account(40, { forbidden: ['--'] }),
  aws_elasticache_user: account(40, { forbidden: ['--'] }),
  aws_elasticache_user_group: account(40, { forbidden: ['--'] }),
  aws_secretsmanager_secret: account(512, { separator: '/', allowed: 'a-z0-9/_+=.@-' }),
  aws_backup_vault: account(50, { min: 2 }),
  aws_backup_plan: account(50),
  aws_backup_selection: parent(50),

  // User directory
  aws_cognito_user_pool: account(128),
  aws_cognito_user_pool_client: account(128),
  aws_cognito_user_pool_domain: { max: 63, scope: NameScope.GLOBAL, forbidden: ['aws', 'amazon', 'cognito'] },
};
