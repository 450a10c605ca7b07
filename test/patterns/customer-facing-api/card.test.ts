import { existsSync, readFileSync } from 'fs';
import { dirname, join } from 'path';
import { describeCells } from '../cells';
import { AWS_CELLS } from './aws-cells';
import { AZURE_CELLS } from './azure-cells';
import { CARD, ENFORCEMENT_FILE, enforcementSource, enforcementTable, tableOf } from './card';
import { GOOGLE_CELLS } from './google-cells';
import { stacksOf } from './stacks';

describeCells('AWS', AWS_CELLS, () => stacksOf('eu-aws'));
describeCells('Azure', AZURE_CELLS, () => stacksOf('eu-azure'));
describeCells('Google Cloud', GOOGLE_CELLS, () => stacksOf('eu-google'));

test('the table of the card is what the tests check; npx tsx scripts/write-cards.ts writes it', () => {
  expect(tableOf(readFileSync(CARD, 'utf8'))).toBe(enforcementTable());
});

test('what reviews say of it is the same; npx tsx scripts/write-cards.ts writes it', () => {
  expect(readFileSync(ENFORCEMENT_FILE, 'utf8')).toBe(enforcementSource());
});

test('every file that the card points to is there', () => {
  const links = [...readFileSync(CARD, 'utf8').matchAll(/\]\((?!https:)([^)#]+)\)/g)].map(([, link]) => link);
  expect(links.length).toBeGreaterThan(10);
  expect(links.filter((link) => !existsSync(join(dirname(CARD), link)))).toEqual([]);
});
