import { SETTING_CONTROLS } from '../../../src/governance/controls/settings';
import { FRAMEWORKS } from '../../../src/governance/frameworks';
import { Cloud, CLOUDS, copyOf, judged } from './access-subjects';
import { SETTINGS } from './settings-weakened';
import { Change } from './platform-weakened';

const cloudsOf = (clouds?: readonly string[]) => CLOUDS.filter((cloud) => clouds?.includes(cloud) ?? true);

describe.each(CLOUDS)('controls of single settings on %s', (cloud) => {
  test.each(['environment', 'foundation', 'mutualTls'] as const)('the example\'s %s passes', (which) => {
    const wrong = judged(cloud, which, copyOf(cloud, which), SETTING_CONTROLS).filter(({ outcome }) => outcome !== 'pass' && outcome !== 'not applicable');
    expect(wrong.map((r) => `${r.control} ${r.outcome} ${r.address}: ${r.message}`)).toEqual([]);
  });

  test('each has something to say of the example', () => {
    const said = new Set(judged(cloud, 'environment', copyOf(cloud), SETTING_CONTROLS).filter(({ outcome }) => outcome === 'pass').map((r) => r.control));
    expect(SETTING_CONTROLS.filter(({ definition: { id, clouds } }) => cloudsOf(clouds).includes(cloud) && !said.has(id)).map((one) => one.definition.id)).toEqual([]);
  });

  test.each(Object.entries(SETTINGS).flatMap(([id, clouds]) => Object.keys(clouds[cloud] ?? {}).map((what) => [id, what] as const)))('%s notices: %s', (id, what) => {
    const given = SETTINGS[id][cloud]![what];
    const { which = 'environment', change, outcome = 'fail' }: Change = typeof given === 'function' ? { change: given } : given;
    const tf = copyOf(cloud, which);
    change(tf);
    const results = judged(cloud, which, tf, SETTING_CONTROLS.filter(({ definition }) => definition.id === id)).filter((r) => r.outcome === outcome);
    expect(results.length).toBeGreaterThan(0);
    for (const { message } of results) { expect(message).not.toMatch(/undefined|\[object|NaN/); }
  });
});

test('every control is weakened on every cloud that it is for, at least once', () => {
  const never = SETTING_CONTROLS.flatMap(({ definition: { id, clouds } }) => cloudsOf(clouds).filter((cloud) => Object.keys(SETTINGS[id]?.[cloud as Cloud] ?? {}).length === 0).map((cloud) => `${id} ${cloud}`));
  expect(never).toEqual([]);
});

test.each(SETTING_CONTROLS.map(({ definition }) => [definition.id, definition] as const))('%s is told in whole', (id, { title, why, mend, scanners = [], clauses = [], parameters = [] }) => {
  expect(id).toMatch(/^[a-z]+\.[a-z-]+$/);
  expect([title, why].filter((text) => text.length < 10 || text.endsWith('.'))).toEqual([]);
  expect(mend).toMatch(/\.$/);
  expect(scanners.filter((one) => !/^CKV2?_(AWS|AZURE|GCP|SECRET)_\d+$/.test(one))).toEqual([]);
  expect(clauses.filter((clause) => !(FRAMEWORKS as readonly string[]).includes(clause.split(': ')[0]))).toEqual([]);
  expect(parameters.filter((p) => !/^[a-z][A-Za-z]+$/.test(p.name) || p.description.length < 15)).toEqual([]);
});
