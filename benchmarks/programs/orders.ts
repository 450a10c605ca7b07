import * as path from 'path';
import { CustomerFacingApi, Environment, Stage, Standards } from 'cdktf-groundwork';
import { Construct } from 'constructs';

export const examples = path.join(__dirname, '..', '..', 'examples/acme');

/** The environment of the example enterprise, under a name of its own so that an account can hold several. */
export class Orders extends Environment {
  public constructor(scope: Construct, id: string, standards: Standards, landingZone: string) {
    super(scope, id, { standards, landingZone, stage: Stage.PRODUCTION, pod: 'orders', pattern: CustomerFacingApi.PATTERN_ID });
    new CustomerFacingApi(this, 'orders', {
      openapi: path.join(examples, 'orders.openapi.yaml'),
      service: { port: 8080 },
      authentication: { issuer: 'https://login.acme.example/', audience: 'orders' },
      consent: { purpose: 'order-fulfilment' },
      database: {},
      keyValueStore: { expiryAttribute: 'expires_at' },
      cache: {},
      objectStore: { expireDays: 365 },
    });
  }
}
