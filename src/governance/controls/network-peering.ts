import { ControlContext, ControlledResource } from '../control-context';
import { GovernanceFunction, Objective, ControlSeverity } from '../control';
import { control } from './build';
import { judgeResources, target, Told } from './judging';

/** Networks that are joined. */
export const networkPeering = control({
  id: 'network.peering',
  title: 'Networks are joined to the own hub only',
  objective: Objective.NETWORK_ISOLATION,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.HIGH,
  why: 'whoever is in the other network reaches what is in this one',
  mend: 'Leave the way to the hub to the environment; others are named in parameter `networks`.',
  card: 'Only the edge is public',
  parameters: [{ name: 'networks', description: 'Identifiers of networks elsewhere, or of their accounts, that may be joined', defaultValue: [] }],
}, (context) => [
  ...judgeResources(context, ['azurerm_virtual_network_peering'], (one) => azure(one, context)),
  ...judgeResources(context, ['aws_vpc_peering_connection'], (one) => joined(one, ['peer_owner_id', 'peer_vpc_id'], context)),
  ...judgeResources(context, ['aws_vpc_peering_connection_accepter'], (one) => joined(one, ['vpc_peering_connection_id'], context)),
  ...judgeResources(context, ['google_compute_network_peering'], (one) => joined(one, ['peer_network'], context)),
]);

function azure(one: ControlledResource, context: ControlContext): Told {
  const argument = 'remote_virtual_network_id';
  const remote = String(one.argument(argument));
  const account = String(context.document('provider.azurerm.0.subscription_id'));
  const own = target(remote) !== undefined || (/^\/subscriptions\//.test(remote) && remote.startsWith(`/subscriptions/${account}/`));
  if (one.argument('allow_gateway_transit') === true || one.argument('use_remote_gateways') === true) { return { argument, says: 'lets the gateways of one network be used from the other' }; }
  return { argument, found: remote, says: own || accepted(remote, context) || 'joins a network of another subscription' };
}

function joined(one: ControlledResource, named: string[], context: ControlContext): Told {
  const argument = named[0];
  const values = named.map((name) => one.argument(name)).filter((value) => value !== undefined).map(String);
  return { argument, found: values.join(', '), says: values.every((value) => target(value) !== undefined || accepted(value, context)) || 'joins a network that is not of this stack' };
}

function accepted(value: string, context: ControlContext): boolean {
  return (context.parameter('networks') as string[]).some((network) => value.includes(network));
}
