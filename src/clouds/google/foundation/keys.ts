import { Construct } from 'constructs';
import { preventDestroy } from '../../../environment/order';
import { createKey, GoogleKey } from '../key';
import { References } from '../references';
import { KmsKeyRing } from '../resources';

/** Keys of the foundation itself. */
export interface FoundationKeys {
  /** Registries and findings. */
  readonly platformKey: GoogleKey;
  /** Logs and the audit archive. */
  readonly logKey: GoogleKey;
}

/** The key ring of the landing zone, which nobody can ever delete, and the keys of the foundation in it. */
export function keys(scope: Construct): FoundationKeys {
  const references = References.of(scope);
  const ring = preventDestroy(new KmsKeyRing(scope, 'ring', {
    name: references.name('google_kms_key_ring'),
    location: references.region,
  }), true);
  const make = (id: string) => createKey(new Construct(scope, id), references.name('google_kms_crypto_key', id), ring.id, true);
  return { platformKey: make('platform'), logKey: make('logs') };
}
