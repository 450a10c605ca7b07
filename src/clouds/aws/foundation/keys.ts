import { Construct } from 'constructs';
import { AwsPlace, arn } from '../context';
import { grantsThrough, kmsKey, useByEvents, useByLogs, useByServices, useThrough } from '../kms';
import { Statement } from '../policy';
import { KmsKey } from '../resources';
import { shared } from '../shared';

/** The keys of a foundation. */
export interface FoundationKeys {
  /** Log groups and alerts. */
  readonly logs: KmsKey;
  /** Trail and archive. */
  readonly archive: KmsKey;
  /** Artifacts, mirrored images, backups, firewall. */
  readonly data: KmsKey;
}

/** CloudTrail encrypts under the trail's own ARN, and describes the key without that context. */
function useByTrail(place: AwsPlace): Statement[] {
  const trail = arn(place, 'cloudtrail', `trail/${shared.name(place, 'aws_cloudtrail', 'trail')}`);
  const principal = { Service: 'cloudtrail.amazonaws.com' };
  return [
    {
      sid: 'TrailEncrypt',
      principal,
      actions: ['kms:GenerateDataKey'],
      resources: ['*'],
      condition: { StringEquals: { 'aws:SourceArn': trail, 'kms:EncryptionContext:aws:cloudtrail:arn': trail } },
    },
    { sid: 'TrailDescribe', principal, actions: ['kms:DescribeKey'], resources: ['*'], condition: { StringEquals: { 'aws:SourceArn': trail } } },
  ];
}

export function foundationKeys(scope: Construct, place: AwsPlace): FoundationKeys {
  const make = (id: string, description: string, statements: Statement[]) => kmsKey(scope, place, {
    id, description: `${place.zone.name}: ${description}`, alias: shared.name(place, 'aws_kms_alias', id), statements, protect: true,
  });
  return {
    logs: make('logs', 'logs and alerts', [
      useThrough(place, ['logs', 'sns']),
      ...useByLogs(place),
      useByServices(place, 'Publishers', ['cloudwatch', 'backup', 'cloudtrail']),
      useByEvents(),
    ]),
    archive: make('archive', 'audit trail and archive', [useThrough(place, ['s3', 'firehose']), grantsThrough(place, ['firehose']), ...useByTrail(place)]),
    data: make('data', 'artifacts, mirrored images, backups, firewall', [
      useThrough(place, ['s3', 'ecr', 'backup', 'network-firewall', 'lambda']),
      grantsThrough(place, ['ecr', 'backup', 'network-firewall', 'lambda']),
      useByServices(place, 'Firewall', ['network-firewall'], ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey']),
    ]),
  };
}
