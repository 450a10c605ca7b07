import * as path from 'path';
import { App } from 'cdktf';
import { CustomerFacingApi, Environment, Stage } from '../../src';
import { edgeOf } from '../../src/edge/declared-edge';
import { treeOf } from '../../src/review/tree';
import { acmeStandards } from '../patterns/customer-facing-api/stacks';

const DOCUMENT = path.join(__dirname, '..', '..', 'examples', 'acme', 'orders.openapi.yaml');

function gateway(): Environment {
  const environment = new Environment(new App(), 'env', { standards: acmeStandards(), stage: Stage.PRODUCTION, pod: 'orders', landingZone: 'eu-aws' });
  new CustomerFacingApi(environment, 'orders', {
    openapi: DOCUMENT, authentication: { issuer: 'https://login.acme.example/', audience: 'orders', jwksUri: 'https://login.acme.example/keys' },
    consent: { purpose: 'order-fulfilment' }, rateLimits: { perClient: { requests: 10, seconds: 30 }, overall: { requests: 500, seconds: 60 } },
  });
  return environment;
}

test('what was asked of an edge stays with its construct, and is known to the review as what was asked', () => {
  const environment = gateway();
  const edge = edgeOf(environment.node.findChild('orders').node.findChild('gateway'))!;
  expect(edge).toMatchObject({ issuer: 'https://login.acme.example/', audience: 'orders', keysAt: 'login.acme.example', clientCertificates: false, perClient: 20, overall: 500, maxBodyBytes: 8192 });
  expect(edge.operations.filter(({ open }) => open).map(({ name }) => name)).toEqual(['GET /health']);
  expect(edge.operations.find(({ name }) => name === 'POST /orders')).toEqual({
    name: 'POST /orders', open: false, scopes: ['orders:write'], purpose: 'order-fulfilment', free: false, body: true, parameters: ['idempotency-key'],
  });
  expect(treeOf(environment).parts.filter((part) => part.edge !== undefined)).toEqual([expect.objectContaining({ path: 'orders/gateway', edge })]);
});
