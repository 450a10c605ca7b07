import { GovernanceFunction, Objective, ControlSeverity } from '../control';
import { control } from './build';
import { hostsOf } from './doors';
import { judgeEach, typeOf } from './judging';

/** Oldest TLS at every place where callers arrive. */
export const edgeTls = control({
  id: 'edge.tls',
  title: 'Callers need TLS 1.2 or newer',
  objective: Objective.ENCRYPTION_IN_TRANSIT,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.HIGH,
  why: 'older versions can be read and changed on the way',
  mend: 'Leave host name and policy to the gateway.',
  scanners: ['CKV_AWS_206', 'CKV_AWS_2', 'CKV_AWS_103', 'CKV_AWS_174', 'CKV_AZURE_218', 'CKV_AZURE_173', 'CKV_GCP_4'],
  card: 'Encryption in transit: TLS 1.2 and newer, managed certificate',
}, (context) => {
  const stated = new Set(context.facts(['edge.tls']).map((fact) => fact.subject));
  // A firewall has no TLS of its own, and an API that takes HTTPS alone says nothing.
  const hosts = hostsOf(context).filter((host) => stated.has(host) || !/firewall_policy|security_policy|_api$|web_acl/.test(typeOf(host)) || typeOf(host) === 'aws_api_gateway_rest_api');
  return judgeEach(context, hosts, 'edge.tls', ({ value, text }) => /^TLS 1\.[23]$/.test(value) || text, 'nothing says which version of TLS callers need');
});
