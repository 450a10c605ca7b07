import { ControlSeverity, GovernanceFunction, Objective } from '../control';
import { onAnswers, isOf } from './answers';
import { VAULTS } from './store-types';

/** Copies are data as well; a vault holds those of many stores. */
export const encryptionBackups = onAnswers({
  id: 'encryption.backups',
  title: 'Backup vaults are encrypted with a customer-managed key',
  objective: Objective.ENCRYPTION_AT_REST,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.HIGH,
  why: 'a copy holds all that its store holds: whoever holds the key of the vault reads every store in it',
  mend: 'Name the key of the foundation at the vault, on Azure by its own resource.',
  scanners: ['CKV_AWS_166'],
  card: 'Encryption at rest with the environment\'s own key',
  parameters: [{ name: 'accepted', description: 'Owners of keys that are accepted; vaults of Google Cloud take none but the provider\'s (fixed)', defaultValue: ['customer', 'foundation', 'fixed'] }],
}, { rules: ['data.key'], types: VAULTS, asked: isOf(...VAULTS) }, ({ value, text }, context) => context.parameter('accepted').includes(value) || text);
