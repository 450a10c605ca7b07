import { Entry } from '../../../clouds/rule-graph';
import { flag, isUnresolved, numeric, text, texts } from '../../../clouds/rule-values';
import { Scope, Topic } from '../scope';
import { at, blocksAt, numberAt, textAt } from '../values';
import { append } from '../../group';

/** A rule of Cloud Armor, as far as a request gets to it. */
export interface ArmorRule {
  readonly name: string;
  readonly value: 'allows' | 'counts' | 'limits' | 'blocks';
  readonly matches?: string;
  readonly everyone: boolean;
  readonly priority: number;
  /** Requests a minute of one client, of a rule that limits. */
  readonly limit?: number;
  readonly limitedBy?: string;
}

const DEFAULT = 2147483647;
/** Which limit it is that a rule sets, by what it tells requests apart by. */
const LIMITS: { readonly [by: string]: string } = { '': 'edge.address-limit', 'by forwarded address': 'edge.address-limit', 'all together': 'edge.overall-limit' };
const cached = new WeakMap<Entry, ArmorRule[]>();

/** Policies of the web application firewall. */
export const armor: Topic = {
  types: ['google_compute_security_policy', 'google_compute_security_policy_rule', 'google_compute_region_security_policy', 'google_compute_region_security_policy_rule'],
  read(scope) {
    for (const policy of scope.all('google_compute_security_policy', 'google_compute_region_security_policy')) {
      for (const rule of rulesOf(scope, policy)) {
        scope.state('edge.firewall-rule', policy, rule.value, 'rule', rule.name);
        scope.state('edge.firewall-match', policy, rule.matches, 'rule', rule.name);
        if (rule.limit !== undefined) { scope.state(LIMITS[rule.limitedBy ?? ''] ?? 'edge.client-limit', policy, rule.limit, 'rule', rule.limitedBy); }
      }
      const learning = at(policy.body, 'adaptive_protection_config.layer_7_ddos_defense_config.enable');
      scope.state('guard.enabled', policy, learning === undefined ? false : flag(learning), 'adaptive_protection_config', 'warning of floods of requests');
    }
  },
};

/** Rules in the order in which a request meets them, up to the one that ends for everybody: what comes later is never asked. */
export function rulesOf(scope: Scope, policy: Entry): ArmorRule[] {
  let rules = cached.get(policy);
  if (!rules) {
    rules = effective([...blocksAt(policy.body, 'rule'), ...beside(scope, policy)].map(ruleOf).filter((rule): rule is ArmorRule => rule !== undefined));
    cached.set(policy, rules);
  }
  return rules;
}

/** What the policy does to attacks. */
export function strength(rules: ArmorRule[]): 'none' | 'counts' | 'blocks' {
  const before = rules.filter((rule) => rule.priority !== DEFAULT || rule.value === 'blocks');
  return before.some((rule) => rule.value === 'blocks') ? 'blocks' : before.some((rule) => rule.value === 'counts') ? 'counts' : 'none';
}

const separate = new WeakMap<Scope, Map<string, { [argument: string]: any }[]>>();

/** Rules that are resources of their own. */
function beside(scope: Scope, policy: Entry): { [argument: string]: any }[] {
  let found = separate.get(scope);
  if (!found) {
    found = new Map();
    for (const rule of scope.all('google_compute_security_policy_rule', 'google_compute_region_security_policy_rule')) {
      const target = scope.graph.target(rule.body.security_policy);
      if (target) { append(found, target.address, rule.body); }
    }
    separate.set(scope, found);
  }
  return found.get(policy.address) ?? [];
}

function effective(rules: ArmorRule[]): ArmorRule[] {
  const ordered = [...rules].sort((a, b) => a.priority - b.priority);
  const last = ordered.findIndex((rule) => rule.everyone && rule.value !== 'counts');
  const met = last < 0 ? ordered : ordered.slice(0, last + 1);
  const names = new Map<string, number>();
  met.forEach((rule) => names.set(rule.name, (names.get(rule.name) ?? 0) + 1));
  return met.map((rule) => ((names.get(rule.name) ?? 0) > 1 ? { ...rule, name: `${rule.name} (${rule.priority})` } : rule));
}

function ruleOf(body: { [argument: string]: any }): ArmorRule | undefined {
  const priority = numeric(body.priority);
  const action = text(body.action);
  const expression = at(body, 'match.expr.expression');
  if (priority === undefined || action === undefined || /^\s*false\s*$/.test(String(expression))) { return undefined; }
  const ranges = texts(at(body, 'match.config.src_ip_ranges'));
  const everyone = ranges.some((range) => /^(\*|0\.0\.0\.0\/0)$/.test(range)) || /^\s*true\s*$/.test(String(expression));
  const limits = /^(throttle|rate_based_ban)$/.test(action);
  const value = flag(body.preview) ? 'counts' : /^allow$/.test(action) ? 'allows' : limits ? 'limits' : 'blocks';
  return {
    name: text(body.description) || (priority === DEFAULT ? 'default' : `priority ${priority}`),
    value,
    matches: short(expression, ranges),
    everyone,
    priority,
    ...(limits && value === 'limits' ? { limit: aMinute(body), limitedBy: by(textAt(body, 'rate_limit_options.enforce_on_key', 'ALL')) } : {}),
  };
}

function short(expression: unknown, ranges: string[]): string | undefined {
  if (typeof expression === 'string') { return isUnresolved(expression) ? undefined : cut(expression.replace(/\s+/g, ' ').trim()); }
  return ranges.length > 0 ? cut(ranges.some((range) => range === '*') ? 'every address' : [...ranges].sort().join(', ')) : undefined;
}

function cut(words: string): string {
  return words.length > 300 ? `${words.slice(0, 297)}...` : words;
}

function aMinute(body: { [argument: string]: any }): number | undefined {
  const requests = numberAt(body, 'rate_limit_options.rate_limit_threshold.count');
  const seconds = numberAt(body, 'rate_limit_options.rate_limit_threshold.interval_sec');
  return requests === undefined || !seconds ? undefined : Math.round((requests * 60) / seconds);
}

/** By what requests are told apart; nothing where it is the address, or where they are not. */
function by(key: string | undefined): string | undefined {
  const words: { readonly [key: string]: string | undefined } = { IP: undefined, ALL: 'all together', XFF_IP: 'by forwarded address', HTTP_HEADER: 'by a header', HTTP_COOKIE: 'by a cookie' };
  return key !== undefined && key in words ? words[key] : 'by a part of the request';
}
