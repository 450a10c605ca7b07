import { createHash } from 'crypto';
import { Construct } from 'constructs';
import { INetworkBackend, INetworkEndpoint } from '../../capabilities/backends';
import { NetworkProps } from '../../capabilities/network';
import { physicalName } from '../../environment/physical-name';
import { placeOf } from '../../environment/place';
import { References } from './references';
import { ComputeFirewall, ComputeNetworkFirewallPolicyRule } from './resources';

/** Rules of environments stand between the landing zone's own (below a thousand) and its final denial. */
const FIRST_PRIORITY = 100_000;
const PRIORITIES = 1_000_000_000;

/** Workloads are told apart by network tag, which direct VPC egress of Cloud Run and virtual machines both carry. */
export class GoogleEndpoint implements INetworkEndpoint {
  public constructor(public readonly reference: string) {}
}

/** An environment's share of the landing zone's network. */
export class GoogleNetwork implements INetworkBackend {
  public readonly reference: string;
  private readonly hosts = new Set<string>();

  public constructor(private readonly scope: Construct) {
    this.reference = References.of(scope).network;
  }

  /** Lets workloads call `host` over HTTPS. Google's APIs and the identity provider are open to the whole landing zone. */
  public allowHost(host: string): void {
    const provider = placeOf(this.scope).standards.identityProvider;
    const open = host.endsWith('.googleapis.com') || (provider && new URL(provider.issuer).hostname === host);
    if (open || this.hosts.has(host)) { return; }
    this.hosts.add(host);
    const references = References.of(this.scope);
    new ComputeNetworkFirewallPolicyRule(this.scope, `host-${host.replace(/[^a-z0-9]+/gi, '-')}`, {
      project: references.networkProject,
      firewallPolicy: references.firewallPolicy,
      priority: priorityOf(`${this.scope.node.path}/${host}`),
      ruleName: physicalName(this.scope, 'network_tag', host),
      description: `Workloads of ${this.scope.node.path.split('/')[0]} call ${host}`,
      direction: 'EGRESS',
      action: 'allow',
      enableLogging: true,
      match: { destFqdns: [host], layer4Configs: [{ ipProtocol: 'tcp', ports: ['443'] }] },
    });
  }
}

/** Rules of a policy need distinct priorities, and environments do not know of each other: a digest keeps them apart. */
function priorityOf(text: string): number {
  return FIRST_PRIORITY + createHash('sha256').update(text).digest().readUInt32BE(0) % PRIORITIES;
}

/**
 * Lets workloads with the tag of `endpoint` reach `address` on `ports`. The foundation's policy, which denies all other
 * egress, is evaluated after these.
 */
export function allowEgress(scope: Construct, endpoint: INetworkEndpoint, address: string, ports: string[]): void {
  const id = `from-${endpoint.reference}`;
  if (scope.node.tryFindChild(id)) { return; }
  const references = References.of(scope);
  new ComputeFirewall(scope, id, {
    project: references.networkProject,
    name: physicalName(scope, 'google_compute_firewall', endpoint.reference),
    network: references.network,
    description: `${endpoint.reference} to ${scope.node.path}`.slice(0, 2048),
    direction: 'EGRESS',
    priority: 1000,
    targetTags: [endpoint.reference],
    destinationRanges: [address],
    allow: [{ protocol: 'tcp', ports }],
    logConfig: { metadata: 'INCLUDE_ALL_METADATA' },
  });
}

export function network(scope: Construct, props: NetworkProps): INetworkBackend {
  const made = new GoogleNetwork(scope);
  (props.allowedHosts ?? []).forEach((host) => made.allowHost(host.toLowerCase()));
  return made;
}
