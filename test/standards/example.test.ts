import { readFileSync } from 'fs';
import { join } from 'path';
import { Stage } from '../../src/environment/stage';
import { Standards } from '../../src/standards/standards';

const FILE = join(__dirname, '..', '..', 'examples', 'acme', 'standards.yaml');

test('the standards of the example enterprise are right, and use every cloud', () => {
  const acme = Standards.fromFile(FILE);
  expect(acme.landingZones.map((zone) => zone.cloud)).toEqual(['aws', 'azure', 'google']);
  expect(acme.place('orders', Stage.PRODUCTION, 'customer-facing-api').name).toBe('eu-aws');
  expect(acme.place('orders', Stage.STAGING, 'customer-facing-api').name).toBe('eu-azure');
  expect(acme.place('insights', Stage.PRODUCTION).name).toBe('eu-google');
  expect(acme.pod('orders').members.map((member) => member.role)).toContain('owner');
  expect(acme.currency).toBe('EUR');
});

test('an editor finds the schema from the first line', () => {
  expect(readFileSync(FILE, 'utf8').split('\n')[0]).toBe('# yaml-language-server: $schema=../../schemas/standards.schema.json');
  expect(() => readFileSync(join(FILE, '..', '..', '..', 'schemas', 'standards.schema.json'))).not.toThrow();
});
