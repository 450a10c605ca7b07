import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { AwsCloud } from '../../../src/clouds/aws/aws-cloud';
import { CloudName } from '../../../src/environment/landing-zone';
import { Stage } from '../../../src/environment/stage';
import { CONTROLS } from '../../../src/governance/controls';
import { compareLocks } from '../../../src/governance/shape/compare-locks';
import { computeLock, contractDigest } from '../../../src/governance/shape/compute-lock';
import { readLock, ShapeLock, writeLock } from '../../../src/governance/shape/lock';
import { computeSlice, currentSlice } from '../../../src/governance/shape/slices';
import { testStandards } from '../../support/standards';
import { CLOUDS, on, Shelf, SHELF } from './shelf';

const folder = mkdtempSync(join(tmpdir(), 'groundwork-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const standards = testStandards();
const stages = [Stage.DEVELOPMENT, Stage.PRODUCTION];
const lock = computeLock(Shelf, standards, { stages });

/** Resources of `type` are made with `change`, by an enterprise's own implementation. */
function ownCloud(type: string, change: (resource: TerraformResource) => void): AwsCloud {
  class OwnCloud extends AwsCloud {
    public keyValueStore(scope: Construct, props: any): any {
      const backend = super.keyValueStore(scope, props);
      scope.node.findAll().filter((one): one is TerraformResource => TerraformResource.isTerraformResource(one) && one.terraformResourceType === type).forEach(change);
      return backend;
    }
  }
  return new OwnCloud();
}

const own = (type: string, change: (resource: TerraformResource) => void) => computeLock(Shelf, standards, { stages, clouds: [ownCloud(type, change)] });
const onAws = (all: ShapeLock): ShapeLock => ({
  ...all, providers: { aws: all.providers.aws }, places: { aws: all.places.aws }, slices: Object.fromEntries(Object.entries(all.slices).filter(([slice]) => slice.startsWith('aws/'))),
});

it('a lock has every cloud, stage and variant, what each control found, and where inputs reach', () => {
  expect(lock).toMatchObject({ version: 1, pattern: 'shelf', patternVersion: '1.0.0', providers: { aws: expect.stringMatching(/aws 6/), azure: expect.stringMatching(/azurerm 4/), google: expect.stringMatching(/google 6/) } });
  expect(Object.keys(lock.slices).sort()).toEqual(CLOUDS.flatMap((cloud) => stages.map((stage) => `${cloud}/${stage}`)));
  for (const { variants, controls } of Object.values(lock.slices)) {
    expect(Object.keys(variants)).toEqual(['-', 'items', 'items+objects', 'objects', 'given:-', 'given:items+objects']);
    expect(Object.keys(controls).sort()).toEqual(CONTROLS.map(({ definition }) => definition.id).sort());
    expect(new Set(Object.values(variants)).size).toBe(5);
  }
  expect(Object.keys(lock.places.google)).toEqual(['items.expiryAttribute', 'items.partitionKey', 'objects.expireDays']);
});

it('computed again, written and read again, it is the same to the byte', () => {
  const again = computeLock(Shelf, testStandards(), { stages });
  const file = writeLock(folder, lock);
  const text = readFileSync(file, 'utf8');
  writeLock(folder, again);
  expect(readFileSync(file, 'utf8')).toBe(text);
  expect(readLock(folder, 'shelf', '1.0.0')).toEqual(lock);
  expect(compareLocks(lock, again)).toEqual([]);
});

it('a lock that is none is refused, and one that is not there is none', () => {
  expect(readLock(folder, 'shelf', '9.9.9')).toBeUndefined();
  const refused = (text: string, reason: string) => {
    writeFileSync(join(folder, 'shelf@2.0.0.lock.json'), text);
    expect(() => readLock(folder, 'shelf', '2.0.0')).toThrow(reason);
  };
  refused('{', 'cannot be read');
  refused('{}', 'is no lock of shelf 2.0.0');
  refused(JSON.stringify(lock), 'is no lock of shelf 2.0.0');
  refused(JSON.stringify({ ...lock, patternVersion: '2.0.0', slices: { 'aws/production': { variants: { '-': 'x' }, controls: {} } } }), 'is no lock');
});

describe('one changed default', () => {
  const before = onAws(lock);
  const changes = (now: ShapeLock) => compareLocks(before, now);
  const controlsOf = (now: ShapeLock) => [...new Set(changes(now).filter(({ kind }) => kind === 'control').map(({ id }) => id))].sort();

  it('is seen by the controls that read it, and by no other', () => {
    const now = own('aws_dynamodb_table', (table) => table.addOverride('point_in_time_recovery.enabled', false));
    const read = controlsOf(now);
    expect(read.filter((id) => id.startsWith('backup.')).length).toBeGreaterThan(0);
    expect(read.filter((id) => /^(encryption|keys|auth|edge|consent|transit|network|tags)\./.test(id))).toEqual([]);
    expect(changes(now).filter(({ kind }) => kind === 'variant').map(({ text }) => text)).toEqual(['The variants given:items+objects, items and items+objects are made of something else in aws/development and aws/production']);
    expect(changes(now).map(({ text }) => text).join('\n')).toMatch(/backup\.[a-z-]+ was "pass", is "fail"/);
  });

  it('that no control reads changes the shape only', () => {
    const now = own('aws_dynamodb_table', (table) => table.addOverride('table_class', 'STANDARD_INFREQUENT_ACCESS'));
    const read = controlsOf(now).filter((id) => !/^(values|architecture)\./.test(id));
    expect(read).toEqual([]);
    expect(changes(now).map(({ kind }) => kind)).toContain('variant');
  });

  it('of a key is seen by controls of encryption and not by those of backup', () => {
    const read = controlsOf(own('aws_dynamodb_table', (table) => table.addOverride('server_side_encryption', { enabled: false })));
    expect(read).toEqual(expect.arrayContaining(['encryption.data-stores']));
    expect(read.filter((id) => /^(backup|deletion|edge|auth)\./.test(id))).toEqual([]);
  });
});

it('the contract counts by what it allows, not by its words, samples and order', () => {
  const digest = (change: (input: any) => any) => contractDigest('shelf', { inputs: SHELF.inputs.map((input) => ({ ...input, ...change(input) })) });
  expect(digest(() => ({}))).toBe(lock.contract);
  expect(contractDigest('shelf', { inputs: [...SHELF.inputs].reverse() })).toBe(lock.contract);
  expect(digest(({ kind }) => (kind === 'value' ? { samples: ['a', 'b'] } : {}))).toBe(lock.contract);
  expect(digest(({ bounds }) => (bounds ? { bounds: { description: 'Days', ...bounds } } : {}))).toBe(lock.contract);
  expect(digest(({ bounds }) => (bounds ? { bounds: { ...bounds, maximum: 40000 } } : {}))).not.toBe(lock.contract);
  expect(digest(({ path }) => (path === 'items' ? { kind: 'value' } : {}))).not.toBe(lock.contract);
  expect(contractDigest('shelf', { inputs: SHELF.inputs.slice(1) })).not.toBe(lock.contract);
});

it('an input that reaches nothing on any cloud is a fault of the contract', () => {
  class Deaf extends Shelf {
    public get contract(): any { return { inputs: [...SHELF.inputs, { path: 'items.color', kind: 'value', samples: ['red', 'blue'] }] }; }
  }
  expect(() => computeLock(Deaf, standards, { stages: [Stage.TEST] })).toThrow('shelf: items.color: reaches nothing on any cloud');
});

it('a slice of its own is that of the lock, and computed once', () => {
  const place = on(CloudName.AZURE, standards);
  expect(computeSlice(Shelf, Stage.PRODUCTION, place)).toEqual(lock.slices['azure/production']);
  expect(currentSlice(Shelf, CloudName.AZURE, Stage.PRODUCTION, place)).toBe(currentSlice(Shelf, CloudName.AZURE, Stage.PRODUCTION, on(CloudName.AZURE, standards)));
});

it('what is different of two locks is told in words', () => {
  const [slice] = Object.keys(lock.slices);
  const [control] = Object.keys(lock.slices[slice].controls);
  const other = 'f'.repeat(64);
  const changed: ShapeLock = {
    ...lock, contract: other, controlPack: other, providers: { ...lock.providers, aws: 'aws 7.0.0' },
    slices: {
      ...Object.fromEntries(Object.entries(lock.slices).filter(([name]) => !name.startsWith('google/'))),
      [slice]: { variants: { ...lock.slices[slice].variants, items: other }, controls: { ...lock.slices[slice].controls, [control]: { reads: other, outcome: lock.slices[slice].controls[control].outcome }, 'own.control': { reads: other, outcome: 'pass' } } },
      'aws/staging': lock.slices[slice],
    },
    places: { ...lock.places, aws: { ...lock.places.aws, 'objects.expireDays': ['pattern/objects/x aws_x.days'] } },
  };
  expect(compareLocks(lock, changed).map(({ text }) => text)).toEqual([
    'What the pattern takes, or within which bounds, was changed', 'A control was added, taken out or changed', `On AWS the provider was ${lock.providers.aws}, is aws 7.0.0`,
    'It is not made in google/development and google/production any more', 'It is made in aws/staging now',
    `The variant items is made of something else in ${slice}`, `${control} reads something else in ${slice}`, `own.control is new in ${slice}`,
    expect.stringMatching(/^objects\.expireDays reaches pattern\/objects\/x aws_x\.days too, and reaches pattern\/objects\/.* no more on AWS$/),
  ]);
});
