import { Entry, TerraformGraph } from '../../clouds/rule-graph';
import { blockOf, blocksOf, isSet } from '../../clouds/rule-values';
import { Notes, Reader } from '../reader';
import { AwsStack, stackOf } from './stack';
import { where } from './store';
import { count, items, plainly, word, yes } from './values';

const ALARMS = ['aws_cloudwatch_metric_alarm', 'aws_cloudwatch_composite_alarm'];
const SIGNS: { readonly [operator: string]: string } = {
  GreaterThanThreshold: '>', GreaterThanOrEqualToThreshold: '>=', LessThanThreshold: '<', LessThanOrEqualToThreshold: '<=', LessThanLowerOrGreaterThanUpperThreshold: 'outside of', LessThanLowerThreshold: 'below', GreaterThanUpperThreshold: 'above',
};

/** Alarms, who hears of them, and the budget. */
export const alarms: Reader = {
  types: [...ALARMS, 'aws_sns_topic_subscription', 'aws_cloudwatch_event_rule', 'aws_cloudwatch_event_target', 'aws_db_event_subscription', 'aws_backup_vault_notifications', 'aws_budgets_budget', 'aws_ce_anomaly_monitor', 'aws_ce_anomaly_subscription'],
  read(graph: TerraformGraph, notes: Notes): void {
    const stack = stackOf(graph);
    const heard = new Hearers(stack);
    for (const alarm of graph.all(...ALARMS)) { readAlarm(notes, alarm, heard); }
    for (const rule of graph.all('aws_cloudwatch_event_rule')) { readEventRule(stack, notes, rule, heard); }
    for (const topic of graph.all('aws_sns_topic')) { receivers(stack, notes, topic, heard); }
    for (const budget of graph.all('aws_budgets_budget')) { readBudget(notes, budget); }
  },
};

/** Knows which alarms and topics reach somebody. */
class Hearers {
  /** Alarms that something waits for: another alarm, a deployment. */
  public readonly parts = new Map<string, Entry>();
  /** Topics that alarms and events go to. */
  public readonly topics = new Set<string>();

  public constructor(public readonly stack: AwsStack) {
    const { graph } = stack;
    for (const whole of graph.all('aws_cloudwatch_composite_alarm')) {
      for (const match of String(whole.body.alarm_rule ?? '').matchAll(/ALARM\(\s*["']?([^"')]+)["']?\s*\)/gi)) { this.part(match[1], whole); }
    }
    for (const service of graph.all('aws_ecs_service')) {
      for (const name of items(blockOf(service.body.alarms).alarm_names)) { this.part(name, service); }
    }
    for (const alarm of graph.all(...ALARMS)) { this.note(items(alarm.body.alarm_actions)); }
    this.note(graph.all('aws_cloudwatch_event_target').map((t) => t.body.arn));
    this.note(graph.all('aws_db_event_subscription').map((t) => t.body.sns_topic));
    this.note(graph.all('aws_backup_vault_notifications').map((t) => t.body.sns_topic_arn));
    for (const budget of graph.all('aws_budgets_budget')) { for (const n of blocksOf(budget.body.notification)) { this.note(items(n.subscriber_sns_topic_arns)); } }
  }

  /** Whether what goes to these actions reaches somebody; an action elsewhere is taken for somebody. */
  public hears(actions: any[]): boolean {
    return actions.some((action) => {
      const found = this.stack.find(action);
      return found?.type !== 'aws_sns_topic' || this.stack.of(found, 'aws_sns_topic_subscription', 'topic_arn').length > 0;
    });
  }

  private part(name: unknown, whole: Entry): void {
    const alarm = this.stack.find(name, 'aws_cloudwatch_metric_alarm') ?? this.stack.find(name, 'aws_cloudwatch_composite_alarm');
    if (alarm && alarm.address !== whole.address) { this.parts.set(alarm.address, whole); }
  }

  private note(targets: any[]): void {
    for (const target of targets) {
      const topic = this.stack.find(target);
      if (topic?.type === 'aws_sns_topic') { this.topics.add(topic.address); }
    }
  }
}

function readAlarm(notes: Notes, alarm: Entry, heard: Hearers): void {
  const enabled = yes(alarm.body.actions_enabled, true);
  notes.state('alarm.enabled', alarm, enabled, 'actions_enabled');
  let here: Entry | undefined = alarm;
  let hears = false;
  let at: Entry = alarm;
  for (let depth = 0; here && depth < 5 && !hears; depth += 1) {
    at = here;
    // A deployment acts on its alarm itself.
    hears = here.type === 'aws_ecs_service' || heard.hears(items(here.body.alarm_actions));
    here = heard.parts.get(here.address);
  }
  notes.state('alarm.heard', alarm, hears, where(hears ? at : alarm, at.type === 'aws_ecs_service' ? 'alarms' : 'alarm_actions'));
  if (alarm.type === 'aws_cloudwatch_metric_alarm') { notes.state('alarm.threshold', alarm, threshold(alarm.body), 'threshold'); }
}

// `> 85 percent for 15 minutes`, `< 1 in 3 of 5 minutes`.
function threshold(body: any): string | undefined {
  const limit = count(body.threshold);
  const sign = SIGNS[word(body.comparison_operator) ?? ''];
  if (sign === undefined || (limit === undefined && !isSet(body.threshold_metric_id))) { return undefined; }
  const queries = blocksOf(body.metric_query);
  const result = queries.find((q) => yes(q.return_data, false)) ?? queries[0];
  const metrics = queries.map((q) => blockOf(q.metric));
  const percent = /Utilization$|Percent/i.test(word(body.metric_name, '') ?? '') || /\b100 \*/.test(word(result?.expression, '') ?? '');
  const period = count(body.period) ?? metrics.map((m) => count(m.period)).find((p) => p !== undefined);
  const times = count(body.evaluation_periods, 1) ?? 1;
  const needed = count(body.datapoints_to_alarm, times) ?? times;
  const how = period === undefined ? '' : needed < times ? ` in ${needed} of ${times} times ${span(period)}` : ` for ${span(period * times)}`;
  return `${sign} ${limit ?? 'the expected band'}${percent ? ' percent' : ''}${how}`;
}

function span(seconds: number): string {
  const [size, unit] = seconds % 86400 === 0 ? [seconds / 86400, 'day'] : seconds % 3600 === 0 ? [seconds / 3600, 'hour'] : seconds % 60 === 0 ? [seconds / 60, 'minute'] : [seconds, 'second'];
  return `${size} ${unit}${size === 1 ? '' : 's'}`;
}

// A rule for events of the cloud is an alarm; one on a schedule is a clock.
function readEventRule(stack: AwsStack, notes: Notes, rule: Entry, heard: Hearers): void {
  const { body } = rule;
  if (isSet(body.schedule_expression) && !isSet(body.event_pattern)) { return; }
  const targets = stack.of(rule, 'aws_cloudwatch_event_target', 'rule');
  const state = word(body.state, 'ENABLED');
  const enabled = isSet(body.is_enabled) ? yes(body.is_enabled) : state === undefined ? undefined : state !== 'DISABLED';
  notes.state('alarm.enabled', rule, enabled, isSet(body.is_enabled) ? 'is_enabled' : 'state');
  notes.state('alarm.heard', rule, heard.hears(targets.map((t) => t.body.arn)), targets.length > 0 ? targets.flatMap((t) => where(t, 'arn')) : undefined);
}

function receivers(stack: AwsStack, notes: Notes, topic: Entry, heard: Hearers): void {
  const subscriptions = stack.of(topic, 'aws_sns_topic_subscription', 'topic_arn');
  if (subscriptions.length === 0 && !heard.topics.has(topic.address)) { return; }
  notes.state('alert.receivers', topic, subscriptions.map((s) => receiver(stack, s)), subscriptions.length > 0 ? subscriptions.flatMap((s) => where(s, 'endpoint')) : undefined);
}

/** Who hears of a topic, without what an address may hold in secret. */
function receiver(stack: AwsStack, subscription: Entry): string {
  const { endpoint, protocol } = subscription.body;
  const found = stack.find(endpoint);
  if (found) { return found.address; }
  const written = word(endpoint);
  if (written === undefined) { return `${word(protocol, 'somebody')} ${plainly(endpoint)}`; }
  return /^https?:\/\//.test(written) ? written.replace(/^(https?):\/\/(?:[^@/]*@)?([^/?#]+).*$/, '$1://$2') : written;
}

const MONTHS: { readonly [unit: string]: number } = { DAILY: 12 / 365, MONTHLY: 1, QUARTERLY: 3, ANNUALLY: 12 };

function readBudget(notes: Notes, budget: Entry): void {
  const { body } = budget;
  if (word(body.budget_type, 'COST') !== 'COST') { return; }
  const amount = count(body.limit_amount);
  const months = MONTHS[word(body.time_unit, 'MONTHLY') ?? ''];
  notes.state('budget.amount', budget, amount === undefined || !months ? undefined : Math.round(amount / months), 'limit_amount', `in ${word(body.limit_unit, 'USD') ?? 'a currency known at apply'}`);
  const told = blocksOf(body.notification).filter((n) => items(n.subscriber_email_addresses).length > 0 || items(n.subscriber_sns_topic_arns).length > 0);
  notes.state('budget.alerts', budget, told.map((n) => {
    const unit = word(n.threshold_type, 'PERCENTAGE') === 'PERCENTAGE' ? ' percent' : ` ${word(body.limit_unit, '') ?? ''}`;
    return `${count(n.threshold) ?? plainly(n.threshold)}${unit}${word(n.notification_type, 'ACTUAL') === 'FORECASTED' ? ' of the forecast' : ''}`;
  }), 'notification');
}
