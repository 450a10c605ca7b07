/** Synthesizes the example enterprise and says what came out, and where. */
import * as fs from 'fs';
import * as path from 'path';
import Table from 'cli-table3';

const outdir = process.env.CDKTF_OUTDIR ?? 'cdktf.out';
for (const folder of ['stacks', 'review']) { fs.rmSync(path.join(outdir, folder), { recursive: true, force: true }); }
require('../examples/acme/main');

interface Row {
  readonly stack: string;
  readonly cloud: string;
  readonly stage: string;
  readonly total: number;
  readonly byCapability: Map<string, number>;
  readonly file: string;
}

const CLOUDS: { [provider: string]: string } = { aws: 'AWS', azurerm: 'Azure', google: 'Google Cloud' };

function rowOf(stack: string): Row {
  const file = path.join(outdir, 'stacks', stack, 'cdk.tf.json');
  const tf = JSON.parse(fs.readFileSync(file, 'utf8'));
  const byCapability = new Map<string, number>();
  let total = 0;
  let stage = '';
  for (const resources of Object.values<any>(tf.resource ?? {})) {
    for (const resource of Object.values<any>(resources)) {
      const capability = capabilityOf(resource['//'].metadata.path.split('/').slice(1));
      byCapability.set(capability, (byCapability.get(capability) ?? 0) + 1);
      stage ||= resource.tags?.stage ?? resource.labels?.stage ?? '';
      total += 1;
    }
  }
  const provider = Object.keys(tf.provider).find((p) => p in CLOUDS)!;
  return { stack, cloud: CLOUDS[provider], stage: stage || 'foundation', total, byCapability, file };
}

/** `orders/database/cluster` belongs to `database`, `network/vpc` to `network`. */
function capabilityOf(segments: string[]): string {
  return segments.length > 2 ? segments[1] : segments[0];
}

const MOST_CAPABILITIES = 8;

function summary(byCapability: Map<string, number>): string {
  const counts = [...byCapability].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([name, count]) => `${name} ${count}`);
  const rest = counts.length - MOST_CAPABILITIES;
  return counts.slice(0, MOST_CAPABILITIES).join(', ') + (rest > 0 ? `, ${rest} more` : '');
}

const table = new Table({
  head: ['environment and its file', 'cloud', 'stage', 'resources', 'by capability'],
  colWidths: [60, 14, 13, 11, 38],
  colAligns: ['left', 'left', 'left', 'right', 'left'],
  wordWrap: true,
  style: { head: [], border: [] },
});
for (const row of fs.readdirSync(path.join(outdir, 'stacks')).sort().map(rowOf)) {
  table.push([`${row.stack}\n${row.file}`, row.cloud, row.stage, String(row.total), summary(row.byCapability)]);
}
process.stdout.write(`${table.toString()}\nreview: ${path.join(outdir, 'review/index.html')}\n`);

// What a gateway cannot express is an annotation of its construct; `cdktf synth` prints the same for every environment.
const manifest = JSON.parse(fs.readFileSync(path.join(outdir, 'manifest.json'), 'utf8'));
const notes = Object.values<any>(manifest.stacks).flatMap((stack) => stack.annotations.map((note: any) => {
  const provider = Object.keys(JSON.parse(fs.readFileSync(path.join(outdir, stack.synthesizedStackPath), 'utf8')).provider).find((p) => p in CLOUDS)!;
  return `note  ${CLOUDS[provider]}, ${note.constructPath.split('/').slice(1).join('/')}: ${note.message}`;
}));
[...new Set(notes)].sort().forEach((note) => process.stdout.write(`${note}\n`));
