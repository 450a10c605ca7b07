import { Construct } from 'constructs';
import { physicalName } from '../../environment/physical-name';
import { PrivateDnsZoneVirtualNetworkLink } from './resources';

/** Which zone is resolved in which network. */
export interface ZoneLink {
  readonly zone: string;
  readonly group: string;
  readonly network: string;
}

/**
 * Makes a private zone known in the hub, whose firewall answers the DNS questions of every environment.
 * azurerm 5 replaces zone name and group by `private_dns_zone_id`; this is the one place to change.
 */
export function linkToHub(scope: Construct, id: string, link: ZoneLink): PrivateDnsZoneVirtualNetworkLink {
  return new PrivateDnsZoneVirtualNetworkLink(scope, id, {
    name: physicalName(scope, 'azurerm_private_dns_zone_virtual_network_link', id),
    privateDnsZoneName: link.zone,
    resourceGroupName: link.group,
    virtualNetworkId: link.network,
    registrationEnabled: false,
  });
}
