import * as fc from 'fast-check';
import { Difference } from '../../src/governance/differences';
import { TIGHTENINGS, tightens } from '../../src/governance/tightenings';
import { approvedIn } from './tamper/environments';
import { ZONES } from './tamper/judged';

const ALL = Object.entries(TIGHTENINGS).flatMap(([type, args]) => Object.entries(args).map(([argument, order]) => [type === '*' ? 'aws_kms_key' : type, argument, order] as const));
const changed = (type: string, argument: string, approved: any, actual: any): Difference => ({ kind: 'changed', address: `${type}.x`, argument, approved, actual });
const isRange = (order: any): order is { more?: true; from: number; to: number } => typeof order === 'object' && !Array.isArray(order);

describe.each(ALL)('%s.%s', (type, argument, order) => {
  test('is tightened in one direction only, within what the provider takes', () => {
    if (typeof order === 'boolean') {
      expect([tightens(changed(type, argument, !order, order)), tightens(changed(type, argument, undefined, order))]).toEqual([true, true]);
      expect([!order, undefined, null, String(order), `\${var.x}`].map((actual) => tightens(changed(type, argument, order, actual)))).toEqual([false, false, false, false, false]);
    } else if (isRange(order)) {
      const [worst, best] = order.more ? [order.from, order.to] : [order.to, order.from];
      const beyond = order.more ? order.to + 1 : order.from - 1;
      expect([tightens(changed(type, argument, worst, best)), tightens(changed(type, argument, `${worst}s`, `${best}s`))]).toEqual([true, true]);
      expect([[best, worst], [worst, beyond], [worst, 0], [worst, -1], [0, best], [undefined, best], [worst, undefined], [worst, `\${var.days}`], [worst, [best]]]
        .map(([a, b]) => tightens(changed(type, argument, a, b)))).toEqual(Array(9).fill(false));
    } else {
      const scale = order as readonly string[];
      expect(tightens(changed(type, argument, scale[0], scale[scale.length - 1]))).toBe(true);
      expect([[scale[1], scale[0]], ['x', scale[1]], [scale[0], 'x'], [undefined, scale[1]]].map(([a, b]) => tightens(changed(type, argument, a, b)))).toEqual([false, false, false, false]);
    }
  });

  test('is none as a whole, of another type, beside it or in a data source', () => {
    const [approved, actual] = typeof order === 'boolean' ? [!order, order] : isRange(order) ? (order.more ? [order.from, order.to] : [order.to, order.from]) : [(order as any)[0], (order as any)[1]];
    const right = changed(type, argument, approved, actual);
    const wrong: Difference[] = [
      { ...right, kind: 'added' }, { ...right, kind: 'removed' }, { ...right, argument: undefined }, { ...right, argument: `${argument}x` }, { ...right, argument: `more.${argument}` },
      { ...right, address: `data.${type}.x` }, { ...right, address: 'output.x' }, ...(argument.startsWith('lifecycle') ? [] : [{ ...right, address: `other_${type}.x` }]),
    ];
    expect(wrong.filter(tightens)).toEqual([]);
  });
});

test('whatever is changed in an approved environment, nothing that is not listed is tightened', () => {
  const leaves = ZONES.flatMap((zone) => Object.entries<any>(approvedIn(zone).terraform.resource).flatMap(([type, named]) => Object.values<any>(named)
    .flatMap((body) => leavesOf(body).map(([argument, value]) => ({ type, argument, value })))));
  const value = fc.oneof(fc.anything(), fc.integer(), fc.boolean(), fc.constantFrom('TLS1_3', 'ACTIVE', '8640000s', '30', null, undefined));
  fc.assert(fc.property(fc.constantFrom(...leaves), value, fc.boolean(), ({ type, argument, value: approved }, other, back) => {
    const difference = back ? changed(type, argument, other, approved) : changed(type, argument, approved, other);
    const plain = argument.replace(/\.\d+(?=\.|$)/g, '');
    const listed = plain in (TIGHTENINGS[type] ?? {}) || plain in TIGHTENINGS['*'];
    if (tightens(difference)) { expect({ type, plain, listed }).toEqual({ type, plain, listed: true }); }
  }), { numRuns: 5000 });
  expect(leaves.length).toBeGreaterThan(1000);
});

test.each(['__proto__', 'constructor', 'toString'])('a type or an argument called %s is none', (name) => {
  expect([tightens(changed(name, 'length', 0, 1)), tightens(changed('aws_lb', name, false, true)), tightens(changed(name, name, false, true))]).toEqual([false, false, false]);
});

function leavesOf(value: any, at = ''): [string, any][] {
  if (value === null || typeof value !== 'object') { return [[at, value]]; }
  return Object.entries(value).filter(([key]) => key !== '//').flatMap(([key, item]) => leavesOf(item, at === '' ? key : `${at}.${key}`));
}
