import { Construct } from 'constructs';
import { IWorkloadIdentity } from '../../capabilities/backends';
import { WorkloadIdentityProps } from '../../capabilities/workload-identity';
import { environmentOf } from '../../environment/environment-rules';
import { physicalName } from '../../environment/physical-name';
import { baseOf } from './base';
import { RoleAssignment, UserAssignedIdentity } from './resources';

/** A managed identity: Azure keeps and rotates its credentials, nobody can read them. */
export class AzureIdentity implements IWorkloadIdentity {
  /** Literal name: also the name of the role in a database. */
  public readonly principal: string;

  public constructor(public readonly scope: Construct, public readonly resource: UserAssignedIdentity) {
    this.principal = physicalName(scope, 'azurerm_user_assigned_identity');
  }

  /** Its right to pull images, which is on the whole registry, so that a second one would be refused as a duplicate. */
  public pull?: RoleAssignment;

  /** Where it is in its environment, for the ids of grants: the same in every environment. */
  public get place(): string {
    return this.scope.node.scopes.slice(environmentOf(this.scope).node.scopes.length).map((s) => s.node.id).join('-');
  }

  /** Object id, which roles are given to. */
  public get principalId(): string { return this.resource.principalId; }
  /** Client id, by which a workload says which of its identities it means. */
  public get clientId(): string { return this.resource.clientId; }
}

/** An identity that a workload runs as. */
export function workloadIdentity(scope: Construct, _props: WorkloadIdentityProps): AzureIdentity {
  const base = baseOf(scope);
  return new AzureIdentity(scope, new UserAssignedIdentity(scope, 'identity', {
    name: physicalName(scope, 'azurerm_user_assigned_identity'),
    location: base.location,
    resourceGroupName: base.group.name,
  }));
}
