import { Construct } from 'constructs';
import { LandingZone } from '../../../environment/landing-zone';
import { Stage } from '../../../environment/stage';
import { Standards } from '../../../standards/standards';
import { BillingBudget, MonitoringNotificationChannel } from '../resources';

/**
 * The whole project's spending against the sum of one environment of each stage: catches what no environment's label
 * reaches.
 */
export function landingZoneBudget(scope: Construct, zone: LandingZone, standards: Standards, channels: MonitoringNotificationChannel[]): void {
  const amount = Object.values(Stage).reduce((sum, stage) => sum + standards.profile(stage).monthlyBudget, 0);
  new BillingBudget(scope, 'budget', {
    billingAccount: zone.billingAccount,
    displayName: `${standards.organization} ${zone.name} monthly`,
    amount: { specifiedAmount: { currencyCode: standards.currency, units: String(Math.round(amount)) } },
    budgetFilter: { projects: [`projects/${zone.projectNumber}`], calendarPeriod: 'MONTH', creditTypesTreatment: 'INCLUDE_ALL_CREDITS' },
    thresholdRules: [
      ...[0.5, 0.8, 1].map((thresholdPercent) => ({ thresholdPercent, spendBasis: 'CURRENT_SPEND' })),
      { thresholdPercent: 1, spendBasis: 'FORECASTED_SPEND' },
    ],
    allUpdatesRule: { monitoringNotificationChannels: channels.slice(0, 5).map((c) => c.name), disableDefaultIamRecipients: true },
  });
}
