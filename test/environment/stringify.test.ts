import * as fc from 'fast-check';
import { sortKeys, stringify } from '../../src/environment/stringify';

const hostStringify = require(require.resolve('json-stable-stringify', { paths: [require.resolve('cdktf')] }));
const host = (value: any) => hostStringify(value, { space: 2 });

const text = fc.oneof(fc.string(), fc.constantFrom('{}', '[]', '[],', 'a {}\n', '{}\n', '\u0001', '\u2028', '\ud800', '"{}"', ': {}'));
const key = fc.oneof(fc.string(), fc.constantFrom('10', '9', '01', '-1', '4294967296', '__proto__x', 'A', 'a', '//', 'ü'));
const { value } = fc.letrec((tie) => ({
  value: fc.oneof({ depthSize: 'medium' }, text, fc.integer(), fc.double({ noNaN: true }), fc.boolean(), fc.constant(null), fc.array(tie('value'), { maxLength: 4 }), fc.dictionary(key, tie('value'), { maxKeys: 5 })),
}));

/** The same, with every object's keys in order, and all of these objects. */
function inOrder(given: any, known: Set<object>): any {
  if (given === null || typeof given !== 'object') { return given; }
  if (Array.isArray(given)) { return given.map((v) => inOrder(v, known)); }
  const made = Object.fromEntries(Object.keys(given).sort().map((k) => [k, inOrder(given[k], known)]));
  known.add(made);
  return made;
}

describe('the text of a stack', () => {
  test('is what the host writes', () => {
    fc.assert(fc.property(value, (given) => { expect(stringify(given)).toBe(host(given)); }), { numRuns: 2000 });
  });

  test.each([
    ['empty lists and objects, also of nothing but undefined', { a: [], b: {}, c: { d: undefined }, e: [{}, [], [[]]] }],
    ['keys that look like an index', { b: { 10: 1, 9: 2, a: 3 }, a: { 1: [] } }],
    ['dates in lists', { a: [new Date(0), { b: new Date(1) }] }],
    ['undefined in lists and objects', { a: [undefined, 1], b: undefined }],
    ['texts that end like an empty list', { a: '{}', b: ['[]', '{},\n'], c: '": {}' }],
    ['many keys', Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`k${(i * 7) % 40}`, i]))],
  ])('%s', (_, given) => {
    expect(stringify(given)).toBe(host(given));
  });

  test('objects known to be in order are taken as they are', () => {
    fc.assert(fc.property(fc.dictionary(fc.stringMatching(/^[a-z]{1,3}$/), fc.dictionary(fc.stringMatching(/^[a-z]{1,3}$/), fc.oneof(text, fc.constant({}), fc.constant([])))), (given) => {
      const known = new Set<object>();
      const ordered = inOrder(given, known);
      expect(stringify(ordered, known)).toBe(host(given));
    }), { numRuns: 300 });
  });

  test('keys are sorted as the engine does', () => {
    fc.assert(fc.property(fc.array(fc.string(), { maxLength: 30 }), (keys) => { expect(sortKeys([...keys])).toEqual([...keys].sort()); }), { numRuns: 500 });
  });
});
