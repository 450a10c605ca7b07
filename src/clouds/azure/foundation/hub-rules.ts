import { Construct } from 'constructs';
import { diagnose } from '../diagnostics';
import { NetworkSecurityGroup, Subnet, SubnetNetworkSecurityGroupAssociation } from '../resources';
import { FoundationContext, place } from './context';

/** Traffic that a subnet of the hub allows. */
export interface HubTraffic {
  readonly direction: 'Inbound' | 'Outbound';
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly ports: string[];
}

/** A subnet that denies everything but `allowed`. */
export function closedGroup(scope: Construct, context: FoundationContext, id: string, subnet: Subnet, allowed: HubTraffic[]): SubnetNetworkSecurityGroupAssociation {
  const group = new NetworkSecurityGroup(scope, `${id}-rules`, {
    ...place(context, 'network'),
    name: context.ids.name('azurerm_network_security_group', id),
    securityRule: [
      ...allowed.map((t, i) => ({
        name: t.name, priority: 100 + 10 * i, direction: t.direction, access: 'Allow', protocol: 'Tcp', sourceAddressPrefix: t.from, sourcePortRange: '*',
        destinationAddressPrefix: t.to, destinationPortRanges: t.ports,
      })),
      ...(['Inbound', 'Outbound'] as const).map((direction) => ({
        name: `DenyAll${direction}`, priority: 4096, direction, access: 'Deny', protocol: '*', sourceAddressPrefix: '*', sourcePortRange: '*',
        destinationAddressPrefix: '*', destinationPortRange: '*',
      })),
    ],
  });
  diagnose(scope, `${id}-rules`, group.id, 'networkRules', context.workspace.id);
  return new SubnetNetworkSecurityGroupAssociation(scope, `${id}-security`, { subnetId: subnet.id, networkSecurityGroupId: group.id });
}
