import { arrive, clear, crossed, Crossing } from './arrive';
import { Channel } from './channels';
import { Net, Placed, rowY, sides, stack } from './place';
import { Link, Sheet } from './sheet';

/** The lines of one row of a card, corner by corner, from there to each card that they end at. */
export interface Route { readonly links: Link[]; readonly lines: (readonly [number, number])[][] }

/** Cards and lines with their places. */
export interface Plan { readonly columns: Placed[][]; readonly routes: Route[]; readonly top: number; readonly bottom: number; readonly tracks: number }

/**
 * Places the cards and leads every line through the channels between the columns and the gaps between the cards. A line is
 * never led elsewhere, so that it cannot run through a card: gaps grow until what crosses them has room.
 */
export function plan(sheet: Sheet, measured: { columns: Placed[][]; nets: Net[]; byId: Map<string, Placed> }, top: number): Plan {
  const { columns, nets, byId } = measured;
  columns.forEach((cards) => stack(cards, top, () => 0));
  alignOutside(columns, sheet.links, byId);
  const crossings = chooseGaps(columns, nets, byId, top);
  const count = (column: number, gap: number): number => crossings.filter((c) => c.column === column && c.gap === gap).length;
  const most = Math.max(...columns.map((cards, c) => (cards.length > 0 ? count(c, 0) : 0)));
  const bottoms = columns.map((cards, c) => stack(cards, top, (gap) => (gap === 0 ? most : count(c, gap))));
  alignOutside(columns, sheet.links, byId);
  const last = (cards: Placed[]): number => (cards.length > 0 ? cards[cards.length - 1].y + cards[cards.length - 1].height : top);
  const bottom = Math.max(...bottoms, ...columns.map(last)) + 16;
  const channels = [0, 1, 2, 3].map((index) => new Channel(index));
  for (const net of nets) { channels[net.side === 'right' ? net.source.column : net.source.column - 1].pin(rowY(net), net, net.side === 'right' ? 'left' : 'right'); }
  for (const crossing of crossings) { cross(crossing, columns[crossing.column], channels, top, bottom); }
  const ends = arrive(nets, byId, channels, crossings);
  const tracks = Math.max(...channels.map((channel) => channel.assign()));
  const routes = nets.map((net) => ({ links: net.links, lines: net.links.map((link) => pointsOf(net, link, byId, channels, crossings, ends)) }));
  return { columns, routes, top, bottom, tracks };
}

/** One crossing for each connection and column, in the gap with the shortest way. */
function chooseGaps(columns: Placed[][], nets: Net[], byId: Map<string, Placed>, top: number): Crossing[] {
  const chosen: Crossing[] = [];
  const taken = new Map<string, number>();
  for (const net of nets) {
    const targets = net.links.map((l) => byId.get(l.to)!);
    let start = rowY(net);
    for (const column of new Set(targets.flatMap((t) => crossed(net, t)))) {
      const beyond = targets.filter((t) => crossed(net, t).includes(column));
      const wish = beyond.reduce((sum, t) => sum + t.y + t.height / 2, 0) / beyond.length;
      let best = { gap: 0, cost: Infinity, y: start };
      for (let gap = 0; gap <= columns[column].length; gap++) {
        const [from, to] = gapOf(columns[column], gap, top, Infinity);
        const y = Math.min(Math.max(wish, from), to);
        const cost = Math.abs(y - start) + Math.abs(y - wish) + 10 * (taken.get(`${column} ${gap}`) ?? 0);
        if (cost < best.cost) { best = { gap, cost, y }; }
      }
      taken.set(`${column} ${best.gap}`, (taken.get(`${column} ${best.gap}`) ?? 0) + 1);
      chosen.push({ net, column, gap: best.gap, wish, y: 0 });
      start = best.y;
    }
  }
  return chosen;
}

function gapOf(cards: Placed[], gap: number, top: number, bottom: number): [number, number] {
  const above = cards[gap - 1];
  return [above ? above.y + above.height : top, cards[gap]?.y ?? bottom];
}

/** What is outside stands beside what it talks to first. */
function alignOutside(columns: Placed[][], links: readonly Link[], byId: Map<string, Placed>): void {
  for (const cards of [columns[0], columns[columns.length - 1]]) {
    let least = 0;
    for (const placed of cards) {
      const others = links.flatMap((l) => (l.to === placed.card.id ? [l.from] : l.from === placed.card.id ? [l.to] : []))
        .map((id) => byId.get(id)!).filter((p) => p.column > 0 && p.column < columns.length - 1);
      placed.y = Math.max(least, placed.y, others.length > 0 ? Math.min(...others.map((p) => p.y)) : 0);
      least = placed.y + placed.height + 20;
    }
  }
}

function cross(crossing: Crossing, cards: Placed[], channels: Channel[], top: number, bottom: number): void {
  const { net, column, gap } = crossing;
  const [from, to] = gapOf(cards, gap, top, bottom);
  const sidesOf = [channels[column - 1], channels[column]];
  crossing.y = clear(rowY(net) >= from && rowY(net) <= to ? rowY(net) : crossing.wish, from + 5, to - 5, [6, 5, 4, 3, 2, 1],
    (y) => Math.min(...sidesOf.map((channel) => channel.clearance(y, net))));
  sidesOf[0].pin(crossing.y, net, 'right');
  sidesOf[1].pin(crossing.y, net, 'left');
}

function pointsOf(net: Net, link: Link, byId: Map<string, Placed>, channels: Channel[], crossings: Crossing[], ends: Map<Link, number>): Route['lines'][number] {
  const target = byId.get(link.to)!;
  const right = net.side === 'right';
  const points: [number, number][] = [[right ? net.source.x + net.source.width : net.source.x, rowY(net)]];
  let [channel, y] = [channels[right ? net.source.column : net.source.column - 1], rowY(net)];
  for (const column of crossed(net, target)) {
    const next = crossings.find((c) => c.net === net && c.column === column)!.y;
    points.push([channel.x(net), y], [channel.x(net), next]);
    [channel, y] = [channels[right ? column : column - 1], next];
  }
  const side = sides(net.source.column, target.column)[1];
  points.push([channel.x(net), y], [channel.x(net), ends.get(link)!], [side === 'left' ? target.x : target.x + target.width, ends.get(link)!]);
  return straightened(points);
}

/** Without corners that are none. */
function straightened(points: [number, number][]): [number, number][] {
  const kept: [number, number][] = [];
  for (const point of points) {
    const [a, b] = [kept[kept.length - 2], kept[kept.length - 1]];
    if (b && b[0] === point[0] && b[1] === point[1]) { continue; }
    if (a && ((a[0] === b[0] && b[0] === point[0]) || (a[1] === b[1] && b[1] === point[1]))) { kept.pop(); }
    kept.push(point);
  }
  return kept;
}
