import { Construct } from 'constructs';
import { after } from '../../../environment/order';
import { ANYONE, policy } from '../policy';
import {
  Apigatewayv2VpcLink, CloudwatchLogResourcePolicy, SecurityGroup, VpclatticeAccessLogSubscription, VpclatticeAuthPolicy, VpclatticeServiceNetwork,
  VpclatticeServiceNetworkVpcAssociation,
} from '../resources';
import { allowIn, allowOut } from '../security-group';
import { shared } from '../shared';
import { foundationLog, FoundationContext } from './foundation-context';
import { SharedVpc } from './vpc';

/** The way from API gateways into the VPC: one link for all, since a region has few. Balancers admit it one by one. */
export function edgeLink(scope: Construct, context: FoundationContext, net: SharedVpc): { link: Apigatewayv2VpcLink; group: SecurityGroup } {
  const { place } = context;
  const group = new SecurityGroup(scope, 'security-group', {
    name: shared.name(place, 'aws_security_group', 'vpc-link'), description: 'VPC link of the API gateways', vpcId: net.vpc.id, revokeRulesOnDelete: true,
  });
  net.plan.private.forEach((cidr, i) => allowOut(scope, `to-private-${i + 1}`, group.id, { cidr }, 443, 'Load balancers'));
  const link = new Apigatewayv2VpcLink(scope, 'link', {
    name: shared.name(place, 'aws_apigatewayv2_vpc_link', 'edge'), subnetIds: net.zones.map((z) => z.subnets.private.id), securityGroupIds: [group.id],
  });
  return { link, group };
}

/** The network on which services call each other: every request is signed, only this account's identities get in. */
export function serviceNetwork(scope: Construct, context: FoundationContext, net: SharedVpc, delivery: CloudwatchLogResourcePolicy): VpclatticeServiceNetwork {
  const { place } = context;
  const network = new VpclatticeServiceNetwork(scope, 'network', { name: shared.name(place, 'aws_vpclattice_service_network', 'services'), authType: 'AWS_IAM' });
  new VpclatticeAuthPolicy(scope, 'policy', {
    resourceIdentifier: network.arn,
    policy: policy({
      sid: 'OwnAccount',
      principal: ANYONE,
      actions: ['vpc-lattice-svcs:Invoke'],
      // Any service of the network; which caller may call which is each service's own policy.
      resources: ['*'],
      condition: { StringEquals: { 'aws:PrincipalAccount': place.account } },
    }),
  });
  const group = new SecurityGroup(scope, 'security-group', {
    name: shared.name(place, 'aws_security_group', 'services'), description: 'Callers of the service network', vpcId: net.vpc.id, revokeRulesOnDelete: true,
  });
  net.plan.private.forEach((cidr, i) => allowIn(scope, `from-private-${i + 1}`, group.id, { cidr }, 443, 'Workloads'));
  new VpclatticeServiceNetworkVpcAssociation(scope, 'association', { serviceNetworkIdentifier: network.id, vpcIdentifier: net.vpc.id, securityGroupIds: [group.id] });
  after(new VpclatticeAccessLogSubscription(scope, 'access-log', {
    resourceIdentifier: network.id, destinationArn: foundationLog(scope, context, 'mesh').arn,
  }), delivery);
  return network;
}
