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

/** Reads XML of elements, attributes in double quotes and text; throws where it is not well-formed. */
export function parseXml(source: string): XmlElement {
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
