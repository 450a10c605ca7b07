/**
 * Construct and synthesize the same resources with plain cdktf and with Groundwork's stack, in one process, alternating, each in a
 * child process of its own so that neither profits from the other. Prints one line per size; `--json` prints one object.
 */
import { execFileSync } from 'child_process';

const SIZES = [100, 1000];
const RUNS = 3;

const program = (kind: string, size: number) => `
process.env.GROUNDWORK_STACK_TRACES = '${kind === 'plain' ? '1' : ''}';
const { App, TerraformStack, TerraformResource } = require('cdktf');
const fs = require('fs'), os = require('os'), path = require('path'), crypto = require('crypto');
const { S3Bucket } = require('@cdktf/provider-aws/lib/s3-bucket');
const { AwsProvider } = require('@cdktf/provider-aws/lib/provider');
const outdir = fs.mkdtempSync(path.join(os.tmpdir(), 'groundwork-bench-'));
const synthesis = '${kind}' === 'plain' ? undefined : require('./src/environment/synthesis');
const start = process.hrtime.bigint();
const app = new App({ outdir });
class Ours extends TerraformStack { toTerraform() { return synthesis.toTerraformOnce(this); } }
const stack = new (synthesis ? Ours : TerraformStack)(app, 'stack');
new AwsProvider(stack, 'aws', { region: 'eu-central-1' });
let last;
for (let i = 0; i < ${size}; i++) { last = new S3Bucket(stack, 'bucket' + i, { bucket: last ? last.arn + i : 'b', tags: { i: String(i) } }); }
app.synth();
const ms = Number(process.hrtime.bigint() - start) / 1e6;
const bytes = fs.readFileSync(path.join(outdir, 'stacks/stack/cdk.tf.json'));
fs.rmSync(outdir, { recursive: true });
console.log(JSON.stringify({ ms, hash: crypto.createHash('sha256').update(bytes).digest('hex') }));`;

function once(kind: string, size: number): { ms: number; hash: string } {
  return JSON.parse(execFileSync('npx', ['tsx', '-e', program(kind, size)], { encoding: 'utf8' }).trim().split('\n').pop()!);
}

const synthesis = SIZES.map((resources) => {
  const runs = Array.from({ length: RUNS }, () => ({ plain: once('plain', resources), ours: once('groundwork', resources) }));
  const best = (pick: (r: typeof runs[0]) => number) => Math.min(...runs.map(pick));
  const plainMs = best((r) => r.plain.ms);
  const groundworkMs = best((r) => r.ours.ms);
  return { resources, plainMs, groundworkMs, ratio: plainMs / groundworkMs, identical: runs.every((r) => r.plain.hash === r.ours.hash) };
});

if (process.argv.includes('--json')) {
  process.stdout.write(`${JSON.stringify({ synthesis })}\n`);
} else {
  for (const s of synthesis) {
    process.stdout.write(`${s.resources} resources: plain ${s.plainMs.toFixed(0)} ms, groundwork ${s.groundworkMs.toFixed(0)} ms, ${s.ratio.toFixed(1)} times, identical: ${s.identical}\n`);
  }
}
