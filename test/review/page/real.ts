import { App } from 'cdktf';
import { Foundation, Stage } from '../../../src';
import { OrdersEnvironment } from '../../../examples/acme/orders-environment';
import { buildModel } from '../../../src/review/build';
import { ReviewModel } from '../../../src/review/model';
import { treeOf } from '../../../src/review/tree';
import { acmeStandards } from '../../patterns/customer-facing-api/stacks';
import { synthesize } from '../../support/terraform';

export const ZONES = ['eu-aws', 'eu-azure', 'eu-google'];

let known: { [stack: string]: ReviewModel } | undefined;

/** The reviews of the example's production environment and of its foundation, on every cloud: `orders-eu-aws`, `foundation-eu-aws`. */
export function realModels(): { [stack: string]: ReviewModel } {
  if (!known) {
    const standards = acmeStandards();
    const places = new Map<string, Foundation | OrdersEnvironment>();
    const written = synthesize((app: App) => {
      for (const landingZone of ZONES) {
        places.set(`orders-${landingZone}`, new OrdersEnvironment(app, `orders-${landingZone}`, { standards, stage: Stage.PRODUCTION, landingZone }));
        places.set(`foundation-${landingZone}`, new Foundation(app, `foundation-${landingZone}`, { standards, landingZone }));
      }
    });
    known = Object.fromEntries([...places].map(([id, place]) => [id, buildModel(written[id].json, JSON.stringify(written[id].json, null, 2), treeOf(place))]));
  }
  return known;
}
