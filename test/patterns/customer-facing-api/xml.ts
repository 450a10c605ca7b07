/** An element of a policy document. */
export interface Element {
  readonly name: string;
  readonly attributes: { readonly [name: string]: string };
  readonly children: Element[];
  /** Text of the element itself. */
  text: string;
}

const ENTITIES: { readonly [name: string]: string } = { quot: '"', apos: "'", lt: '<', gt: '>', amp: '&' };
const TAG = /<(\/?)([A-Za-z][\w-]*)((?:\s+[\w-]+="[^"]*")*)\s*(\/?)>/g;

function decoded(text: string): string {
  return text.replace(/&(\w+);/g, (_, name) => ENTITIES[name]);
}

/** Policy expressions (`@(…)`) stand in a document as they are: API Management escapes them itself. */
function escapeExpressions(source: string): string {
  const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
  return source.replace(/(=")(@\(.*?\))("(?=\s|\/?>))|(>)(@\(.*?\))(<\/)/g,
    (_, before, attribute, after, open, text, close) => (attribute ? before + escaped(attribute) + after : open + escaped(text) + close));
}

/** Reads the XML that our policies are: elements, attributes, text; no comments, no CDATA. Throws where a tag is left open. */
export function parseXml(document: string): Element {
  const source = escapeExpressions(document);
  const open: Element[] = [{ name: '', attributes: {}, children: [], text: '' }];
  let end = 0;
  for (const [tag, closing, name, attributes, empty] of source.matchAll(TAG)) {
    const at = source.indexOf(tag, end);
    open[open.length - 1].text += decoded(source.slice(end, at)).trim();
    end = at + tag.length;
    if (closing) {
      if (open.pop()!.name !== name) { throw new Error(`</${name}> closes nothing`); }
      continue;
    }
    const pairs = [...attributes.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, key, value]) => [key, decoded(value)]);
    const element: Element = { name, attributes: Object.fromEntries(pairs), children: [], text: '' };
    open[open.length - 1].children.push(element);
    if (!empty) { open.push(element); }
  }
  if (open.length !== 1) { throw new Error(`<${open[open.length - 1].name}> is left open`); }
  return open[0].children[0];
}

/** Children by name. */
export function children(element: Element, name: string): Element[] {
  return element.children.filter((child) => child.name === name);
}

/** The only child of a name. */
export function child(element: Element, name: string): Element {
  const found = children(element, name);
  if (found.length !== 1) { throw new Error(`<${element.name}> has ${found.length} of <${name}>`); }
  return found[0];
}
