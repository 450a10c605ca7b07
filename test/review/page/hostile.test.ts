import * as fc from 'fast-check';
import { fleetEntry, renderFleet, renderPage } from '../../../src/review/page';
import { visible } from '../../../src/review/page/html';
import { expectOurs, HOSTILE } from './hostile';
import { textOf } from './markup';
import { rich } from './rich';

describe('Hostile names', () => {
  test('a page made of them has only our own elements and attributes, and no character that hides', () => {
    fc.assert(fc.property(HOSTILE, (name) => expectOurs(renderPage(rich({ resources: 24, name })))), { numRuns: 60 });
  });

  test('so has the index', () => {
    fc.assert(fc.property(HOSTILE, (name) => expectOurs(renderFleet([fleetEntry(rich({ resources: 12, name }))]))), { numRuns: 60 });
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
