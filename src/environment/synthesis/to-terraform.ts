import { TerraformElement, TerraformOutput, TerraformStack } from 'cdktf';
import { deepMerge, elementsOf, resolveTokens } from '../host';
import { plainElement, PlainElement } from './arguments';
import { mergeOverrides, mergeResolved } from './merge';
import { Resolver } from './resolver';
import { METADATA } from './shape';
import { NOT_STRAIGHT } from './straight';

/**
 * The content of `cdk.tf.json`, equal to what the host's own `TerraformStack.toTerraform()` makes, with one
 * resolution of each element instead of two, and that one in a single walk.
 *
 * @param sorted if given, the keys in each element are in the order in which they are written, and elements for which that holds are added
 * @param straight whether it was not prepared before: the few elements that the host writes are prepared here, all others must need no preparation
 */
export function toTerraformOnce(stack: TerraformStack, sorted?: Set<object>, straight = false): any {
  const resolver = new Resolver(stack, sorted !== undefined, straight);
  const elements = elementsOf(stack);
  const tf: any = { '//': resolver.value({ metadata: metadataOf(stack, elements), outputs: outputsOf(elements) }) };
  for (const element of elements) { addElement(tf, stack, element, resolver, sorted); }
  const overrides = (stack as any).rawOverrides;
  if ('resource' in overrides || 'data' in overrides) { sorted?.clear(); }
  mergeOverrides(tf, overrides, resolver);
  if (straight && elementsOf(stack).length !== elements.length) { throw NOT_STRAIGHT; }
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

function addElement(tf: any, stack: TerraformStack, element: TerraformElement, resolver: Resolver, sorted?: Set<object>): void {
  const plain = plainElement(element);
  resolver.inOrder = true;
  const body = plain && bodyOf(plain, element, resolver);
  if (!plain || !body) {
    if (resolver.straight) { resolveTokens(stack, element.toTerraform(), true); }
    // The host's merge makes plain objects of dates, and only then are the tokens seen that an override wrote into one.
    const written = resolveTokens(stack, deepMerge({}, resolveTokens(stack, element.toTerraform())));
    forget(sorted, tf, written);
    mergeResolved(tf, written);
    return;
  }
  const named = (tf[plain.kind] ??= {})[plain.type] ??= {};
  const other = named[plain.name];
  if (other) {
    sorted?.delete(other);
    deepMerge(other, body);
    return;
  }
  named[plain.name] = body;
  if (resolver.inOrder) { sorted?.add(body); }
}

/** Elements that `written` is about to be merged into. */
function forget(sorted: Set<object> | undefined, tf: any, written: any): void {
  for (const kind of sorted ? ['resource', 'data'] : []) {
    for (const [type, named] of Object.entries<any>(written[kind] ?? {})) {
      for (const name of Object.keys(named)) { sorted!.delete(tf[kind]?.[type]?.[name]); }
    }
  }
}

/** The arguments, resolved; undefined where the host must do it, or say in its own words what is wrong. */
function bodyOf(plain: PlainElement, element: TerraformElement, resolver: Resolver): any {
  try {
    const body: any = {};
    for (const key of resolver.sort ? plain.shape.written(plain.meta) : plain.shape.given(plain.meta)) {
      let given = plain.attributes[key];
      if (given === undefined) { given = key === METADATA ? (element as any).constructNodeMetadata : plain.meta[key]; }
      if (given === undefined) { continue; }
      const resolved = resolver.value(given);
      if (resolved !== undefined) { body[key] = resolved; }
    }
    return body;
  } catch (error) {
    if (error === NOT_STRAIGHT) { throw error; }
    return undefined;
  }
}
