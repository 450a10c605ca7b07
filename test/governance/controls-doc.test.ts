import { readFileSync } from 'fs';
import { join } from 'path';
import { controlsDocument } from '../../scripts/lib/controls-doc';
import { CONTROLS } from '../../src/governance/controls';
import { FRAMEWORKS } from '../../src/governance/frameworks';
import { CATALOGUE } from '../../src/review/catalogue';
import { AWS_CELLS } from '../patterns/customer-facing-api/aws-cells';

const text = controlsDocument();

test('docs/controls.md is fresh (npx tsx scripts/write-controls-doc.ts)', () => {
  expect(readFileSync(join(__dirname, '..', '..', 'docs', 'controls.md'), 'utf8')).toBe(text);
});

test('it has every control, every parameter and every fact, and each link leads somewhere', () => {
  for (const { definition: { id, title, mend, parameters = [] } } of CONTROLS) {
    const section = text.split(`\n### ${id}\n`)[1]?.split('\n### ')[0] ?? '';
    expect(section).toContain(`**${title}.**`);
    expect(section).toContain(mend.replace(/\|/g, '\\|'));
    for (const { name } of parameters) { expect(section).toContain(`- \`${name}\`: `); }
  }
  for (const rule of Object.keys(CATALOGUE)) { expect(text).toContain(`| \`${rule}\` |`); }
  const headings = new Set([...text.matchAll(/^#+ (.+)$/gm)].map(([, heading]) => heading.toLowerCase().replace(/[^\w\- ]/g, '').replace(/ /g, '-')));
  expect([...text.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor]) => anchor).filter((anchor) => !headings.has(anchor))).toEqual([]);
});

test('what controls name is there: ids of their own, clauses of known frameworks, properties of the card, rules of scanners in their form', () => {
  const ids = CONTROLS.map(({ definition }) => definition.id);
  expect(new Set(ids).size).toBe(ids.length);
  const properties = AWS_CELLS.map((cell) => cell.property);
  for (const { definition: { id, card, clauses = [], scanners = [] } } of CONTROLS) {
    expect(id).toMatch(/^[a-z]+\.[a-z-]+$/);
    if (card !== undefined) { expect({ id, properties }).toEqual({ id, properties: expect.arrayContaining([card]) }); }
    for (const clause of clauses) { expect({ id, frameworks: FRAMEWORKS }).toEqual({ id, frameworks: expect.arrayContaining([clause.split(': ')[0]]) }); }
    expect(scanners.filter((scanner) => !/^(CKV2?_[A-Z]+_\d+|(AVD-)?[A-Z]{3,5}-\d{4})$/.test(scanner))).toEqual([]);
  }
});
