import { GovernanceFunction, Objective, ControlSeverity } from '../control';
import { control } from './build';
import { gatewaysOf } from './doors';
import { judgeEach, subjectsOf } from './judging';

/** What stands on the way of requests, and writes a line of each. */
const WRITERS = ['aws_wafv2_web_acl', 'aws_lb', 'aws_alb', 'aws_elb', 'aws_networkfirewall_firewall', 'azurerm_cdn_frontdoor_profile', 'azurerm_api_management', 'azurerm_application_gateway'];

/** Logs of requests at every place of the edge. */
export const edgeAccessLog = control({
  id: 'edge.access-log',
  title: 'Gateways, firewalls and load balancers log every request',
  objective: Objective.LOGGING_AND_ALERTING,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.HIGH,
  why: 'nobody can say afterwards who called what, and what was refused',
  mend: 'Leave the access log to the gateway, with every request sampled.',
  scanners: ['CKV_AWS_76', 'CKV_AWS_91', 'CKV2_AWS_31', 'CKV_AWS_86', 'CKV_GCP_26'],
  card: 'Structured logs',
}, (context) => {
  const writers = [...gatewaysOf(context), ...context.resources(WRITERS).map((r) => r.address), ...subjectsOf(context, ['edge.access-log'])];
  return judgeEach(context, writers, 'edge.access-log', ({ value, text }) => value === true || text, 'requests are not logged');
});
