import type { Fault } from '../errors';
import { Standards } from '../standards/standards';
import { StandardsError } from '../standards/faults';

/** The standards files that environments name: each is read once, and its faults are told once. */
export class StandardsFiles {
  private readonly loaded = new Map<string, Standards | StandardsError>();

  /**
   * @param unreadable hears of a file that is not there, which is a fault of who names it
   * @param faulty hears, the first time, of the faults in a file
   */
  public load(file: string, unreadable: (fault: Fault) => void, faulty: (faults: Fault[]) => void): Standards | undefined {
    const known = this.loaded.get(file);
    const standards = known ?? read(file);
    this.loaded.set(file, standards);
    if (!(standards instanceof StandardsError)) { return standards; }
    const [first] = standards.faults;
    if (first.where === file && standards.faults.length === 1) { unreadable(first); } else if (!known) { faulty(standards.faults); }
    return undefined;
  }
}

function read(file: string): Standards | StandardsError {
  try {
    return Standards.fromFile(file);
  } catch (error) {
    if (error instanceof StandardsError) { return error; }
    throw error;
  }
}
