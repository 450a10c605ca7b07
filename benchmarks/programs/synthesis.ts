/** Child of the bench: constructs and synthesizes once, in a process of its own, and prints what it took: `synthesis.ts plain|groundwork|governed|governed-evidence <resources>`. */
import { createHash } from 'crypto';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { App } from 'cdktf';
import { addResources } from './resources';
import { groundworkStack, plainStack } from './stacks';

const [kind, size] = process.argv.slice(2);
const outdir = fs.mkdtempSync(path.join(os.tmpdir(), 'groundwork-bench-'));
const makeStack = kind === 'plain' ? plainStack : groundworkStack();
if (kind !== 'plain') { preload(); }

const before = process.cpuUsage();
const start = process.hrtime.bigint();
const app = new App({ outdir, context: { 'groundwork:review': 'off', 'groundwork:governance': kind.startsWith('governed') ? 'on' : 'off', 'groundwork:evidence': kind === 'governed-evidence' ? 'on' : 'off' } });
addResources(makeStack(app), Number(size));
const constructed = process.hrtime.bigint();
app.synth();
const end = process.hrtime.bigint();
const cpu = process.cpuUsage(before);

const text = fs.readFileSync(path.join(outdir, 'stacks/stack/cdk.tf.json'));
const floorMs = kind === 'plain' ? 0 : floor(JSON.parse(text.toString()));
fs.rmSync(outdir, { recursive: true });
process.stdout.write(JSON.stringify({
  ms: Number(end - start) / 1e6,
  constructMs: Number(constructed - start) / 1e6,
  cpuMs: (cpu.user + cpu.system) / 1000,
  floorMs,
  bytes: text.length,
  hash: createHash('sha256').update(text).digest('hex'),
  peakMB: process.resourceUsage().maxRSS / 1024,
}));

/** Only the writing: text of an object that is resolved already. */
function floor(object: any): number {
  const { stringify } = require('../../src/environment/stringify') as typeof import('../../src/environment/stringify');
  const begin = process.hrtime.bigint();
  fs.writeFileSync(path.join(os.tmpdir(), `${path.basename(outdir)}.json`), stringify(object));
  const taken = Number(process.hrtime.bigint() - begin) / 1e6;
  fs.rmSync(path.join(os.tmpdir(), `${path.basename(outdir)}.json`));
  return taken;
}

/** The library loads the parts of a cloud when they are first needed; here they are loaded before the clock runs, as are the classes of plain cdktf. */
function preload(): void {
  require('../../src/clouds/aws/aws-cloud');
  require('../../src/clouds/aws/providers');
  require('../../src/clouds/aws/rules');
  require('../../src/clouds/rules');
  if (!kind.startsWith('governed')) { return; }
  require('../../src/governance/judge');
  require('../../src/governance/controls');
  require('../../src/review/aws');
}
