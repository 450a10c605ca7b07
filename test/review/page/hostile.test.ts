import * as fc from 'fast-check';
import { fleetEntry, renderFleet, renderPage } from '../../../src/review/page';
import { visible } from '../../../src/review/page/html';
import { tagsOf, textOf } from './markup';
import { rich } from './rich';

const ATTACKS = [
  '<script>alert(1)</script>', '</script><script>alert(1)</script>', '</style><img src=x onerror=alert(1)>', '"><svg onload=alert(1)>', "' onmouseover='alert(1)", ']]><script>alert(1)</script>',
  '<!--', '-->', '&lt;script&gt;', '\u202Egnp.exe', '\u2066hidden\u2069', '\u200B', '\u0000', '\uD800', '</title><script>', 'javascript:alert(1)', '{{constructor}}', '`${1}`', '\r\n\t', '&amp;&#x3C;', '<a href="https://evil.example">',
];
const hostile = fc.oneof(fc.constantFrom(...ATTACKS), fc.fullUnicodeString({ maxLength: 20 }), fc.array(fc.constantFrom(...ATTACKS), { minLength: 2, maxLength: 4 }).map((x) => x.join('')));

const ELEMENTS = new Set(['html', 'head', 'meta', 'title', 'style', 'script', 'body', 'a', 'header', 'h1', 'h2', 'h3', 'p', 'dl', 'div', 'dt', 'dd', 'nav', 'ul', 'ol', 'li', 'main', 'section', 'span', 'strong', 'em', 'b', 'br', 'wbr', 'code',
  'table', 'caption', 'thead', 'tbody', 'tr', 'th', 'td', 'details', 'summary', 'figure', 'svg', 'g', 'path', 'rect', 'text', 'tspan', 'circle', 'line', 'polygon', 'polyline']);

/** What a browser would make of it is what we wrote: no element, no attribute and no address that comes from a name. */
function expectOurs(page: string): void {
  for (const { name, attributes } of tagsOf(page)) {
    expect(ELEMENTS).toContain(name);
    for (const [key, value] of Object.entries(attributes)) {
      expect(key).toMatch(/^[a-zA-Z-]+$/);
      expect(key).not.toMatch(/^on|^style$|^src/);
      if (key === 'href') { expect(value).toMatch(/^#|^[^:"<>\s]+\/index\.html$/); }
    }
  }
  expect(page.match(/<script/g)).toHaveLength(1);
  expect(page.match(/<\/script/g)).toHaveLength(1);
  expect(page.match(/<\/style/g)).toHaveLength(1);
  expect(page).not.toContain('<!--');
  expect(page.replace(/[\n\t]/g, '')).not.toMatch(/[\p{Cf}\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u);
}

describe('Hostile names', () => {
  test('a page made of them has only our own elements and attributes, and no character that hides', () => {
    fc.assert(fc.property(hostile, (name) => expectOurs(renderPage(rich({ resources: 24, name })))), { numRuns: 60 });
  });

  test('so has the index', () => {
    fc.assert(fc.property(hostile, (name) => expectOurs(renderFleet([fleetEntry(rich({ resources: 12, name }))]))), { numRuns: 60 });
  });

  test('the name is still readable', () => {
    expect(textOf(renderPage(rich({ resources: 12, name: '<script>' })))).toContain('orders-production<script>');
    expect(textOf(renderPage(rich({ resources: 12, name: '\u202Egnp.exe' })))).toContain('orders-production⟨U+202E⟩gnp.exe');
  });

  test('characters that hide are shown by their number, lines and tabs stay', () => {
    expect(visible('a\u202Eb\u0000c\n\td')).toBe('a⟨U+202E⟩b⟨U+0000⟩c\n\td');
  });

  test('a secret in a name is not printed', () => {
    const key = 'AKIAIOSFODNN7EXAMPLE';
    const page = renderPage(rich({ resources: 12, name: ` ${key}` }));
    expect(page.split(key).slice(1).map((after) => after.slice(0, 60))).toEqual([]);
    expect(renderFleet([fleetEntry(rich({ resources: 12, name: ` ${key}` }))]).split(key).slice(1).map((after) => after.slice(0, 60))).toEqual([]);
  });
});
