import { ApprovalState } from '../../governance/model';
import { table } from '../table';
import { Ground, groundOf, stateIn } from './ground';

/** Every approval of the folder with its state; a function that must approve and has not is there too. */
export function listApprovals(file: string, pattern?: string): { readonly ground: Ground; readonly states: ApprovalState[] } {
  const ground = groundOf(file);
  const asked = new Map<string, { pattern: string; version: string; functions: Set<string> }>();
  for (const { named } of ground.approvals.files) {
    if (named === undefined || (pattern !== undefined && named.pattern !== pattern)) { continue; }
    const key = `${named.pattern}@${named.version}`;
    const one = asked.get(key) ?? { pattern: named.pattern, version: named.version, functions: new Set(ground.settings.functions) };
    one.functions.add(named.function);
    asked.set(key, one);
  }
  const states = [...asked.values()].flatMap((one) => [...one.functions].map((fn) => stateIn(ground, one.pattern, one.version, fn)));
  return { ground, states };
}

/** Files that are no approval under their name. */
export function strayFaults({ approvals }: Ground): string[] {
  return approvals.files.filter(({ named }) => named === undefined).flatMap(({ faults }) => faults.map(({ where, problem, mend }) => `${where}: ${problem}. ${mend}`));
}

/** The list as people read it. */
export function listText(states: readonly ApprovalState[]): string {
  if (states.length === 0) { return 'Nothing is approved yet.\n'; }
  return `${table(['pattern', 'version', 'function', 'holds', 'why'], states.map((s) => [s.pattern, s.patternVersion, s.function, s.valid ? 'yes' : 'no', s.text]))}\n`;
}
