import { Construct } from 'constructs';
import { INetworkEndpoint } from '../../capabilities/backends';
import { fact } from '../../environment/facts';
import { digest } from '../../environment/naming';
import { physicalName } from '../../environment/physical-name';
import { SecurityGroup, VpcSecurityGroupEgressRule, VpcSecurityGroupIngressRule } from './resources';
import { plain } from './text';

/** A security group without any rule: nothing in, nothing out. */
export function securityGroup(scope: Construct, id: string, description: string): SecurityGroup {
  return new SecurityGroup(scope, id, {
    name: physicalName(scope, 'aws_security_group', id === 'security-group' ? '' : id),
    description: plain(description),
    vpcId: fact(scope, 'vpc_id'),
    revokeRulesOnDelete: true,
  });
}

/** The other side of a rule. */
export interface Peer {
  readonly securityGroupId?: string;
  readonly prefixListId?: string;
  readonly cidr?: string;
}

function peer(p: Peer): { referencedSecurityGroupId?: string; prefixListId?: string; cidrIpv4?: string } {
  return {
    ...(p.securityGroupId ? { referencedSecurityGroupId: p.securityGroupId } : {}),
    ...(p.prefixListId ? { prefixListId: p.prefixListId } : {}),
    ...(p.cidr ? { cidrIpv4: p.cidr } : {}),
  };
}

/** Lets `group` call `to` on one TCP port. */
export function allowOut(scope: Construct, id: string, group: string, to: Peer, port: number, description: string): VpcSecurityGroupEgressRule {
  return new VpcSecurityGroupEgressRule(scope, id, { securityGroupId: group, ...peer(to), ipProtocol: 'tcp', fromPort: port, toPort: port, description });
}

/** Lets `from` call `group` on one TCP port. */
export function allowIn(scope: Construct, id: string, group: string, from: Peer, port: number, description: string): VpcSecurityGroupIngressRule {
  return new VpcSecurityGroupIngressRule(scope, id, { securityGroupId: group, ...peer(from), ipProtocol: 'tcp', fromPort: port, toPort: port, description });
}

/** Where a workload's connections start: its security group. */
export class AwsEndpoint implements INetworkEndpoint {
  public readonly reference: string;

  /** @param path construct path of the owner, tells endpoints apart in rule ids */
  public constructor(public readonly group: SecurityGroup, private readonly path: string) {
    this.reference = group.id;
  }

  /** Id for constructs that belong to a connection from this endpoint. */
  public get tag(): string {
    return digest(this.path);
  }
}

/** Opens the path from a workload to a resource: one rule on each side, once. */
export function connect(scope: Construct, endpoint: INetworkEndpoint, target: SecurityGroup, port: number, what: string): void {
  const from = endpoint as AwsEndpoint;
  if (scope.node.tryFindChild(`in-${from.tag}`)) { return; }
  allowIn(scope, `in-${from.tag}`, target.id, { securityGroupId: from.reference }, port, `${what} from workload`);
  allowOut(scope, `out-${from.tag}`, from.reference, { securityGroupId: target.id }, port, `Workload to ${what}`);
}
