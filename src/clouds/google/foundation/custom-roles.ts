import { Construct } from 'constructs';
import { CUSTOM_ROLES } from '../custom-roles';
import { References } from '../references';
import { ProjectIamCustomRole } from '../resources';

/** The roles of our own, which environments grant on single resources. */
export function customRoles(scope: Construct): void {
  const references = References.of(scope);
  for (const [id, role] of Object.entries(CUSTOM_ROLES)) {
    new ProjectIamCustomRole(scope, id, {
      project: references.project,
      roleId: references.name('google_project_iam_custom_role', id),
      title: id,
      description: role.description,
      permissions: role.permissions,
      stage: 'GA',
    });
  }
}
