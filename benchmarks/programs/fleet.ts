/** Child of the bench: many environments in one app, `node -r typescript.js fleet.ts <how many> [shard] [folder to keep]`. */
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { getHeapStatistics } from 'v8';
import { App } from 'cdktf';
import { Fleet, IEnvironmentBuilder, Standards } from 'cdktf-groundwork';
import { examples, Orders } from './orders';

const [count, shard, kept] = process.argv.slice(2);
const outdir = kept || fs.mkdtempSync(path.join(os.tmpdir(), 'groundwork-bench-'));
const standards = Standards.fromFile(path.join(examples, 'standards.yaml'));
const zones = standards.landingZones.map((zone) => zone.name);
const builders: IEnvironmentBuilder[] = Array.from({ length: Number(count) }, (_, i) => ({
  environmentName: `orders-${i}`,
  create: (scope) => { new Orders(scope, `orders-${i}`, standards, zones[i % zones.length]); },
}));

const start = process.hrtime.bigint();
const app = new App({ outdir, context: { 'groundwork:review': 'off', 'groundwork:governance': kept ? 'on' : 'off', ...(shard ? { 'groundwork:shard': shard } : {}) } });
Fleet.create(app, builders);
const constructed = process.hrtime.bigint();
app.synth();
const end = process.hrtime.bigint();

const stacks = fs.readdirSync(path.join(outdir, 'stacks'));
const bytes = stacks.reduce((sum, stack) => sum + fs.statSync(path.join(outdir, 'stacks', stack, 'cdk.tf.json')).size, 0);
if (!kept) { fs.rmSync(outdir, { recursive: true }); }
process.stdout.write(JSON.stringify({
  built: stacks.length,
  constructMs: Number(constructed - start) / 1e6,
  synthMs: Number(end - constructed) / 1e6,
  bytes,
  peakMB: process.resourceUsage().maxRSS / 1024,
  heapLimitMB: getHeapStatistics().heap_size_limit / 1024 / 1024,
}));
