/** One thing that is wrong: where, what, and the mend. */
export interface Fault {
  /** Property, or construct path, or file with line and column. */
  readonly where: string;
  readonly problem: string;
  readonly mend: string;
}

/** What Groundwork throws: every fault of one input together, without a JavaScript stack (unless asked for). */
export class GroundworkError extends Error {
  public constructor(title: string, public readonly faults: Fault[]) {
    const count = faults.length === 1 ? '1 fault' : `${faults.length} faults`;
    super([`${title}: ${count}`, ...faults.map((f) => `  ${f.where}: ${f.problem}${/[.!?]$/.test(f.problem) ? '' : '.'} ${f.mend}`.trimEnd())].join('\n'));
    this.name = 'GroundworkError';
    if (!process.env.GROUNDWORK_STACK_TRACES) { this.stack = this.message; }
  }
}

/** Throws if there are faults. */
export function throwFaults(title: string, faults: Fault[]): void {
  if (faults.length > 0) { throw new GroundworkError(title, faults); }
}
