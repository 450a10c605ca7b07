import { ControlContext, ReachFact } from '../control-context';
import { GovernanceFunction, Objective, ControlSeverity } from '../control';
import { control, finding, Judgement } from './build';
import { equals, judgeFacts, judgeResources, typeOf } from './judging';

/** What the internet reaches, and how. */
export const networkExposure = control({
  id: 'network.exposure',
  title: 'From the internet only the edge is reached, through its firewall, by callers that prove who they are',
  objective: Objective.NETWORK_ISOLATION,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.CRITICAL,
  why: 'what is reached past the edge has no firewall, no limit and no check of tokens before it',
  mend: 'Leave the way in to the gateway: private service, private stores, no public address.',
  scanners: ['CKV_AWS_333', 'CKV_AWS_88', 'CKV_AZURE_119', 'CKV_AZURE_158', 'CKV_GCP_40', 'CKV_GCP_60'],
  card: 'Only the edge is public',
  parameters: [{
    name: 'queried', description: 'Types that may be queried from the internet by identity: people read logs and traces of Azure there, and Azure lets the web test write its results nowhere else',
    defaultValue: ['azurerm_log_analytics_workspace', 'azurerm_application_insights'],
  }],
}, (context) => [
  ...context.reach().filter((way) => way.direction === 'in').map((way) => finding(/^\w+\.[\w-]+$/.test(way.to) ? way.to : '', judge(way, context), undefined, words(way))),
  ...(context.kind === 'foundation' ? [] : judgeResources(context, ['google_compute_address'], (address) => equals(address, 'address_type', 'INTERNAL', 'it is an address of the internet'))),
  ...judgeFacts(context, ['network.public-address'], ({ value, text }) => value === false || text),
]);

function judge(way: ReachFact, context: ControlContext): Judgement {
  const { weak, from, to, authentication, tls } = way;
  const queried = context.parameter('queried').includes(typeOf(to)) && authentication === 'identity' && tls !== 'none';
  if (from !== 'internet') { return !weak || `is reached from ${from}, filter: ${way.filter}`; }
  // Which operations of a gateway are open is for its document to say, and for another control to judge.
  const edge = /firewall blocks$/.test(way.filter) && way.ports === '443' && way.through.some((address) => context._edgeOf(address) !== undefined);
  return queried || ((!weak || edge) && !/^(none|TLS 1\.[01])$/.test(tls)) || `is reached from the internet, ${words(way)}`;
}

function words({ from, ports, authentication, tls, filter }: ReachFact): string { return `from ${from} on ${ports}, authentication: ${authentication}, TLS: ${tls}, filter: ${filter}`; }
