import { Construct } from 'constructs';
import { LogClass } from '../../../capabilities/common';
import { after } from '../../../environment/order';
import { makeBucket, ReadyBucket } from '../bucket';
import { arn, AwsPlace, s3Arn } from '../context';
import { Statement } from '../policy';
import { retentionDays } from '../retention';
import { shared } from '../shared';
import { FoundationContext } from './foundation-context';

/** Buckets that environments share. */
export interface SharedBuckets {
  readonly accessLogs: ReadyBucket;
  readonly archive: ReadyBucket;
  readonly artifacts: ReadyBucket;
}

/** Name of the account's trail, which its bucket and key already know. */
export function trailArn(place: AwsPlace): string {
  return arn(place, 'cloudtrail', `trail/${shared.name(place, 'aws_cloudtrail', 'trail')}`);
}

function accessLogWriters(place: AwsPlace, bucketArn: string): Statement[] {
  return [
    {
      sid: 'BucketAccessLogs',
      principal: { Service: 'logging.s3.amazonaws.com' },
      actions: ['s3:PutObject'],
      resources: [`${bucketArn}/s3/*`],
      condition: { StringEquals: { 'aws:SourceAccount': place.account } },
    },
    {
      // The path holds the account, so no other account's balancer can write here.
      sid: 'BalancerLogs',
      principal: { Service: 'logdelivery.elasticloadbalancing.amazonaws.com' },
      actions: ['s3:PutObject'],
      resources: ['balancer', 'connections'].map((kind) => `${bucketArn}/${kind}/*/AWSLogs/${place.account}/*`),
    },
  ];
}

function trailWriters(place: AwsPlace, bucketArn: string): Statement[] {
  const principal = { Service: 'cloudtrail.amazonaws.com' };
  const source = { 'aws:SourceArn': trailArn(place) };
  return [
    { sid: 'TrailAcl', principal, actions: ['s3:GetBucketAcl'], resources: [bucketArn], condition: { StringEquals: source } },
    {
      sid: 'TrailWrite',
      principal,
      actions: ['s3:PutObject'],
      resources: [`${bucketArn}/trail/AWSLogs/${place.account}/*`],
      condition: { StringEquals: { ...source, 's3:x-amz-acl': 'bucket-owner-full-control' } },
    },
  ];
}

export function sharedBuckets(scope: Construct, context: FoundationContext): SharedBuckets {
  const { place, keys } = context;
  const make = (id: string, name: string, options: { keyArn?: string; statements?: Statement[]; lockDays?: number; expireDays?: number; logged?: boolean; bucketKey?: boolean }) =>
    makeBucket(new Construct(scope, id), {
      name,
      arn: s3Arn(place, name),
      protect: true,
      ...options,
      ...(options.logged === false ? {} : { accessLogs: { bucket: shared.accessLogBucket(place), prefix: `s3/${id}/` } }),
    });
  const lockDays = place.standards.retention.audit ?? 400;
  // Log delivery cannot use a customer's key, and logs of the log bucket would breed themselves.
  const accessLogs = make('access-logs', shared.accessLogBucket(place), {
    statements: accessLogWriters(place, s3Arn(place, shared.accessLogBucket(place))), expireDays: retentionDays(place.standards, LogClass.ACCESS), logged: false,
  });
  const archive = make('archive', shared.archiveBucket(place), {
    // CloudTrail is admitted to the key under its trail's context only, so each object has a data key of its own.
    bucketKey: false,
    keyArn: keys.archive.arn,
    statements: trailWriters(place, s3Arn(place, shared.archiveBucket(place))),
    lockDays,
    expireDays: lockDays + 30,
  });
  const artifacts = make('artifacts', shared.artifactBucket(place), { keyArn: keys.data.arn });
  // Server access logs need a target that already lets them in.
  for (const logged of [archive, artifacts]) { after(logged.logging!, accessLogs.policy); }
  return { accessLogs, archive, artifacts };
}
