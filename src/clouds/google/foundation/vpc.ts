import { Construct } from 'constructs';
import { LandingZone } from '../../../environment/landing-zone';
import { addressPlan } from '../cidr';
import { References } from '../references';
import {
  ComputeAddress, ComputeNetwork, ComputeRoute, ComputeRouter, ComputeRouterNat, ComputeSubnetwork, DnsPolicy,
  NetworkConnectivityServiceConnectionPolicy,
} from '../resources';

/** The network and what others need of it. */
export interface Vpc {
  readonly network: ComputeNetwork;
}

/**
 * One network for the landing zone. Firewall rules of environments (by network tag) are evaluated before the policy that
 * denies the rest: the order is Google's default, and stated since all isolation depends on it.
 */
export function network(scope: Construct, zone: LandingZone): Vpc {
  const references = References.of(scope);
  const plan = addressPlan(zone.addressSpace);
  const vpc = new ComputeNetwork(scope, 'network', {
    name: references.name('google_compute_network'),
    description: `Environments of ${zone.name}`,
    autoCreateSubnetworks: false,
    deleteDefaultRoutesOnCreate: true,
    routingMode: 'REGIONAL',
    networkFirewallPolicyEnforcementOrder: 'AFTER_CLASSIC_FIREWALL',
  });
  const workloads = subnetwork(scope, 'workloads', vpc, plan.workloads);
  subnetwork(scope, 'endpoints', vpc, plan.endpoints);
  const services = subnetwork(scope, 'services', vpc, plan.services);
  new NetworkConnectivityServiceConnectionPolicy(scope, 'memorystore', {
    name: references.name('google_network_connectivity_service_connection_policy', 'memorystore'),
    description: 'Lets Memorystore make its endpoints here',
    location: references.region,
    serviceClass: 'gcp-memorystore',
    network: vpc.id,
    pscConfig: { subnetworks: [services.id], limit: '64' },
  });
  new DnsPolicy(scope, 'dns-log', {
    name: references.name('google_dns_policy'),
    description: 'Logs every query',
    enableLogging: true,
    enableInboundForwarding: false,
    networks: [{ networkUrl: vpc.id }],
  });
  wayOut(scope, vpc, workloads);
  return { network: vpc };
}

function subnetwork(scope: Construct, id: string, vpc: ComputeNetwork, range: string): ComputeSubnetwork {
  const references = References.of(scope);
  return new ComputeSubnetwork(scope, id, {
    name: references.name('google_compute_subnetwork', id),
    description: `${id} of environments`,
    region: references.region,
    network: vpc.id,
    ipCidrRange: range,
    purpose: 'PRIVATE',
    stackType: 'IPV4_ONLY',
    privateIpGoogleAccess: true,
    logConfig: { aggregationInterval: 'INTERVAL_1_MIN', flowSampling: 0.5, metadata: 'INCLUDE_ALL_METADATA' },
  });
}

/** The only way out: hosts that the egress policy allows, from one fixed address, every translation logged. */
function wayOut(scope: Construct, vpc: ComputeNetwork, workloads: ComputeSubnetwork): void {
  const references = References.of(scope);
  new ComputeRoute(scope, 'egress-route', {
    name: references.name('google_compute_route', 'egress'),
    description: 'Through Cloud NAT, to hosts that the egress policy allows',
    network: vpc.id,
    destRange: '0.0.0.0/0',
    nextHopGateway: 'default-internet-gateway',
    priority: 1000,
  });
  const address = new ComputeAddress(scope, 'nat-address', {
    name: references.name('google_compute_address', 'nat'),
    region: references.region,
    addressType: 'EXTERNAL',
    networkTier: 'PREMIUM',
  });
  const router = new ComputeRouter(scope, 'router', {
    name: references.name('google_compute_router'),
    region: references.region,
    network: vpc.id,
  });
  new ComputeRouterNat(scope, 'nat', {
    name: references.name('google_compute_router_nat'),
    region: references.region,
    router: router.name,
    natIpAllocateOption: 'MANUAL_ONLY',
    natIps: [address.selfLink],
    sourceSubnetworkIpRangesToNat: 'LIST_OF_SUBNETWORKS',
    subnetwork: [{ name: workloads.id, sourceIpRangesToNat: ['ALL_IP_RANGES'] }],
    logConfig: { enable: true, filter: 'ALL' },
  });
}
