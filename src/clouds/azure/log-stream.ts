import { Construct } from 'constructs';
import { ILogStreamBackend } from '../../capabilities/backends';
import { LogClass } from '../../capabilities/common';
import { LogStreamProps } from '../../capabilities/log-stream';
import { environmentOf } from '../../environment/environment-rules';
import { baseOf } from './base';
import { LogAnalyticsWorkspaceTable } from './resources';

/** Tables of the workspace that hold each class of log. */
const TABLES: { [logClass in LogClass]: string[] } = {
  [LogClass.APPLICATION]: ['ContainerAppConsoleLogs', 'AppExceptions', 'AppDependencies'],
  [LogClass.ACCESS]: ['AppRequests'],
  // The gateway writes who called what as a trace; the audit trail copies the table to the immutable archive.
  [LogClass.AUDIT]: ['AppTraces', 'AZKVAuditLogs'],
  [LogClass.SECURITY]: ['ContainerAppSystemLogs'],
};

/** Tables are kept between 4 and 730 days for queries; in all also for some numbers of years. */
const QUERYABLE = { least: 4, most: 730 };
const LONGER = [1095, 1460, 1826, 2191, 2556, 2922, 3288, 3653, 4018, 4383];

/** Days that a table can be kept: those asked for, or the next that Azure offers. */
export function totalRetention(days: number): number {
  return days <= QUERYABLE.most ? Math.max(QUERYABLE.least, days) : LONGER.find((d) => d >= days) ?? LONGER[LONGER.length - 1];
}

/** Where a class of log is kept. */
export class AzureLogStream implements ILogStreamBackend {
  public constructor(public readonly reference: string, public readonly logClass: LogClass) {}
}

/**
 * A log stream: the workspace's tables of its class, with the retention of the standards. Tables belong to the workspace,
 * so a second stream of the same class refers to those of the first.
 */
export function logStream(scope: Construct, props: LogStreamProps): AzureLogStream {
  const base = baseOf(scope);
  const { retention } = environmentOf(scope).standards;
  base.mask(props.maskedFields ?? []);
  const days = { application: 90, access: 365, audit: 400, security: 365, ...retention }[props.logClass];
  for (const table of TABLES[props.logClass]) {
    if (!base.claimTable(table)) { continue; }
    new LogAnalyticsWorkspaceTable(scope, table, {
      name: table,
      workspaceId: base.workspace.id,
      plan: 'Analytics',
      retentionInDays: Math.min(QUERYABLE.most, Math.max(QUERYABLE.least, days)),
      totalRetentionInDays: totalRetention(days),
    });
  }
  return new AzureLogStream(base.workspace.id, props.logClass);
}
