import { mkdirSync, readFileSync, writeFileSync } from 'fs';
import { dirname, join } from 'path';
import { GovernanceModel } from '../governance/model';
import { lookByOwner, verdictSentences, verdictWord } from '../review/governed';
import { countsLine } from '../review/markdown/review';
import { fleetEntry } from '../review/page/fleet-entry';
import { renderFleet } from '../review/page/fleet';
import { verdictOf } from '../review/verdict';
import { CONSEQUENCE_TITLES } from '../review/words';
import { filesOf } from '../review/write';
import { Output, Reviewed } from './output';
import { colors, Terminal } from './terminal';

/** Writes the review files of an output folder anew, as its Terraform is now. */
export function rewriteReviews(out: string, stack?: string): Reviewed[] {
  const output = new Output(out);
  const names = output.namesOf(stack);
  const wanted = names.flatMap((name) => output.reviews(name, true));
  for (const { folder, model } of wanted) { writeFiles(out, filesOf(model, folder, sourcesIn(join(out, folder, 'sources.json')))); }
  // The index shows every stack, also those that are not written anew.
  const others = output.stackNames.filter((name) => !names.includes(name)).flatMap((name) => output.reviews(name));
  writeFiles(out, indexOf([...wanted, ...others]));
  return wanted;
}

/** Places in the code, as the synthesis wrote them; output of another tool has none. */
function sourcesIn(file: string): { [path: string]: string } {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return {};
  }
}

/** The page that lists every review of an output folder. */
export function indexOf(reviews: Reviewed[]): { [path: string]: string } {
  const inOrder = [...reviews].sort((a, b) => (a.folder < b.folder ? -1 : 1));
  return { 'review/index.html': renderFleet(inOrder.map(({ model, folder }) => fleetEntry(model, folder))) };
}

export function writeFiles(out: string, files: { [path: string]: string }): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(out, path)), { recursive: true });
    writeFileSync(join(out, path), text);
  }
}

/** The verdict, and who must look at what. */
function governedLines({ verdict }: GovernanceModel): string[] {
  return [`${verdictWord(verdict)}. ${verdictSentences(verdict)}`, ...lookByOwner(verdict.look).flatMap(([owner, own]) => own.map((l) => `  ${owner}  ${l.text}`))];
}

/** What a person at a terminal reads: verdict, counts, decisions. */
export function summaryOf({ folder, model }: Reviewed, terminal: Terminal): string {
  const { identity, decisions, governance } = model;
  const paint = colors(terminal.outColors);
  return [
    paint.bold([identity.stack, identity.stage].filter(Boolean).join(' / ')),
    ...(governance ? governedLines(governance) : [verdictOf(model)]),
    countsLine(model),
    ...decisions.map(({ consequence, text }) => `  ${paint.yellow(CONSEQUENCE_TITLES[consequence])}  ${text}`),
    `${paint.dim('page')}  ${folder}/index.html`,
  ].join('\n') + '\n';
}
