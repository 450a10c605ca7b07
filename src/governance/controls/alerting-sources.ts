import { CloudName } from '../../environment/landing-zone';
import { ControlSeverity, GovernanceFunction, Objective } from '../control';
import { blocks } from './judging';
import { is, isOrAbsent, onRows, row, secondsOf } from './rows';

const PROBE = 'google_monitoring_uptime_check_config';
const SLO = 'google_monitoring_slo';
const CHANNEL = 'google_monitoring_notification_channel';
const BUDGET = 'google_billing_budget';
const ADDRESS = /^[^@\s]+@([^@\s]+\.[^@\s]+)$/;

/** What alarms are raised from, and whom they reach. */
export const alertingSources = onRows({
  id: 'alerting.sources',
  title: 'Probes, objectives, budgets and receivers are those that were approved',
  objective: Objective.LOGGING_AND_ALERTING,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.MEDIUM,
  why: 'a probe of something else, an objective that is always met, a budget that is never reached and a receiver outside the enterprise keep every alarm silent',
  mend: 'Leave them to the pattern and the standards.',
  clouds: [CloudName.GOOGLE],
  parameters: [{ name: 'largestBudget', description: 'Amount a month, in the currency of the budget, above which a budget is none', defaultValue: 1_000_000 }, { name: 'leastGoal', description: 'Share of good requests below which an objective is none', defaultValue: 0.9 }],
}, [
  row(PROBE, 'http_check.use_ssl', 'probes without TLS', is(true)),
  row(PROBE, 'http_check.validate_ssl', 'takes any certificate', is(true)),
  row(PROBE, 'http_check.accepted_response_status_codes', 'takes any answer for a good one', (codes) => blocks(codes).every((code) => code.status_class !== 'STATUS_CLASS_ANY')),
  row(PROBE, 'period', 'probes more rarely than every five minutes', (period) => (secondsOf(period) ?? 300) <= 300),
  row(PROBE, 'log_check_failures', 'tells nothing of failures', is(true)),
  row(PROBE, 'monitored_resource.labels.host', 'probes a host that no gateway here has', (host, _, context) => context.resources(['google_compute_url_map']).length === 0 || context.resources(['google_compute_url_map']).some((map) => blocks(map.argument('host_rule')).some((rule) => rule.hosts?.includes(host)))),
  row(SLO, 'goal', 'is met by nearly anything', (goal, _, context) => Number(goal) >= context.parameter('leastGoal')),
  row(SLO, 'rolling_period_days', 'looks back less than a week', (days) => days === undefined || Number(days) >= 7),
  row(SLO, 'service', 'is of a service elsewhere', (service) => String(service).includes('${google_monitoring_custom_service.')),
  row(SLO, 'request_based_sli', 'counts what no load balancer here answers', (sli, _, context) => {
    const named = context.resources(['google_compute_url_map']).map((map) => String(map.argument('name')));
    return (JSON.stringify(sli ?? '').match(/_(?:filter|range)":/g) ?? []).length > 0 && Object.values<any>(sli).flatMap((part) => blocks(part)).every((part) => Object.entries(part).filter(([name]) => /filter/.test(name)).every(([, filter]) => named.some((name) => String(filter).includes(name))));
  }),
  row(CHANNEL, 'labels.email_address', 'sends to nobody', (address, one) => one.argument('type') !== 'email' || ADDRESS.test(String(address))),
  row(CHANNEL, 'labels.email_address', 'sends to another enterprise than the other channels', (address, _, context) => {
    const hosts = context.resources([CHANNEL]).map((one) => ADDRESS.exec(String(one.argument('labels.email_address')))?.[1]);
    const host = ADDRESS.exec(String(address))?.[1];
    return hosts.length < 3 || hosts.filter((other) => other === host).length > 1 || new Set(hosts).size === hosts.length;
  }),
  row(CHANNEL, 'enabled', 'is off', isOrAbsent(true)),
  row(CHANNEL, 'force_delete', 'is deleted while alarms use it', isOrAbsent(false)),
  row(BUDGET, 'amount.specified_amount.units', 'is a budget that nobody reaches', (units, _, context) => Number(units) <= context.parameter('largestBudget')),
  row(BUDGET, 'threshold_rules', 'warns when several times the budget is spent', (rules) => blocks(rules).every((rule) => Number(rule.threshold_percent) <= 2)),
  row(BUDGET, 'all_updates_rule.monitoring_notification_channels', 'tells nobody', (channels, one) => one.argument('all_updates_rule') !== undefined && [channels].flat().filter(Boolean).length > 0),
  row(BUDGET, 'budget_filter.labels.environment', 'is of another environment', (label, _, context) => context.resources(['google_cloud_run_v2_service']).every((service) => service.argument('labels.environment') === undefined || service.argument('labels.environment') === label)),
]);
