import { CostDriver } from './model';
import { append } from './group';

/** Equal drivers together, each group in the order of its first: thirty alarms cost what thirty times one alarm costs. */
export function equalCosts(costs: readonly CostDriver[]): CostDriver[][] {
  const groups = new Map<string, CostDriver[]>();
  for (const cost of costs) {
    const key = `${cost.driver}\n${cost.quantity}\n${cost.billed}`;
    append(groups, key, cost);
  }
  return [...groups.values()];
}
