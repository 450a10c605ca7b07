import { blocksOf, flag, isBlock, isUnresolved, numeric, seconds, text } from '../../clouds/rule-values';

/**
 * The value at `settings.ip_configuration.ipv4_enabled`: through blocks, written as one or as a list. Where a block on the way
 * is an expression, that expression: what is below it is known at apply only.
 */
export function at(body: any, path: string): any {
  let value = body;
  for (const step of path.split('.')) {
    if (typeof value === 'string' && isUnresolved(value)) { return value; }
    if (Array.isArray(value) && typeof value[0] === 'string' && isUnresolved(value[0])) { return value[0]; }
    const block = blocksOf(value)[0];
    // Blocks that an expression makes are known at apply.
    value = block?.[step] ?? (isBlock(block?.dynamic) && block.dynamic[step] !== undefined ? '${dynamic}' : undefined);
  }
  return value ?? undefined;
}

/** Blocks at a path; none where it is absent or an expression. */
export function blocksAt(body: any, path: string): { [argument: string]: any }[] {
  return blocksOf(at(body, path));
}

/** Whether an argument holds what only apply knows. */
export function isOpen(value: any): boolean {
  return Array.isArray(value) ? value.some((item) => isUnresolved(item)) : isUnresolved(value);
}

/** A yes or no: what the provider takes where it is absent, nothing where it is an expression. */
export function flagAt(body: any, path: string, absent?: boolean): boolean | undefined {
  const value = at(body, path);
  return value === undefined ? absent : flag(value);
}

/** A number, in the same way. */
export function numberAt(body: any, path: string, absent?: number): number | undefined {
  const value = at(body, path);
  return value === undefined ? absent : numeric(value);
}

/** A text, in the same way. */
export function textAt(body: any, path: string, absent?: string): string | undefined {
  const value = at(body, path);
  return value === undefined || value === '' ? absent : text(value);
}

/** Days of a duration (`3024000s`) or of a number of seconds. */
export function daysAt(body: any, path: string, absent?: number): number | undefined {
  const value = at(body, path);
  if (value === undefined) { return absent; }
  const length = seconds(value) ?? numeric(value);
  return length === undefined ? undefined : Math.round((length / 86400) * 100) / 100;
}

/** A unit in the right number: `1 instance`, `3 instances`. */
export function count(number: number, unit: string): string {
  return `${number} ${number === 1 ? unit : `${unit}s`}`;
}

/** Host of an address on the web; nothing where it is an expression. A name, a password or a key around it is no part of it. */
export function hostOf(value: unknown): string | undefined {
  return typeof value === 'string' ? /^https?:\/\/(?:[^/?#@]*@)?([^/?#:@${}]+)(?=[/?#:]|$)/i.exec(value)?.[1] : undefined;
}
