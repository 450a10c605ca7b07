import { join } from 'path';
import * as fc from 'fast-check';
import { stringify } from 'yaml';
import { CloudName, LandingZoneProps } from '../../src/environment/landing-zone';
import { PodRole, PodType } from '../../src/environment/pod';
import { Stage } from '../../src/environment/stage';
import { Size } from '../../src/capabilities/common';
import { StandardsError } from '../../src/standards/faults';
import { RETENTION_DAYS } from '../../src/standards/limits';
import { regionsOf, zonesIn } from '../../src/standards/regions';
import { parseStandards } from '../../src/standards/read-file';
import { Standards } from '../../src/standards/standards';
import { StandardsProps } from '../../src/standards/standards-props';

const name = (max: number) => fc
  .tuple(fc.constantFrom(...'abcxyz'), fc.array(fc.constantFrom('a', '7', '-z', '-0'), { minLength: 1, maxLength: max / 2 - 1 }))
  .map(([first, rest]) => first + rest.join(''));
const text = (alphabet: string, min: number, max = min) => fc
  .array(fc.constantFrom(...alphabet), { minLength: min, maxLength: max }).map((letters) => letters.join(''));
const domain = fc.tuple(name(20), fc.constantFrom('example', 'co.uk', 'xn--p1ai')).map(([label, top]) => `${label}.${top}`);
const email = fc.tuple(name(12), domain).map(([local, host]) => `${local}@${host}`);
const addressSpace = fc.tuple(fc.integer({ min: 0, max: 255 }), fc.integer({ min: 0, max: 255 }), fc.integer({ min: 8, max: 16 }))
  .map(([a, b, prefix]) => `${a}.${prefix === 8 ? 0 : b - (b % 2 ** (16 - prefix))}.0.0/${prefix}`);

const identity: { [cloud in CloudName]: fc.Arbitrary<Partial<LandingZoneProps>> } = {
  aws: fc.record({ account: text('0123456789', 12) }),
  azure: fc.record({ account: fc.uuid(), tenant: fc.uuid() }),
  google: fc.record({
    account: name(26).map((id) => `proj-${id}`),
    projectNumber: fc.integer({ min: 100000 }).map(String),
    billingAccount: fc.array(text('0123456789ABCDEF', 6), { minLength: 3, maxLength: 3 }).map((parts) => parts.join('-')),
  }),
};

const zone: fc.Arbitrary<LandingZoneProps> = fc.constantFrom(...Object.values(CloudName)).chain((cloud) => (
  fc.constantFrom(...regionsOf(cloud).filter((region) => zonesIn(cloud, region).length >= 3 && region !== 'us-west-1')).chain((region) => fc.tuple(
    identity[cloud],
    fc.record({ name: name(20), cloud: fc.constant(cloud), region: fc.constant(region) }),
    fc.record({
      zones: fc.constant(zonesIn(cloud, region).slice(-3)),
      addressSpace,
      domain,
      state: fc.constantFrom({ kind: 'local' }, { kind: 'hcp', hcpOrganization: 'a_b' }, {}),
      facts: fc.dictionary(fc.constantFrom('vpc_id', 'subnet_ids', 'a1'), fc.oneof(fc.string(), fc.array(fc.string()))),
    }, { requiredKeys: [] }),
  ))).map(([ids, required, optional]) => ({ ...ids, ...required, ...optional }) as LandingZoneProps));

const profile = fc.record({
  size: fc.constantFrom(...Object.values(Size)),
  maxInstances: fc.integer({ min: 12, max: 100 }),
  deletionProtection: fc.boolean(),
  backupRetentionDays: fc.integer({ min: 7, max: 35 }),
  monthlyBudget: fc.integer({ min: 1, max: 100000 }),
}, { requiredKeys: [] });

const pod = fc.tuple(fc.record({ name: name(24) }), fc.record({
  type: fc.constantFrom(...Object.values(PodType)),
  contact: email,
  costCentre: text('abcXYZ019', 1, 20),
  members: fc.array(fc.record({ email, role: fc.constantFrom(...Object.values(PodRole)) }), { maxLength: 3 }),
}, { requiredKeys: [] })).map(([required, optional]) => ({ ...required, ...optional }));

const days = fc.constantFrom(...RETENTION_DAYS.filter((value) => value >= 30 && value <= 545));

/** Everything that the section `governance` may hold but files of others; random names are made of it by the mutations below. */
const governance = fc.record({
  mode: fc.constantFrom('enforce', 'report'),
  frameworks: fc.subarray(['NIST 800-53 r5', 'SOC 2', 'CIS'], { minLength: 1 }),
  controls: fc.constant([{ id: 'acme.own', severity: 'high', reportOnly: true, parameters: { days: 3, names: ['a'] } }]),
  rego: fc.constant([{
    file: join(__dirname, '../governance/rego/ports.wasm'), id: 'acme.ports', title: 'Ports are agreed', objective: 'network isolation', owner: 'security', severity: 'high',
    why: 'it is a way in', mend: 'Close it.', parameters: { ports: [443] }, clouds: ['aws'], clauses: ['SOC 2: CC6.6'],
  }]),
  approvals: fc.constant('approvals'),
  functions: fc.subarray(['security', 'compliance', 'architecture'], { minLength: 1 }),
  approvers: fc.constant([{ function: 'security', email: 'alice@acme.example' }]),
  authors: fc.constant([{ pattern: 'customer-facing-api', emails: ['bob@acme.example'] }]),
  exceptions: fc.constant([{
    id: 'sec-1', control: 'acme.ports', construct: 'orders/database', pattern: 'customer-facing-api', environment: 'orders-prod', reason: 'The data can be made again within an hour.',
    owner: 'bob@acme.example', approver: 'alice@acme.example', expires: '2026-06-30',
  }]),
}, { requiredKeys: [] }).filter((g) => g.exceptions === undefined || g.rego !== undefined);

/** Any standards that are right. */
const standards: fc.Arbitrary<StandardsProps> = fc.tuple(
  fc.record({ organization: name(16), domain, landingZones: fc.uniqueArray(zone, { minLength: 1, maxLength: 4, selector: (entry) => entry.name }) }),
  fc.record({
    pods: fc.uniqueArray(pod, { maxLength: 4, selector: (entry) => entry.name }),
    tags: fc.dictionary(fc.constantFrom('unit', 'Cost.Owner', 'a_b-c'), text('abc XYZ:/=+@-_.', 1, 63)),
    retention: fc.record({ application: days, access: days, audit: fc.constantFrom(...RETENTION_DAYS), security: days }, { requiredKeys: [] }),
    stages: fc.record({ development: profile, test: profile, staging: profile, production: profile }, { requiredKeys: [] }),
    currency: fc.constant('USD'),
    usdRate: fc.double({ min: 0.001, max: 1000, noNaN: true }),
    identityProvider: domain.map((host) => ({ issuer: `https://${host}/` })),
    governance,
    alertContacts: fc.uniqueArray(email, { minLength: 1, maxLength: 5 }).map((warning) => ({ warning })),
  }, { requiredKeys: [] }),
).map(([required, optional]) => ({ ...required, ...optional }));

test('standards that are right always resolve, fully, and to the same each time', () => {
  fc.assert(fc.property(standards, (props) => {
    const resolved = Standards.fromProps(props);
    expect(JSON.stringify(Standards.fromProps(JSON.parse(JSON.stringify(props))))).toBe(JSON.stringify(resolved));
    for (const entry of resolved.landingZones) {
      expect(entry.zones.length).toBeGreaterThanOrEqual(1);
      expect(Object.values(entry)).not.toContain(undefined);
      expect(resolved.allowedRegions).toContain(entry.region);
    }
    for (const stage of Object.values(Stage)) {
      expect(Object.values(resolved.profile(stage))).not.toContain(undefined);
      expect(resolved.place('orders', stage)).toBe(resolved.landingZones[0]);
    }
    for (const entry of props.pods ?? []) { expect(resolved.pod(entry.name)).toMatchObject(entry); }
  }), { numRuns: 150 });
});

const HOSTILE: unknown[] = [null, '', 0, -1, 1e308, true, [], {}, [[]], 'p'.repeat(200), '订单', '__proto__', '10.0.0.0/8', 'a\nb'];
const junk = fc.oneof(fc.constantFrom(...HOSTILE), fc.jsonValue());

/** Every place in a value. */
function places(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  const below = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return [path, ...below.flatMap(([key, item]) => places(item, [...path, Array.isArray(value) ? Number(key) : key]))];
}

function mutate(value: any, path: (string | number)[], change: unknown): unknown {
  if (path.length === 0) { return change; }
  const copy = Array.isArray(value) ? [...value] : { ...value };
  copy[path[0]] = mutate(value[path[0]], path.slice(1), change);
  return copy;
}

/** The error, if it is one of ours; anything else is a crash. */
function outcome(action: () => unknown): StandardsError | undefined {
  try {
    action();
  } catch (error) {
    if (error instanceof StandardsError) { return error; }
    throw error;
  }
  return undefined;
}

test('standards that are wrong in random places give faults with a mend, never a crash', () => {
  let refused = 0;
  fc.assert(fc.property(standards, fc.array(fc.tuple(fc.nat(), junk), { minLength: 1, maxLength: 4 }), (props, changes) => {
    const all = places(props).slice(1);
    const mutant = changes.reduce<unknown>((value, [index, change]) => {
      const alive = all.filter((path) => path.slice(0, -1).every((_, i) => typeof at(value, path.slice(0, i + 1)) === 'object'));
      const path = alive[index % alive.length];
      return at(value, path.slice(0, -1)) === null ? value : mutate(value, path, change);
    }, props);
    const error = outcome(() => Standards.fromProps(mutant as StandardsProps));
    if (error) {
      refused++;
      expect(error.message.split('\n')).toHaveLength(error.faults.length + 1);
      for (const fault of error.faults) { expect([fault.problem, fault.mend]).toEqual([expect.stringMatching(/\S/), expect.stringMatching(/\S/)]); }
    }
  }), { numRuns: 300 });
  expect(refused).toBeGreaterThan(150);
});

function at(value: any, path: (string | number)[]): any {
  return path.reduce((node, step) => (node === null || node === undefined ? node : node[step]), value);
}

test('a file written from a struct means the same, and its faults point into the file', () => {
  fc.assert(fc.property(standards, fc.nat(), junk, (props, index, change) => {
    const all = places(props).slice(1);
    const mutant = mutate(props, all[index % all.length], change) as StandardsProps;
    const written = stringify(mutant, { aliasDuplicateObjects: false });
    const parsed = parseStandards(written, 'standards.yaml');
    expect(parsed.faults).toEqual([]);
    const error = outcome(() => Standards.fromProps(mutant));
    const lines = written.split('\n');
    for (const fault of error?.faults ?? []) {
      const position = parsed.source.position(fault.path, fault.atKey ?? false)!;
      expect(lines[position.line - 1].length).toBeGreaterThanOrEqual(position.column - 1);
    }
  }), { numRuns: 150 });
});

test('any text at all gives standards or faults', () => {
  const anything = fc.oneof(fc.string({ maxLength: 60 }), fc.unicodeString({ maxLength: 60 }), text('ab: -{}[]&*!|>"\'#%@`,?\n\t', 1, 60));
  fc.assert(fc.property(anything, (source) => {
    const { value, faults } = parseStandards(source, 'standards.yaml');
    expect(faults.length > 0 || typeof value !== 'undefined').toBe(true);
  }), { numRuns: 500 });
});
