import { readFileSync, writeFileSync } from 'fs';
import { CARD, ENFORCEMENT_FILE, enforcementSource, enforcementTable, withTable } from '../test/patterns/customer-facing-api/card';

// Writes what enforces each property, as the tests check it: into the pattern's card, and into the pattern for reviews. The tests fail where they differ.
writeFileSync(CARD, withTable(readFileSync(CARD, 'utf8'), enforcementTable()));
writeFileSync(ENFORCEMENT_FILE, enforcementSource());
