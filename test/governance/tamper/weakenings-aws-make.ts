import { Mutant } from './environments';

/** In a table: the argument is taken away. */
export const GONE = Symbol('gone');
/** Somebody else's account. */
export const FOREIGN = '999999999999';

/** What is put at a place of every resource of a type, whose name holds a text if one is given: type, place, values, name. */
export type Row = readonly [type: string, place: string, values: readonly any[], name?: string];

type Body = any;

/** One change of one resource, if it changes anything. */
export function changed(terraform: any, type: string, name: string, what: string, change: (body: Body) => void): Mutant[] {
  const before = JSON.stringify(terraform.resource[type][name]);
  const tried = JSON.parse(before);
  change(tried);
  if (JSON.stringify(tried) === before) { return []; }
  return [{ about: type, name: `${type}.${name} ${what}`, mutate: (tf) => change(tf.resource[type][name]) }];
}

/** Names of the resources of a type whose name holds a text. */
export function namesOf(terraform: any, type: string, name = ''): string[] {
  const found = Object.keys(terraform.resource[type] ?? {}).filter((one) => one.includes(name));
  if (found.length === 0) { throw new Error(`there is no ${type} named ${name}: the table is out of date`); }
  return found;
}

/** Resources of one type that are given the same change: more of them would say the same again. */
const ALIKE = 2;

/** The same change of resources of a type. */
export function each(terraform: any, type: string, what: string, change: (body: Body) => void, name = ''): Mutant[] {
  return namesOf(terraform, type, name).flatMap((one) => changed(terraform, type, one, what, change)).slice(0, ALIKE);
}

/** What a table says; a row that changes nothing is a fault of the table. */
export function table(terraform: any, rows: readonly Row[]): Mutant[] {
  return rows.flatMap(([type, place, values, name]) => values.flatMap((value) => {
    const found = each(terraform, type, `${place}: ${value === GONE ? 'taken away' : JSON.stringify(value)}`, (body) => put(body, place, value), name);
    if (found.length === 0) { throw new Error(`${type} ${place} ${String(value)} changes nothing`); }
    return found;
  }));
}

/** Writes a value at a place; a block that stands alone in a list is found without its index. */
export function put(body: Body, place: string, value: any): void {
  const steps = place.split('.');
  const last = steps.pop()!;
  const holder = steps.reduce((node, step) => opened(opened(node)?.[step]), body);
  const target = opened(holder);
  if (target === undefined || (value === GONE && !(last in target))) { return; }
  if (value === GONE) { delete target[last]; } else { target[last] = value; }
}

function opened(node: any): any { return Array.isArray(node) && node.length === 1 && typeof node[0] === 'object' ? node[0] : node; }

/** A change of a document in a string. */
export function inDocument(argument: string, change: (document: any) => void): (body: Body) => void {
  return (body) => {
    const document = JSON.parse(body[argument]);
    change(document);
    body[argument] = JSON.stringify(document);
  };
}
