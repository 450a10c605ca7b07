import { glyphOf } from './glyphs';
import { LINE_HEIGHT, PAD, Pill, PILL_HEIGHT } from './face';
import { Placed, rowY } from './place';
import { Route } from './route';
import { escape } from './text';

/** Fonts whose widths text.ts has. */
export const FONTS = "Arial, Helvetica, 'Liberation Sans', Arimo, sans-serif";

/** Colours of the light drawing, as attributes: complete without any style sheet. */
export const INK = {
  text: '#1a2230', muted: '#525d6e', line: '#46536a', border: '#8b96a8', hair: '#dfe4ea',
  card: '#ffffff', outside: '#eef1f5', frame: '#f7f8fa', weak: '#8a4b00', weakFill: '#fff3e0',
} as const;

interface TextStyle { readonly cls: string; readonly size?: number; readonly bold?: boolean; readonly fill?: string; readonly end?: boolean }

/** One line of text. */
export function text(x: number, y: number, words: string, style: TextStyle): string {
  const { cls, size = 12, bold, fill = INK.text, end } = style;
  return `<text class="${cls}" x="${x}" y="${y}"${size === 12 ? '' : ` font-size="${size}"`}${bold ? ' font-weight="700"' : ''}${end ? ' text-anchor="end"' : ''} fill="${fill}">${escape(words)}</text>`;
}

export function rect(cls: string, x: number, y: number, width: number, height: number, fill: string, stroke: string, more = 'rx="4"'): string {
  return `<rect class="${cls}" x="${x}" y="${y}" width="${width}" height="${height}" ${more} fill="${fill}" stroke="${stroke}"/>`;
}

/** Lines with rounded corners and an arrow where each ends. One path, so that what they share is no darker. */
export function drawRoute({ links, lines }: Route): string {
  const ends = lines.map((points) => {
    const end = points[points.length - 1];
    return { points, end, way: end[0] > points[points.length - 2][0] ? 1 : -1 };
  });
  const path = ends.map(({ points, end, way }) => rounded([...points.slice(0, -1), [end[0] - 6 * way, end[1]]])).join('');
  const arrows = ends.map(({ end: [x, y], way }) => `M${x} ${y}L${x - 8 * way} ${y - 4}L${x - 8 * way} ${y + 4}Z`).join('');
  return `<g><title>${escape(links.map((l) => l.sentence).join('; '))}</title><path class="gw-edge" d="${path}" fill="none" stroke="${INK.line}" stroke-width="1.25"/>`
    + `<path class="gw-arrow" d="${arrows}" fill="${INK.line}"/></g>`;
}

/** Where lines begin: a dot on the border of the card. */
export function drawStart({ lines: [[[x, y]]] }: Route): string {
  return `<circle class="gw-dot" cx="${x}" cy="${y}" r="2.5" fill="${INK.line}"/>`;
}

function rounded(points: (readonly [number, number])[]): string {
  let d = `M${points[0].join(' ')}`;
  for (let i = 1; i < points.length - 1; i++) {
    const [before, corner, after] = [points[i - 1], points[i], points[i + 1]];
    const radius = Math.min(5, length(before, corner) / 2, length(corner, after) / 2);
    d += `L${towards(corner, before, radius)}Q${corner.join(' ')} ${towards(corner, after, radius)}`;
  }
  return `${d}L${points[points.length - 1].join(' ')}`;
}

function length(a: readonly [number, number], b: readonly [number, number]): number { return Math.abs(a[0] - b[0]) + Math.abs(a[1] - b[1]); }

function towards(a: readonly [number, number], b: readonly [number, number], by: number): string {
  return `${a[0] + Math.sign(b[0] - a[0]) * by} ${a[1] + Math.sign(b[1] - a[1]) * by}`;
}

/** A card with all that is written on it. */
export function drawCard(placed: Placed): string {
  const { card, face, x, y } = placed;
  const cls = card.outside ? 'gw-outside' : 'gw-card';
  const body = frame(placed, cls)
    + (card.glyph ? glyphOf(card.glyph, x + PAD, y + 13) : '')
    + face.title.map((line, i) => text(x + face.textX, y + 21 + 16 * i, line, { cls: 'gw-label', size: face.titleSize, bold: true })).join('')
    + text(x + face.textX, y + face.noteY, face.note, { cls: 'gw-note', fill: INK.muted })
    + face.pills.map((pill) => drawPill(pill, x, y)).join('')
    + face.facts.map((fact) => text(x + PAD, y + fact.y, fact.text, { cls: 'gw-note', fill: INK.muted })).join('')
    + rows(placed);
  const full = `<title>${escape([card.full ?? card.title, card.note, card.change, card.toDecide ? `${card.toDecide} to decide` : '', card.classification].filter(Boolean).join(', '))}</title>`;
  return card.href ? `<a href="${escape(card.href)}">${full}${body}</a>` : `<g>${full}${body}</g>`;
}

/** The border says what changed: doubled for new, thick for changed, dashed for removed. */
function frame({ card, x, y, width, height }: Placed, cls: string): string {
  const fill = card.outside ? INK.outside : INK.card;
  const radius = card.outside ? 'rx="12"' : 'rx="4"';
  if (card.change === 'changed') { return rect(cls, x, y, width, height, fill, INK.text, `${radius} stroke-width="2.5"`); }
  if (card.change === 'removed') { return rect(cls, x, y, width, height, fill, INK.text, `${radius} stroke-width="1.5" stroke-dasharray="6 4"`); }
  const inner = card.change === 'new' ? `<rect class="gw-double" x="${x + 3}" y="${y + 3}" width="${width - 6}" height="${height - 6}" rx="2" fill="none" stroke="${INK.text}"/>` : '';
  return rect(cls, x, y, width, height, fill, card.change === 'new' ? INK.text : INK.border, radius) + inner;
}

export function drawPill(pill: Pill, x: number, y: number): string {
  const weak = pill.kind === 'weak';
  const [left, top] = [x + pill.x, y + pill.y];
  const triangle = `<path class="gw-weak-mark" d="M${left + 11} ${top + 4}L${left + 16.5} ${top + 14}L${left + 5.5} ${top + 14}Z" fill="${INK.weak}"/>`;
  const stroke = weak ? INK.weak : INK.border;
  return rect(weak ? 'gw-weak' : 'gw-badge', left, top, pill.width, PILL_HEIGHT, weak ? INK.weakFill : INK.card, stroke, `rx="${pill.kind === 'letter' ? 9 : 3}"`)
    + (weak ? triangle : '')
    + text(left + (weak ? 20 : 6), top + 13, pill.text, { cls: weak ? 'gw-weak-label' : 'gw-badge-label', fill: weak ? INK.weak : INK.text, bold: pill.kind === 'letter' });
}

/** What begins here, each beside its line. */
function rows({ nets, face, x, y, width }: Placed): string {
  if (nets.length === 0) { return ''; }
  const rule = `<path class="gw-rule" d="M${x + 1} ${y + face.height + 3}L${x + width - 1} ${y + face.height + 3}" fill="none" stroke="${INK.hair}"/>`;
  return rule + nets.map((net) => {
    const end = net.side === 'right';
    const base = rowY(net) + 4 - (end ? 0 : 2) - LINE_HEIGHT / 2 * (net.lines.length - 1);
    return net.lines.map((line, i) => text(end ? x + width - PAD : x + PAD, base + LINE_HEIGHT * i, line, { cls: 'gw-row', end })).join('');
  }).join('');
}
