import { drawCard, drawPill, drawRoute, drawStart, FONTS, INK, rect, text } from './draw';
import { measure, placeBand, Placed } from './place';
import { plan, Plan } from './route';
import { BAND, COLUMN_X, FRAME, MARGIN, Sheet, WIDTH } from './sheet';
import { glyphOf } from './glyphs';
import { escape, fit, textWidth, wrap } from './text';

/** A sheet with everything in its lanes placed. */
export interface Arranged { readonly sheet: Sheet; readonly scope: string[]; readonly frameTop: number; readonly bare: boolean; readonly planned: Plan }

/** Places cards and lines. `planned.tracks` says how many lines stand beside each other in the fullest channel. */
export function arrange(sheet: Sheet): Arranged {
  const scope = wrap(sheet.scope, WIDTH - 2 * MARGIN);
  const frameTop = 38 + 18 * scope.length;
  const bare = sheet.columns.every((cards) => cards.length === 0);
  return { sheet, scope, frameTop, bare, planned: plan(sheet, measure(sheet), frameTop + (bare ? 16 : 64)) };
}

/** Draws a sheet. */
export function drawSheet({ sheet, scope, frameTop, bare, planned }: Arranged): string {
  const band = placeBand(sheet.band.filter((g) => g.cards.length > 0), sheet.bandColumns, planned.bottom + 8);
  const frameBottom = sheet.band.some((g) => g.cards.length > 0) ? band.bottom + 8 : planned.bottom;
  const key = drawKey(sheet, Math.max(frameBottom, outsideBottom(planned)) + 30);
  const body = [
    text(MARGIN, 26, fit(sheet.title, WIDTH - 2 * MARGIN, 18, true, 90), { cls: 'gw-title', size: 18, bold: true }),
    ...scope.map((line, i) => text(MARGIN, 46 + 18 * i, line, { cls: 'gw-scope', fill: INK.muted })),
    rect('gw-frame', FRAME.x, frameTop, FRAME.width, frameBottom - frameTop, INK.frame, INK.border, 'rx="8"'),
    ...frameLabels(sheet, frameTop),
    ...sheet.headings.map((heading, i) => (heading ? text(COLUMN_X[i], frameTop + 52, heading, { cls: 'gw-lane', fill: INK.muted, bold: true }) : '')),
    ...(band.groups.length > 0 && !bare ? [`<path class="gw-rule" d="M${BAND.x} ${planned.bottom}L${BAND.x + BAND.width} ${planned.bottom}" fill="none" stroke="${INK.border}"/>`] : []),
    ...band.groups.map((g) => text(g.x, g.y, g.title, { cls: 'gw-lane', fill: INK.muted, bold: true })),
    ...planned.routes.map(drawRoute),
    ...planned.columns.flat().map(drawCard),
    ...planned.routes.map(drawStart),
    ...band.groups.flatMap((g) => g.cards).map(drawCard),
    key.svg,
  ].join('\n');
  const id = `${sheet.prefix}-title`;
  return `<svg xmlns="http://www.w3.org/2000/svg" class="gw-picture" viewBox="0 0 ${WIDTH} ${key.bottom}" width="${WIDTH}" height="${key.bottom}" role="group" `
    + `aria-labelledby="${id}" font-family="${FONTS}" font-size="12">\n<title id="${id}">${escape(sheet.title)}</title>\n${body}\n</svg>`;
}

function outsideBottom({ columns }: Plan): number {
  const ends = [columns[0], columns[columns.length - 1]].flat().map((p: Placed) => p.y + p.height);
  return Math.max(0, ...ends);
}

function frameLabels(sheet: Sheet, top: number): string[] {
  const [name, where] = sheet.frame;
  const left = fit(name, 280, 13, true, 60);
  return [
    text(BAND.x, top + 24, left, { cls: 'gw-label', size: 13, bold: true }),
    ...(where ? [text(FRAME.x + FRAME.width - 14, top + 24, fit(where, 440, 12, false, 80), { cls: 'gw-note', fill: INK.muted, end: true })] : []),
  ];
}

interface Entry { readonly words: string; readonly sign: (x: number, y: number) => string }

/** Explains what occurs in this drawing, and nothing else. */
function drawKey(sheet: Sheet, top: number): { svg: string; bottom: number } {
  const cards = [...sheet.columns.flat(), ...sheet.band.flatMap((g) => g.cards)];
  const box = (more: string, cls = 'gw-card', fill: string = INK.card) => (x: number, y: number) => rect(cls, x, y - 11, 24, 14, fill, INK.text, more);
  const entries: [boolean, Entry][] = [
    [sheet.links.length > 0, { words: 'from caller to called; the words stand where the line begins', sign: (x, y) => sampleLine(x, y) }],
    [cards.some((c) => c.outside), { words: 'outside', sign: (x, y) => rect('gw-outside', x, y - 11, 24, 14, INK.outside, INK.border, 'rx="7"') }],
    [cards.some((c) => c.toDecide), { words: 'a person must decide', sign: (x, y) => drawPill({ x, y: y - 13, width: 24, text: '', kind: 'weak' }, 0, 0) }],
    [cards.some((c) => c.classification), { words: 'classification of the data', sign: (x, y) => drawPill({ x, y: y - 13, width: 24, text: '', kind: 'class' }, 0, 0) }],
    [cards.some((c) => c.facts.some((f) => / key( |$)/.test(f))), { words: 'key: whose key encrypts what is stored', sign: (x, y) => glyphOf('identity', x + 3, y - 13) }],
    [cards.some((c) => c.change === 'new'), { words: 'new', sign: (x, y) => box('rx="3"')(x, y) + `<rect class="gw-double" x="${x + 3}" y="${y - 8}" width="18" height="8" fill="none" stroke="${INK.text}"/>` }],
    [cards.some((c) => c.change === 'changed'), { words: 'changed', sign: box('rx="3" stroke-width="2.5"') }],
    [cards.some((c) => c.change === 'removed'), { words: 'removed', sign: box('rx="3" stroke-width="1.5" stroke-dasharray="6 4"') }],
  ];
  const parts: string[] = [];
  let [x, y] = [MARGIN, top];
  for (const [, { words, sign }] of entries.filter(([occurs]) => occurs)) {
    const width = 32 + textWidth(words) + 24;
    if (x > MARGIN && x + width > WIDTH - MARGIN) { [x, y] = [MARGIN, y + 24]; }
    parts.push(sign(x, y), text(x + 32, y, words, { cls: 'gw-note', fill: INK.muted }));
    x = Math.ceil(x + width);
  }
  if (parts.length > 0) { y += 24; }
  for (const [letter, sentence] of sheet.letters) {
    parts.push(drawPill({ x: MARGIN, y: y - 13, width: 24, text: letter, kind: 'letter' }, 0, 0));
    for (const line of wrap(sentence, WIDTH - 2 * MARGIN - 32)) { parts.push(text(MARGIN + 32, y, line, { cls: 'gw-note', fill: INK.muted })); y += 18; }
    y += 6;
  }
  return { svg: parts.join('\n'), bottom: y };
}

function sampleLine(x: number, y: number): string {
  return `<path class="gw-key" d="M${x + 3} ${y - 4}L${x + 18} ${y - 4}" fill="none" stroke="${INK.line}" stroke-width="1.25"/><circle class="gw-dot" cx="${x + 3}" cy="${y - 4}" r="3" fill="${INK.line}"/>`
    + `<path class="gw-arrow" d="M${x + 24} ${y - 4}L${x + 16} ${y - 8}L${x + 16} ${y}Z" fill="${INK.line}"/>`;
}
