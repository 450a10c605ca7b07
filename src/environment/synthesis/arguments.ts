import { keepsMetaInFields, keysToSnakeCase, lifecycleToTerraform, plainKindOf } from '../host';
import { Shape, shapeOf } from './shape';
import { isPlain, isPlainKey } from './text';

/** Of an element that the host writes without further ado: where it is written, and what, before any token is resolved. */
export interface PlainElement {
  readonly kind: 'resource' | 'data';
  readonly type: string;
  readonly name: string;
  /** Arguments of the type, as the element gives them: not to be changed. */
  readonly attributes: any;
  readonly shape: Shape;
  /** Arguments that Terraform itself reads (`lifecycle`, `depends_on`). */
  readonly meta: any;
}

/** `element` in its parts, or undefined if only its own `toTerraform()` knows what to write. */
export function plainElement(element: any): PlainElement | undefined {
  const kind = plainKindOf(element);
  if (!kind || !keepsMetaInFields(element) || !isPlainKey(element.terraformResourceType) || !isPlain(element.friendlyUniqueId)) { return undefined; }
  const attributes = element.synthesizeAttributes();
  const shape = shapeOf(element, attributes);
  return shape && { kind, type: element.terraformResourceType, name: element.friendlyUniqueId, attributes, shape, meta: metaOf(element) };
}

const META: { readonly [name: string]: string } = {
  dependsOn: 'depends_on', count: 'count', provider: 'provider', lifecycle: 'lifecycle', forEach: 'for_each', connection: 'connection',
};
const NONE = {};

function metaOf(element: any): any {
  if (element.forEach || element.count !== undefined) { return named(element.terraformMetaArguments); }
  const { dependsOn, provider, lifecycle, connection } = element;
  return dependsOn || provider || lifecycle || connection
    ? named({ dependsOn, provider: provider?.fqn, lifecycle: lifecycleToTerraform(lifecycle), connection }) : NONE;
}

/** The same with the names that Terraform knows. */
function named(given: any): any {
  const meta: any = {};
  for (const name of Object.keys(given)) {
    const value = given[name];
    if (value === undefined) { continue; }
    if (name in META && (typeof value !== 'object' || isTexts(value))) { meta[META[name]] = value; } else { Object.assign(meta, keysToSnakeCase({ [name]: value })); }
  }
  return meta;
}

function isTexts(value: any): boolean {
  return Array.isArray(value) && value.every((v) => typeof v === 'string');
}
