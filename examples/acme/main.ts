import * as path from 'path';
import { App } from 'cdktf';
import { Foundation, Stage, Standards } from 'cdktf-groundwork';
import { addOtherEnvironments } from './other-environments';
import { OrdersEnvironment } from './orders-environment';

const app = new App({ outdir: process.env.CDKTF_OUTDIR ?? 'cdktf.out' });
const standards = Standards.fromFile(path.join(__dirname, 'standards.yaml'));

// Once for each landing zone, by the platform team.
for (const zone of standards.landingZones) {
  new Foundation(app, `foundation-${zone.name}`, { standards, landingZone: zone.name });
}

// The same pod, twice in each landing zone: nothing below says on which cloud.
for (const zone of standards.landingZones) {
  for (const stage of [Stage.PRODUCTION, Stage.DEVELOPMENT]) {
    new OrdersEnvironment(app, `orders-${stage}-${zone.name}`, { standards, stage, landingZone: zone.name });
  }
}

// Other pods, which went their own way here and there.
addOtherEnvironments(app, standards);

app.synth();
