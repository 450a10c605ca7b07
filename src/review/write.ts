import * as fs from 'fs';
import * as path from 'path';
import { TerraformStack } from 'cdktf';
import { IConstruct } from 'constructs';
import { IPlace } from '../environment/place';
import { sourcesOf } from '../environment/source';
import { stringify } from '../environment/stringify';
import { toTerraformOnce } from '../environment/synthesis';
import { buildModel } from './build';
import { reviewMarkdown } from './markdown/review';
import { ReviewModel } from './model';
import { FleetEntry, fleetEntry } from './page/fleet-entry';
import { renderFleet } from './page/fleet';
import { renderPage } from './page/page';
import { standaloneSvg } from './picture/standalone';
import { treeOf } from './tree';

/** Files to write, by path below the output folder. */
export interface Files { [path: string]: string }

const ENTRIES = Symbol.for('cdktf-groundwork/ReviewEntries');

/** Context `groundwork:review` = `off` leaves the review out. */
export function isReviewed(scope: IConstruct): boolean {
  const setting = scope.node.tryGetContext('groundwork:review');
  return setting !== 'off' && setting !== false;
}

/** The review of one place: the page, the comment, the picture, the data they come from, and the lines of the source. */
export function reviewOf(place: IPlace, terraform: any, text: string): Files {
  const model = buildModel(terraform, text, treeOf(place));
  const folder = `review/${(place as IConstruct) === TerraformStack.of(place) ? model.identity.stack : `${model.identity.stack}/${model.identity.name}`}`;
  entriesOf(place.node.root).set(folder, fleetEntry(model, folder));
  const sources = sourcesOf(place);
  return { ...filesOf(model, folder, sources), [`${folder}/sources.json`]: `${stringify(sources)}\n` };
}

/** The same from a model alone; what `groundwork review` writes anew. */
export function filesOf(model: ReviewModel, folder = `review/${model.identity.stack}`, sources: { [path: string]: string } = {}): Files {
  return {
    [`${folder}/index.html`]: renderPage(model, { sources, index: `${'../'.repeat(folder.split('/').length - 1)}index.html` }),
    [`${folder}/review.md`]: reviewMarkdown(model),
    [`${folder}/picture.svg`]: standaloneSvg(model),
    [`${folder}/model.json`]: `${JSON.stringify(model)}\n`,
  };
}

/** Writes the review of an environment inside a team's own stack; that stack is written by its owner. */
export function writeEmbedded(place: IPlace, outdir: string): void {
  if (!isReviewed(place)) { return; }
  const terraform = toTerraformOnce(TerraformStack.of(place));
  writeFiles({ ...reviewOf(place, terraform, stringify(terraform)), ...indexOf(place.node.root) }, outdir);
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
