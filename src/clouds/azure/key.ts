import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { IKeyBackend, IWorkloadIdentity } from '../../capabilities/backends';
import { KeyProps, KeyPurpose } from '../../capabilities/key';
import { after } from '../../environment/order';
import { physicalName } from '../../environment/physical-name';
import { baseOf } from './base';
import { currentVersion, makeKey, MadeKey } from './key-template';
import { networkOf } from './network';
import { RoleAssignment, UserAssignedIdentity } from './resources';
import { assignRole } from './role';
import { reachVault } from './vault-access';
import { AzureIdentity } from './workload-identity';

/** Role that may wrap and unwrap with one key, and nothing else. */
const ENCRYPTION_ROLE = 'Key Vault Crypto Service Encryption User';

/** A key of the environment's vault, and the identity with which Azure's own services use it. */
export class AzureKey implements IKeyBackend {
  private made?: { key: MadeKey; identity: UserAssignedIdentity; role: RoleAssignment };

  public constructor(private readonly scope: Construct, private readonly keyName: string) {}

  /** Versionless id: services that take it follow the rotation. */
  public get reference(): string { return this.ensure().key.versionlessId; }
  /** Resource id of the identity that services use the key with. */
  public get identityId(): string { return this.ensure().identity.id; }
  /** Client id of that identity. */
  public get identityClientId(): string { return this.ensure().identity.clientId; }

  /** Id with the current version, for the one service below `scope` that takes no other. */
  public versionFor(scope: Construct): string { return currentVersion(scope, baseOf(this.scope).groupName, this.ensure().key); }

  /** Creates what is encrypted after the right to use the key: Azure checks at once. */
  public protect<T extends TerraformResource>(resource: T): T {
    const { key, role } = this.ensure();
    return after(resource, key.deployment, role);
  }

  public grantUse(identity: IWorkloadIdentity): void {
    const { key } = this.ensure();
    reachVault(this.scope).allowFrom(networkOf(this.scope).appsEndpoint);
    // Encrypt and decrypt, sign and verify with this one key.
    const { place, principalId } = identity as AzureIdentity;
    const id = `use-${place}`;
    if (this.scope.node.tryFindChild(id)) { return; }
    assignRole(this.scope, id, { scope: key.resourceId, principal: principalId, role: 'Key Vault Crypto User', after: [key.deployment] });
  }

  /** Makes the key; done once. */
  public ensure(): { key: MadeKey; identity: UserAssignedIdentity; role: RoleAssignment } {
    return this.made ??= this.make();
  }

  private make() {
    const base = baseOf(this.scope);
    const key = makeKey(this.scope, {
      keyName: this.keyName, vault: base.vault, vaultName: base.vaultName, group: base.groupName, subscription: base.subscription,
    });
    const identity = new UserAssignedIdentity(this.scope, 'identity', {
      name: physicalName(this.scope, 'azurerm_user_assigned_identity'), location: base.location, resourceGroupName: base.group.name,
    });
    const role = assignRole(this.scope, 'services-use-key', { scope: key.resourceId, principal: identity.principalId, role: ENCRYPTION_ROLE, after: [key.deployment] });
    return { key, identity, role };
  }
}

/**
 * A key of the environment's vault. The one for logs is made when something first asks for it: a workspace takes a
 * customer's key only on a dedicated cluster (100 GB a day at least), and a key that nothing uses protects nothing.
 */
export function key(scope: Construct, props: KeyProps): IKeyBackend {
  const made = new AzureKey(scope, props.purpose);
  if (props.purpose === KeyPurpose.DATA) { made.ensure(); }
  return made;
}
