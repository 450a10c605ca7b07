import { TerraformElement, TerraformOutput, TerraformStack } from 'cdktf';
import { deepMerge, elementsOf, resolveTokens } from '../host';
import { plainElement, PlainElement } from './arguments';
import { mergeOverrides, mergeResolved } from './merge';
import { Resolver } from './resolver';
import { isPlain, isPlainKey } from './text';

/**
 * The content of `cdk.tf.json`, equal to what the host's own `TerraformStack.toTerraform()` makes, with one
 * resolution of each element instead of two, and that one in a single walk.
 */
export function toTerraformOnce(stack: TerraformStack): any {
  const resolver = new Resolver(stack);
  const elements = elementsOf(stack);
  const tf: any = { '//': resolver.value({ metadata: metadataOf(stack, elements), outputs: outputsOf(elements) }) };
  for (const element of elements) { addElement(tf, stack, element, resolver); }
  mergeOverrides(tf, (stack as any).rawOverrides, resolver);
  return tf;
}

function metadataOf(stack: TerraformStack, elements: TerraformElement[]): any {
  const overrides: string[] = Object.keys((stack as any).rawOverrides);
  const metadata: any = {
    version: (stack as any).cdktfVersion,
    stackName: stack.node.id,
    backend: 'local',
    cloud: undefined,
    ...(overrides.length > 0 ? { overrides: { stack: overrides } } : {}),
  };
  for (const element of elements) {
    const own = element.toMetadata();
    if (Object.values(own).some((v) => v !== undefined)) { mergeResolved(metadata, resolveTokens(stack, own)); }
  }
  return metadata;
}

function outputsOf(elements: TerraformElement[]): any {
  const outputs: any = {};
  for (const element of elements) {
    if (TerraformOutput.isTerraformOutput(element)) {
      deepMerge(outputs, element.node.path.split('/').reduceRight<any>((inner, part) => ({ [part]: inner ?? element.friendlyUniqueId }), undefined));
    }
  }
  return outputs;
}

function addElement(tf: any, stack: TerraformStack, element: TerraformElement, resolver: Resolver): void {
  const plain = plainElement(element);
  const body = plain && bodyOf(plain, resolver);
  if (!plain || !body) {
    mergeResolved(tf, resolveTokens(stack, element.toTerraform()));
    return;
  }
  const named = (((tf[plain.kind] ??= {})[plain.type] ??= {}));
  if (plain.name in named) { deepMerge(named[plain.name], body); } else { named[plain.name] = body; }
}

/** The arguments, resolved; undefined where the host must do it, or say in its own words what is wrong. */
function bodyOf(plain: PlainElement, resolver: Resolver): any {
  if (!isPlainKey(plain.type) || !isPlain(plain.name)) { return undefined; }
  try {
    const body = resolver.value(plain.attributes);
    for (const key of Object.keys(plain.meta)) {
      const resolved = resolver.value(plain.meta[key]);
      if (resolved !== undefined) { body[key] = resolved; }
    }
    body['//'] = resolver.value(plain.construct);
    return body;
  } catch {
    return undefined;
  }
}
