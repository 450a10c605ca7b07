import { Construct } from 'constructs';
import { after } from '../../../environment/order';
import {
  CostAnomalyAlert, SecurityCenterContact, SecurityCenterSubscriptionPricing, SubscriptionPolicyAssignment,
} from '../resources';
import { FoundationContext } from './context';

const DEFINITIONS = '/providers/Microsoft.Authorization/policyDefinitions';

/** Built-in policies that hold in the whole subscription, also for what nobody wrote in Terraform. Source: github.com/Azure/azure-policy */
const GUARDRAILS = [
  { id: 'storage-private', definition: 'b2982f36-99f2-4db5-8eff-283140c09693', title: 'Storage accounts have no public network access', parameters: { effect: { value: 'Deny' } } },
  { id: 'vaults-private', definition: '405c5871-3e91-4644-8a63-58e19d68ff5b', title: 'Key vaults have no public network access', parameters: { effect: { value: 'Deny' } } },
  { id: 'vaults-not-purged', definition: '0b60c0b2-2dc2-4e1c-b5c9-abbed971de53', title: 'Key vaults are protected against purging', parameters: { effect: { value: 'Deny' } } },
];
const ALLOWED_LOCATIONS = 'e56962a6-4747-49cd-b67b-bf8b01975c4c';

interface Plan {
  readonly subplan?: string;
  readonly extension?: { name: string; additionalExtensionProperties?: { [name: string]: string } }[];
}

/** Threat detection by kind of resource. */
const DEFENDER: { readonly [resourceType: string]: Plan } = {
  Arm: { subplan: 'PerSubscription' },
  KeyVaults: { subplan: 'PerKeyVault' },
  Containers: { extension: [{ name: 'ContainerRegistriesVulnerabilityAssessments' }] },
  StorageAccounts: {
    subplan: 'DefenderForStorageV2',
    extension: [{ name: 'OnUploadMalwareScanning', additionalExtensionProperties: { CapGBPerMonthPerStorageAccount: '1000' } }, { name: 'SensitiveDataDiscovery' }],
  },
  OpenSourceRelationalDatabases: {},
  CosmosDbs: {},
};

/** Guardrails, threat detection and cost anomalies of the subscription. */
export function governance(context: FoundationContext): void {
  const scope = new Construct(context.scope, 'governance');
  guardrails(scope, context);
  detection(scope, context);
  new CostAnomalyAlert(scope, 'cost-anomaly', {
    name: context.ids.name('azurerm_monitor_activity_log_alert', 'cost-anomaly'),
    displayName: `Cost anomaly in ${context.zone.name}`,
    subscriptionId: `/subscriptions/${context.ids.subscription}`,
    emailSubject: `Cost anomaly in ${context.zone.name}`.slice(0, 70),
    emailAddresses: context.standards.alertContacts.warning,
  });
}

function guardrails(scope: Construct, context: FoundationContext): void {
  const assign = (id: string, title: string, definition: string, parameters: object) => new SubscriptionPolicyAssignment(scope, id, {
    name: id,
    displayName: title,
    subscriptionId: `/subscriptions/${context.ids.subscription}`,
    policyDefinitionId: `${DEFINITIONS}/${definition}`,
    parameters: JSON.stringify(parameters),
    enforce: true,
    nonComplianceMessage: [{ content: `${title}. Ask the platform team of ${context.standards.organization} for an exception.` }],
  });
  assign('locations', 'Data stays in the allowed regions', ALLOWED_LOCATIONS, { listOfAllowedLocations: { value: regions(context) } });
  GUARDRAILS.forEach((g) => assign(g.id, g.title, g.definition, g.parameters));
}

/** Regions of Azure among those allowed: the standards may list those of other clouds too. */
function regions(context: FoundationContext): string[] {
  return [...new Set([context.zone.region, ...context.standards.allowedRegions.filter((r) => /^[a-z]+[0-9]?$/.test(r))])].sort();
}

function detection(scope: Construct, context: FoundationContext): void {
  let last: SecurityCenterSubscriptionPricing | undefined;
  for (const [resourceType, plan] of Object.entries(DEFENDER)) {
    const made: SecurityCenterSubscriptionPricing = new SecurityCenterSubscriptionPricing(scope, `defender-${resourceType.toLowerCase()}`, { resourceType, tier: 'Standard', ...plan });
    // Two plans at once answer 409.
    if (last) { after(made, last); }
    last = made;
  }
  new SecurityCenterContact(scope, 'contact', {
    name: 'default',
    email: (context.standards.alertContacts.critical ?? context.standards.alertContacts.warning)[0],
    alertNotifications: true,
    alertsToAdmins: true,
  });
}
