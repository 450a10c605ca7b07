import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { preventDestroy } from '../../environment/order';
import { ManagementLock } from './resources';

/**
 * Where `protect` is true: Terraform refuses to destroy `resource`, and Azure refuses everybody else. The lock also holds
 * what is below the resource, role assignments included; lift it before a grant is taken away.
 */
export function protectData<T extends TerraformResource & { readonly id: string }>(scope: Construct, resource: T, protect: boolean): T {
  if (protect) {
    new ManagementLock(scope, 'lock', {
      name: 'no-delete', scope: resource.id, lockLevel: 'CanNotDelete', notes: 'Holds data: lift only under change control.',
    });
  }
  return preventDestroy(resource, protect);
}
