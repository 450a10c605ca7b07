import { fingerprint } from '../../../review/diff/canonical';

/** One place where a plan has another value than what was judged. */
export interface Disagreement {
  readonly argument: string;
  readonly judged: any;
  readonly planned: any;
}

/** What a plan says of a value: what it will be, and where that is known only after the apply. */
interface Planned {
  readonly value: any;
  readonly unknown: any;
}

/**
 * Where the values of a plan are not those that were judged. Arguments that were not stated are defaults of the provider and are left alone, and
 * so is what the plan does not know yet, or leaves out because it is the default.
 *
 * @param judged what is stated, with the values of variables in it
 */
export function disagreements(type: string, judged: any, planned: Planned, argument = ''): Disagreement[] {
  const { value, unknown } = planned;
  if (unknown === true || value === null || value === undefined || judged === null || judged === undefined) { return []; }
  if (typeof judged === 'string' && judged.includes('${')) { return []; }
  if (Array.isArray(judged) && isObject(value)) { return judged.length === 1 ? disagreements(type, judged[0], planned, argument) : [{ argument, judged, planned: value }]; }
  if (isObject(judged) && Array.isArray(value)) { return disagreements(type, [judged], planned, argument); }
  if (Array.isArray(judged) && Array.isArray(value) && [...judged, ...value].some(isObject)) { return blocks(type, judged, value, unknown, argument); }
  if (isObject(judged) && isObject(value)) {
    return Object.keys(judged).filter((key) => key !== '//').flatMap((key) => disagreements(type, judged[key], { value: value[key], unknown: unknown?.[key] }, argument ? `${argument}.${key}` : key));
  }
  if (JSON.stringify(judged).includes('${') || JSON.stringify(unknown ?? null).includes('true')) { return []; }
  return same(type, judged, value, argument) ? [] : [{ argument, judged, planned: value }];
}

/** Blocks of a set come in any order: each that was judged must be among those of the plan, and no other may be. */
function blocks(type: string, judged: readonly any[], value: readonly any[], unknown: any, argument: string): Disagreement[] {
  const at = (i: number): Planned => ({ value: value[i], unknown: Array.isArray(unknown) ? unknown[i] : unknown });
  const free = new Set(value.map((_, i) => i));
  const left = judged.flatMap((item, i) => {
    const found = [i, ...free].find((n) => free.has(n) && disagreements(type, item, at(n), argument).length === 0);
    if (found !== undefined) { free.delete(found); }
    return found === undefined ? [i] : [];
  });
  const rest = [...free];
  const paired = left.flatMap((i, n) => (rest[n] === undefined ? [{ argument: `${argument}.${i}`, judged: judged[i], planned: undefined }] : disagreements(type, judged[i], at(rest[n]), `${argument}.${i}`)));
  return [...paired, ...rest.slice(left.length).map((n) => ({ argument: `${argument}.${n}`, judged: undefined, planned: value[n] }))];
}

function same(type: string, a: any, b: any, argument: string): boolean {
  return fingerprint(type, a, argument) === fingerprint(type, b, argument)
    // Some providers write names of regions and identifiers in lower case.
    || (typeof a === 'string' && typeof b === 'string' && (a.toLowerCase() === b.toLowerCase() || a.trim() === b.trim()));
}

/** `value` with the values of variables in place of `${var.name}`. */
export function withVariables(value: any, variables: { readonly [name: string]: any }): any {
  if (typeof value === 'string') {
    if (!value.includes('${var.')) { return value; }
    const whole = /^\$\{var\.([\w-]+)\}$/.exec(value);
    if (whole) { return variables[whole[1]] ?? value; }
    return value.replace(/\$\{var\.([\w-]+)\}/g, (text, name) => (['string', 'number', 'boolean'].includes(typeof variables[name]) ? String(variables[name]) : text));
  }
  if (Array.isArray(value)) { return value.map((v) => withVariables(v, variables)); }
  return isObject(value) ? Object.fromEntries(Object.entries(value).map(([key, v]) => [key, withVariables(v, variables)])) : value;
}

/** What is judged of a resource as it will be: what is stated, and what the plan knows beyond it. */
export function asPlanned(type: string, judged: any, planned: Planned, sensitive: any = {}): any {
  const { value, unknown } = planned;
  if (unknown === true || sensitive === true || value === null || value === undefined) { return judged; }
  if (judged === undefined) { return known(value, unknown, sensitive); }
  if (isObject(judged) && isObject(value)) {
    const all = new Set([...Object.keys(judged), ...Object.keys(value)]);
    const entries = [...all].map((key) => [key, asPlanned(type, judged[key], { value: value[key], unknown: unknown?.[key] }, sensitive?.[key])] as const);
    return Object.fromEntries(entries.filter(([, v]) => v !== undefined));
  }
  const [a, b] = [Array.isArray(judged) ? judged : [judged], Array.isArray(value) ? value : [value]];
  if (a.length !== b.length || !a.every(isObject) || !b.every(isObject)) { return judged; }
  const item = (i: number): Planned => ({ value: b[i], unknown: Array.isArray(unknown) ? unknown[i] : unknown });
  const merged = a.map((one, i) => (disagreements(type, one, item(i)).length === 0 ? asPlanned(type, one, item(i), Array.isArray(sensitive) ? sensitive[i] : sensitive) : one));
  return Array.isArray(judged) ? merged : merged[0];
}

/** A value without what is not known, what is secret, and what says nothing. */
function known(value: any, unknown: any, sensitive: any): any {
  if (unknown === true || sensitive === true || value === null || value === '') { return undefined; }
  if (Array.isArray(value)) {
    const at = (flags: any, i: number) => (Array.isArray(flags) ? flags[i] : undefined);
    const items = value.map((v, i) => known(v, at(unknown, i), at(sensitive, i))).filter((v) => v !== undefined);
    return items.length === 0 ? undefined : items;
  }
  if (!isObject(value)) { return value; }
  const entries = Object.entries(value).map(([key, v]) => [key, known(v, unknown?.[key], sensitive?.[key])] as const).filter(([, v]) => v !== undefined);
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

export function isObject(value: any): value is { [key: string]: any } {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
