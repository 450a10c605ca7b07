import { Construct } from 'constructs';
import { LandingZone } from '../../../environment/landing-zone';
import { Standards } from '../../../standards/standards';
import { addressPlan } from '../cidr';
import { References } from '../references';
import {
  ComputeFirewall, ComputeNetworkFirewallPolicy, ComputeNetworkFirewallPolicyAssociation, ComputeNetworkFirewallPolicyRule,
} from '../resources';
import { Vpc } from './vpc';

interface PolicyRule {
  readonly priority: number;
  readonly direction: 'EGRESS' | 'INGRESS';
  readonly action: 'allow' | 'deny';
  readonly description: string;
  readonly match: { destIpRanges?: string[]; srcIpRanges?: string[]; destFqdns?: string[]; ports?: string[] };
}

const LAST = 2_000_000_000;

/**
 * Nothing enters the network, and nothing leaves it but to the address of Google's APIs and to hosts that are allowed by
 * name. Environments add their hosts to this policy, and their private endpoints as firewall rules by network tag.
 */
export function egressPolicy(scope: Construct, zone: LandingZone, standards: Standards, vpc: Vpc): void {
  const references = References.of(scope);
  const policy = new ComputeNetworkFirewallPolicy(scope, 'policy', {
    name: references.name('google_compute_network_firewall_policy'),
    description: `Hosts that environments of ${zone.name} may call`,
  });
  for (const [id, rule] of Object.entries(rules(zone, standards))) {
    new ComputeNetworkFirewallPolicyRule(scope, id, {
      project: references.project,
      firewallPolicy: policy.name,
      priority: rule.priority,
      ruleName: id,
      description: rule.description,
      direction: rule.direction,
      action: rule.action,
      enableLogging: true,
      match: {
        destIpRanges: rule.match.destIpRanges,
        destFqdns: rule.match.destFqdns,
        srcIpRanges: rule.match.srcIpRanges,
        layer4Configs: [rule.match.ports ? { ipProtocol: 'tcp', ports: rule.match.ports } : { ipProtocol: 'all' }],
      },
    });
  }
  new ComputeNetworkFirewallPolicyAssociation(scope, 'association', {
    project: references.project,
    name: references.name('google_compute_network_firewall_policy_association'),
    firewallPolicy: policy.name,
    attachmentTarget: vpc.network.id,
  });
  denyIngress(scope, vpc);
}

function rules(zone: LandingZone, standards: Standards): { [id: string]: PolicyRule } {
  const issuer = standards.identityProvider && new URL(standards.identityProvider.issuer).hostname;
  return {
    'google-apis': {
      priority: 1000, direction: 'EGRESS', action: 'allow', description: 'Private endpoint of Google\'s APIs',
      match: { destIpRanges: [`${addressPlan(zone.addressSpace).apis}/32`], ports: ['443'] },
    },
    ...issuer ? {
      'identity-provider': {
        priority: 1010, direction: 'EGRESS', action: 'allow', description: 'Keys of the identity provider',
        match: { destFqdns: [issuer], ports: ['443'] },
      } as PolicyRule,
    } : {},
    'deny-egress': {
      priority: LAST, direction: 'EGRESS', action: 'deny', description: 'Everything else stays inside', match: { destIpRanges: ['0.0.0.0/0'] },
    },
    'deny-ingress': {
      priority: LAST + 1, direction: 'INGRESS', action: 'deny', description: 'Nothing enters the network', match: { srcIpRanges: ['0.0.0.0/0'] },
    },
  };
}

/** The same denial as a firewall rule, before anybody's wider one of low priority. */
function denyIngress(scope: Construct, vpc: Vpc): void {
  new ComputeFirewall(scope, 'deny-ingress-firewall', {
    name: References.of(scope).name('google_compute_firewall', 'deny-ingress'),
    description: 'Nothing enters the network',
    network: vpc.network.id,
    direction: 'INGRESS',
    priority: 65534,
    sourceRanges: ['0.0.0.0/0'],
    deny: [{ protocol: 'all' }],
    logConfig: { metadata: 'INCLUDE_ALL_METADATA' },
  });
}
