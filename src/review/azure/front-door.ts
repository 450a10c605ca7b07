import { Entry, TerraformGraph } from '../../clouds/rule-graph';
import { blocksOf, isSet, text } from '../../clouds/rule-values';
import { Evidence } from '../model';
import { Notes, Reader } from '../reader';
import { AzureStack, stackOf } from './stack';
import { accessLog } from './stores';
import { amountOf, inside, table, tls, valuesAt, word, yes } from './values';

/** The web application firewall before the gateway, rule by rule, and the host names that it guards. */
export const frontDoor: Reader = {
  types: [
    'azurerm_cdn_frontdoor_profile', 'azurerm_cdn_frontdoor_endpoint', 'azurerm_cdn_frontdoor_origin', 'azurerm_cdn_frontdoor_origin_group', 'azurerm_cdn_frontdoor_route',
    'azurerm_cdn_frontdoor_custom_domain', 'azurerm_cdn_frontdoor_firewall_policy', 'azurerm_cdn_frontdoor_security_policy', 'azurerm_web_application_firewall_policy',
  ],
  read(graph: TerraformGraph, notes: Notes): void {
    const stack = stackOf(graph);
    for (const policy of graph.all('azurerm_cdn_frontdoor_firewall_policy')) { readPolicy(stack, notes, policy); }
    for (const policy of graph.all('azurerm_web_application_firewall_policy')) { readRegional(notes, policy); }
    for (const host of [...graph.all('azurerm_cdn_frontdoor_custom_domain'), ...exposedEndpoints(stack)]) { readHost(stack, notes, host); }
    for (const profile of graph.all('azurerm_cdn_frontdoor_profile')) {
      notes.state('edge.access-log', profile, ...accessLog(stack, profile));
      notes.state('data.prevent-destroy', profile, stack.keepsFromDestroy(profile), 'lifecycle.prevent_destroy');
    }
    for (const origin of graph.all('azurerm_cdn_frontdoor_origin')) {
      notes.state('edge.private-origin', origin, isSet(origin.body.private_link), 'private_link');
    }
  },
};

const ACTIONS: { readonly [action: string]: string } = table({ Block: 'blocks', Log: 'counts', Allow: 'allows', Redirect: 'blocks', JSChallenge: 'blocks', CAPTCHA: 'blocks', AnomalyScoring: 'blocks' });

/** Parts of a request that are kept out of the log, in words. */
const SCRUBBED: { readonly [variable: string]: string } = table({
  QueryStringArgNames: 'query parameter', RequestBodyJsonArgNames: 'body field', RequestBodyPostArgNames: 'form field', RequestHeaderNames: 'header', RequestCookieNames: 'cookie',
  RequestIPAddress: 'address of the caller', RequestUri: 'path',
});

/** What a firewall policy does: `none` where it is off, `counts` where it only looks. */
export function strengthOf(policy: Entry | undefined): string | undefined {
  if (!policy) { return 'none'; }
  const [enabled, mode] = [yes(policy.body.enabled, true), word(policy.body.mode)];
  if (enabled === undefined || mode === undefined) { return enabled === false ? 'none' : undefined; }
  const rules = blocksOf(policy.body.managed_rule).length + blocksOf(policy.body.custom_rule).length;
  return !enabled || rules === 0 || blocksOf(policy.body.custom_rule).some(passesAll) ? 'none' : mode === 'Prevention' ? 'blocks' : 'counts';
}

/** A rule that lets everything past those after it: own rules come before the managed ones. */
function passesAll(rule: { [argument: string]: any }): boolean {
  const all = (c: any) => yes(c.negation_condition, false) === false
    && (c.operator === 'Any' || valuesAt(c, 'match_values').some((v) => (c.operator === 'IPMatch' && ['0.0.0.0/0', '::/0'].includes(v)) || (c.match_variable === 'RequestUri' && ['Contains', 'BeginsWith'].includes(c.operator) && v === '/')));
  return rule.action === 'Allow' && yes(rule.enabled, true) !== false && blocksOf(rule.match_condition).every(all);
}

function readPolicy(stack: AzureStack, notes: Notes, policy: Entry): void {
  // A policy that hosts of this stack use is stated there; one of its own is stated itself.
  const used = stack.at('azurerm_cdn_frontdoor_security_policy', 'security_policies.firewall.cdn_frontdoor_firewall_policy_id', policy);
  if (used.length === 0) { notes.state('edge.firewall', policy, strengthOf(policy), 'mode'); }
  const looksOnly = policy.body.mode === 'Detection';
  const weaker = (value: string | undefined) => (value === 'blocks' && looksOnly ? 'counts' : value);
  for (const rule of blocksOf(policy.body.custom_rule)) {
    const limits = rule.type === 'RateLimitRule';
    const action = ACTIONS[text(rule.action) ?? ''];
    const value = yes(rule.enabled, true) === false ? 'absent' : limits && action === 'blocks' ? 'limits' : action;
    notes.state('edge.firewall-rule', policy, weaker(value === 'limits' && looksOnly ? 'blocks' : value), 'custom_rule', word(rule.name) ?? 'rule');
    notes.state('edge.firewall-match', policy, matched(rule), 'custom_rule.match_condition', word(rule.name) ?? 'rule');
    if (value === 'limits' && !looksOnly) { notes.state('edge.address-limit', policy, perMinute(rule), 'custom_rule.rate_limit_threshold', word(rule.name) ?? 'rule'); }
  }
  for (const rule of blocksOf(policy.body.managed_rule)) {
    const name = `${word(rule.type) ?? 'managed rules'} ${word(rule.version) ?? ''}`.trim();
    notes.state('edge.firewall-rule', policy, weaker(ACTIONS[text(rule.action) ?? '']), 'managed_rule', name);
    for (const override of blocksOf(rule.override).flatMap((o) => blocksOf(o.rule).map((r): [string, any] => [String(o.rule_group_name), r]))) {
      const [group, changed] = override;
      const value = yes(changed.enabled, false) === false ? 'absent' : weaker(ACTIONS[text(changed.action) ?? '']);
      notes.state('edge.firewall-rule', policy, value, 'managed_rule.override', `${name} ${group} ${String(changed.rule_id)}`);
    }
    for (const excluded of [...blocksOf(rule.exclusion), ...blocksOf(rule.override).flatMap((o) => blocksOf(o.exclusion))]) {
      notes.state('edge.firewall-rule', policy, 'allows', 'managed_rule.exclusion', `${name} without ${String(excluded.match_variable)} ${String(excluded.selector ?? '')}`.trim());
    }
  }
  if (yes(inside(policy.body.log_scrubbing, 'enabled'), true) !== false) {
    const fields = blocksOf(inside(policy.body.log_scrubbing, 'scrubbing_rule')).filter((r) => yes(r.enabled, true) !== false).map(scrubbed);
    notes.state('log.masked-fields', policy, fields, 'log_scrubbing');
  } else { notes.state('log.masked-fields', policy, [], 'log_scrubbing'); }
  const bodies = yes(policy.body.request_body_check_enabled, true);
  notes.state('edge.firewall-rule', policy, bodies === undefined ? undefined : weaker(bodies ? 'blocks' : 'absent'), 'request_body_check_enabled', 'attacks in bodies');
}

function scrubbed(rule: { [argument: string]: any }): string {
  const variable = text(rule.match_variable) ?? '';
  const part = SCRUBBED[variable] ?? variable;
  return isSet(rule.selector) ? `${part} ${String(rule.selector)}` : /Names$/.test(variable) ? `every ${part}` : part;
}

/** What a rule looks for, in one line. */
function matched(rule: { [argument: string]: any }): string | undefined {
  const said = blocksOf(rule.match_condition).map((c) => {
    const values = valuesAt(c, 'match_values').map(String).sort();
    return `${String(c.match_variable)}${isSet(c.selector) ? ` ${String(c.selector)}` : ''} ${yes(c.negation_condition, false) ? 'not ' : ''}${String(c.operator)} ${values.join(', ')}`.trim();
  });
  return said.length > 0 ? said.sort().join(' and ') : undefined;
}

/** Front Door counts for each address of a caller. */
function perMinute(rule: { [argument: string]: any }): number | undefined {
  const [requests, minutes] = [amountOf(rule.rate_limit_threshold, 10), amountOf(rule.rate_limit_duration_in_minutes, 1)];
  return requests === undefined || !minutes ? undefined : requests / minutes;
}

function readRegional(notes: Notes, policy: Entry): void {
  const settings = policy.body.policy_settings;
  const enabled = yes(inside(settings, 'enabled'), true);
  const mode = word(inside(settings, 'mode'), 'Prevention');
  const value = enabled === undefined || mode === undefined ? undefined : !enabled ? 'none' : mode === 'Prevention' ? 'blocks' : 'counts';
  notes.state('edge.firewall', policy, value, 'policy_settings.mode');
  for (const rule of blocksOf(policy.body.custom_rules)) {
    const action = ACTIONS[text(rule.action) ?? ''];
    notes.state('edge.firewall-rule', policy, yes(rule.enabled, true) === false ? 'absent' : mode === 'Detection' && action === 'blocks' ? 'counts' : action, 'custom_rules', word(rule.name) ?? 'rule');
  }
  for (const set of blocksOf(inside(policy.body.managed_rules, 'managed_rule_set'))) {
    notes.state('edge.firewall-rule', policy, mode === 'Detection' ? 'counts' : 'blocks', 'managed_rules', `${word(set.type, 'OWASP') ?? 'managed rules'} ${word(set.version) ?? ''}`.trim());
  }
}

/** Endpoints that routes serve under Front Door's own name. */
export function exposedEndpoints(stack: AzureStack): Entry[] {
  const found = stack.graph.all('azurerm_cdn_frontdoor_route').filter((route) => yes(route.body.link_to_default_domain, true) !== false && yes(route.body.enabled, true) !== false)
    .map((route) => stack.find(route.body.cdn_frontdoor_endpoint_id) ?? route);
  return [...new Set(found)];
}

/** The firewall policy before a host, and the association that puts it there. */
export function firewallOf(stack: AzureStack, host: Entry): { policy?: Entry; elsewhere: boolean; evidence: Evidence[] } {
  const path = 'security_policies.firewall.association.domain.cdn_frontdoor_domain_id';
  for (const security of stack.at('azurerm_cdn_frontdoor_security_policy', path, host)) {
    const patterns = valuesAt(security.body, 'security_policies.firewall.association.patterns_to_match');
    if (!patterns.includes('/*')) { continue; }
    const id = valuesAt(security.body, 'security_policies.firewall.cdn_frontdoor_firewall_policy_id')[0];
    const policy = stack.find(id);
    return { policy, elsewhere: isSet(id) && !policy, evidence: [{ address: security.address, argument: 'security_policies.firewall' }, ...(policy ? [{ address: policy.address, argument: 'mode' }] : [])] };
  }
  return { elsewhere: false, evidence: [{ address: host.address }] };
}

/** Routes that serve a host. */
export function routesOf(stack: AzureStack, host: Entry): Entry[] {
  const routes = host.type === 'azurerm_cdn_frontdoor_route' ? [host]
    : host.type === 'azurerm_cdn_frontdoor_endpoint' ? stack.at('azurerm_cdn_frontdoor_route', 'cdn_frontdoor_endpoint_id', host).filter((r) => yes(r.body.link_to_default_domain, true) !== false)
      : stack.at('azurerm_cdn_frontdoor_route', 'cdn_frontdoor_custom_domain_ids', host);
  return routes.filter((route) => yes(route.body.enabled, true) !== false);
}

/** The oldest TLS that a host takes; `none` where a route serves it without any. */
export function hostTls(stack: AzureStack, host: Entry): string | undefined {
  const plain = routesOf(stack, host).some((route) => valuesAt(route.body, 'supported_protocols').includes('Http') && yes(route.body.https_redirect_enabled, true) === false);
  if (plain) { return 'none'; }
  const stated = inside(host.body.tls, 'minimum_tls_version') ?? inside(host.body.tls, 'minimum_version');
  return isSet(stated) ? tls(text(stated)) : 'TLS 1.2';
}

function readHost(stack: AzureStack, notes: Notes, host: Entry): void {
  const firewall = firewallOf(stack, host);
  notes.state('edge.firewall', host, firewall.elsewhere ? undefined : strengthOf(firewall.policy), firewall.evidence);
  const routes = routesOf(stack, host);
  notes.state('edge.tls', host, hostTls(stack, host), hostTls(stack, host) === 'none' ? routes.map((route) => ({ address: route.address, argument: 'https_redirect_enabled' })) : 'tls');
}
