import { Construct } from 'constructs';
import { preventDestroy } from '../../../environment/order';
import { diagnose } from '../diagnostics';
import {
  ApiManagement, CdnFrontdoorEndpoint, CdnFrontdoorOrigin, CdnFrontdoorOriginGroup, CdnFrontdoorProfile, DnsCaaRecord, DnsZone,
} from '../resources';
import { FoundationContext } from './context';

/** Public edge: TLS, firewall and routing for every API, with a private link to the gateway. */
export function frontDoor(context: FoundationContext, instance: ApiManagement): { profile: CdnFrontdoorProfile; endpoint: CdnFrontdoorEndpoint } {
  const { ids, zone, standards } = context;
  const scope = new Construct(context.scope, 'front-door');
  const group = context.groups.edge.name;
  const profile = preventDestroy(new CdnFrontdoorProfile(scope, 'profile', {
    name: ids.name('azurerm_cdn_frontdoor_profile', 'edge'),
    resourceGroupName: group,
    skuName: 'Premium_AzureFrontDoor',
    responseTimeoutSeconds: 60,
    // Reads the authorities of client certificates from the vaults of environments.
    identity: { type: 'SystemAssigned' },
    logScrubbingRule: [{ matchVariable: 'QueryStringArgNames' }, { matchVariable: 'RequestIPAddress' }],
  }), true);
  diagnose(scope, 'profile', profile.id, 'frontDoor', context.workspace.id);
  const endpoint = new CdnFrontdoorEndpoint(scope, 'endpoint', { name: ids.name('azurerm_cdn_frontdoor_endpoint', 'edge'), cdnFrontdoorProfileId: profile.id });
  const origins = new CdnFrontdoorOriginGroup(scope, 'origins', {
    name: 'gateway',
    cdnFrontdoorProfileId: profile.id,
    sessionAffinityEnabled: false,
    loadBalancing: { sampleSize: 4, successfulSamplesRequired: 3, additionalLatencyInMilliseconds: 50 },
    // API Management answers this path itself.
    healthProbe: { path: '/status-0123456789abcdef', protocol: 'Https', requestType: 'GET', intervalInSeconds: 100 },
  });
  const host = `${ids.gatewayName}.azure-api.net`;
  new CdnFrontdoorOrigin(scope, 'origin', {
    name: 'gateway',
    cdnFrontdoorOriginGroupId: origins.id,
    enabled: true,
    hostName: host,
    originHostHeader: host,
    httpPort: 80,
    httpsPort: 443,
    certificateNameCheckEnabled: true,
    priority: 1,
    weight: 1000,
    // Somebody approves this connection once on the gateway; until then every request ends in 502.
    privateLink: { requestMessage: `Front Door of ${standards.organization}`, targetType: 'Gateway', location: zone.region, privateLinkTargetId: instance.id },
  });
  publicNames(scope, context, group);
  return { profile, endpoint };
}

/** Public names of this landing zone; who may issue certificates for them. */
function publicNames(scope: Construct, context: FoundationContext, group: string): void {
  const { zone, standards } = context;
  const names = preventDestroy(new DnsZone(scope, 'names', { name: zone.domain, resourceGroupName: group }), true);
  new DnsCaaRecord(scope, 'certificate-authority', {
    name: '@',
    zoneName: names.name,
    resourceGroupName: group,
    ttl: 3600,
    record: [
      { flags: 0, tag: 'issue', value: 'digicert.com' },
      { flags: 0, tag: 'issuewild', value: ';' },
      { flags: 0, tag: 'iodef', value: `mailto:${standards.alertContacts.warning[0]}` },
    ],
  });
}
