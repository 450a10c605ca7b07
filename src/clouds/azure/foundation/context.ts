import { Construct } from 'constructs';
import { LandingZone } from '../../../environment/landing-zone';
import { Standards } from '../../../standards/standards';
import { FoundationIds, Part } from '../ids';
import { KeyVault, LogAnalyticsWorkspace, ResourceGroup, RoleAssignment, Subnet, SubnetNetworkSecurityGroupAssociation, UserAssignedIdentity, VirtualNetwork } from '../resources';
import { MadeKey } from '../key-template';

/** What the parts of a foundation hand to each other. */
export interface FoundationContext {
  readonly scope: Construct;
  readonly zone: LandingZone;
  readonly standards: Standards;
  readonly ids: FoundationIds;
  readonly groups: { readonly [part in Part]: ResourceGroup };
  readonly workspace: LogAnalyticsWorkspace;
}

/** Key of the foundation, and the identity with which Azure's services use it. */
export interface FoundationKey {
  readonly vault: KeyVault;
  readonly key: MadeKey;
  readonly identity: UserAssignedIdentity;
  readonly role: RoleAssignment;
}

/** Hub network of the foundation. */
export interface FoundationNetwork {
  readonly hub: VirtualNetwork;
  readonly gateway: Subnet;
  readonly endpoints: Subnet;
  readonly endpointsReady: SubnetNetworkSecurityGroupAssociation;
  readonly gatewayReady: SubnetNetworkSecurityGroupAssociation;
}

/** Location and group of a resource of one part. */
export function place(context: FoundationContext, part: Part): { location: string; resourceGroupName: string } {
  return { location: context.zone.region, resourceGroupName: context.groups[part].name };
}
