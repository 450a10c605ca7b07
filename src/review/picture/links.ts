import { Link } from './sheet';
import { append } from '../group';

/** More lines than this to one card are told by a letter instead. */
const MOST_ARRIVING = 6;
/** More lines than this in one drawing are not followed by anybody. */
export const MOST_LINKS = 40;

/** Lines of a drawing, and what stands on the cards as letters instead. */
export interface Lines {
  readonly links: Link[];
  readonly letters: [string, string][];
  /** Letters of the cards where these connections begin and end. */
  readonly marks: Map<string, string[]>;
  /** How many connections stand as letters. */
  readonly lettered: number;
  readonly hidden: number;
}

/** Replaces the lines to a card that many lead to by a letter. Links come most important first; what is too much is counted. */
export function linesOf(all: readonly Link[], nameOf: (id: string) => string, most = MOST_LINKS): Lines {
  const arriving = new Map<string, Link[]>();
  for (const link of all) { append(arriving, link.to, link); }
  const hubs = [...arriving].filter(([, links]) => new Set(links.map((l) => l.from)).size > MOST_ARRIVING).sort(([a], [b]) => (a < b ? -1 : 1));
  const marks = new Map<string, string[]>();
  const letters = hubs.map(([to, links], i): [string, string] => {
    const letter = letterOf(i);
    for (const id of new Set([to, ...links.map((l) => l.from)])) { append(marks, id, letter); }
    const byLabel = new Map<string, string[]>();
    for (const { from, label } of links) { append(byLabel, label, nameOf(from)); }
    return [letter, [...byLabel].sort(([a], [b]) => (a < b ? -1 : 1)).map(([label, from]) => `${label} ${nameOf(to)}: ${[...new Set(from)].sort().join(', ')}`).join('; ')];
  });
  const hub = new Set(hubs.map(([to]) => to));
  const drawn = all.filter((l) => !hub.has(l.to));
  const links = drawn.slice(0, most).sort((a, b) => (`${a.from}\n${a.to}\n${a.label}` < `${b.from}\n${b.to}\n${b.label}` ? -1 : 1));
  return { links, letters, marks, lettered: all.length - drawn.length, hidden: drawn.length - links.length };
}

function letterOf(index: number): string {
  return String.fromCharCode(65 + index % 26) + (index < 26 ? '' : String(Math.floor(index / 26) + 1));
}

/** `reads and writes 5432`, as a line is named. */
export function labelOf(verb: string, ports: readonly string[]): string {
  return ports.length > 2 ? `${verb} ${ports[0]} and ${ports.length - 1} more` : [verb, ports.join(', ')].join(' ').trim();
}
