import { keysToSnakeCase, plainKindOf } from '../host';

/** Of an element that the host writes without further ado: where it is written, and what, before any token is resolved. */
export interface PlainElement {
  readonly kind: 'resource' | 'data';
  readonly type: string;
  readonly name: string;
  /** Arguments of the type, as the element gives them: not to be changed. */
  readonly attributes: any;
  /** Arguments that Terraform itself reads (`lifecycle`, `depends_on`). */
  readonly meta: any;
  /** What the host adds about the construct. */
  readonly construct: any;
}

/** `element` in its parts, or undefined if only its own `toTerraform()` knows what to write. */
export function plainElement(element: any): PlainElement | undefined {
  const kind = plainKindOf(element);
  if (!kind) { return undefined; }
  const attributes = element.synthesizeAttributes();
  if (SPECIAL.some((name) => name in attributes)) { return undefined; }
  const meta = metaArguments(element.terraformMetaArguments);
  return { kind, type: element.terraformResourceType, name: element.friendlyUniqueId, attributes, meta, construct: element.constructNodeMetadata };
}

const META: { readonly [name: string]: string } = {
  dependsOn: 'depends_on', count: 'count', provider: 'provider', lifecycle: 'lifecycle', forEach: 'for_each', connection: 'connection',
};
/** Attributes of these names would be merged with what the host adds. */
const SPECIAL = [...Object.values(META), 'provisioner', '//'];

function metaArguments(given: any): any {
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
