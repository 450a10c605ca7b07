import { Construct } from 'constructs';
import { AlarmProps } from '../../capabilities/alarm';
import { Direction, Severity } from '../../capabilities/common';
import { after } from '../../environment/order';
import { physicalName } from '../../environment/physical-name';
import { channelOf } from './alert-channel';
import { baseOf } from './base';
import { AzureQuery, LogQuery, PlatformQuery, queryOf } from './metrics';
import { MonitorMetricAlert, MonitorScheduledQueryRulesAlertV2 } from './resources';

/** Evaluation windows that Azure Monitor takes, in minutes, for metrics and for logs. */
const METRIC_WINDOWS = [5, 15, 30, 60, 360, 720, 1440];
const LOG_WINDOWS = [5, 10, 15, 30, 45, 60, 120, 180, 240, 300, 360, 1440, 2880];

/** ISO 8601 duration of some minutes. */
export function duration(minutes: number): string {
  if (minutes % 1440 === 0) { return `P${minutes / 1440}D`; }
  return minutes % 60 === 0 ? `PT${minutes / 60}H` : `PT${minutes}M`;
}

function windowOf(windows: number[], minutes: number): number {
  return windows.find((w) => w >= minutes) ?? windows[windows.length - 1];
}

/** 0 is the most urgent of Azure's five severities. */
export function severityOf(severity: Severity): number {
  return severity === Severity.CRITICAL ? 0 : 2;
}

/** An alarm on one metric, to the action group of its severity. */
export function alarm(scope: Construct, props: AlarmProps): void {
  const query: AzureQuery = queryOf(props.metric);
  if (query.kind === 'metric') { metricAlarm(scope, props, query); } else { logAlarm(scope, props, query); }
}

function operator(props: AlarmProps): string {
  return (props.threshold.direction ?? Direction.ABOVE) === Direction.ABOVE ? 'GreaterThan' : 'LessThan';
}

function metricAlarm(scope: Construct, props: AlarmProps, query: PlatformQuery): void {
  const minutes = windowOf(METRIC_WINDOWS, props.threshold.minutes ?? 5);
  new MonitorMetricAlert(scope, 'alert', {
    name: physicalName(scope, 'azurerm_monitor_metric_alert'),
    resourceGroupName: baseOf(scope).group.name,
    scopes: [query.resource],
    description: props.description,
    severity: severityOf(props.severity),
    frequency: duration(Math.min(5, minutes)),
    windowSize: duration(minutes),
    autoMitigate: true,
    criteria: [{
      metricNamespace: query.namespace,
      metricName: query.name,
      aggregation: query.aggregation,
      operator: operator(props),
      threshold: props.threshold.value,
      dimension: query.dimension ? [{ name: query.dimension.name, operator: 'Include', values: query.dimension.values }] : undefined,
    }],
    action: [{ actionGroupId: channelOf(scope).groupId(props.severity) }],
  });
}

function logAlarm(scope: Construct, props: AlarmProps, query: LogQuery): void {
  const minutes = windowOf(LOG_WINDOWS, props.threshold.minutes ?? 5);
  logAlert(scope, 'alert', {
    workspace: query.workspace,
    query: query.query,
    column: 'Value',
    operator: operator(props),
    threshold: props.threshold.value,
    minutes,
    severity: props.severity,
    title: props.metric.title,
    description: props.description,
  });
}

/** What an alert on logs looks for. */
export interface LogAlert {
  readonly workspace: string;
  readonly query: string;
  /** Column with the number. */
  readonly column: string;
  readonly operator: string;
  readonly threshold: number;
  /** Window of the query; at most 2 days. */
  readonly minutes: number;
  /** How often it is asked. @default - every 5 minutes, for windows over an hour every 15 */
  readonly every?: number;
  readonly severity: Severity;
  readonly title: string;
  readonly description: string;
}

/** An alert on logs, asked by an identity that may only read this environment's logs. */
export function logAlert(scope: Construct, id: string, what: LogAlert): void {
  const base = baseOf(scope);
  const identity = base.alerting;
  const alert = new MonitorScheduledQueryRulesAlertV2(scope, id, {
    name: physicalName(scope, 'azurerm_monitor_scheduled_query_rules_alert_v2', id === 'alert' ? '' : id),
    displayName: `${scope.node.path} ${what.title}`.slice(0, 250),
    description: what.description,
    location: base.location,
    resourceGroupName: base.group.name,
    scopes: [what.workspace],
    severity: severityOf(what.severity),
    enabled: true,
    evaluationFrequency: duration(what.every ?? (what.minutes > 60 ? 15 : 5)),
    windowDuration: duration(what.minutes),
    autoMitigationEnabled: true,
    // Tables of a new workspace exist only when the first row has come.
    skipQueryValidation: true,
    identity: { type: 'UserAssigned', identityIds: [identity.id] },
    criteria: [{
      query: what.query,
      metricMeasureColumn: what.column,
      timeAggregationMethod: 'Maximum',
      operator: what.operator,
      threshold: what.threshold,
      failingPeriods: { minimumFailingPeriodsToTriggerAlert: 1, numberOfEvaluationPeriods: 1 },
    }],
    action: { actionGroups: [channelOf(scope).groupId(what.severity)] },
  });
  after(alert, base.alertingRole!);
}
