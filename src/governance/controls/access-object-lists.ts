import { GovernanceFunction, Objective, ControlSeverity, ControlFinding } from '../control';
import { ControlContext } from '../control-context';
import { CloudName } from '../../environment/landing-zone';
import { control, finding } from './build';
import { is, isOrAbsent, judgeRows, Row } from './rows';
import { asList } from './values';

const PRIVATE = isOrAbsent('private', 'bucket-owner-full-control');
const LISTS: readonly Row[] = [
  { type: 'aws_s3_bucket', argument: 'acl', holds: PRIVATE, problem: 'has a list by which others read' },
  { type: 'aws_s3_bucket_acl', argument: 'acl', holds: isOrAbsent('private', 'log-delivery-write'), problem: 'lets others read' },
  { type: 'aws_s3_object', argument: 'acl', holds: PRIVATE, problem: 'lets others read' },
  { type: 'aws_s3_bucket_ownership_controls', argument: 'rule.object_ownership', holds: is('BucketOwnerEnforced'), problem: 'lets every object have a list of its own' },
  { type: 'aws_s3_bucket_website_configuration', argument: 'bucket', holds: () => false, problem: 'is shown to everybody' },
];
/** What a policy of a bucket denies, and nothing narrower. */
const DENIED: readonly (readonly [condition: RegExp, says: string])[] = [
  [/^\{"NumericLessThan":\{"s3:TlsVersion":"?1\.[23]"?\}\}$/, 'takes old versions of TLS'],
  [/^\{"Null":\{"s3:x-amz-server-side-encryption-aws-kms-key-id":"false"\},"ArnNotEqualsIfExists":\{"s3:x-amz-server-side-encryption-aws-kms-key-id":"[^"]*"\}\}$/, 'takes objects under another key'],
];

function policies(context: ControlContext): ControlFinding[] {
  if (context.kind !== 'environment') { return []; }
  return context.resources(['aws_s3_bucket_policy']).flatMap((policy) => DENIED.map(([condition, says]) => {
    const denials = asList(policy.argument('policy.Statement')).filter((one: any) => one.Effect === 'Deny').map((one: any) => JSON.stringify(one.Condition ?? ''));
    return finding(policy.address, denials.some((one) => condition.test(one)) || says, 'policy');
  }));
}

/** Lists beside the policy, and what the policy denies. */
export const accessObjectLists = control({
  id: 'access.object-lists',
  title: 'Objects have no lists of their own, and their bucket takes neither old TLS nor other keys',
  objective: Objective.LEAST_PRIVILEGE,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.HIGH,
  why: 'a list at one object opens it past every policy, and an object under another key is somebody else\'s',
  mend: 'Leave bucket, ownership and policy to the object store.',
  clouds: [CloudName.AWS],
  scanners: ['CKV2_AWS_65', 'CKV_AWS_20', 'CKV_AWS_57'],
}, (context) => [...judgeRows(context, LISTS), ...policies(context)]);
