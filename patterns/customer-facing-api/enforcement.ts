import { CloudName } from '../../src/environment/landing-zone';
import { CardRow } from '../../src/environment/pattern';

/** What enforces each property of the pattern, by cloud. Written by scripts/write-cards.ts from the cells that the tests check. */
export const ENFORCEMENT: CardRow[] = [
  {
    property: 'Authentication: issuer, audience, signature, expiry', cloud: CloudName.AWS,
    by: 'A function of ours checks every token against the issuer\'s keys, asked by API Gateway before anything else',
    resources: ['aws_lambda_function', 'aws_s3_object', 'aws_api_gateway_rest_api'],
  },
  {
    property: 'Scopes of each operation', cloud: CloudName.AWS,
    by: 'The same function, by its configuration for each method and path; what is not in it is denied',
    resources: ['aws_lambda_function', 'aws_s3_object', 'aws_api_gateway_rest_api'],
  },
  {
    property: 'Client certificates, where asked for', cloud: CloudName.AWS,
    by: 'The host name of API Gateway ends connections without a certificate of a trusted authority',
    resources: ['aws_api_gateway_domain_name', 'aws_s3_object'],
  },
  {
    property: 'Rate limit for each client', cloud: CloudName.AWS,
    by: 'The firewall counts by token',
    resources: ['aws_wafv2_web_acl'],
  },
  {
    property: 'Rate limit overall', cloud: CloudName.AWS,
    by: 'The stage throttles each operation at the rate of the whole; the firewall counts an address',
    resources: ['aws_api_gateway_method_settings', 'aws_wafv2_web_acl'],
  },
  {
    property: 'Input validation against the document', cloud: CloudName.AWS,
    by: 'API Gateway checks JSON bodies against models and that required parameters are there, the function what they hold; the firewall refuses other types of body',
    resources: ['aws_api_gateway_rest_api', 'aws_lambda_function', 'aws_s3_object', 'aws_wafv2_web_acl'],
  },
  {
    property: 'Consent for the declared purpose', cloud: CloudName.AWS,
    by: 'The same function compares the token\'s consented purposes with the operation\'s',
    resources: ['aws_lambda_function', 'aws_s3_object', 'aws_api_gateway_rest_api'],
  },
  {
    property: 'Encryption in transit: TLS 1.2 and newer, managed certificate', cloud: CloudName.AWS,
    by: 'API Gateway\'s host name with a certificate of ACM, TLS 1.2 at least; TLS on to the balancer and to every store',
    resources: ['aws_api_gateway_domain_name', 'aws_acm_certificate', 'aws_lb_listener', 'aws_rds_cluster_parameter_group', 'aws_s3_bucket_policy'],
  },
  {
    property: 'HSTS', cloud: CloudName.AWS,
    by: 'Two years: the balancer writes it on answers of the service, API Gateway on its own',
    resources: ['aws_lb_listener', 'aws_api_gateway_rest_api'],
  },
  {
    property: 'Encryption at rest with the environment\'s own key', cloud: CloudName.AWS,
    by: 'Two keys of the environment, rotated every year: one for data, one for logs and alerts',
    resources: ['aws_kms_key', 'aws_rds_cluster', 'aws_dynamodb_table', 'aws_elasticache_serverless_cache', 'aws_s3_bucket_server_side_encryption_configuration', 'aws_cloudwatch_log_group', 'aws_sns_topic'],
  },
  {
    property: 'Masking of personal fields in logs', cloud: CloudName.AWS,
    by: 'Data protection of the log groups masks fields and addresses as lines come in; access lines hold no path value, query or body; the firewall redacts',
    resources: ['aws_cloudwatch_log_data_protection_policy', 'aws_api_gateway_stage', 'aws_wafv2_web_acl_logging_configuration'],
  },
  {
    property: 'Audit log of who called what, with an immutable copy', cloud: CloudName.AWS,
    by: 'The authorizer writes operation, client, pseudonym and decision of each call; a subscription copies them to the foundation\'s locked bucket',
    resources: ['aws_lambda_function', 'aws_cloudwatch_log_group', 'aws_cloudwatch_log_subscription_filter', 'aws_s3_bucket_object_lock_configuration'],
  },
  {
    property: 'Web application firewall with managed rules', cloud: CloudName.AWS,
    by: 'AWS WAF on the stage: managed rules on lines, headers, bodies and addresses',
    resources: ['aws_wafv2_web_acl', 'aws_wafv2_web_acl_association', 'aws_wafv2_web_acl_logging_configuration'],
  },
  {
    property: 'Body size limit', cloud: CloudName.AWS,
    by: 'The firewall blocks more than 8192 bytes, also where it cannot read to the end',
    resources: ['aws_wafv2_web_acl'],
  },
  {
    property: 'Structured logs', cloud: CloudName.AWS,
    by: 'One JSON line a request from API Gateway; the service\'s lines, the firewall\'s and the database\'s in log groups of their own',
    resources: ['aws_api_gateway_stage', 'aws_cloudwatch_log_group', 'aws_ecs_task_definition', 'aws_rds_cluster'],
  },
  {
    property: 'Traces', cloud: CloudName.AWS,
    by: 'API Gateway and the authorizer trace to X-Ray; a collector beside the service takes OpenTelemetry and sends it there',
    resources: ['aws_api_gateway_stage', 'aws_lambda_function', 'aws_ecs_task_definition', 'aws_iam_role_policy'],
  },
  {
    property: 'Dashboard of requests, errors, duration', cloud: CloudName.AWS,
    by: 'Widgets of API Gateway\'s requests, errors and latency, then of service and stores',
    resources: ['aws_cloudwatch_dashboard'],
  },
  {
    property: 'Availability and latency objectives, fast and slow burn', cloud: CloudName.AWS,
    by: '99.9 % without server error and 99 % within 500 ms; alarms at 14.4 and 6 times the budget of a month, over two windows each',
    resources: ['aws_cloudwatch_composite_alarm', 'aws_cloudwatch_metric_alarm', 'aws_cloudwatch_log_metric_filter'],
  },
  {
    property: 'Probe from outside', cloud: CloudName.AWS,
    by: 'A function of ours, outside of the network, calls the public host name every minute; an alarm after three failures in five minutes',
    resources: ['aws_lambda_function', 'aws_cloudwatch_event_rule', 'aws_cloudwatch_event_target', 'aws_cloudwatch_metric_alarm'],
  },
  {
    property: 'Only the edge is public', cloud: CloudName.AWS,
    by: 'API Gateway\'s host name behind the firewall is all; it reaches an internal balancer by a VPC link, no task has a public address, stores take from the service alone',
    resources: ['aws_api_gateway_rest_api', 'aws_lb', 'aws_ecs_service', 'aws_vpc_security_group_ingress_rule', 'aws_s3_bucket_public_access_block'],
  },
  {
    property: 'Egress denied unless allowed', cloud: CloudName.AWS,
    by: 'Security groups name what may be called; the rest goes to the foundation\'s firewall, which lets named hosts pass, and to its DNS firewall',
    resources: ['aws_vpc_security_group_egress_rule', 'aws_networkfirewall_firewall_policy', 'aws_networkfirewall_rule_group', 'aws_route53_resolver_firewall_rule'],
  },
  {
    property: 'Database login by identity, no stored password', cloud: CloudName.AWS,
    by: 'Login by IAM token; the administrator\'s password is made and rotated by RDS and known to nobody',
    resources: ['aws_rds_cluster', 'aws_iam_role_policy', 'aws_elasticache_user', 'aws_lambda_invocation'],
  },
  {
    property: 'Least privilege', cloud: CloudName.AWS,
    by: 'A role for each workload with inline policies: named actions on named resources, no managed policy, no wildcard but where an action knows no resource',
    resources: ['aws_iam_role', 'aws_iam_role_policy'],
  },
  {
    property: 'Autoscaling, health-checked rolling deploy, rollback', cloud: CloudName.AWS,
    by: 'ECS between 3 and 20 tasks on CPU and requests; a deployment that fails its health checks or raises errors is rolled back',
    resources: ['aws_appautoscaling_target', 'aws_appautoscaling_policy', 'aws_ecs_service', 'aws_lb_target_group'],
  },
  {
    property: 'Backup', cloud: CloudName.AWS,
    by: '35 days in the foundation\'s locked vault, daily, for database, items and objects; database and items to any second of 7 days',
    resources: ['aws_backup_plan', 'aws_backup_selection', 'aws_backup_vault_lock_configuration', 'aws_s3_bucket_versioning'],
  },
  {
    property: 'Deletion protection in production', cloud: CloudName.AWS,
    by: 'Terraform refuses to destroy database, items, objects and keys, and so do the services; keys wait 30 days, the database leaves a last snapshot',
    resources: ['aws_rds_cluster', 'aws_dynamodb_table', 'aws_s3_bucket', 'aws_ecr_repository', 'aws_kms_key', 'aws_lb'],
  },
  {
    property: 'Budget alerts at 50, 80, 100 % and on the forecast', cloud: CloudName.AWS,
    by: 'A monthly budget on the environment\'s tag, in US dollars, mailed to pod and platform',
    resources: ['aws_budgets_budget', 'aws_sns_topic'],
  },
  {
    property: 'Tags on everything', cloud: CloudName.AWS,
    by: 'Tags on every resource whose type carries them: pod, stage, owner, cost centre, classification, pattern, the enterprise\'s own',
    resources: [],
  },
  {
    property: 'Authentication: issuer, audience, signature, expiry', cloud: CloudName.AZURE,
    by: 'API Management checks every token against the issuer\'s published configuration',
    resources: ['azurerm_api_management_api_policy', 'azurerm_api_management_api'],
  },
  {
    property: 'Scopes of each operation', cloud: CloudName.AZURE,
    by: 'Required claims in a branch of the policy that names the operation; 404 in no branch',
    resources: ['azurerm_api_management_api_policy'],
  },
  {
    property: 'Client certificates, where asked for', cloud: CloudName.AZURE,
    by: 'Front Door ends connections without a certificate of a trusted authority, which it reads from the environment\'s vault',
    resources: ['azurerm_resource_group_template_deployment', 'azurerm_role_assignment'],
  },
  {
    property: 'Rate limit for each client', cloud: CloudName.AZURE,
    by: 'API Management counts by the client of the token, or by address where no token is asked',
    resources: ['azurerm_api_management_api_policy'],
  },
  {
    property: 'Rate limit overall', cloud: CloudName.AZURE,
    by: 'API Management counts all requests before it looks at tokens; Front Door limits an address',
    resources: ['azurerm_api_management_api_policy', 'azurerm_cdn_frontdoor_firewall_policy'],
  },
  {
    property: 'Input validation against the document', cloud: CloudName.AZURE,
    by: 'API Management checks parameters and JSON bodies against the imported document, and refuses others',
    resources: ['azurerm_api_management_api_policy', 'azurerm_api_management_api'],
  },
  {
    property: 'Consent for the declared purpose', cloud: CloudName.AZURE,
    by: 'A required claim, the consented purpose, in the branch of each operation on personal data',
    resources: ['azurerm_api_management_api_policy'],
  },
  {
    property: 'Encryption in transit: TLS 1.2 and newer, managed certificate', cloud: CloudName.AZURE,
    by: 'Front Door with a managed certificate, TLS 1.2 at least; TLS on to gateway, service and stores',
    resources: ['azurerm_cdn_frontdoor_custom_domain', 'azurerm_cdn_frontdoor_route', 'azurerm_api_management_backend', 'azurerm_container_app', 'azurerm_postgresql_flexible_server_configuration', 'azurerm_cosmosdb_account', 'azurerm_managed_redis', 'azurerm_storage_account'],
  },
  {
    property: 'HSTS', cloud: CloudName.AZURE,
    by: 'Two years on every answer, written by the policy of API Management: of the service, of refusals, of errors',
    resources: ['azurerm_api_management_api_policy'],
  },
  {
    property: 'Encryption at rest with the environment\'s own key', cloud: CloudName.AZURE,
    by: 'A key of the environment in a vault of its own, in hardware, rotated every year; logs with Microsoft\'s keys (see the gaps)',
    resources: ['azurerm_key_vault', 'azurerm_resource_group_template_deployment', 'azurerm_postgresql_flexible_server', 'azurerm_cosmosdb_account', 'azurerm_managed_redis', 'azurerm_storage_account'],
  },
  {
    property: 'Masking of personal fields in logs', cloud: CloudName.AZURE,
    by: 'A transformation of the workspace masks fields and addresses before lines are stored; the gateway logs no body and masks every query, the firewall scrubs',
    resources: ['azurerm_monitor_data_collection_rule', 'azurerm_resource_group_template_deployment', 'azurerm_api_management_api_diagnostic', 'azurerm_cdn_frontdoor_firewall_policy'],
  },
  {
    property: 'Audit log of who called what, with an immutable copy', cloud: CloudName.AZURE,
    by: 'The policy writes operation, client and pseudonym of each call and refusal; the workspace exports them to the foundation\'s locked archive',
    resources: ['azurerm_api_management_api_policy', 'azurerm_log_analytics_workspace_table', 'azurerm_log_analytics_data_export_rule', 'azurerm_storage_container_immutability_policy'],
  },
  {
    property: 'Web application firewall with managed rules', cloud: CloudName.AZURE,
    by: 'Front Door\'s firewall in prevention: Microsoft\'s default and bot rules, bodies read, other methods refused',
    resources: ['azurerm_cdn_frontdoor_firewall_policy', 'azurerm_cdn_frontdoor_security_policy'],
  },
  {
    property: 'Body size limit', cloud: CloudName.AZURE,
    by: 'Front Door and API Management refuse a stated length above 8192 bytes, the check of bodies stops there without one',
    resources: ['azurerm_api_management_api_policy', 'azurerm_cdn_frontdoor_firewall_policy'],
  },
  {
    property: 'Structured logs', cloud: CloudName.AZURE,
    by: 'Tables of the environment\'s workspace: requests of the gateway, lines of the service, logs of every store',
    resources: ['azurerm_log_analytics_workspace', 'azurerm_log_analytics_workspace_table', 'azurerm_api_management_api_diagnostic', 'azurerm_monitor_diagnostic_setting'],
  },
  {
    property: 'Traces', cloud: CloudName.AZURE,
    by: 'Gateway and service write to Application Insights under their own identities, joined by W3C trace context',
    resources: ['azurerm_application_insights', 'azurerm_api_management_api_diagnostic', 'azurerm_role_assignment'],
  },
  {
    property: 'Dashboard of requests, errors, duration', cloud: CloudName.AZURE,
    by: 'A workbook: requests, errors and latency of the gateway, then of service and stores',
    resources: ['azurerm_application_insights_workbook'],
  },
  {
    property: 'Availability and latency objectives, fast and slow burn', cloud: CloudName.AZURE,
    by: '99.9 % without server error and 99 % within 500 ms in 30 days; alerts at 14.4, 6 and 1 times the budget, over two windows each',
    resources: ['azurerm_monitor_scheduled_query_rules_alert_v2'],
  },
  {
    property: 'Probe from outside', cloud: CloudName.AZURE,
    by: 'A web test every five minutes from five places in Europe, which also reads the certificate; an alert where it fails',
    resources: ['azurerm_application_insights_standard_web_test', 'azurerm_monitor_metric_alert'],
  },
  {
    property: 'Only the edge is public', cloud: CloudName.AZURE,
    by: 'Front Door\'s host name is all; gateway behind a private link, apps on an internal load balancer, stores behind private endpoints',
    resources: ['azurerm_cdn_frontdoor_route', 'azurerm_container_app_environment', 'azurerm_private_endpoint', 'azurerm_network_security_rule'],
  },
  {
    property: 'Egress denied unless allowed', cloud: CloudName.AZURE,
    by: 'Rules deny what they do not name, and the only route outside leads to the foundation\'s firewall, which lets named hosts pass',
    resources: ['azurerm_network_security_rule', 'azurerm_route_table', 'azurerm_firewall_policy_rule_collection_group'],
  },
  {
    property: 'Database login by identity, no stored password', cloud: CloudName.AZURE,
    by: 'Microsoft Entra alone: passwords, access keys and local users are off on every store',
    resources: ['azurerm_postgresql_flexible_server', 'azurerm_cosmosdb_account', 'azurerm_managed_redis', 'azurerm_storage_account', 'azurerm_container_app_job'],
  },
  {
    property: 'Least privilege', cloud: CloudName.AZURE,
    by: 'An identity for each workload, one role on one resource each; own role for items, without a wildcard',
    resources: ['azurerm_user_assigned_identity', 'azurerm_role_assignment', 'azurerm_cosmosdb_sql_role_definition', 'azurerm_cosmosdb_sql_role_assignment'],
  },
  {
    property: 'Autoscaling, health-checked rolling deploy, rollback', cloud: CloudName.AZURE,
    by: 'Container Apps between 3 and 20 replicas on requests and CPU; a revision takes traffic once ready, ten old ones stay for a way back',
    resources: ['azurerm_container_app'],
  },
  {
    property: 'Backup', cloud: CloudName.AZURE,
    by: '35 days in the foundation\'s locked vault for database (weekly) and objects (daily); database and items to any second of 7 days',
    resources: ['azurerm_data_protection_backup_instance_postgresql_flexible_server', 'azurerm_data_protection_backup_instance_blob_storage', 'azurerm_cosmosdb_account'],
  },
  {
    property: 'Deletion protection in production', cloud: CloudName.AZURE,
    by: 'Terraform refuses to destroy stores, keys, logs; locks on database, items and objects; purge protection of the vault',
    resources: ['azurerm_management_lock', 'azurerm_postgresql_flexible_server', 'azurerm_cosmosdb_account', 'azurerm_managed_redis', 'azurerm_storage_account', 'azurerm_storage_container', 'azurerm_log_analytics_workspace', 'azurerm_key_vault', 'azurerm_resource_group'],
  },
  {
    property: 'Budget alerts at 50, 80, 100 % and on the forecast', cloud: CloudName.AZURE,
    by: 'A monthly budget on the environment\'s resource group, mailed to pod and platform',
    resources: ['azurerm_consumption_budget_resource_group', 'azurerm_monitor_action_group'],
  },
  {
    property: 'Tags on everything', cloud: CloudName.AZURE,
    by: 'Tags on every resource whose type carries them: pod, stage, owner, cost centre, classification, pattern, the enterprise\'s own',
    resources: [],
  },
  {
    property: 'Authentication: issuer, audience, signature, expiry', cloud: CloudName.GOOGLE,
    by: 'Envoy beside the service checks every token against the issuer\'s keys',
    resources: ['google_storage_bucket_object', 'google_cloud_run_v2_service'],
  },
  {
    property: 'Scopes of each operation', cloud: CloudName.GOOGLE,
    by: 'A policy of Envoy for each operation, denied where there is none',
    resources: ['google_storage_bucket_object', 'google_cloud_run_v2_service'],
  },
  {
    property: 'Client certificates, where asked for', cloud: CloudName.GOOGLE,
    by: 'The load balancer refuses connections without a certificate of a trusted authority',
    resources: ['google_network_security_server_tls_policy', 'google_certificate_manager_trust_config'],
  },
  {
    property: 'Rate limit for each client', cloud: CloudName.GOOGLE,
    by: 'Envoy counts by the client of the token, each instance its share',
    resources: ['google_storage_bucket_object', 'google_cloud_run_v2_service'],
  },
  {
    property: 'Rate limit overall', cloud: CloudName.GOOGLE,
    by: 'Envoy counts all requests, each instance its share; the firewall throttles an address at half of the whole',
    resources: ['google_storage_bucket_object', 'google_cloud_run_v2_service', 'google_compute_security_policy'],
  },
  {
    property: 'Input validation against the document', cloud: CloudName.GOOGLE,
    by: 'The validator beside the service checks parameters and bodies; Envoy refuses what it does not pass',
    resources: ['google_storage_bucket_object', 'google_cloud_run_v2_service'],
  },
  {
    property: 'Consent for the declared purpose', cloud: CloudName.GOOGLE,
    by: 'A policy of Envoy for each operation on personal data compares the token\'s consented purposes',
    resources: ['google_storage_bucket_object', 'google_cloud_run_v2_service'],
  },
  {
    property: 'Encryption in transit: TLS 1.2 and newer, managed certificate', cloud: CloudName.GOOGLE,
    by: 'Policy of the load balancer, certificate of Certificate Manager, TLS enforced by database and cache',
    resources: ['google_compute_ssl_policy', 'google_compute_target_https_proxy', 'google_certificate_manager_certificate', 'google_sql_database_instance', 'google_memorystore_instance'],
  },
  {
    property: 'HSTS', cloud: CloudName.GOOGLE,
    by: 'Two years on every answer, written by Envoy and by the load balancer',
    resources: ['google_compute_url_map', 'google_storage_bucket_object'],
  },
  {
    property: 'Encryption at rest with the environment\'s own key', cloud: CloudName.GOOGLE,
    by: 'Two keys of the environment, in hardware, rotated every 90 days: one for data, one for logs',
    resources: ['google_kms_crypto_key', 'google_sql_database_instance', 'google_firestore_database', 'google_memorystore_instance', 'google_storage_bucket', 'google_logging_project_bucket_config', 'google_cloud_run_v2_service'],
  },
  {
    property: 'Masking of personal fields in logs', cloud: CloudName.GOOGLE,
    by: 'Envoy\'s lines hold no path, query, address or body; log sinks drop a line with a personal field in the clear; the service hears the names',
    resources: ['google_logging_project_sink', 'google_storage_bucket_object', 'google_cloud_run_v2_service'],
  },
  {
    property: 'Audit log of who called what, with an immutable copy', cloud: CloudName.GOOGLE,
    by: 'Envoy writes operation, client and pseudonym of the person; sinks keep it in the audit log and in the foundation\'s locked archive',
    resources: ['google_logging_project_sink', 'google_logging_project_bucket_config', 'google_storage_bucket'],
  },
  {
    property: 'Web application firewall with managed rules', cloud: CloudName.GOOGLE,
    by: 'Cloud Armor before the load balancer: managed rules on lines, headers, addresses and JSON bodies, other hosts refused',
    resources: ['google_compute_security_policy', 'google_compute_backend_service'],
  },
  {
    property: 'Body size limit', cloud: CloudName.GOOGLE,
    by: 'Envoy stops at 8192 bytes, also without a length; the firewall refuses a stated length above',
    resources: ['google_storage_bucket_object', 'google_cloud_run_v2_service', 'google_compute_security_policy'],
  },
  {
    property: 'Structured logs', cloud: CloudName.GOOGLE,
    by: 'Envoy writes one JSON line a request; the service\'s lines go to a log bucket of its own',
    resources: ['google_logging_project_sink', 'google_logging_project_bucket_config'],
  },
  {
    property: 'Traces', cloud: CloudName.GOOGLE,
    by: 'The service may write traces and hears the sampling; each access line carries the trace',
    resources: ['google_project_iam_member', 'google_cloud_run_v2_service'],
  },
  {
    property: 'Dashboard of requests, errors, duration', cloud: CloudName.GOOGLE,
    by: 'Charts of the load balancer\'s requests, errors and latency, then of service and stores',
    resources: ['google_monitoring_dashboard'],
  },
  {
    property: 'Availability and latency objectives, fast and slow burn', cloud: CloudName.GOOGLE,
    by: '99.9 % without server error and 99 % within 500 ms in 28 days; alerts at 14.4 and 6 times the budget, over two windows each',
    resources: ['google_monitoring_slo', 'google_monitoring_alert_policy'],
  },
  {
    property: 'Probe from outside', cloud: CloudName.GOOGLE,
    by: 'A check every minute from Europe and the USA; an alert where two places fail, and two weeks before the certificate ends',
    resources: ['google_monitoring_uptime_check_config', 'google_monitoring_alert_policy'],
  },
  {
    property: 'Only the edge is public', cloud: CloudName.GOOGLE,
    by: 'Two addresses, port 443, of the load balancer; the service takes requests from it alone, stores have private endpoints or refuse the public',
    resources: ['google_compute_global_forwarding_rule', 'google_cloud_run_v2_service', 'google_compute_forwarding_rule', 'google_storage_bucket'],
  },
  {
    property: 'Egress denied unless allowed', cloud: CloudName.GOOGLE,
    by: 'All traffic of the service goes through the network; the environment opens its stores, the foundation denies the rest',
    resources: ['google_cloud_run_v2_service', 'google_compute_firewall', 'google_compute_network_firewall_policy_rule'],
  },
  {
    property: 'Database login by identity, no stored password', cloud: CloudName.GOOGLE,
    by: 'Login of the service account; no user of the database has a password',
    resources: ['google_sql_user', 'google_sql_database_instance', 'google_project_iam_member', 'google_memorystore_instance'],
  },
  {
    property: 'Least privilege', cloud: CloudName.GOOGLE,
    by: 'An account for each workload with one role for each store, on that store or on its name alone; service agents of the project; no key of an account',
    resources: ['google_service_account', 'google_project_iam_member', 'google_storage_bucket_iam_member', 'google_kms_crypto_key_iam_member'],
  },
  {
    property: 'Autoscaling, health-checked rolling deploy, rollback', cloud: CloudName.GOOGLE,
    by: 'Cloud Run between 3 and 20 instances; a revision takes traffic once gateway, validator and application are up, the last one stays for a way back',
    resources: ['google_cloud_run_v2_service'],
  },
  {
    property: 'Backup', cloud: CloudName.GOOGLE,
    by: '35 days: database in a vault of the foundation and to any second of 7 days, items by schedule and to any second of 7 days, objects copied to a locked bucket',
    resources: ['google_backup_dr_backup_plan', 'google_backup_dr_backup_plan_association', 'google_firestore_backup_schedule', 'google_storage_transfer_job', 'google_storage_bucket'],
  },
  {
    property: 'Deletion protection in production', cloud: CloudName.GOOGLE,
    by: 'Terraform refuses to destroy stores, keys, logs and service, and so does the cloud where it can',
    resources: ['google_sql_database_instance', 'google_firestore_database', 'google_memorystore_instance', 'google_storage_bucket', 'google_artifact_registry_repository', 'google_kms_crypto_key', 'google_logging_project_bucket_config', 'google_cloud_run_v2_service'],
  },
  {
    property: 'Budget alerts at 50, 80, 100 % and on the forecast', cloud: CloudName.GOOGLE,
    by: 'A monthly budget on what carries the environment\'s label, mailed to pod and platform',
    resources: ['google_billing_budget', 'google_monitoring_notification_channel'],
  },
  {
    property: 'Tags on everything', cloud: CloudName.GOOGLE,
    by: 'Labels on every resource whose type carries them: pod, stage, owner, cost centre, classification, pattern, the enterprise\'s own',
    resources: [],
  },
];
