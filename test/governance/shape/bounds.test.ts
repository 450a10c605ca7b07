import { Lazy } from 'cdktf';
import { CONTRACT } from '../../../patterns/customer-facing-api/contract';
import { InputKind } from '../../../src/governance/pattern-contract';
import { boundsFaults } from '../../../src/governance/shape/bounds';
import { withInput } from '../../../src/governance/shape/input-paths';
import { inputsOf, shapesOf } from '../../../src/governance/shape/variants';
import { SHELF } from './shelf';

const ID = 'customer-facing-api';
const INPUTS = { openapi: 'orders.yaml', authentication: { issuer: 'https://login.acme.example/', audience: 'orders' }, consent: { purpose: 'p' }, database: {} };
const faults = (inputs: any) => boundsFaults(ID, CONTRACT, inputs).map(({ path, bound }) => `${path}: ${bound}`);

it('every sample of the contract is within its bounds', () => {
  for (const shape of shapesOf(CONTRACT)) { expect(faults(inputsOf(CONTRACT, shape))).toEqual([]); }
  const whole = inputsOf(CONTRACT, shapesOf(CONTRACT).pop()!);
  for (const { path, kind, samples } of CONTRACT.inputs) {
    if (kind !== InputKind.STRUCTURAL) { expect(faults(withInput(whole, path, samples[1]))).toEqual([]); }
  }
});

it.each<[string, any, string[]]>([
  ['database.storageGib', 31, ['database.storageGib: a whole number from 32 to 16384']],
  ['database.storageGib', '64', ['database.storageGib: a whole number from 32 to 16384']],
  ['database.size', 'huge', ['database.size: one of small, medium, large']],
  ['database.databaseName', 'Orders', ['database.databaseName: a text like ^[a-z][a-z0-9_]{0,62}$']],
  ['service.maxInstances', 1001, ['service.maxInstances: a whole number from 1 to 1000']],
  ['service.settings', { '1': 'a' }, ['service.settings: a text like ^[A-Za-z_]\\w*$']],
  ['service.image', 'registry.example/app:latest', ['service.image: a text like ^[^\\s@]+@sha256:[0-9a-f]{64}$']],
  ['rateLimits.perClient', { requests: 10 }, ['rateLimits.perClient.seconds: a whole number from 1 to 300']],
  ['authentication.issuer', 'http://login.acme.example/', ['authentication.issuer: a text like ^https://[^\\s"\'<>&?#@]+$']],
  ['maxBodyBytes', 8193, ['maxBodyBytes: a whole number from 1 to 8192']],
  ['objectives.availability', 0.99999, ['objectives.availability: a number from 0.9 to 0.9999']],
  ['openapi', undefined, ['openapi: a file']],
])('%s = %j', (path, value, found) => { expect(faults(withInput(INPUTS, path, value))).toEqual(found); });

it('an input that the contract does not know is a fault, in it and beside it', () => {
  expect(faults({ ...INPUTS, firewall: false })).toEqual(['firewall: nothing: the contract of the pattern has no such input']);
  expect(faults(withInput(INPUTS, 'database.public', true))).toEqual(['database.public: nothing: the contract of the pattern has no such input']);
  expect(boundsFaults('shelf', SHELF, { items: { color: 'red' } }).map(({ path }) => path)).toEqual(['items.color']);
});

it('a value that only Terraform knows is a fault: nobody can say that it is within bounds', () => {
  expect(faults(withInput(INPUTS, 'authentication.audience', Lazy.stringValue({ produce: () => 'a' })))).toEqual(['authentication.audience: a value that is written down']);
});

it('a pattern of an enterprise has the bounds of its contract', () => {
  expect(boundsFaults('shelf', SHELF, { objects: { expireDays: 0 } })).toEqual([{ path: 'objects.expireDays', value: 0, bound: 'a whole number from 1 to 36500' }]);
  expect(boundsFaults('shelf', SHELF, { objects: { expireDays: 10 }, items: {} })).toEqual([]);
});
