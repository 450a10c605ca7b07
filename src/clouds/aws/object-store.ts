import { Construct } from 'constructs';
import { INetworkEndpoint, IResourceBackend, IWorkloadIdentity } from '../../capabilities/backends';
import { Access, Concern, Metric } from '../../capabilities/common';
import { ObjectStoreProps } from '../../capabilities/object-store';
import { environmentOf } from '../../environment/environment-rules';
import { physicalName } from '../../environment/physical-name';
import { makeBucket } from './bucket';
import { awsPlace, s3Arn } from './context';
import { dataKeyThrough, grantId } from './grants';
import { AwsIdentity } from './identity';
import { metric } from './metric-query';
import { ANYONE, Statement } from './policy';
import { S3Bucket } from './resources';
import { shared } from './shared';
import { verb } from './verbs';

/** A bucket. */
export class AwsObjectStore implements IResourceBackend {
  public readonly settings: { [name: string]: string };
  public readonly metrics: Metric[];
  /** For backup. */
  public readonly arn: string;

  public constructor(private readonly scope: Construct, bucket: S3Bucket, name: string) {
    this.arn = bucket.arn;
    this.settings = { NAME: bucket.bucket };
    this.metrics = [
      metric('size', 'Stored bytes', Concern.SATURATION, 'bytes', {
        namespace: 'AWS/S3', name: 'BucketSizeBytes', stat: 'Average', dimensions: { BucketName: name, StorageType: 'StandardStorage' },
      }),
    ];
  }

  public grant(identity: IWorkloadIdentity, access: Access): void {
    const objects = `${this.arn}/*`;
    const read: Statement[] = [
      { sid: 'List', actions: ['s3:ListBucket'], resources: [this.arn] },
      { sid: 'Read', actions: ['s3:GetObject'], resources: [objects] },
    ];
    const write: Statement = { sid: 'Write', actions: ['s3:AbortMultipartUpload', 's3:PutObject'], resources: [objects] };
    const remove: Statement = { sid: 'Delete', actions: ['s3:DeleteObject'], resources: [objects] };
    const decrypt = dataKeyThrough(this.scope, 's3', ['kms:Decrypt']);
    // A multipart upload reads its own parts, so writing needs Decrypt too.
    const encrypt = dataKeyThrough(this.scope, 's3', ['kms:Decrypt', 'kms:GenerateDataKey']);
    (identity as AwsIdentity).allow(grantId(this.scope, access), ...verb<Statement[]>(this.scope.node.path, access, {
      [Access.READ]: [...read, decrypt],
      [Access.WRITE]: [write, encrypt],
      [Access.READ_WRITE]: [...read, write, remove, encrypt],
    }));
  }

  /** Every workload reaches S3 by the gateway endpoint, whose policy admits buckets of this account only. */
  public allowFrom(_endpoint: INetworkEndpoint): void {}
}

export function objectStore(scope: Construct, props: ObjectStoreProps): IResourceBackend {
  const environment = environmentOf(scope);
  const place = awsPlace(scope);
  const name = physicalName(scope, 'aws_s3_bucket');
  const arn = s3Arn(place, name);
  const keyArn = environment.dataKey.reference;
  const { bucket } = makeBucket(scope, {
    name,
    arn,
    keyArn,
    protect: environment.profile.deletionProtection,
    lockDays: props.immutableDays,
    expireDays: props.expireDays,
    accessLogs: { bucket: shared.accessLogBucket(place), prefix: `s3/${environment.environmentName}/${name}/` },
    statements: [{
      sid: 'OnlyOwnKey',
      effect: 'Deny',
      principal: ANYONE,
      actions: ['s3:PutObject'],
      resources: [`${arn}/*`],
      condition: {
        Null: { 's3:x-amz-server-side-encryption-aws-kms-key-id': 'false' },
        ArnNotEqualsIfExists: { 's3:x-amz-server-side-encryption-aws-kms-key-id': keyArn },
      },
    }],
  });
  return new AwsObjectStore(scope, bucket, name);
}
