import { readFileSync } from 'fs';
import { join } from 'path';
import { platformTypesSource } from '../../../scripts/lib/platform-types';
import { PLATFORM_CONTROLS } from '../../../src/governance/controls/platform';
import { FRAMEWORKS } from '../../../src/governance/frameworks';
import { AWS_CELLS } from '../../patterns/customer-facing-api/aws-cells';
import { Cloud, CLOUDS, copyOf, judged } from './access-subjects';
import { ARCHITECTURE, Change, Changes, FOUNDED, KEPT } from './platform-weakened';

const ALL: Changes = { ...ARCHITECTURE, ...FOUNDED, ...KEPT };
const ids = PLATFORM_CONTROLS.map((c) => c.definition.id);
const wrong = (results: { outcome: string; control: string; address: string; message: string }[]) => results.filter(({ outcome }) => outcome !== 'pass' && outcome !== 'not applicable')
  .map((r) => `${r.control} ${r.outcome} ${r.address}: ${r.message}`);

describe.each(CLOUDS)('controls of the platform on %s', (cloud) => {
  test.each(['environment', 'foundation', 'mutualTls'] as const)('the example\'s %s passes', (which) => {
    expect(wrong(judged(cloud, which, copyOf(cloud, which), PLATFORM_CONTROLS))).toEqual([]);
  });

  test('each has something to say of the example', () => {
    const said = new Set((['environment', 'foundation'] as const).flatMap((which) => judged(cloud, which, copyOf(cloud, which), PLATFORM_CONTROLS))
      .filter(({ outcome, address }) => outcome === 'pass' || (outcome === 'not applicable' && address !== '')).map((r) => r.control));
    expect(ids.filter((id) => !said.has(id))).toEqual([]);
  });

  test.each(Object.entries(ALL).flatMap(([id, clouds]) => Object.keys(clouds[cloud] ?? {}).map((what) => [id, what] as const)))('%s notices: %s', (id, what) => {
    const given = ALL[id][cloud]![what];
    const { which = 'environment', change, outcome = 'fail' }: Change = typeof given === 'function' ? { change: given } : given;
    const tf = copyOf(cloud, which);
    change(tf);
    const control = PLATFORM_CONTROLS.filter(({ definition }) => definition.id === id);
    const results = judged(cloud, which, tf, control).filter((r) => r.outcome === outcome);
    expect(results.length).toBeGreaterThan(0);
    for (const { message } of results) { expect(message).not.toMatch(/undefined|\[object|NaN/); }
  });
});

test('text of programs is no reference, and no unresolved value', () => {
  const tf = copyOf('aws');
  Object.values<any>(tf.resource.aws_s3_object)[0].content = 'if (x === undefined) { log(`$${some_object.name} of ${"$"}`); } // NaN';
  const results = judged('aws', 'environment', tf, PLATFORM_CONTROLS.filter(({ definition: { id } }) => id.startsWith('values.')));
  expect(wrong(results)).toEqual([]);
});

test('every control is weakened on every cloud that it is for, at least once', () => {
  const never = PLATFORM_CONTROLS.flatMap(({ definition: { id, clouds = CLOUDS as unknown as Cloud[] } }) => clouds.filter((cloud) => Object.keys(ALL[id]?.[cloud as Cloud] ?? {}).length === 0).map((cloud) => `${id} ${cloud}`));
  expect(never).toEqual([]);
});

test('cards and clauses that controls name are there', () => {
  const properties = new Set(AWS_CELLS.map((cell) => cell.property));
  for (const { definition: { card, clauses = [] } } of PLATFORM_CONTROLS) {
    if (card !== undefined) { expect([...properties]).toContain(card); }
    for (const clause of clauses) { expect(FRAMEWORKS).toContain(clause.split(': ')[0]); }
  }
});

test('the types that Groundwork builds with are listed (npx tsx scripts/write-platform-types.ts)', () => {
  expect(readFileSync(join(__dirname, '..', '..', '..', 'src', 'governance', 'controls', 'platform-types.ts'), 'utf8')).toBe(platformTypesSource());
});
