import { dependable, ITerraformDependable, TerraformResource } from 'cdktf';

/** Makes `resource` wait for `others`: an order that no reference expresses (the host drops `node.addDependency`, terraform-cdk#785). */
export function after<T extends TerraformResource>(resource: T, ...others: ITerraformDependable[]): T {
  if (others.length === 0) { return resource; }
  resource.dependsOn = [...(resource.dependsOn ?? []), ...others.map((o) => dependable(o))];
  return resource;
}

/** Terraform refuses to destroy or replace `resource` where `protect` is true. */
export function preventDestroy<T extends TerraformResource>(resource: T, protect: boolean): T {
  if (protect) { resource.lifecycle = { ...resource.lifecycle, preventDestroy: true }; }
  return resource;
}
