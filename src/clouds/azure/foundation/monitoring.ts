import { Construct } from 'constructs';
import { diagnose } from '../diagnostics';
import {
  MonitorActionGroup, MonitorActivityLogAlert, MonitorDiagnosticSetting, MonitorPrivateLinkScope, MonitorPrivateLinkScopedService, StorageAccount,
} from '../resources';
import { FoundationContext, FoundationNetwork, place } from './context';
import { hubEndpoint, PrivateNames } from './private-names';

/** Categories of the activity log: who changed what in the subscription. */
const ACTIVITY = ['Administrative', 'Security', 'ServiceHealth', 'Alert', 'Recommendation', 'Policy', 'Autoscale', 'ResourceHealth'];

/** Changes that somebody should hear of at once. */
const WATCHED: { readonly [id: string]: string } = {
  'lock-deleted': 'Microsoft.Authorization/locks/delete',
  'role-assigned': 'Microsoft.Authorization/roleAssignments/write',
  'policy-changed': 'Microsoft.Authorization/policyAssignments/write',
  'diagnostics-deleted': 'Microsoft.Insights/diagnosticSettings/delete',
  'vault-deleted': 'Microsoft.KeyVault/vaults/delete',
  'security-group-changed': 'Microsoft.Network/networkSecurityGroups/write',
  'firewall-rules-changed': 'Microsoft.Network/firewallPolicies/ruleCollectionGroups/write',
};

/** The private way in for logs of all environments, the subscription's own log, and who hears of dangerous changes. */
export function monitoring(context: FoundationContext, archive: StorageAccount, network: FoundationNetwork, names: PrivateNames): void {
  const { ids } = context;
  const scope = new Construct(context.scope, 'monitoring');
  const link = new MonitorPrivateLinkScope(scope, 'private-link', {
    name: ids.privateLinkScope,
    resourceGroupName: context.groups.platform.name,
    ingestionAccessMode: 'PrivateOnly',
    // People query from the portal, by role.
    queryAccessMode: 'Open',
  });
  new MonitorPrivateLinkScopedService(scope, 'workspace-private-link', {
    name: 'workspace', resourceGroupName: context.groups.platform.name, scopeName: link.name, linkedResourceId: context.workspace.id,
  });
  hubEndpoint(scope, context, network, names, {
    id: link.id, name: 'monitor', part: 'azuremonitor', zones: ['monitor', 'oms', 'ods', 'agent', 'blob'],
  });
  diagnose(scope, 'workspace', context.workspace.id, 'workspace', context.workspace.id);
  new MonitorDiagnosticSetting(scope, 'activity', {
    name: ids.name('azurerm_monitor_activity_log_alert', 'activity'),
    targetResourceId: `/subscriptions/${ids.subscription}`,
    logAnalyticsWorkspaceId: context.workspace.id,
    storageAccountId: archive.id,
    enabledLog: ACTIVITY.map((category) => ({ category })),
    lifecycle: { ignoreChanges: ['log_analytics_destination_type'] },
  });
  watch(scope, context);
}

function watch(scope: Construct, context: FoundationContext): void {
  const { ids, standards } = context;
  const where = place(context, 'platform');
  const group = new MonitorActionGroup(scope, 'platform-team', {
    name: ids.name('azurerm_monitor_action_group', 'platform'),
    shortName: 'platform',
    resourceGroupName: where.resourceGroupName,
    location: 'global',
    emailReceiver: standards.alertContacts.warning.map((address) => ({ name: address.slice(0, 100), emailAddress: address, useCommonAlertSchema: true })),
  });
  for (const [id, operation] of Object.entries(WATCHED)) {
    new MonitorActivityLogAlert(scope, id, {
      name: ids.name('azurerm_monitor_activity_log_alert', id),
      resourceGroupName: where.resourceGroupName,
      location: 'global',
      scopes: [`/subscriptions/${ids.subscription}`],
      description: `${operation} in the subscription.`,
      criteria: { category: 'Administrative', operationName: operation, statuses: ['Succeeded'] },
      action: [{ actionGroupId: group.id }],
    });
  }
}
