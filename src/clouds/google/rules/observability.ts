import { all, count, duration, fraction, oneOf, pattern, range } from '../../rule-makers';
import { blockOf, blocksOf, isSet, json, listOf, numeric, seconds, text, texts } from '../../rule-values';
import { Rule } from '../../rules';

const LOGS = 'https://cloud.google.com/logging/docs';
const MONITORING = 'https://cloud.google.com/monitoring';

/** Faults in the form of a filter: open quotes or brackets, operators that are none, an end in mid-air. */
function filterProblem(value: any): string | undefined {
  if (typeof value !== 'string') {
    return undefined;
  }
  const plain = value.replace(/"(?:[^"\\]|\\.)*"/g, '""').replace(/(^|\s)--[^\n]*/g, ' ');
  return plain.replace(/""/g, '').includes('"') ? 'has a quote that is not closed' : plain.split('(').length !== plain.split(')').length ? 'has brackets that do not match'
    : /&&|\|\||===|==|=>|=</.test(plain) ? 'uses an operator that the filter language does not have' : /(^|\s)(AND|OR|NOT)\s*$/.test(plain) || /^\s*(AND|OR)\s/.test(plain) ? 'begins or ends with an operator'
      : /[=:<>]\s*$/.test(plain) ? 'ends with a comparison' : undefined;
}

/** Logs, alerts, uptime, objectives, budgets. */
export const observabilityRules: readonly Rule[] = [
  {
    id: 'google/log-bucket-retention', types: ['google_logging_project_bucket_config'], argument: 'retention_days', problem: range(1, 3650, 'days'), mend: 'Keep ten years at most.', source: `${LOGS}/buckets`,
  },
  {
    id: 'google/log-bucket-key-region', types: ['google_logging_project_bucket_config'], argument: 'cmek_settings',
    problem: (value, bucket) => (isSet(value) && text(bucket.location) === 'global' ? 'is set on a bucket in location global' : undefined), mend: 'Make the bucket in the region of the key.', source: `${LOGS}/routing/managed-encryption-storage`,
  },
  {
    id: 'google/log-bucket-key-analytics', types: ['google_logging_project_bucket_config'], argument: 'enable_analytics',
    problem: (value, bucket) => (value === true && isSet(bucket.cmek_settings) ? 'is on together with a customer key, which was refused' : undefined), mend: 'Leave analytics off with a customer key.', source: 'https://github.com/hashicorp/terraform-provider-google/issues/14193',
  },
  {
    id: 'google/log-bucket-id', types: ['google_logging_project_bucket_config'], argument: 'bucket_id', problem: pattern(/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}$/, 'up to 100 letters, digits and _ - .'), mend: 'Rename the bucket.', source: `${LOGS}/buckets`,
  },
  {
    id: 'google/log-filter', types: ['google_logging_project_sink', 'google_logging_metric', 'google_logging_project_exclusion'], argument: 'filter', problem: filterProblem, mend: 'Correct the filter.', source: `${LOGS}/view/logging-query-language`,
  },
  {
    id: 'google/log-exclusion-filter', types: ['google_logging_project_sink'], argument: 'exclusions.filter', problem: filterProblem, mend: 'Correct the filter.', source: `${LOGS}/view/logging-query-language`,
  },
  {
    id: 'google/log-view-filter', types: ['google_logging_log_view'], argument: 'filter',
    problem: (value) => {
      const plain = (value ?? '').replace(/"(?:[^"\\]|\\.)*"/g, '""');
      const odd = plain.replace(/\b(SOURCE|LOG_ID)\(""\)|resource\.type\s*=\s*("")?[\w-]*|\b(AND|OR|NOT)\b|[()\s]/g, '');
      return odd ? 'uses more than SOURCE, LOG_ID and resource.type' : undefined;
    },
    mend: 'Compare SOURCE, LOG_ID and resource.type only.', source: `${LOGS}/logs-views`,
  },
  {
    id: 'google/sink-destination', types: ['google_logging_project_sink'], argument: 'destination', references: true,
    problem: (value) => (typeof value === 'string' && !value.startsWith('${') && !/^(storage|pubsub|bigquery|logging)\.googleapis\.com\//.test(value) ? 'does not begin with a service' : undefined), mend: 'Begin with logging.googleapis.com/, storage.googleapis.com/, pubsub.googleapis.com/ or bigquery.googleapis.com/.', source: `${LOGS}/export/configure_export_v2`,
  },
  {
    id: 'google/alert-filter', types: ['google_monitoring_alert_policy'], argument: 'conditions.*',
    problem: (condition) => {
      for (const name of ['condition_threshold', 'condition_absent']) {
        const filter = text(blockOf(condition?.[name]).filter);
        if (filter !== undefined && !/select_slo_/.test(filter) && !/resource\.type\s*=/.test(filter)) {
          return `has a filter without resource.type: ${filter.slice(0, 60)}`;
        }
        if (filter !== undefined && !/select_slo_/.test(filter) && !/metric\.type\s*=/.test(filter)) {
          return `has a filter without metric.type: ${filter.slice(0, 60)}`;
        }
      }
      return filterProblem(text(blockOf(condition?.condition_matched_log).filter));
    },
    mend: 'Name metric.type and resource.type in the filter.', source: `${MONITORING}/api/v3/filters`,
  },
  {
    id: 'google/alert-log-match', types: ['google_monitoring_alert_policy'], argument: '',
    problem: (policy) => {
      const matched = blocksOf(policy.conditions).filter((condition) => isSet(condition.condition_matched_log));
      return matched.length > 0 && !isSet(blockOf(blockOf(policy.alert_strategy).notification_rate_limit).period) ? 'matches logs without alert_strategy.notification_rate_limit' : matched.length > 0 && listOf(policy.conditions).length > 1 ? 'has another condition beside a log match' : undefined;
    },
    mend: 'Limit the notifications of a log match, and give it a policy of its own.', source: `${LOGS}/alerting/log-based-alerts`,
  },
  {
    id: 'google/alert-duration', types: ['google_monitoring_alert_policy'], argument: 'conditions.condition_threshold.duration',
    problem: all(duration(0, 84600), (value) => ((seconds(value) ?? 0) % 60 !== 0 ? `${value} is no whole number of minutes` : undefined)), mend: 'Use whole minutes, in seconds: 300s.', source: `${MONITORING}/alerts/concepts-indepth`,
  },
  {
    id: 'google/alert-alignment', types: ['google_monitoring_alert_policy'], argument: 'conditions.condition_threshold.aggregations.alignment_period', problem: duration(60, 90000), mend: 'Use 60s at least.', source: `${MONITORING}/api/ref_v3/rest/v3/projects.alertPolicies#Aggregation`,
  },
  {
    id: 'google/alert-rate-limit', types: ['google_monitoring_alert_policy'], argument: 'alert_strategy.notification_rate_limit.period', problem: duration(300, 172800), mend: 'Use five minutes to two days, in seconds.', source: `${LOGS}/alerting/log-based-alerts`,
  },
  {
    id: 'google/alert-auto-close', types: ['google_monitoring_alert_policy'], argument: 'alert_strategy.auto_close', problem: duration(1800, 604800), mend: 'Use half an hour to seven days, in seconds.', source: `${MONITORING}/alerts/concepts-indepth`,
  },
  {
    id: 'google/alert-conditions', types: ['google_monitoring_alert_policy'], argument: 'conditions', problem: count(1, 6, 'conditions'), mend: 'Keep six conditions.', source: `${MONITORING}/quotas`,
  },
  {
    id: 'google/uptime-period', types: ['google_monitoring_uptime_check_config'], argument: 'period', problem: oneOf('60s', '300s', '600s', '900s'), mend: 'Use 60s, 300s, 600s or 900s.', source: `${MONITORING}/api/ref_v3/rest/v3/projects.uptimeCheckConfigs`,
  },
  {
    id: 'google/uptime-timeout', types: ['google_monitoring_uptime_check_config'], argument: 'timeout', problem: duration(1, 60), mend: 'Use 1s to 60s.', source: `${MONITORING}/api/ref_v3/rest/v3/projects.uptimeCheckConfigs`,
  },
  {
    id: 'google/uptime-regions', types: ['google_monitoring_uptime_check_config'], argument: 'selected_regions',
    problem: (value) => {
      const checkers: { [region: string]: number } = { USA: 3, USA_OREGON: 1, USA_IOWA: 1, USA_VIRGINIA: 1, EUROPE: 1, SOUTH_AMERICA: 1, ASIA_PACIFIC: 1 };
      const odd = texts(value).find((region) => !(region in checkers));
      const sum = texts(value).reduce((total, region) => total + (checkers[region] ?? 0), 0);
      return odd ? `"${odd}" is no region of checkers` : texts(value).length > 0 && sum < 3 ? `gives ${sum} checkers, three are needed` : undefined;
    },
    mend: 'Choose regions with three checkers: EUROPE and USA.', source: 'https://github.com/hashicorp/terraform-provider-google/issues/28764',
  },
  {
    id: 'google/uptime-path', types: ['google_monitoring_uptime_check_config'], argument: 'http_check.path', problem: (value) => (/^\/(_ah|eventlog)(\/|$)/.test(value ?? '') || /^\/[^/]*z$/.test(value ?? '') ? `${value} is reserved and never reaches a Cloud Run container` : undefined), mend: 'Use another path, such as /status.', source: 'https://cloud.google.com/run/docs/known-issues#ah',
  },
  {
    id: 'google/slo-goal', types: ['google_monitoring_slo'], argument: 'goal', problem: all(fraction(0.9999), range(0.0001, 0.9999)), mend: 'Write 99.9 % as 0.999.', source: `${MONITORING}/api/ref_v3/rest/v3/services.serviceLevelObjectives`,
  },
  {
    id: 'google/slo-period', types: ['google_monitoring_slo'], argument: 'rolling_period_days', problem: range(1, 30, 'days'), mend: 'Use up to 30 days.', source: `${MONITORING}/api/ref_v3/rest/v3/services.serviceLevelObjectives`,
  },
  {
    id: 'google/slo-one-period', types: ['google_monitoring_slo'], argument: '', problem: (slo) => (isSet(slo.rolling_period_days) === isSet(slo.calendar_period) ? 'needs rolling_period_days or calendar_period, one of them' : undefined), mend: 'Give one period.', source: `${MONITORING}/api/ref_v3/rest/v3/services.serviceLevelObjectives`,
  },
  {
    id: 'google/dashboard-json', types: ['google_monitoring_dashboard'], argument: 'dashboard_json', references: true, problem: (value) => (typeof value === 'string' && !value.includes('${') && json(value) === undefined ? 'is no JSON document' : undefined), mend: 'Correct the JSON.', source: `${MONITORING}/api/ref_v3/rest/v1/projects.dashboards`,
  },
  {
    id: 'google/budget-percent', types: ['google_billing_budget'], argument: 'threshold_rules.threshold_percent',
    problem: (value) => ((numeric(value) ?? 0) > 10 ? `${value} is meant as a share of one: 50 % is 0.5` : undefined), mend: 'Write 50 % as 0.5.', source: 'https://cloud.google.com/billing/docs/reference/budget/rest/v1/billingAccounts.budgets',
  },
  {
    id: 'google/budget-account', types: ['google_billing_budget'], argument: 'billing_account', problem: pattern(/^(billingAccounts\/)?[0-9A-F]{6}-[0-9A-F]{6}-[0-9A-F]{6}$/, 'an account such as 012345-6789AB-CDEF01'), mend: 'Write the id of the billing account.', source: 'https://cloud.google.com/billing/docs/how-to/find-billing-account-id',
  },
  {
    id: 'google/budget-channels', types: ['google_billing_budget'], argument: 'all_updates_rule.monitoring_notification_channels', references: true,
    problem: (value, _rule, context) => {
      const other = listOf(value).map((one) => context.graph.target(one)).find((channel) => channel?.type === 'google_monitoring_notification_channel' && text(channel.body.type) !== undefined && channel.body.type !== 'email');
      return listOf(value).length > 5 ? `has ${listOf(value).length} channels, 5 are the most` : other ? `names ${other.address}, which is no e-mail channel` : undefined;
    },
    mend: 'Name up to five e-mail channels.', source: 'https://cloud.google.com/billing/docs/how-to/budgets-notification-recipients',
  },
  {
    id: 'google/budget-projects', types: ['google_billing_budget'], argument: 'budget_filter.projects', problem: pattern(/^projects\/[^/]+$/, 'projects/ with a number'), mend: 'Write projects/<number>.', source: 'https://cloud.google.com/billing/docs/reference/budget/rest/v1/billingAccounts.budgets#Filter',
  },
  {
    id: 'google/metric-name', types: ['google_logging_metric'], argument: 'name', problem: pattern(/^[A-Za-z0-9_.\-,+!*',()%/]{1,100}$/, 'up to 100 letters, digits and _ - . , + ! * \' ( ) % /'), mend: 'Rename the metric.', source: `${LOGS}/reference/v2/rest/v2/projects.metrics`,
  },
  {
    id: 'google/channel-email', types: ['google_monitoring_notification_channel'], argument: 'labels.email_address', problem: pattern(/^[^@\s]+@[^@\s]+$/, 'an e-mail address'), mend: 'Correct the address.', source: `${MONITORING}/support/notification-options`,
  },
];
