import { table } from './values';

/** An element of a policy document. */
export interface PolicyNode {
  readonly name: string;
  readonly attributes: { readonly [name: string]: string };
  readonly children: PolicyNode[];
  /** Text of the element itself. */
  text: string;
}

const ENTITIES: { readonly [name: string]: string } = table({ quot: '"', apos: "'", lt: '<', gt: '>', amp: '&' });
const MARK = /[<@]/g;
const NAME = /[A-Za-z_][\w.:-]*/y;

/**
 * Reads a policy document. Policy expressions (`@(…)`, `@{…}`) may stand in it unescaped, with quotes and angle brackets, as
 * API Management takes them; comments are left out, so that what is commented out does not count. Never throws: what is no
 * document gives `undefined`.
 */
export function readPolicy(source: string): PolicyNode | undefined {
  const root: PolicyNode = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  let at = 0;
  while (at < source.length) {
    const top = open[open.length - 1];
    if (source.startsWith('<!--', at)) { at = after(source, '-->', at); continue; }
    if (source.startsWith('<![CDATA[', at)) {
      const end = after(source, ']]>', at);
      top.text += source.slice(at + 9, end - 3);
      at = end;
      continue;
    }
    if (source.startsWith('<?', at)) { at = after(source, '?>', at); continue; }
    if (source.startsWith('</', at)) {
      const name = nameAt(source, at + 2);
      // A closing tag closes up to its own element; one that closes nothing is passed over.
      const match = open.map((e) => e.name).lastIndexOf(name);
      if (match > 0) { open.length = match; }
      at = after(source, '>', at);
      continue;
    }
    if (source[at] === '<' && nameAt(source, at + 1)) {
      const tag = readTag(source, at);
      top.children.push(tag.node);
      if (!tag.empty) { open.push(tag.node); }
      at = tag.end;
      continue;
    }
    const end = expressionEnd(source, at) ?? at + 1;
    MARK.lastIndex = end;
    // Text goes on to the next sign that may begin something else.
    const next = MARK.exec(source)?.index ?? source.length;
    top.text += source.slice(at, next);
    at = next;
  }
  return root.children.find((child) => child.name === 'policies');
}

function readTag(source: string, start: number): { node: PolicyNode; empty: boolean; end: number } {
  const name = nameAt(source, start + 1);
  const attributes: { [name: string]: string } = {};
  let at = start + 1 + name.length;
  while (at < source.length && source[at] !== '>' && !source.startsWith('/>', at)) {
    const key = nameAt(source, at);
    if (!key) { at += 1; continue; }
    const equals = /\s*=\s*(["'])/y;
    equals.lastIndex = at + key.length;
    const quote = equals.exec(source)?.[1];
    if (!quote) { at += key.length; continue; }
    const value = equals.lastIndex;
    const end = valueEnd(source, value, quote);
    attributes[key] = decoded(source.slice(value, end));
    at = end + 1;
  }
  const empty = source.startsWith('/>', at);
  return { node: { name, attributes, children: [], text: '' }, empty, end: Math.min(source.length, at + (empty ? 2 : 1)) };
}

/** Where the value of an attribute ends: behind the expression, or at the next quote. */
function valueEnd(source: string, start: number, quote: string): number {
  const expression = expressionEnd(source, start);
  if (expression !== undefined && source[expression] === quote) { return expression; }
  const next = source.indexOf(quote, start);
  return next < 0 ? source.length : next;
}

/** The end of an expression that begins here: brackets in balance, texts passed over. */
function expressionEnd(source: string, start: number): number | undefined {
  if (source[start] !== '@' || !'({'.includes(source[start + 1] ?? ' ')) { return undefined; }
  let depth = 0;
  for (let at = start + 1; at < source.length; at += 1) {
    const sign = source[at];
    if (sign === '"') {
      at += 1;
      while (at < source.length && source[at] !== '"') { at += source[at] === '\\' ? 2 : 1; }
    } else if (sign === '(' || sign === '{') { depth += 1; } else if (sign === ')' || sign === '}') {
      depth -= 1;
      if (depth === 0) { return at + 1; }
    }
  }
  return undefined;
}

function nameAt(source: string, at: number): string {
  NAME.lastIndex = at;
  return NAME.exec(source)?.[0] ?? '';
}

function after(source: string, mark: string, at: number): number {
  const found = source.indexOf(mark, at);
  return found < 0 ? source.length : found + mark.length;
}

function decoded(value: string): string {
  return value.replace(/&(\w+);/g, (entity, name) => ENTITIES[name] ?? entity);
}

/** All elements of a name, at any depth. */
export function everywhere(node: PolicyNode | undefined, name: string): PolicyNode[] {
  return node ? node.children.flatMap((child) => [...(child.name === name ? [child] : []), ...everywhere(child, name)]) : [];
}

/** Children of a name. */
export function childrenOf(node: PolicyNode | undefined, name: string): PolicyNode[] {
  return node ? node.children.filter((child) => child.name === name) : [];
}
