import { connections } from '../connections';
import { ReviewModel } from '../model';
import { MOST_TRACKS } from './channels';
import { MOST_LINKS } from './links';
import { overviewSheet } from './overview';
import { Change, Sheet } from './sheet';
import { sliceSheet } from './slice';
import { arrange, drawSheet } from './svg';

export { PICTURE_BASE, PICTURE_DARK } from './style';
export type { Change } from './sheet';

/** Overviews without changes: page and file show the same. */
const DRAWN = new WeakMap<ReviewModel, string>();

/** The picture of a place as an SVG element: one card for each part, lines for traffic, data and trust. */
export function drawOverview(model: ReviewModel, changes?: { readonly [part: string]: Change }): string {
  const svg = (changes ? undefined : DRAWN.get(model)) ?? draw(overviewSheet(model, { changes }));
  if (!changes) { DRAWN.set(model, svg); }
  return svg;
}

/** The resources of one part and what they are connected with; nothing for a part without resources. */
export function drawSlice(model: ReviewModel, partPath: string): string | undefined {
  const sheet = sliceSheet(model, partPath);
  return sheet && draw(sheet);
}

/** Every line of the picture as a sentence: its text alternative, complete also where the drawing leaves lines out. */
export function connectionsList(model: ReviewModel): string[] {
  return connections(model);
}

/** As many lines as can be told apart. */
function draw(sheetOf: (most: number) => Sheet): string {
  let most = MOST_LINKS;
  let arranged = arrange(sheetOf(most));
  while (arranged.planned.tracks > MOST_TRACKS && most > 4) {
    most = Math.max(4, Math.min(most - 2, Math.floor(most * MOST_TRACKS / arranged.planned.tracks)));
    arranged = arrange(sheetOf(most));
  }
  return drawSheet(arranged);
}
