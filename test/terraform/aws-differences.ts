import { BlockSchema } from '../../scripts/lib/schema-format';
import { providerSchema } from './schema-data';

/**
 * What stacks use of the bound AWS provider that the newest full schema at hand does not know, so that only its binding
 * vouches for it: by `type.argument`, with the page that was read. A new use is looked up before it is added.
 */
export const FROM_BINDING_ONLY: { readonly [argument: string]: string } = {};

/** The arguments of a stack that only the binding knows. */
export function fromBindingOnly(tf: any): string[] {
  const { resources } = providerSchema('aws');
  const found = new Set<string>();
  for (const [type, named] of Object.entries<any>(tf.resource ?? {})) {
    Object.values<any>(named).forEach((body) => collect(resources[type], body, type, found));
  }
  return [...found].sort();
}

function collect(schema: BlockSchema | undefined, body: any, path: string, found: Set<string>): void {
  for (const [name, value] of Object.entries<any>(body)) {
    const [attribute, nested] = [schema?.a[name], schema?.b[name]];
    if (attribute?.f.includes('n') || nested?.n) {
      found.add(`${path}.${name}`);
    } else if (nested) {
      [value].flat().filter((block) => typeof block === 'object' && block !== null).forEach((block) => collect(nested.s, block, `${path}.${name}`, found));
    }
  }
}
