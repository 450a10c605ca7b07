import { ControlSeverity, GovernanceFunction, Objective } from '../control';
import { ControlContext } from '../control-context';
import { control, finding, Judgement } from './build';
import { factsBelow, saidOf } from './platform-places';

/** Thresholds are named by the clouds in their own words: `100 percent of the forecast`, `100 percent forecast`. */
function tells(alerts: string[], wanted: string): boolean {
  return alerts.some((alert) => (wanted === 'forecast' ? alert.includes('forecast') : alert === wanted));
}

function alertsSay(context: ControlContext, alerts: string[]): Judgement {
  const missing = (context.parameter('alerts') as string[]).filter((wanted) => !tells(alerts, wanted));
  return missing.length === 0 || `nobody is told at ${missing.join(', ')}`;
}

/** What an environment may cost is agreed, and somebody hears before it is spent. */
export const costBudget = control({
  id: 'cost.budget',
  title: 'Every environment has a budget that tells people what is spent',
  objective: Objective.COST,
  owner: GovernanceFunction.ARCHITECTURE,
  severity: ControlSeverity.MEDIUM,
  why: 'what nobody watches is found on the bill, a month late',
  mend: 'Leave the budget to the environment; the standards say its amount for each stage.',
  card: 'Budget alerts at 50, 80, 100 % and on the forecast',
  parameters: [
    { name: 'alerts', description: 'Shares of the budget at which people are told, and `forecast`', defaultValue: ['50 percent', '80 percent', '100 percent', 'forecast'] },
    { name: 'highest', description: 'Largest monthly budget, in the currency of the budget; 0 for none', defaultValue: 0 },
  ],
}, (context) => {
  const budgets = context.partsOf('Budget');
  const highest: number = context.parameter('highest');
  return [
    ...(context.kind === 'environment' && budgets.length === 0 ? [finding('', 'has no budget')] : []),
    ...budgets.map((place) => saidOf(place, ['budget.amount', 'budget.alerts'].every((rule) => factsBelow(context, place, [rule]).length > 0) || 'has no budget with alerts')),
    ...context.facts(['budget.amount']).map(({ subject, value, text, argument }) => finding(subject, !(value > 0) ? 'the budget is of nothing' : highest === 0 || value <= highest || `the budget is more than ${highest}`, argument, text)),
    ...context.facts(['budget.alerts']).map(({ subject, value, text, argument }) => finding(subject, alertsSay(context, value), argument, text)),
  ];
});
