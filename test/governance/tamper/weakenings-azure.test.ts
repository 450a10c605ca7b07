import { approvedIn } from './environments';
import { weakenings } from './weakenings-azure';
import { UNSPOKEN } from './azure/unspoken';

describe('what weakens the approved environment in eu-azure', () => {
  const approved = approvedIn('eu-azure');
  const mutants = weakenings(approved.terraform);
  const seen: { readonly name: string; readonly word: string; readonly failing: number }[] = [];

  beforeAll(() => {
    for (const mutant of mutants) {
      const changed = approved.changed(mutant);
      if (changed !== undefined) { seen.push({ name: mutant.name, word: approved.wordOf(changed), failing: approved.failing(changed).length }); }
    }
  }, 300_000);

  test('there are five hundred, each of its own name, and each changes something', () => {
    expect(seen.length).toBeGreaterThanOrEqual(500);
    expect(seen).toHaveLength(mutants.length);
    expect(new Set(mutants.map(({ name }) => name)).size).toBe(mutants.length);
  });

  test('unchanged, no control fails', () => expect(approved.failing(approved.copy())).toEqual([]));

  test('each is deviated', () => expect(seen.filter(({ word }) => word !== 'deviated')).toEqual([]));

  test('of those on which no control speaks, each is listed with its reason, and no other', () => {
    expect(seen.filter(({ failing }) => failing === 0).map(({ name }) => name).sort()).toEqual(Object.values(UNSPOKEN).flat().sort());
  });

  test('at least 95 of a hundred fail a control', () => {
    expect(seen.filter(({ failing }) => failing > 0).length / seen.length).toBeGreaterThanOrEqual(0.95);
  });
});
