import { Construct } from 'constructs';
import { BudgetProps } from '../../capabilities/budget';
import { environmentOf } from '../../environment/environment-rules';
import { GoogleAlertChannel } from './alert-channel';
import { labelValue } from './labels';
import { References } from './references';
import { BillingBudget } from './resources';

const MOST_CHANNELS = 5;

/**
 * A monthly budget of what carries this environment's label. Usage that no label reaches (network between zones, log
 * ingestion) shows in the landing zone's budget, which the foundation keeps.
 */
export function budget(scope: Construct, props: BudgetProps): void {
  const environment = environmentOf(scope);
  const { zone } = References.of(scope);
  new BillingBudget(scope, 'budget', {
    billingAccount: zone.billingAccount,
    displayName: `${environment.environmentName} monthly`.slice(0, 60),
    amount: { specifiedAmount: { currencyCode: props.currency, units: String(Math.round(props.amount)) } },
    budgetFilter: {
      projects: [`projects/${zone.projectNumber}`],
      labels: { environment: labelValue(environment.environmentName) },
      calendarPeriod: 'MONTH',
      creditTypesTreatment: 'INCLUDE_ALL_CREDITS',
    },
    thresholdRules: [
      ...[0.5, 0.8, 1].map((thresholdPercent) => ({ thresholdPercent, spendBasis: 'CURRENT_SPEND' })),
      { thresholdPercent: 1, spendBasis: 'FORECASTED_SPEND' },
    ],
    allUpdatesRule: {
      // Budgets take five channels at most; the pod's own contact comes first.
      monitoringNotificationChannels: (environment.alertChannel as GoogleAlertChannel).channelsFor(props.contacts.slice(0, MOST_CHANNELS)),
      disableDefaultIamRecipients: true,
    },
  });
}
