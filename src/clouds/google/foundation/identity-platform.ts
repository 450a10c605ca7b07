import { Construct } from 'constructs';
import { LandingZone } from '../../../environment/landing-zone';
import { References } from '../references';
import { IdentityPlatformConfig } from '../resources';

/** Identity Platform exists once per project and cannot be switched off; each environment has its tenant in it. */
export function identityPlatform(scope: Construct, zone: LandingZone): void {
  new IdentityPlatformConfig(scope, 'config', {
    project: References.of(scope).project,
    autodeleteAnonymousUsers: true,
    authorizedDomains: [zone.domain],
    multiTenant: { allowTenants: true },
    signIn: { allowDuplicateEmails: false, anonymous: { enabled: false }, email: { enabled: true, passwordRequired: true } },
    // Time-based codes; text messages can be intercepted.
    mfa: { state: 'ENABLED', providerConfigs: [{ state: 'ENABLED', totpProviderConfig: { adjacentIntervals: 1 } }] },
    monitoring: { requestLogging: { enabled: true } },
    client: { permissions: { disabledUserSignup: true, disabledUserDeletion: true } },
  });
}
