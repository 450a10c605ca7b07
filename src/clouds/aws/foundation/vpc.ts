import { Construct } from 'constructs';
import { AwsPlace } from '../context';
import {
  DefaultRouteTable, DefaultSecurityGroup, Eip, InternetGateway, NatGateway, Route, RouteTable, RouteTableAssociation, Subnet, Vpc,
} from '../resources';
import { AddressPlan, addressPlan } from './address-plan';

/** What one availability zone has of each kind. */
export interface ZonePart {
  readonly zone: string;
  readonly subnets: { readonly [kind in Kind]: Subnet };
  readonly tables: { readonly [kind in Kind]: RouteTable };
  readonly nat: NatGateway;
}

/** Kinds of subnets, from the inside out. */
export type Kind = 'private' | 'data' | 'endpoints' | 'firewall' | 'nat';
const KINDS: Kind[] = ['private', 'data', 'endpoints', 'firewall', 'nat'];

/** The shared network. */
export interface SharedVpc {
  readonly vpc: Vpc;
  readonly plan: AddressPlan;
  readonly zones: ZonePart[];
}

/**
 * One VPC, five subnets in each zone. Only the NAT subnets know the way to the internet; nothing gets a public address but the
 * NAT gateways themselves.
 */
export function sharedVpc(scope: Construct, place: AwsPlace): SharedVpc {
  const plan = addressPlan(place.zone.addressSpace, place.zone.zones.length);
  const name = (part: string) => ({ Name: `${place.standards.organization}-${place.zone.name}-${part}` });
  const vpc = new Vpc(scope, 'vpc', { cidrBlock: plan.vpc, enableDnsHostnames: true, enableDnsSupport: true, tags: name('vpc') });
  // Without rules: what is put into neither group nor table of ours reaches nothing.
  new DefaultSecurityGroup(scope, 'default-security-group', { vpcId: vpc.id });
  new DefaultRouteTable(scope, 'default-route-table', { defaultRouteTableId: vpc.defaultRouteTableId, route: [] });
  const gateway = new InternetGateway(scope, 'internet-gateway', { vpcId: vpc.id, tags: name('internet') });
  const zones = place.zone.zones.map((zone, i): ZonePart => {
    const inZone = new Construct(scope, `zone-${i + 1}`);
    const subnets: { [kind: string]: Subnet } = {};
    const tables: { [kind: string]: RouteTable } = {};
    for (const kind of KINDS) {
      subnets[kind] = new Subnet(inZone, kind, {
        vpcId: vpc.id, cidrBlock: plan[kind][i], availabilityZone: zone, mapPublicIpOnLaunch: false, tags: name(`${kind}-${zone}`),
      });
      tables[kind] = new RouteTable(inZone, `${kind}-routes`, { vpcId: vpc.id, tags: name(`${kind}-${zone}`) });
      new RouteTableAssociation(inZone, `${kind}-association`, { subnetId: subnets[kind].id, routeTableId: tables[kind].id });
    }
    const address = new Eip(inZone, 'nat-address', { domain: 'vpc', tags: name(`nat-${zone}`) });
    const nat = new NatGateway(inZone, 'nat-gateway', { subnetId: subnets.nat.id, allocationId: address.allocationId, tags: name(`nat-${zone}`), dependsOn: [gateway] });
    new Route(inZone, 'nat-to-internet', { routeTableId: tables.nat.id, destinationCidrBlock: '0.0.0.0/0', gatewayId: gateway.id });
    new Route(inZone, 'firewall-to-nat', { routeTableId: tables.firewall.id, destinationCidrBlock: '0.0.0.0/0', natGatewayId: nat.id });
    return { zone, subnets: subnets as ZonePart['subnets'], tables: tables as ZonePart['tables'], nat };
  });
  return { vpc, plan, zones };
}
