import { Mutant } from './environments';
import { changed, each, FOREIGN, inDocument, namesOf } from './weakenings-aws-make';

/** The firewall before the gateway, rule by rule. */
export function weakerFirewall(terraform: any): Mutant[] {
  const type = 'aws_wafv2_web_acl';
  const [name] = namesOf(terraform, type);
  const rules: any[] = terraform.resource[type][name].rule;
  const edit = (rule: string, what: string, change: (rule: any, acl: any) => void) => changed(terraform, type, name, `rule ${rule} ${what}`, (acl) => change(acl.rule.find((one: any) => one.name === rule), acl));
  return rules.flatMap(({ name: rule, statement }) => [
    ...edit(rule, 'taken out', (one, acl) => { acl.rule.splice(acl.rule.indexOf(one), 1); }),
    ...edit(rule, 'only counts', (one) => { if (one.action) { one.action = { count: {} }; } else { one.override_action = { count: {} }; } }),
    ...edit(rule, 'has no metric', (one) => { one.visibility_config.cloudwatch_metrics_enabled = false; }),
    ...edit(rule, 'keeps samples of requests', (one) => { one.visibility_config.sampled_requests_enabled = true; }),
    ...(statement.rate_based_statement ? [
      ...edit(rule, 'a thousand times as much', (one) => { one.statement.rate_based_statement.limit *= 1000; }),
      ...edit(rule, 'for some paths only', (one) => { one.statement.rate_based_statement.scope_down_statement = { byte_match_statement: { search_string: '/never', positional_constraint: 'EXACTLY', field_to_match: { uri_path: {} }, text_transformation: [{ priority: 0, type: 'NONE' }] } }; }),
    ] : []),
    ...(statement.managed_rule_group_statement ? [
      ...edit(rule, 'for some paths only', (one) => { one.statement.managed_rule_group_statement.scope_down_statement = { byte_match_statement: { search_string: '/never', positional_constraint: 'EXACTLY', field_to_match: { uri_path: {} }, text_transformation: [{ priority: 0, type: 'NONE' }] } }; }),
      ...edit(rule, 'of an old version', (one) => { one.statement.managed_rule_group_statement.version = 'Version_1.0'; }),
    ] : []),
  ]).concat(
    edit('body-size', 'a thousand times as much', (one) => { one.statement.size_constraint_statement.size *= 1000; }),
    edit('body-size', 'lets pass what is too large to read', (one) => { one.statement.size_constraint_statement.field_to_match.body.oversize_handling = 'NO_MATCH'; }),
    edit('AWSManagedRulesCommonRuleSet', 'only counts script in bodies', (one) => { one.statement.managed_rule_group_statement.rule_action_override = [{ name: 'CrossSiteScripting_BODY', action_to_use: { count: {} } }]; }),
    edit('AWSManagedRulesSQLiRuleSet', 'allows SQL in bodies', (one) => { one.statement.managed_rule_group_statement.rule_action_override = [{ name: 'SQLi_BODY', action_to_use: { allow: {} } }]; }),
    changed(terraform, type, name, 'a rule before all that lets an address pass', (acl) => { acl.rule.push({ name: 'friends', priority: 100, action: { allow: {} }, statement: { ip_set_reference_statement: { arn: 'arn:aws:wafv2:eu-central-1:123456789012:regional/ipset/friends/1' } }, visibility_config: acl.visibility_config }); for (const one of acl.rule) { one.priority = (one.priority + 1) % 101; } }),
  );
}

/** Network rules opened: to everybody, to every port, to every protocol. */
export function openerRules(terraform: any): Mutant[] {
  const aimed = (body: any, range: object): void => {
    for (const other of ['referenced_security_group_id', 'prefix_list_id', 'cidr_ipv4']) { delete body[other]; }
    Object.assign(body, range);
  };
  return ['aws_vpc_security_group_ingress_rule', 'aws_vpc_security_group_egress_rule'].flatMap((type) => [
    // HTTPS to everywhere goes through the egress firewall, and the service has it already.
    ...each(terraform, type, 'for every IPv4 address', (body) => { if (type.includes('ingress') || body.from_port !== 443) { aimed(body, { cidr_ipv4: '0.0.0.0/0' }); } }),
    ...each(terraform, type, 'for every IPv6 address', (body) => aimed(body, { cidr_ipv6: '::/0' })),
    ...each(terraform, type, 'for the whole private range', (body) => aimed(body, { cidr_ipv4: '10.0.0.0/8' })),
    ...each(terraform, type, 'every port', (body) => { body.from_port = 0; body.to_port = 65535; }),
    ...each(terraform, type, 'every protocol', (body) => { body.ip_protocol = '-1'; delete body.from_port; delete body.to_port; }),
  ]).concat(
    each(terraform, 'aws_vpc_security_group_ingress_rule', 'for a group of another account', (body) => aimed(body, { referenced_security_group_id: `${FOREIGN}/sg-0fedcba9876543210` })),
    each(terraform, 'aws_security_group', 'also SSH from everywhere', (body) => { body.ingress = [{ from_port: 22, to_port: 22, protocol: 'tcp', cidr_blocks: ['0.0.0.0/0'], description: 'SSH', ipv6_cidr_blocks: [], prefix_list_ids: [], security_groups: [], self: false }]; }),
    each(terraform, 'aws_security_group', 'also everything out', (body) => { body.egress = [{ from_port: 0, to_port: 0, protocol: '-1', cidr_blocks: ['0.0.0.0/0'], description: 'all', ipv6_cidr_blocks: [], prefix_list_ids: [], security_groups: [], self: false }]; }),
  );
}

const PARAMETERS: { readonly [name: string]: readonly string[] } = {
  'rds.force_ssl': ['0'], 'shared_preload_libraries': ['pg_stat_statements'], 'pgaudit.log': ['none'], 'ssl_min_protocol_version': ['TLSv1', 'TLSv1.1'], 'rds.accepted_password_auth_method': ['md5+scram'],
  'log_statement': ['none', 'all'], 'log_connections': ['0'], 'log_disconnections': ['0'], 'log_parameter_max_length': ['-1'], 'log_parameter_max_length_on_error': ['-1'],
};

/** Settings of the database: weakened and taken out. */
export function weakerParameters(terraform: any): Mutant[] {
  const type = 'aws_rds_cluster_parameter_group';
  // What PostgreSQL does by itself where the parameter is left out is a weakening only where that is less; the default of log_parameter_max_length_on_error is 0 already.
  const less = ['shared_preload_libraries', 'pgaudit.log', 'log_connections', 'log_disconnections', 'log_statement', 'log_parameter_max_length'];
  return [
    ...Object.entries(PARAMETERS).flatMap(([name, values]) => values.flatMap((value) => each(terraform, type, `${name}: ${value}`, (body) => { body.parameter.find((one: any) => one.name === name).value = value; }))),
    ...less.flatMap((name) => each(terraform, type, `${name} taken out`, (body) => { body.parameter = body.parameter.filter((one: any) => one.name !== name); })),
  ];
}

/** Alarms off, that call nobody, that call somebody else, that nothing reaches. */
export function weakerAlarms(terraform: any): Mutant[] {
  const nobody = `arn:aws:sns:eu-central-1:${FOREIGN}:elsewhere`;
  return ['aws_cloudwatch_metric_alarm', 'aws_cloudwatch_composite_alarm'].flatMap((type) => Object.entries<any>(terraform.resource[type]).filter((_, i) => i % 3 === 0).flatMap(([name, body]) => [
    ...(body.alarm_actions ? [
      ...changed(terraform, type, name, 'off', (one) => { one.actions_enabled = false; }),
      ...changed(terraform, type, name, 'calls nobody', (one) => { one.alarm_actions = []; }),
      ...changed(terraform, type, name, 'calls somebody else', (one) => { one.alarm_actions = [nobody]; }),
    ] : []),
    ...(type === 'aws_cloudwatch_metric_alarm' ? changed(terraform, type, name, 'never rings', (one) => { one.threshold = one.comparison_operator.startsWith('Less') ? -1 : 1_000_000_000_000_000; }) : []),
  ]));
}

/** Rules that watch calls, each with those that it hears of. */
function heard(terraform: any): [name: string, events: string[]][] {
  const rules = Object.entries<any>(terraform.resource.aws_cloudwatch_event_rule).filter(([, body]) => body.event_pattern);
  return rules.map(([name, body]) => [name, JSON.parse(body.event_pattern).detail.eventName]);
}

/** What notices: events of audit, budgets, what the dashboard shows, what is backed up. */
export function weakerWatching(terraform: any): Mutant[] {
  return [
    ...heard(terraform).flatMap(([name, events]) => events.flatMap((event) => changed(
      terraform, 'aws_cloudwatch_event_rule', name, `does not see ${event}`, inDocument('event_pattern', (read) => { read.detail.eventName = read.detail.eventName.filter((one: string) => one !== event); })))),
    ...each(terraform, 'aws_cloudwatch_event_rule', 'once a day', (body) => { if (body.schedule_expression) { body.schedule_expression = 'rate(1 day)'; } }),
    ...each(terraform, 'aws_budgets_budget', 'calls nobody', (body) => { for (const one of body.notification) { delete one.subscriber_email_addresses; delete one.subscriber_sns_topic_arns; } }),
    ...each(terraform, 'aws_budgets_budget', 'rings at ten times the sum', (body) => { for (const one of body.notification) { one.threshold = 1000; } }),
    ...each(terraform, 'aws_cloudwatch_dashboard', 'shows nothing', (body) => { body.dashboard_body = JSON.stringify({ widgets: [] }); }),
    ...terraform.resource.aws_backup_selection[namesOf(terraform, 'aws_backup_selection')[0]].resources.flatMap((_: string, i: number) => each(terraform, 'aws_backup_selection', `without its resource ${i}`, (body) => { body.resources.splice(i, 1); })),
    ...['authorization', 'cookie'].flatMap((header) => each(terraform, 'aws_wafv2_web_acl_logging_configuration', `shows ${header}`, (body) => { body.redacted_fields = body.redacted_fields.filter((one: any) => one.single_header?.name !== header); })),
    ...['query_string', 'uri_path'].flatMap((part) => each(terraform, 'aws_wafv2_web_acl_logging_configuration', `shows ${part}`, (body) => { body.redacted_fields = body.redacted_fields.filter((one: any) => one[part] === undefined); })),
  ];
}
