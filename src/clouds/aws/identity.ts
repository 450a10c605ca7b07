import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { IWorkloadIdentity } from '../../capabilities/backends';
import { WorkloadIdentityProps } from '../../capabilities/workload-identity';
import { composeName } from '../../environment/naming';
import { after } from '../../environment/order';
import { physicalName } from '../../environment/physical-name';
import { arn, AwsPlace, awsPlace } from './context';
import { AWS_NAMES } from './names';
import { policy, Statement, trustService } from './policy';
import { IamRole, IamRolePolicy } from './resources';
import { plain } from './text';

/** A role and its inline policies: one for each grant, so that a grant is one resource and goes with its connection. */
export class AwsIdentity implements IWorkloadIdentity {
  public readonly principal: string;
  public readonly arn: string;
  /** What pulls the images and writes the logs of the workload, where that is another role. */
  public puller?: AwsIdentity;
  private readonly policies: IamRolePolicy[] = [];
  private readonly waiting: TerraformResource[] = [];

  public constructor(public readonly role: IamRole, private readonly roleName: string) {
    this.principal = roleName;
    this.arn = role.arn;
  }

  /** Name of the role: known at synthesis. */
  public get name(): string {
    return this.roleName;
  }

  /** Adds an inline policy. Saying the same twice does nothing. */
  public allow(id: string, ...statements: Statement[]): void {
    const scope = this.role.node.scope!;
    if (scope.node.tryFindChild(`allow-${id}`)) { return; }
    const added = new IamRolePolicy(scope, `allow-${id}`, { role: this.role.name, name: composeName(AWS_NAMES.aws_iam_role_policy, [id], id), policy: policy(...statements) });
    this.policies.push(added);
    for (const resource of this.waiting) { after(resource, added); }
  }

  /** What runs under the role waits for its policies, those to come among them. */
  public holdBack<T extends TerraformResource>(resource: T): T {
    this.waiting.push(resource);
    return after(resource, ...this.policies);
  }
}

/** A role that tasks of this account assume. */
export function taskRole(scope: Construct, place: AwsPlace, description: string): AwsIdentity {
  const name = physicalName(scope, 'aws_iam_role');
  const role = new IamRole(scope, 'role', {
    name,
    description: plain(description),
    assumeRolePolicy: trustService(place, 'ecs-tasks.amazonaws.com', arn(place, 'ecs', '*')),
    maxSessionDuration: 3600,
  });
  return new AwsIdentity(role, name);
}

export function workloadIdentity(scope: Construct, props: WorkloadIdentityProps): IWorkloadIdentity {
  return taskRole(scope, awsPlace(scope), props.description);
}
