import { Entry } from '../../clouds/rule-graph';
import { blockOf, blocksOf, isSet, isUnresolved, text, texts } from '../../clouds/rule-values';
import { Evidence } from '../model';
import { FlowSheet } from './flow-sheet';
import { AwsStack } from './stack';
import { at, items, plainly } from './values';

const LOGS = 'sends logs to';

/** Where logs and copies go. What is not in this stack is the foundation's. */
export function logFlows(stack: AwsStack, sheet: FlowSheet): void {
  const { graph } = stack;
  const send = (from: Entry | undefined, target: unknown, verb: string, evidence: Evidence, type?: string, outside?: string): void => {
    if (!from || !isSet(target)) { return; }
    const to = stack.find(target, type)?.address ?? outside ?? stack.placeOf(target);
    if (to !== from.address) { sheet.add({ from: from.address, to, verb, evidence: [evidence] }); }
  };
  const each = (type: string, argument: string, from: (entry: Entry) => Entry | undefined, target: (entry: Entry) => unknown, verb = LOGS, main?: string): void => {
    for (const entry of graph.all(type)) { for (const value of items(target(entry))) { send(from(entry), value, verb, { address: entry.address, argument }, main); } }
  };
  const self = (entry: Entry): Entry => entry;
  each('aws_cloudwatch_log_subscription_filter', 'destination_arn', (e) => stack.find(e.body.log_group_name, 'aws_cloudwatch_log_group'), (e) => e.body.destination_arn);
  each('aws_cloudtrail', 's3_bucket_name', self, (e) => e.body.s3_bucket_name, LOGS, 'aws_s3_bucket');
  each('aws_cloudtrail', 'cloud_watch_logs_group_arn', self, (e) => e.body.cloud_watch_logs_group_arn);
  each('aws_flow_log', 'log_destination', (e) => stack.find(e.body.vpc_id ?? e.body.subnet_id ?? e.body.eni_id), (e) => e.body.log_destination);
  each('aws_s3_bucket_logging', 'target_bucket', (e) => stack.find(e.body.bucket, 'aws_s3_bucket'), (e) => e.body.target_bucket, LOGS, 'aws_s3_bucket');
  each('aws_wafv2_web_acl_logging_configuration', 'log_destination_configs', (e) => stack.find(e.body.resource_arn), (e) => e.body.log_destination_configs);
  each('aws_api_gateway_stage', 'access_log_settings', (e) => stack.find(e.body.rest_api_id), (e) => blockOf(e.body.access_log_settings).destination_arn);
  each('aws_apigatewayv2_stage', 'access_log_settings', (e) => stack.find(e.body.api_id), (e) => blockOf(e.body.access_log_settings).destination_arn);
  each('aws_vpclattice_access_log_subscription', 'destination_arn', (e) => stack.find(e.body.resource_identifier), (e) => e.body.destination_arn);
  each('aws_networkfirewall_logging_configuration', 'logging_configuration', (e) => stack.find(e.body.firewall_arn),
    (e) => blocksOf(at(e.body, 'logging_configuration.log_destination_config')).flatMap((c) => Object.values(blockOf(c.log_destination))), LOGS, 'aws_cloudwatch_log_group');
  each('aws_route53_resolver_query_log_config_association', 'resource_id', (e) => stack.find(e.body.resource_id), (e) => stack.find(e.body.resolver_query_log_config_id)?.body.destination_arn);
  for (const type of ['aws_lb', 'aws_alb', 'aws_elb']) {
    each(type, 'access_logs', self, (e) => (blockOf(e.body.access_logs).enabled === false ? [] : blockOf(e.body.access_logs).bucket), LOGS, 'aws_s3_bucket');
  }
  each('aws_kinesis_firehose_delivery_stream', 'extended_s3_configuration', self, (e) => blockOf(e.body.extended_s3_configuration).bucket_arn, 'writes to');
  for (const one of graph.all('aws_s3_bucket_replication_configuration')) {
    for (const { bucket, account } of blocksOf(one.body.rule).map((r) => blockOf(r.destination))) {
      // A bucket's ARN names no account: the rule does, where it is not the own one.
      const to = isSet(account) && text(account) !== stack.account && !stack.find(bucket) ? `account ${plainly(account)}` : undefined;
      send(stack.find(one.body.bucket, 'aws_s3_bucket'), bucket, 'keeps copies in', { address: one.address, argument: 'rule' }, undefined, to);
    }
  }
  for (const selection of graph.all('aws_backup_selection')) {
    const plan = stack.find(selection.body.plan_id);
    for (const resource of items(selection.body.resources)) {
      for (const rule of blocksOf(plan?.body.rule)) { send(stack.find(resource), rule.target_vault_name, 'keeps copies in', { address: selection.address, argument: 'resources' }, 'aws_backup_vault'); }
      for (const copy of blocksOf(plan?.body.rule).flatMap((r) => blocksOf(r.copy_action))) { send(stack.find(resource), copy.destination_vault_arn, 'keeps copies in', { address: plan!.address, argument: 'rule' }); }
    }
  }
  databaseLogs(stack, sheet);
}

// Databases write to groups of a fixed name.
function databaseLogs(stack: AwsStack, sheet: FlowSheet): void {
  for (const [type, kind, id] of [['aws_rds_cluster', 'cluster', 'cluster_identifier'], ['aws_db_instance', 'instance', 'identifier']] as const) {
    for (const entry of stack.graph.all(type)) {
      const name = stack.graph.literal(entry.body[id]);
      if (name === undefined || isUnresolved(entry.body.enabled_cloudwatch_logs_exports)) { continue; }
      for (const log of texts(entry.body.enabled_cloudwatch_logs_exports)) {
        const group = stack.named('aws_cloudwatch_log_group', `/aws/rds/${kind}/${name}/${log}`);
        if (group) { sheet.add({ from: entry.address, to: group.address, verb: LOGS, evidence: [{ address: entry.address, argument: 'enabled_cloudwatch_logs_exports' }] }); }
      }
    }
  }
}
