import * as fc from 'fast-check';
import { isReferencesOnly } from '../../src/environment/host';
import { prepareReferences } from '../../src/environment/synthesis/prepare';
import { written } from './resolution-apps';
import { Program, Step, Value } from './resolution-program';

jest.mock('../../src/environment/synthesis/prepare', () => {
  const actual = jest.requireActual('../../src/environment/synthesis/prepare');
  return { prepareReferences: jest.fn(actual.prepareReferences) };
});

const key = fc.oneof({ weight: 6, arbitrary: fc.stringMatching(/^[a-z]{1,3}$/) }, fc.constantFrom('10', 'count', 'provider', 'lifecycle', 'tags', 'depends_on'));
const leaf = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constantFrom(null, undefined, {}, [], '${x}', '$${y}', 'ü'));

const named: fc.Arbitrary<Value> = fc.record({ kind: fc.constant('reference' as const), to: fc.nat(20), as: fc.constantFrom('string', 'fqn') });

/** Values without a token that runs code: the only ones that may be resolved on the straight way. */
const { value } = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('plain' as const), value: leaf }) },
    { weight: 6, arbitrary: fc.record({ kind: fc.constant('reference' as const), to: fc.nat(20), as: fc.constantFrom('string', 'string', 'string', 'number', 'any', 'fqn') }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('list' as const), items: fc.array(tie('value'), { maxLength: 3 }) }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('map' as const), entries: fc.array(fc.tuple(key, tie('value')), { maxLength: 3 }) }) },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('text' as const), before: fc.string(), inner: named, after: fc.string() }) },
  ) as fc.Arbitrary<Value>,
}));

const step: fc.Arbitrary<Step> = fc.record({
  stack: fc.nat(2),
  nest: fc.boolean(),
  element: fc.constantFrom('raw', 'raw', 'raw', 'data', 'output', 'variable'),
  id: fc.constantFrom('r', 'thing', 'Resource', 'Default', 'a b'),
  body: fc.array(fc.tuple(key, value), { maxLength: 4 }),
  extras: fc.subarray(['dependsOn', 'lifecycle', 'count', 'moved', 'name'], { maxLength: 2 }),
  overrides: fc.array(fc.tuple(fc.constantFrom('extra', 'extra.deep', 'tags', 'a'), value), { maxLength: 1 }),
});

const program: fc.Arbitrary<Program> = fc.record({
  // One stack has references to itself only; of several, some have references to others, and turn back from the straight way.
  stacks: fc.constantFrom(1, 1, 1, 2, 3),
  backwards: fc.boolean(),
  steps: fc.array(step, { maxLength: 8 }),
  overrides: fc.array(fc.record({ stack: fc.nat(2), path: fc.constantFrom('terraform.extra', 'provider.aws', 'resource.raw_thing'), value }), { maxLength: 1 }),
  aspects: fc.constant([]),
});

test('a stack that is resolved as soon as it is prepared is written as the host writes it', () => {
  const searched = jest.mocked(prepareReferences);
  let [straight, same, thrown] = [0, 0, 0];
  fc.assert(fc.property(program, (random) => {
    const expected = written(random, () => false);
    searched.mockClear();
    const actual = written(random, () => true);
    fc.pre(!/is no name that Terraform takes/.test(actual.error ?? ''));
    if (searched.mock.calls.length === 0) { straight++; }
    if (expected.error === undefined) { same++; } else { thrown++; }
    expect(actual.error === undefined).toBe(expected.error === undefined);
    expect(actual.files).toEqual(expected.files);
  }), { numRuns: Number(process.env.RUNS ?? 400), interruptAfterTimeLimit: Number(process.env.LIMIT ?? 10_000) });
  expect(isReferencesOnly()).toBe(true);
  expect({ same: same > thrown, straight: straight > 50 }).toEqual({ same: true, straight: true });
});
