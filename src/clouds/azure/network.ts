import { Fn, ITerraformDependable, Token } from 'cdktf';
import { Construct } from 'constructs';
import { INetworkBackend, INetworkEndpoint } from '../../capabilities/backends';
import { NetworkProps } from '../../capabilities/network';
import { environmentOf } from '../../environment/environment-rules';
import { fact } from '../../environment/facts';
import { after } from '../../environment/order';
import { physicalName } from '../../environment/physical-name';
import { placeOf } from '../../environment/place';
import { baseOf } from './base';
import { diagnose } from './diagnostics';
import { foundationOf, hubOf, segment } from './ids';
import { hostsOf, stablePriority } from './network-hosts';
import { SecurityRules } from './network-rules';
import {
  FirewallPolicyRuleCollectionGroup, RouteTable, Subnet, SubnetNetworkSecurityGroupAssociation, SubnetRouteTableAssociation, VirtualNetwork,
  VirtualNetworkPeering,
} from './resources';

/** Where connections start: a range of the private network. */
export class AzureEndpoint implements INetworkEndpoint {
  public constructor(public readonly reference: string, public readonly label: string) {}
}

/** The spoke of one environment. */
export class AzureNetwork implements INetworkBackend {
  public readonly reference: string;
  public readonly apps: Subnet;
  public readonly endpoints: Subnet;
  /** Who may open connections to the container apps. */
  public readonly appRules: SecurityRules;
  /** Who may open connections to the private endpoints of data stores. */
  public readonly endpointRules: SecurityRules;
  /** From where container apps connect. */
  public readonly appsEndpoint: AzureEndpoint;
  /** All of this stands before a container environment starts: it reads DNS and routes once. */
  public readonly ready: ITerraformDependable[] = [];
  private readonly vnet: VirtualNetwork;

  public constructor(private readonly scope: Construct, props: NetworkProps) {
    const base = baseOf(scope);
    const where = { location: base.location, resourceGroupName: base.group.name };
    const hub = hubOf(scope);
    this.vnet = new VirtualNetwork(scope, 'vnet', {
      ...where,
      name: physicalName(scope, 'azurerm_virtual_network'),
      ipAddressPool: [{ id: hub.pool, numberOfIpAddresses: '256' }],
      dnsServers: [fact(scope, 'firewall_private_ip')],
      // The pool decides; azurerm reads the answer into both arguments.
      lifecycle: { ignoreChanges: ['address_space'] },
    });
    this.reference = this.vnet.id;
    diagnose(scope, 'vnet', this.vnet.id, 'network', base.workspace.id);
    this.apps = this.subnet('apps', hub.pool, '128', 'Microsoft.App/environments');
    this.endpoints = this.subnet('endpoints', hub.pool, '64');
    this.appsEndpoint = new AzureEndpoint(rangeOf(this.apps), 'apps');
    this.appRules = new SecurityRules(scope, 'apps');
    this.endpointRules = new SecurityRules(scope, 'endpoints');
    this.protect(hub);
    this.route();
    this.peer(hub.network);
    this.allow(hub.firewallPolicy, props.allowedHosts ?? []);
  }

  /** Range of the private endpoints. */
  public get endpointsRange(): string { return rangeOf(this.endpoints); }

  private subnet(name: string, pool: string, addresses: string, delegation?: string): Subnet {
    return new Subnet(this.scope, `${name}-subnet`, {
      name,
      resourceGroupName: baseOf(this.scope).group.name,
      virtualNetworkName: this.vnet.name,
      ipAddressPool: { id: pool, numberOfIpAddresses: addresses },
      defaultOutboundAccessEnabled: false,
      // Without this, security groups do not hold for private endpoints.
      privateEndpointNetworkPolicies: 'Enabled',
      delegation: delegation ? [{ name: 'apps', serviceDelegation: { name: delegation, actions: ['Microsoft.Network/virtualNetworks/subnets/join/action'] } }] : undefined,
      lifecycle: { ignoreChanges: ['address_prefixes'] },
    });
  }

  /** Everything is denied but what follows, and what connections open later. */
  private protect(hub: { endpointsRange: string }): void {
    const apps = this.appsEndpoint.reference;
    const dns = fact(this.scope, 'firewall_private_ip');
    this.appRules.allow('inbound', 'FromSelf', { from: apps, to: apps, ports: ['0-65535'], protocol: '*' });
    this.appRules.allow('inbound', 'FromLoadBalancer', { from: 'AzureLoadBalancer', to: apps, ports: ['30000-32767'] });
    this.appRules.allow('outbound', 'ToSelf', { from: apps, to: apps, ports: ['0-65535'], protocol: '*' });
    this.appRules.allow('outbound', 'ToEndpoints', { from: apps, to: this.endpointsRange, ports: ['0-65535'] });
    this.appRules.allow('outbound', 'ToHubEndpoints', { from: apps, to: hub.endpointsRange, ports: ['443'] });
    this.appRules.allow('outbound', 'ToDns', { from: apps, to: `${dns}/32`, ports: ['53'], protocol: '*' });
    // The route sends this through the firewall, which knows host names; a security group knows only addresses.
    this.appRules.allow('outbound', 'ToFirewall', { from: apps, to: 'Internet', ports: ['80', '443'] });
    this.appRules.denyRest();
    this.endpointRules.denyRest();
    for (const [subnet, rules, id] of [[this.apps, this.appRules, 'apps'], [this.endpoints, this.endpointRules, 'endpoints']] as const) {
      this.ready.push(after(new SubnetNetworkSecurityGroupAssociation(this.scope, `${id}-security`, {
        subnetId: subnet.id, networkSecurityGroupId: rules.group.id,
      }), ...rules.fixed));
    }
  }

  private route(): void {
    const base = baseOf(this.scope);
    const table = new RouteTable(this.scope, 'routes', {
      name: physicalName(this.scope, 'azurerm_route_table'),
      location: base.location,
      resourceGroupName: base.group.name,
      bgpRoutePropagationEnabled: false,
      route: [{ name: 'through-firewall', addressPrefix: '0.0.0.0/0', nextHopType: 'VirtualAppliance', nextHopInIpAddress: fact(this.scope, 'firewall_private_ip') }],
    });
    this.ready.push(new SubnetRouteTableAssociation(this.scope, 'apps-routes', { subnetId: this.apps.id, routeTableId: table.id }));
  }

  private peer(hubNetwork: string): void {
    const base = baseOf(this.scope);
    const flags = { allowVirtualNetworkAccess: true, allowForwardedTraffic: true, allowGatewayTransit: false, useRemoteGateways: false };
    const toHub = new VirtualNetworkPeering(this.scope, 'to-hub', {
      ...flags,
      name: physicalName(this.scope, 'azurerm_virtual_network_peering', 'to-hub'),
      resourceGroupName: base.group.name,
      virtualNetworkName: this.vnet.name,
      remoteVirtualNetworkId: hubNetwork,
    });
    const fromHub = new VirtualNetworkPeering(this.scope, 'from-hub', {
      ...flags,
      name: physicalName(this.scope, 'azurerm_virtual_network_peering', 'from-hub'),
      resourceGroupName: segment(hubNetwork, 'resourceGroups'),
      virtualNetworkName: segment(hubNetwork, 'virtualNetworks'),
      remoteVirtualNetworkId: this.vnet.id,
    });
    // Two peerings of one network at once answer 429.
    this.ready.push(toHub, after(fromHub, toHub));
  }

  /** Lets the container apps call `hosts` and the identity provider, by name, through the firewall. */
  private allow(policy: string, allowedHosts: string[]): void {
    const hosts = hostsOf(allowedHosts, placeOf(this.scope).standards);
    if (hosts.length === 0) { return; }
    this.ready.push(new FirewallPolicyRuleCollectionGroup(this.scope, 'allowed-hosts', {
      name: physicalName(this.scope, 'azurerm_firewall_policy_rule_collection_group'),
      firewallPolicyId: policy,
      // Unique within the policy, which many environments write to.
      priority: stablePriority(foundationOf(this.scope).subscription + environmentOf(this.scope).environmentName, 1000, 60000),
      applicationRuleCollection: [{
        name: 'allowed-hosts',
        action: 'Allow',
        priority: 1000,
        rule: [{ name: 'https', sourceAddresses: [this.appsEndpoint.reference], destinationFqdns: hosts, protocols: [{ type: 'Https', port: 443 }] }],
      }],
    }));
  }
}

/** Range that the pool gave to a subnet. */
function rangeOf(subnet: Subnet): string {
  return Token.asString(Fn.element(subnet.ipAddressPool.allocatedIpAddressPrefixes, 0));
}

/** The network of the environment around `scope`. */
export function networkOf(scope: Construct): AzureNetwork {
  return environmentOf(scope).network as AzureNetwork;
}

/** A spoke whose range comes from the foundation's pool, peered with the hub, closed but for what is connected. */
export function network(scope: Construct, props: NetworkProps): INetworkBackend {
  return new AzureNetwork(scope, props);
}
