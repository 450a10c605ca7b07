import { canonical, documentIn, fingerprint, isStatement } from './canonical';
import { keysOf } from './lists';
import { isOrdered, keyOfItems } from './ordered';
import { nameOf, secretAt } from './secrets';

/** One place at which two versions of a resource differ. */
export interface Difference {
  /** With the keys of items: `rule[body-size].action.block`. */
  readonly at: string;
  /** Without them: `rule.action.block`. */
  readonly argument: string;
  /** Values before and after, `undefined` where it is not set. Of a list without order: what is gone, and what is new. */
  readonly from?: any;
  readonly to?: any;
  /** Items of a list without order, which are not the whole list. */
  readonly items?: true;
  /** Names of the block that it is in, where its place does not say them: of a variable whose value changes. */
  readonly named?: string[];
}

/** Arguments of the construct tree and of Terraform that are no arguments of the resource. */
const SKIPPED = new Set(['//', 'provisioner', 'connection']);

/** Where two versions of a resource differ, in order of the places; what means the same does not. */
export function differences(type: string, before: any, after: any): Difference[] {
  const found: Difference[] = [];
  const visit = (from: any, to: any, at: string, argument: string, named: string[] = []): void => {
    // Most is written alike; that is cheaper to see than that it means the same.
    if (from === to || JSON.stringify(from) === JSON.stringify(to)) { return; }
    const blocks = isObject(from) && isObject(to);
    if (!blocks && fingerprint(type, from, argument) === fingerprint(type, to, argument)) { return; }
    const [a, b] = [opened(from), opened(to)];
    if (isObject(a) && isObject(b)) {
      for (const key of keysOf(a, b)) {
        if (!SKIPPED.has(key)) { visit(a[key], b[key], join(at, key), join(argument, key), key === 'value' ? namesOf(a, b, at) : named); }
      }
    } else if ((Array.isArray(a) || Array.isArray(b)) && !isOrdered(type, argument)) {
      sets(listed(a), listed(b), at, argument, named);
    } else if (isText(a) && isText(b)) {
      const [gone, come] = rests(linesOf(a), linesOf(b), (line) => line);
      const moved = gone.length === 0 && come.length === 0;
      found.push({ ...place(at, argument, named), ...(moved ? { from: a, to: b } : { ...sides(gone.length, gone.join(' '), come.length, come.join(' ')), items: true }) });
    } else {
      found.push({ ...place(at, argument, named), from: empty(a) ? undefined : a, to: empty(b) ? undefined : b });
    }
  };
  const sets = (a: any[], b: any[], at: string, argument: string, named: string[]): void => {
    const shared = keyOfItems(a) === keyOfItems(b) ? keyOfItems(a) : undefined;
    // What is secret names no place.
    const known = shared !== undefined && secretAt(type, join(at, shared)) ? undefined : shared;
    // One block that lost its name is still that block: a provider in another region.
    const alone = a.length === 1 && b.length === 1 && isObject(a[0]) && isObject(b[0]) && !(known && a[0][known] === b[0][known]);
    if (alone && !isStatement(a[0])) { visit(a[0], b[0], at, argument, named); return; }
    const key = a.some(isStatement) || b.some(isStatement) ? undefined : known;
    if (key) {
      const [before_, after_] = [byKey(a, key), byKey(b, key)];
      for (const name of keysOf(before_, after_)) { visit(before_[name], after_[name], `${at}[${name}]`, argument, named); }
      return;
    }
    const [gone, come] = rests(a, b, (item) => fingerprint(type, item, argument));
    if (gone.length === 1 && come.length === 1 && isObject(opened(gone[0])) && isObject(opened(come[0])) && !isStatement(gone[0])) {
      visit(gone[0], come[0], at, argument, named);
    } else {
      found.push({ ...place(at, argument, named), ...sides(gone.length, one(gone), come.length, one(come)), items: true });
    }
  };
  visit(before, after, '', '');
  return found.filter((d) => JSON.stringify(canonical(type, d.from, d.argument)) !== JSON.stringify(canonical(type, d.to, d.argument)));
}

function place(at: string, argument: string, named: string[]): Pick<Difference, 'at' | 'argument' | 'named'> {
  return { at, argument, ...(named.length ? { named } : {}) };
}

/** Names of two versions of a block, as far as its place does not have them. */
function namesOf(a: any, b: any, at: string): string[] {
  return [...new Set([a, b].flatMap((block) => nameOf(block) ?? []))].filter((name) => !at.endsWith(`[${name}]`));
}

/** A document in a string is gone into like a block. */
function opened(value: any): any {
  const document = documentIn(value);
  return document === undefined ? value : document;
}

function isObject(value: any): value is { [key: string]: any } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A document of lines, such as a program or a policy in XML: its lines are compared. */
function isText(value: any): value is string { return typeof value === 'string' && value.trim().includes('\n'); }

function linesOf(value: string): string[] { return value.split('\n').map((line) => line.trim()).filter((line) => line !== ''); }

function empty(value: any): boolean { return value === undefined || value === null || (Array.isArray(value) && value.length === 0); }

function listed(value: any): any[] { return empty(value) ? [] : Array.isArray(value) ? value : [value]; }

/** What is gone and what is new, without a side that has nothing. */
function sides(gone: number, from: any, come: number, to: any): Pick<Difference, 'from' | 'to'> {
  return { ...(gone ? { from } : {}), ...(come ? { to } : {}) };
}

function one(items: any[]): any { return items.length === 1 ? items[0] : items; }

function join(at: string, key: string): string { return at ? `${at}.${key}` : key; }

function byKey(items: any[], key: string): { [name: string]: any } {
  return Object.assign(Object.create(null), Object.fromEntries(items.map((item) => [String(item[key]), item])));
}

/** What is in one list and not in the other, each item as often as it is. */
function rests(a: any[], b: any[], text: (item: any) => string): [any[], any[]] {
  const counts = new Map<string, number>();
  for (const item of b) { counts.set(text(item), (counts.get(text(item)) ?? 0) + 1); }
  const gone = a.filter((item) => !take(counts, text(item)));
  const again = new Map<string, number>();
  for (const item of a) { again.set(text(item), (again.get(text(item)) ?? 0) + 1); }
  return [gone, b.filter((item) => !take(again, text(item)))];
}

function take(counts: Map<string, number>, text: string): boolean {
  const left = counts.get(text) ?? 0;
  if (left > 0) { counts.set(text, left - 1); }
  return left > 0;
}
