import { ControlContext, ControlledResource, ReachFact } from '../control-context';
import { ControlFinding, GovernanceFunction, Objective, ControlSeverity } from '../control';
import { control, finding } from './build';
import { equals, judgeFacts, judgeResources, target } from './judging';

/** What may be called from inside. */
export const networkEgress = control({
  id: 'network.egress',
  title: 'Workloads call named hosts on the internet, and no others',
  objective: Objective.NETWORK_ISOLATION,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.HIGH,
  why: 'a workload that was taken over carries the data away, and fetches what it needs',
  mend: 'Name hosts in `egress.allowedHosts` of the standards; leave routes, firewall and names to the foundation.',
  scanners: ['CKV_AWS_382'],
  card: 'Egress denied unless allowed',
}, (context) => [
  ...context.reach().filter((way) => way.direction === 'out').map(called),
  ...judgeFacts(context, ['network.egress-hosts'], ({ value, text }) => !(value as string[]).some((host) => /^\*?\.?[a-z]*$/i.test(host)) || text),
  ...networks(context),
  ...judgeResources(context, ['google_cloud_run_v2_service'], (one) => equals(one, 'template.vpc_access.egress', 'ALL_TRAFFIC', 'its calls to the internet pass no firewall')),
  ...judgeResources(context, ['google_cloud_run_v2_job'], (one) => equals(one, 'template.template.vpc_access.egress', 'ALL_TRAFFIC', 'its calls to the internet pass no firewall')),
]);

function called({ from, to, ports, filter, weak }: ReachFact): ControlFinding {
  const words = `${to} on ${ports}, filter: ${filter}`;
  return finding(/^\w+\.[\w-]+$/.test(from) ? from : '', !weak || `may call ${words}`, undefined, words);
}

/** Every network that belongs to the stack has a firewall on its way out, and one that answers for names. */
function networks(context: ControlContext): ControlFinding[] {
  const holds = (type: string, network: ControlledResource): boolean => context.resources([type]).some((one) => target(one.argument('vpc_id')) === network.address);
  const hubs = context.kind === 'foundation' ? context.resources(['azurerm_virtual_network']).map((hub) => hub.address) : [];
  const guarded = context.resources(['azurerm_firewall']).some((firewall) => firewall.argument('firewall_policy_id') !== undefined);
  return [
    ...judgeResources(context, ['aws_vpc'], (vpc) => holds('aws_networkfirewall_firewall', vpc) || 'no firewall stands on its way out'),
    ...judgeResources(context, ['aws_vpc'], (vpc) => holds('aws_route53_resolver_firewall_rule_group_association', vpc) || 'every name is answered in it'),
    ...judgeResources(context, ['aws_route'], (route) => ({
      argument: 'vpc_endpoint_id', says: route.argument('vpc_endpoint_id') === undefined || /\baws_(networkfirewall_firewall|vpc_endpoint)\./.test(String(route.argument('vpc_endpoint_id'))) || 'leads past the firewall',
    })),
    ...hubs.map((hub) => finding(hub, guarded || 'no firewall stands on its way out')),
    ...routed(context),
    ...judgeResources(context, ['azurerm_container_app_environment'], (apps) => ({ argument: 'infrastructure_subnet_id', says: apps.argument('infrastructure_subnet_id') !== undefined || 'its apps are in a network of Azure\'s own' })),
  ];
}

/** Subnets of Azure in which programs run lead to a firewall. */
function routed(context: ControlContext): ControlFinding[] {
  const tables = new Map(context.resources(['azurerm_subnet_route_table_association']).map((link) => [target(link.argument('subnet_id')), target(link.argument('route_table_id'))]));
  return judgeResources(context, ['azurerm_subnet'], (subnet) => (subnet.argument('delegation') === undefined || tables.has(subnet.address) || 'no route leads its calls to a firewall'));
}
