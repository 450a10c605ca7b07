import { Construct } from 'constructs';
import { LogClass } from '../../../capabilities/common';
import { AwsPlace, managedPolicyArn } from '../context';
import { policy, Statement } from '../policy';
import { CloudwatchLogGroup, IamRole, IamRolePolicy, IamRolePolicyAttachment } from '../resources';
import { retentionDays } from '../retention';
import { shared } from '../shared';
import { FoundationKeys } from './keys';

/** What the parts of a foundation have in common. */
export interface FoundationContext {
  readonly place: AwsPlace;
  readonly keys: FoundationKeys;
}

/** Name of a log group that the foundation keeps. */
export function logGroupName(place: AwsPlace, id: string): string {
  return shared.name(place, 'aws_cloudwatch_log_group', id);
}

/** A log group of the foundation. */
export function foundationLog(scope: Construct, context: FoundationContext, id: string, logClass = LogClass.SECURITY): CloudwatchLogGroup {
  return new CloudwatchLogGroup(scope, `log-${id}`, {
    name: logGroupName(context.place, id),
    retentionInDays: retentionDays(context.place.standards, logClass),
    kmsKeyId: context.keys.logs.arn,
    skipDestroy: false,
  });
}

/** A role of the foundation, with the policies that whoever uses it has to wait for. */
export interface FoundationRole {
  readonly role: IamRole;
  readonly policies: (IamRolePolicy | IamRolePolicyAttachment)[];
}

/** A role under a computed name, so that environments can refer to it. */
export function foundationRole(
  scope: Construct, place: AwsPlace, id: string, description: string, trust: string, rights: { statements?: Statement[]; managed?: string[] },
): FoundationRole {
  const role = new IamRole(scope, `role-${id}`, { name: shared.name(place, 'aws_iam_role', id), description, assumeRolePolicy: trust });
  const policies: (IamRolePolicy | IamRolePolicyAttachment)[] = (rights.managed ?? []).map((name) =>
    new IamRolePolicyAttachment(scope, `role-${id}-${name.split('/').pop()!.toLowerCase()}`, { role: role.name, policyArn: managedPolicyArn(place, name) }));
  if (rights.statements) {
    policies.push(new IamRolePolicy(scope, `role-${id}-policy`, { name: id, role: role.name, policy: policy(...rights.statements) }));
  }
  return { role, policies };
}
