import { CONSEQUENCES } from '../../../src/review/model';
import { Seed } from './seed';
import { AWS } from './seeds-aws';
import { AZURE } from './seeds-azure';
import { GOOGLE } from './seeds-google';
import { changed, lines, Zone } from './support';

const TABLE: [Zone, Seed[]][] = [['eu-aws', AWS], ['eu-azure', AZURE], ['eu-google', GOOGLE]];

describe.each(TABLE)('a change on %s is found and judged', (zone, seeds) => {
  test.each(seeds.map((seed) => [seed[0], seed] as const))('%s', (_, [, make, consequence, direction, says]) => {
    const diff = changed(zone, make);
    const found = diff.changes.filter((c) => c.consequence === consequence && c.direction === direction && says.test(c.text));
    if (found.length === 0) { expect(lines(diff)).toContainEqual(expect.stringMatching(says)); }
    expect(found.length).toBeGreaterThan(0);
    // One careless change is a few sentences at most, or a reviewer stops reading.
    expect(lines(diff).length).toBeLessThanOrEqual(5);
    expect(diff.changes.filter((c) => c.text.length > 140 || /[{}]|\$\{|\[object/.test(c.text)).map((c) => c.text)).toEqual([]);
  });
});

test('the seeds are at least fifty and touch every consequence', () => {
  const all = TABLE.flatMap(([, seeds]) => seeds);
  expect(all.length).toBeGreaterThanOrEqual(50);
  for (const consequence of CONSEQUENCES) { expect(all.some((seed) => seed[2] === consequence)).toBe(true); }
});
