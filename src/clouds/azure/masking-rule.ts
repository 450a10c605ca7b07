import { Fn, Lazy } from 'cdktf';
import { Construct } from 'constructs';
import { after } from '../../environment/order';
import { physicalName } from '../../environment/physical-name';
import { maskingQuery, MASKED_TABLES } from './masking';
import { LogAnalyticsWorkspace, MonitorDataCollectionRule, ResourceGroup } from './resources';
import { deployTemplate } from './template';

/** Which workspace masks what. */
export interface Masking {
  readonly workspace: LogAnalyticsWorkspace;
  readonly group: ResourceGroup;
  /** Literal name of the group. */
  readonly groupName: string;
  readonly retentionDays: number;
  /** Fields whose values are masked; asked for when everything has been built. */
  fields(): string[];
}

/**
 * Masks personal data before the workspace stores it. Rule and workspace name each other: azurerm could link them in a second
 * apply only, so Resource Manager does, with all that azurerm says of the workspace.
 */
export function maskAtIngestion(scope: Construct, masking: Masking): void {
  const { workspace, group } = masking;
  const name = physicalName(scope, 'azurerm_log_analytics_workspace');
  const rule = new MonitorDataCollectionRule(scope, 'masking', {
    name: physicalName(scope, 'azurerm_monitor_data_collection_rule', 'masking'),
    location: group.location,
    resourceGroupName: group.name,
    kind: 'WorkspaceTransforms',
    description: 'Masks personal data before it is stored.',
    destinations: { logAnalytics: [{ name: 'workspace', workspaceResourceId: workspace.id }] },
    dataFlow: MASKED_TABLES.map((table) => ({
      streams: [`Microsoft-Table-${table.name}`],
      destinations: ['workspace'],
      transformKql: Lazy.stringValue({ produce: () => maskingQuery(table, masking.fields()) }),
    })),
  });
  after(deployTemplate(scope, 'masking-link', {
    name: physicalName(scope, 'azurerm_resource_group_template_deployment', 'masking'),
    group: masking.groupName,
    // A put without tags would take them away.
    parameters: { rule: rule.id, tags: Fn.base64encode(Fn.jsonencode(workspace.interpolationForAttribute('tags'))) },
    resources: [{
      type: 'Microsoft.OperationalInsights/workspaces',
      apiVersion: '2023-09-01',
      name,
      location: '[resourceGroup().location]',
      tags: "[json(base64ToString(parameters('tags')))]",
      properties: {
        sku: { name: 'PerGB2018' },
        retentionInDays: masking.retentionDays,
        features: { disableLocalAuth: true, enableLogAccessUsingOnlyResourcePermissions: true },
        publicNetworkAccessForIngestion: 'Disabled',
        publicNetworkAccessForQuery: 'Enabled',
        defaultDataCollectionRuleResourceId: "[parameters('rule')]",
      },
    }],
  }), group);
}
