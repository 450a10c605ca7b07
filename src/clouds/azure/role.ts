import { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { after } from '../../environment/order';
import { RoleAssignment } from './resources';

/** One role on one resource for one service principal. */
export interface Assignment {
  /** Id of the one resource that the role is for. */
  readonly scope: string;
  /** Object id of a managed identity. */
  readonly principal: string;
  /** Name of a built-in role. */
  readonly role?: string;
  /** Id of a role definition of the foundation. */
  readonly roleId?: string;
  readonly after?: ITerraformDependable[];
}

/**
 * Gives a managed identity a role. The principal type is stated, so that Azure does not look the identity up in a
 * directory that has not heard of it yet.
 */
export function assignRole(scope: Construct, id: string, assignment: Assignment): RoleAssignment {
  const made = new RoleAssignment(scope, id, {
    scope: assignment.scope,
    principalId: assignment.principal,
    principalType: 'ServicePrincipal',
    roleDefinitionName: assignment.role,
    roleDefinitionId: assignment.roleId,
  });
  return after(made, ...assignment.after ?? []);
}
