import { GovernanceFunction, Objective, ControlSeverity } from '../control';
import { control, finding } from './build';
import { isEverywhere, NetworkRule, networkRules } from './network-rules';

/** Rules that let everybody in. */
export const networkOpenRules = control({
  id: 'network.open-rules',
  title: 'No rule of a network lets everybody in',
  objective: Objective.NETWORK_ISOLATION,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.CRITICAL,
  why: 'whatever has an address there can be tried from everywhere, past the edge',
  mend: 'Name the workload that calls (`service.connectTo(...)`); callers from outside come through the edge.',
  scanners: ['CKV_AWS_24', 'CKV_AWS_25', 'CKV_AWS_260', 'CKV_AWS_277', 'CKV_AZURE_9', 'CKV_AZURE_10', 'CKV_AZURE_77', 'CKV_AZURE_160', 'CKV_GCP_2', 'CKV_GCP_3', 'CKV_GCP_75', 'CKV_GCP_77', 'CKV_GCP_88', 'CKV_GCP_106'],
  card: 'Only the edge is public',
}, (context) => networkRules(context).filter((rule) => rule.inbound).map((rule) => finding(rule.address, judge(rule), rule.argument, words(rule))));

function judge({ allow, peers, ports }: NetworkRule): true | string {
  return !allow || !peers.some(isEverywhere) || `everybody is let in on ${ports === 'all' ? 'every port' : ports}`;
}

function words({ allow, peers, ports }: NetworkRule): string { return `${allow ? 'lets' : 'keeps'} ${peers.slice(0, 3).join(', ') || 'nobody'} ${allow ? 'in' : 'out'} on ${ports}`; }
