import { Evidence, Reach } from '../model';
import { Notes } from '../reader';

/** Collects rows of what can be reached, one for the same ends and ports: the weakest way counts. */
export class Rows {
  private readonly rows = new Map<string, Reach>();

  public add(row: Reach): void {
    const key = [row.direction, row.from, row.to, row.ports].join('\n');
    const other = this.rows.get(key);
    this.rows.set(key, other ? { ...(weakness(row) > weakness(other) ? row : other), evidence: joined(other.evidence, row.evidence) } : row);
  }

  public into(notes: Notes): void { this.rows.forEach((row) => notes.reaches(row)); }
}

/** How easily strangers come this way. */
function weakness(row: Reach): number {
  return (row.weak ? 4 : 0) + (row.authentication === 'none' ? 2 : row.authentication === 'shared key' ? 1 : 0);
}

/** Evidence of two, each once. */
export function joined(one: Evidence[], other: Evidence[]): Evidence[] {
  const seen = new Set(one.map((e) => `${e.address}\n${e.argument ?? ''}`));
  return [...one, ...other.filter((e) => !seen.has(`${e.address}\n${e.argument ?? ''}`))];
}
