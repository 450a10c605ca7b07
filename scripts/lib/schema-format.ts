/**
 * Provider schemas, cut to what the schema test asks. The source is the answer of `terraform providers schema -json`;
 * one-letter keys keep the copies small.
 */

/** How an argument may be written: r required, o optional, c computed (without r or o: can only be read), d deprecated; n known from the binding only. */
export type Flags = string;

/** Terraform's own notation of a type: `"string"`, `["list", "string"]`, `["object", { ... }]`. */
export type TypeNotation = string | [string, TypeNotation] | ['object', { [name: string]: TypeNotation }];

export interface AttributeSchema {
  readonly t?: TypeNotation;
  readonly f: Flags;
  /** Attribute with a schema of its own, in place of `t`: nesting mode and attributes. */
  readonly n?: readonly [string, BlockSchema];
}

export interface NestedBlockSchema {
  /** single, list, set, map or group. */
  readonly m: string;
  readonly min?: number;
  readonly max?: number;
  readonly d?: boolean;
  /** Known from the binding only. */
  readonly n?: boolean;
  readonly s: BlockSchema;
}

export interface BlockSchema {
  readonly a: { readonly [name: string]: AttributeSchema };
  readonly b: { readonly [name: string]: NestedBlockSchema };
  /** The whole block or resource is deprecated. */
  readonly d?: boolean;
}

export interface ProviderSchema {
  readonly version: string;
  readonly provider: BlockSchema;
  readonly resources: { readonly [type: string]: BlockSchema };
}

/** Translates a block of `terraform providers schema -json`. */
export function cutBlock(block: any): BlockSchema {
  const a: { [name: string]: AttributeSchema } = {};
  for (const [name, attribute] of Object.entries<any>(block.attributes ?? {})) {
    const f = `${attribute.required ? 'r' : ''}${attribute.optional ? 'o' : ''}${attribute.computed ? 'c' : ''}${attribute.deprecated ? 'd' : ''}`;
    const nested = attribute.nested_type;
    a[name] = nested ? { f, n: [nested.nesting_mode, cutBlock(nested)] } : { t: attribute.type, f };
  }
  const b: { [name: string]: NestedBlockSchema } = {};
  for (const [name, nested] of Object.entries<any>(block.block_types ?? {})) {
    b[name] = {
      m: nested.nesting_mode,
      ...(nested.min_items ? { min: nested.min_items } : {}),
      ...(nested.max_items ? { max: nested.max_items } : {}),
      ...(nested.block.deprecated ? { d: true } : {}),
      s: cutBlock(nested.block),
    };
  }
  return { a, b, ...(block.deprecated ? { d: true } : {}) };
}
