/** One start tag of a page, as a browser would read it. */
export interface Tag { readonly name: string; readonly attributes: { readonly [name: string]: string } }

/** Every start tag, outside of style and script. Enough of HTML's rules for a page that closes its quotes; a test holds that it does. */
export function tagsOf(page: string): Tag[] {
  const text = page.replace(/<(style|script)>[^]*?<\/\1>/g, '<$1></$1>');
  const tags: Tag[] = [];
  for (const [, name, rest] of text.matchAll(/<([a-zA-Z][^\s/>]*)((?:[^>"]|"[^"]*")*)>/g)) {
    const attributes: { [name: string]: string } = {};
    for (const [, key, value] of rest.matchAll(/([^\s="/]+)(?:="([^"]*)")?/g)) { attributes[key] = value ?? ''; }
    tags.push({ name: name.toLowerCase(), attributes });
  }
  return tags;
}

/** What a reader reads: without tags, style, script; entities decoded. */
export function textOf(page: string): string {
  return page.replace(/<(style|script)>[^]*?<\/\1>/g, ' ').replace(/<wbr>/g, '').replace(/<[^>]*>/g, ' ')
    .replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&#39;/g, "'").replace(/&amp;/g, '&').replace(/\s+/g, ' ');
}

/** The text of one section. */
export function sectionOf(page: string, id: string): string {
  const start = page.indexOf(`<section id="${id}"`);
  return start < 0 ? '' : page.slice(start, page.indexOf('</section>', start));
}
