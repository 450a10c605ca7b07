import { Annotations } from 'cdktf';
import { Construct } from 'constructs';
import { IUserDirectoryBackend } from '../../capabilities/backends';
import { UserDirectoryProps } from '../../capabilities/user-directory';
import { physicalName } from '../../environment/physical-name';
import { References } from './references';
import { IdentityPlatformTenant } from './resources';

/**
 * A tenant of Identity Platform. Issuer and audience of its tokens are the project's: tenants differ in the claim
 * `firebase.tenant` only, which is why stages should not share a landing zone where end users sign in (decision 0308).
 */
export class GoogleUserDirectory implements IUserDirectoryBackend {
  public readonly issuer: string;
  public readonly audience: string;
  /** Id of the tenant, as in the claim `firebase.tenant`. */
  public readonly tenant: string;

  public constructor(scope: Construct, props: UserDirectoryProps) {
    const { project, zone } = References.of(scope);
    const elsewhere = props.callbackUrls.map((url) => new URL(url).hostname).filter((host) => host !== zone.domain && !host.endsWith(`.${zone.domain}`));
    if (elsewhere.length > 0) {
      Annotations.of(scope).addWarning(`Users return to ${elsewhere.join(', ')}: a platform engineer adds these to the authorized domains of Identity Platform, which are the project's.`);
    }
    const tenant = new IdentityPlatformTenant(scope, 'tenant', {
      displayName: physicalName(scope, 'google_identity_platform_tenant'),
      allowPasswordSignup: true,
      enableEmailLinkSignin: false,
      disableAuth: false,
    });
    this.tenant = tenant.name;
    this.issuer = `https://securetoken.google.com/${project}`;
    this.audience = project;
  }
}

export function userDirectory(scope: Construct, props: UserDirectoryProps): IUserDirectoryBackend {
  return new GoogleUserDirectory(scope, props);
}
