import { Value } from '../model';
import { blockOf, blocksOf, flag, isSet, isUnresolved, numeric, text, texts } from '../../clouds/rule-values';

/** A known value; what the provider takes where the argument is absent; `undefined` where only apply will know. */
function known<T>(value: unknown, read: (value: any) => T | undefined, absent: T | undefined): T | undefined {
  return isSet(value) ? read(value) : absent;
}

export function yes(value: unknown, absent?: boolean): boolean | undefined { return known(value, flag, absent); }

export function amountOf(value: unknown, absent?: number): number | undefined { return known(value, numeric, absent); }

export function word(value: unknown, absent?: string): string | undefined { return known(value, text, absent); }

/** Known texts of a list; `undefined` where a part of it is an expression. */
export function words(value: unknown): string[] | undefined {
  if (!isSet(value)) { return []; }
  if (isUnresolved(value) || (Array.isArray(value) && value.some(isUnresolved))) { return undefined; }
  return texts(value);
}

/** Whether an argument or block is there; an expression is taken for something. */
export function there(value: unknown): boolean { return isSet(value); }

/** All values at a path of arguments, through blocks and lists of blocks: `template.container.image`. */
export function valuesAt(body: any, path: string): any[] {
  let found: any[] = [body];
  for (const step of path.split('.')) {
    found = found.flatMap((item) => blocksOf(item)).map((block) => block[step]).filter(isSet);
  }
  return found.flatMap((item) => (Array.isArray(item) ? item : [item]));
}

/** `TLS1_2`, `Tls12`, `1.2`, `TLSv1.2` and `TLS12` in the words of the catalogue. */
export function tls(version: string | undefined): string | undefined {
  const digits = /(1)[._]?([0-3])$/.exec(version ?? '');
  return digits ? `TLS 1.${digits[2]}` : /^TLSv1$/i.test(version ?? '') ? 'TLS 1.0' : undefined;
}

/** Days of an ISO 8601 duration, also one of years, months or weeks. */
export function isoDays(value: unknown): number | undefined {
  const match = typeof value === 'string' ? /^P(?=.)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(value) : null;
  if (!match) { return undefined; }
  const [years, months, weeks, days, hours, minutes, seconds] = match.slice(1).map((part) => Number(part ?? 0));
  return years * 365 + months * 30 + weeks * 7 + days + (hours + minutes / 60 + seconds / 3600) / 24;
}

/** Minutes of a duration in words: `5 minutes`, `1 hour`, `2 days`. */
export function inWords(minutes: number): string {
  const [size, unit] = minutes % 1440 === 0 ? [minutes / 1440, 'day'] : minutes % 60 === 0 ? [minutes / 60, 'hour'] : [minutes, 'minute'];
  return `${size} ${unit}${size === 1 ? '' : 's'}`;
}

/** A value if a condition is known, else nothing. */
export function when<T extends Value>(condition: boolean | undefined, yesValue: T, noValue: T): T | undefined {
  return condition === undefined ? undefined : condition ? yesValue : noValue;
}

/** Ports as Azure writes them, in one text: `443`, `80, 443`, `all`. */
export function portsOf(...values: unknown[]): string {
  const ports = [...new Set(values.flatMap((value) => (isSet(value) ? [value].flat() : [])).map(String))];
  if (ports.length === 0 || ports.some((p) => p === '*' || p === '0-65535' || p === '1-65535')) { return 'all'; }
  return ports.map((p) => (isUnresolved(p) ? 'unknown' : p)).sort((a, b) => parseInt(a, 10) - parseInt(b, 10) || (a < b ? -1 : 1)).join(', ');
}

/** An argument within a block; the expression itself where the whole block is one. */
export function inside(block: unknown, argument: string): unknown {
  return isUnresolved(block) ? block : blockOf(block)[argument];
}

/** A table of words by name that knows nothing but its own names: "constructor" is none of them. */
export function table<T>(words: { readonly [name: string]: T }): { readonly [name: string]: T } {
  return Object.assign(Object.create(null), words);
}
