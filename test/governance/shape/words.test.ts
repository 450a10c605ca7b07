import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { Stage } from '../../../src/environment/stage';
import { boundWords } from '../../../src/governance/shape/bounds';
import { changeLine, changesSince } from '../../../src/governance/shape/changes';
import { computeLock } from '../../../src/governance/shape/compute-lock';
import { readSnapshots, ShapeSnapshot, snapshotsOf, writeSnapshots } from '../../../src/governance/shape/snapshot';
import { shapeWords } from '../../../src/governance/shape/words';
import { testStandards } from '../../support/standards';
import { CLOUDS, Shelf, SHELF } from './shelf';

const folder = mkdtempSync(join(tmpdir(), 'groundwork-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const standards = testStandards();
const snapshots = snapshotsOf(Shelf, standards);

it('the shape in words: parts, sizes, what may vary, within which bounds, and where it reaches', () => {
  const lock = computeLock(Shelf, standards, { stages: [Stage.PRODUCTION] });
  expect(shapeWords(lock, SHELF, snapshots)).toEqual([
    'Data: items (Key-value store), objects (Object store)',
    expect.stringMatching(/^\d+ to \d+ resources on AWS, \d+ to \d+ resources on Azure and \d+ to \d+ resources on Google Cloud, with what every environment has$/),
    '4 variants in 3 clouds and stages',
    expect.stringMatching(/^Made by aws 6\S+, azurerm 4\S+ and google 6\S+$/),
    'There or not: items and objects',
    'items.expiryAttribute: anything; reaches items',
    expect.stringMatching(/^items\.partitionKey: anything; reaches items/),
    'objects.expireDays: a whole number from 1 to 36500; reaches objects',
  ]);
});

it('bounds in words', () => {
  expect([
    { type: 'integer', minimum: 1 }, { type: 'number', maximum: 2 }, { type: 'string', maxLength: 5 }, { type: 'string', pattern: '^a$' }, { enum: ['a', 'b'] }, { type: 'boolean' },
    { type: 'array', items: { type: 'string' } }, { type: 'object', properties: { a: { type: 'boolean' } } }, { type: 'object', additionalProperties: { type: 'string' } }, { const: 3 }, undefined,
  ].map(boundWords)).toEqual([
    'a whole number, at least 1', 'a number, at most 2', 'a text of at most 5 characters', 'a text like ^a$', 'one of a, b', 'true or false',
    'a list, each a text', 'a true or false', 'values by name, each a text', '3 only', 'anything',
  ]);
});

it('snapshots are written and read again; a broken one is told', () => {
  const files = writeSnapshots(folder, snapshots);
  const texts = files.map((file) => readFileSync(file, 'utf8'));
  expect(readSnapshots(folder, 'shelf', '1.0.0', CLOUDS)).toEqual(snapshots);
  writeSnapshots(folder, snapshotsOf(Shelf, testStandards()));
  expect(files.map((file) => readFileSync(file, 'utf8'))).toEqual(texts);
  expect(readSnapshots(folder, 'shelf', '1.0.0', ['aws', 'elsewhere'])).toHaveLength(1);
  writeFileSync(files[0], '{}');
  expect(() => readSnapshots(folder, 'shelf', '1.0.0', CLOUDS)).toThrow('it is no snapshot of shelf');
});

it('what changed since is told in sentences, worst first, each with who must look', () => {
  expect(changesSince(snapshots, snapshots)).toEqual([]);
  const before: ShapeSnapshot[] = structuredClone(snapshots);
  const each = (cloud: string, type: string, change: (body: any) => void) => {
    for (const { terraform } of Object.values(before.find((one) => one.cloud === cloud)!.stacks)) { Object.values<any>(terraform.resource[type] ?? {}).forEach(change); }
  };
  each('aws', 'aws_dynamodb_table', (table) => { table.point_in_time_recovery.recovery_period_in_days = 35; });
  each('google', 'google_firestore_database', (database) => { database.delete_protection_state = 'DELETE_PROTECTION_DISABLED'; });
  each('aws', 'aws_kms_key', (key) => { key.deletion_window_in_days = 7; });
  const changes = changesSince(before, snapshots);
  expect(changes.map(changeLine)).toEqual([
    expect.stringMatching(/^security: items\/table: .*35 -> \d+ days.* \(AWS\)$/),
    'security: data-key/key: deleted key can be brought back 7 -> 30 days (AWS)',
    'security: log-key/key: deleted key can be brought back 7 -> 30 days (AWS)',
    'security: items/database: deletion protection is on (Google Cloud)',
  ]);
  expect(changes.map(({ owner, decision }) => `${owner} ${decision}`)[0]).toBe('security true');
  expect(changesSince([], snapshots)).toEqual([]);
});
