import { Construct } from 'constructs';
import { IKeyBackend, IWorkloadIdentity } from '../../capabilities/backends';
import { KeyProps } from '../../capabilities/key';
import { environmentOf } from '../../environment/environment-rules';
import { preventDestroy } from '../../environment/order';
import { physicalName } from '../../environment/physical-name';
import { placeOf } from '../../environment/place';
import { Agent, agentMember } from './agents';
import { memberOf } from './iam';
import { References } from './references';
import { KmsCryptoKey, KmsCryptoKeyIamMember } from './resources';

const ENCRYPT = 'roles/cloudkms.cryptoKeyEncrypterDecrypter';
const ROTATION = `${90 * 24 * 3600}s`;
const DESTROY_AFTER = `${30 * 24 * 3600}s`;

/** A key, and who may use it: each service agent is granted when the first resource of its service is encrypted. */
export class GoogleKey implements IKeyBackend {
  public readonly reference: string;

  public constructor(private readonly scope: Construct, private readonly key: KmsCryptoKey) {
    this.reference = key.id;
  }

  /**
   * Lets a service of Google encrypt with this key.
   * @returns the grant, which the resource that is encrypted must wait for
   */
  public useBy(agent: Agent): KmsCryptoKeyIamMember {
    const id = `agent-${agent.split('.')[0]}`;
    return (this.scope.node.tryFindChild(id) as KmsCryptoKeyIamMember | undefined)
      ?? this.member(id, agentMember(placeOf(this.scope).landingZone, agent));
  }

  public grantUse(identity: IWorkloadIdentity): void {
    const id = `use-${identity.principal.split('@')[0]}`;
    if (!this.scope.node.tryFindChild(id)) { this.member(id, memberOf(identity)); }
  }

  private member(id: string, member: string): KmsCryptoKeyIamMember {
    return new KmsCryptoKeyIamMember(this.scope, id, { cryptoKeyId: this.key.id, role: ENCRYPT, member });
  }
}

/** A symmetric key that rotates every 90 days; in hardware where the stage is protected. */
export function createKey(scope: Construct, name: string, keyRing: string, protect: boolean): GoogleKey {
  const key = new KmsCryptoKey(scope, 'key', {
    name,
    keyRing,
    purpose: 'ENCRYPT_DECRYPT',
    rotationPeriod: ROTATION,
    destroyScheduledDuration: DESTROY_AFTER,
    versionTemplate: { algorithm: 'GOOGLE_SYMMETRIC_ENCRYPTION', protectionLevel: protect ? 'HSM' : 'SOFTWARE' },
  });
  return new GoogleKey(scope, preventDestroy(key, protect));
}

export function key(scope: Construct, _props: KeyProps): IKeyBackend {
  const { deletionProtection } = environmentOf(scope).profile;
  return createKey(scope, physicalName(scope, 'google_kms_crypto_key'), References.of(scope).keyRing, deletionProtection);
}
