import { Construct } from 'constructs';
import { after } from '../../../environment/order';
import { knownHosts } from '../egress-hosts';
import {
  CloudwatchLogResourcePolicy, Route53ResolverDnssecConfig, Route53ResolverFirewallConfig, Route53ResolverFirewallDomainList, Route53ResolverFirewallRule,
  Route53ResolverFirewallRuleGroup, Route53ResolverFirewallRuleGroupAssociation, Route53ResolverQueryLogConfig, Route53ResolverQueryLogConfigAssociation,
} from '../resources';
import { shared } from '../shared';
import { foundationLog, FoundationContext } from './foundation-context';
import { SharedVpc } from './vpc';

/** Only listed names resolve (no tunnel through DNS), answers are validated, every query is logged. */
export function nameResolution(scope: Construct, context: FoundationContext, net: SharedVpc, delivery: CloudwatchLogResourcePolicy): void {
  const { place } = context;
  const vpcId = net.vpc.id;
  const queries = new Route53ResolverQueryLogConfig(scope, 'queries', {
    name: shared.name(place, 'aws_route53_resolver_query_log_config', 'queries'),
    destinationArn: foundationLog(scope, context, 'dns').arn,
  });
  after(new Route53ResolverQueryLogConfigAssociation(scope, 'queries-association', { resolverQueryLogConfigId: queries.id, resourceId: vpcId }), delivery);
  new Route53ResolverDnssecConfig(scope, 'dnssec', { resourceId: vpcId });
  const rules = new Route53ResolverFirewallRuleGroup(scope, 'rules', { name: shared.name(place, 'aws_route53_resolver_firewall_rule_group', 'dns') });
  const list = (id: string, domains: string[]) => new Route53ResolverFirewallDomainList(scope, `${id}-domains`, {
    name: shared.name(place, 'aws_route53_resolver_firewall_domain_list', id), domains: domains.map((d) => `${d}.`),
  });
  const rule = (id: string, priority: number, domains: string[], action: { action: string; blockResponse?: string; firewallDomainRedirectionAction?: string }) =>
    new Route53ResolverFirewallRule(scope, id, { name: id, priority, firewallRuleGroupId: rules.id, firewallDomainListId: list(id, domains).id, ...action });
  rule('allow', 100, [
    ...knownHosts(place.zone, place.standards),
    place.zone.domain,
    `*.${place.zone.domain}`,
    // AWS's own services, or their private endpoints would not be found.
    `*.${place.region}.amazonaws.com`,
    `*.${place.region}.rds.amazonaws.com`,
    '*.cache.amazonaws.com',
    `*.vpc-lattice-svcs.${place.region}.on.aws`,
    // Listed names may lead to others (CNAME): those are not asked for by anybody else.
  ], { action: 'ALLOW', firewallDomainRedirectionAction: 'TRUST_REDIRECTION_DOMAIN' });
  rule('block', 200, ['*'], { action: 'BLOCK', blockResponse: 'NXDOMAIN' });
  new Route53ResolverFirewallRuleGroupAssociation(scope, 'association', {
    name: shared.name(place, 'aws_route53_resolver_firewall_rule_group', 'association'),
    firewallRuleGroupId: rules.id,
    vpcId,
    // 100 and 9900 are reserved for AWS Firewall Manager.
    priority: 101,
    mutationProtection: 'ENABLED',
  });
  // If the DNS firewall fails, names do not resolve: closed, not open.
  new Route53ResolverFirewallConfig(scope, 'fail-closed', { resourceId: vpcId, firewallFailOpen: 'DISABLED' });
}
