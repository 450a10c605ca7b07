import { ACCESS_CONTROLS } from '../../../src/governance/controls/access';
import { PROPERTIES } from '../../patterns/customer-facing-api/properties';
import { AWS } from './access-aws';
import { AZURE } from './access-azure';
import { Change } from './access-change';
import { GOOGLE } from './access-google';
import { Cloud, CLOUDS, copyOf, judged, Which } from './access-subjects';

const STACKS: Which[] = ['environment', 'foundation', 'mutualTls'];
const CHANGES: readonly Change[] = [...AWS, ...AZURE, ...GOOGLE];
const IDS = ACCESS_CONTROLS.map(({ definition }) => definition.id);
const failing = ({ outcome }: { outcome: string }) => outcome !== 'pass' && outcome !== 'not applicable';

/** Controls that are about something that our stacks on a cloud have nothing of; the changes add it. */
const NOTHING_THERE: { readonly [control: string]: readonly Cloud[] } = { 'workload.metadata': ['aws'], 'network.peering': ['aws', 'google'] };
/** Controls against what somebody adds: there is nothing whose removal would open the way. */
const ADDED_ONLY: { readonly [control: string]: readonly Cloud[] } = {
  'auth.long-lived-keys': ['aws', 'azure'], 'access.escalation': [...CLOUDS], 'access.broad-roles': [...CLOUDS], 'access.scope': ['aws', 'azure'],
  'network.peering': [...CLOUDS], 'image.registry': ['aws', 'azure'], 'network.open-rules': ['aws', 'azure'], 'network.narrow-rules': [...CLOUDS],
  'workload.shell': ['aws'],
  'access.wildcards': ['azure', 'google'], 'access.public': ['azure', 'google'], 'access.trust': ['azure', 'google'], 'access.keys': ['google'],
};
const asked = (cloud: Cloud) => ACCESS_CONTROLS.map(({ definition }) => definition)
  .filter(({ clouds }) => !clouds || (clouds as readonly string[]).includes(cloud)).map(({ id }) => id);

describe('the controls of access', () => {
  test('are told apart by their ids, and say what they are for', () => {
    expect(new Set(IDS).size).toBe(IDS.length);
    const properties: readonly string[] = Object.values(PROPERTIES);
    for (const { definition } of ACCESS_CONTROLS) {
      expect(definition.id).toMatch(/^(auth|access|network|edge|input|consent|image|workload)\.[a-z-]+$/);
      for (const sentence of [definition.title, definition.why]) { expect(sentence).not.toMatch(/\.$/); }
      expect(definition.mend).toMatch(/\.$/);
      if (definition.card) { expect(properties).toContain(definition.card); }
    }
  });

  test.each(CLOUDS)('find nothing to mend in the stacks of the example on %s', (cloud) => {
    const found = STACKS.flatMap((which) => judged(cloud, which, copyOf(cloud, which)).filter(failing).map((r) => `${which}: ${r.control} ${r.address} ${r.message}`));
    expect(found).toEqual([]);
  });

  test.each(CLOUDS)('each find something to judge on %s', (cloud) => {
    const passes = new Map<string, number>(asked(cloud).map((id) => [id, 0]));
    for (const which of STACKS) { for (const r of judged(cloud, which, copyOf(cloud, which))) { if (r.outcome === 'pass') { passes.set(r.control, (passes.get(r.control) ?? 0) + 1); } } }
    const silent = [...passes].filter(([, count]) => count === 0).map(([id]) => id);
    expect(silent.sort()).toEqual(Object.keys(NOTHING_THERE).filter((id) => NOTHING_THERE[id].includes(cloud)).sort());
  });

  test.each(CLOUDS)('are each shown what is weaker, and what is gone, on %s', (cloud) => {
    const shown = (kind: Change['kind']) => new Set(CHANGES.filter((c) => c.cloud === cloud && c.kind === kind).map((c) => c.control));
    expect(asked(cloud).filter((id) => !shown('weakened').has(id))).toEqual([]);
    expect(asked(cloud).filter((id) => !shown('removed').has(id) && !ADDED_ONLY[id]?.includes(cloud))).toEqual([]);
  });
});

describe.each(CLOUDS)('on %s', (cloud) => {
  test.each(CHANGES.filter((c) => c.cloud === cloud).map((c) => [c.control, c.kind, c.what, c] as const))('%s notices what is %s: %s', (control, _kind, _what, { which, change }) => {
    const own = ACCESS_CONTROLS.filter(({ definition }) => definition.id === control);
    expect(own).toHaveLength(1);
    const changed = copyOf(cloud, which);
    change(changed);
    expect(judged(cloud, which, changed, own).filter(failing).map((r) => r.outcome)).not.toEqual([]);
  });
});
