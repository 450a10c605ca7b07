import { Construct } from 'constructs';
import { after } from '../../../environment/order';
import { alertTopic } from '../alert-channel';
import { arn, s3Arn } from '../context';
import { policy, trustService } from '../policy';
import { Cloudtrail, CloudwatchLogStream, KinesisFirehoseDeliveryStream, SnsTopicPolicy } from '../resources';
import { shared } from '../shared';
import { SharedBuckets, trailArn } from './buckets';
import { foundationLog, FoundationContext, foundationRole } from './foundation-context';

/** Audit logs of every environment flow through one Firehose into the locked archive. */
export function auditArchive(scope: Construct, context: FoundationContext, buckets: SharedBuckets): void {
  const { place, keys } = context;
  const archive = s3Arn(place, shared.archiveBucket(place));
  const errors = foundationLog(scope, context, 'archive-errors');
  // Firehose writes into a stream that is there, but makes none.
  const failures = new CloudwatchLogStream(scope, 'failures', { name: 'delivery', logGroupName: errors.name });
  const writer = foundationRole(scope, place, 'archive-writer', 'Writes audit logs into the archive', trustService(place, 'firehose.amazonaws.com'), {
    statements: [
      { sid: 'Bucket', actions: ['s3:GetBucketLocation', 's3:ListBucket', 's3:ListBucketMultipartUploads'], resources: [archive] },
      { sid: 'Objects', actions: ['s3:AbortMultipartUpload', 's3:PutObject'], resources: [`${archive}/logs/*`, `${archive}/errors/*`] },
      { sid: 'Key', actions: ['kms:Decrypt', 'kms:GenerateDataKey'], resources: [keys.archive.arn] },
      { sid: 'Errors', actions: ['logs:PutLogEvents'], resources: [`${errors.arn}:log-stream:${failures.name}`] },
    ],
  });
  const stream = new KinesisFirehoseDeliveryStream(scope, 'stream', {
    name: shared.name(place, 'aws_kinesis_firehose_delivery_stream', 'audit'),
    destination: 'extended_s3',
    serverSideEncryption: { enabled: true, keyType: 'CUSTOMER_MANAGED_CMK', keyArn: keys.archive.arn },
    extendedS3Configuration: {
      roleArn: writer.role.arn,
      bucketArn: buckets.archive.bucket.arn,
      kmsKeyArn: keys.archive.arn,
      // CloudWatch Logs has already compressed what it sends.
      compressionFormat: 'UNCOMPRESSED',
      fileExtension: '.gz',
      prefix: 'logs/!{timestamp:yyyy/MM/dd}/',
      errorOutputPrefix: 'errors/!{firehose:error-output-type}/!{timestamp:yyyy/MM/dd}/',
      bufferingInterval: 300,
      bufferingSize: 5,
      cloudwatchLoggingOptions: { enabled: true, logGroupName: errors.name, logStreamName: failures.name },
    },
  });
  after(stream, ...writer.policies, ...buckets.archive.ready);
  foundationRole(scope, place, 'archive-feed', 'Carries audit log groups to the archive', trustService(place, 'logs.amazonaws.com', arn(place, 'logs', '*')), {
    statements: [{ actions: ['firehose:PutRecord', 'firehose:PutRecordBatch'], resources: [shared.archiveStreamArn(place)] }],
  });
}

/** One trail for the whole account: every management call, every access to objects and items, validated and locked. */
export function accountTrail(scope: Construct, context: FoundationContext, buckets: SharedBuckets): void {
  const { place, keys } = context;
  const log = foundationLog(scope, context, 'trail');
  const feed = foundationRole(scope, place, 'trail', 'Writes the trail into its log group', trustService(place, 'cloudtrail.amazonaws.com', trailArn(place)), {
    statements: [{ actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resources: [`${log.arn}:log-stream:${place.account}_CloudTrail_*`] }],
  });
  const topic = alertTopic(scope, place, 'delivery', shared.name(place, 'aws_sns_topic', 'trail'), keys.logs.arn, []);
  const publish = trailTopicPolicy(topic.policy, topic.topic.arn, trailArn(place));
  const data = (type: string, rest: { field: string; notStartsWith?: string[] }[] = []) => ({
    name: type,
    fieldSelector: [{ field: 'eventCategory', equalTo: ['Data'] }, { field: 'resources.type', equalTo: [type] }, ...rest],
  });
  const own = [shared.archiveBucket(place), shared.accessLogBucket(place)].map((b) => `${s3Arn(place, b)}/`);
  after(new Cloudtrail(scope, 'trail', {
    name: shared.name(place, 'aws_cloudtrail', 'trail'),
    s3BucketName: buckets.archive.bucket.id,
    s3KeyPrefix: 'trail',
    kmsKeyId: keys.archive.arn,
    isMultiRegionTrail: true,
    includeGlobalServiceEvents: true,
    enableLogFileValidation: true,
    enableLogging: true,
    cloudWatchLogsGroupArn: `${log.arn}:*`,
    cloudWatchLogsRoleArn: feed.role.arn,
    snsTopicName: topic.topic.name,
    advancedEventSelector: [
      { name: 'Management', fieldSelector: [{ field: 'eventCategory', equalTo: ['Management'] }] },
      // The log buckets are left out: the trail would record its own writing.
      data('AWS::S3::Object', [{ field: 'resources.ARN', notStartsWith: own }]),
      data('AWS::DynamoDB::Table'),
    ],
  }), publish, ...feed.policies, ...buckets.archive.ready);
}

/** Only the trail itself publishes to its topic. */
function trailTopicPolicy(made: SnsTopicPolicy, topicArn: string, trail: string): SnsTopicPolicy {
  made.policy = policy(
    { sid: 'TlsOnly', effect: 'Deny', principal: { AWS: '*' }, actions: ['sns:Publish'], resources: [topicArn], condition: { Bool: { 'aws:SecureTransport': 'false' } } },
    { sid: 'Trail', principal: { Service: 'cloudtrail.amazonaws.com' }, actions: ['sns:Publish'], resources: [topicArn], condition: { StringEquals: { 'aws:SourceArn': trail } } },
  );
  return made;
}
