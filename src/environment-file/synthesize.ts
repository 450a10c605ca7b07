import { App, TerraformStack } from 'cdktf';
import { Fault, GroundworkError } from '../errors';
import { EnvironmentBuilder } from './build';
import { EnvironmentDocument, readEnvironments } from './document';

/** What is synthesized, and where to. */
export interface SynthesisOptions {
  /** Environment files. */
  readonly files: string[];
  readonly outdir: string;
  /** Context of the app: `groundwork:landingZone`, `groundwork:shard`, … */
  readonly context: { readonly [key: string]: unknown };
}

/**
 * Synthesizes the environments that files state. Writes what an app with the same environments would.
 *
 * @throws one error with every fault of every file; nothing is written then
 */
export function synthesizeFiles({ files, outdir, context }: SynthesisOptions): void {
  const documents = files.flatMap(readEnvironments);
  const app = new App({ outdir });
  // Set here, since the host lets CDKTF_CONTEXT_JSON go before what its constructor is given.
  Object.entries(context).forEach(([key, value]) => app.node.setContext(key, value));
  const builder = new EnvironmentBuilder(app);
  const environments = documents.map((document) => builder.build(document));
  if (builder.faults.length === 0) {
    attempt(() => app.synth(), (faults) => builder.addLate(faults, documents, environments));
  } else if (builder.faults.length === documents.reduce((sum, document) => sum + document.faults.length, 0)) {
    // Every construct that could be made is whole, so what the checks of the whole say of it is right.
    attempt(() => prepare(app), (faults) => builder.addLate(faults, documents, environments));
  }
  if (builder.faults.length > 0) { throw new GroundworkError(titleOf(documents), inOrder(builder.faults)); }
}

function prepare(app: App): void {
  app.node.findAll().filter(TerraformStack.isStack).forEach((stack) => stack.prepareStack());
}

function attempt(what: () => void, failed: (faults: Fault[]) => void): void {
  try {
    what();
  } catch (error) {
    if (!(error instanceof GroundworkError)) { throw error; }
    failed(error.faults);
  }
}

/** File by file in the order in which they first appear, and line by line: the checks of the whole come last and belong among the others. */
function inOrder(faults: readonly Fault[]): Fault[] {
  const placed = faults.map((fault) => ({ fault, place: /^(.+?):(\d+):(\d+)/.exec(fault.where) }));
  const files = [...new Set(placed.map(({ place }) => place?.[1]))];
  const rank = ({ place }: typeof placed[number]) => [files.indexOf(place?.[1]), Number(place?.[2] ?? 0), Number(place?.[3] ?? 0)];
  const compare = (a: number[], b: number[]) => a.map((value, i) => value - b[i]).find((difference) => difference !== 0) ?? 0;
  return placed.sort((a, b) => compare(rank(a), rank(b))).map(({ fault }) => fault);
}

function titleOf(documents: EnvironmentDocument[]): string {
  const files = [...new Set(documents.map((document) => document.source.file))];
  return files.length === 1 ? `${files[0]} cannot be used` : `${files.length} environment files cannot be used`;
}
