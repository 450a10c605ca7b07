import { Construct } from 'constructs';
import { after, preventDestroy } from '../../environment/order';
import { policy, Statement, tlsOnlyBucket } from './policy';
import {
  S3Bucket, S3BucketLifecycleConfiguration, S3BucketLoggingA, S3BucketNotification, S3BucketObjectLockConfigurationA, S3BucketOwnershipControls,
  S3BucketPolicy, S3BucketPublicAccessBlock, S3BucketServerSideEncryptionConfigurationA, S3BucketVersioningA,
} from './resources';

/** What a bucket is for. */
export interface BucketOptions {
  readonly name: string;
  readonly arn: string;
  /** Customer-managed key. @default - S3's own key, which log delivery needs */
  readonly keyArn?: string;
  /** One data key for many objects. Its encryption context is the bucket's, which key policies that name a writer's own context refuse. @default true */
  readonly bucketKey?: boolean;
  /** Who else may do what, besides identities of the account. @default - nobody */
  readonly statements?: Statement[];
  /** Days after which objects go. @default - they stay */
  readonly expireDays?: number;
  /** Days for which no one, not even the root user, changes or deletes an object. @default - none */
  readonly lockDays?: number;
  /** Whether Terraform refuses to delete the bucket. */
  readonly protect: boolean;
  /** Where its own access logs go. @default - none */
  readonly accessLogs?: { readonly bucket: string; readonly prefix: string };
}

/** A bucket that is ready: writers wait for all of it, or their first objects escape lock, version or key. */
export interface ReadyBucket {
  readonly bucket: S3Bucket;
  readonly policy: S3BucketPolicy;
  /** Where its own access logs go: needs the policy of that bucket. */
  readonly logging?: S3BucketLoggingA;
  readonly ready: (S3BucketPolicy | S3BucketVersioningA | S3BucketServerSideEncryptionConfigurationA | S3BucketObjectLockConfigurationA)[];
}

/** A private, versioned, encrypted bucket that takes TLS only, whose owner owns every object in it. */
export function makeBucket(scope: Construct, options: BucketOptions): ReadyBucket {
  const bucket = preventDestroy(new S3Bucket(scope, 'bucket', { bucket: options.name, forceDestroy: false, ...(options.lockDays ? { objectLockEnabled: true } : {}) }), options.protect);
  new S3BucketOwnershipControls(scope, 'ownership', { bucket: bucket.id, rule: { objectOwnership: 'BucketOwnerEnforced' } });
  const access = new S3BucketPublicAccessBlock(scope, 'public-access', {
    bucket: bucket.id, blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true,
  });
  const versioning = new S3BucketVersioningA(scope, 'versioning', { bucket: bucket.id, versioningConfiguration: { status: 'Enabled' } });
  const encryption = new S3BucketServerSideEncryptionConfigurationA(scope, 'encryption', {
    bucket: bucket.id,
    rule: [options.keyArn
      ? { applyServerSideEncryptionByDefault: { sseAlgorithm: 'aws:kms', kmsMasterKeyId: options.keyArn }, bucketKeyEnabled: options.bucketKey ?? true }
      : { applyServerSideEncryptionByDefault: { sseAlgorithm: 'AES256' } }],
  });
  const bucketPolicy = after(new S3BucketPolicy(scope, 'policy', {
    bucket: bucket.id,
    policy: policy(...tlsOnlyBucket(options.arn), ...(options.statements ?? [])),
  }), access);
  const lock = options.lockDays
    ? [after(new S3BucketObjectLockConfigurationA(scope, 'lock', {
      bucket: bucket.id, rule: { defaultRetention: { mode: 'COMPLIANCE', days: options.lockDays } },
    }), versioning)]
    : [];
  after(lifecycle(scope, bucket, options), versioning);
  new S3BucketNotification(scope, 'events', { bucket: bucket.id, eventbridge: true });
  const logging = options.accessLogs
    ? new S3BucketLoggingA(scope, 'access-logs', { bucket: bucket.id, targetBucket: options.accessLogs.bucket, targetPrefix: options.accessLogs.prefix })
    : undefined;
  return { bucket, policy: bucketPolicy, ready: [bucketPolicy, versioning, encryption, ...lock], logging };
}

/** Leftovers go: broken uploads after a week, replaced versions after 90 days or when their lock ends. */
function lifecycle(scope: Construct, bucket: S3Bucket, options: BucketOptions): S3BucketLifecycleConfiguration {
  return new S3BucketLifecycleConfiguration(scope, 'lifecycle', {
    bucket: bucket.id,
    rule: [
      {
        id: 'tidy',
        status: 'Enabled',
        filter: [{}],
        abortIncompleteMultipartUpload: [{ daysAfterInitiation: 7 }],
        noncurrentVersionExpiration: [{ noncurrentDays: Math.max(90, (options.lockDays ?? 0) + 1) }],
      },
      ...(options.expireDays ? [{
        id: 'expire', status: 'Enabled', filter: [{}], expiration: [{ days: Math.max(options.expireDays, (options.lockDays ?? 0) + 1) }],
      }] : []),
    ],
  });
}
