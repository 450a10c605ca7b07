import * as fc from 'fast-check';
import { tagsOf } from './markup';

const ATTACKS = [
  '<script>alert(1)</script>', '</script><script>alert(1)</script>', '</style><img src=x onerror=alert(1)>', '"><svg onload=alert(1)>', "' onmouseover='alert(1)", ']]><script>alert(1)</script>',
  '<!--', '-->', '&lt;script&gt;', '\u202Egnp.exe', '\u2066hidden\u2069', '\u200B', '\u0000', '\uD800', '</title><script>', 'javascript:alert(1)', '{{constructor}}', '`${1}`', '\r\n\t', '&amp;&#x3C;', '<a href="https://evil.example">',
];
/** Names that somebody hostile would give. */
export const HOSTILE = fc.oneof(fc.constantFrom(...ATTACKS), fc.fullUnicodeString({ maxLength: 20 }), fc.array(fc.constantFrom(...ATTACKS), { minLength: 2, maxLength: 4 }).map((x) => x.join('')));

const ELEMENTS = new Set(['html', 'head', 'meta', 'title', 'style', 'script', 'body', 'a', 'header', 'h1', 'h2', 'h3', 'p', 'dl', 'div', 'dt', 'dd', 'nav', 'ul', 'ol', 'li', 'main', 'section', 'span', 'strong', 'em', 'b', 'br', 'wbr', 'code',
  'table', 'caption', 'thead', 'tbody', 'tr', 'th', 'td', 'details', 'summary', 'figure', 'svg', 'g', 'path', 'rect', 'text', 'tspan', 'circle', 'line', 'polygon', 'polyline', 'time']);

/** What a browser would make of it is what we wrote: no element, no attribute and no address that comes from a name. */
export function expectOurs(page: string): void {
  for (const { name, attributes } of tagsOf(page)) {
    expect(ELEMENTS).toContain(name);
    for (const [key, value] of Object.entries(attributes)) {
      expect(key).toMatch(/^[a-zA-Z-]+$/);
      expect(key).not.toMatch(/^on|^style$|^src/);
      if (key === 'href') { expect(value).toMatch(/^#|^[^:"<>\s]+\/index\.html$|^[.][^:"<>\s]+\/(controls\.csv|controls\.md|assessment-results\.json)$/); }
    }
  }
  expect(page.match(/<script/g)).toHaveLength(1);
  expect(page.match(/<\/script/g)).toHaveLength(1);
  expect(page.match(/<\/style/g)).toHaveLength(1);
  expect(page).not.toContain('<!--');
  expect(page.replace(/[\n\t]/g, '')).not.toMatch(/[\p{Cf}\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u);
}
