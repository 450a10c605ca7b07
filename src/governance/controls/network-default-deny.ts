import { ControlContext, ControlledResource } from '../control-context';
import { ControlFinding, GovernanceFunction, Objective, ControlSeverity } from '../control';
import { control } from './build';
import { blocks, equals, judgeResources, target, Told } from './judging';
import { isEverywhere, NetworkRule, networkRules } from './network-rules';

/** Subnets that Azure lets no security group into. */
const OF_SERVICES = ['AzureFirewallSubnet', 'AzureFirewallManagementSubnet', 'AzureBastionSubnet', 'GatewaySubnet', 'RouteServerSubnet'];
/** Where each thing in a network of AWS names its security groups. */
const GUARDED: { readonly [type: string]: string } = {
  aws_ecs_service: 'network_configuration.security_groups', aws_lb: 'security_groups', aws_rds_cluster: 'vpc_security_group_ids', aws_db_instance: 'vpc_security_group_ids',
  aws_elasticache_serverless_cache: 'security_group_ids', aws_elasticache_replication_group: 'security_group_ids', aws_instance: 'vpc_security_group_ids',
};

/** What no rule names does not pass. */
export const networkDefaultDeny = control({
  id: 'network.default-deny',
  title: 'Networks let nothing pass that no rule names',
  objective: Objective.NETWORK_ISOLATION,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.HIGH,
  why: 'what is placed there later is reachable at once, and reaches everything',
  mend: 'Leave networks and their rules to foundation and environment; name a security group for what is added.',
  scanners: ['CKV2_AWS_12', 'CKV2_AWS_5', 'CKV2_AZURE_31', 'CKV2_GCP_18'],
  card: 'Egress denied unless allowed',
}, (context) => [...onAws(context), ...onAzure(context), ...onGoogle(context)]);

function onAws(context: ControlContext): ControlFinding[] {
  const closed = new Set(context.facts(['guard.enabled']).filter((fact) => fact.value === true).map((fact) => fact.subject));
  const defaults = new Map(context.resources(['aws_default_security_group']).map((group) => [target(group.argument('vpc_id')), group.address]));
  return [
    ...judgeResources(context, ['aws_vpc'], ({ address }) => {
      const group = defaults.get(address);
      return group === undefined ? 'its default security group lets its members talk, and call everybody' : closed.has(group) || 'its default security group lets something pass';
    }),
    ...Object.entries(GUARDED).flatMap(([type, argument]) => judgeResources(context, [type], (one) => ({ argument, says: blocks(one.argument(argument)).length > 0 || 'no security group is named: the default one of its network counts' }))),
  ];
}

function onAzure(context: ControlContext): ControlFinding[] {
  const rules = networkRules(context).filter((rule) => !rule.allow && rule.all);
  const guarded = new Set(context.resources(['azurerm_subnet_network_security_group_association']).map((link) => target(link.argument('subnet_id'))));
  return [
    ...judgeResources(context, ['azurerm_subnet'], (subnet) => (OF_SERVICES.includes(subnet.argument('name')) || guarded.has(subnet.address) || 'no network security group guards it')),
    ...judgeResources(context, ['azurerm_subnet'], (subnet) => equals(subnet, 'default_outbound_access_enabled', false, 'what is in it reaches the internet by a way of Azure\'s own')),
    ...judgeResources(context, ['azurerm_network_security_group'], ({ address }) => denied(rules.filter((rule) => rule.owner === address))),
  ];
}

function onGoogle(context: ControlContext): ControlFinding[] {
  const attached = new Map(context.resources(['google_compute_network_firewall_policy_association']).map((link) => [target(link.argument('firewall_policy')), target(link.argument('attachment_target'))]));
  const rules = networkRules(context).filter((rule) => !rule.allow && rule.all && rule.peers.some(isEverywhere));
  const denying = (network: ControlledResource): NetworkRule[] => rules.filter(({ owner }) => owner === network.address || attached.get(owner) === network.address);
  return [
    ...judgeResources(context, ['google_compute_network'], (network) => denied(denying(network))),
    ...judgeResources(context, ['google_compute_network'], (network) => equals(network, 'auto_create_subnetworks', false, 'every region gets a subnet')),
    ...judgeResources(context, ['google_compute_network'], (network) => equals(network, 'delete_default_routes_on_create', true, 'everything in it has a route to the internet')),
  ];
}

function denied(rules: readonly NetworkRule[]): Told {
  const missing = [...rules.some((rule) => rule.inbound) ? [] : ['in'], ...rules.some((rule) => !rule.inbound) ? [] : ['out']];
  return missing.length === 0 || `no rule keeps what is not named from getting ${missing.join(' and ')}`;
}

