import { Entry, TerraformGraph } from '../../clouds/rule-graph';
import { blocksOf, isoMinutes, isSet, numeric, text } from '../../clouds/rule-values';
import { Notes, Reader } from '../reader';
import { AzureStack, stackOf } from './stack';
import { amountOf, inside, inWords, table, valuesAt, word, yes } from './values';

const RECEIVERS: { readonly [block: string]: string } = table({
  email_receiver: 'email_address', sms_receiver: 'name', voice_receiver: 'name', webhook_receiver: 'name', azure_app_push_receiver: 'name', arm_role_receiver: 'name',
  automation_runbook_receiver: 'name', azure_function_receiver: 'name', event_hub_receiver: 'name', itsm_receiver: 'name', logic_app_receiver: 'name',
});
const OPERATORS: { readonly [operator: string]: string } = table({
  GreaterThan: '>', GreaterThanOrEqual: '>=', LessThan: '<', LessThanOrEqual: '<=', Equals: '=', Equal: '=', NotEquals: '!=', GreaterOrLessThan: '< or >',
});

/** Alerts, who hears them, and what may be spent. */
export const alarms: Reader = {
  types: [
    'azurerm_monitor_metric_alert', 'azurerm_monitor_scheduled_query_rules_alert_v2', 'azurerm_monitor_activity_log_alert', 'azurerm_monitor_action_group',
    'azurerm_application_insights_standard_web_test', 'azurerm_application_insights_web_test', 'azurerm_consumption_budget_resource_group', 'azurerm_consumption_budget_subscription',
    'azurerm_cost_anomaly_alert', 'azurerm_security_center_contact',
  ],
  read(graph: TerraformGraph, notes: Notes): void {
    const stack = stackOf(graph);
    for (const alert of graph.all('azurerm_monitor_metric_alert')) { readAlert(stack, notes, alert, 'action.action_group_id', metricThreshold(alert), 'criteria.threshold'); }
    for (const alert of graph.all('azurerm_monitor_scheduled_query_rules_alert_v2')) { readAlert(stack, notes, alert, 'action.action_groups', queryThreshold(alert), 'criteria.threshold'); }
    for (const alert of graph.all('azurerm_monitor_activity_log_alert')) { readAlert(stack, notes, alert, 'action.action_group_id', activity(alert), 'criteria'); }
    for (const group of graph.all('azurerm_monitor_action_group')) { notes.state('alert.receivers', group, yes(group.body.enabled, true) === false ? [] : receivers(group), 'email_receiver'); }
    for (const test of graph.all('azurerm_application_insights_standard_web_test', 'azurerm_application_insights_web_test')) {
      notes.state('alarm.enabled', test, yes(test.body.enabled, false), 'enabled');
      const seconds = amountOf(test.body.frequency, 300);
      notes.state('alarm.threshold', test, seconds && `a failed call, tried every ${inWords(seconds / 60)} from ${placesOf(test)}`, 'geo_locations');
    }
    for (const budget of graph.all('azurerm_consumption_budget_resource_group', 'azurerm_consumption_budget_subscription')) { readBudget(notes, budget); }
    for (const alert of graph.all('azurerm_cost_anomaly_alert')) { notes.state('alert.receivers', alert, valuesAt(alert.body, 'email_addresses').map(String), 'email_addresses'); }
    for (const contact of graph.all('azurerm_security_center_contact')) {
      notes.state('alert.receivers', contact, yes(contact.body.alert_notifications) === false ? [] : [text(contact.body.email)].filter((e): e is string => e !== undefined), 'email');
    }
  },
};

function readAlert(stack: AzureStack, notes: Notes, alert: Entry, actions: string, threshold: string | undefined, at: string): void {
  notes.state('alarm.enabled', alert, yes(alert.body.enabled, true), 'enabled');
  notes.state('alarm.threshold', alert, threshold, at);
  const groups = valuesAt(alert.body, actions);
  // A group of this stack without a receiver tells nobody; one elsewhere is taken at its word.
  const heard = groups.some((id) => {
    const group = stack.find(id);
    return !group || (yes(group.body.enabled, true) !== false && receivers(group).length > 0);
  });
  notes.state('alarm.heard', alert, heard, actions.split('.')[0]);
}

function metricThreshold(alert: Entry): string | undefined {
  const window = isoMinutes(isSet(alert.body.window_size) ? alert.body.window_size : 'PT5M');
  const criteria = blocksOf(alert.body.criteria).map((c) => condition(c.operator, c.threshold, /percent|availability|^NormalizedRUConsumption$/i.test(String(c.metric_name)) ? ' percent' : ''));
  const dynamic = blocksOf(alert.body.dynamic_criteria).map((c) => `unusual values, sensitivity ${String(c.alert_sensitivity ?? 'unknown').toLowerCase()}`);
  const failed = blocksOf(alert.body.application_insights_web_test_location_availability_criteria)
    .map((c) => numeric(c.failed_location_count)).filter((n): n is number => n !== undefined).map((n) => `failure from ${n} places`);
  return worded([...criteria, ...dynamic, ...failed], window);
}

function queryThreshold(alert: Entry): string | undefined {
  const window = isoMinutes(alert.body.window_duration);
  return worded(blocksOf(alert.body.criteria).map((c) => {
    const periods = numeric(inside(c.failing_periods, 'minimum_failing_periods_to_trigger_alert')) ?? 1;
    const said = condition(c.operator, c.threshold);
    return said && (periods > 1 ? `${said}, ${periods} times` : said);
  }), window, limitsIn(blocksOf(alert.body.criteria).map((c) => text(c.query) ?? '').join('\n')));
}

/** Numbers that a query itself compares with: they decide as much as the threshold. */
function limitsIn(query: string): string {
  const found = [...query.matchAll(/\b(?:let (\w+) = |(\w+)\)?\s*(>=|<=|==|>|<)\s*)(\d+(?:\.\d+)?)\b/g)].map(([, name, compared, sign, limit]) => (name ? `${name} ${limit}` : `${compared} ${sign} ${limit}`));
  return found.length > 0 ? `, where ${[...new Set(found)].join(', ')}` : '';
}

function condition(operator: unknown, threshold: unknown, unit = ''): string | undefined {
  const sign = OPERATORS[text(operator) ?? ''];
  const limit = numeric(threshold);
  return sign && limit !== undefined ? `${sign} ${limit}${unit}` : undefined;
}

function worded(conditions: (string | undefined)[], minutes: number | undefined, limits = ''): string | undefined {
  if (conditions.length === 0 || conditions.includes(undefined)) { return undefined; }
  return `${conditions.join(' and ')}${minutes ? ` for ${inWords(minutes)}` : ''}${limits}`;
}

function activity(alert: Entry): string | undefined {
  const criteria = blocksOf(alert.body.criteria)[0] ?? {};
  return word(criteria.operation_name) ?? word(criteria.category);
}

function receivers(group: Entry): string[] {
  return Object.entries(RECEIVERS).flatMap(([block, argument]) => blocksOf(group.body[block]).map((r) => {
    const name = text(r[argument]) ?? text(r.name) ?? 'a receiver known at apply';
    // Only the host: the rest of such an address is often a secret.
    const host = /^https?:\/\/([^/:?]+)/.exec(String(r.service_uri ?? ''))?.[1];
    return host ? `${name} at ${host}` : name;
  }));
}

function placesOf(test: Entry): string {
  const count = valuesAt(test.body, 'geo_locations').length;
  return `${count} ${count === 1 ? 'place' : 'places'}`;
}

function readBudget(notes: Notes, budget: Entry): void {
  // Budgets are in the currency of the subscription; what is budgeted by quarter or year counts by the month.
  const months: { readonly [grain: string]: number } = table({ Monthly: 1, BillingMonth: 1, Quarterly: 3, BillingQuarter: 3, Annually: 12, BillingAnnual: 12 });
  const amount = numeric(budget.body.amount);
  const grain = months[word(budget.body.time_grain, 'Monthly') ?? ''];
  notes.state('budget.amount', budget, amount !== undefined && grain ? amount / grain : undefined, 'amount');
  const alerts = blocksOf(budget.body.notification).filter((n) => yes(n.enabled, true) !== false && ['contact_emails', 'contact_groups', 'contact_roles'].some((to) => isSet(n[to])))
    .map((n) => `${numeric(n.threshold) ?? 'an unknown'} percent${word(n.threshold_type, 'Actual') === 'Forecasted' ? ' forecast' : ''}`);
  notes.state('budget.alerts', budget, alerts, 'notification');
}
