import { TerraformOutput } from 'cdktf';
import { Construct } from 'constructs';
import { INetworkBackend } from '../../capabilities/backends';
import { NetworkProps } from '../../capabilities/network';
import { fact, factList } from '../../environment/facts';
import { GroundworkError } from '../../errors';
import { awsPlace, AwsPlace } from './context';
import { knownHosts } from './egress-hosts';
import { allowOut, AwsEndpoint, securityGroup } from './security-group';

/**
 * An environment's part of the shared VPC: security groups only. The way out is the foundation's firewall, which lets
 * pass what its list of hosts names.
 */
export class AwsNetwork implements INetworkBackend {
  public readonly reference: string;
  public readonly privateSubnets: string[];
  public readonly dataSubnets: string[];
  /** Whether workloads may call anything outside AWS at all. */
  public readonly reachesOut: boolean;
  private readonly needed = new Set<string>();

  public constructor(private readonly scope: Construct, private readonly place: AwsPlace, allowedHosts: string[]) {
    this.reference = fact(scope, 'vpc_id');
    this.privateSubnets = factList(scope, 'private_subnet_ids');
    this.dataSubnets = factList(scope, 'data_subnet_ids');
    this.requireHosts(allowedHosts);
    this.reachesOut = allowedHosts.length > 0 || place.standards.identityProvider !== undefined;
  }

  /**
   * Says that the environment calls these hosts.
   * @throws if the standards state the firewall's list and a host is not on it
   */
  public requireHosts(hosts: string[]): void {
    const known = knownHosts(this.place.zone, this.place.standards);
    const missing = hosts.filter((h) => !known.includes(h));
    const stated = this.place.zone.facts.egress_hosts;
    if (stated !== undefined && missing.length > 0) {
      throw new GroundworkError('Hosts outside the firewall\'s list', missing.map((host) => ({
        where: this.scope.node.path,
        problem: `the egress firewall of landing zone ${this.place.zone.name} refuses ${host}`,
        mend: `Add it to facts.egress_hosts of the landing zone and apply its foundation.`,
      })));
    }
    for (const host of missing) { this.needed.add(host); }
    if (this.needed.size === 0) { return; }
    const output = (this.scope.node.tryFindChild('egress-hosts') as TerraformOutput | undefined) ?? new TerraformOutput(this.scope, 'egress-hosts', {
      value: [],
      description: 'Hosts that egress_hosts of the foundation must name, or its firewall refuses them',
    });
    output.value = [...this.needed].sort();
  }

  /** A security group for a workload: it reaches AWS's own services privately, and the firewall if anything outside is allowed. */
  public workload(scope: Construct, description: string, reachesOut = this.reachesOut): AwsEndpoint {
    const group = securityGroup(scope, 'security-group', description);
    allowOut(scope, 'to-endpoints', group.id, { securityGroupId: fact(scope, 'endpoint_security_group_id') }, 443, 'AWS services by private endpoints');
    allowOut(scope, 'to-s3', group.id, { prefixListId: fact(scope, 's3_prefix_list_id') }, 443, 'S3 by the gateway endpoint');
    allowOut(scope, 'to-dynamodb', group.id, { prefixListId: fact(scope, 'dynamodb_prefix_list_id') }, 443, 'DynamoDB by the gateway endpoint');
    if (reachesOut) {
      // Any address, because the firewall behind the default route decides by host name.
      allowOut(scope, 'to-firewall', group.id, { cidr: '0.0.0.0/0' }, 443, 'Listed hosts by the egress firewall');
    }
    return new AwsEndpoint(group, scope.node.path);
  }
}

export function network(scope: Construct, props: NetworkProps): INetworkBackend {
  return new AwsNetwork(scope, awsPlace(scope), props.allowedHosts ?? []);
}
