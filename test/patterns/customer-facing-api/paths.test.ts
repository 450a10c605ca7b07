import { App } from 'cdktf';
import { CustomerFacingApi, Environment, Stage } from '../../../src';
import { Capability } from '../../../src/capabilities/capability';
import { Pattern } from '../../../src/environment/pattern';
import { acmeStandards } from './stacks';

/** Construct paths are API: a team's overrides, state and reports name them. A change here ships moved blocks and a major version. */
const PATHS = [
  'alerts', 'audit', 'budget', 'data-key', 'log-key', 'network',
  'orders',
  'orders/access-log', 'orders/audit-log', 'orders/backup', 'orders/cache', 'orders/dashboard', 'orders/database', 'orders/gateway', 'orders/images', 'orders/items',
  'orders/objectives', 'orders/objects', 'orders/probe', 'orders/service', 'orders/users',
];

test.each(['eu-aws', 'eu-azure', 'eu-google'])('the capabilities of the pattern are at the same paths in %s', (landingZone) => {
  const environment = new Environment(new App(), 'env', { standards: acmeStandards(), stage: Stage.PRODUCTION, pod: 'orders', landingZone });
  new CustomerFacingApi(environment, 'orders', {
    openapi: 'examples/acme/orders.openapi.yaml', consent: { purpose: 'order-fulfilment' },
    database: {}, keyValueStore: {}, cache: {}, objectStore: {}, userDirectory: { callbackUrls: ['https://shop.acme.example/signed-in'] },
  });
  const found = environment.node.findAll().filter((c) => c instanceof Capability || c instanceof Pattern).map((c) => c.node.path.replace(/^env\//, ''));
  expect(found.sort()).toEqual([...PATHS].sort());
});
