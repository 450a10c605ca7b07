import { all, excludes, needed, oneOf, pattern, range, unique } from '../../rule-makers';
import { blockOf, blocksOf, flag, isSet, json, listOf, numeric, text } from '../../rule-values';
import { Rule } from '../../rules';

const APIGW = 'https://docs.aws.amazon.com/apigateway/latest';
const WAF = 'https://docs.aws.amazon.com/waf/latest';

/** Bytes of a body that a web ACL inspects, by the setting that raises it. */
const INSPECTED: { readonly [limit: string]: number } = { KB_16: 16384, KB_32: 32768, KB_48: 49152, KB_64: 65536 };

/** Every statement of a web ACL rule, nested ones too. */
function statements(value: any, depth = 0): any[] {
  if (depth > 12 || typeof value !== 'object' || value === null) {
    return [];
  }
  const blocks = listOf(value).filter((one) => typeof one === 'object' && one !== null);
  return blocks.flatMap((block) => [block, ...Object.values(block).flatMap((inner) => statements(inner, depth + 1))]);
}

/** REST API, its domain, and the web ACL before it. */
export const apiRules: readonly Rule[] = [
  {
    id: 'aws/api-domain-tls', types: ['aws_api_gateway_domain_name'], argument: 'security_policy',
    problem: pattern(/^(TLS_1_0|TLS_1_2|SecurityPolicy_[A-Z0-9_]+)$/, 'TLS_1_0, TLS_1_2 or a SecurityPolicy_ name'), mend: 'Use TLS_1_2.', source: `${APIGW}/developerguide/apigateway-custom-domain-tls-version.html`,
  },
  {
    id: 'aws/api-deployment-trigger', types: ['aws_api_gateway_deployment'], argument: 'triggers', references: true,
    problem: (value, deployment) => (!isSet(value) ? 'is not set: a changed API is not deployed'
      : flag(blockOf(deployment.lifecycle).create_before_destroy) !== true ? 'is set without create_before_destroy: a deployment in use cannot be deleted' : undefined),
    mend: 'Put a hash of the API document into triggers, and create before destroying.', source: 'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/api_gateway_deployment.html.markdown',
  },
  {
    id: 'aws/api-stage-after-account', types: ['aws_api_gateway_stage'], argument: 'access_log_settings', references: true,
    problem: (value, _block, context) => {
      const account = isSet(value) ? context.graph.all('aws_api_gateway_account')[0] : undefined;
      return account && !context.graph.isAfter(context, account) ? `logs before ${account.address} gives API Gateway its role` : undefined;
    },
    mend: 'Put the account settings into depends_on.', source: `${APIGW}/developerguide/set-up-logging.html`,
  },
  {
    id: 'aws/api-account-after-role', types: ['aws_api_gateway_account'], argument: 'cloudwatch_role_arn', references: true,
    problem: (value, _block, context) => {
      const role = context.graph.target(value);
      const early = role && context.graph.all('aws_iam_role_policy_attachment', 'aws_iam_role_policy')
        .find((policy) => context.graph.target(policy.body.role)?.address === role.address && !context.graph.isAfter(context, policy));
      return early ? `is checked before ${early.address} is attached` : undefined;
    },
    mend: 'Put the policy of the role into depends_on.', source: `${APIGW}/developerguide/set-up-logging.html`,
  },
  {
    id: 'aws/api-throttle', types: ['aws_api_gateway_method_settings'], argument: 'settings.throttling_rate_limit', problem: range(-1, 10000, 'requests a second'), mend: 'Stay within the account quota of 10000.', source: `${APIGW}/developerguide/limits.html`,
  },
  {
    id: 'aws/api-integration-timeout', types: ['aws_api_gateway_integration'], argument: 'timeout_milliseconds', problem: range(50, 300000, 'ms'), mend: 'Stay within 50 ms and 5 minutes.', source: `${APIGW}/developerguide/api-gateway-execution-service-limits-table.html`,
  },
  {
    id: 'aws/api-vpc-link-target', types: ['aws_api_gateway_vpc_link'], argument: 'target_arns', references: true,
    problem: (value, _block, context) => {
      const balancer = context.graph.target(listOf(value)[0]);
      return balancer?.type === 'aws_lb' && (text(balancer.body.load_balancer_type) ?? 'application') !== 'network' ? `is ${balancer.address}, which is no network load balancer` : undefined;
    },
    mend: 'A VPC link of version 1 takes a network load balancer; use version 2 for another.', source: `${APIGW}/developerguide/set-up-private-integration.html`,
  },
  {
    id: 'aws/api-vpc-link-group', types: ['aws_api_gateway_vpc_link'], argument: 'target_arns', references: true,
    problem: (value, _block, context) => {
      const balancer = context.graph.target(listOf(value)[0]);
      const network = text(balancer?.body.load_balancer_type) === 'network';
      return network && isSet(balancer?.body.security_groups) && text(balancer?.body.enforce_security_group_inbound_rules_on_private_link_traffic) !== 'off'
        ? `is ${balancer?.address}, whose security groups would refuse the link` : undefined;
    },
    mend: 'Set enforce_security_group_inbound_rules_on_private_link_traffic to off.', source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-security-groups.html',
  },
  {
    id: 'aws/api-body', types: ['aws_api_gateway_rest_api'], argument: 'body', references: true,
    problem: (value) => {
      const document = json(value);
      return typeof value === 'string' && !value.includes('${') && (document === undefined || !isSet(document.openapi ?? document.swagger)) ? 'is no OpenAPI document' : undefined;
    },
    mend: 'Give an OpenAPI document as JSON.', source: `${APIGW}/developerguide/api-gateway-import-api.html`,
  },
  {
    id: 'aws/usage-plan-quota', types: ['aws_api_gateway_usage_plan'], argument: 'quota_settings.period', problem: oneOf('DAY', 'WEEK', 'MONTH'), mend: 'Use DAY, WEEK or MONTH.', source: `${APIGW}/api/API_QuotaSettings.html`,
  },
  {
    id: 'aws/waf-priority', types: ['aws_wafv2_web_acl', 'aws_wafv2_rule_group'], argument: 'rule', problem: unique('priority'), mend: 'Give each rule a priority of its own.', source: `${WAF}/APIReference/API_Rule.html`,
  },
  {
    id: 'aws/waf-rule-name', types: ['aws_wafv2_web_acl', 'aws_wafv2_rule_group'], argument: 'rule', problem: unique('name'), mend: 'Give each rule a name of its own.', source: `${WAF}/APIReference/API_Rule.html`,
  },
  {
    id: 'aws/waf-metric-name', types: ['aws_wafv2_web_acl', 'aws_wafv2_rule_group'], argument: 'rule.visibility_config.metric_name', problem: all(pattern(/^[\w#:./-]{1,255}$/, 'up to 255 letters, digits and _ - # : . /')), mend: 'Rename the metric.', source: `${WAF}/APIReference/API_VisibilityConfig.html`,
  },
  {
    id: 'aws/waf-action', types: ['aws_wafv2_web_acl'], argument: 'rule.*',
    problem: (rule) => {
      const group = statements(rule?.statement).some((one) => isSet(one.managed_rule_group_statement) || isSet(one.rule_group_reference_statement));
      return group && !isSet(rule.override_action) ? 'refers to a rule group without override_action' : group && isSet(rule.action) ? 'refers to a rule group and has an action'
        : !group && isSet(rule?.statement) && !isSet(rule.action) && !isSet(rule.rule_label) ? 'has a statement of its own and no action' : undefined;
    },
    mend: 'Use override_action for rule groups and action for other statements.', source: `${WAF}/APIReference/API_Rule.html`,
  },
  {
    id: 'aws/waf-rate-limit', types: ['aws_wafv2_web_acl', 'aws_wafv2_rule_group'], argument: 'rule.*',
    problem: (rule) => {
      const limits = statements(rule?.statement).flatMap((one) => blocksOf(one.rate_based_statement)).map((one) => numeric(one.limit)).filter(isSet);
      const odd = limits.find((limit) => (limit ?? 10) < 10 || (limit ?? 10) > 2_000_000_000);
      return odd === undefined ? undefined : `limits to ${odd} requests: 10 to 2000000000 are taken`;
    },
    mend: 'Use at least 10 requests in the window.', source: `${WAF}/APIReference/API_RateBasedStatement.html`,
  },
  {
    id: 'aws/waf-body-size', types: ['aws_wafv2_web_acl'], argument: 'rule.*',
    problem: (rule, _block, context) => {
      const limit = text(blockOf(blockOf(blockOf(context.body.association_config).request_body).api_gateway).default_size_inspection_limit) ?? 'KB_16';
      const sizes = statements(rule?.statement).flatMap((one) => blocksOf(one.size_constraint_statement)).filter((one) => isSet(blockOf(one.field_to_match).body));
      const late = sizes.find((one) => (numeric(one.size) ?? 0) > (INSPECTED[limit] ?? 65536) || text(blockOf(blockOf(one.field_to_match).body).oversize_handling) === 'NO_MATCH');
      return late ? `compares a body with ${late.size} bytes, of which ${INSPECTED[limit] ?? 65536} are inspected` : undefined;
    },
    mend: 'Compare with what is inspected at most, and let oversize_handling be MATCH.', source: `${WAF}/developerguide/waf-oversize-request-components.html`,
  },
  {
    id: 'aws/waf-log-name', types: ['aws_wafv2_web_acl_logging_configuration'], argument: 'log_destination_configs', references: true,
    problem: (value, _block, context) => {
      for (const one of listOf(value)) {
        const target = context.graph.target(one);
        const name = text(context.graph.literal(target?.body.name ?? target?.body.bucket)) ?? /(?:log-group:|deliverystream\/|:s3:::)([^:]+)/.exec(text(one) ?? '')?.[1];
        if (name !== undefined && !name.startsWith('aws-waf-logs-')) {
          return `goes to "${name}"`;
        }
      }
      return undefined;
    },
    mend: 'Begin the name of the log group, stream or bucket with aws-waf-logs-.', source: `${WAF}/developerguide/logging-destinations.html`,
  },
  {
    id: 'aws/waf-log-after-policy', types: ['aws_wafv2_web_acl_logging_configuration'], argument: '', references: true,
    problem: (_value, _block, context) => {
      const policy = context.graph.all('aws_cloudwatch_log_resource_policy').find((entry) => /delivery\.logs|aws-waf-logs/.test(String(entry.body.policy_document)));
      return policy && !context.graph.isAfter(context, policy) ? `can be made before ${policy.address}` : undefined;
    },
    mend: 'Put the log resource policy into depends_on.', source: `${WAF}/developerguide/logging-cw-logs.html`,
  },
  {
    id: 'aws/certificate-validation', types: ['aws_acm_certificate'], argument: 'validation_method', references: true,
    problem: all((value, block) => (isSet(value) || isSet(block.certificate_authority_arn) || isSet(block.private_key) ? undefined : needed(value, block, undefined as never)), excludes('certificate_body')),
    mend: 'Validate by DNS.', source: 'https://docs.aws.amazon.com/acm/latest/APIReference/API_RequestCertificate.html',
  },
  {
    id: 'aws/certificate-name', types: ['aws_acm_certificate'], argument: 'domain_name',
    problem: (value) => (typeof value === 'string' && value.length > 64 ? `"${value}" is ${value.length} characters long, 64 are the most` : undefined),
    mend: 'Take a shorter host label, or a shorter domain for the landing zone.', source: 'https://docs.aws.amazon.com/acm/latest/APIReference/API_RequestCertificate.html',
  },
  {
    id: 'aws/single-account-settings', types: ['aws_api_gateway_account', 'aws_guardduty_detector', 'aws_macie2_account', 'aws_xray_encryption_config', 'aws_backup_region_settings', 'aws_ecr_registry_scanning_configuration', 'aws_s3_account_public_access_block', 'aws_inspector2_enabler'],
    argument: '',
    problem: (body, _block, context) => {
      const other = context.graph.all(context.type).find((entry) => entry.address < context.address && entry.body.provider === body.provider && entry.body.region === body.region);
      return other ? `exists once in an account and region; ${other.address} is the other` : undefined;
    },
    mend: 'Keep one, in the foundation.', source: `${APIGW}/api/API_Account.html`,
  },
];
