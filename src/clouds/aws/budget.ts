import { Construct } from 'constructs';
import { BudgetProps } from '../../capabilities/budget';
import { Severity } from '../../capabilities/common';
import { environmentOf } from '../../environment/environment-rules';
import { after } from '../../environment/order';
import { physicalName } from '../../environment/physical-name';
import { AwsAlertChannel } from './alert-channel';
import { awsPlace } from './context';
import { BudgetsBudget } from './resources';

const ACTUAL = [50, 80, 100];
/** AWS lets an alert have at most ten e-mail subscribers. */
const MOST_CONTACTS = 10;

export function budget(scope: Construct, props: BudgetProps): void {
  const environment = environmentOf(scope);
  const alerts = environment.alertChannel as AwsAlertChannel;
  const notification = (threshold: number, kind: 'ACTUAL' | 'FORECASTED') => ({
    comparisonOperator: 'GREATER_THAN',
    threshold,
    thresholdType: 'PERCENTAGE',
    notificationType: kind,
    subscriberEmailAddresses: props.contacts.slice(0, MOST_CONTACTS),
    subscriberSnsTopicArns: [alerts.topicArn(Severity.WARNING)],
  });
  after(new BudgetsBudget(scope, 'budget', {
    accountId: awsPlace(scope).account,
    name: physicalName(scope, 'aws_budgets_budget'),
    budgetType: 'COST',
    // AWS Budgets counts in USD only; the standards state what one unit of their currency is worth.
    limitAmount: String(Math.round(props.amount * environment.standards.usdRate)),
    limitUnit: 'USD',
    timeUnit: 'MONTHLY',
    // Counts only after the tag was activated for cost allocation in the payer account.
    costFilter: [{ name: 'TagKeyValue', values: [`user:environment$${environment.environmentName}`] }],
    notification: [...ACTUAL.map((t) => notification(t, 'ACTUAL')), notification(100, 'FORECASTED')],
  }), alerts.topicPolicy(Severity.WARNING));
}
