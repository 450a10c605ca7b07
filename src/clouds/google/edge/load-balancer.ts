import { Construct } from 'constructs';
import { HSTS } from '../../../edge/hsts';
import { after } from '../../../environment/order';
import { digest } from '../../../environment/naming';
import { physicalName } from '../../../environment/physical-name';
import { References } from '../references';
import {
  ComputeBackendService, ComputeGlobalAddress, ComputeGlobalForwardingRule, ComputeRegionNetworkEndpointGroup, ComputeSecurityPolicy,
  ComputeSslPolicy, ComputeTargetHttpsProxy, ComputeUrlMap, DnsRecordSet, NetworkSecurityServerTlsPolicy,
} from '../resources';
import { EdgeCertificate } from './certificate';

/** What the load balancer is made of. */
export interface LoadBalancerProps {
  readonly hostname: string;
  /** Name of the service, as text. */
  readonly serviceId: string;
  /** The same as a reference. */
  readonly serviceName: string;
  readonly certificate: EdgeCertificate;
  readonly firewall: ComputeSecurityPolicy;
  readonly clientCertificates?: NetworkSecurityServerTlsPolicy;
}

const HEADERS = [
  { headerName: 'Strict-Transport-Security', headerValue: HSTS, replace: true },
  { headerName: 'X-Content-Type-Options', headerValue: 'nosniff', replace: true },
];
/** Anything but the one host name: the firewall refuses it before, and here nothing is routed. */
const NOWHERE = { faultInjectionPolicy: { abort: { httpStatus: 404, percentage: 100 } } };

/**
 * The only public addresses of an environment: port 443, TLS 1.2 and newer with forward secrecy, no HTTP. Every request
 * passes the firewall.
 *
 * @returns name of the URL map, which the measurements carry
 */
export function loadBalancer(scope: Construct, props: LoadBalancerProps): string {
  const backend = backendOf(scope, props);
  const urlMapName = physicalName(scope, 'google_compute_url_map');
  const urlMap = new ComputeUrlMap(scope, 'url-map', {
    name: urlMapName,
    description: props.hostname,
    defaultService: backend.id,
    defaultRouteAction: NOWHERE,
    headerAction: { responseHeadersToAdd: HEADERS, responseHeadersToRemove: ['server', 'x-powered-by'] },
    hostRule: [{ hosts: [props.hostname], pathMatcher: 'api' }],
    pathMatcher: [{ name: 'api', defaultService: backend.id }],
  });
  const sslPolicy = new ComputeSslPolicy(scope, 'ssl-policy', {
    name: physicalName(scope, 'google_compute_ssl_policy'),
    profile: 'RESTRICTED',
    minTlsVersion: 'TLS_1_2',
  });
  const proxy = after(new ComputeTargetHttpsProxy(scope, 'proxy', {
    name: physicalName(scope, 'google_compute_target_https_proxy'),
    urlMap: urlMap.id,
    certificateMap: props.certificate.map,
    sslPolicy: sslPolicy.id,
    serverTlsPolicy: props.clientCertificates?.id,
    quicOverride: 'NONE',
    tlsEarlyData: 'DISABLED',
  }), props.certificate.entry);
  address(scope, 'IPV4', 'A', props.hostname, proxy);
  address(scope, 'IPV6', 'AAAA', props.hostname, proxy);
  return urlMapName;
}

function backendOf(scope: Construct, props: LoadBalancerProps): ComputeBackendService {
  const group = new ComputeRegionNetworkEndpointGroup(scope, 'endpoints', {
    // A group cannot be changed, and is in use when its successor comes: the name follows the service.
    name: physicalName(scope, 'google_compute_region_network_endpoint_group', digest(props.serviceId)),
    region: References.of(scope).region,
    networkEndpointType: 'SERVERLESS',
    cloudRun: { service: props.serviceName },
    lifecycle: { createBeforeDestroy: true },
  });
  return new ComputeBackendService(scope, 'backend', {
    name: physicalName(scope, 'google_compute_backend_service'),
    description: props.hostname,
    loadBalancingScheme: 'EXTERNAL_MANAGED',
    protocol: 'HTTPS',
    // No timeout, health check or utilization: backends without servers refuse them.
    backend: [{ group: group.id }],
    securityPolicy: props.firewall.id,
    enableCdn: false,
    logConfig: { enable: true, sampleRate: 1, optionalMode: 'EXCLUDE_ALL_OPTIONAL' },
  });
}

function address(scope: Construct, version: string, record: string, hostname: string, proxy: ComputeTargetHttpsProxy): void {
  const id = version.toLowerCase();
  const ip = new ComputeGlobalAddress(scope, `address-${id}`, {
    name: physicalName(scope, 'google_compute_global_address', id),
    addressType: 'EXTERNAL',
    ipVersion: version,
  });
  new ComputeGlobalForwardingRule(scope, `rule-${id}`, {
    name: physicalName(scope, 'google_compute_global_forwarding_rule', id),
    loadBalancingScheme: 'EXTERNAL_MANAGED',
    ipProtocol: 'TCP',
    portRange: '443',
    ipAddress: ip.id,
    target: proxy.id,
  });
  new DnsRecordSet(scope, `record-${id}`, {
    managedZone: References.of(scope).publicDnsZone, name: `${hostname}.`, type: record, ttl: 300, rrdatas: [ip.address],
  });
}
