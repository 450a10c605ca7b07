import { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { MutualTlsProps } from '../../capabilities/api-gateway';
import { EdgePlan } from '../../edge/edge-plan';
import { fact } from '../../environment/facts';
import { after } from '../../environment/order';
import { physicalName } from '../../environment/physical-name';
import { baseOf } from './base';
import { requireClientCertificates } from './client-certificates';
import { firewallRules } from './edge-firewall';
import { foundationOf } from './ids';
import {
  CdnFrontdoorCustomDomain, CdnFrontdoorCustomDomainAssociation, CdnFrontdoorFirewallPolicy, CdnFrontdoorRoute, CdnFrontdoorSecurityPolicy, DnsCnameRecord,
  DnsTxtRecord,
} from './resources';

/** An API that is made public. */
export interface PublicApi {
  readonly hostname: string;
  /** Path of the API on the gateway. */
  readonly apiPath: string;
  readonly plan: EdgePlan;
  readonly mutualTls?: MutualTlsProps;
  /** What is in force before the first request can come. */
  readonly after: ITerraformDependable[];
}

const SKU = 'Premium_AzureFrontDoor';

/**
 * Publishes an API by the foundation's Front Door: a host name with a managed certificate (TLS 1.2 at least), a firewall, and a
 * route to the API's own path on the gateway, so that no host name reaches another API.
 */
export function publish(scope: Construct, api: PublicApi): void {
  const ids = foundationOf(scope);
  const domain = new CdnFrontdoorCustomDomain(scope, 'domain', {
    name: physicalName(scope, 'azurerm_cdn_frontdoor_custom_domain'),
    cdnFrontdoorProfileId: ids.frontDoor,
    dnsZoneId: ids.publicZone,
    hostName: api.hostname,
    tls: { certificateType: 'ManagedCertificate' },
  });
  const firewall = new CdnFrontdoorFirewallPolicy(scope, 'firewall', {
    name: physicalName(scope, 'azurerm_cdn_frontdoor_firewall_policy'),
    resourceGroupName: baseOf(scope).group.name,
    skuName: SKU,
    enabled: true,
    mode: 'Prevention',
    requestBodyCheckEnabled: true,
    customBlockResponseStatusCode: 403,
    customBlockResponseBody: Buffer.from(JSON.stringify({ status: 403, title: 'Forbidden' })).toString('base64'),
    ...firewallRules(api.plan),
  });
  const security = new CdnFrontdoorSecurityPolicy(scope, 'security', {
    name: physicalName(scope, 'azurerm_cdn_frontdoor_security_policy'),
    cdnFrontdoorProfileId: ids.frontDoor,
    securityPolicies: { firewall: { cdnFrontdoorFirewallPolicyId: firewall.id, association: { patternsToMatch: ['/*'], domain: [{ cdnFrontdoorDomainId: domain.id }] } } },
  });
  const certificates = api.mutualTls ? requireClientCertificates(scope, domain, api.hostname, api.mutualTls) : [];
  // Behind the firewall, and to an API whose policy is in force.
  const route = after(new CdnFrontdoorRoute(scope, 'route', {
    name: physicalName(scope, 'azurerm_cdn_frontdoor_route'),
    cdnFrontdoorEndpointId: ids.frontDoorEndpoint,
    cdnFrontdoorOriginGroupId: ids.originGroup,
    cdnFrontdoorOriginIds: [ids.origin],
    cdnFrontdoorOriginPath: `/${api.apiPath}`,
    cdnFrontdoorCustomDomainIds: [domain.id],
    linkToDefaultDomain: false,
    patternsToMatch: ['/*'],
    supportedProtocols: ['Http', 'Https'],
    httpsRedirectEnabled: true,
    forwardingProtocol: 'HttpsOnly',
    enabled: true,
  }), security, ...certificates, ...api.after);
  new CdnFrontdoorCustomDomainAssociation(scope, 'domain-on-route', { cdnFrontdoorCustomDomainId: domain.id, cdnFrontdoorRouteIds: [route.id] });
  names(scope, api.hostname, domain, [route, security]);
}

/** The name points to Front Door, and proves that it may have a certificate. */
function names(scope: Construct, hostname: string, domain: CdnFrontdoorCustomDomain, ready: ITerraformDependable[]): void {
  const ids = foundationOf(scope);
  const label = hostname.slice(0, -(ids.zone.domain.length + 1));
  const where = { zoneName: ids.zone.domain, resourceGroupName: ids.group('edge') };
  new DnsTxtRecord(scope, 'proof', { ...where, name: `_dnsauth.${label}`, ttl: 3600, record: [{ value: domain.validationToken }] });
  after(new DnsCnameRecord(scope, 'name', { ...where, name: label, ttl: 300, record: fact(scope, 'front_door_endpoint_host') }), ...ready);
}
