import { LandingZone } from '../../environment/landing-zone';
import { Standards } from '../../standards/standards';

function hostOf(url: string): string {
  return new URL(url).hostname;
}

/**
 * Hosts that the foundation's firewall lets pass without being asked: the identity provider's, Cognito's key sets, and
 * those that the standards state for the landing zone.
 */
export function knownHosts(zone: LandingZone, standards: Standards): string[] {
  const provider = standards.identityProvider;
  const stated: string[] = typeof zone.facts.egress_hosts === 'string' ? JSON.parse(zone.facts.egress_hosts) : zone.facts.egress_hosts ?? [];
  const hosts = [
    ...(provider ? [hostOf(provider.issuer), ...(provider.jwksUri ? [hostOf(provider.jwksUri)] : [])] : []),
    `cognito-idp.${zone.region}.amazonaws.com`,
    ...stated,
  ];
  return [...new Set(hosts)].sort();
}
