import { CLOUD_TITLES, plural } from '../../review/words';
import { inARow } from '../approvals/words';
import { ShapeLock } from './lock';

/** One thing in which two locks differ. */
export interface LockChange {
  readonly kind: 'contract' | 'controls' | 'provider' | 'slice' | 'variant' | 'control' | 'places';
  /** Control or input that it is about; empty for the pattern as a whole. */
  readonly id: string;
  /** Slices (`aws/production`) or clouds in which it is so. */
  readonly slices: string[];
  /** A sentence without a full stop. */
  readonly text: string;
}

/** What changed from one lock to the next, in words: what may vary, what it is made of, what each control reads and finds. */
export function compareLocks(before: ShapeLock, now: ShapeLock): LockChange[] {
  return [
    ...before.contract === now.contract ? [] : [{ kind: 'contract' as const, id: '', slices: [], text: 'What the pattern takes, or within which bounds, was changed' }],
    ...before.controlPack === now.controlPack ? [] : [{ kind: 'controls' as const, id: '', slices: [], text: 'A control was added, taken out or changed' }],
    ...providers(before, now), ...slices(before, now), ...variants(before, now), ...controls(before, now), ...places(before, now),
  ];
}

function providers(before: ShapeLock, now: ShapeLock): LockChange[] {
  const known = Object.keys(before.providers).filter((cloud) => cloud in now.providers).sort();
  return known.filter((cloud) => before.providers[cloud] !== now.providers[cloud])
    .map((cloud) => ({ kind: 'provider', id: '', slices: [cloud], text: `On ${CLOUD_TITLES[cloud] ?? cloud} the provider was ${before.providers[cloud]}, is ${now.providers[cloud]}` }));
}

function slices(before: ShapeLock, now: ShapeLock): LockChange[] {
  const only = (a: ShapeLock, b: ShapeLock) => Object.keys(a.slices).filter((slice) => !(slice in b.slices)).sort();
  const [gone, come] = [only(before, now), only(now, before)];
  return [
    ...gone.length > 0 ? [{ kind: 'slice' as const, id: '', slices: gone, text: `It is not made in ${inARow(gone)} any more` }] : [],
    ...come.length > 0 ? [{ kind: 'slice' as const, id: '', slices: come, text: `It is made in ${inARow(come)} now` }] : [],
  ];
}

function variants(before: ShapeLock, now: ShapeLock): LockChange[] {
  const changed = shared(before, now).map((slice) => {
    const [a, b] = [before.slices[slice].variants, now.slices[slice].variants];
    const names = both(a, b);
    return { slice, of: names.length, names: names.filter((variant) => a[variant] !== b[variant]) };
  }).filter(({ names }) => names.length > 0);
  const which = ({ names, of }: typeof changed[number]) => (
    names.length === of ? 'Every variant is' : names.length > 4 ? `${names.length} of ${plural(of, 'variant')} are` : names.length > 1 ? `The variants ${inARow(names)} are` : `The variant ${names[0]} is`);
  return groups(changed, which).map(([words, rows]) => {
    const where = rows.map(({ slice }) => slice);
    return { kind: 'variant', id: '', slices: where, text: `${words} made of something else in ${inARow(where, 4)}` };
  });
}

function controls(before: ShapeLock, now: ShapeLock): LockChange[] {
  const rows = shared(before, now).flatMap((slice) => {
    const [a, b] = [before.slices[slice].controls, now.slices[slice].controls];
    return both(a, b).flatMap((id) => {
      const what = controlWords(a[id], b[id]);
      return what === undefined ? [] : [{ slice, id, what }];
    });
  });
  return groups(rows, ({ id, what }) => `${id} ${what}`).map(([text, same]) => ({ kind: 'control', id: same[0].id, slices: same.map(({ slice }) => slice), text: `${text} in ${inARow(same.map(({ slice }) => slice), 4)}` }));
}

type Reading = { readonly reads: string; readonly outcome: string } | undefined;

function controlWords(a: Reading, b: Reading): string | undefined {
  if (a === undefined) { return 'is new'; }
  if (b === undefined) { return 'is not applied any more'; }
  return a.outcome !== b.outcome ? `was "${a.outcome}", is "${b.outcome}"` : a.reads !== b.reads ? 'reads something else' : undefined;
}

function places(before: ShapeLock, now: ShapeLock): LockChange[] {
  const rows = Object.keys(before.places).filter((cloud) => cloud in now.places).sort().flatMap((cloud) => both(before.places[cloud], now.places[cloud]).flatMap((input) => {
    const [a, b] = [before.places[cloud][input], now.places[cloud][input]];
    if (a === undefined || b === undefined) { return [{ cloud, input, what: a === undefined ? 'is a new input' : 'is no input any more' }]; }
    const [gone, come] = [a.filter((one) => !b.includes(one)), b.filter((one) => !a.includes(one))];
    const what = [...come.length > 0 ? [`reaches ${inARow(come, 3)} too`] : [], ...gone.length > 0 ? [`reaches ${inARow(gone, 3)} no more`] : []].join(', and ');
    return what === '' ? [] : [{ cloud, input, what }];
  }));
  return groups(rows, ({ input, what }) => `${input} ${what}`).map(([text, same]) => ({ kind: 'places', id: same[0].input, slices: same.map(({ cloud }) => cloud), text: `${text} on ${inARow(same.map(({ cloud }) => CLOUD_TITLES[cloud] ?? cloud))}` }));
}

function shared(before: ShapeLock, now: ShapeLock): string[] {
  return Object.keys(before.slices).filter((slice) => slice in now.slices).sort();
}

function both(a: object, b: object): string[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].sort();
}

function groups<T>(rows: readonly T[], key: (row: T) => string): [string, T[]][] {
  const found = new Map<string, T[]>();
  for (const row of rows) { found.set(key(row), [...found.get(key(row)) ?? [], row]); }
  return [...found];
}
