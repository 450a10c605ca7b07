/**
 * What a pattern is made of under these standards, as digests: written by `groundwork approve`, kept beside the approvals, compared by every
 * synthesis. A slice is a cloud and a stage (`aws/production`); a variant is the choice of structural inputs (`cache+database`, or `-` for none).
 */
export interface ShapeLock {
  readonly version: 1;
  readonly pattern: string;
  readonly patternVersion: string;
  /** SHA-256 of inputs, kinds and bounds; not of defaults and words. */
  readonly contract: string;
  /** SHA-256 of the definitions and parameters of all controls. */
  readonly controlPack: string;
  /** Versions of the providers, by cloud. */
  readonly providers: { readonly [cloud: string]: string };
  readonly slices: { readonly [slice: string]: ShapeSlice };
  /** Where each value input reaches, by cloud: `orders/service aws_ecs_task_definition.container_definitions`. */
  readonly places: { readonly [cloud: string]: { readonly [input: string]: string[] } };
}

/** The shapes of one cloud and stage. */
export interface ShapeSlice {
  /** SHA-256 of the canonical Terraform of each variant. */
  readonly variants: { readonly [variant: string]: string };
  /** By control: SHA-256 of what it read in all variants, and its outcomes. */
  readonly controls: { readonly [control: string]: { readonly reads: string; readonly outcome: string } };
}
