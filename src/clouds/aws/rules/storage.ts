import { all, arn, madeAfter, never, notAfter, oneOf, pattern, range, when } from '../../rule-makers';
import { blockOf, flag, isSet, numeric, text } from '../../rule-values';
import { Rule, RuleContext } from '../../rules';

const S3 = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide';
const BACKUP = 'https://docs.aws.amazon.com/aws-backup/latest/devguide';

/** Names of argument values that mean the same bucket: a reference to it, or its name. */
function sameBucket(mine: any, theirs: any): boolean {
  return isSet(mine.bucket) && mine.bucket === theirs.bucket;
}

function encryptedWithKey(bucket: any, context: RuleContext): boolean {
  const target = context.graph.target(bucket)?.address;
  return context.graph.all('aws_s3_bucket_server_side_encryption_configuration').some(({ body }) => {
    const same = body.bucket === bucket || target !== undefined && context.graph.target(body.bucket)?.address === target;
    return same && text(blockOf(blockOf(body.rule).apply_server_side_encryption_by_default).sse_algorithm)?.startsWith('aws:kms') === true;
  });
}

/** S3, backup vaults and plans. */
export const storageRules: readonly Rule[] = [
  {
    id: 'aws/s3-bucket-name', types: ['aws_s3_bucket'], argument: 'bucket',
    problem: all(
      pattern(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'a bucket name: 3 to 63 lower-case letters, digits, dots and hyphens, letter or digit at both ends'),
      never(/\.\.|^\d+\.\d+\.\d+\.\d+$|^xn--|^sthree-|-s3alias$|--ol-s3$/, 'look like an address or carry a reserved prefix or suffix'),
    ),
    mend: 'Use lower-case letters, digits and hyphens; names are global, so add the account id.', source: `${S3}/bucketnamingrules.html`,
  },
  {
    id: 'aws/s3-object-lock-versioning', types: ['aws_s3_bucket_object_lock_configuration'], argument: 'bucket', references: true,
    problem: (_value, block, context) => {
      const versioning = context.graph.all('aws_s3_bucket_versioning').find(({ body }) => sameBucket(body, block));
      return versioning && text(blockOf(versioning.body.versioning_configuration).status) !== 'Enabled' ? `locks a bucket whose versioning (${versioning.address}) is not enabled` : undefined;
    },
    mend: 'Enable versioning: object lock needs it.', source: `${S3}/object-lock.html`,
  },
  {
    id: 'aws/s3-lock-before-expiry', types: ['aws_s3_bucket_lifecycle_configuration'], argument: 'rule.*', references: true,
    problem: (rule, _block, context) => {
      const lock = context.graph.all('aws_s3_bucket_object_lock_configuration').find(({ body }) => sameBucket(body, context.body));
      const kept = blockOf(blockOf(lock?.body.rule).default_retention);
      const locked = numeric(kept.days) ?? (numeric(kept.years) ?? 0) * 365;
      const expiry = numeric(blockOf(rule?.expiration).days);
      return expiry !== undefined && expiry < locked ? `expires objects after ${expiry} days while they are locked for ${locked}` : undefined;
    },
    mend: 'Let the expiry be longer than the lock.', source: `${S3}/object-lock-managing.html`,
  },
  {
    id: 'aws/s3-log-target-encryption', types: ['aws_s3_bucket_logging'], argument: 'target_bucket', references: true,
    problem: (value, _block, context) => (encryptedWithKey(value, context) ? 'is a bucket encrypted with a KMS key: access logs are not delivered' : undefined),
    mend: 'Encrypt the log bucket with SSE-S3 (AES256).', source: `${S3}/enable-server-access-logging.html`,
  },
  {
    id: 'aws/lb-log-target-encryption', types: ['aws_lb'], argument: 'access_logs.bucket', references: true,
    problem: (value, _block, context) => (encryptedWithKey(value, context) ? 'is a bucket encrypted with a KMS key: load balancer logs are not delivered' : undefined),
    mend: 'Encrypt the log bucket with SSE-S3 (AES256).', source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html',
  },
  {
    id: 'aws/s3-policy-after-public-access-block', types: ['aws_s3_bucket_policy'], argument: '', references: true,
    problem: madeAfter('aws_s3_bucket_public_access_block', sameBucket),
    mend: 'Put the public access block into depends_on: two changes of one bucket at a time are refused.', source: `${S3}/access-control-block-public-access.html`,
  },
  {
    id: 'aws/s3-object-after-settings', types: ['aws_s3_object'], argument: '', references: true,
    problem: all(
      madeAfter('aws_s3_bucket_versioning', sameBucket),
      madeAfter('aws_s3_bucket_server_side_encryption_configuration', sameBucket),
    ),
    mend: 'Put versioning and encryption into depends_on: an object written earlier has neither.', source: `${S3}/manage-versioning-examples.html`,
  },
  {
    id: 'aws/s3-object-lock-mode', types: ['aws_s3_bucket_object_lock_configuration'], argument: 'rule.default_retention.mode',
    problem: oneOf('COMPLIANCE', 'GOVERNANCE'), mend: 'Use COMPLIANCE or GOVERNANCE.', source: `${S3}/object-lock.html`,
  },
  {
    id: 'aws/backup-cold-storage', types: ['aws_backup_plan'], argument: 'rule.lifecycle.cold_storage_after',
    problem: notAfter('delete_after', 90), mend: 'Keep a recovery point at least 90 days in cold storage.', source: `${BACKUP}/API_Lifecycle.html`,
  },
  {
    id: 'aws/backup-cold-storage-copy', types: ['aws_backup_plan'], argument: 'rule.copy_action.lifecycle.cold_storage_after',
    problem: notAfter('delete_after', 90), mend: 'Keep a recovery point at least 90 days in cold storage.', source: `${BACKUP}/API_Lifecycle.html`,
  },
  {
    id: 'aws/backup-lock-grace', types: ['aws_backup_vault_lock_configuration'], argument: 'changeable_for_days',
    problem: range(3, 36500, 'days'), mend: 'Leave at least three days before the lock is for ever.', source: `${BACKUP}/vault-lock.html`,
  },
  {
    id: 'aws/backup-lock-retention', types: ['aws_backup_vault_lock_configuration'], argument: 'min_retention_days',
    problem: notAfter('max_retention_days'), mend: 'Let the minimum be below the maximum.', source: `${BACKUP}/vault-lock.html`,
  },
  {
    id: 'aws/backup-plan-within-lock', types: ['aws_backup_plan'], argument: 'rule.*', references: true,
    problem: (rule, _block, context) => {
      const lock = context.graph.all('aws_backup_vault_lock_configuration').find(({ body }) => body.backup_vault_name === rule?.target_vault_name);
      const [kept, min, max] = [numeric(blockOf(rule?.lifecycle).delete_after), numeric(lock?.body.min_retention_days), numeric(lock?.body.max_retention_days)];
      if (kept !== undefined && min !== undefined && kept < min) {
        return `keeps recovery points ${kept} days, the vault's lock demands ${min}`;
      }
      return kept !== undefined && max !== undefined && kept > max ? `keeps recovery points ${kept} days, the vault's lock allows ${max}` : undefined;
    },
    mend: 'Keep recovery points within the bounds of the vault lock, or the backup job fails.', source: `${BACKUP}/vault-lock.html`,
  },
  {
    id: 'aws/backup-vault-name', types: ['aws_backup_vault'], argument: 'name',
    problem: pattern(/^[A-Za-z0-9_-]{2,50}$/, 'a vault name: 2 to 50 letters, digits, hyphens and underscores'), mend: 'Shorten the name.', source: `${BACKUP}/API_CreateBackupVault.html`,
  },
  {
    id: 'aws/s3-encryption-key', types: ['aws_s3_bucket_server_side_encryption_configuration'], argument: 'rule.apply_server_side_encryption_by_default.kms_master_key_id',
    problem: all(
      (value, block) => (isSet(value) && text(block.sse_algorithm) === 'AES256' ? 'is set although the algorithm is AES256' : undefined),
      when({ sse_algorithm: ['aws:kms', 'aws:kms:dsse'] }, (value) => (text(value)?.startsWith('arn:') ? arn('kms', /^(key|alias)\//)(value, {}, undefined as never) : undefined)),
    ),
    mend: 'Name a KMS key with aws:kms, and none with AES256.', source: `${S3}/UsingKMSEncryption.html`,
  },
  {
    id: 'aws/s3-bucket-key', types: ['aws_s3_bucket_server_side_encryption_configuration'], argument: 'rule.*',
    problem: (rule) => (flag(rule?.bucket_key_enabled) && text(blockOf(rule?.apply_server_side_encryption_by_default).sse_algorithm) === 'AES256' ? 'enables a bucket key without KMS encryption' : undefined),
    mend: 'Leave bucket_key_enabled out with AES256.', source: `${S3}/bucket-key.html`,
  },
];
