/** A yes or no as Terraform takes it; nothing where it is something else. */
export function asFlag(value: unknown): boolean | undefined {
  return value === true || value === 'true' ? true : value === false || value === 'false' ? false : undefined;
}

/** A list, of one or of none. */
export function asList(value: any): any[] {
  return value === undefined || value === null ? [] : Array.isArray(value) ? value : [value];
}

/** Whether anything below a value refers to a resource of the stack. */
export function refersTo(value: unknown, address: string): boolean {
  if (typeof value === 'string') { return new RegExp(`(?<![\\w.-])${address.replace(/[.-]/g, '\\$&')}(?![\\w-])`).test(value); }
  return typeof value === 'object' && value !== null && Object.entries(value).some(([key, inner]) => key !== '//' && refersTo(inner, address));
}
