/**
 * Child of the bench: one environment with `CustomerFacingApi`, `node -r typescript.js pattern.ts <landing zone> on|off`. A second one is
 * measured, in an app of its own, so that what a process does once (loading a cloud, compiling schemas) is not in the figure.
 */
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { App } from 'cdktf';
import { Standards } from 'cdktf-groundwork';
import { examples, Orders } from './orders';

const [zone, review] = process.argv.slice(2);
const standards = Standards.fromFile(path.join(examples, 'standards.yaml'));

function once(): { constructMs: number; synthMs: number; resources: number; bytes: number } {
  const outdir = fs.mkdtempSync(path.join(os.tmpdir(), 'groundwork-bench-'));
  const start = process.hrtime.bigint();
  const app = new App({ outdir, context: { 'groundwork:review': review } });
  new Orders(app, 'orders-prod', standards, zone);
  const constructed = process.hrtime.bigint();
  app.synth();
  const end = process.hrtime.bigint();
  const text = fs.readFileSync(path.join(outdir, 'stacks/orders-prod/cdk.tf.json'), 'utf8');
  fs.rmSync(outdir, { recursive: true });
  const resources = Object.values<any>(JSON.parse(text).resource).reduce((sum, named) => sum + Object.keys(named).length, 0);
  return { constructMs: Number(constructed - start) / 1e6, synthMs: Number(end - constructed) / 1e6, resources, bytes: text.length };
}

once();
const results = [once(), once(), once()];
process.stdout.write(JSON.stringify({
  ...results[0], constructMs: Math.min(...results.map((r) => r.constructMs)), synthMs: Math.min(...results.map((r) => r.synthMs)),
}));
