import { Entry } from '../../../clouds/rule-graph';
import { Scope, Topic } from '../scope';
import { daysAt, textAt } from '../values';

/** Cloud KMS. */
export const keys: Topic = {
  types: ['google_kms_crypto_key', 'google_kms_key_ring', 'google_kms_crypto_key_version'],
  read(scope) {
    scope.all('google_kms_crypto_key').forEach((key) => cryptoKey(scope, key));
    scope.all('google_kms_key_ring').forEach((ring) => scope.lifecycle(ring, 'key.prevent-destroy'));
    for (const version of scope.all('google_kms_crypto_key_version')) {
      const state = textAt(version.body, 'state', 'ENABLED');
      const key = scope.lookup.find(version.body.crypto_key) ?? version;
      scope.state('key.enabled', key, state === undefined ? undefined : state === 'ENABLED', [{ address: version.address, argument: 'state' }]);
    }
  },
};

function cryptoKey(scope: Scope, key: Entry): void {
  const { body } = key;
  // Only keys for encryption and decryption can be rotated by themselves.
  if (textAt(body, 'purpose', 'ENCRYPT_DECRYPT') === 'ENCRYPT_DECRYPT') {
    scope.state('key.rotation-days', key, daysAt(body, 'rotation_period', 36500), 'rotation_period');
  }
  scope.state('key.undelete-days', key, daysAt(body, 'destroy_scheduled_duration', 30), 'destroy_scheduled_duration');
  scope.lifecycle(key, 'key.prevent-destroy');
  const level = textAt(body, 'version_template.protection_level', 'SOFTWARE');
  if (level !== undefined && /^(HSM|SOFTWARE)$/.test(level)) { scope.state('key.hardware', key, level === 'HSM', 'version_template.protection_level'); }
}
