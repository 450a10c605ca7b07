import { Construct } from 'constructs';
import { after } from '../../../environment/order';
import { PrivateZone, PRIVATE_ZONES } from '../ids';
import { linkToHub } from '../private-dns';
import { PrivateDnsZone, PrivateDnsZoneVirtualNetworkLink, PrivateEndpoint } from '../resources';
import { FoundationContext, FoundationNetwork, place } from './context';

/** Private zones by service, and their links with the hub. */
export type PrivateNames = { readonly [zone in PrivateZone]: { readonly zone: PrivateDnsZone; readonly link: PrivateDnsZoneVirtualNetworkLink } };

/** A private zone for every service that is reached by Private Link, resolved by the hub for all environments. */
export function privateNames(context: FoundationContext, network: FoundationNetwork): PrivateNames {
  const scope = new Construct(context.scope, 'names');
  const group = context.groups.network.name;
  return Object.fromEntries(Object.entries(PRIVATE_ZONES).map(([id, name]) => {
    const zone = new PrivateDnsZone(scope, id, { name, resourceGroupName: group });
    return [id, { zone, link: linkToHub(scope, `${id}-in-hub`, { zone: zone.name, group, network: network.hub.id }) }];
  })) as unknown as PrivateNames;
}

/** Reaches a resource of the foundation from the hub, and so from every environment. */
export function hubEndpoint(
  scope: Construct, context: FoundationContext, network: FoundationNetwork, names: PrivateNames,
  target: { id: string; name: string; part: string; zones: PrivateZone[] },
): PrivateEndpoint {
  const zones = target.zones.map((z) => names[z]);
  return after(new PrivateEndpoint(scope, `${target.name}-endpoint`, {
    ...place(context, 'network'),
    name: context.ids.name('azurerm_private_endpoint', target.name),
    subnetId: network.endpoints.id,
    privateServiceConnection: { name: target.part, privateConnectionResourceId: target.id, subresourceNames: [target.part], isManualConnection: false },
    privateDnsZoneGroup: { name: 'default', privateDnsZoneIds: zones.map((z) => z.zone.id) },
  }), network.endpointsReady, ...zones.map((z) => z.link));
}
