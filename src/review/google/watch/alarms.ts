import { Entry } from '../../../clouds/rule-graph';
import { blocksOf, isUnresolved, listOf, numeric, seconds, text } from '../../../clouds/rule-values';
import { Evidence } from '../../model';
import { Scope, Topic } from '../scope';
import { at, blocksAt, flagAt, numberAt, textAt } from '../values';

const SIGNS: { readonly [comparison: string]: string } = {
  COMPARISON_GT: '>', COMPARISON_GE: '>=', COMPARISON_LT: '<', COMPARISON_LE: '<=', COMPARISON_EQ: '=', COMPARISON_NE: 'not',
};

/** Alarms, who hears them, and the budget. */
export const alarms: Topic = {
  types: [
    'google_monitoring_alert_policy', 'google_monitoring_notification_channel', 'google_billing_budget', 'google_essential_contacts_contact', 'google_monitoring_custom_service',
    'google_monitoring_service', 'google_monitoring_slo', 'google_monitoring_dashboard', 'google_monitoring_uptime_check_config', 'google_monitoring_group',
    'google_monitoring_metric_descriptor', 'google_scc_v2_project_notification_config', 'google_scc_project_notification_config', 'google_scc_notification_config',
  ],
  read(scope) {
    scope.all('google_monitoring_alert_policy').forEach((policy) => alarm(scope, policy));
    scope.all('google_monitoring_notification_channel').forEach((channel) => scope.state('alert.receivers', channel, receivers(scope, channel), flagAt(channel.body, 'enabled', true) ? 'labels' : 'enabled'));
    scope.all('google_billing_budget').forEach((budget) => money(scope, budget));
    scope.all('google_essential_contacts_contact').forEach((contact) => scope.state('alert.receivers', contact, textAt(contact.body, 'email') === undefined ? undefined : [contact.body.email], 'email'));
  },
};

function alarm(scope: Scope, policy: Entry): void {
  const { body } = policy;
  scope.state('alarm.enabled', policy, flagAt(body, 'enabled', true), 'enabled');
  scope.state('alarm.heard', policy, ...heard(scope, policy));
  const conditions = blocksAt(body, 'conditions').map(condition);
  if (conditions.length > 0 && !conditions.includes(undefined)) {
    const together = textAt(body, 'combiner') === 'OR' ? ' or ' : ' and ';
    scope.state('alarm.threshold', policy, conditions.join(together), 'conditions');
  }
}

/** Somebody hears it if one of its channels is on. */
function heard(scope: Scope, policy: Entry): [boolean | undefined, Evidence[]] {
  const named = at(policy.body, 'notification_channels');
  const list = listOf(named);
  const here = [{ address: policy.address, argument: 'notification_channels' }];
  if (list.length === 0) { return [false, here]; }
  const channels = list.map((one) => scope.graph.target(one));
  if (channels.some((channel) => channel === undefined)) { return [true, here]; }
  const states = (channels as Entry[]).map((channel) => flagAt(channel.body, 'enabled', true));
  const off = (channels as Entry[]).map(({ address }) => ({ address, argument: 'enabled' }));
  return states.some((state) => state === true) ? [true, here] : [states.includes(undefined) ? undefined : false, [...here, ...off]];
}

/** A condition in words: `> 95 percent for 15 minutes`. */
function condition(one: { [argument: string]: any }): string | undefined {
  const threshold = blocksOf(one.condition_threshold)[0];
  if (threshold) { return thresholdOf(threshold); }
  const log = at(one, 'condition_matched_log.filter');
  if (log !== undefined) { return isUnresolved(log) ? undefined : `one entry with ${cut(String(log))}`; }
  if (one.condition_absent !== undefined) { return `nothing measured${lasting(seconds(at(one, 'condition_absent.duration')))}`; }
  const query = at(one, 'condition_prometheus_query_language.query') ?? at(one, 'condition_monitoring_query_language.query') ?? at(one, 'condition_sql.query');
  return query === undefined || isUnresolved(query) ? undefined : cut(String(query));
}

function thresholdOf(threshold: { [argument: string]: any }): string | undefined {
  const value = numeric(threshold.threshold_value ?? 0);
  const sign = SIGNS[text(threshold.comparison) ?? ''];
  if (value === undefined || sign === undefined) { return undefined; }
  const period = seconds(at(threshold, 'aggregations.alignment_period')) ?? 0;
  const held = seconds(threshold.duration ?? '0s');
  const burn = /select_slo_burn_rate\([^)]*"(\d+)s"\s*\)/.exec(String(threshold.filter));
  if (burn) { return `${sign} ${value} times the error budget${lasting(Number(burn[1]))}`; }
  const share = threshold.denominator_filter !== undefined || /\/utilizations?"/.test(String(threshold.filter));
  return `${sign} ${share ? `${Math.round(value * 100_000) / 1000} percent` : value}${held === undefined ? '' : lasting(period + held)}`;
}

function lasting(length: number | undefined): string {
  if (!length) { return ''; }
  const [number, unit] = length % 3600 === 0 ? [length / 3600, 'hour'] : length % 60 === 0 ? [length / 60, 'minute'] : [length, 'second'];
  return ` for ${number} ${unit}${number === 1 ? '' : 's'}`;
}

function cut(words: string): string {
  const plain = words.replace(/\s+/g, ' ').trim();
  return plain.length > 200 ? `${plain.slice(0, 197)}...` : plain;
}

/** Where a channel leads; never a token or a password. */
function receivers(scope: Scope, channel: Entry): string[] | undefined {
  const on = flagAt(channel.body, 'enabled', true);
  if (on !== true) { return on === undefined ? undefined : []; }
  const named = ['email_address', 'channel_name', 'topic', 'number'].map((label) => at(channel.body, `labels.${label}`)).find((value) => value !== undefined);
  if (named !== undefined) { const known = scope.graph.literal(named); return known === undefined ? undefined : [known]; }
  const kind = textAt(channel.body, 'type');
  return kind === undefined ? undefined : [kind.replace(/_/g, ' ')];
}

function money(scope: Scope, budget: Entry): void {
  const { body } = budget;
  scope.state('budget.amount', budget, numberAt(body, 'amount.specified_amount.units'), 'amount.specified_amount.units');
  const channels = listOf(at(body, 'all_updates_rule.monitoring_notification_channels')).length > 0;
  const topic = at(body, 'all_updates_rule.pubsub_topic') !== undefined;
  // Those who pay are told unless that is switched off.
  const payers = flagAt(body, 'all_updates_rule.disable_default_iam_recipients', false);
  if (payers === undefined) { return; }
  const told = channels || topic || !payers;
  const steps = blocksAt(body, 'threshold_rules').map((rule) => ({ share: numberAt(rule, 'threshold_percent'), forecast: textAt(rule, 'spend_basis', 'CURRENT_SPEND') === 'FORECASTED_SPEND' }));
  if (steps.some(({ share }) => share === undefined)) { return; }
  scope.state('budget.alerts', budget, told ? steps.map(({ share, forecast }) => `${Math.round((share ?? 0) * 1000) / 10} percent${forecast ? ' of the forecast' : ''}`) : [], told ? 'threshold_rules' : 'all_updates_rule');
}
