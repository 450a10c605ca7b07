import * as path from 'path';
import { App } from 'cdktf';
import { Construct } from 'constructs';
import { OrdersEnvironment } from '../../../examples/acme/orders-environment';
import { CustomerFacingApi, Environment, Foundation, Stage, Standards } from '../../../src';
import { synthesize } from '../../support/terraform';
import { Stacks } from '../cells';

const ACME = path.join(__dirname, '..', '..', '..', 'examples', 'acme');

let standards: Standards | undefined;

/** The standards of the example enterprise. */
export function acmeStandards(): Standards {
  standards ??= Standards.fromFile(path.join(ACME, 'standards.yaml'));
  return standards;
}

/** The orders API, asking for client certificates. */
class MutualTlsEnvironment extends Environment {
  public constructor(scope: Construct, acme: Standards, landingZone: string) {
    super(scope, 'orders-mutual-tls', { standards: acme, landingZone, stage: Stage.PRODUCTION, pod: 'orders', pattern: CustomerFacingApi.PATTERN_ID });
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
    const acme = acmeStandards();
    const written = synthesize((app: App) => {
      new Foundation(app, 'foundation', { standards: acme, landingZone });
      new OrdersEnvironment(app, 'orders', { standards: acme, stage: Stage.PRODUCTION, landingZone });
      new MutualTlsEnvironment(app, acme, landingZone);
    });
    stacks = { foundation: written.foundation, environment: written.orders, mutualTls: written['orders-mutual-tls'] };
    known.set(landingZone, stacks);
  }
  return stacks;
}
