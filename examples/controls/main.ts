/** An enterprise adds a control of its own: judged in every environment as the built-in ones are. `main.py` beside this file does the same in Python. */
import * as path from 'path';
import { App } from 'cdktf';
import { Environment, Service, Stage, Standards } from 'cdktf-groundwork';
import { QuarterOfLogs } from './quarter-of-logs';

const app = new App({ outdir: process.env.CDKTF_OUTDIR ?? 'cdktf.out' });
const standards = Standards.fromFile(path.join(__dirname, '../acme/standards.yaml'));
standards.addControl(new QuarterOfLogs());
const environment = new Environment(app, 'orders-dev', { standards, pod: 'orders', stage: Stage.DEVELOPMENT, landingZone: 'eu-aws' });
new Service(environment, 'worker');
app.synth();
