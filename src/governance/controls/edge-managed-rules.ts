import { ControlContext, ControlledResource } from '../control-context';
import { ControlFinding, GovernanceFunction, Objective, ControlSeverity } from '../control';
import { control, finding, Judgement } from './build';
import { blocks, equals, fits, judgeResources, subjectsOf, typeOf } from './judging';

/** Groups of rules that each firewall needs; `*` stands for a version. */
const NEEDED: { readonly [type: string]: readonly string[] } = {
  aws_wafv2_web_acl: ['AWSManagedRulesCommonRuleSet', 'AWSManagedRulesKnownBadInputsRuleSet', 'AWSManagedRulesSQLiRuleSet', 'AWSManagedRulesAmazonIpReputationList', 'AWSManagedRulesAnonymousIpList'],
  azurerm_cdn_frontdoor_firewall_policy: ['Microsoft_DefaultRuleSet *', 'Microsoft_BotManagerRuleSet *', 'attacks in bodies'],
  google_compute_security_policy: ['sqli-*', 'xss-*', 'lfi-*', 'rfi-*', 'rce-*', 'scannerdetection-*', 'protocolattack-*', 'sessionfixation-*', 'cve-canary'],
};
const RULES = ['edge.firewall-rule'];

/** What the firewall looks for. */
export const edgeManagedRules = control({
  id: 'edge.managed-rules',
  title: 'The firewall blocks what its managed rules find',
  objective: Objective.EDGE_PROTECTION,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.HIGH,
  why: 'a firewall that only counts, or lacks a group of rules, lets those attacks pass',
  mend: 'Leave the rules to the gateway; a rule that must give way is named in parameter `excepted`.',
  scanners: ['CKV_AWS_175', 'CKV_AWS_192', 'CKV_AWS_342', 'CKV2_AWS_47', 'CKV_GCP_73'],
  card: 'Web application firewall with managed rules',
  parameters: [{
    name: 'excepted', description: 'Rules that may count or let pass, `*` stands for anything: the list of hosting providers would stop customers whose own services call',
    defaultValue: ['AWSManagedRulesAnonymousIpList, HostingProviderIPList'],
  }],
}, (context) => [
  ...context.resources(['aws_wafv2_web_acl', 'azurerm_cdn_frontdoor_firewall_policy']).map((wall) => wall.address).concat(subjectsOf(context, RULES, /^google_compute_security_policy\./)).flatMap((wall) => needed(wall, context)),
  ...context.facts(RULES).map((fact) => finding(fact.subject, blocking(fact.value, fact.detail ?? '', context) || `${fact.text} (${fact.detail})`, fact.argument, `${fact.text} (${fact.detail})`)),
  ...judgeResources(context, ['google_compute_security_policy'], (wall) => equals(wall, 'advanced_options_config.json_parsing', 'STANDARD', 'attacks in JSON bodies are not looked for')),
  ...judgeResources(context, ['google_compute_security_policy'], (wall) => {
    const last = blocks(wall.argument('rule')).find((rule) => rule.priority === 2147483647);
    return { argument: 'rule', says: (last !== undefined && /^(deny|throttle)/.test(last.action)) || 'what no rule names is let through' };
  }),
  ...judgeResources(context, ['azurerm_cdn_frontdoor_firewall_policy'], (wall: ControlledResource) => equals(wall, 'mode', 'Prevention', 'it only looks')),
]);

function needed(wall: string, context: ControlContext): ControlFinding[] {
  const rules = context.facts(RULES).filter((fact) => fact.subject === wall && fact.value === 'blocks').map((fact) => fact.detail ?? '');
  return (NEEDED[typeOf(wall)] ?? []).map((pattern) => finding(wall, rules.some((rule) => fits(rule, [pattern])) || `nothing of ${pattern.replace(/[ -]?\*$/, '')} is blocked`, undefined, pattern));
}

function blocking(value: string, detail: string, context: ControlContext): Judgement | false {
  return value === 'blocks' || value === 'limits' || fits(detail, context.parameter('excepted'));
}
