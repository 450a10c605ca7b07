import { Card } from './sheet';

/** More things outside than this on one side stand on one card. */
const MOST = 12;

/** What is outside, once where it calls in and once where it is called: lines then run one way. */
export interface Outside {
  readonly left: Card[];
  readonly right: Card[];
  /** Card of a name: itself if it is a part, else the card at that side. */
  idOf(name: string, side: 'left' | 'right'): string;
  nameOf(id: string): string;
}

interface Ends { readonly from: string; readonly to: string }

/**
 * Cards of all ends that are not shown inside. `rankOf` says how far down a card stands; -1 says that a name is none.
 * `known` tells more of a name: a part that is outside of the one that is drawn.
 */
export function outsideOf(flows: readonly Ends[], rankOf: (name: string) => number, known: (name: string) => Partial<Card> = () => ({})): Outside {
  const sides = { left: side(flows.map((f) => [f.from, f.to]), rankOf), right: side(flows.map((f) => [f.to, f.from]), rankOf) };
  const names = new Map<string, string>();
  const card = (name: string, at: 'left' | 'right'): Card => {
    const id = `${at} ${name}`;
    names.set(id, name);
    return { id, title: /^[a-z]+$/.test(name) ? name[0].toUpperCase() + name.slice(1) : name, note: noteOf(name, at), outside: true, facts: [], ...known(name) };
  };
  const cards = (at: 'left' | 'right'): Card[] => {
    const { shown, folded } = sides[at];
    return [...shown.map((name) => card(name, at)), ...(folded.length > 0 ? [{ ...card(`${folded.length} more`, at), full: folded.join(', ') }] : [])];
  };
  const [left, right] = [cards('left'), cards('right')];
  return {
    left, right,
    idOf: (name, at) => {
      if (rankOf(name) >= 0) { return name; }
      const { folded } = sides[at];
      return folded.includes(name) ? `${at} ${folded.length} more` : `${at} ${name}`;
    },
    nameOf: (id) => names.get(id) ?? id,
  };
}

function side(pairs: [string, string][], rankOf: (name: string) => number): { shown: string[]; folded: string[] } {
  const first = new Map<string, number>();
  for (const [name, other] of pairs) {
    if (rankOf(name) < 0) { first.set(name, Math.min(first.get(name) ?? Infinity, rankOf(other))); }
  }
  const names = [...first.keys()].sort((a, b) => Number(b === 'internet') - Number(a === 'internet') || first.get(a)! - first.get(b)! || (a < b ? -1 : 1));
  return names.length > MOST ? { shown: names.slice(0, MOST - 1), folded: names.slice(MOST - 1) } : { shown: names, folded: [] };
}

function noteOf(name: string, at: 'left' | 'right'): string {
  if (name === 'internet') { return at === 'left' ? 'anybody' : 'any host'; }
  if (name === 'foundation') { return 'shared'; }
  return /^[0-9.:/]+$/.test(name) ? 'addresses' : /\.[a-z]+$/i.test(name) ? 'host' : 'outside';
}
