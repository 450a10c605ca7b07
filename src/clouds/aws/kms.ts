import { Construct } from 'constructs';
import { preventDestroy } from '../../environment/order';
import { AwsPlace, iamArn } from './context';
import { policy, Statement } from './policy';
import { KmsAlias, KmsKey } from './resources';

/**
 * In a key policy `*` is the only resource there is: it means the key that carries the policy.
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-overview.html
 */
const THIS_KEY = ['*'];
const USE = ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey', 'kms:GenerateDataKeyWithoutPlaintext', 'kms:ReEncryptFrom', 'kms:ReEncryptTo'];

/** Everything to look after a key, nothing to use it: no CreateGrant, with which an administrator could let himself decrypt. */
const ADMINISTER = [
  'kms:CancelKeyDeletion', 'kms:CreateAlias', 'kms:DeleteAlias', 'kms:DescribeKey', 'kms:DisableKey', 'kms:DisableKeyRotation', 'kms:EnableKey',
  'kms:EnableKeyRotation', 'kms:GetKeyPolicy', 'kms:GetKeyRotationStatus', 'kms:ListAliases', 'kms:ListGrants', 'kms:ListKeyPolicies',
  'kms:ListKeyRotations', 'kms:ListResourceTags', 'kms:PutKeyPolicy', 'kms:RevokeGrant', 'kms:RotateKeyOnDemand', 'kms:ScheduleKeyDeletion',
  'kms:TagResource', 'kms:UntagResource', 'kms:UpdateAlias', 'kms:UpdateKeyDescription',
];

/** Who may administer a key: identities of the account that IAM allows to. */
export function administer(place: AwsPlace): Statement {
  return { sid: 'Administer', principal: { AWS: iamArn(place, 'root') }, actions: ADMINISTER, resources: THIS_KEY };
}

/** Identities of the account may use the key, but only through these services. */
export function useThrough(place: AwsPlace, services: string[]): Statement {
  return {
    sid: 'UseThroughServices',
    principal: { AWS: iamArn(place, 'root') },
    actions: USE,
    resources: THIS_KEY,
    condition: { StringEquals: { 'kms:CallerAccount': place.account, 'kms:ViaService': services.map((s) => `${s}.${place.region}.amazonaws.com`) } },
  };
}

/** Services that keep using the key after the call (databases, functions, registries) take a grant for it. */
export function grantsThrough(place: AwsPlace, services: string[]): Statement {
  return {
    sid: 'GrantsForServices',
    principal: { AWS: iamArn(place, 'root') },
    actions: ['kms:CreateGrant'],
    resources: THIS_KEY,
    condition: {
      StringEquals: { 'kms:CallerAccount': place.account, 'kms:ViaService': services.map((s) => `${s}.${place.region}.amazonaws.com`) },
      Bool: { 'kms:GrantIsForAWSResource': 'true' },
    },
  };
}

/** CloudWatch Logs names the log group in the encryption context, except when it describes the key. */
export function useByLogs(place: AwsPlace): Statement[] {
  const principal = { Service: `logs.${place.region}.amazonaws.com` };
  return [
    {
      sid: 'Logs',
      principal,
      actions: USE.filter((a) => a !== 'kms:DescribeKey'),
      resources: THIS_KEY,
      condition: { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': `arn:${place.partition}:logs:${place.region}:${place.account}:log-group:*` } },
    },
    { sid: 'LogsDescribe', principal, actions: ['kms:DescribeKey'], resources: THIS_KEY, condition: { StringEquals: { 'aws:SourceAccount': place.account } } },
  ];
}

/** Services that publish to encrypted topics; without it their alarms are lost in silence. */
export function useByServices(place: AwsPlace, sid: string, services: string[], actions = ['kms:Decrypt', 'kms:GenerateDataKey']): Statement {
  return {
    sid,
    principal: { Service: services.map((s) => `${s}.amazonaws.com`) },
    actions,
    resources: THIS_KEY,
    condition: { StringEquals: { 'aws:SourceAccount': place.account } },
  };
}

/**
 * EventBridge uses the key of an encrypted topic without saying for whom; a condition on the source would drop every event.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
 */
export function useByEvents(): Statement {
  return { sid: 'Events', principal: { Service: 'events.amazonaws.com' }, actions: ['kms:Decrypt', 'kms:GenerateDataKey'], resources: THIS_KEY };
}

/** Roles whose names begin with `prefix` may use the key directly, if their own policy allows it too. */
export function useByRoles(place: AwsPlace, prefix: string): Statement {
  return {
    sid: 'Workloads',
    principal: { AWS: iamArn(place, 'root') },
    actions: USE,
    resources: THIS_KEY,
    condition: { ArnLike: { 'aws:PrincipalArn': iamArn(place, `role/${prefix}*`) } },
  };
}

/** A symmetric customer-managed key that rotates every year, with an alias. */
export function kmsKey(
  scope: Construct, place: AwsPlace, props: { description: string; alias: string; statements: Statement[]; protect: boolean; id?: string },
): KmsKey {
  const id = props.id ?? 'key';
  const key = new KmsKey(scope, id, {
    description: props.description,
    enableKeyRotation: true,
    rotationPeriodInDays: 365,
    deletionWindowInDays: props.protect ? 30 : 7,
    policy: policy(administer(place), ...props.statements),
  });
  preventDestroy(key, props.protect);
  new KmsAlias(scope, id === 'key' ? 'alias' : `${id}-alias`, { name: props.alias, targetKeyId: key.keyId });
  return key;
}
