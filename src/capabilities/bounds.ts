import { Token } from 'cdktf';
import { IConstruct } from 'constructs';

/** What a property must be: a test, and the words for it. */
export interface Bound { readonly test: (value: any) => boolean; readonly must: string }

/** A whole number within a range, ends included. */
export function whole(least: number, most: number): Bound {
  return { test: (v) => Number.isInteger(v) && v >= least && v <= most, must: `be a whole number from ${least} to ${most}` };
}

/** A text of a form. */
export function form(pattern: RegExp, must: string): Bound {
  return { test: (v) => typeof v === 'string' && pattern.test(v), must };
}

/**
 * Checks the properties of `construct` when the whole is checked, so that every fault is reported together with all others. Tokens are
 * left to Terraform, and what is not given has a default that is right.
 */
export function bound(construct: IConstruct, props: object, bounds: { readonly [property: string]: Bound }): void {
  construct.node.addValidation({
    validate: () => Object.entries(bounds).flatMap(([property, { test, must }]) => {
      const value = (props as any)[property];
      return value === undefined || Token.isUnresolved(value) || test(value) ? [] : [`${property} is ${JSON.stringify(value)}; it must ${must}.`];
    }),
  });
}
