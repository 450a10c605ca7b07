import { Entry, TerraformGraph } from '../../clouds/rule-graph';
import { blockOf, blocksOf, isSet } from '../../clouds/rule-values';
import { Notes, Reader } from '../reader';
import { AwsStack, stackOf } from './stack';
import { where } from './store';
import { count, word } from './values';

/** What a web application firewall does with what its rules find. */
export type Wall = 'none' | 'counts' | 'blocks';

/** Web application firewalls and their rules. */
export const firewalls: Reader = {
  types: ['aws_wafv2_web_acl', 'aws_wafv2_web_acl_association', 'aws_wafv2_web_acl_logging_configuration', 'aws_wafv2_rule_group', 'aws_wafv2_ip_set', 'aws_wafv2_regex_pattern_set'],
  read(graph: TerraformGraph, notes: Notes): void {
    const stack = stackOf(graph);
    for (const wall of graph.all('aws_wafv2_web_acl')) {
      for (const { detail, value, argument } of rulesOf(wall)) { notes.state('edge.firewall-rule', wall, value, argument, detail); }
      const log = stack.of(wall, 'aws_wafv2_web_acl_logging_configuration', 'resource_arn')[0];
      notes.state('edge.access-log', wall, log !== undefined, log ? where(log, 'log_destination_configs') : undefined);
      const size = bodyLimit(wall);
      if (size) { notes.state('edge.body-limit', wall, size.value, size.argument); }
    }
  },
};

interface Rule { readonly detail: string; readonly value: string; readonly argument: string }

function effect(action: any): 'blocks' | 'counts' | 'allows' {
  const { block, count: counts, captcha, challenge } = blockOf(action);
  return isSet(block) || isSet(captcha) || isSet(challenge) ? 'blocks' : isSet(counts) ? 'counts' : 'allows';
}

/** The rules of a firewall; what a group counts only is a rule of its own. */
export function rulesOf(wall: Entry): Rule[] {
  return blocksOf(wall.body.rule).flatMap((rule, i): Rule[] => {
    const name = word(rule.name, `rule ${i + 1}`) ?? `rule ${i + 1}`;
    const statement = blockOf(rule.statement);
    const group = blocksOf(statement.managed_rule_group_statement)[0] ?? blocksOf(statement.rule_group_reference_statement)[0];
    const rate = blocksOf(statement.rate_based_statement)[0];
    const part = isSet(blockOf(group ?? rate).scope_down_statement) ? ' for some requests' : '';
    const argument = `rule.${i}`;
    if (!group) {
      const value = effect(rule.action);
      return [{ detail: `${name}${part}`, value: rate && value === 'blocks' ? 'limits' : value, argument: `${argument}.action` }];
    }
    const counted = isSet(blockOf(rule.override_action).count);
    return [
      { detail: `${name}${part}`, value: counted ? 'counts' : 'blocks', argument: `${argument}.override_action` },
      ...blocksOf(group.rule_action_override).map((o) => ({ detail: `${name}, ${word(o.name, 'one rule') ?? 'one rule'}`, value: counted ? 'counts' : effect(o.action_to_use), argument: `${argument}.statement` })),
      ...blocksOf(group.excluded_rule).map((o) => ({ detail: `${name}, ${word(o.name, 'one rule') ?? 'one rule'}`, value: 'counts', argument: `${argument}.statement` })),
    ];
  });
}

/** The firewall in front of something, and what it does. */
export function wallOf(stack: AwsStack, ...protectedOnes: Entry[]): { readonly wall?: Entry; readonly association?: Entry; readonly does: Wall } {
  const association = protectedOnes.flatMap((entry) => stack.of(entry, 'aws_wafv2_web_acl_association', 'resource_arn'))[0];
  if (!association) { return { does: 'none' }; }
  const wall = stack.find(association.body.web_acl_arn);
  // A firewall of another stack: that it is there is all that is known.
  return wall ? { wall, association, does: doesOf(wall) } : { association, does: 'blocks' };
}

/** Whether anything is blocked. */
export function doesOf(wall: Entry): Wall {
  const rules = rulesOf(wall);
  if (rules.some((r) => r.value === 'blocks' || r.value === 'limits') || isSet(blockOf(wall.body.default_action).block)) { return 'blocks'; }
  return rules.length > 0 ? 'counts' : 'none';
}

/** Least requests a minute that rules allow for one client (by a header) or one address. */
export function rateLimits(wall: Entry): { readonly client?: { value: number; argument: string }; readonly address?: { value: number; argument: string } } {
  const found: { client?: { value: number; argument: string }; address?: { value: number; argument: string } } = {};
  blocksOf(wall.body.rule).forEach((rule, i) => {
    const rate = blocksOf(blockOf(rule.statement).rate_based_statement)[0];
    const limit = count(rate?.limit);
    const window = count(rate?.evaluation_window_sec, 300);
    if (limit === undefined || !window || effect(rule.action) !== 'blocks' || isSet(rate?.scope_down_statement)) { return; }
    const kind = word(rate?.aggregate_key_type, 'IP') === 'CUSTOM_KEYS' && blocksOf(rate?.custom_key).some((k) => isSet(k.header) || isSet(k.cookie)) ? 'client' : 'address';
    const value = Math.round(limit * 60 / window);
    if (!found[kind] || value < found[kind].value) { found[kind] = { value, argument: `rule.${i}.statement.rate_based_statement.limit` }; }
  });
  return found;
}

function bodyLimit(wall: Entry): { readonly value: number; readonly argument: string } | undefined {
  const limits = blocksOf(wall.body.rule).flatMap((rule, i) => {
    const size = blocksOf(blockOf(rule.statement).size_constraint_statement)[0];
    const above = word(size?.comparison_operator);
    const value = count(size?.size);
    return size && value !== undefined && isSet(blockOf(size.field_to_match).body) && (above === 'GT' || above === 'GE') && effect(rule.action) === 'blocks'
      ? [{ value: above === 'GE' ? value - 1 : value, argument: `rule.${i}.statement.size_constraint_statement.size` }] : [];
  });
  return limits.sort((a, b) => a.value - b.value)[0];
}
