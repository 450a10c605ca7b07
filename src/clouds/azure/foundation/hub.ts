import { Construct } from 'constructs';
import { after, preventDestroy } from '../../../environment/order';
import { hubRanges } from '../addresses';
import { diagnose } from '../diagnostics';
import {
  Firewall, ManagementLock, NetworkManager, NetworkManagerIpamPool, NetworkManagerIpamPoolStaticCidr, PublicIp, RouteTable, Subnet, SubnetRouteTableAssociation,
  VirtualNetwork,
} from '../resources';
import { FoundationContext, FoundationNetwork, place } from './context';
import { egressPolicy } from './egress';
import { closedGroup } from './hub-rules';

/** Hub network, the pool that environments take their ranges from, and the one way out. */
export function hub(context: FoundationContext): FoundationNetwork & { firewallAddress: string } {
  const { ids, zone } = context;
  const scope = new Construct(context.scope, 'hub');
  const where = place(context, 'network');
  const ranges = hubRanges(zone.addressSpace);
  addressPool(scope, context, ranges.hub);
  const vnet = preventDestroy(new VirtualNetwork(scope, 'vnet', { ...where, name: ids.hubNetworkName, addressSpace: [ranges.hub] }), true);
  diagnose(scope, 'vnet', vnet.id, 'network', context.workspace.id);
  const subnet = (id: string, name: string, range: string, delegation?: string) => new Subnet(scope, id, {
    name,
    resourceGroupName: where.resourceGroupName,
    virtualNetworkName: vnet.name,
    addressPrefixes: [range],
    defaultOutboundAccessEnabled: false,
    privateEndpointNetworkPolicies: 'Enabled',
    delegation: delegation ? [{ name: 'delegated', serviceDelegation: { name: delegation, actions: ['Microsoft.Network/virtualNetworks/subnets/action'] } }] : undefined,
  });
  // Azure wants exactly this name, and no security group on it.
  const firewallSubnet = subnet('firewall-subnet', 'AzureFirewallSubnet', ranges.firewall);
  const gateway = subnet('gateway-subnet', 'gateway', ranges.gateway, 'Microsoft.Web/serverFarms');
  const endpoints = subnet('endpoints-subnet', 'endpoints', ranges.endpoints);
  const firewall = makeFirewall(scope, context, firewallSubnet);
  const address = firewall.ipConfiguration.get(0).privateIpAddress;
  const routes = new RouteTable(scope, 'gateway-routes', {
    ...where,
    name: ids.name('azurerm_route_table', 'gateway'),
    bgpRoutePropagationEnabled: false,
    route: [{ name: 'through-firewall', addressPrefix: '0.0.0.0/0', nextHopType: 'VirtualAppliance', nextHopInIpAddress: address }],
  });
  new SubnetRouteTableAssociation(scope, 'gateway-routed', { subnetId: gateway.id, routeTableId: routes.id });
  const all = zone.addressSpace;
  return {
    hub: vnet,
    gateway,
    endpoints,
    firewallAddress: address,
    gatewayReady: closedGroup(scope, context, 'gateway', gateway, [
      { direction: 'Outbound', name: 'ToServices', from: ranges.gateway, to: all, ports: ['443'] },
      { direction: 'Outbound', name: 'ToFirewall', from: ranges.gateway, to: 'Internet', ports: ['443'] },
    ]),
    endpointsReady: closedGroup(scope, context, 'endpoints', endpoints, [
      { direction: 'Inbound', name: 'FromEnvironments', from: all, to: ranges.endpoints, ports: ['443'] },
    ]),
  };
}

/** Environments never name an address: they ask the pool for a number of them. */
function addressPool(scope: Construct, context: FoundationContext, hubRange: string): void {
  const { ids, zone } = context;
  const where = place(context, 'network');
  const manager = new NetworkManager(scope, 'manager', {
    ...where, name: ids.name('azurerm_network_manager', 'network'), scope: { subscriptionIds: [`/subscriptions/${zone.account}`] },
  });
  const pool = preventDestroy(new NetworkManagerIpamPool(scope, 'pool', {
    location: where.location,
    name: ids.name('azurerm_network_manager_ipam_pool', 'environments'),
    networkManagerId: manager.id,
    displayName: 'Environments',
    addressPrefixes: [zone.addressSpace],
  }), true);
  new NetworkManagerIpamPoolStaticCidr(scope, 'hub-range', { name: 'hub', ipamPoolId: pool.id, addressPrefixes: [hubRange] });
}

/** Premium firewall in every zone: filters by host name, answers DNS, refuses known bad addresses and detects intrusions. */
function makeFirewall(scope: Construct, context: FoundationContext, subnet: Subnet): Firewall {
  const { ids, zone } = context;
  const where = place(context, 'network');
  const address = new PublicIp(scope, 'firewall-address', {
    ...where, name: ids.name('azurerm_public_ip', 'firewall'), allocationMethod: 'Static', sku: 'Standard', zones: zone.zones,
  });
  const { policy, rules } = egressPolicy(scope, context);
  const firewall = preventDestroy(new Firewall(scope, 'firewall', {
    ...where,
    name: ids.name('azurerm_firewall', 'egress'),
    skuName: 'AZFW_VNet',
    skuTier: 'Premium',
    firewallPolicyId: policy.id,
    zones: zone.zones,
    ipConfiguration: [{ name: 'egress', subnetId: subnet.id, publicIpAddressId: address.id }],
  }), true);
  after(firewall, rules);
  // Not on the group: a lock holds all that is below it, and environments come and go there with their peerings and rules.
  new ManagementLock(scope, 'firewall-lock', { name: 'no-delete', scope: firewall.id, lockLevel: 'CanNotDelete', notes: 'The only way out of every environment.' });
  diagnose(scope, 'firewall', firewall.id, 'firewall', context.workspace.id);
  diagnose(scope, 'firewall-address', address.id, 'publicIp', context.workspace.id);
  return firewall;
}
