import { Construct } from 'constructs';
import { LogClass } from '../../../capabilities/common';
import { EdgePlan } from '../../../edge/edge-plan';
import { after } from '../../../environment/order';
import { physicalName } from '../../../environment/physical-name';
import { logGroup } from '../log-stream';
import { plain } from '../text';
import { Wafv2WebAcl, Wafv2WebAclAssociation, Wafv2WebAclLoggingConfiguration, ApiGatewayStage } from '../resources';

/** Windows over which the firewall counts, in seconds. https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statement-type-rate-based-high-level-settings.html */
const WINDOWS = [60, 120, 300, 600];
/** The least that it counts to. */
const LEAST = 10;
const NO_TRANSFORMATION = [{ priority: 0, type: 'NONE' }];

/** AWS's own rules. Hosting providers are only counted: a partner's server lives there, and so does our probe. */
const MANAGED: { name: string; countOnly?: string[] }[] = [
  { name: 'AWSManagedRulesAmazonIpReputationList' },
  { name: 'AWSManagedRulesAnonymousIpList', countOnly: ['HostingProviderIPList'] },
  { name: 'AWSManagedRulesCommonRuleSet' },
  { name: 'AWSManagedRulesKnownBadInputsRuleSet' },
  { name: 'AWSManagedRulesSQLiRuleSet' },
];

/** A rate in the firewall's terms: the shortest window that holds the wish and counts far enough. */
export function firewallRate(requests: number, seconds: number): { limit: number; window: number } {
  const fits = WINDOWS.filter((w) => w >= seconds && Math.round((requests * w) / seconds) >= LEAST);
  const window = fits[0] ?? WINDOWS[WINDOWS.length - 1];
  return { window, limit: Math.max(LEAST, Math.round((requests * window) / seconds)) };
}

/** Every media type that an operation of the API takes; a body of any other type would pass the models unseen. */
function contentTypes(plan: EdgePlan): string[] {
  const types = new Set(plan.routes.flatMap((r) => r.contentTypes).map((t) => t.toLowerCase().split(';')[0].trim()).filter((t) => !t.includes('*')));
  return types.size > 0 ? [...types].sort() : ['application/json'];
}

function rules(plan: EdgePlan, metricName: string): any[] {
  const visibility = (name: string) => ({ cloudwatchMetricsEnabled: true, sampledRequestsEnabled: false, metricName: `${metricName}-${name}`.slice(0, 128) });
  let priority = 0;
  const block = (name: string, statement: object) => ({ name, priority: priority++, action: { block: {} }, statement, visibilityConfig: visibility(name) });
  const body = { body: { oversize_handling: 'MATCH' } };
  const type = (t: string) => ({
    byte_match_statement: {
      field_to_match: { single_header: { name: 'content-type' } }, positional_constraint: 'STARTS_WITH', search_string: t, text_transformation: [{ priority: 0, type: 'LOWERCASE' }],
    },
  });
  const types = contentTypes(plan).map(type);
  const perClient = firewallRate(plan.perClient.requests, plan.perClient.seconds);
  const anyType = plan.routes.some((r) => r.contentTypes.some((t) => t.includes('*')));
  return [
    block('body-size', { size_constraint_statement: { comparison_operator: 'GT', size: plan.maxBodyBytes, field_to_match: body, text_transformation: NO_TRANSFORMATION } }),
    ...(anyType ? [] : [block('content-type', {
      and_statement: {
        statement: [
          { size_constraint_statement: { comparison_operator: 'GT', size: 0, field_to_match: body, text_transformation: NO_TRANSFORMATION } },
          { not_statement: { statement: types.length === 1 ? types[0] : { or_statement: { statement: types } } } },
        ],
      },
    })]),
    block('rate-client', {
      rate_based_statement: {
        limit: perClient.limit,
        evaluation_window_sec: perClient.window,
        aggregate_key_type: 'CUSTOM_KEYS',
        // A client is told by its token: the firewall cannot read the claims in it.
        custom_key: [{ header: { name: 'authorization', text_transformation: NO_TRANSFORMATION } }],
      },
    }),
    block('rate-address', {
      // Ten clients behind one address, and nobody without a token more than that.
      rate_based_statement: { limit: perClient.limit * 10, evaluation_window_sec: perClient.window, aggregate_key_type: 'IP' },
    }),
    ...MANAGED.map(({ name, countOnly }) => ({
      name,
      priority: priority++,
      overrideAction: { none: {} },
      statement: {
        managed_rule_group_statement: {
          vendor_name: 'AWS',
          name,
          ...(countOnly ? { rule_action_override: countOnly.map((rule) => ({ name: rule, action_to_use: { count: {} } })) } : {}),
        },
      },
      visibilityConfig: visibility(name),
    })),
  ];
}

/** The web application firewall in front of a stage. */
export function firewall(scope: Construct, plan: EdgePlan, stage: ApiGatewayStage): { name: string } {
  const name = physicalName(scope, 'aws_wafv2_web_acl');
  const acl = new Wafv2WebAcl(scope, 'acl', {
    name,
    description: plain(`Edge ${scope.node.path}`).replace(/[^\w+=:#@/\-,. ]/g, ' '),
    scope: 'REGIONAL',
    defaultAction: { allow: {} },
    rule: rules(plan, name),
    visibilityConfig: { cloudwatchMetricsEnabled: true, sampledRequestsEnabled: false, metricName: name },
  });
  new Wafv2WebAclAssociation(scope, 'association', { resourceArn: stage.arn, webAclArn: acl.arn });
  const log = logGroup(scope, { name: physicalName(scope, 'aws_wafv2_log_group'), logClass: LogClass.SECURITY, maskedFields: plan.maskedFields, id: 'log' });
  after(new Wafv2WebAclLoggingConfiguration(scope, 'logging', {
    resourceArn: acl.arn,
    logDestinationConfigs: [log.group.arn],
    // Tokens, sessions and whatever callers put into addresses stay out of the log.
    redactedFields: [{ singleHeader: { name: 'authorization' } }, { singleHeader: { name: 'cookie' } }, { queryString: {} }, { uriPath: {} }],
  }), log.group);
  return { name };
}
