import { foundationName } from '../../environment/physical-name';
import { arn, AwsPlace, iamArn, s3Arn } from './context';
import { AWS_NAMES } from './names';

function named(place: AwsPlace, type: string, ...parts: string[]): string {
  return foundationName(place.zone, place.standards, AWS_NAMES, type, ...parts);
}

/** Names and ARNs of what the foundation shares: foundation and environments compute the same, nothing is looked up. */
export const shared = {
  name: named,
  /** Bucket that nobody can delete from: trail, audit logs. */
  archiveBucket: (p: AwsPlace) => named(p, 'aws_s3_bucket', 'archive'),
  /** Bucket of load balancer and server access logs (its key must be S3's own). */
  accessLogBucket: (p: AwsPlace) => named(p, 'aws_s3_bucket', 'access-logs'),
  /** Bucket of content-addressed programs and trust stores. */
  artifactBucket: (p: AwsPlace) => named(p, 'aws_s3_bucket', 'artifacts'),
  artifactBucketArn: (p: AwsPlace) => s3Arn(p, named(p, 'aws_s3_bucket', 'artifacts')),
  /** Firehose that carries audit logs into the archive. */
  archiveStreamArn: (p: AwsPlace) => arn(p, 'firehose', `deliverystream/${named(p, 'aws_kinesis_firehose_delivery_stream', 'audit')}`),
  /** Role with which CloudWatch Logs writes to that Firehose. */
  archiveFeedRoleArn: (p: AwsPlace) => iamArn(p, `role/${named(p, 'aws_iam_role', 'archive-feed')}`),
  backupVault: (p: AwsPlace) => named(p, 'aws_backup_vault', 'vault'),
  backupRoleArn: (p: AwsPlace) => iamArn(p, `role/${named(p, 'aws_iam_role', 'backup')}`),
  /** Role with which RDS writes enhanced monitoring. */
  databaseMonitoringRoleArn: (p: AwsPlace) => iamArn(p, `role/${named(p, 'aws_iam_role', 'database-monitoring')}`),
  /** Address of the account's own registry, which also mirrors public ones. */
  registry: (p: AwsPlace) => `${p.account}.dkr.ecr.${p.region}.${p.partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com'}`,
};

/** Public registries that the account's registry mirrors, by the prefix they get. None needs a login. */
export const MIRRORS: { readonly prefix: string; readonly upstream: string }[] = [
  { prefix: 'public-ecr', upstream: 'public.ecr.aws' },
  { prefix: 'public-k8s', upstream: 'registry.k8s.io' },
  { prefix: 'public-quay', upstream: 'quay.io' },
];

/** An image of a mirrored public registry as the account's own registry serves it; any other image unchanged. */
export function mirrored(place: AwsPlace, image: string): string {
  const mirror = MIRRORS.find((m) => image.startsWith(`${m.upstream}/`));
  return mirror ? `${shared.registry(place)}/${mirror.prefix}/${image.slice(mirror.upstream.length + 1)}` : image;
}
