import * as path from 'path';
import { cardSource, cardTable } from '../cells';
import { AWS_CELLS } from './aws-cells';
import { AZURE_CELLS } from './azure-cells';
import { GOOGLE_CELLS } from './google-cells';

/** The card of the pattern. */
export const CARD = path.join(__dirname, '..', '..', '..', 'patterns', 'customer-facing-api', 'README.md');

/** The same for reviews, beside the pattern. */
export const ENFORCEMENT_FILE = path.join(path.dirname(CARD), 'enforcement.ts');

const BEGIN = '<!-- enforcement: written by scripts/write-cards.ts from test/patterns/customer-facing-api -->';
const END = '<!-- end of enforcement -->';

/** What enforces each property on each cloud, as Markdown. */
export function enforcementTable(): string {
  return cardTable({ 'AWS': AWS_CELLS, 'Azure': AZURE_CELLS, 'Google Cloud': GOOGLE_CELLS });
}

/** What enforces each property on each cloud, as the data of the pattern. */
export function enforcementSource(): string {
  return cardSource({ AWS: AWS_CELLS, AZURE: AZURE_CELLS, GOOGLE: GOOGLE_CELLS });
}

/** The table that a card has now. */
export function tableOf(card: string): string {
  return card.slice(start(card), card.indexOf(END)).trim();
}

/** A card with the table put in its place. */
export function withTable(card: string, table: string): string {
  return `${card.slice(0, start(card))}\n\n${table}\n\n${card.slice(card.indexOf(END))}`;
}

function start(card: string): number {
  if (!card.includes(BEGIN) || !card.includes(END)) { throw new Error(`the card has no place for the table: ${BEGIN} … ${END}`); }
  return card.indexOf(BEGIN) + BEGIN.length;
}
