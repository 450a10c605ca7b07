import { Example, many, one } from '../example';

const BUCKET = { aws_s3_bucket: { files: { bucket: 'orders-files' } } };
const ID = '${aws_s3_bucket.files.id}';

export const awsStorageExamples: Example[] = [
  one('aws/s3-bucket-name', 'aws_s3_bucket', { bucket: 'orders-files-123456789012' }, {
    'S3 bucket name in upper case': { bucket: 'Orders-Files' },
    'S3 bucket name with underscore': { bucket: 'orders_files' },
    'S3 bucket name of 64 characters': { bucket: 'a'.repeat(64) },
    'S3 bucket name like an address': { bucket: '10.0.0.1' },
  }),
  many('aws/s3-object-lock-versioning', {
    ...BUCKET, aws_s3_bucket_versioning: { files: { bucket: ID, versioning_configuration: { status: 'Enabled' } } }, aws_s3_bucket_object_lock_configuration: { files: { bucket: ID, rule: { default_retention: { mode: 'COMPLIANCE', days: 30 } } } },
  }, { 'object lock without versioning': (r) => { r.aws_s3_bucket_versioning.files.versioning_configuration.status = 'Suspended'; } }),
  many('aws/s3-lock-before-expiry', {
    ...BUCKET, aws_s3_bucket_object_lock_configuration: { files: { bucket: ID, rule: { default_retention: { mode: 'COMPLIANCE', days: 365 } } } },
    aws_s3_bucket_lifecycle_configuration: { files: { bucket: ID, rule: [{ id: 'expire', status: 'Enabled', expiration: { days: 400 } }] } },
  }, { 'lifecycle expiry shorter than the object lock': (r) => { r.aws_s3_bucket_lifecycle_configuration.files.rule[0].expiration.days = 100; } }),
  many('aws/s3-log-target-encryption', {
    ...BUCKET, aws_s3_bucket_logging: { main: { bucket: 'x', target_bucket: ID, target_prefix: 'a/' } },
    aws_s3_bucket_server_side_encryption_configuration: { files: { bucket: ID, rule: { apply_server_side_encryption_by_default: { sse_algorithm: 'AES256' } } } },
  }, { 'access logs into a bucket with a KMS key': (r) => { r.aws_s3_bucket_server_side_encryption_configuration.files.rule.apply_server_side_encryption_by_default.sse_algorithm = 'aws:kms'; } }),
  many('aws/lb-log-target-encryption', {
    ...BUCKET, aws_lb: { main: { access_logs: { bucket: ID, enabled: true } } },
    aws_s3_bucket_server_side_encryption_configuration: { files: { bucket: ID, rule: [{ apply_server_side_encryption_by_default: [{ sse_algorithm: 'AES256' }] }] } },
  }, { 'load balancer logs into a bucket with a KMS key': (r) => { r.aws_s3_bucket_server_side_encryption_configuration.files.rule[0].apply_server_side_encryption_by_default[0].sse_algorithm = 'aws:kms'; } }),
  many('aws/s3-policy-after-public-access-block', {
    ...BUCKET, aws_s3_bucket_public_access_block: { files: { bucket: ID } }, aws_s3_bucket_policy: { files: { bucket: ID, policy: '{}', depends_on: ['aws_s3_bucket_public_access_block.files'] } },
  }, { 'bucket policy not after the public access block': (r) => { delete r.aws_s3_bucket_policy.files.depends_on; } }),
  many('aws/s3-object-after-settings', {
    ...BUCKET, aws_s3_bucket_versioning: { files: { bucket: ID } }, aws_s3_bucket_server_side_encryption_configuration: { files: { bucket: ID } },
    aws_s3_object: { code: { bucket: ID, key: 'code.zip', depends_on: ['aws_s3_bucket_versioning.files', 'aws_s3_bucket_server_side_encryption_configuration.files'] } },
  }, { 'object not after versioning and encryption': (r) => { r.aws_s3_object.code.depends_on.pop(); } }),
  one('aws/s3-object-lock-mode', 'aws_s3_bucket_object_lock_configuration', { rule: { default_retention: { mode: 'COMPLIANCE' } } }, { 'unknown object lock mode': { rule: { default_retention: { mode: 'Compliance' } } } }),
  one('aws/backup-cold-storage', 'aws_backup_plan', { rule: [{ lifecycle: { cold_storage_after: 30, delete_after: 120 } }] }, {
    'backup deleted less than 90 days after cold storage': { rule: [{ lifecycle: { cold_storage_after: 30, delete_after: 100 } }] },
  }),
  one('aws/backup-cold-storage-copy', 'aws_backup_plan', { rule: [{ copy_action: [{ lifecycle: { cold_storage_after: 30, delete_after: 120 } }] }] }, {
    'copied backup deleted less than 90 days after cold storage': { rule: [{ copy_action: [{ lifecycle: { cold_storage_after: 30, delete_after: 60 } }] }] },
  }),
  one('aws/backup-lock-grace', 'aws_backup_vault_lock_configuration', { changeable_for_days: 3 }, { 'vault lock changeable for less than three days': { changeable_for_days: 1 } }),
  one('aws/backup-lock-retention', 'aws_backup_vault_lock_configuration', { min_retention_days: 7, max_retention_days: 365 }, { 'vault lock with minimum above maximum': { min_retention_days: 400 } }),
  many('aws/backup-plan-within-lock', {
    aws_backup_vault_lock_configuration: { main: { backup_vault_name: '${aws_backup_vault.main.name}', min_retention_days: 30, max_retention_days: 365 } },
    aws_backup_plan: { main: { name: 'daily', rule: [{ rule_name: 'daily', target_vault_name: '${aws_backup_vault.main.name}', lifecycle: { delete_after: 35 } }] } },
  }, {
    'backup kept shorter than the vault lock demands': (r) => { r.aws_backup_plan.main.rule[0].lifecycle.delete_after = 7; },
    'backup kept longer than the vault lock allows': (r) => { r.aws_backup_plan.main.rule[0].lifecycle.delete_after = 700; },
  }),
  one('aws/backup-vault-name', 'aws_backup_vault', { name: 'orders_prod-1' }, { 'vault name with a dot': { name: 'orders.prod' } }),
  one('aws/s3-encryption-key', 'aws_s3_bucket_server_side_encryption_configuration', { rule: { apply_server_side_encryption_by_default: { sse_algorithm: 'aws:kms', kms_master_key_id: '${aws_kms_key.main.arn}' } } }, {
    'key with AES256': { rule: { apply_server_side_encryption_by_default: { sse_algorithm: 'AES256', kms_master_key_id: 'arn:aws:kms:eu-central-1:123456789012:key/x' } } },
    'key ARN of another service': { rule: { apply_server_side_encryption_by_default: { sse_algorithm: 'aws:kms', kms_master_key_id: 'arn:aws:s3:::x' } } },
  }),
  one('aws/s3-bucket-key', 'aws_s3_bucket_server_side_encryption_configuration', { rule: [{ bucket_key_enabled: true, apply_server_side_encryption_by_default: { sse_algorithm: 'aws:kms' } }] }, {
    'bucket key with AES256': { rule: [{ bucket_key_enabled: true, apply_server_side_encryption_by_default: { sse_algorithm: 'AES256' } }] },
  }),
];
