import { Construct } from 'constructs';
import { IWorkloadIdentity } from '../../capabilities/backends';
import { Access } from '../../capabilities/common';
import { digest } from '../../environment/naming';
import { GroundworkError } from '../../errors';
import { References } from './references';
import { ProjectIamMember } from './resources';
import { GoogleIdentity } from './workload-identity';

/** The IAM member of an identity. */
export function memberOf(identity: IWorkloadIdentity): string {
  return (identity as GoogleIdentity).member;
}

/** The error of a verb that a resource does not know. */
export function wrongGrant(scope: Construct, access: Access, mend: string): GroundworkError {
  return new GroundworkError('Wrong grant', [{ where: scope.node.path, problem: `cannot be granted ${access}`, mend }]);
}

/** Construct id of a grant: the same identity and role are granted once. */
export function grantId(identity: IWorkloadIdentity, what: string): string {
  return `grant-${what}-${digest(identity.principal)}`;
}

/** Makes a grant unless it is there already. */
export function once(scope: Construct, id: string, make: (id: string) => void): void {
  if (!scope.node.tryFindChild(id)) { make(id); }
}

/**
 * Grants `role` in the project on one resource only. For services that have no IAM policy of their own on resources;
 * `resourceName` is the name as IAM conditions see it, `what` tells grants of one identity apart.
 */
export function grantOnResource(scope: Construct, identity: IWorkloadIdentity, what: string, role: string, resourceName: string): void {
  once(scope, grantId(identity, what), (id) => grantMember(scope, id, memberOf(identity), role, resourceName));
}

/** Grants `role` in the project: on one resource where its name is given. */
export function grantMember(scope: Construct, id: string, member: string, role: string, resourceName?: string): void {
  new ProjectIamMember(scope, id, {
    project: References.of(scope).project,
    role,
    member,
    condition: resourceName === undefined
      ? undefined
      : { title: 'one-resource', description: 'Only the resource that was connected', expression: `resource.name == "${resourceName}"` },
  });
}
