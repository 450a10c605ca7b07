import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { S3BucketPolicy } from '@cdktf/provider-aws/lib/s3-bucket-policy';
import { S3BucketVersioningA } from '@cdktf/provider-aws/lib/s3-bucket-versioning';
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { Construct } from 'constructs';

/** Resources in one unit. */
const UNIT = 8;

const VERSION = '2012-10-17';

/** Writes `count` resources of eight types, with references, tags, blocks, policies and an order, into `stack`: the same for whatever stack it is. */
export function addResources(stack: Construct, count: number): void {
  for (let i = 0; i < Math.ceil(count / UNIT); i++) { addUnit(stack, i, Math.min(UNIT, count - i * UNIT)); }
}

function addUnit(stack: Construct, i: number, count: number): void {
  const scope = new Construct(stack, `unit${i}`);
  const tags = { 'unit': String(i), 'cost-centre': '4711' };
  const name = `acme-unit-${i}`;
  const steps = [
    () => new KmsKey(scope, 'key', { description: `Key of unit ${i}`, enableKeyRotation: true, deletionWindowInDays: 30, tags }),
    () => new S3Bucket(scope, 'bucket', { bucket: `${name}-objects`, tags, lifecycle: { preventDestroy: true } }),
    () => new S3BucketVersioningA(scope, 'versioning', { bucket: bucket().id, versioningConfiguration: { status: 'Enabled' } }),
    () => new S3BucketPolicy(scope, 'policy', { bucket: bucket().id, policy: bucketPolicy(bucket()) }),
    () => new IamRole(scope, 'role', { name, assumeRolePolicy: TRUST, tags }),
    () => new IamRolePolicy(scope, 'grant', { role: (made[4] as IamRole).name, name: 'grant', policy: grant(bucket(), made[0] as KmsKey) }),
    () => new SecurityGroup(scope, 'group', {
      name,
      description: `Unit ${i}`,
      vpcId: 'vpc-0123456789abcdef0',
      tags,
      ingress: [{ fromPort: 8080, toPort: 8080, protocol: 'tcp', cidrBlocks: ['10.0.0.0/16'], description: 'service' }],
      egress: [{ fromPort: 443, toPort: 443, protocol: 'tcp', cidrBlocks: ['10.0.0.0/16'], description: 'endpoints' }],
    }),
    () => new CloudwatchMetricAlarm(scope, 'alarm', {
      alarmName: name,
      comparisonOperator: 'GreaterThanThreshold',
      evaluationPeriods: 3,
      metricName: '4xxErrors',
      namespace: 'AWS/S3',
      period: 300,
      statistic: 'Sum',
      threshold: 10,
      dimensions: { BucketName: bucket().bucket },
      tags,
      dependsOn: [made[6] as SecurityGroup],
    }),
  ];
  const made: Construct[] = [];
  const bucket = () => made[1] as S3Bucket;
  steps.slice(0, count).forEach((step) => made.push(step()));
}

const TRUST = JSON.stringify({ Version: VERSION, Statement: [{ Effect: 'Allow', Principal: { Service: 'ecs-tasks.amazonaws.com' }, Action: 'sts:AssumeRole' }] });

function bucketPolicy(bucket: S3Bucket): string {
  const resources = [bucket.arn, `${bucket.arn}/*`];
  return JSON.stringify({
    Version: VERSION,
    Statement: [{ Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: resources, Condition: { Bool: { 'aws:SecureTransport': 'false' } } }],
  });
}

function grant(bucket: S3Bucket, key: KmsKey): string {
  return JSON.stringify({
    Version: VERSION,
    Statement: [
      { Effect: 'Allow', Action: ['s3:GetObject', 's3:PutObject'], Resource: `${bucket.arn}/*` },
      { Effect: 'Allow', Action: ['kms:Decrypt', 'kms:GenerateDataKey'], Resource: key.arn },
    ],
  });
}
