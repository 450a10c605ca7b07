import { Construct } from 'constructs';
import { after } from '../../environment/order';
import { physicalName } from '../../environment/physical-name';
import { baseOf } from './base';
import { foundationOf, PrivateZone } from './ids';
import { AzureEndpoint, networkOf } from './network';
import { ApplicationSecurityGroup, PrivateEndpoint, PrivateEndpointApplicationSecurityGroupAssociation } from './resources';

/** A private way to one resource, which is closed until `allowFrom` opens it. */
export interface Access {
  readonly endpoint: PrivateEndpoint;
  /** Opens the way for connections from `source`, on the resource's port only. */
  allowFrom(source: AzureEndpoint): void;
}

/** What is reached privately. */
export interface Target {
  readonly id: string;
  /** Name of the part of the service, as Private Link spells it: `postgresqlServer`, `Sql`, `redisEnterprise`, `blob`, `vault`. */
  readonly part: string;
  readonly zone: PrivateZone;
  readonly port: number;
}

/**
 * Reaches `target` by a private endpoint in the environment's network, with its name in the foundation's private zone.
 * Rules name its application security group, since the endpoint may have several addresses.
 */
export function reachPrivately(scope: Construct, id: string, target: Target): Access {
  const base = baseOf(scope);
  const network = networkOf(scope);
  const where = { location: base.location, resourceGroupName: base.group.name };
  const group = new ApplicationSecurityGroup(scope, `${id}-group`, { ...where, name: physicalName(scope, 'azurerm_application_security_group', id) });
  const endpoint = after(new PrivateEndpoint(scope, id, {
    ...where,
    name: physicalName(scope, 'azurerm_private_endpoint', id),
    subnetId: network.endpoints.id,
    privateServiceConnection: { name: target.part, privateConnectionResourceId: target.id, subresourceNames: [target.part], isManualConnection: false },
    privateDnsZoneGroup: { name: 'default', privateDnsZoneIds: [foundationOf(scope).privateZone(target.zone)] },
  }), ...network.ready);
  new PrivateEndpointApplicationSecurityGroupAssociation(scope, `${id}-in-group`, { privateEndpointId: endpoint.id, applicationSecurityGroupId: group.id });
  return {
    endpoint,
    allowFrom: (source) => network.endpointRules.connect(scope, `${id}-from-${source.label}`, {
      from: source.reference, toGroup: group.id, ports: [String(target.port)],
    }),
  };
}
