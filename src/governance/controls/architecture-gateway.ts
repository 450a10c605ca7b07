import { ControlSeverity, GovernanceFunction, Objective } from '../control';
import { ControlContext, ReachFact } from '../control-context';
import { control, finding } from './build';
import { resourcesBelow, saidOf } from './platform-places';

const PRIVATE = /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|100\.(6[4-9]|[789]\d|1[01]\d|12[0-7])\.|127\.|f[cd])/i;

/** Whether callers come from outside the enterprise's networks. */
function isOutside({ from }: ReachFact): boolean {
  return from === 'internet' || (/^[\da-f:.]+\/\d+$/i.test(from) && !PRIVATE.test(from));
}

function typeOf(address: string): string {
  return address.split('.')[0];
}

/** Nothing is reached from outside beside the gateway, and the gateway is there. */
export const architectureGateway = control({
  id: 'architecture.gateway',
  title: 'What is reached from outside is reached through an approved gateway',
  objective: Objective.ARCHITECTURE,
  owner: GovernanceFunction.ARCHITECTURE,
  severity: ControlSeverity.HIGH,
  why: 'authentication, limits, validation and the audit log stand in the gateway: a second way in has none of them',
  mend: 'Put an ApiGateway before the service, and take the public way away.',
  card: 'Only the edge is public',
  parameters: [
    { name: 'aws', description: 'Resource types of gateways that are approved on AWS', defaultValue: ['aws_api_gateway_rest_api'] },
    { name: 'azure', description: 'Resource types of gateways that are approved on Azure', defaultValue: ['azurerm_api_management_api'] },
    { name: 'google', description: 'Resource types of gateways that are approved on Google Cloud', defaultValue: ['google_compute_url_map'] },
    {
      name: 'intake', description: 'Resource types whose public interface of the cloud takes telemetry by identity; they serve no callers',
      defaultValue: ['azurerm_application_insights', 'azurerm_log_analytics_workspace'],
    },
    { name: 'signIn', description: 'Resource types whose pages sign people in before they have a token', defaultValue: ['aws_cognito_user_pool'] },
  ],
}, (context: ControlContext) => {
  const approved: string[] = context.parameter(context.cloud);
  const [intake, signIn]: string[][] = [context.parameter('intake'), context.parameter('signIn')];
  const passes = ({ to, through, authentication }: ReachFact) => signIn.includes(typeOf(to)) || (intake.includes(typeOf(to)) && authentication !== 'none')
    || [...through, to].some((hop) => approved.includes(typeOf(hop)));
  const ways = context.reach().filter((way) => way.direction === 'in' && isOutside(way));
  return [
    ...context.partsOf('ApiGateway').map((place) => saidOf(place, resourcesBelow(context, place, approved).length > 0 || `has no gateway of an approved type (${approved.join(', ')})`)),
    ...ways.map((way) => finding(
      way.to, passes(way) || `is reached from ${way.from} on ${way.ports} without an approved gateway`, undefined, [way.from, ...way.through.map(typeOf), typeOf(way.to)].join(' → '),
    )),
  ];
});
