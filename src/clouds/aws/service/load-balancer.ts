import { Construct } from 'constructs';
import { HSTS } from '../../../edge/hsts';
import { ServiceProps } from '../../../capabilities/service';
import { environmentOf } from '../../../environment/environment-rules';
import { fact } from '../../../environment/facts';
import { physicalName } from '../../../environment/physical-name';
import { certifiableHost, certificate } from '../certificate';
import { awsPlace } from '../context';
import { AwsNetwork } from '../network';
import { Lb, LbListener, LbTargetGroup, Route53Record, SecurityGroup } from '../resources';
import { allowIn, allowOut, securityGroup } from '../security-group';
import { shared } from '../shared';

/** TLS 1.2 and 1.3 with forward secrecy only. */
const TLS_POLICY = 'ELBSecurityPolicy-TLS13-1-2-Res-2021-06';

/** The private address of a service. */
export interface LoadBalancer {
  readonly host: string;
  readonly balancer: Lb;
  readonly listener: LbListener;
  readonly targets: LbTargetGroup;
  readonly group: SecurityGroup;
}

/** An internal load balancer with a certificate of its own host name, for the edge only: other services come through the mesh. */
export function loadBalancer(scope: Construct, props: ServiceProps, network: AwsNetwork, service: SecurityGroup): LoadBalancer {
  const place = awsPlace(scope);
  const environment = environmentOf(scope);
  const port = props.port ?? 8080;
  const host = certifiableHost(physicalName(scope, 'dns_label'), `internal.${place.zone.domain}`);
  const construct = new Construct(scope, 'balancer');
  const group = securityGroup(construct, 'security-group', `Load balancer of ${scope.node.path}`);
  allowIn(construct, 'from-edge', group.id, { securityGroupId: fact(scope, 'vpc_link_security_group_id') }, 443, 'API gateways by the VPC link');
  allowOut(construct, 'to-service', group.id, { securityGroupId: service.id }, port, 'Service');
  allowIn(construct, 'service-from-balancer', service.id, { securityGroupId: group.id }, port, 'Load balancer');
  const balancer = new Lb(construct, 'balancer', {
    name: physicalName(scope, 'aws_lb'),
    internal: true,
    loadBalancerType: 'application',
    subnets: network.privateSubnets,
    securityGroups: [group.id],
    dropInvalidHeaderFields: true,
    desyncMitigationMode: 'strictest',
    idleTimeout: (props.requestTimeoutSeconds ?? 29) + 1,
    enableDeletionProtection: environment.profile.deletionProtection,
    accessLogs: { bucket: shared.accessLogBucket(place), prefix: `balancer/${environment.environmentName}`, enabled: true },
    connectionLogs: { bucket: shared.accessLogBucket(place), prefix: `connections/${environment.environmentName}`, enabled: true },
  });
  const targets = new LbTargetGroup(construct, 'targets', {
    name: physicalName(scope, 'aws_lb_target_group'),
    port,
    protocol: 'HTTP',
    targetType: 'ip',
    vpcId: network.reference,
    deregistrationDelay: '30',
    healthCheck: { enabled: true, path: props.healthPath ?? '/health', matcher: '200', interval: 15, timeout: 5, healthyThreshold: 2, unhealthyThreshold: 3 },
  });
  const listener = new LbListener(construct, 'listener', {
    loadBalancerArn: balancer.arn,
    port: 443,
    protocol: 'HTTPS',
    sslPolicy: TLS_POLICY,
    certificateArn: certificate(construct, host).certificateArn,
    // The gateway passes the service's answers on as they are, so these headers are put in here.
    routingHttpResponseStrictTransportSecurityHeaderValue: HSTS,
    routingHttpResponseXContentTypeOptionsHeaderValue: 'nosniff',
    routingHttpResponseServerEnabled: false,
    defaultAction: [{ type: 'forward', targetGroupArn: targets.arn }],
  });
  new Route53Record(construct, 'record', {
    zoneId: fact(scope, 'private_zone_id'),
    name: host,
    type: 'A',
    alias: { name: balancer.dnsName, zoneId: balancer.zoneId, evaluateTargetHealth: true },
  });
  return { host, balancer, listener, targets, group };
}
