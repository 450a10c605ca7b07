import { ControlContext, StatedFact } from '../control-context';
import { GovernanceFunction, Objective, ControlSeverity } from '../control';
import { control, Judgement } from './build';
import { equals, judgeEach, judgeResources, target, typeOf } from './judging';

/** Who talked to whom, in every network. */
export const networkFlowLogs = control({
  id: 'network.flow-logs',
  title: 'Every network keeps a log of what passes',
  objective: Objective.LOGGING_AND_ALERTING,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.MEDIUM,
  why: 'nobody can say afterwards what a taken workload reached',
  mend: 'Leave networks to foundation and environment, which log them.',
  scanners: ['CKV2_AWS_11', 'CKV_AZURE_12', 'CKV_GCP_26'],
  parameters: [{
    name: 'ruleLogs', description: 'Whether logs of the rules of network security groups are enough on Azure: its flow logs need a storage account in each environment, and the firewall logs what leaves',
    defaultValue: true,
  }],
}, (context) => {
  const networks = context.resources(['aws_vpc', 'azurerm_virtual_network', 'google_compute_subnetwork']);
  // Subnets of proxies and of endpoints of Google log nothing.
  const logged = networks.filter((one) => one.type !== 'google_compute_subnetwork' || (one.argument('purpose') ?? 'PRIVATE') === 'PRIVATE').map((one) => one.address);
  return [
    ...judgeEach(context, logged, 'network.flow-logs', (fact) => judge(fact, context), 'network flows are not logged'),
    ...judgeResources(context, ['aws_flow_log'], (log) => equals(log, 'traffic_type', 'ALL', 'a part of the flows is not logged')),
  ];
});

function judge({ subject, value, text }: StatedFact, context: ControlContext): Judgement {
  if (value === true || typeOf(subject) !== 'azurerm_virtual_network' || !context.parameter('ruleLogs')) { return value === true || text; }
  const watched = new Set(context.resources(['azurerm_monitor_diagnostic_setting']).filter((one) => one.argument('enabled_log') !== undefined).map((one) => target(one.argument('target_resource_id'))));
  const silent = context.resources(['azurerm_network_security_group']).map((group) => group.address).filter((group) => !watched.has(group));
  const firewalls = context.resources(['azurerm_firewall']).map((firewall) => firewall.address).filter((firewall) => !watched.has(firewall));
  return [...silent, ...firewalls].length === 0 || `${text}, and neither is what rules decide: ${[...silent, ...firewalls].map((address) => context.pathOf(address)).join(', ')}`;
}
