import { Entry, TerraformGraph } from '../clouds/rule-graph';
import { CostDriver, Evidence, Findings, Flow, Permission, Reach, Value } from './model';

/** What the readers of one cloud write to; drops what is unknown, so that no reader has to. */
export class Notes implements Findings {
  public readonly statements: Findings['statements'] = [];
  public readonly reach: Reach[] = [];
  public readonly permissions: Permission[] = [];
  public readonly flows: Flow[] = [];
  public readonly costs: CostDriver[] = [];
  public readonly unread: string[] = [];

  /** A property of a resource. `value` undefined says nothing: the argument is absent or known only at apply. */
  public state(rule: string, subject: Entry, value: Value | undefined, at?: string | Evidence[], detail?: string): void {
    if (value === undefined) { return; }
    const evidence = typeof at === 'object' ? at : [{ address: subject.address, ...(at ? { argument: at } : {}) }];
    const known = Array.isArray(value) ? [...new Set(value)].sort() : value;
    this.statements.push({ rule, subject: subject.address, ...(detail === undefined ? {} : { detail }), value: known, evidence });
  }

  public reaches(reach: Reach): void { this.reach.push(reach); }

  public permits(permission: Permission): void {
    this.permissions.push({ ...permission, verbs: [...new Set(permission.verbs)].sort(), actions: [...new Set(permission.actions)].sort() });
  }

  public flow(flow: Flow): void { this.flows.push(flow); }

  public cost(cost: CostDriver): void { this.costs.push(cost); }
}

/** Reads what concerns a few resource types. */
export interface Reader {
  /** Types that it reads; a type that no reader names is reported as unread. */
  readonly types: string[];
  read(graph: TerraformGraph, notes: Notes): void;
}

/**
 * Runs readers over one stack; types with the cloud's prefix that nobody reads are listed. A review never stops a synthesis: the types of
 * a reader that fails on something unheard of are listed as not read, too.
 */
export function runReaders(prefix: string, readers: Reader[], tf: any): Findings {
  const graph = new TerraformGraph(tf);
  const notes = new Notes();
  const known = new Set(readers.filter((reader) => succeeds(reader, graph, notes)).flatMap((r) => r.types));
  notes.unread.push(...[...new Set(graph.entries.map((e) => e.type))].filter((t) => t.startsWith(prefix) && !known.has(t)).sort());
  return notes;
}

function succeeds(reader: Reader, graph: TerraformGraph, notes: Notes): boolean {
  try {
    reader.read(graph, notes);
    return true;
  } catch {
    return false;
  }
}
