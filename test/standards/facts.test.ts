import { Standards } from '../../src/standards/standards';
import { errorOf, Folder, LEAST } from './support';

const folder = new Folder();
afterAll(() => folder.remove());

const FILE = (factsFile: string) => JSON.stringify(
  { ...LEAST, landingZones: [{ ...LEAST.landingZones[0], factsFile, facts: { vpc_id: 'vpc-stated' } }] });
const read = (name: string, json: string) => {
  folder.write(name, json);
  return Standards.fromFile(folder.write('standards.yaml', FILE(name)));
};

test('the outputs of a foundation become facts; what is stated goes before them', () => {
  const outputs = {
    vpc_id: { sensitive: false, type: 'string', value: 'vpc-made' },
    private_subnet_ids: { sensitive: false, type: ['list', 'string'], value: ['subnet-1', 'subnet-2'] },
  };
  expect(read('outputs.json', JSON.stringify(outputs)).landingZone('eu-aws').facts)
    .toEqual({ vpc_id: 'vpc-stated', private_subnet_ids: ['subnet-1', 'subnet-2'] });
});

test('plain facts are taken as they are', () => {
  expect(read('plain.json', '{"key_id": "k", "ids": ["a"], "settings": {"value": 1}}').landingZone('eu-aws').facts)
    .toEqual({ vpc_id: 'vpc-stated', key_id: 'k', ids: ['a'], settings: { value: 1 } });
});

test('a sensitive output never becomes a fact', () => {
  const standards = read('sensitive.json', '{"token": {"sensitive": true, "type": "string", "value": "s3cret"}}');
  expect(JSON.stringify(standards)).not.toContain('s3cret');
});

test.each([
  ['is not there', 'missing.json', undefined, /factsFile: The facts file "missing\.json" cannot be read \(ENOENT\)\. Write it with `terraform/],
  ['is not JSON', 'broken.json', '{"password": "s3cret', /factsFile: The facts file "broken\.json" is not JSON\./],
  ['is a list', 'list.json', '[]', /is not a JSON object/],
])('a facts file that %s is a fault of the standards file, at its line', (_title, name, content, expected) => {
  if (content !== undefined) { folder.write(name, content); }
  const error = errorOf(() => Standards.fromFile(folder.write('standards.yaml', FILE(name))));
  expect(error.faults).toHaveLength(1);
  expect(error.faults[0].position).toEqual({ line: 1, column: expect.any(Number) });
  expect(error.message).toMatch(expected);
  expect(error.message).not.toContain('s3cret');
});
