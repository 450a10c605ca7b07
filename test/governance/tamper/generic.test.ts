import { approvedIn, Mutant } from './environments';
import { aroundResources, changedArguments, changedResources, retargeted, widenedPolicies } from './generic';

describe.each(['eu-aws', 'eu-azure', 'eu-google'])('every change of the approved environment in %s', (zone) => {
  const approved = approvedIn(zone);
  const families: [string, Mutant[], number][] = [
    ['each argument changed and taken away', changedArguments(approved.terraform), 2000],
    ['each resource removed, doubled, renamed', changedResources(approved.terraform), 300],
    ['each reference pointed elsewhere', retargeted(approved.terraform), 100],
    ['each policy widened', widenedPolicies(approved.terraform), zone === 'eu-aws' ? 100 : 0],
    ['what is no resource', aroundResources(approved.terraform), 10],
  ];

  test('unchanged it is within the contract', () => {
    expect(approved.wordOf(approved.copy())).toBe('within contract');
    expect(approved.failing(approved.copy())).toEqual([]);
  });

  test.each(families)('%s: none goes through unseen', (_, mutants, least) => {
    const unseen: string[] = [];
    let tried = 0;
    for (const mutant of mutants) {
      const changed = approved.changed(mutant);
      if (changed === undefined) { continue; }
      tried++;
      const word = approved.wordOf(changed);
      // More days of keeping, and the like, may be added by anybody; nothing that is taken away or turned off may.
      if (word !== 'deviated' && !(word === 'tightened' && SAFER.test(mutant.name))) { unseen.push(`${mutant.name}: ${word}`); }
    }
    expect(unseen).toEqual([]);
    expect(tried).toBeGreaterThanOrEqual(least);
  });
});

/** Numbers made larger, and protection turned on, on a declared order. */
const SAFER = /(retention|days|seconds|window|duration|retained|delete_after|snapshot)\S* -> (\d\d+)$|(protect|prevent_destroy)\S* -> true$|(force_destroy|force_delete|skip_final_snapshot) -> false$/;
