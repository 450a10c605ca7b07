import { Findings } from '../model';
import { Reader } from '../reader';
import { joined, Rows } from './rows';

type Said = Findings['statements'][number];

/** Several readers may find the same way in, and say the same of a resource: once is enough. */
export const tidy: Reader = {
  types: [],
  read(_graph, notes): void {
    const rows = new Rows();
    notes.reach.splice(0).forEach((row) => rows.add(row));
    rows.into(notes);
    const said = new Map<string, Said>();
    for (const statement of notes.statements.splice(0)) {
      const key = [statement.rule, statement.subject, statement.detail ?? ''].join('\n');
      const other = said.get(key);
      said.set(key, other ? { ...other, evidence: joined(other.evidence, statement.evidence) } : statement);
    }
    notes.statements.push(...said.values());
  },
};
