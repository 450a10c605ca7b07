import * as path from 'path';
import { App } from 'cdktf';
import { Construct } from 'constructs';
import { OrdersEnvironment } from '../../../examples/acme/orders-environment';
import { CustomerFacingApi, Environment, Foundation, Stage, Standards } from '../../../src';
import { synthesize } from '../../support/terraform';
import { Stacks } from '../cells';

const ACME = path.join(__dirname, '..', '..', '..', 'examples', 'acme');

/** The standards of the example enterprise. */
export function acmeStandards(): Standards {
  return Standards.fromFile(path.join(ACME, 'standards.yaml'));
}

/** The orders API with every option that the example leaves out. */
class MutualTlsEnvironment extends Environment {
  public constructor(scope: Construct, standards: Standards, landingZone: string) {
    super(scope, 'orders-mutual-tls', { standards, landingZone, stage: Stage.PRODUCTION, pod: 'orders', pattern: CustomerFacingApi.PATTERN_ID });
    new CustomerFacingApi(this, 'orders', {
      openapi: path.join(ACME, 'orders.openapi.yaml'),
      authentication: { issuer: 'https://login.acme.example/', audience: 'orders' },
      consent: { purpose: 'order-fulfilment' },
      mutualTls: { trustStoreFile: path.join(__dirname, 'client-authorities.pem') },
    });
  }
}

const known = new Map<string, Stacks>();

/** The example's production environment in a landing zone, its foundation, and the variant with client certificates: synthesized once. */
export function stacksOf(landingZone: string): Stacks {
  let stacks = known.get(landingZone);
  if (!stacks) {
    const standards = acmeStandards();
    const written = synthesize((app: App) => {
      new Foundation(app, 'foundation', { standards, landingZone });
      new OrdersEnvironment(app, 'orders', { standards, stage: Stage.PRODUCTION, landingZone });
      new MutualTlsEnvironment(app, standards, landingZone);
    });
    stacks = { foundation: written.foundation, environment: written.orders, mutualTls: written['orders-mutual-tls'] };
    known.set(landingZone, stacks);
  }
  return stacks;
}
