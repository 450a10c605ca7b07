import { Example, many, one } from '../example';

const FILTER = 'metric.type="run.googleapis.com/request_count" AND resource.type="cloud_run_revision"';
const ALERT = { conditions: [{ condition_threshold: { filter: FILTER, duration: '300s', aggregations: [{ alignment_period: '60s' }] } }], alert_strategy: { auto_close: '86400s' } };
const MATCH = { conditions: [{ condition_matched_log: { filter: 'severity>=ERROR' } }], alert_strategy: { notification_rate_limit: { period: '300s' } } };
const threshold = (change: any) => ({ conditions: [{ condition_threshold: { ...ALERT.conditions[0].condition_threshold, ...change } }] });
const UPTIME = { period: '60s', timeout: '10s', selected_regions: ['EUROPE', 'USA'], http_check: { path: '/status' } };
const uptime = (rule: string, bad: { [fault: string]: any }) => one(rule, 'google_monitoring_uptime_check_config', UPTIME, bad);
const alert = (rule: string, bad: { [fault: string]: any }) => one(rule, 'google_monitoring_alert_policy', ALERT, bad);
const SLO = { goal: 0.999, rolling_period_days: 28 };

export const googleObservabilityExamples: Example[] = [
  one('google/log-bucket-retention', 'google_logging_project_bucket_config', { retention_days: 400 }, { 'log bucket above 3650 days': { retention_days: 3651 } }),
  one('google/log-bucket-key-region', 'google_logging_project_bucket_config', { location: 'europe-west3', cmek_settings: { kms_key_name: 'x' } }, { 'log bucket with a key in global': { location: 'global' } }),
  one('google/log-bucket-key-analytics', 'google_logging_project_bucket_config', { cmek_settings: { kms_key_name: 'x' } }, { 'log bucket with key and analytics': { enable_analytics: true } }),
  one('google/log-bucket-id', 'google_logging_project_bucket_config', { bucket_id: 'orders-app' }, { 'log bucket id with a slash': { bucket_id: 'orders/app' } }),
  one('google/log-filter', 'google_logging_project_sink', { filter: 'logName:"cloudaudit.googleapis.com" OR (severity>=ERROR AND NOT resource.type="x")' }, { 'bad log filter': { filter: 'logName:"cloudaudit' }, 'log filter with &&': { filter: 'severity>=ERROR && resource.type="x"' } }),
  one('google/log-exclusion-filter', 'google_logging_project_sink', { exclusions: [{ filter: 'resource.type="x"' }] }, { 'bad exclusion filter': { exclusions: [{ filter: '(resource.type="x"' }] } }),
  one('google/log-view-filter', 'google_logging_log_view', { filter: 'SOURCE("projects/orders-prod") AND LOG_ID("run.googleapis.com/stdout")' }, { 'log view filter by severity': { filter: 'severity>=ERROR' } }),
  one('google/sink-destination', 'google_logging_project_sink', { destination: 'logging.googleapis.com/${google_logging_project_bucket_config.app.id}' }, { 'sink destination without service': { destination: 'projects/x/locations/y/buckets/z' } }),
  alert('google/alert-filter', { 'alert filter without resource.type': threshold({ filter: 'metric.type="run.googleapis.com/request_count"' }) }),
  one('google/alert-log-match', 'google_monitoring_alert_policy', MATCH, { 'log-match alert without notification_rate_limit': { alert_strategy: {} } }),
  alert('google/alert-duration', { 'alert duration without unit': threshold({ duration: '300' }), 'alert duration of 90 s': threshold({ duration: '90s' }) }),
  alert('google/alert-alignment', { 'alignment of 10 s': threshold({ aggregations: [{ alignment_period: '10s' }] }) }),
  one('google/alert-rate-limit', 'google_monitoring_alert_policy', MATCH, { 'notification every minute': { alert_strategy: { notification_rate_limit: { period: '60s' } } } }),
  alert('google/alert-auto-close', { 'auto close after ten minutes': { alert_strategy: { auto_close: '600s' } } }),
  alert('google/alert-conditions', { 'seven conditions': { conditions: Array(7).fill(ALERT.conditions[0]) } }),
  uptime('google/uptime-period', { 'uptime period outside the fixed list': { period: '120s' } }),
  uptime('google/uptime-timeout', { 'uptime timeout of 90 s': { timeout: '90s' } }),
  uptime('google/uptime-regions', { 'uptime from EUROPE alone': { selected_regions: ['EUROPE'] } }),
  uptime('google/uptime-path', { 'uptime path ending in z': { http_check: { path: '/healthz' } } }),
  one('google/slo-goal', 'google_monitoring_slo', SLO, { 'SLO goal above 0.9999': { goal: 0.99999 }, 'SLO goal as a percentage': { goal: 99.9 } }),
  one('google/slo-period', 'google_monitoring_slo', SLO, { 'SLO over 60 days': { rolling_period_days: 60 } }),
  one('google/slo-one-period', 'google_monitoring_slo', SLO, { 'SLO with two periods': { calendar_period: 'MONTH' } }),
  one('google/dashboard-json', 'google_monitoring_dashboard', { dashboard_json: '{"displayName":"x"}' }, { 'dashboard JSON that does not parse': { dashboard_json: '{displayName}' } }),
  one('google/budget-percent', 'google_billing_budget', { threshold_rules: [{ threshold_percent: 0.5 }] }, { 'budget percent 50 instead of 0.5': { threshold_rules: [{ threshold_percent: 50 }] } }),
  one('google/budget-account', 'google_billing_budget', { billing_account: '01A2B3-C4D5E6-F7A8B9' }, { 'billing account in another form': { billing_account: '01A2B3C4D5E6' } }),
  many('google/budget-channels', { google_monitoring_notification_channel: { mail: { type: 'email' } }, google_billing_budget: { main: { all_updates_rule: { monitoring_notification_channels: ['${google_monitoring_notification_channel.mail.id}'] } } } }, { 'budget channel that is no e-mail': (r) => { r.google_monitoring_notification_channel.mail.type = 'pubsub'; } }),
  one('google/budget-projects', 'google_billing_budget', { budget_filter: { projects: ['projects/123456789012'] } }, { 'budget for a bare project': { budget_filter: { projects: ['orders-prod'] } } }),
  one('google/metric-name', 'google_logging_metric', { name: 'orders/consent_denied' }, { 'log metric name with a space': { name: 'consent denied' } }),
  one('google/channel-email', 'google_monitoring_notification_channel', { labels: { email_address: 'oncall@example.com' } }, { 'e-mail channel without address': { labels: { email_address: 'oncall' } } }),
];
