import { CONTRACT } from '../../../patterns/customer-facing-api/contract';
import { InputKind, PatternContract } from '../../../src/governance/pattern-contract';
import { coveringVariants } from '../../../src/governance/shape/covering';
import { inputAt, pathsOf, withInput } from '../../../src/governance/shape/input-paths';
import { givenVariants, inputsOf, shapesFor, structuralOf, variantOf, variantsOf } from '../../../src/governance/shape/variants';

const part = (path: string, samples: any[] = [{}], more = {}) => ({ path, kind: InputKind.STRUCTURAL, samples, ...more });
const value = (path: string, one: any, other: any, more = {}) => ({ path, kind: InputKind.VALUE, samples: [one, other], ...more });

const SHOP: PatternContract = {
  inputs: [
    part('store'), part('store.index', [{ by: 'name' }]), part('tier', ['basic', 'full']), value('store.days', 1, 2), value('name', 'a', 'b', { required: true }),
    value('issuer', 'x', 'y', { required: true, unless: 'store' }), value('store.index.by', 'name', 'date', { required: true }), value('port', 80, 81),
  ],
};

it('variants are the choices of structural inputs; one in another needs the other', () => {
  expect(variantsOf(SHOP)).toEqual([
    '-', 'store', 'store+store.index', 'store+store.index+tier=basic', 'store+store.index+tier=full', 'store+tier=basic', 'store+tier=full', 'tier=basic', 'tier=full',
  ]);
  expect(variantsOf({ inputs: [] })).toEqual(['-']);
  expect(variantsOf({ inputs: [part('store', [{}], { required: true })] })).toEqual(['store']);
  expect(variantsOf(CONTRACT)).toHaveLength(64);
});

it('the variant of inputs is the variant that the inputs were made for', () => {
  for (const contract of [SHOP, CONTRACT]) {
    for (const variant of variantsOf(contract)) { expect(variantOf(contract, inputsOf(contract, variant))).toBe(variant); }
  }
});

it('values change no variant; a choice that nobody knows is one that no lock has', () => {
  expect(variantOf(SHOP, { name: 'z', port: 5, store: { days: 9 } })).toBe('store');
  expect(variantOf(SHOP, { tier: 'gold' })).toBe('tier=?');
  expect(variantsOf(SHOP)).not.toContain('tier=?');
  expect(variantOf(SHOP, { store: undefined, tier: null })).toBe('-');
  expect(variantOf(SHOP, undefined)).toBe('-');
});

it('a variant is made with what it needs and no more', () => {
  expect(inputsOf(SHOP, '-')).toEqual({ name: 'a', issuer: 'x' });
  expect(inputsOf(SHOP, 'store')).toEqual({ name: 'a', store: {} });
  expect(inputsOf(SHOP, 'store+store.index+tier=full')).toEqual({ name: 'a', store: { index: { by: 'name' } }, tier: 'full' });
});

it('with every value given there is every value of the parts that are there', () => {
  expect(givenVariants(SHOP)).toEqual(['given:-', 'given:store+store.index+tier=basic']);
  expect(inputsOf(SHOP, 'given:-')).toEqual({ name: 'a', issuer: 'x', port: 80 });
  expect(inputsOf(SHOP, 'given:store+store.index+tier=basic')).toEqual({ name: 'a', issuer: 'x', port: 80, tier: 'basic', store: { days: 1, index: { by: 'name' } } });
  expect(shapesFor(SHOP, { store: {} })).toEqual(['store', 'given:-', 'given:store+store.index+tier=basic']);
});

it('more than 1,000 variants are refused', () => {
  const many = (count: number): PatternContract => ({ inputs: [...Array(count).keys()].map((i) => part(`part${i}`)) });
  expect(variantsOf(many(9))).toHaveLength(512);
  expect(() => variantsOf(many(10))).toThrow('more than 1000 variants');
});

it('every combination of three structural inputs is in a variant that the controls look at', () => {
  for (const contract of [SHOP, CONTRACT]) {
    const inputs = structuralOf(contract).map(({ path }) => path);
    const seen = (variants: string[]): Set<string> => new Set(variants.flatMap((variant) => {
      const names = variant.split('+');
      const choice = (path: string) => names.find((name) => name.split('=')[0] === path) ?? 'no';
      return inputs.flatMap((a, i) => inputs.slice(i + 1).flatMap((b, j) => inputs.slice(i + j + 2).map((c) => `${a} ${choice(a)} ${b} ${choice(b)} ${c} ${choice(c)}`)));
    }));
    const covering = coveringVariants(contract);
    expect([...seen(variantsOf(contract))].filter((one) => !seen(covering).has(one))).toEqual([]);
    expect(variantsOf(contract)).toEqual(expect.arrayContaining(covering));
  }
  expect(coveringVariants(CONTRACT).length).toBeLessThan(20);
  expect(coveringVariants({ inputs: [] })).toEqual(['-']);
});

it('inputs are found and set by their paths', () => {
  expect(inputAt({ a: { b: [1] } }, 'a.b')).toEqual([1]);
  expect(inputAt({ a: 'text' }, 'a.length')).toBeUndefined();
  expect(inputAt({}, 'constructor')).toBeUndefined();
  const inputs = { a: { b: 1 } };
  expect(withInput(inputs, 'a.c.d', 2)).toEqual({ a: { b: 1, c: { d: 2 } } });
  expect(withInput(inputs, 'a.b', undefined)).toEqual({ a: {} });
  expect(inputs).toEqual({ a: { b: 1 } });
  expect(pathsOf({ a: { b: 1, c: {} }, d: [{ e: 1 }] })).toEqual(['a.b', 'a.c', 'd']);
});
