import { Construct } from 'constructs';
import { ApiGatewayProps, AuthenticationProps } from '../../capabilities/api-gateway';
import { IApiGatewayBackend } from '../../capabilities/backends';
import { Metric } from '../../capabilities/common';
import { planEdge } from '../../edge/edge-plan';
import { environmentOf } from '../../environment/environment-rules';
import { physicalName } from '../../environment/physical-name';
import { GroundworkError } from '../../errors';
import { edgeCertificate } from './edge/certificate';
import { firewall } from './edge/firewall';
import { putFront } from './edge/front';
import { gatewayMetrics, loadBalancerFilter } from './edge/gateway-metrics';
import { loadBalancer } from './edge/load-balancer';
import { clientCertificates } from './edge/mutual-tls';
import { GoogleLogStream } from './log-stream';
import { GoogleNetwork } from './network';
import { References } from './references';
import { GoogleService } from './service';

const IDENTITY_PLATFORM = 'https://securetoken.google.com/';
/** Identity Platform publishes its keys here, not below its issuer. */
const IDENTITY_PLATFORM_KEYS = 'https://www.googleapis.com/service_accounts/v1/jwk/securetoken@system.gserviceaccount.com';

/** Load balancer, firewall and certificate before Envoy and the validator, which run beside the service. */
export class GoogleGateway implements IApiGatewayBackend {
  public readonly hostname: string;
  public readonly metrics: Metric[];
  private readonly urlMapName: string;

  public constructor(scope: Construct, props: ApiGatewayProps) {
    const service = serviceOf(scope, props);
    const plan = planEdge({ ...props, authentication: authenticationOf(props.authentication) });
    const label = props.hostLabel ?? physicalName(scope.node.scope as Construct, 'dns_label');
    this.hostname = `${label}.${References.of(scope).zone.domain}`;
    const guard = firewall(scope, this.hostname, plan);
    putFront(new Construct(scope, 'front'), service, plan);
    this.urlMapName = loadBalancer(new Construct(scope, 'load-balancer'), {
      hostname: this.hostname,
      serviceId: service.serviceName,
      serviceName: service.serviceReference,
      certificate: edgeCertificate(new Construct(scope, 'certificate'), this.hostname),
      firewall: guard,
      clientCertificates: props.mutualTls && clientCertificates(new Construct(scope, 'client-certificates'), props.mutualTls),
    });
    this.metrics = gatewayMetrics(this.urlMapName, physicalName(scope, 'google_compute_security_policy', 'firewall'));
    (environmentOf(scope).network as GoogleNetwork).allowHost(new URL(plan.jwksUri).hostname);
    this.collectLogs(props, service);
  }

  /** Monitoring filter of a measurement of this gateway. */
  public filter(metric: string): string {
    return loadBalancerFilter(this.urlMapName, metric);
  }

  /**
   * Envoy's lines hold no address, query, parameter or token. The load balancer's own hold the full URL: only those of
   * requests that the firewall refused are kept, since they reached nobody else.
   */
  private collectLogs(props: ApiGatewayProps, service: GoogleService): void {
    const access = props.accessLog as GoogleLogStream;
    access.collect(service.accessLogFilter);
    (props.auditLog as GoogleLogStream).collect(service.accessLogFilter);
    access.collect(`resource.type="http_load_balancer" AND resource.labels.url_map_name="${this.urlMapName}" AND jsonPayload.enforcedSecurityPolicy.outcome="DENY"`);
  }
}

/** The service to put the front before; one that an enterprise brings has another inside. */
function serviceOf(scope: Construct, { target }: ApiGatewayProps): GoogleService {
  if (target instanceof GoogleService) { return target; }
  throw new GroundworkError('API gateway', [{
    where: scope.node.path, problem: 'the service is not made by GoogleCloud', mend: 'Where a cloud replaces the service, replace the API gateway too.',
  }]);
}

/** Tokens of Identity Platform have no client, and their keys are elsewhere. */
function authenticationOf(stated: AuthenticationProps): AuthenticationProps {
  if (!stated.issuer.startsWith(IDENTITY_PLATFORM)) { return stated; }
  return { ...stated, jwksUri: stated.jwksUri ?? IDENTITY_PLATFORM_KEYS, clientClaim: stated.clientClaim ?? 'sub' };
}

export function apiGateway(scope: Construct, props: ApiGatewayProps): IApiGatewayBackend {
  return new GoogleGateway(scope, props);
}
