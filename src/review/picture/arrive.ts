import { Channel } from './channels';
import { Net, Placed, rowY, sides } from './place';
import { Link } from './sheet';
import { append } from '../group';

/** Where a connection crosses a column: above the card with this index, or below the last one. */
export interface Crossing { readonly net: Net; readonly column: number; readonly gap: number; readonly wish: number; y: number }

/** Columns between the channel that a line leaves into and the one that it arrives from, in its direction. */
export function crossed(net: Net, to: Placed): number[] {
  const [a, b] = [net.source.column, to.column];
  const columns: number[] = [];
  for (let c = a + Math.sign(b - a); c !== b && a !== b; c += Math.sign(b - a)) { columns.push(c); }
  return columns;
}

/** The nearest height between two bounds that keeps away from other lines, as far as there is room. */
export function clear(wish: number, from: number, to: number, distances: number[], clearance: (y: number) => number): number {
  for (const least of distances) {
    for (let step = 0; step <= 2 * (to - from) + 2; step++) {
      const y = Math.round(Math.min(Math.max(wish, from), to)) + (step % 2 === 0 ? step / 2 : -(step + 1) / 2);
      if (y >= from && y <= to && clearance(y) >= least) { return y; }
    }
  }
  return Math.round((from + to) / 2);
}

interface Arrival { readonly net: Net; readonly link: Link; readonly target: Placed; readonly from: number }

/** Room between two ends at one side of a card, and to its corners. */
const APART = 8;
const CORNER = 10;

/** Where each line ends. Those at one side of a card keep the order that they come in, so that they do not cross. */
export function arrive(nets: Net[], byId: Map<string, Placed>, channels: Channel[], crossings: Crossing[]): Map<Link, number> {
  const groups = new Map<string, Arrival[]>();
  for (const net of nets) {
    for (const link of net.links) {
      const target = byId.get(link.to)!;
      const last = crossed(net, target).pop();
      const from = last === undefined ? rowY(net) : crossings.find((c) => c.net === net && c.column === last)!.y;
      const end = `${sides(net.source.column, target.column)[1]} ${link.to}`;
      append(groups, end, { net, link, target, from });
    }
  }
  const ends = new Map<Link, number>();
  for (const [end, group] of groups) {
    const side = end.startsWith('left') ? 'left' : 'right';
    const { column } = group[0].target;
    arriveAt(group.sort((a, b) => a.from - b.from), channels[side === 'left' ? column - 1 : column], side, ends);
  }
  return ends;
}

/** Ends at one side of one card, from top to bottom: straight on where that leaves room for the others, else about its title. */
function arriveAt(group: Arrival[], channel: Channel, side: 'left' | 'right', ends: Map<Link, number>): void {
  const { target } = group[0];
  const [top, bottom] = [target.y + CORNER, target.y + target.height - CORNER];
  const straight = group.map(({ net, from }, i) => net.source.column !== target.column && from >= top + APART * i && from <= bottom - APART * (group.length - 1 - i));
  const lowest: number[] = [];
  for (let i = group.length - 1, limit = bottom; i >= 0; i--) {
    lowest[i] = straight[i] ? Math.min(limit, group[i].from) : limit;
    limit = lowest[i] - APART;
  }
  let highest = top;
  group.forEach(({ net, link, from }, i) => {
    const wish = straight[i] ? from : target.y + 22 + 10 * (i - (group.length - 1) / 2);
    const y = clear(wish, Math.min(highest, lowest[i]), lowest[i], [5, 4, 3, 2, 1], (at) => channel.clearance(at, net));
    channel.pin(y, net, side === 'left' ? 'right' : 'left');
    ends.set(link, y);
    highest = y + APART;
  });
}
