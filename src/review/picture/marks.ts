import { ReviewModel, ReviewResource } from '../model';
import { Names, plural } from '../words';

/** Whose key protects a store, worst first. */
const KEYS: readonly (readonly [string, string])[] = [
  ['none', 'not encrypted'], ['foreign', 'foreign key'], ['provider', 'provider key'], ['fixed', 'provider key'], ['foundation', 'foundation key'], ['customer', 'own key'],
];
const KEY_RULES = ['data.key', 'log.key', 'messaging.key'];
const ALARM = /_(metric_alarm|composite_alarm|metric_alert|monitor_alert_policy|monitoring_alert_policy|query_rules_alert(_v2)?)$/;
const LOG = /_(log_group|flow_log|monitor_diagnostic_setting|project_bucket_config|log_sink|project_sink)$/;

/** What is told of a card without lines: keys, logs and alarms, how many resources it stands for, what is to decide. */
export class Marks {
  private readonly decided = new Map<string, number>();
  private readonly facts = new Map<string, { resources: number; alarms: Set<string>; log: boolean; keys: Set<string> }>();

  public constructor(model: ReviewModel) {
    const names = new Names(model);
    const partOfPath = new Map(model.resources.map((r) => [r.path, r.part]));
    for (const part of model.parts) { partOfPath.set(part.path, part.path); }
    for (const decision of model.decisions) {
      const places = new Set(decision.subjects.flatMap((subject) => [subject, partOfPath.get(subject) ?? subject]));
      for (const place of places) { this.decided.set(place, (this.decided.get(place) ?? 0) + 1); }
    }
    for (const { part, type, address } of model.resources) {
      const facts = this.of(part);
      facts.resources++;
      if (ALARM.test(type)) { facts.alarms.add(address); }
      if (LOG.test(type)) { facts.log = true; }
    }
    for (const { rule, subject, value } of model.statements) {
      const facts = this.of(names.part(subject));
      if (rule.startsWith('alarm.')) { facts.alarms.add(subject); }
      if (rule.startsWith('log.')) { facts.log = true; }
      if (KEY_RULES.includes(rule)) { facts.keys.add(String(value)); }
    }
  }

  public isAlarm({ type }: ReviewResource): boolean { return ALARM.test(type); }

  /** How many decisions name a part or a resource, by its path. */
  public toDecide(path: string): number { return this.decided.get(path) ?? 0; }

  public resources(part: string): number { return this.of(part).resources; }

  /** `own key · log · 7 alarms · 14 resources`. */
  public sentence(part: string): string {
    const { resources, alarms, log, keys } = this.of(part);
    const key = KEYS.find(([value]) => keys.has(value))?.[1];
    return [key, log ? 'log' : undefined, alarms.size > 0 ? plural(alarms.size, 'alarm') : undefined, plural(resources, 'resource')].filter(Boolean).join(' · ');
  }

  private of(part: string) {
    const known = this.facts.get(part) ?? { resources: 0, alarms: new Set<string>(), log: false, keys: new Set<string>() };
    this.facts.set(part, known);
    return known;
  }
}
