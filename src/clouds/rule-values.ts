/** Reading values of resolved Terraform: an answer where the value is known, `undefined` where only Terraform will know it. */

/** Whether a string holds an expression that Terraform evaluates. `$${` is a literal. */
export function isUnresolved(value: unknown): boolean {
  return typeof value === 'string' && value.includes('{') && /(^|[^$%])(\$\$|%%)*[$%]\{/.test(value);
}

export function isBlock(value: unknown): value is { [argument: string]: any } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A block, a list of blocks, one value or none, always as a list. */
export function listOf(value: any): any[] {
  return value === undefined || value === null ? [] : Array.isArray(value) ? value : [value];
}

/** The blocks at an argument, whether it was written as one block or as a list. */
export function blocksOf(value: any): { [argument: string]: any }[] {
  return listOf(value).filter(isBlock);
}

/** The first block at an argument, or an empty one. */
export function blockOf(value: any): { [argument: string]: any } {
  return blocksOf(value)[0] ?? {};
}

/** A known text. */
export function text(value: any): string | undefined {
  return typeof value === 'string' && !isUnresolved(value) ? value : undefined;
}

/** Known texts of a list, or of one. */
export function texts(value: any): string[] {
  return listOf(value).map(text).filter((item): item is string => item !== undefined);
}

/** A known number; Terraform takes "30" as well as 30. */
export function numeric(value: any): number | undefined {
  if (typeof value === 'number') {
    return value;
  }
  return typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : undefined;
}

/** A known boolean; Terraform takes "true" as well as true. */
export function flag(value: any): boolean | undefined {
  return value === true || value === 'true' ? true : value === false || value === 'false' ? false : undefined;
}

/** Whether an argument is written at all. An empty list of blocks is not. */
export function isSet(value: any): boolean {
  return value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0);
}

/** A list is known when no part of it hides behind an expression. */
export function isKnownList(value: any): boolean {
  return Array.isArray(value) && value.every((item) => !isUnresolved(item));
}

/** A JSON document in a string; `undefined` where it holds an expression outside a string or is no JSON. */
export function json(value: any): any {
  if (typeof value !== 'string') {
    return undefined;
  }
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}

/** Seconds of a duration as protobuf writes it: `30s`, `3.5s`. */
export function seconds(value: any): number | undefined {
  const match = typeof value === 'string' ? /^(\d+(?:\.\d+)?)s$/.exec(value) : null;
  return match ? Number(match[1]) : undefined;
}

/** Minutes of an ISO 8601 duration of days, hours, minutes and seconds: `PT5M`, `P1D`. */
export function isoMinutes(value: any): number | undefined {
  const match = typeof value === 'string' ? /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(value) : null;
  if (!match || value === 'P' || value.endsWith('T')) {
    return undefined;
  }
  const [days, hours, minutes, secs] = match.slice(1).map((part) => Number(part ?? 0));
  return days * 1440 + hours * 60 + minutes + secs / 60;
}

/** An IPv4 block as numbers, or `undefined` where it is none. */
export function cidrRange(value: any): { readonly first: number; readonly last: number; readonly prefix: number; readonly hostBits: boolean } | undefined {
  const match = typeof value === 'string' ? /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(value) : null;
  if (!match) {
    return undefined;
  }
  const [a, b, c, d, prefix] = match.slice(1).map(Number);
  if ([a, b, c, d].some((octet) => octet > 255) || prefix > 32) {
    return undefined;
  }
  const size = 2 ** (32 - prefix);
  const address = ((a * 256 + b) * 256 + c) * 256 + d;
  const first = Math.floor(address / size) * size;
  return { first, last: first + size - 1, prefix, hostBits: address !== first };
}

/** Shows a value in a message, cut to a readable length. */
export function show(value: any): string {
  const written = typeof value === 'string' ? `"${value}"` : JSON.stringify(value) ?? 'nothing';
  return written.length > 80 ? `${written.slice(0, 77)}...` : written;
}
