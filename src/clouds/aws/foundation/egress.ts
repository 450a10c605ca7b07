import { Construct } from 'constructs';
import { after } from '../../../environment/order';
import { knownHosts } from '../egress-hosts';
import {
  CloudwatchLogResourcePolicy, NetworkfirewallFirewall, NetworkfirewallFirewallPolicy, NetworkfirewallLoggingConfiguration, NetworkfirewallRuleGroup, Route,
} from '../resources';
import { shared } from '../shared';
import { foundationLog, FoundationContext } from './foundation-context';
import { SharedVpc } from './vpc';

/** Room for hosts: it cannot be changed later without replacing the group. */
const CAPACITY = 1000;

/**
 * The only way out: a firewall that lets TLS connections to listed hosts pass, by the name in their hello, and drops the rest.
 */
export function egress(scope: Construct, context: FoundationContext, net: SharedVpc, delivery: CloudwatchLogResourcePolicy): void {
  const { place, keys } = context;
  const encryptionConfiguration = { type: 'CUSTOMER_KMS', keyId: keys.data.arn };
  const allow = new NetworkfirewallRuleGroup(scope, 'allow', {
    name: shared.name(place, 'aws_networkfirewall_rule_group', 'allow'),
    description: 'Hosts that workloads may call',
    type: 'STATEFUL',
    capacity: CAPACITY,
    encryptionConfiguration,
    ruleGroup: {
      statefulRuleOptions: { ruleOrder: 'STRICT_ORDER' },
      ruleVariables: { ipSets: [{ key: 'HOME_NET', ipSet: { definition: [net.plan.vpc] } }] },
      rulesSource: { rulesSourceList: { generatedRulesType: 'ALLOWLIST', targetTypes: ['TLS_SNI'], targets: knownHosts(place.zone, place.standards) } },
    },
  });
  const firewallPolicy = new NetworkfirewallFirewallPolicy(scope, 'policy', {
    name: shared.name(place, 'aws_networkfirewall_firewall_policy', 'egress'),
    encryptionConfiguration,
    firewallPolicy: {
      statelessDefaultActions: ['aws:forward_to_sfe'],
      statelessFragmentDefaultActions: ['aws:drop'],
      statefulDefaultActions: ['aws:drop_established', 'aws:alert_established'],
      statefulEngineOptions: { ruleOrder: 'STRICT_ORDER', streamExceptionPolicy: 'DROP' },
      statefulRuleGroupReference: [{ priority: 1, resourceArn: allow.arn }],
    },
  });
  const firewall = new NetworkfirewallFirewall(scope, 'firewall', {
    name: shared.name(place, 'aws_networkfirewall_firewall', 'egress'),
    vpcId: net.vpc.id,
    firewallPolicyArn: firewallPolicy.arn,
    deleteProtection: true,
    subnetChangeProtection: true,
    firewallPolicyChangeProtection: false,
    encryptionConfiguration,
    subnetMapping: net.zones.map((z) => ({ subnetId: z.subnets.firewall.id })),
  });
  const log = (id: string) => foundationLog(scope, context, `firewall-${id}`).name;
  after(new NetworkfirewallLoggingConfiguration(scope, 'logging', {
    firewallArn: firewall.arn,
    loggingConfiguration: {
      logDestinationConfig: ['alert', 'flow'].map((type) => ({
        logDestination: { logGroup: log(type) }, logDestinationType: 'CloudWatchLogs', logType: type.toUpperCase(),
      })),
    },
  }), delivery);
  net.zones.forEach((z, i) => {
    const inZone = new Construct(scope, `zone-${i + 1}`);
    // The firewall tells its endpoints as a set, by zone.
    const vpcEndpointId = `\${one([for s in ${firewall.fqn}.firewall_status[0].sync_states : s.attachment[0].endpoint_id if s.availability_zone == "${z.zone}"])}`;
    new Route(inZone, 'out', { routeTableId: z.tables.private.id, destinationCidrBlock: '0.0.0.0/0', vpcEndpointId });
    // The way back: without it answers pass the firewall by, and it drops the flow as half seen.
    new Route(inZone, 'back', { routeTableId: z.tables.nat.id, destinationCidrBlock: net.plan.private[i], vpcEndpointId });
  });
}
