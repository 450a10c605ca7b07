import { Entry } from '../../clouds/rule-graph';
import { blockOf, blocksOf, isSet } from '../../clouds/rule-values';
import { FlowSheet } from './flow-sheet';
import { AwsStack } from './stack';
import { document, items } from './values';

/** Events, messages and what they set off. */
export function eventFlows(stack: AwsStack, sheet: FlowSheet): void {
  const { graph } = stack;
  const hand = (from: Entry | undefined, target: unknown, verb: string | undefined, at: Entry, argument: string): void => {
    const to = stack.find(target);
    const elsewhere = to || !isSet(target) ? 'foundation' : stack.placeOf(target);
    if (from && elsewhere !== 'foundation') { sheet.add({ from: from.address, to: elsewhere, verb: verb ?? 'sends to', evidence: [{ address: at.address, argument }] }); }
    if (from && to && from.address !== to.address) { sheet.add({ from: from.address, to: to.address, verb: verb ?? verbFor(to), evidence: [{ address: at.address, argument }] }); }
  };
  for (const target of graph.all('aws_cloudwatch_event_target')) { hand(stack.find(target.body.rule, 'aws_cloudwatch_event_rule'), target.body.arn, undefined, target, 'arn'); }
  for (const one of graph.all('aws_db_event_subscription')) {
    for (const source of items(one.body.source_ids)) { hand(stack.find(source, 'aws_rds_cluster'), one.body.sns_topic, 'notifies', one, 'sns_topic'); }
  }
  for (const one of graph.all('aws_backup_vault_notifications')) { hand(stack.find(one.body.backup_vault_name, 'aws_backup_vault'), one.body.sns_topic_arn, 'notifies', one, 'sns_topic_arn'); }
  for (const one of graph.all('aws_sns_topic_subscription')) {
    const topic = stack.find(one.body.topic_arn);
    hand(topic, one.body.endpoint, 'delivers to', one, 'endpoint');
    const web = /^(https?):\/\/(?:[^@/]*@)?([^/?#:]+)/.exec(graph.literal(one.body.endpoint) ?? '');
    if (topic && web) { sheet.add({ from: topic.address, to: web[2], verb: 'delivers to', port: web[1] === 'http' ? '80' : '443', evidence: [{ address: one.address, argument: 'endpoint' }] }); }
  }
  for (const one of graph.all('aws_lambda_event_source_mapping')) {
    const lambda = stack.find(one.body.function_name, 'aws_lambda_function');
    hand(stack.find(one.body.event_source_arn), lambda && `\${${lambda.address}.arn}`, 'sets off', one, 'event_source_arn');
  }
  for (const one of graph.all('aws_s3_bucket_notification')) {
    const bucket = stack.find(one.body.bucket, 'aws_s3_bucket');
    for (const block of ['lambda_function', 'queue', 'topic']) {
      for (const to of blocksOf(one.body[block])) { hand(bucket, to.lambda_function_arn ?? to.queue_arn ?? to.topic_arn, undefined, one, block); }
    }
  }
  for (const one of graph.all('aws_sqs_queue')) { hand(one, blockOf(document(one.body.redrive_policy)).deadLetterTargetArn, 'passes failures to', one, 'redrive_policy'); }
  for (const one of graph.all('aws_lambda_function')) { hand(one, blockOf(one.body.dead_letter_config).target_arn, 'passes failures to', one, 'dead_letter_config'); }
  for (const one of graph.all('aws_scheduler_schedule')) { hand(one, blockOf(one.body.target).arn, undefined, one, 'target'); }
  for (const one of graph.all('aws_pipes_pipe')) {
    hand(stack.find(one.body.source), `\${${one.address}.arn}`, 'sets off', one, 'source');
    hand(one, one.body.target, undefined, one, 'target');
  }
}

function verbFor(to: Entry): string {
  return to.type === 'aws_sns_topic' ? 'notifies' : to.type === 'aws_sqs_queue' || to.type === 'aws_kinesis_firehose_delivery_stream' ? 'sends to' : 'sets off';
}
