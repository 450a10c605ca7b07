import { Mutant } from '../environments';

/** Takes what is there away. */
export const GONE = Symbol('gone');
/** A new value, or what makes one of the old; `GONE` takes it away. */
export type Worse = any;
/** By type of resource, by place of the argument: everything that makes it worse. `*` is every part of a list or block. */
export interface Table { readonly [type: string]: { readonly [place: string]: readonly Worse[] } }

/** A subscription of somebody else. */
export const ELSEWHERE = '/subscriptions/00000000-0000-0000-0000-000000000009/resourceGroups/elsewhere/providers';
export const STRANGER = '00000000-1111-2222-3333-444444444444';

/** Of how many resources of a type one line is tried: what is said of all is the same. */
const EACH = process.env.WEAKENINGS === 'every' ? Infinity : 3;

/** Reads through documents in strings. */
function opened(value: any): any {
  return typeof value === 'string' && /^\s*\{/.test(value) ? JSON.parse(value) : value;
}

/** Every place that a pattern stands for, in a body; the last step need not be there. */
function placesOf(node: any, steps: readonly string[], at: readonly string[] = []): string[][] {
  const [step, ...rest] = steps;
  if (step === undefined) { return [[...at]]; }
  const inside = opened(node);
  if (inside === null || typeof inside !== 'object') { return []; }
  const names = step === '*' ? Object.keys(inside) : rest.length === 0 || step in inside ? [step] : [];
  return names.flatMap((name) => placesOf(inside[name], rest, [...at, name]));
}

function valueAt(node: any, [step, ...rest]: readonly string[]): any {
  return step === undefined ? node : valueAt(opened(node)?.[step], rest);
}

/** A copy with another value at a place, documents written again. */
function withValue(node: any, [step, ...rest]: readonly string[], value: any): any {
  if (step === undefined) { return value; }
  const inside = opened(node);
  const copy = Array.isArray(inside) ? [...inside] : { ...inside };
  const next = rest.length === 0 ? value : withValue(copy[step], rest, value);
  if (next !== GONE) { copy[step] = next; } else if (Array.isArray(copy)) { copy.splice(Number(step), 1); } else { delete copy[step]; }
  return typeof node === 'string' ? JSON.stringify(copy) : copy;
}

function worse(old: any, way: Worse): any {
  return typeof way === 'function' ? way(old) : way;
}

/** What a table does to a document: each way at each place where it changes something. A line that does nothing anywhere is an error. */
export function changesBy(terraform: any, table: Table): Mutant[] {
  return Object.entries(table).flatMap(([type, lines]) => Object.entries(lines).flatMap(([line, ways]) => ways.flatMap((way) => {
    const found = Object.entries<any>(terraform.resource[type] ?? {}).flatMap(([name, body]) => placesOf(body, line.split('.')).flatMap((place): Mutant[] => {
      const old = valueAt(body, place);
      const value = worse(old, way);
      if (value === undefined || (value === GONE && old === undefined) || JSON.stringify(value) === JSON.stringify(old)) { return []; }
      return [{ about: type, name: `${type}.${readable(name)} ${place.join('.')} -> ${words(value, old)}`, mutate: (tf) => { tf.resource[type][name] = withValue(tf.resource[type][name], place, value); } }];
    }));
    if (found.length === 0) { throw new Error(`${type} ${line}: nothing to make worse`); }
    return found.slice(0, EACH);
  })));
}

/** Each place of a text in an argument replaced, one at a time. */
export function replacements(terraform: any, type: string, argument: string, ways: readonly (readonly [what: string, from: RegExp, to: string])[]): Mutant[] {
  return ways.flatMap(([what, from, to]) => {
    const found = Object.entries<any>(terraform.resource[type]).flatMap(([name, body]) => [...String(body[argument]).matchAll(from)].map((match, i): Mutant => ({
      about: type, name: `${type}.${readable(name)} ${argument} ${what} (${i + 1})`,
      mutate: (tf) => {
        const text: string = tf.resource[type][name][argument];
        tf.resource[type][name][argument] = text.slice(0, match.index) + match[0].replace(new RegExp(from.source, from.flags.replace('g', '')), to) + text.slice(match.index + match[0].length);
      },
    })));
    if (found.length === 0) { throw new Error(`${type} ${argument}: no ${what}`); }
    return found.slice(0, EACH);
  });
}

/** Resource names without their digest. */
export function readable(name: string): string {
  return name.replace(/_[0-9A-F]{8}$/, '');
}

function words(value: any, old: any): string {
  if (value === GONE) { return 'gone'; }
  const text = JSON.stringify(value);
  if (text.length <= 90) { return text; }
  // What stands in the middle of long text is what has changed.
  const before = JSON.stringify(old) ?? '';
  let i = 0;
  while (i < text.length && text[i] === before[i]) { i++; }
  return `…${text.slice(Math.max(0, i - 20), i + 40)}…`;
}

/** The first resource of a type whose name begins so. */
export function nameOf(terraform: any, type: string, name = ''): string {
  const found = Object.keys(terraform.resource[type] ?? {}).find((n) => n.startsWith(name));
  if (!found) { throw new Error(`no ${type}.${name}`); }
  return found;
}
