import { Construct } from 'constructs';
import { hubOf } from './ids';
import { MonitorDiagnosticSetting } from './resources';

/** What a type of resource reports: all of its log categories or the named ones, its metric category, and what is audited. */
interface Reports {
  /** Log categories for the workspace; `allLogs` stands for every one. */
  readonly logs: string[];
  readonly metrics?: string;
  /** Log categories that are also copied to the immutable archive: who did what. */
  readonly audit?: string[];
  /** Whether the workspace keeps them in tables of their own. */
  readonly dedicated?: boolean;
}

/** What is reported, by kind of resource. */
export const REPORTS = {
  vault: { logs: ['allLogs'], metrics: 'AllMetrics', audit: ['AuditEvent'], dedicated: true },
  blob: { logs: ['StorageRead', 'StorageWrite', 'StorageDelete'], metrics: 'Transaction', audit: ['StorageRead', 'StorageWrite', 'StorageDelete'] },
  account: { logs: [], metrics: 'Transaction' },
  postgres: { logs: ['allLogs'], metrics: 'AllMetrics', audit: ['PostgreSQLLogs'], dedicated: true },
  cosmos: {
    logs: ['DataPlaneRequests', 'ControlPlaneRequests', 'QueryRuntimeStatistics', 'PartitionKeyRUConsumption'],
    metrics: 'Requests',
    audit: ['DataPlaneRequests', 'ControlPlaneRequests'],
    dedicated: true,
  },
  redis: { logs: [], metrics: 'AllMetrics' },
  redisDatabase: { logs: ['ConnectionEvents'], audit: ['ConnectionEvents'], dedicated: true },
  apps: { logs: ['allLogs'], metrics: 'AllMetrics', dedicated: true },
  registry: { logs: ['allLogs'], metrics: 'AllMetrics', audit: ['ContainerRegistryLoginEvents', 'ContainerRegistryRepositoryEvents'], dedicated: true },
  gateway: { logs: ['allLogs'], metrics: 'AllMetrics', audit: ['GatewayLogs'], dedicated: true },
  frontDoor: { logs: ['allLogs'], metrics: 'AllMetrics', audit: ['FrontDoorAccessLog', 'FrontDoorWebApplicationFirewallLog'], dedicated: true },
  firewall: { logs: ['allLogs'], metrics: 'AllMetrics', audit: ['AZFWApplicationRule', 'AZFWNetworkRule', 'AZFWThreatIntel'], dedicated: true },
  networkRules: { logs: ['allLogs'] },
  network: { logs: ['allLogs'], metrics: 'AllMetrics' },
  publicIp: { logs: ['allLogs'], metrics: 'AllMetrics' },
  backup: { logs: ['allLogs'], metrics: 'Health', dedicated: true },
  workspace: { logs: ['audit'], metrics: 'AllMetrics' },
  workflow: { logs: ['allLogs'], metrics: 'AllMetrics' },
} satisfies { [kind: string]: Reports };

/** Containers that Azure writes audited categories to: they exist, locked, before the first record comes. */
export function archiveContainers(): string[] {
  const categories = Object.values(REPORTS as { [kind: string]: Reports }).flatMap((r) => r.audit ?? []);
  const exported = ['apptraces', 'apprequests'];
  const logs = [...new Set(categories)].map((c) => `insights-logs-${c.toLowerCase()}`);
  return ['insights-activity-logs', ...logs, ...exported.map((t) => `am-${t}`)].sort();
}

const category = (name: string) => (name === 'allLogs' || name === 'audit' ? { categoryGroup: name } : { category: name });

/**
 * Sends what a resource reports to `workspace`, and what is audited to the immutable archive as well.
 * Azure answers nothing for `log_analytics_destination_type` on many types: changes of it are ignored.
 */
export function diagnose(scope: Construct, id: string, target: string, kind: keyof typeof REPORTS, workspace: string, archive = true): void {
  const reports: Reports = REPORTS[kind];
  new MonitorDiagnosticSetting(scope, `${id}-diagnostics`, {
    name: 'workspace',
    targetResourceId: target,
    logAnalyticsWorkspaceId: workspace,
    logAnalyticsDestinationType: reports.dedicated ? 'Dedicated' : undefined,
    enabledLog: reports.logs.length > 0 ? reports.logs.map(category) : undefined,
    enabledMetric: reports.metrics ? [{ category: reports.metrics }] : undefined,
    lifecycle: { ignoreChanges: ['log_analytics_destination_type'] },
  });
  if (!archive || !reports.audit) { return; }
  new MonitorDiagnosticSetting(scope, `${id}-audit`, {
    name: 'archive',
    targetResourceId: target,
    storageAccountId: hubOf(scope).archive,
    enabledLog: reports.audit.map(category),
    lifecycle: { ignoreChanges: ['log_analytics_destination_type'] },
  });
}
