import { ControlContext, ReachFact } from '../control-context';
import { ControlFinding, GovernanceFunction, Objective, ControlSeverity } from '../control';
import { control, finding, NOT_ASKED } from './build';
import { gatewaysOf } from './doors';
import { blocks, judgeResources } from './judging';

/** Client certificates, where they are asked for. */
export const authClientCertificates = control({
  id: 'auth.client-certificates',
  title: 'Callers without a client certificate are turned away where one is asked for',
  objective: Objective.AUTHENTICATION,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.HIGH,
  why: 'a stolen token is enough',
  mend: 'State `mutualTls`, and leave the host name of the gateway to it.',
  scanners: ['CKV2_AWS_51'],
  card: 'Client certificates, where asked for',
  parameters: [{ name: 'required', description: 'Whether every gateway needs client certificates, also one that does not ask for them', defaultValue: false }],
}, (context) => [
  ...gatewaysOf(context).map((gateway) => judge(context, gateway)),
  ...judgeResources(context, ['aws_s3_object'], (file) => !/\.pem$/.test(String(file.argument('key'))) || { argument: 'content', says: PEM.test(String(file.argument('content'))) || 'no authority is trusted, or anyone' }),
  ...judgeResources(context, ['google_certificate_manager_trust_config'], (trust) => ({
    argument: 'trust_stores', says: blocks(trust.argument('trust_stores')).flatMap((store) => blocks(store.trust_anchors)).some((anchor) => PEM.test(String(anchor.pem_certificate))) || 'no authority is trusted, or anyone',
  })),
]);

const PEM = /^\s*-----BEGIN CERTIFICATE-----/;

function judge(context: ControlContext, gateway: string): ControlFinding {
  if (!context.parameter('required') && !context._edgeOf(gateway)?.clientCertificates) { return finding(gateway, NOT_ASKED); }
  const ways = context.reach().filter((way) => way.direction === 'in' && way.from === 'internet' && (way.to === gateway || way.through.includes(gateway)));
  const open = ways.filter((way) => !asks(way));
  return finding(gateway, ways.length === 0 ? 'nothing says how callers get here' : open.length === 0 || 'callers without a client certificate are served', undefined, ways.map((way) => way.authentication).join('; '));
}

function asks({ authentication }: ReachFact): boolean { return /certificate/.test(authentication) && !/certificate if/.test(authentication); }
