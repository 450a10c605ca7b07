import * as fc from 'fast-check';
import { ownersOf, statementFor } from '../../../src/governance/approvals/compose';
import { functionDigest } from '../../../src/governance/approvals/digest';
import { lapses } from '../../../src/governance/approvals/lapse';
import { aLock, CLOUDS, CONTROL_IDS, CONTROLS, decision, Folder, FUNCTIONS, governance, hash } from './support';

const owners = ownersOf(CONTROLS);
const lock = aLock();
const given = Object.fromEntries(FUNCTIONS.map((fn) => [fn, statementFor(lock, decision(fn), governance())]));
const lapsed = (now: ReturnType<typeof aLock>) => FUNCTIONS.filter((fn) => lapses(given[fn], now, owners).length > 0);
const words = (fn: string, now: ReturnType<typeof aLock>) => lapses(given[fn], now, owners).map(({ text }) => text);

test('nothing lapses while nothing changes, in whatever order it is written', () => {
  const shuffled = aLock((one) => {
    one.slices = Object.fromEntries(Object.entries<any>(one.slices).reverse().map(([slice, { variants, controls }]) => [slice, { controls, variants }]));
  });
  expect(lapsed(shuffled)).toEqual([]);
});

test.each<[string, string[], Parameters<typeof aLock>[0], string, string]>([
  ['what a control reads', ['security'], ({ slices }) => { slices['aws/production'].controls['encryption.stores'].reads = hash('x'); }, 'security', 'encryption.stores reads something else on aws'],
  ['what a control finds', ['compliance'], ({ slices }) => { slices['azure/production'].controls['logs.kept'].outcome = 'fail'; }, 'compliance', 'logs.kept was "pass", is "fail" on azure'],
  ['a control on two clouds', ['security'], ({ slices }) => {
    for (const cloud of ['aws', 'google']) { slices[`${cloud}/production`].controls['access.wildcards'].reads = hash('x'); }
  }, 'security', 'access.wildcards reads something else on aws and google'],
  ['a variant', ['architecture'], ({ slices }) => { slices['google/production'].variants['-'] = hash('x'); }, 'architecture', 'what it is made of was changed in google/production'],
  ['a new variant', ['architecture'], ({ slices }) => { slices['google/production'].variants.cache = hash('x'); }, 'architecture', 'what it is made of was changed in google/production'],
  ['a place', ['architecture'], ({ places }) => { places.aws['service.port'].push('orders/gateway listener.port'); }, 'architecture', 'an input reaches other places on aws'],
  ['the contract', FUNCTIONS, (one) => { one.contract = hash('x'); }, 'security', 'what the pattern takes, or within which bounds, was changed'],
  ['a control that is gone', ['compliance'], ({ slices }) => {
    for (const stage of ['development', 'production']) { delete slices[`aws/${stage}`].controls['audit.sink']; }
  }, 'compliance', 'audit.sink is gone on aws'],
  ['the version', FUNCTIONS, (one) => { one.patternVersion = '1.1.0'; }, 'security', 'it was given for customer-facing-api 1.0.0, this is customer-facing-api 1.1.0'],
])('%s: exactly the functions concerned, in words', (_what, functions, change, fn, text) => {
  expect(lapsed(aLock(change))).toEqual(functions);
  expect(words(fn, aLock(change))).toContain(text);
});

test('a control that nobody owns any more binds nobody', () => {
  const stray = aLock(({ slices }) => { slices['aws/production'].controls['old.one'] = { reads: hash('x'), outcome: 'pass' }; });
  expect(lapsed(stray)).toEqual([]);
});

test('one cloud alone can be asked for', () => {
  const now = aLock(({ slices }) => { slices['aws/production'].controls['encryption.stores'].reads = hash('x'); });
  expect(lapses(given.security, now, owners, ['google'])).toEqual([]);
  expect(lapses(given.security, now, owners, ['aws'])).toHaveLength(1);
});

/** Whatever is edited in the lock: whoever owns a control whose reading changed lapses, and nobody who does not. */
test('any mix of changes lapses exactly their owners', () => {
  const controls = Object.values(CONTROL_IDS).flat();
  const change = fc.record({ cloud: fc.constantFrom(...CLOUDS), stage: fc.constantFrom('development', 'production'), control: fc.constantFrom(...controls), text: fc.string() });
  fc.assert(fc.property(fc.array(change, { minLength: 1, maxLength: 6 }), (changes) => {
    const now = aLock(({ slices }) => { for (const { cloud, stage, control, text } of changes) { slices[`${cloud}/${stage}`].controls[control].reads = hash(`changed ${text}`); } });
    const concerned = FUNCTIONS.filter((fn) => changes.some(({ control }) => owners.get(control) === fn));
    expect(lapsed(now)).toEqual(concerned);
    for (const fn of concerned) {
      const named = new Set(lapses(given[fn], now, owners).map(({ id }) => id));
      expect([...named].sort()).toEqual([...new Set(changes.map(({ control }) => control).filter((id) => owners.get(id) === fn))].sort());
    }
  }));
});

test('a lapse has a reason exactly where a digest differs, also when the details of the record were edited', () => {
  const { subject, predicate } = given.security;
  const emptied = { subject: subject.map((one) => ({ ...one, digest: { sha256: hash('x') } })), predicate };
  expect(lapses(emptied, lock, owners).map(({ text }) => text)).toEqual(['what it approved on aws, azure and google is not what the lock says']);
});

test('the state names what lapsed, and the controls', () => {
  const now = aLock(({ slices }) => { slices['aws/production'].controls['encryption.stores'].reads = hash('x'); });
  // Compliance has approved the new lock, so it is not an edited one.
  const folder = new Folder().approve(lock).approve(now, governance(), ['compliance']);
  expect(folder.holding({ lock: now })).toEqual(['compliance', 'architecture']);
  expect(folder.state('security', { lock: now })).toMatchObject({ valid: false, text: 'it lapsed: encryption.stores reads something else on aws', changed: ['encryption.stores'] });
});

describe('digests', () => {
  test('every cloud and function has its own', () => {
    const all = FUNCTIONS.flatMap((fn) => CLOUDS.map((cloud) => functionDigest(lock, fn, cloud, owners)));
    expect(new Set(all).size).toBe(9);
  });

  test('the same record comes out byte for byte', () => {
    for (const fn of FUNCTIONS) { expect(JSON.stringify(statementFor(aLock(), decision(fn), governance()))).toBe(JSON.stringify(given[fn])); }
  });

  test('an auditor recomputes it with nothing but the lock', () => {
    const canonical = (value: any): string => (value === null || typeof value !== 'object' ? JSON.stringify(value)
      : Array.isArray(value) ? `[${value.map(canonical).join()}]` : `{${Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join()}}`);
    const of = (id: string) => ({ 'azure/development': lock.slices['azure/development'].controls[id], 'azure/production': lock.slices['azure/production'].controls[id] });
    const content = {
      pattern: 'customer-facing-api', version: '1.0.0', cloud: 'azure', function: 'compliance', contract: lock.contract,
      controls: { 'audit.sink': of('audit.sink'), 'logs.kept': of('logs.kept') },
    };
    expect(given.compliance.subject[1]).toEqual({ name: 'customer-facing-api@1.0.0 on azure', digest: { sha256: hash(canonical(content)) } });
  });
});
