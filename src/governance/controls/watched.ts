import { ControlFinding } from '../control';
import { ControlContext } from '../control-context';
import { finding } from './build';

/** What hears of calls to the cloud, and the argument that says of which. */
const LISTENERS: { readonly [type: string]: string } = {
  aws_cloudwatch_event_rule: 'event_pattern', azurerm_monitor_activity_log_alert: 'criteria', google_monitoring_alert_policy: 'conditions',
};

/** An event that somebody must hear of. */
export interface Event {
  /** `the audit log is switched off`. */
  readonly what: string;
  /** All of them are in what an alarm listens to. */
  readonly says: readonly RegExp[];
}

/** Whether an alarm that is on, and that somebody hears, listens to each event. */
export function watched(context: ControlContext, events: readonly Event[]): ControlFinding[] {
  const listeners = context.resources(Object.keys(LISTENERS)).map((one) => {
    const argument = LISTENERS[one.type];
    return { address: one.address, text: textOf(one.argument(argument)), argument };
  });
  return events.map(({ what, says }) => {
    const found = listeners.filter(({ text }) => says.every((word) => word.test(text)));
    const loud = found.find(({ address }) => isLoud(context, address));
    const one = loud ?? found[0];
    return finding(one?.address ?? '', loud !== undefined || `nobody hears when ${what}`, one?.argument, what);
  });
}

const LOUD = new WeakMap<ControlContext, ReadonlySet<string>>();

/** Whether an alarm is on, and somebody hears it. */
export function isLoud(context: ControlContext, address: string): boolean {
  let loud = LOUD.get(context);
  if (!loud) {
    const [on, heard] = ['alarm.enabled', 'alarm.heard'].map((rule) => new Set(context.facts([rule]).filter(({ value }) => value === true).map(({ subject }) => subject)));
    loud = new Set([...on].filter((subject) => heard.has(subject)));
    LOUD.set(context, loud);
  }
  return loud.has(address);
}

function textOf(value: any): string { return typeof value === 'string' ? value : JSON.stringify(value) ?? ''; }
