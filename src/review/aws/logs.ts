import { Entry, TerraformGraph } from '../../clouds/rule-graph';
import { blockOf, blocksOf, isSet, texts } from '../../clouds/rule-values';
import { Notes, Reader } from '../reader';
import { AwsStack, stackOf } from './stack';
import { where } from './store';
import { at, count, document, items, word, yes } from './values';

const FOR_EVER = 36500;

/** Logs and the audit trail. */
export const logs: Reader = {
  types: [
    'aws_cloudwatch_log_group', 'aws_cloudwatch_log_data_protection_policy', 'aws_cloudwatch_log_subscription_filter', 'aws_cloudwatch_log_metric_filter', 'aws_cloudwatch_log_stream',
    'aws_cloudwatch_log_destination', 'aws_cloudwatch_query_definition', 'aws_cloudtrail', 'aws_route53_resolver_query_log_config', 'aws_route53_resolver_query_log_config_association',
  ],
  read(graph: TerraformGraph, notes: Notes): void {
    const stack = stackOf(graph);
    for (const group of graph.all('aws_cloudwatch_log_group')) { readGroup(stack, notes, group); }
    for (const trail of graph.all('aws_cloudtrail')) { readTrail(stack, notes, trail); }
    for (const config of graph.all('aws_route53_resolver_query_log_config')) {
      notes.state('guard.enabled', config, stack.of(config, 'aws_route53_resolver_query_log_config_association', 'resolver_query_log_config_id').length > 0, undefined, 'names that are asked for are logged');
    }
  },
};

function readGroup(stack: AwsStack, notes: Notes, group: Entry): void {
  const days = count(group.body.retention_in_days, 0);
  notes.state('log.retention-days', group, days === undefined ? undefined : days === 0 ? FOR_EVER : days, 'retention_in_days');
  notes.state('log.key', group, stack.owner(group.body.kms_key_id, 'provider'), 'kms_key_id');
  const policies = stack.of(group, 'aws_cloudwatch_log_data_protection_policy', 'log_group_name');
  const masks = policies.map(masking);
  notes.state('log.masked', group, masks.includes('yes') ? true : masks.includes('unknown') ? undefined : false, policies.length > 0 ? policies.flatMap((p) => where(p, 'policy_document')) : undefined);
  const fields = policies.map(maskedFields);
  if (policies.length > 0 && !fields.includes(undefined)) { notes.state('log.masked-fields', group, fields.flat() as string[], policies.flatMap((p) => where(p, 'policy_document'))); }
  const filters = stack.of(group, 'aws_cloudwatch_log_subscription_filter', 'log_group_name');
  const archived = filters.filter((f) => isArchive(stack, f.body.destination_arn) && !word(f.body.filter_pattern));
  notes.state('log.archived', group, archived.length > 0, filters.length > 0 ? filters.flatMap((f) => where(f, 'destination_arn')) : undefined);
}

function masking(policy: Entry): 'yes' | 'no' | 'unknown' {
  const body = document(policy.body.policy_document);
  if (!body) { return 'unknown'; }
  return blocksOf(body.Statement).some((s) => isSet(at(s, 'Operation.Deidentify')) && items(s.DataIdentifier).length > 0) ? 'yes' : 'no';
}

/** What a policy masks: kinds of data that the cloud knows, and the fields that patterns of its own begin with. */
function maskedFields(policy: Entry): string[] | undefined {
  const body = document(policy.body.policy_document);
  if (!body) { return undefined; }
  const own = new Map(blocksOf(at(body, 'Configuration.CustomDataIdentifier') ?? []).map((one) => [word(one.Name), word(one.Regex)]));
  const masks = blocksOf(body.Statement).filter((s) => isSet(at(s, 'Operation.Deidentify')));
  return masks.flatMap((s) => texts(s.DataIdentifier)).flatMap((id) => {
    const pattern = own.get(id);
    return pattern === undefined ? [id.replace(/^.*\//, '')] : pattern.split('|').map((part) => /^[\w-]+/.exec(part)?.[0] ?? id);
  });
}

// A stream that delivers to a locked bucket, or one of the foundation.
function isArchive(stack: AwsStack, destination: unknown): boolean {
  const found = stack.find(destination);
  if (!found) { return /:deliverystream\//.test(String(destination)); }
  const bucket = stack.find(blockOf(found.body.extended_s3_configuration).bucket_arn);
  return bucket !== undefined && lockedDays(stack, bucket) > 0;
}

/** Days for which a bucket keeps what is in it from everybody. */
export function lockedDays(stack: AwsStack, bucket: Entry): number {
  const config = stack.of(bucket, 'aws_s3_bucket_object_lock_configuration', 'bucket')[0];
  const retention = blockOf(at(config?.body, 'rule.default_retention'));
  return retention.mode === 'COMPLIANCE' ? count(retention.days) ?? (count(retention.years) ?? 0) * 365 : 0;
}

function readTrail(stack: AwsStack, notes: Notes, trail: Entry): void {
  const { body } = trail;
  notes.state('audit.enabled', trail, yes(body.enable_logging, true), 'enable_logging');
  notes.state('audit.enabled', trail, yes(body.is_multi_region_trail, false), 'is_multi_region_trail', 'in all regions');
  notes.state('audit.enabled', trail, yes(body.include_global_service_events, true), 'include_global_service_events', 'services without a region');
  notes.state('guard.enabled', trail, yes(body.enable_log_file_validation, false), 'enable_log_file_validation', 'a change of the audit log is noticed');
  notes.state('log.key', trail, stack.owner(body.kms_key_id, 'provider'), 'kms_key_id');
  const selectors = [...blocksOf(body.advanced_event_selector), ...blocksOf(body.event_selector)];
  const fields = blocksOf(body.advanced_event_selector).map((s) => new Map(blocksOf(s.field_selector).map((f) => [String(f.field), items(f.equals).map(String)])));
  const management = selectors.length === 0 || fields.some((f) => f.get('eventCategory')?.includes('Management')) || blocksOf(body.event_selector).some((s) => yes(s.include_management_events, true) !== false);
  notes.state('audit.enabled', trail, management, selectors.length > 0 ? 'advanced_event_selector' : undefined, 'changes of resources');
  const kinds = [...fields.flatMap((f) => f.get('resources.type') ?? []), ...blocksOf(body.event_selector).flatMap((s) => blocksOf(s.data_resource).map((r) => String(r.type)))];
  for (const kind of new Set(kinds)) { notes.state('audit.enabled', trail, true, 'advanced_event_selector', `access to ${kind.split('::').slice(1).join(' ') || kind}`); }
  const bucket = stack.find(body.s3_bucket_name, 'aws_s3_bucket');
  const lock = bucket && stack.of(bucket, 'aws_s3_bucket_object_lock_configuration', 'bucket')[0];
  if (bucket) { notes.state('audit.immutable-days', trail, lockedDays(stack, bucket), lock ? where(lock, 'rule.default_retention') : where(bucket)); }
}
