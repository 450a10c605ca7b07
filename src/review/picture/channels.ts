import { COLUMN_WIDTH, COLUMN_X } from './sheet';
import { Net } from './place';
import { append } from '../group';

/** Where a line enters or leaves a channel. */
export interface Pin { readonly y: number; readonly net: Net; readonly side: 'left' | 'right' }

/** The strip between two columns: no card stands in it, every line that turns does so here. */
export class Channel {
  public readonly pins: Pin[] = [];
  private readonly tracks = new Map<Net, number>();

  /** Channel `index` is between columns `index` and `index + 1`. */
  public constructor(public readonly index: number) {}

  public get left(): number { return COLUMN_X[this.index] + COLUMN_WIDTH[this.index]; }
  public get right(): number { return COLUMN_X[this.index + 1]; }

  public pin(y: number, net: Net, side: Pin['side']): void { this.pins.push({ y, net, side }); }

  /** Distance to the nearest line of another connection. */
  public clearance(y: number, net: Net): number {
    return Math.min(Infinity, ...this.pins.filter((p) => p.net !== net).map((p) => Math.abs(p.y - y)));
  }

  public x(net: Net): number { return this.tracks.get(net) ?? (this.left + this.right) / 2; }

  /** Gives every connection that turns here a track of its own; returns how many stand beside each other. */
  public assign(): number {
    const trunks = this.trunks();
    const slots: number[] = [];
    trunks.forEach((trunk, i) => {
      const left = trunks.slice(0, i).map((other, j) => (overlaps(trunk, other) ? slots[j] + 1 : 0));
      slots.push(Math.max(0, ...left));
    });
    const count = Math.max(0, ...slots.map((s) => s + 1));
    const [before, after] = [this.index === 3 ? FRAME_PAD : LEFT_PAD, this.index === 0 ? FRAME_PAD : RIGHT_PAD];
    const room = this.right - this.left - before - after;
    const pitch = Math.min(9, room / Math.max(1, count - 1));
    const start = this.left + before + (room - pitch * (count - 1)) / 2;
    trunks.forEach((trunk, i) => this.tracks.set(trunk.net, Math.round((start + pitch * slots[i]) * 2) / 2));
    return count;
  }

  /** From left to right in the order that crosses least: neighbours are swapped while that helps. */
  private trunks(): Trunk[] {
    const byNet = new Map<Net, Pin[]>();
    for (const pin of this.pins) { append(byNet, pin.net, pin); }
    const trunks = [...byNet].map(([net, pins]) => trunkOf(net, pins)).filter((t) => t.to > t.from);
    for (let round = 0, better = true; better && round < trunks.length; round++) {
      better = false;
      for (let i = 1; i < trunks.length; i++) {
        if (crossings(trunks[i], trunks[i - 1]) < crossings(trunks[i - 1], trunks[i])) {
          [trunks[i - 1], trunks[i]] = [trunks[i], trunks[i - 1]];
          better = true;
        }
      }
    }
    return trunks;
  }
}

/** Room at the cards for the dot at the beginning of a line and the arrow at its end. */
const LEFT_PAD = 14;
const RIGHT_PAD = 16;
/** The same where the frame of the environment stands in between. */
const FRAME_PAD = 21;
/** Lines nearer than this cannot be told apart: a drawing with more of them beside each other leaves some out. */
export const MOST_TRACKS = 13;

interface Trunk { readonly net: Net; readonly from: number; readonly to: number; readonly left: number[]; readonly right: number[] }

function trunkOf(net: Net, pins: Pin[]): Trunk {
  const ys = pins.map((p) => p.y);
  const of = (side: Pin['side']) => pins.filter((p) => p.side === side).map((p) => p.y);
  return { net, from: Math.min(...ys), to: Math.max(...ys), left: of('left'), right: of('right') };
}

function overlaps(a: Trunk, b: Trunk): boolean { return a.from - 14 < b.to && b.from - 14 < a.to; }

/** How often the two cross if `a` is left of `b`. */
function crossings(a: Trunk, b: Trunk): number {
  const within = (ys: number[], t: Trunk) => ys.filter((y) => y >= t.from && y <= t.to).length;
  return within(a.right, b) + within(b.left, a);
}
