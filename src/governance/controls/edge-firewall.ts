import { GovernanceFunction, Objective, ControlSeverity } from '../control';
import { control } from './build';
import { hostsOf } from './doors';
import { judgeEach, typeOf } from './judging';

/** What ends TLS inside, behind a firewall that stands before it. */
const BEHIND = ['azurerm_api_management', 'azurerm_api_management_api', 'aws_lb', 'aws_alb'];

/** A firewall before every host that the internet reaches. */
export const edgeFirewall = control({
  id: 'edge.firewall',
  title: 'A web application firewall stands before every host of the internet, and blocks',
  objective: Objective.EDGE_PROTECTION,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.CRITICAL,
  why: 'attacks on well-known faults reach the gateway and the service',
  mend: 'Leave the firewall to the gateway: associated, in blocking mode, for every path.',
  scanners: ['CKV2_AWS_29', 'CKV2_AWS_77', 'CKV_AWS_68', 'CKV_AZURE_120', 'CKV_AZURE_122', 'CKV_AZURE_135'],
  card: 'Web application firewall with managed rules',
}, (context) => {
  const stated = new Set(context.facts(['edge.firewall']).map((fact) => fact.subject));
  const hosts = hostsOf(context).filter((host) => stated.has(host) || !BEHIND.includes(typeOf(host)));
  return judgeEach(context, hosts, 'edge.firewall', ({ value, text }) => value === 'blocks' || text, 'no web application firewall');
});
