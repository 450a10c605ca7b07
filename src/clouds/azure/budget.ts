import { Construct } from 'constructs';
import { BudgetProps } from '../../capabilities/budget';
import { Severity } from '../../capabilities/common';
import { physicalName } from '../../environment/physical-name';
import { channelOf } from './alert-channel';
import { baseOf } from './base';
import { ConsumptionBudgetResourceGroup } from './resources';

/** First day of the month in which Terraform first applies this; a budget may not begin in an earlier one. */
export const FIRST_OF_MONTH = '${formatdate("YYYY-MM-01\'T\'00:00:00Z", timestamp())}';

/** Percentages that are reported when they are spent; the whole is also reported when it is forecast. */
const SPENT = [50, 80, 100];

/** A monthly budget of the environment's resource group. The amount is in the currency of the billing account, which Azure takes for all budgets. */
export function budget(scope: Construct, props: BudgetProps): void {
  const notify = (threshold: number, thresholdType: string) => ({
    enabled: true,
    operator: 'GreaterThanOrEqualTo',
    threshold,
    thresholdType,
    contactEmails: props.contacts,
    contactGroups: [channelOf(scope).groupId(Severity.WARNING)],
  });
  new ConsumptionBudgetResourceGroup(scope, 'budget', {
    name: physicalName(scope, 'azurerm_consumption_budget_resource_group'),
    resourceGroupId: baseOf(scope).group.id,
    amount: props.amount,
    timeGrain: 'Monthly',
    timePeriod: { startDate: FIRST_OF_MONTH },
    notification: [...SPENT.map((threshold) => notify(threshold, 'Actual')), notify(100, 'Forecasted')],
    // Only the creation asks for the date.
    lifecycle: { ignoreChanges: ['time_period'] },
  });
}
