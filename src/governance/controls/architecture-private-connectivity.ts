import { ControlSeverity, GovernanceFunction, Objective } from '../control';
import { ControlContext } from '../control-context';
import { control, finding } from './build';
import { factsBelow, placeAround, saidOf } from './platform-places';

/** Services are called through private connections, of the mesh or of the network that the foundation gives. */
export const architecturePrivateConnectivity = control({
  id: 'architecture.private-connectivity',
  title: 'Services are called through the approved private connectivity',
  objective: Objective.ARCHITECTURE,
  owner: GovernanceFunction.ARCHITECTURE,
  severity: ControlSeverity.HIGH,
  why: 'what goes around the gateway and the mesh is neither authenticated, nor limited, nor seen',
  mend: 'Connect services with connectTo, and leave the gateway\'s way to its service as the pattern makes it.',
  parameters: [
    {
      name: 'aws', description: 'Resource types that a foundation on AWS must have for it',
      defaultValue: ['aws_apigatewayv2_vpc_link', 'aws_vpclattice_auth_policy', 'aws_vpclattice_service_network', 'aws_vpclattice_service_network_vpc_association'],
    },
    { name: 'azure', description: 'Resource types that a foundation on Azure must have for it', defaultValue: ['azurerm_private_dns_zone', 'azurerm_private_dns_zone_virtual_network_link', 'azurerm_virtual_network'] },
    { name: 'google', description: 'Resource types that a foundation on Google Cloud must have for it', defaultValue: ['google_compute_network', 'google_compute_subnetwork', 'google_network_connectivity_service_connection_policy'] },
    { name: 'meshAuthentication', description: 'How a service network of VPC Lattice must authenticate callers', defaultValue: 'AWS_IAM' },
  ],
}, (context: ControlContext) => [
  ...context.partsOf('ApiGateway').map((place) => {
    const facts = factsBelow(context, placeAround(context, place), ['edge.private-origin']);
    return saidOf(place, facts.length > 0 ? facts.every(({ value }) => value === true) || facts.find(({ value }) => value !== true)!.text : 'nothing says how it reaches its service');
  }),
  ...(context.kind === 'foundation' ? context.parameter(context.cloud).map((type: string) => finding('', context.resources([type]).length > 0 || `the foundation has no ${type}`, undefined, type)) : []),
  ...context.resources(['aws_vpclattice_service_network']).map((mesh) => {
    const found = mesh.argument('auth_type');
    return finding(mesh.address, found === context.parameter('meshAuthentication') || 'callers of the service network need no identity', 'auth_type', `${found ?? 'none'}`);
  }),
  ...context.reach().filter((way) => way.direction === 'in' && way.to.startsWith('aws_vpclattice')).map((way) => finding(way.to, way.authentication !== 'none' || `is reached from ${way.from} without identity`)),
]);
