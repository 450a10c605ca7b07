import { Example, many, one } from '../example';

const RULE = { name: 'sizes', priority: 1, action: { block: {} }, statement: { size_constraint_statement: { size: 8192, field_to_match: { body: { oversize_handling: 'MATCH' } } } }, visibility_config: { metric_name: 'sizes' } };
const MANAGED = { name: 'common', priority: 2, override_action: { none: {} }, statement: { managed_rule_group_statement: { name: 'AWSManagedRulesCommonRuleSet' } }, visibility_config: { metric_name: 'common' } };
const ACL = { rule: [RULE, MANAGED] };
const withRule = (change: any) => ({ rule: [{ ...RULE, ...change }, MANAGED] });

export const awsApiExamples: Example[] = [
  one('aws/api-domain-tls', 'aws_api_gateway_domain_name', { security_policy: 'TLS_1_2' }, { 'unknown TLS policy of a domain': { security_policy: 'TLS_1_3' } }),
  one('aws/api-deployment-trigger', 'aws_api_gateway_deployment', { triggers: { body: 'hash' }, lifecycle: { create_before_destroy: true } }, { 'deployment without trigger': { triggers: undefined }, 'deployment without create_before_destroy': { lifecycle: undefined } }),
  many('aws/api-stage-after-account', {
    aws_api_gateway_account: { main: {} }, aws_api_gateway_stage: { main: { access_log_settings: { destination_arn: 'x' }, depends_on: ['aws_api_gateway_account.main'] } },
  }, { 'stage not after the account role': (r) => { delete r.aws_api_gateway_stage.main.depends_on; } }),
  many('aws/api-account-after-role', {
    aws_iam_role: { logs: {} }, aws_iam_role_policy_attachment: { logs: { role: '${aws_iam_role.logs.name}' } },
    aws_api_gateway_account: { main: { cloudwatch_role_arn: '${aws_iam_role.logs.arn}', depends_on: ['aws_iam_role_policy_attachment.logs'] } },
  }, { 'account settings not after the role policy': (r) => { delete r.aws_api_gateway_account.main.depends_on; } }),
  one('aws/api-throttle', 'aws_api_gateway_method_settings', { settings: { throttling_rate_limit: 500 } }, { 'throttle above the account quota': { settings: { throttling_rate_limit: 20000 } } }),
  one('aws/api-integration-timeout', 'aws_api_gateway_integration', { timeout_milliseconds: 29000 }, { 'integration timeout in seconds': { timeout_milliseconds: 29 } }),
  many('aws/api-vpc-link-target', { aws_lb: { main: { load_balancer_type: 'network' } }, aws_api_gateway_vpc_link: { main: { target_arns: ['${aws_lb.main.arn}'] } } }, { 'VPC link to an application load balancer': (r) => { r.aws_lb.main.load_balancer_type = 'application'; } }),
  many('aws/api-vpc-link-group', {
    aws_lb: { main: { load_balancer_type: 'network', security_groups: ['${aws_security_group.lb.id}'], enforce_security_group_inbound_rules_on_private_link_traffic: 'off' } }, aws_api_gateway_vpc_link: { main: { target_arns: ['${aws_lb.main.arn}'] } },
  }, { 'VPC link refused by the security group': (r) => { delete r.aws_lb.main.enforce_security_group_inbound_rules_on_private_link_traffic; } }),
  one('aws/api-body', 'aws_api_gateway_rest_api', { body: '{"openapi":"3.0.1","paths":{}}' }, { 'REST API body that is no OpenAPI': { body: '{"paths":{}}' } }),
  one('aws/usage-plan-quota', 'aws_api_gateway_usage_plan', { quota_settings: { period: 'DAY' } }, { 'quota an hour': { quota_settings: { period: 'HOUR' } } }),
  one('aws/waf-priority', 'aws_wafv2_web_acl', ACL, { 'duplicate WAF priority': withRule({ priority: 2 }) }),
  one('aws/waf-rule-name', 'aws_wafv2_web_acl', ACL, { 'duplicate WAF rule name': withRule({ name: 'common' }) }),
  one('aws/waf-metric-name', 'aws_wafv2_web_acl', ACL, { 'WAF metric name with a space': withRule({ visibility_config: { metric_name: 'a b' } }) }),
  one('aws/waf-action', 'aws_wafv2_web_acl', ACL, { 'WAF rule group without override': { rule: [RULE, { ...MANAGED, override_action: undefined }] }, 'WAF rule without action': withRule({ action: undefined }) }),
  one('aws/waf-rate-limit', 'aws_wafv2_web_acl', withRule({ statement: { rate_based_statement: { limit: 100 } } }), { 'WAF rate limit of 5': withRule({ statement: { rate_based_statement: { limit: 5 } } }) }),
  one('aws/waf-body-size', 'aws_wafv2_web_acl', ACL, { 'WAF body rule beyond what is inspected': withRule({ statement: { size_constraint_statement: { size: 100000, field_to_match: { body: {} } } } }) }),
  many('aws/waf-log-name', { aws_cloudwatch_log_group: { waf: { name: 'aws-waf-logs-orders' } }, aws_wafv2_web_acl_logging_configuration: { main: { log_destination_configs: ['${aws_cloudwatch_log_group.waf.arn}'] } } }, {
    'WAF log group not named aws-waf-logs-*': (r) => { r.aws_cloudwatch_log_group.waf.name = 'orders-waf'; },
  }),
  many('aws/waf-log-after-policy', {
    aws_cloudwatch_log_resource_policy: { waf: { policy_document: '{"Statement":[{"Principal":{"Service":"delivery.logs.amazonaws.com"}}]}' } },
    aws_wafv2_web_acl_logging_configuration: { main: { depends_on: ['aws_cloudwatch_log_resource_policy.waf'] } },
  }, { 'WAF logging not after the log resource policy': (r) => { delete r.aws_wafv2_web_acl_logging_configuration.main.depends_on; } }),
  one('aws/certificate-name', 'aws_acm_certificate', { domain_name: `${'a'.repeat(52)}.example.com`, validation_method: 'DNS' }, {
    'name too long for a certificate': { domain_name: `${'a'.repeat(53)}.example.com` },
  }),
  one('aws/certificate-validation', 'aws_acm_certificate', { domain_name: 'api.example.com', validation_method: 'DNS' }, { 'certificate without validation': { validation_method: undefined } }),
  many('aws/single-account-settings', { aws_guardduty_detector: { a: { enable: true } } }, { 'account setting twice in a stack': (r) => { r.aws_guardduty_detector.b = { enable: true }; } }),
];
