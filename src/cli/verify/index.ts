import { mkdirSync, readFileSync, writeFileSync } from 'fs';
import { dirname, join } from 'path';
import { throwFaults } from '../../errors';
import { FleetRecord, unjudged } from '../../governance/fleet/record';
import { fleetFiles, fleetReport, FleetReport } from '../../governance/fleet/report';
import type { Profile } from '../../review/markdown/text';
import { Standards } from '../../standards/standards';
import { UsageError } from '../errors';
import { Output, OutputStack } from '../output';
import { Aims, aimsIn } from './aims';
import { Ground, JudgedPlace, judgePlace, More } from './judge';
import { patternsAtHand } from './modules';
import { placesLeft } from './places';
import { planDeviations, readPlan, stackOf } from './plan';
import { verifyMarkdown } from './report';
import { MergedSarif } from './sarif';
import { withUnused } from './unused';

/** What is verified, and what is written. */
export interface VerifyRequest {
  readonly out: string;
  readonly standards: string;
  readonly require: readonly string[];
  readonly stack?: string;
  /** Stacks that Groundwork did not make and somebody else looks after. */
  readonly elsewhere: readonly string[];
  /** File with the JSON of a plan; `-` is standard input. */
  readonly plan?: string;
  readonly sarif?: string;
  readonly markdown?: string;
  readonly profile: Profile;
  /** Folder for the report over the fleet. */
  readonly report?: string;
}

/** Verifies an output folder, one stack after the other: of each only a small record stays in memory. */
export function verifyOutput(request: VerifyRequest, say: (text: string) => void = () => undefined): FleetReport {
  const ground = groundOf(request);
  const output = new Output(request.out);
  const plan = request.plan === undefined ? undefined : readPlan(readInput(request.plan));
  const names = plan ? [stackOf(plan, output, request.stack)] : output.namesOf(request.stack);
  request.elsewhere.forEach((name) => output.namesOf(name));
  const sarif = request.sarif === undefined ? undefined : new MergedSarif();
  say('reading what stacks name of each other');
  const aims = aimsIn(output);
  const records: FleetRecord[] = [];
  for (const name of names) {
    say(`verifying ${name}`);
    const stack = output.stack(name);
    const more: More | undefined = plan && ((verified) => planDeviations(stack.terraform, plan, verified));
    for (const judged of judgeStack(request, stack, ground, aims, more)) {
      records.push(judged.record);
      sarif?.add(judged, join('stacks', name, 'cdk.tf.json').replace(/\\/g, '/'));
    }
  }
  // A part of an output cannot tell what nothing needs.
  const all = plan || request.stack !== undefined ? records : withUnused(records, ground.standards._governance.exceptions);
  const report = fleetReport(all);
  write(request, report, all, sarif);
  return report;
}

function groundOf({ standards: file, require: modules }: VerifyRequest): Ground {
  const standards = Standards.fromFile(file);
  const classes = patternsAtHand(modules, standards);
  throwFaults(`${file} cannot be used`, [...standards._governance.faults ?? []]);
  return { standards, classes };
}

function judgeStack({ out, elsewhere }: VerifyRequest, stack: OutputStack, ground: Ground, aims: Aims, more?: More): JudgedPlace[] {
  const places = placesLeft(out, stack.name);
  const named = elsewhere.includes(stack.name);
  if (places.length > 0) {
    if (named) { throw new UsageError(`${stack.name} was made by Groundwork: it cannot be left to others with --elsewhere.`); }
    return places.map((left) => judgePlace(stack, left, ground, aims.get(left.folder), more));
  }
  const record = unjudged(stack.name, stack.name, {
    owner: 'architecture', kind: 'control', consequence: 'protection', evidence: [],
    text: `${stack.name}: Groundwork did not make this stack, or left neither review nor evidence of it; nobody judged it`, mend: 'Make it an environment, or name it with --elsewhere where somebody else looks after it.',
  });
  return [{ record: named ? { ...record, verdict: { text: 'Groundwork did not make it; somebody else looks after it.', passes: true, look: [], count: 0 } } : record, sources: {} }];
}

function readInput(file: string): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (error) {
    throw new UsageError(file === '-' ? 'There is no plan on standard input: pipe in terraform show -json plan.' : `${file} cannot be read: ${(error as Error).message}`);
  }
}

function write(request: VerifyRequest, report: FleetReport, records: readonly FleetRecord[], sarif?: MergedSarif): void {
  const put = (file: string, text: string) => {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  };
  if (request.sarif !== undefined) { put(request.sarif, sarif!.text); }
  if (request.markdown !== undefined) { put(request.markdown, verifyMarkdown(report, request.profile)); }
  if (request.report !== undefined) { for (const [file, text] of Object.entries(fleetFiles(records, ''))) { put(join(request.report, file), text); } }
}
