/** Child of the bench: constructs and synthesizes once, in a process of its own, and prints what it took. `node -r typescript.js synthesis.ts plain|groundwork <size>`. */
import { createHash } from 'crypto';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { App } from 'cdktf';
import { addResources } from './resources';
import { groundworkStack, plainStack } from './stacks';

const [kind, size, review] = process.argv.slice(2);
const outdir = fs.mkdtempSync(path.join(os.tmpdir(), 'groundwork-bench-'));
const makeStack = kind === 'plain' ? plainStack : groundworkStack();
if (kind !== 'plain') { preload(review === 'review'); }

const start = process.hrtime.bigint();
const app = new App({ outdir, context: review === 'review' ? {} : { 'groundwork:review': 'off' } });
addResources(makeStack(app), Number(size));
const constructed = process.hrtime.bigint();
app.synth();
const end = process.hrtime.bigint();

const text = fs.readFileSync(path.join(outdir, 'stacks/stack/cdk.tf.json'));
fs.rmSync(outdir, { recursive: true });
process.stdout.write(JSON.stringify({
  ms: Number(end - start) / 1e6,
  constructMs: Number(constructed - start) / 1e6,
  bytes: text.length,
  hash: createHash('sha256').update(text).digest('hex'),
  peakMB: process.resourceUsage().maxRSS / 1024,
}));

/** The library loads the parts of a cloud when they are first needed; here they are loaded before the clock runs, as are the classes of plain cdktf. */
function preload(withReview: boolean): void {
  require('../../src/clouds/aws/aws-cloud');
  require('../../src/clouds/aws/providers');
  require('../../src/clouds/aws/rules');
  require('../../src/clouds/rules');
  if (withReview) { require('../../src/review/write'); }
}
