import { App, TerraformVariable } from 'cdktf';
import { Database, Environment, KeyValueStore, ObjectStore, Service, Stage } from '../../src';
import { acmeStandards } from '../patterns/customer-facing-api/stacks';

function synthesized(zone: string, build: (environment: Environment) => void): string {
  const app = new App({ outdir: '/nowhere', context: { 'groundwork:landingZone': zone } });
  build(new Environment(app, 'orders', { standards: acmeStandards(), pod: 'orders', stage: Stage.DEVELOPMENT }));
  try {
    (app.node.children[0] as Environment).prepareStack();
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

describe.each(['eu-aws', 'eu-azure', 'eu-google'])('properties out of bounds on %s', (zone) => {
  const message = synthesized(zone, (environment) => {
    new Service(environment, 'service', { port: 70000, healthPath: '/healthz', minInstances: 4, maxInstances: 2, requestTimeoutSeconds: 0, settings: { 'A B': 'x' } });
    new Database(environment, 'database', { databaseName: '1-bad name', storageGib: 31 });
    new KeyValueStore(environment, 'items', { partitionKey: 'a b' });
    new ObjectStore(environment, 'objects', { expireDays: 0.5 });
  });

  test.each([
    'orders/service: port is 70000; it must be a whole number from 1 to 65535.', 'healthPath is "/healthz"', 'maxInstances is 2', 'requestTimeoutSeconds is 0', 'settings is {"A B":"x"}',
    'orders/database: databaseName is "1-bad name"', 'storageGib is 31', 'orders/items: partitionKey is "a b"', 'orders/objects: expireDays is 0.5',
  ])('are reported together: %s', (piece) => { expect(message).toContain(piece); });
});

test('what only Terraform will know, and what is right, is left alone', () => {
  expect(synthesized('eu-aws', (environment) => {
    const image = new TerraformVariable(environment, 'port', { type: 'number', default: 8080 });
    new Service(environment, 'service', { port: image.numberValue, healthPath: '/', settings: { LEVEL: 'info' } });
    new Database(environment, 'database', { databaseName: 'orders_2', storageGib: 32 });
  })).toBe('');
});
