import { connections } from '../connections';
import { ReviewModel } from '../model';
import { MOST_TRACKS } from './channels';
import { MOST_LINKS } from './links';
import { OverviewOptions, overviewSheet } from './overview';
import { Change, Sheet } from './sheet';
import { sliceSheet } from './slice';
import { drawSheet } from './svg';

export { PICTURE_BASE, PICTURE_DARK } from './style';
export type { Change } from './sheet';

/** The picture of a place as an SVG element: one card for each part, lines for traffic, data and trust. */
export function drawOverview(model: ReviewModel, changes?: { readonly [part: string]: Change }): string {
  return fitted(model, { changes });
}

/** The resources of one part and what they are connected with; nothing for a part without resources. */
export function drawSlice(model: ReviewModel, partPath: string): string | undefined {
  return least((most) => sliceSheet(model, partPath, most));
}

/** Every line of the picture as a sentence: its text alternative, complete also where the drawing leaves lines out. */
export function connectionsList(model: ReviewModel): string[] {
  return connections(model);
}

/** The overview with as many lines as can be told apart. */
export function fitted(model: ReviewModel, options: OverviewOptions, style = ''): string {
  return least((most) => overviewSheet(model, options, most), style)!;
}

function least(sheetOf: (most: number) => Sheet | undefined, style = ''): string | undefined {
  for (let most = MOST_LINKS; ; most -= 4) {
    const sheet = sheetOf(most);
    if (!sheet) { return undefined; }
    const { svg, tracks } = drawSheet(sheet, style);
    if (tracks <= MOST_TRACKS || most <= 4) { return svg; }
  }
}
