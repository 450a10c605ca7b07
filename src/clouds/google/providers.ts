import { TerraformStack } from 'cdktf';
import { LandingZone } from '../../environment/landing-zone';
import { Standards } from '../../standards/standards';
import { GoogleProvider } from './resources';

/**
 * Calls are billed to, and counted against, the landing zone's project: budgets, Security Command Center and essential
 * contacts refuse calls of user credentials without that. Labels come from `tag()`, so the provider adds none.
 */
export function configureProviders(stack: TerraformStack, zone: LandingZone, _standards: Standards): void {
  new GoogleProvider(stack, 'google', {
    project: zone.account,
    region: zone.region,
    billingProject: zone.account,
    userProjectOverride: true,
    addTerraformAttributionLabel: false,
  });
}
