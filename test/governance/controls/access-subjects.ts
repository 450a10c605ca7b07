import * as path from 'path';
import { App } from 'cdktf';
import { Construct } from 'constructs';
import { OrdersEnvironment } from '../../../examples/acme/orders-environment';
import { CustomerFacingApi, Environment, Foundation, Stage } from '../../../src';
import { IControl } from '../../../src/governance/control';
import { ACCESS_CONTROLS } from '../../../src/governance/controls/access';
import { ControlResult } from '../../../src/governance/model';
import { runControls } from '../../../src/governance/run';
import { Subject } from '../../../src/governance/subject';
import { buildModel } from '../../../src/review/build';
import { Tree } from '../../../src/review/model';
import { treeOf as treeOfPlace } from '../../../src/review/tree';
import { acmeStandards, stacksOf } from '../../patterns/customer-facing-api/stacks';

const ROOT = path.join(__dirname, '..', '..', '..');

export const CLOUDS = ['aws', 'azure', 'google'] as const;
export type Cloud = typeof CLOUDS[number];
export type Which = 'environment' | 'foundation' | 'mutualTls';

/** A copy of what the example writes for production, for its landing zone, or with client certificates. */
export function copyOf(cloud: Cloud, which: Which = 'environment'): any {
  return JSON.parse(JSON.stringify(stacksOf(`eu-${cloud}`)[which].json));
}

/** What controls say of a stack. */
export function judged(cloud: Cloud, which: Which, terraform: any, controls: readonly IControl[] = ACCESS_CONTROLS): ControlResult[] {
  const model = buildModel(terraform, JSON.stringify(terraform, null, 2), treeOf(cloud, which));
  return runControls(new Subject(model, terraform, acmeStandards().allowedRegions), { controls, settings: new Map() }).results;
}

class MutualTlsEnvironment extends Environment {
  public constructor(scope: Construct, landingZone: string) {
    super(scope, 'orders-mutual-tls', { standards: acmeStandards(), landingZone, stage: Stage.PRODUCTION, pod: 'orders', pattern: CustomerFacingApi.PATTERN_ID });
    new CustomerFacingApi(this, 'orders', {
      openapi: path.join(ROOT, 'examples', 'acme', 'orders.openapi.yaml'), authentication: { issuer: 'https://login.acme.example/', audience: 'orders' },
      consent: { purpose: 'order-fulfilment' }, mutualTls: { trustStoreFile: path.join(ROOT, 'test', 'patterns', 'customer-facing-api', 'client-authorities.pem') },
    });
  }
}

const trees = new Map<string, Tree>();

/** What the constructs say of a stack; made once. */
function treeOf(cloud: Cloud, which: Which): Tree {
  const key = `${cloud} ${which}`;
  let tree = trees.get(key);
  if (!tree) {
    const [app, landingZone, standards] = [new App(), `eu-${cloud}`, acmeStandards()];
    tree = treeOfPlace(which === 'foundation' ? new Foundation(app, 'foundation', { standards, landingZone })
      : which === 'mutualTls' ? new MutualTlsEnvironment(app, landingZone) : new OrdersEnvironment(app, 'orders', { standards, stage: Stage.PRODUCTION, landingZone }));
    trees.set(key, tree);
  }
  return tree;
}

/** The name of the only resource of a type that begins so; the first, if none is asked for. */
export function nameOf(tf: any, type: string, name = ''): string {
  const found = Object.keys(tf.resource[type] ?? {}).find((n) => n.startsWith(name));
  if (!found) { throw new Error(`no ${type}.${name}`); }
  return found;
}

export function one(tf: any, type: string, name = ''): any { return tf.resource[type][nameOf(tf, type, name)]; }

export function drop(tf: any, type: string, name = ''): void { delete tf.resource[type][nameOf(tf, type, name)]; }

export function add(tf: any, type: string, body: object, name = 'beside'): void { tf.resource[type] = { ...tf.resource[type], [name]: body }; }

/** Changes a document in a string. */
export function document(body: any, argument: string, change: (read: any) => void): void {
  const read = JSON.parse(body[argument]);
  change(read);
  body[argument] = JSON.stringify(read);
}
