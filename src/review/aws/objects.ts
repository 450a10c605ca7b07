import { Entry, TerraformGraph } from '../../clouds/rule-graph';
import { blockOf, blocksOf, isSet } from '../../clouds/rule-values';
import { Evidence } from '../model';
import { Notes, Reader } from '../reader';
import { openByPolicy, tlsByPolicy } from './resource-policies';
import { Statement } from './policy';
import { AwsStack, Owner, stackOf } from './stack';
import { store, where } from './store';
import { at, count, word, yes } from './values';

const BLOCKS = ['block_public_acls', 'block_public_policy', 'ignore_public_acls', 'restrict_public_buckets'];
const FOR_EVER = 36500;

/** Buckets, with the settings that are resources of their own. */
export const objects: Reader = {
  types: [
    'aws_s3_bucket', 'aws_s3_bucket_versioning', 'aws_s3_bucket_lifecycle_configuration', 'aws_s3_bucket_public_access_block', 'aws_s3_bucket_server_side_encryption_configuration',
    'aws_s3_bucket_object_lock_configuration', 'aws_s3_bucket_logging', 'aws_s3_bucket_ownership_controls', 'aws_s3_bucket_acl', 'aws_s3_account_public_access_block', 'aws_s3_object',
    'aws_s3_bucket_replication_configuration', 'aws_s3_bucket_website_configuration',
  ],
  read(graph: TerraformGraph, notes: Notes): void {
    const stack = stackOf(graph);
    const account = graph.all('aws_s3_account_public_access_block').find((b) => BLOCKS.every((f) => yes(b.body[f], false) === true));
    for (const bucket of graph.all('aws_s3_bucket')) { read(stack, notes, bucket, account); }
    for (const block of graph.all('aws_s3_account_public_access_block')) {
      notes.state('guard.enabled', block, all(BLOCKS.map((f) => yes(block.body[f], false))), BLOCKS.map((argument) => ({ address: block.address, argument })));
    }
  },
};

function read(stack: AwsStack, notes: Notes, bucket: Entry, account: Entry | undefined): void {
  const one = (type: string): Entry | undefined => stack.of(bucket, type, 'bucket')[0];
  const blocked = publicBlock(stack, bucket, account);
  const open = openness(stack, bucket, account);
  store(stack.graph, notes, bucket, {
    ...encryption(stack, bucket, one('aws_s3_bucket_server_side_encryption_configuration')),
    ...transit(stack, bucket), login: 'identity', redundancy: 'zones', ...open,
  });
  notes.state('data.public-blocked', bucket, blocked.value, blocked.evidence);
  notes.state('data.force-destroy', bucket, yes(bucket.body.force_destroy, false), 'force_destroy');
  const logging = one('aws_s3_bucket_logging');
  const inline = blocksOf(bucket.body.logging)[0];
  const logged = isSet(logging?.body.target_bucket) || isSet(inline?.target_bucket);
  // A log of the bucket that logs go to would log itself without end.
  if (logged || !takesLogs(stack, bucket)) {
    notes.state('data.access-log', bucket, logged, logging ? where(logging, 'target_bucket') : inline ? 'logging' : undefined);
  }
  versions(notes, bucket, one('aws_s3_bucket_versioning'), one('aws_s3_bucket_lifecycle_configuration'));
  lock(notes, bucket, one('aws_s3_bucket_object_lock_configuration'));
}

function encryption(stack: AwsStack, bucket: Entry, config: Entry | undefined): { key: Owner | 'fixed' | undefined; keyAt: Evidence[] } {
  const from = config ?? bucket;
  const rule = config ? blockOf(config.body.rule) : at(bucket.body, 'server_side_encryption_configuration.rule');
  const defaults = blockOf(blockOf(rule).apply_server_side_encryption_by_default);
  // Without any setting the cloud encrypts with its own key.
  const key = /^aws:kms/.test(word(defaults.sse_algorithm, '') ?? 'aws:kms') ? stack.owner(defaults.kms_master_key_id, 'provider') : takesLogs(stack, bucket) ? 'fixed' : 'provider';
  return { key, keyAt: where(from, config ? 'rule.0.apply_server_side_encryption_by_default' : undefined) };
}

// Logs of access to buckets, and those of load balancers, are delivered to buckets under the provider's key only.
function takesLogs(stack: AwsStack, bucket: Entry): boolean {
  return stack.of(bucket, 'aws_s3_bucket_logging', 'target_bucket').length > 0;
}

function transit(stack: AwsStack, bucket: Entry): { transit: string; transitAt: Evidence[] } {
  const covers = (s: Statement): boolean => s.actions.some((a) => a === '*' || a.toLowerCase() === 's3:*')
    && s.resources.some((r) => r === '*' || r === 'arn:aws:s3:::*' || /\/\*$/.test(r));
  const asked = tlsByPolicy(stack, bucket, covers);
  return { transit: asked.transit ?? 'optional', transitAt: asked.evidence.length > 0 ? asked.evidence : where(bucket) };
}

/** Whether everything that could open the bucket to everybody is blocked. */
function publicBlock(stack: AwsStack, bucket: Entry, account: Entry | undefined): { value?: boolean; evidence: Evidence[] } {
  const own = stack.of(bucket, 'aws_s3_bucket_public_access_block', 'bucket')[0];
  if (account) { return { value: true, evidence: where(account) }; }
  if (!own) { return { value: false, evidence: where(bucket) }; }
  return { value: all(BLOCKS.map((f) => yes(own.body[f], false))), evidence: BLOCKS.map((argument) => ({ address: own.address, argument })) };
}

// Open is what a policy or an access list opens and no block stops.
function openness(stack: AwsStack, bucket: Entry, account: Entry | undefined): { public?: boolean; publicAt: Evidence[] } {
  const own = stack.of(bucket, 'aws_s3_bucket_public_access_block', 'bucket')[0];
  const stops = (argument: string): boolean => account !== undefined || (own !== undefined && yes(own.body[argument], false) === true);
  const policy = openByPolicy(stack, bucket);
  const lists = [bucket, ...stack.of(bucket, 'aws_s3_bucket_acl', 'bucket'), ...stack.of(bucket, 'aws_s3_object', 'bucket')];
  const granted = lists.filter((e) => /^(public|authenticated)-/.test(word(e.body.acl) ?? '') || /groups\/global\//.test(JSON.stringify([e.body.grant, e.body.access_control_policy])));
  const enforced = stack.of(bucket, 'aws_s3_bucket_ownership_controls', 'bucket').some((e) => word(blockOf(e.body.rule).object_ownership) === 'BucketOwnerEnforced');
  const byPolicy = policy.open && !stops('restrict_public_buckets');
  const byList = granted.length > 0 && !enforced && !stops('ignore_public_acls');
  if (byPolicy || byList) { return { public: true, publicAt: [...(byPolicy ? policy.evidence : []), ...(byList ? granted.flatMap((e) => where(e, 'acl')) : []), ...(own ? where(own) : [])] }; }
  const unknown = policy.open === undefined && !stops('restrict_public_buckets');
  return { public: unknown ? undefined : false, publicAt: own ? where(own) : policy.evidence };
}

function versions(notes: Notes, bucket: Entry, versioning: Entry | undefined, lifecycle: Entry | undefined): void {
  const status = versioning ? word(blockOf(versioning.body.versioning_configuration).status) : yes(at(bucket.body, 'versioning.enabled'), false) ? 'Enabled' : 'Disabled';
  const on = status === undefined ? undefined : status === 'Enabled';
  const evidence = versioning ? where(versioning, 'versioning_configuration.status') : where(bucket);
  notes.state('data.versions', bucket, on, evidence);
  const rules = blocksOf(lifecycle?.body.rule).filter((r) => word(r.status, 'Enabled') !== 'Disabled');
  const days = (wanted: typeof rules, block: string, argument: string): number | undefined => {
    const known = wanted.map((r) => count(blockOf(r[block])[argument])).filter((d): d is number => d !== undefined);
    return known.length > 0 ? Math.min(...known) : undefined;
  };
  const whole = rules.filter((r) => prefixOf(r) === undefined);
  const at0 = lifecycle ? where(lifecycle, 'rule') : where(bucket);
  if (on !== undefined) { notes.state('data.undelete-days', bucket, on ? days(whole, 'noncurrent_version_expiration', 'noncurrent_days') ?? FOR_EVER : 0, on ? [...evidence, ...at0] : evidence); }
  notes.state('data.expiry-days', bucket, days(whole, 'expiration', 'days') ?? FOR_EVER, at0);
  for (const rule of rules.filter((r) => prefixOf(r) !== undefined)) { notes.state('data.expiry-days', bucket, days([rule], 'expiration', 'days'), at0, `below ${prefixOf(rule)}`); }
}

// What a rule of the life cycle is limited to; undefined if to nothing.
function prefixOf(rule: any): string | undefined {
  const filter = blockOf(rule.filter);
  const both = blockOf(filter.and);
  const named = word(filter.prefix) ?? word(both.prefix) ?? word(rule.prefix);
  if (named) { return named; }
  return [filter.tag, both.tags, filter.object_size_greater_than, filter.object_size_less_than, both.object_size_greater_than].some(isSet) ? 'a filter' : undefined;
}

function lock(notes: Notes, bucket: Entry, config: Entry | undefined): void {
  const retention = config ? at(config.body, 'rule.default_retention') : at(bucket.body, 'object_lock_configuration.rule.default_retention');
  const { days, years, mode } = blockOf(retention);
  const locked = isSet(days) || isSet(years);
  const evidence = config ? where(config, 'rule.default_retention') : where(bucket);
  notes.state('data.immutable-days', bucket, locked ? count(days) ?? (count(years) ?? 0) * 365 : 0, evidence);
  notes.state('data.lock', bucket, !locked ? 'none' : mode === 'COMPLIANCE' ? 'final' : 'lifted', evidence);
}

/** Whether all are true; undefined if nobody knows. */
function all(values: (boolean | undefined)[]): boolean | undefined {
  return values.some((v) => v === false) ? false : values.includes(undefined) ? undefined : true;
}
