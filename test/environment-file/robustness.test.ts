import * as fc from 'fast-check';
import { readFileSync } from 'fs';
import { join } from 'path';
import { parseDocument, stringify } from 'yaml';
import { GroundworkError } from '../../src/errors';
import { ACME, Workplace } from './support';

const place = new Workplace();
const example = readFileSync(join(ACME, 'environment.yaml'), 'utf8');
const value = parseDocument(example).toJS();

/** Every place of the example, as a list of steps. */
function places(node: unknown, path: (string | number)[] = []): (string | number)[][] {
  const below = Array.isArray(node) ? node.map((item, i) => [i, item] as const) : typeof node === 'object' && node !== null ? Object.entries(node) : [];
  return [...(path.length > 0 ? [path] : []), ...below.flatMap(([key, item]) => places(item, [...path, key]))];
}

const junk = fc.oneof(
  fc.constantFrom<unknown>(null, true, 0, -1, 1e30, '', ' ', 'x'.repeat(300), '${var.x}', 'ünïcødé\u0000', [], {}, [[]], [null], { a: 1 }, 'a: b', '<script>'),
  fc.string(), fc.integer(), fc.double({ noNaN: true }), fc.dictionary(fc.string(), fc.string(), { maxKeys: 3 }),
);

test('whatever stands in the place of a value, the answer is a list of faults with places, or Terraform', () => {
  const all = places(value);
  const changes = fc.array(fc.tuple(fc.constantFrom(...all), junk, fc.constantFrom('replace', 'delete', 'rename')), { minLength: 1, maxLength: 3 });
  fc.assert(fc.property(changes, (edits) => {
    const document = parseDocument(example);
    for (const [path, other, how] of edits) {
      if (!document.hasIn(path)) { continue; }
      if (how !== 'replace') { document.deleteIn(path); }
      if (how === 'rename') { document.setIn([...path.slice(0, -1), typeof path[path.length - 1] === 'number' ? 0 : `${path[path.length - 1]}x`], other); }
      if (how === 'replace') { document.setIn(path, document.createNode(other)); }
    }
    const file = place.write('environment.yaml', stringify(document));
    try {
      place.synthesize([file], { 'groundwork:review': 'off' });
    } catch (error) {
      if (!(error instanceof GroundworkError)) { throw error; }
      expect(error.faults.length).toBeGreaterThan(0);
      expect(error.faults.filter((fault) => !/^[^\n]*\.yaml:\d+:\d+/.test(fault.where) || /undefined|\[object|TypeError|not a function/.test(fault.problem))).toEqual([]);
    }
  }), { numRuns: 60, examples: [[[[['patterns', 0, 'inputs'], null, 'replace']]], [[[['patterns'], {}, 'replace']]], [[[['standards'], '.', 'replace']]], [[[['patterns', 0, 'inputs', 'openapi'], '.', 'replace']]]] });
});

test('whatever is cut out of the text, the faults have places', () => {
  fc.assert(fc.property(fc.nat(example.length - 1), fc.nat(200), fc.constantFrom('', '"', '{', '\t', '- ', ': ', '&a *a', '---\n', '%', '\u0000'), (start, length, put) => {
    const file = place.write('environment.yaml', example.slice(0, start) + put + example.slice(start + length));
    try {
      place.synthesize([file], { 'groundwork:review': 'off' });
    } catch (error) {
      if (!(error instanceof GroundworkError)) { throw error; }
      expect(error.faults.filter((fault) => !/\.yaml:\d+:\d+/.test(fault.where))).toEqual([]);
    }
  }), { numRuns: 60 });
});
