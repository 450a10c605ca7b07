import { Terraform } from '../../support/terraform';

/** What a resource refers to by `${type.name.attribute}`. */
export function referred(tf: Terraform, reference: string): any {
  const match = /\$\{(\w+\.[\w-]+)\.\w+(\[\d+\]\.\w+)*\}/.exec(String(reference));
  const found = tf.everything().find((r) => r.address === match?.[1]);
  expect({ reference, found: found !== undefined }).toEqual({ reference, found: true });
  return found!.body;
}
