import { TerraformGraph } from '../../clouds/rule-graph';
import { blocksOf } from '../../clouds/rule-values';
import { Notes, Reader } from '../reader';
import { stackOf } from './stack';
import { where } from './store';
import { count, items, preventDestroy, word, yes } from './values';

/** What watches over an account and its networks. */
export const guards: Reader = {
  types: [
    'aws_guardduty_detector', 'aws_guardduty_detector_feature', 'aws_inspector2_enabler', 'aws_accessanalyzer_analyzer', 'aws_ebs_encryption_by_default', 'aws_iam_account_password_policy',
    'aws_securityhub_account', 'aws_config_configuration_recorder_status', 'aws_config_configuration_recorder', 'aws_macie2_account', 'aws_route53_resolver_firewall_config', 'aws_route53_resolver_firewall_domain_list',
    'aws_route53_resolver_firewall_rule', 'aws_route53_resolver_firewall_rule_group', 'aws_route53_resolver_firewall_rule_group_association', 'aws_route53_resolver_dnssec_config',
    'aws_route53_hosted_zone_dnssec', 'aws_route53_key_signing_key', 'aws_route53_zone',
  ],
  read(graph: TerraformGraph, notes: Notes): void {
    for (const one of graph.all('aws_guardduty_detector')) { notes.state('guard.enabled', one, yes(one.body.enable, true), 'enable', 'threats are looked for'); }
    for (const one of graph.all('aws_guardduty_detector_feature')) {
      const status = word(one.body.status);
      notes.state('guard.enabled', one, status === undefined ? undefined : status === 'ENABLED', 'status', `threats are looked for in ${(word(one.body.name, '') ?? '').toLowerCase().replace(/_/g, ' ')}`);
    }
    for (const one of graph.all('aws_inspector2_enabler')) { for (const kind of items(one.body.resource_types)) { notes.state('guard.enabled', one, true, 'resource_types', `vulnerabilities are looked for: ${kind}`); } }
    for (const one of graph.all('aws_accessanalyzer_analyzer')) { notes.state('guard.enabled', one, true, undefined, 'access from outside is looked for'); }
    for (const one of graph.all('aws_securityhub_account', 'aws_config_configuration_recorder')) { notes.state('guard.enabled', one, true); }
    for (const one of graph.all('aws_config_configuration_recorder_status')) { notes.state('guard.enabled', one, yes(one.body.is_enabled, false), 'is_enabled'); }
    for (const one of graph.all('aws_macie2_account')) { notes.state('guard.enabled', one, word(one.body.status, 'ENABLED') !== 'PAUSED', 'status'); }
    for (const one of graph.all('aws_ebs_encryption_by_default')) { notes.state('guard.enabled', one, yes(one.body.enabled, true), 'enabled', 'every disk is encrypted'); }
    for (const one of graph.all('aws_iam_account_password_policy')) {
      notes.state('guard.enabled', one, (count(one.body.minimum_password_length, 6) ?? 14) >= 14, 'minimum_password_length', 'passwords of people have 14 characters or more');
      notes.state('guard.enabled', one, (count(one.body.password_reuse_prevention, 0) ?? 1) > 0, 'password_reuse_prevention', 'old passwords are refused');
    }
    for (const one of graph.all('aws_default_security_group')) {
      const closed = blocksOf(one.body.ingress).length === 0 && blocksOf(one.body.egress).length === 0;
      notes.state('guard.enabled', one, closed, closed ? undefined : 'ingress', 'the default security group lets nothing pass');
    }
    names(graph, notes);
  },
};

// Names: which may be asked for, and whether answers are signed.
function names(graph: TerraformGraph, notes: Notes): void {
  const stack = stackOf(graph);
  for (const one of graph.all('aws_route53_resolver_firewall_config')) {
    const open = word(one.body.firewall_fail_open, 'DISABLED');
    notes.state('guard.enabled', one, open === undefined ? undefined : open !== 'ENABLED', 'firewall_fail_open', 'no name is answered while the firewall for names is down');
  }
  for (const group of graph.all('aws_route53_resolver_firewall_rule_group')) {
    const rules = stack.of(group, 'aws_route53_resolver_firewall_rule', 'firewall_rule_group_id');
    const associated = stack.of(group, 'aws_route53_resolver_firewall_rule_group_association', 'firewall_rule_group_id').length > 0;
    const lists = rules.map((rule) => ({ rule, action: word(rule.body.action), names: items(stack.find(rule.body.firewall_domain_list_id)?.body.domains).map(String) }));
    const blocksAll = lists.some((l) => l.action === 'BLOCK' && l.names.some((n) => n === '*.' || n === '*'));
    const allowed = lists.filter((l) => l.action !== 'BLOCK').flatMap((l) => l.names.map((n) => n.replace(/(?<=.)\.$/, '')));
    notes.state('guard.enabled', group, associated && blocksAll, rules.flatMap((r) => where(r, 'action')), 'names that are not listed are not answered');
    notes.state('network.egress-hosts', group, blocksAll && associated ? allowed : ['*'], lists.flatMap((l) => where(l.rule, 'firewall_domain_list_id')));
  }
  for (const one of graph.all('aws_route53_resolver_dnssec_config')) { notes.state('guard.enabled', one, true, undefined, 'signatures of names are checked'); }
  for (const one of graph.all('aws_route53_hosted_zone_dnssec')) { notes.state('guard.enabled', one, word(one.body.signing_status, 'SIGNING') === 'SIGNING', 'signing_status', 'names are signed'); }
  for (const zone of graph.all('aws_route53_zone').filter((z) => blocksOf(z.body.vpc).length === 0)) {
    notes.state('data.prevent-destroy', zone, preventDestroy(zone.body), 'lifecycle.prevent_destroy');
  }
}
