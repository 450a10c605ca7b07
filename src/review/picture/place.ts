import { Face, faceOf, LINE_HEIGHT, ROW_HEIGHT, rowLines } from './face';
import { BAND, bandWidth, Card, COLUMN_WIDTH, COLUMN_X, grid, Group, Link, Sheet } from './sheet';

export type Side = 'left' | 'right';

/** Lines that leave one card with the same words: one row of the card, one trunk in every channel. */
export interface Net {
  readonly source: Placed;
  readonly side: Side;
  readonly label: string;
  readonly links: Link[];
  /** What the row says, and where it is below the face of the card. */
  readonly lines: string[];
  offset: number;
}

/** A card with its place. */
export interface Placed {
  readonly card: Card;
  readonly face: Face;
  readonly column: number;
  readonly x: number;
  readonly width: number;
  y: number;
  height: number;
  readonly nets: Net[];
}

export const GAP = 20;

/** Where the line of a row begins. Left and right are never at the same height: cards stand on multiples of four. */
export function rowY(net: Net): number {
  return net.source.y + net.source.face.height + 4 + net.offset + rowHeight(net) / 2 + (net.side === 'left' ? 2 : 0);
}

function rowHeight(net: Net): number { return ROW_HEIGHT + LINE_HEIGHT * (net.lines.length - 1); }

/** The side that lines from column `a` to column `b` leave, and the one that they enter. */
export function sides(a: number, b: number): [Side, Side] {
  if (a !== b) { return a < b ? ['right', 'left'] : ['left', 'right']; }
  return a > 2 ? ['left', 'left'] : ['right', 'right'];
}

/** The cards of the columns with their connections, not yet below each other. */
export function measure(sheet: Sheet): { columns: Placed[][]; nets: Net[]; byId: Map<string, Placed> } {
  const columns = sheet.columns.map((cards, column) => cards.map((card): Placed => ({
    card, column, face: faceOf(card, COLUMN_WIDTH[column]), x: COLUMN_X[column], width: COLUMN_WIDTH[column], y: 0, height: 0, nets: [],
  })));
  const byId = new Map(columns.flat().map((p) => [p.card.id, p]));
  const order = new Map(columns.flatMap((cards, c) => cards.map((p, i) => [p.card.id, [c, i] as const])));
  const nets = netsOf(sheet.links, byId);
  const arriving = new Map<string, number>();
  for (const link of sheet.links) { arriving.set(link.to, (arriving.get(link.to) ?? 0) + 1); }
  for (const placed of byId.values()) {
    let rows = 0;
    placed.nets.sort((a, b) => Number(a.side === 'left') - Number(b.side === 'left') || rank(a, order) - rank(b, order) || (a.label < b.label ? -1 : 1));
    for (const net of placed.nets) { net.offset = rows; rows += rowHeight(net); }
    const written = placed.face.height + (rows > 0 ? 8 + rows : 4);
    placed.height = grid(Math.max(written, 20 + 12 * (arriving.get(placed.card.id) ?? 0)));
  }
  return { columns, nets, byId };
}

function netsOf(links: readonly Link[], byId: Map<string, Placed>): Net[] {
  const nets = new Map<string, Net>();
  for (const link of links) {
    const source = byId.get(link.from)!;
    const [side] = sides(source.column, byId.get(link.to)!.column);
    const key = [link.from, side, link.label].join('\n');
    const net = nets.get(key) ?? { source, side, label: link.label, links: [], lines: rowLines(link.label, source.width), offset: 0 };
    if (!nets.has(key)) { nets.set(key, net); source.nets.push(net); }
    net.links.push(link);
  }
  return [...nets.values()];
}

/** Rows to the left come last, away from what arrives from there. Rows follow the order of what they lead to, so that lines of one card do not cross. */
function rank(net: Net, order: Map<string, readonly [number, number]>): number {
  const [column, own] = order.get(net.source.card.id)!;
  const places = net.links.map((l) => order.get(l.to)!).map(([c, i]) => (c === column ? Math.sign(i - own) * 1000 : i));
  return places.reduce((sum, i) => sum + i, 0) / places.length;
}

/** Puts the cards of one column below each other; `room` is how many lines cross the column above each card. */
export function stack(cards: Placed[], top: number, room: (gap: number) => number): number {
  let y = top;
  cards.forEach((placed, i) => {
    const lines = room(i);
    const least = i === 0 ? 0 : GAP;
    y = grid(y + Math.max(least, lines > 0 ? 14 + 6 * lines : 0));
    placed.y = y;
    y += placed.height;
  });
  return y + (room(cards.length) > 0 ? 14 + 6 * room(cards.length) : 0);
}

/** A group of the band with the places of its cards. */
export interface PlacedGroup { readonly title: string; readonly x: number; readonly y: number; readonly cards: Placed[] }

/** Puts the groups of the band beside each other; every group keeps its columns whatever is in the others. */
export function placeBand(groups: readonly Group[], columns: number, top: number): { groups: PlacedGroup[]; bottom: number } {
  const placed: PlacedGroup[] = [];
  const width = bandWidth(columns);
  let [column, rowTop, rowBottom] = [0, top, top];
  for (const group of groups) {
    if (column + group.columns > columns) { [column, rowTop] = [0, rowBottom + 12]; }
    const x = BAND.x + column * (width + BAND.gap);
    const { cards, bottom } = placeGroup(group, x, width, rowTop + 26);
    placed.push({ title: group.title, x, y: rowTop + 16, cards });
    rowBottom = Math.max(rowBottom, bottom);
    column += group.columns;
  }
  return { groups: placed, bottom: rowBottom };
}

function placeGroup(group: Group, left: number, width: number, top: number): { cards: Placed[]; bottom: number } {
  const cards: Placed[] = [];
  let y = top;
  for (let i = 0; i < group.cards.length; i += group.columns) {
    const row = group.cards.slice(i, i + group.columns).map((card, c): Placed => {
      const face = faceOf(card, width);
      return { card, face, column: -1, x: left + c * (width + BAND.gap), width, y, height: face.height + 4, nets: [] };
    });
    const height = grid(Math.max(...row.map((p) => p.height)));
    row.forEach((p) => { p.height = height; });
    cards.push(...row);
    y += height + BAND.gap;
  }
  return { cards, bottom: y };
}
