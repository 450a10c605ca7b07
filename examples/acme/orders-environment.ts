import * as path from 'path';
import { CustomerFacingApi, Environment, Stage, Standards } from 'cdktf-groundwork';
import { Construct } from 'constructs';

/** What differs between the environments of the orders pod. */
export interface OrdersEnvironmentProps {
  readonly standards: Standards;
  readonly stage: Stage;
  readonly landingZone?: string;
}

/** The orders pod: one API with its database, items, cache and files. */
export class OrdersEnvironment extends Environment {
  public readonly api: CustomerFacingApi;

  public constructor(scope: Construct, id: string, props: OrdersEnvironmentProps) {
    super(scope, id, { ...props, name: `orders-${props.stage}`, pod: 'orders', pattern: CustomerFacingApi.PATTERN_ID });
    this.api = new CustomerFacingApi(this, 'orders', {
      openapi: path.join(__dirname, 'orders.openapi.yaml'),
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
