import { GovernanceFunction, Objective, ControlSeverity } from '../control';
import { control, finding } from './build';
import { NetworkRule, networkRules } from './network-rules';

/** Ports that mean all of them, and spans that are as good as all. */
const WIDE = /^(all|\*|-1|0-65535|1-65535|0-0)$/;

/** Rules that let more pass than one service needs. */
export const networkNarrowRules = control({
  id: 'network.narrow-rules',
  title: 'What a rule of a network lets pass has named ports',
  objective: Objective.NETWORK_ISOLATION,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.MEDIUM,
  why: 'whatever else listens there, or is started there later, can be called as well',
  mend: 'Name the port of the service (`service.connectTo(...)` does).',
  scanners: ['CKV_AWS_277', 'CKV_AWS_382', 'CKV_GCP_106'],
  card: 'Egress denied unless allowed',
  parameters: [{ name: 'widest', description: 'Most ports that one rule may span', defaultValue: 100 }],
}, (context) => networkRules(context).filter((rule) => rule.allow).map((rule) => finding(rule.address, judge(rule, context.parameter('widest')), rule.argument, `ports ${rule.ports}`)));

function judge({ ports, peers, within }: NetworkRule, widest: number): true | string {
  // Members of one subnet talk as they need to, and the probes of a load balancer of Azure have no port.
  if (within || (peers.length > 0 && peers.every((peer) => peer === 'AzureLoadBalancer'))) { return true; }
  const wide = ports.split(', ').some((span) => WIDE.test(span) || width(span) > widest);
  return !wide || 'lets every port pass, or far more than one service has';
}

function width(span: string): number {
  const [first, last = first] = span.split('-').map(Number);
  return last - first;
}
