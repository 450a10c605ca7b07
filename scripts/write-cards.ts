import { readFileSync, writeFileSync } from 'fs';
import { CARD, enforcementTable, withTable } from '../test/patterns/customer-facing-api/card';

// Writes the enforcement table of the pattern's card from the cells that the tests check; the tests fail where they differ.
writeFileSync(CARD, withTable(readFileSync(CARD, 'utf8'), enforcementTable()));
