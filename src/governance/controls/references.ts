/** Leads to a resource of the stack. */
export const refers = (...types: readonly string[]) => (value: unknown): boolean => typeof value === 'string' && types.some((type) => value.includes(`\${${type}.`));
/** A list, of which each leads to a resource of the stack. */
export const allRefer = (...types: readonly string[]) => (value: any): boolean => Array.isArray(value) && value.length > 0 && value.every(refers(...types));
