import * as fs from 'fs';
import * as path from 'path';
import { TerraformStack } from 'cdktf';
import { IConstruct } from 'constructs';
import { IPlace } from '../environment/place';
import { sourcesOf } from '../environment/source';
import { stringify } from '../environment/stringify';
import { toTerraformOnce } from '../environment/synthesis';
import { judged, reviewIndex } from '../environment/synthesis/review';
import { reviewMarkdown } from './markdown/review';
import { escape } from './markdown/text';
import { ReviewModel } from './model';
import { failedEntry, FleetEntry, fleetEntry } from './page/fleet-entry';
import { renderFleet } from './page/fleet';
import { renderPage } from './page/page';
import { standaloneSvg } from './picture/standalone';

/** Files to write, by path below the output folder. */
export interface Files { [path: string]: string }

const ENTRIES = Symbol.for('cdktf-groundwork/ReviewEntries');

/** The review of one place: the page, the comment, the picture, the data they come from, and the lines of the source. */
export function reviewOf(place: IPlace, model: ReviewModel, name: string): Files {
  const folder = `review/${name}`;
  try {
    const sources = sourcesOf(place);
    const files = { ...filesOf(model, folder, sources), [`${folder}/sources.json`]: `${stringify(sources)}\n` };
    entriesOf(place.node.root).set(folder, fleetEntry(model, folder));
    return files;
  } catch (error) {
    return failedReview(place, name, error as Error).files;
  }
}

/** A review that cannot be made stops no synthesis; it says so in its own place, in the index and on standard error. */
export function failedReview(place: IPlace, name: string, error: Error): { readonly sentence: string; readonly files: Files } {
  const folder = `review/${name}`;
  const sentence = `The review of ${place.node.path} could not be made: ${error.message}`;
  process.stderr.write(`warning: ${process.env.GROUNDWORK_STACK_TRACES ? error.stack ?? sentence : sentence}\n`);
  entriesOf(place.node.root).set(folder, failedEntry(place.node.id, sentence));
  return { sentence, files: { [`${folder}/review.md`]: `## ${escape(place.node.path)}\n\n**Nothing was reviewed.** ${escape(sentence)}\n` } };
}

/** The same from a model alone; what `groundwork review` writes anew. */
export function filesOf(model: ReviewModel, folder = `review/${model.identity.stack}`, sources: { [path: string]: string } = {}): Files {
  return {
    [`${folder}/index.html`]: renderPage(model, { sources, index: `${up(folder, 1)}index.html`, evidence: `${up(folder, 0)}evidence/${inAddress(folder)}` }),
    [`${folder}/review.md`]: reviewMarkdown(model),
    [`${folder}/picture.svg`]: standaloneSvg(model),
    [`${folder}/model.json`]: `${JSON.stringify(model)}\n`,
  };
}

/** The way from a page up to the folder `review`, or with `less` = 0 to the output folder. */
function up(folder: string, less: number): string {
  return '../'.repeat(folder.split('/').length - less);
}

/** Half a pair of surrogates has no place in an address. */
function inAddress(folder: string): string {
  return folder.split('/').slice(1).map((step) => encodeURIComponent(step.replace(/\p{Cs}/gu, '\uFFFD'))).join('/');
}

/** Writes what is made of an environment inside a team's own stack; that stack is written by its owner. */
export function writeEmbedded(place: IPlace, outdir: string): void {
  const terraform = toTerraformOnce(TerraformStack.of(place));
  const { files } = judged(place, terraform, stringify(terraform));
  writeFiles({ ...files, ...reviewIndex(place.node.root) }, outdir);
}

/** Writes files below `outdir`. */
export function writeFiles(files: Files, outdir: string): void {
  for (const [file, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(outdir, file)), { recursive: true });
    fs.writeFileSync(path.join(outdir, file), text);
  }
}

/** The page that lists every review of this synthesis. */
export function indexOf(root: IConstruct): Files {
  return { 'review/index.html': renderFleet([...entriesOf(root)].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry)) };
}

function entriesOf(root: any): Map<string, FleetEntry> {
  root[ENTRIES] ??= new Map<string, FleetEntry>();
  return root[ENTRIES];
}
