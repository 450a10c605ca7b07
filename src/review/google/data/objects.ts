import { Entry } from '../../../clouds/rule-graph';
import { listOf } from '../../../clouds/rule-values';
import { Scope, Topic } from '../scope';
import { at, blocksAt, daysAt, flagAt, isOpen, textAt } from '../values';
import { askedOfPublic, publicGrants } from '../iam/grants';
import { dataAccess, transport } from '../watch/project';

/** Days that stand for "until somebody deletes it". */
const FOR_EVER = 36500;
const DUAL_OR_MULTI = /^(us|eu|asia|nam4|eur[4-8]|asia1)$/i;

/** Cloud Storage. */
export const buckets: Topic = {
  types: [
    'google_storage_bucket', 'google_storage_bucket_object', 'google_storage_folder', 'google_storage_managed_folder', 'google_storage_hmac_key',
    'google_storage_notification',
  ],
  read(scope) {
    for (const bucket of scope.all('google_storage_bucket')) {
      protection(scope, bucket);
      retention(scope, bucket);
      exposure(scope, bucket);
    }
  },
};

function protection(scope: Scope, bucket: Entry): void {
  const { body } = bucket;
  scope.key('data.key', bucket, 'encryption.default_kms_key_name');
  scope.lifecycle(bucket);
  scope.state('data.force-destroy', bucket, flagAt(body, 'force_destroy', false), 'force_destroy');
  // By signed requests a shared key would do as well.
  const keys = scope.all('google_storage_hmac_key');
  scope.state('data.login', bucket, keys.length > 0 ? 'key' : 'identity', keys.length > 0 ? [{ address: keys[0].address }] : undefined);
  const logged = at(body, 'logging.log_bucket');
  if (logged === undefined) { scope.state('data.access-log', bucket, ...dataAccess(scope, 'storage.googleapis.com')); } else { scope.state('data.access-log', bucket, true, 'logging.log_bucket'); }
  scope.state('data.transit', bucket, ...transport(scope));
  const location = textAt(body, 'location');
  scope.residency(bucket, 'location');
  const dual = at(body, 'custom_placement_config') !== undefined;
  scope.state('data.redundancy', bucket, location === undefined ? undefined : dual || DUAL_OR_MULTI.test(location) ? 'regions' : 'zones', 'location');
}

/** What is kept of what is changed or deleted, and when it goes. */
function retention(scope: Scope, bucket: Entry): void {
  const { body } = bucket;
  const locked = flagAt(body, 'retention_policy.is_locked', false);
  const immutable = daysAt(body, 'retention_policy.retention_period', 0);
  scope.state('data.immutable-days', bucket, immutable, body.retention_policy === undefined ? undefined : 'retention_policy.retention_period');
  // A policy without a lock can be taken away by whoever may change the bucket.
  scope.state('data.lock', bucket, immutable === 0 ? 'none' : locked === undefined ? undefined : locked ? 'final' : 'lifted', immutable === 0 ? undefined : 'retention_policy.is_locked');
  const versions = flagAt(body, 'versioning.enabled', false);
  const undelete = daysAt(body, 'soft_delete_policy.retention_duration_seconds', 7);
  // What is locked cannot be overwritten or deleted, so there is nothing to bring back.
  if (!immutable || versions) { scope.state('data.versions', bucket, versions, 'versioning.enabled'); }
  if (!immutable || undelete) { scope.state('data.undelete-days', bucket, undelete, 'soft_delete_policy.retention_duration_seconds'); }
  expiry(scope, bucket);
}

function expiry(scope: Scope, bucket: Entry): void {
  if (isOpen(bucket.body.lifecycle_rule)) { return; }
  const deletions = blocksAt(bucket.body, 'lifecycle_rule')
    .filter((rule) => textAt(rule, 'action.type') === 'Delete' && textAt(rule, 'condition.with_state', 'ANY') !== 'ARCHIVED' && isByAge(rule));
  const some = new Map<string, number | undefined>();
  for (const rule of deletions) {
    const prefixes = [...listOf(at(rule, 'condition.matches_prefix')), ...listOf(at(rule, 'condition.matches_suffix'))].map(String).sort().join(', ');
    const age = at(rule, 'condition.age');
    some.set(prefixes, typeof age === 'number' || typeof age === 'string' && /^\d+$/.test(age) ? Math.min(Number(age), some.get(prefixes) ?? FOR_EVER) : undefined);
  }
  if (!some.has('')) { scope.state('data.expiry-days', bucket, FOR_EVER); }
  for (const [prefixes, days] of some) { scope.state('data.expiry-days', bucket, days, 'lifecycle_rule', prefixes === '' ? undefined : prefixes); }
}

function isByAge(rule: { [argument: string]: any }): boolean {
  return at(rule, 'condition.age') !== undefined && at(rule, 'condition.days_since_noncurrent_time') === undefined && at(rule, 'condition.num_newer_versions') === undefined;
}

function exposure(scope: Scope, bucket: Entry): void {
  const { body } = bucket;
  const prevention = textAt(body, 'public_access_prevention', 'inherited');
  const granted = publicGrants(scope).get(bucket.address) ?? [];
  const prevented = prevention === undefined ? undefined : prevention === 'enforced';
  const open = prevented === true ? false : granted.length > 0 ? true : prevented;
  // What is open says more than that it could be opened.
  if (open !== true) { scope.state('data.public-blocked', bucket, prevented, 'public_access_prevention'); }
  scope.state('data.public', bucket, open ?? (granted.length > 0 || prevention === undefined ? undefined : false), granted.length > 0 ? granted : 'public_access_prevention');
  scope.state('data.object-acl', bucket, not(flagAt(body, 'uniform_bucket_level_access', false)), 'uniform_bucket_level_access');
  if (prevented !== true && granted.length > 0) {
    scope.reach({
      direction: 'in', from: 'internet', through: [], to: bucket.address, ports: '443', protocol: 'HTTPS', authentication: askedOfPublic(scope, bucket), tls: 'TLS', filter: 'none', weak: true, evidence: granted,
    });
  }
}

function not(value: boolean | undefined): boolean | undefined {
  return value === undefined ? undefined : !value;
}
