import * as fc from 'fast-check';
import { code, escape, fit, fold, marker, table } from '../../src/review/markdown/text';

const hostile = fc.oneof(fc.fullUnicodeString({ maxLength: 60 }), fc.stringOf(fc.constantFrom(...'`|\\*_[]()<>&!@#\n\r ~$-:/.aw1'), { maxLength: 60 }));

describe('untrusted text in a comment', () => {
  test('never begins markup, HTML, a mention, a reference, a link or a new line', () => {
    fc.assert(fc.property(hostile, (text) => {
      const written = escape(text);
      expect(written).not.toMatch(/[\r\n]/);
      expect(written.replace(/\\./g, '')).not.toMatch(/[`*_[\]<>|~$!]/);
      expect(written).not.toMatch(/[@#]\w/);
      expect(written).not.toMatch(/[a-z]:\/\//i);
    }), { numRuns: 500 });
  });

  test('in code, no run of backticks ends it, no bar ends the cell', () => {
    fc.assert(fc.property(hostile, (text) => {
      const written = code(text);
      const [, fence, inner] = /^(`+)([^]*?)\1$/.exec(written) ?? [];
      expect(fence).toBeDefined();
      expect((inner.match(/`+/g) ?? []).every((run) => run.length !== fence.length)).toBe(true);
      expect(inner.replace(/\\[\\|]/g, '')).not.toContain('|');
      expect(written).not.toMatch(/[\r\n]/);
    }), { numRuns: 500 });
    expect(code('a\\|b')).toBe('`a\\\\\\|b`');
  });

  test('direction marks are shown as what they are', () => {
    expect(escape('user\u202Egnp.exe')).toBe('user\ufffdgnp.exe');
  });
});

describe('the profile of the place', () => {
  test('Bitbucket gets no HTML: headings for folds, no marker', () => {
    expect(fold('bitbucket', 'Cost', 'x') + marker('bitbucket', 'a')).not.toMatch(/[<>]/);
    expect(fold('github', 'Cost', 'x')).toContain('</summary>\n\n');
    expect(marker('gitlab', 'a --> <b>')).toBe('<!-- groundwork:a - -b- -->\n');
  });

  test('what does not fit is left out from the end, and counted', () => {
    const sections = ['verdict', ...Array.from({ length: 50 }, (_, i) => `section ${i} ${'x'.repeat(100)}`)];
    const text = fit(sections, 2000, 1, 'index.html');
    expect(text.length).toBeLessThanOrEqual(2000);
    expect(text).toMatch(/^verdict\n/);
    const shown = (text.match(/section \d+/g) ?? []).length;
    expect(text).toContain(`${50 - shown} more sections in index.html.`);
    expect(table(['a'], [['b']])).toBe('| a |\n|---|\n| b |');
  });
});
