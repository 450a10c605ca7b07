/** An element of a document: name, attributes, child elements, and its text. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: { readonly [name: string]: string };
  readonly children: XmlElement[];
  readonly text: string;
}

const ENTITIES: { readonly [name: string]: string } = { amp: '&', lt: '<', gt: '>', quot: '"', apos: '\'' };

function unescape(text: string): string {
  if (/&(?!(amp|lt|gt|quot|apos);)/.test(text) || text.includes('<')) { throw new Error(`not escaped: ${text}`); }
  return text.replace(/&([a-z]+);/g, (_, name) => ENTITIES[name]);
}

/** Where the policy expression that begins at `from` (`@(`) ends: behind the bracket that closes it, outside texts of C#. */
function endOfExpression(source: string, from: number): number {
  let depth = 0;
  for (let i = from + 1; i < source.length; i += 1) {
    if (source[i] === '"') {
      for (i += 1; source[i] !== '"'; i += 1) { if (source[i] === '\\') { i += 1; } }
    }
    if (source[i] === '(') { depth += 1; }
    if (source[i] === ')') { depth -= 1; }
    if (depth === 0) { return i + 1; }
  }
  throw new Error(`expression without end at ${from}`);
}

/** The document with its expressions escaped, as API Management does it with the format `rawxml`. One that is escaped already is refused. */
function cooked(source: string): string {
  let out = '';
  let at = 0;
  for (const match of source.matchAll(/(?<=[">])@\(/g)) {
    if (match.index < at) { continue; }
    const end = endOfExpression(source, match.index);
    const expression = source.slice(match.index, end);
    if (/&(amp|lt|gt|quot);/.test(expression)) { throw new Error(`escaped twice: ${expression}`); }
    out += source.slice(at, match.index) + expression.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
    at = end;
  }
  return out + source.slice(at);
}

/** Reads XML of elements, attributes in double quotes and text; throws where it is not well-formed. Policy expressions stand in it as they are. */
export function parseXml(raw: string): XmlElement {
  const source = cooked(raw);
  let at = 0;
  const fail = (what: string): never => { throw new Error(`${what} at ${at}: ${source.slice(at, at + 60)}`); };
  const take = (pattern: RegExp): RegExpExecArray | undefined => {
    const sticky = new RegExp(pattern, 'y');
    sticky.lastIndex = at;
    const match = sticky.exec(source);
    if (match) { at = sticky.lastIndex; }
    return match ?? undefined;
  };
  const readElement = (): XmlElement => {
    const name = (take(/<([a-z][a-z0-9-]*)/) ?? fail('no element'))[1];
    const attributes: { [name: string]: string } = {};
    for (let pair = take(/\s+([A-Za-z-]+)="([^"]*)"/); pair; pair = take(/\s+([A-Za-z-]+)="([^"]*)"/)) {
      if (pair[1] in attributes) { fail(`attribute ${pair[1]} twice`); }
      attributes[pair[1]] = unescape(pair[2]);
    }
    if (take(/\s*\/>/)) { return { name, attributes, children: [], text: '' }; }
    take(/\s*>/) ?? fail('no end of tag');
    const children: XmlElement[] = [];
    let text = '';
    while (!source.startsWith('</', at)) {
      if (source[at] === '<') { children.push(readElement()); continue; }
      text += unescape((take(/[^<]+/) ?? fail('no end'))[0]);
    }
    if (!take(new RegExp(`</${name}>`))) { fail(`no end of ${name}`); }
    return { name, attributes, children, text: children.length === 0 ? text : '' };
  };
  const root = readElement();
  take(/\s*/);
  if (at !== source.length) { fail('text behind the document'); }
  return root;
}
