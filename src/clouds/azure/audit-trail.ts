import { Construct } from 'constructs';
import { AuditTrailProps } from '../../capabilities/audit-trail';
import { IAuditTrailBackend } from '../../capabilities/backends';
import { physicalName } from '../../environment/physical-name';
import { baseOf } from './base';
import { hubOf } from './ids';
import { LogAnalyticsDataExportRule } from './resources';

/**
 * An environment's share of the audit trail: what the gateway says of every call goes to the immutable archive of the
 * foundation as it arrives. What Azure's services audit goes there from each resource by a diagnostic setting, and the
 * activity log of the subscription from the foundation.
 */
export function auditTrail(scope: Construct, _props: AuditTrailProps): IAuditTrailBackend {
  const base = baseOf(scope);
  const archive = hubOf(scope).archive;
  new LogAnalyticsDataExportRule(scope, 'export', {
    name: physicalName(scope, 'azurerm_log_analytics_data_export_rule'),
    resourceGroupName: base.group.name,
    workspaceResourceId: base.workspace.id,
    destinationResourceId: archive,
    tableNames: ['AppRequests', 'AppTraces'],
    enabled: true,
  });
  return { reference: archive };
}
